"""Writes what was made into the database: artifacts, takes, steps, costs, events.

An artifact exists when its row does. Two attempts may make the same thing at once (the first may live on after its worker was given up);
the first row stays and the second attempt takes what it names.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ARRAY, String, any_, bindparam, delete, func, literal, select, text, type_coerce, update
from sqlalchemy.dialects.postgresql import JSONB, insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlmodel import col

from activities.entries import is_gone, lock_film, note, store, store_and_note
from activities.hooks import outbox
from activities.purchase import PurchaseState
from schemas.failures import Unavailable
from schemas.keys import text_key
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.tables import ArtifactRow, EventRow, FilmRow, PaidCallRow, RemovalRow, StepRow, TakeRow

Sessions = async_sessionmaker[AsyncSession]

GONE_RETRY_S = 1.0
"""When something is looked for again that was removed just when it was found."""

# Statements that every order asks are built once: building one costs more than its answer.
_IS_WANTED = col(ArtifactRow.key) == any_(bindparam("keys", type_=ARRAY(String)))
_FIND = select(ArtifactRow).where(_IS_WANTED)
_IS_PAUSED = select(col(FilmRow.is_paused)).where(col(FilmRow.id) == bindparam("film")).scalar_subquery()
_ALWAYS = select(literal(1).label("row")).subquery()
_LOOK = select(_IS_PAUSED, ArtifactRow).select_from(_ALWAYS).join(ArtifactRow, _IS_WANTED, isouter=True)


@dataclass(frozen=True)
class Known:
    """What was there in one moment."""

    artifacts: Mapping[str, ArtifactRow]
    """By key."""
    is_paused: bool
    """Whether the film begins nothing new until it is resumed."""


class Ledger:
    """What was made, for whom, and what it took."""

    def __init__(self, sessions: Sessions) -> None:
        """Sessions of the film database."""
        self.sessions = sessions

    async def find(self, keys: Iterable[str]) -> dict[str, ArtifactRow]:
        """The artifacts that exist among `keys`, by key."""
        wanted = sorted(set(keys))
        if not wanted:
            return {}
        async with self.sessions() as session:
            await _only_reads(session)
            return await _found(session, wanted)

    async def look(self, film: str, keys: Iterable[str]) -> Known:
        """The artifacts that exist among `keys`, and whether a film is paused."""
        async with self.sessions() as session:
            await _only_reads(session)
            rows = (await session.execute(_LOOK, {"film": film, "keys": sorted(set(keys))})).all()
        return Known({row.key: row for _, row in rows if row is not None}, is_paused=bool(rows[0][0]))

    async def commit(
        self, row: ArtifactRow, order: Order | None = None, *, is_paid: bool = False, settled_at: datetime | None = None
    ) -> ArtifactRow | None:
        """Make an artifact exist; answers with the row that stands, which is another attempt's when that one was first.

        The film of `order` has it from then on. When it is what the order makes, and not something beside it, it is noted in the same
        moment that this film made it: a worker that dies in between would leave a cost unwritten. `is_paid` says that calls were paid for
        it: they are done with, and the film is told what they cost.

        Returns:
            None when an artifact of this key was removed and its object may have gone with it, unless that was `settled_at` before this
            one was stored (`activities/storage/removals.py`).
        """
        try:
            async with self.sessions.begin() as session:
                if order is None or row.key != order.key:
                    is_first = await store(session, order.about.film if order else None, row, settled_at=settled_at)
                else:
                    paid = await _settle(session, order.key) if is_paid else 0
                    is_first = await store_and_note(session, row, order, paid, settled_at=settled_at)
                if settled_at is not None:
                    await session.execute(delete(RemovalRow).where(col(RemovalRow.key) == row.key, col(RemovalRow.at) == settled_at))
                return row if is_first else (await _found(session, [row.key])).get(row.key)
        except IntegrityError as error:
            if not is_gone(error):
                raise
            return None

    async def record(self, orders: Sequence[Order], *, reused: bool, seconds: float = 0.0) -> None:
        """Note for each order's film that what it ordered is there: use, step, take, cost and event, each once.

        Raises:
            Unavailable: Something of it was removed between the moment it was found and this one.
        """
        if not orders:
            return
        try:
            async with self.sessions.begin() as session:
                for film in sorted({order.about.film for order in orders}):
                    await note(session, film, [order for order in orders if order.about.film == film], reused=reused, seconds=seconds)
        except IntegrityError as error:
            if not is_gone(error):
                raise
            msg = "what was found for the film belonged to no other any more, and was removed in this moment; it is looked for again"
            raise Unavailable(msg, retry_after_s=GONE_RETRY_S) from error

    async def same_takes(self, order: Order, ref: ArtifactRef) -> list[tuple[int, ArtifactRow]]:
        """Numbers and artifacts of other takes of the same thing that have the same bytes as what an order made."""
        about = order.about
        others = (
            select(col(TakeRow.number), ArtifactRow)
            .join(ArtifactRow, col(ArtifactRow.key) == col(TakeRow.key))
            .where(
                col(TakeRow.film_id) == about.film,
                col(TakeRow.stage) == order.stage,
                col(TakeRow.target) == about.target,
                col(TakeRow.key) != order.key,
                type_coerce(col(ArtifactRow.ref), JSONB)["sha256"].astext == ref.sha256,
            )
            .order_by(col(TakeRow.number))
        )
        async with self.sessions() as session:
            return [(number, row) for number, row in await session.execute(others)]

    async def warn(self, order: Order, message: str) -> None:
        """Tell the watchers of a film that something was made otherwise than ordered."""
        about = order.about
        data = {"cut": about.cut, "stage": order.stage, "target": about.target, "label": about.label}
        async with self.sessions.begin() as session:
            mark = f"warning {about.cut} {order.key} {text_key(message)[:16]}"
            await add_event(session, about.film, mark, "warning", {**data, "message": f"{about.label}: {message}"})

    async def plan(self, orders: Sequence[Order]) -> None:
        """Note that a cut needs these, made or not yet."""
        if not orders:
            return
        rows = [
            {
                "film_id": order.about.film,
                "cut": order.about.cut,
                "stage": order.stage,
                "target": order.about.target,
                "state": "planned",
                "key": order.key,
            }
            for order in orders
        ]
        async with self.sessions.begin() as session:
            await session.execute(insert(StepRow).values(rows).on_conflict_do_nothing())


async def _only_reads(session: AsyncSession) -> None:
    """Spare a session of one statement the round trips that begin and end a transaction."""
    await session.connection(execution_options={"isolation_level": "AUTOCOMMIT"})


async def _found(session: AsyncSession, keys: Sequence[str]) -> dict[str, ArtifactRow]:
    return {row.key: row for row in await session.scalars(_FIND, {"keys": keys})}


async def add_event(session: AsyncSession, film: str, mark: str, kind: str, data: dict[str, Any]) -> None:
    """Tell the watchers of a film something, once per mark, and have its owner's hooks told."""
    # Ids are taken in the order of commits: without the lock a watcher could see event 8, resume behind it, and never see 7, committed
    # later.
    await lock_film(session, film)
    new = insert(EventRow).values(film_id=film, mark=mark, kind=kind, data=data).on_conflict_do_nothing()
    written = (await session.execute(new.returning(col(EventRow.id), col(EventRow.at)))).first()
    if written is not None:
        await outbox.post(session, film, written.id, kind, data, written.at)
        await session.execute(text("SELECT pg_notify('film_events', :film)"), {"film": film})


async def _settle(session: AsyncSession, key: str) -> int:
    """Note that the paid calls for an artifact are done with; answers with what they cost, in millionths of a US dollar."""
    done: dict[str, Any] = {"state": PurchaseState.DONE.value, "done_at": func.clock_timestamp(), "answer": None, "answer_headers": {}}
    amounts = await session.scalars(
        update(PaidCallRow).where(col(PaidCallRow.key) == key).values(**done).returning(col(PaidCallRow.amount_micros))
    )
    return sum(amounts)
