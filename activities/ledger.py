"""Writes what was made into the database: artifacts, takes, steps, costs, events.

An artifact exists when its row does. Two attempts may make the same thing at once (the first may live on after its worker was given up);
the first row stays and the second attempt takes what it names.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import func, select, text, tuple_, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession, async_sessionmaker
from sqlmodel import col

from activities.purchase import PurchaseState
from schemas.changes import TakeSettings
from schemas.clips import AnimateClip
from schemas.images import PaintImage
from schemas.keys import text_key
from schemas.music import ComposeMusic
from schemas.order import Order
from schemas.tables import ArtifactRow, CostRow, EventRow, FilmRow, PaidCallRow, StepRow, TakeRow
from schemas.voices import SpeakLine

Sessions = async_sessionmaker[AsyncSession]


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
            rows = await session.scalars(select(ArtifactRow).where(col(ArtifactRow.key).in_(wanted)))
            return {row.key: row for row in rows}

    async def is_paused(self, film: str) -> bool:
        """Whether a film begins nothing new for now."""
        async with self.sessions() as session:
            return bool(await session.scalar(select(col(FilmRow.is_paused)).where(col(FilmRow.id) == film)))

    async def commit(self, row: ArtifactRow, order: Order | None = None, *, is_paid: bool = False) -> ArtifactRow:
        """Make an artifact exist; answers with the row that stands, which is another attempt's when that one was first.

        With `order` it is noted in the same moment that this film made it: a worker that dies in between would leave a cost unwritten.
        `is_paid` says that calls were paid for it: they are done with, and the film is told what they cost.
        """
        async with self.sessions.begin() as session:
            values = row.model_dump(exclude={"created_at"})
            await session.execute(insert(ArtifactRow).values(**values).on_conflict_do_nothing())
            if order is not None:
                amount_micros = await _settle(session, order.key) if is_paid else 0
                await _record(session, order.about.film, [order], reused=False, seconds=row.seconds, amount_micros=amount_micros)
        return (await self.find([row.key]))[row.key]

    async def record(self, orders: Sequence[Order], *, reused: bool, seconds: float = 0.0) -> None:
        """Note for each order's film that what it ordered is there: step, take, cost and event, each once."""
        if not orders:
            return
        async with self.sessions.begin() as session:
            for film in sorted({order.about.film for order in orders}):
                await _record(session, film, [order for order in orders if order.about.film == film], reused=reused, seconds=seconds)

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


async def _record(
    session: AsyncSession, film: str, orders: Sequence[Order], *, reused: bool, seconds: float, amount_micros: int = 0
) -> None:
    await _lock_film(session, film)  # before any row: two that lock rows first could each wait for the other's
    await _steps(session, film, [order for order in orders if order.is_step], "reused" if reused else "made")
    await _takes(session, film, orders)
    for order in orders if not reused else ():
        about = order.about
        await _cost(session, order, seconds, amount_micros)
        data = {"cut": about.cut, "stage": order.stage, "target": about.target, "label": about.label}
        if order.is_step:
            await add_event(session, film, f"step {about.cut} {order.key}", "step", data)


