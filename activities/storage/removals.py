"""Removes artifacts that no film has any more, without ever taking one from a film that is begun in the same moment.

What a film has is in `uses`, written in the statement that makes or finds an artifact for it. The database guards it: a use refers to its
artifact, so that a row which is used can't be deleted, and a row which is being deleted can't be used; who found it looks again.

A row goes first, and with it the artifact (ADR 0011). Its object goes later, and somebody may be storing the same bytes under the same name
at that moment, whose row is not written yet. So a removal leaves its own row behind: while it is there no artifact of that key is written
(`activities/entries.py`), until its maker has settled the removal and stored the object again (`activities/making.py`).
"""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, Select, delete, exists, func, literal, select, true, type_coerce, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlalchemy.orm import aliased
from sqlmodel import col

from activities.side_by_side import side_by_side
from activities.storage.objects import Objects
from schemas.clearing import Cleared
from schemas.samples import SAMPLE_STAGE
from schemas.tables import ArtifactRow, RemovalRow, UseRow

AT_ONCE = 8
"""Objects that are removed side by side."""
REMEMBERED = timedelta(days=30)
"""Longer than any attempt can lie between storing an object and writing its row."""

_IS_UNUSED = (
    (col(ArtifactRow.stage) != SAMPLE_STAGE)
    & col(ArtifactRow.names).is_not(None)
    & ~exists().where(col(UseRow.key) == col(ArtifactRow.key))
)
"""Samples of voices are kept and withdrawn by their own rows."""
_NO_NAMES = literal([], JSONB)
_REF = type_coerce(col(ArtifactRow.ref), JSONB)
_SIZE_BYTES = _REF["size_bytes"].as_integer().cast(BigInteger)
_REMOVED = select(func.count(), func.coalesce(func.sum(col(RemovalRow.size_bytes)), 0))
_GOING = (col(ArtifactRow.key), col(ArtifactRow.object_name), _REF["sha256"].astext.label("sha256"), _SIZE_BYTES.label("size_bytes"))


class Removals:
    """What nobody has any more, and how it goes."""

    def __init__(self, sessions: async_sessionmaker[AsyncSession], objects: Objects) -> None:
        """Over the film database and the store."""
        self._sessions = sessions
        self._objects = objects

    async def discard(self, clearing: str, limit: int) -> int:
        """Let some unused artifacts exist no more; answers with how many. Their objects are left to `erase`."""
        async with self._sessions.begin() as session:
            keys = list(await session.scalars(_unused_keys(limit)))
            # Asked again, in a statement that sees what was written before the rows were locked.
            going = delete(ArtifactRow).where(col(ArtifactRow.key).in_(keys), _IS_UNUSED).returning(*_GOING)
            rows = (await session.execute(going)).all() if keys else []
            if rows:
                new = insert(RemovalRow).values([{**row._mapping, "clearing": clearing, "is_done": False} for row in rows])
                names = ("object_name", "sha256", "size_bytes", "clearing", "is_done")
                renewed = {name: new.excluded[name] for name in names} | {"at": func.clock_timestamp()}
                await session.execute(new.on_conflict_do_update(index_elements=["key"], set_=renewed))
        return len(rows)

    async def erase(self, clearing: str, limit: int) -> int:
        """Remove the objects of some artifacts that were discarded, also by a clearing that was ended; answers with how many.

        Raises:
            Unavailable: The store does not answer; what is left is erased another time.
        """
        left = select(RemovalRow).where(~col(RemovalRow.is_done)).order_by(col(RemovalRow.key)).limit(limit)
        async with self._sessions.begin() as session:
            rows = list(await session.scalars(left.with_for_update(skip_locked=True)))
            await side_by_side(self._remove, rows, AT_ONCE)
            await self._note_done(session, [row.key for row in rows], clearing)
        return len(rows)

    async def settle(self, key: str) -> datetime | None:
        """Finish the removal of an artifact, so that another can be stored under its key; answers with when it was, or None for never."""
        async with self._sessions.begin() as session:
            row = await session.scalar(select(RemovalRow).where(col(RemovalRow.key) == key).with_for_update())
            if row is not None and not row.is_done:
                await self._remove(row)
                await self._note_done(session, [key], row.clearing)
                await session.refresh(row)
            return row.at if row is not None else None

    async def forget(self) -> None:
        """Forget removals that were done long ago."""
        old = col(RemovalRow.is_done) & (col(RemovalRow.at) < func.clock_timestamp() - REMEMBERED)
        async with self._sessions.begin() as session:
            await session.execute(delete(RemovalRow).where(old))

    async def cleared(self, clearing: str) -> Cleared:
        """What a clearing removed."""
        async with self._sessions() as session:
            return await counted(session, _REMOVED.where(col(RemovalRow.clearing) == clearing, col(RemovalRow.is_done)))

    async def _remove(self, row: RemovalRow) -> None:
        await asyncio.to_thread(self._objects.remove, row.object_name, row.key, row.sha256)

    async def _note_done(self, session: AsyncSession, keys: Sequence[str], clearing: str) -> None:
        done = {"is_done": True, "clearing": clearing, "at": func.clock_timestamp()}
        await session.execute(update(RemovalRow).where(col(RemovalRow.key).in_(keys)).values(**done))


async def unused(session: AsyncSession) -> Cleared:
    """What a clearing would remove now, with what an ended one left."""
    unused, left = await counted(session, sizes().where(_IS_UNUSED)), await counted(session, _REMOVED.where(~col(RemovalRow.is_done)))
    return Cleared(artifacts=unused.artifacts + left.artifacts, size_bytes=unused.size_bytes + left.size_bytes)


async def counted(session: AsyncSession, query: Select[int, int]) -> Cleared:
    """What a query of numbers and bytes answers."""
    artifacts, size_bytes = (await session.execute(query)).one()
    return Cleared(artifacts=artifacts, size_bytes=size_bytes)


def sizes() -> Select[int, int]:
    """How many artifacts there are, and their bytes together; to be narrowed."""
    return select(func.count(), func.coalesce(func.sum(_SIZE_BYTES), 0)).select_from(ArtifactRow)


def _unused_keys(limit: int) -> Select[str]:
    # What names others goes before them: it could be found, and be worth nothing. A row that somebody is at is left for the next time,
    # and with it what it names.
    naming = aliased(ArtifactRow)
    names = func.jsonb_array_elements_text(col(naming.names)).table_valued("key").render_derived(name="named")
    is_named = exists(
        select(literal(1))
        .select_from(naming)
        .join(names, true())
        .where(col(naming.names) != _NO_NAMES, names.c.key == col(ArtifactRow.key))
    )
    query = select(col(ArtifactRow.key)).where(_IS_UNUSED, ~is_named).order_by(col(ArtifactRow.key)).limit(limit)
    return query.with_for_update(of=ArtifactRow, skip_locked=True)