async def _lock_film(session: AsyncSession, film: str) -> None:
    """One writer at a time per film, until the transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(film, 0))))


async def add_event(session: AsyncSession, film: str, mark: str, kind: str, data: dict[str, Any]) -> None:
    """Tell the watchers of a film something, once per mark."""
    # Ids are taken in the order of commits: without the lock a watcher could see event 8, resume behind it, and never see 7, committed
    # later.
    await _lock_film(session, film)
    done = await session.execute(
        insert(EventRow).values(film_id=film, mark=mark, kind=kind, data=data).on_conflict_do_nothing().returning(col(EventRow.id))
    )
    if done.first() is not None:
        await session.execute(text("SELECT pg_notify('film_events', :film)"), {"film": film})


def take_settings(order: Order) -> TakeSettings | None:
    """The settings a person can go back to; None for what has no takes."""
    match order:
        case PaintImage():
            return TakeSettings(
                take=order.take,
                seed=order.seed,
                prompt=order.prompt,
                negative_prompt=order.negative_prompt,
                looks={subject.character.name: subject.character.description for subject in order.subjects},
                heading=order.card.heading if order.card else None,
            )
        case AnimateClip():
            return TakeSettings(take=order.take, seed=order.seed, camera=order.move, intensity=order.intensity)
        case SpeakLine():
            return TakeSettings(
                take=order.take,
                seed=order.seed,
                text=order.text,
                delivery=order.delivery,
                voice=order.voice,
                speed=order.speed,
                pitch=order.pitch,
            )
        case ComposeMusic():
            return TakeSettings(
                take=order.take,
                seed=order.seed,
                mood=order.cue.mood,
                genre=order.cue.genre,
                tempo_bpm=order.cue.tempo_bpm,
                prompt=order.cue.prompt,
            )
        case _:
            return None


async def _steps(session: AsyncSession, film: str, orders: Sequence[Order], state: str) -> None:
    """In one statement: a big scene that is all there has hundreds, and its film's other scenes wait for the lock."""
    if not orders:
        return
    places = {(order.about.cut, order.stage, order.about.target): order.key for order in orders}
    rows = [
        {"film_id": film, "cut": cut, "stage": stage, "target": target, "state": state, "key": key}
        for (cut, stage, target), key in places.items()
    ]
    new = insert(StepRow).values(rows)
    # A step that was made stays made when a retry finds the artifact there.
    await session.execute(
        new.on_conflict_do_update(
            index_elements=["film_id", "cut", "stage", "target"],
            set_={"state": state, "key": new.excluded.key, "at": func.clock_timestamp()},
            where=(col(StepRow.key) != new.excluded.key) | (col(StepRow.state) == "planned"),
        )
    )


async def _takes(session: AsyncSession, film: str, orders: Sequence[Order]) -> None:
    """Select what was ordered, and number what is new; in a few statements, however many orders there are."""
    settings = {(order.stage, order.about.target): (order.key, found) for order in orders if (found := take_settings(order)) is not None}
    if not settings:
        return
    place = tuple_(col(TakeRow.stage), col(TakeRow.target))
    same = (col(TakeRow.film_id) == film) & place.in_(list(settings))
    known: dict[tuple[str, str], dict[str, int]] = {}
    for row in await session.execute(select(col(TakeRow.stage), col(TakeRow.target), col(TakeRow.key), col(TakeRow.number)).where(same)):
        known.setdefault((row.stage, row.target), {})[row.key] = row.number
    chosen = [(stage, target, key) for (stage, target), (key, _) in settings.items()]
    is_chosen = tuple_(col(TakeRow.stage), col(TakeRow.target), col(TakeRow.key)).in_(chosen)
    await session.execute(update(TakeRow).where(same, col(TakeRow.is_selected) != is_chosen).values(is_selected=is_chosen))
    new = [
        {
            "film_id": film,
            "stage": stage,
            "target": target,
            "number": max(known.get((stage, target), {}).values(), default=0) + 1,
            "key": key,
            "settings": told.model_dump(mode="json", exclude_none=True),
            "is_selected": True,
        }
        for (stage, target), (key, told) in settings.items()
        if key not in known.get((stage, target), {})
    ]
    if new:
        await session.execute(insert(TakeRow).values(new))


async def _settle(session: AsyncSession, key: str) -> int:
    """Note that the paid calls for an artifact are done with; answers with what they cost, in millionths of a US dollar."""
    done = {"state": PurchaseState.DONE.value, "done_at": func.clock_timestamp()}
    amounts = await session.scalars(
        update(PaidCallRow).where(col(PaidCallRow.key) == key).values(**done).returning(col(PaidCallRow.amount_micros))
    )
    return sum(amounts)


async def _cost(session: AsyncSession, order: Order, seconds: float, amount_micros: int) -> None:
    values = {"stage": order.stage, "engine": order.engine.name, "seconds": seconds, "amount_micros": amount_micros}
    await session.execute(insert(CostRow).values(film_id=order.about.film, key=order.key, **values).on_conflict_do_nothing())
