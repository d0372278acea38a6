"""Switches hooks off, and says so where their owner looks."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.ledger import add_event
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.hooks import DeliveryState
from schemas.tables import FilmRow


async def switch_off(session: AsyncSession, hook: HookRow, reason: str, now: datetime) -> None:
    """Tell a hook nothing more until it is switched on again; what waits for it is given up."""
    hook.is_on, hook.reason, hook.updated_at = False, reason, now
    await give_up_waiting(session, hook, now)


async def give_up_waiting(session: AsyncSession, hook: HookRow, now: datetime) -> None:
    """Send no more of what waits for a hook that is off.

    Something may be written for it while it is switched off: events do not wait for that, they see the hook as it was. So this is done once
    more by whoever finds that, and before it is switched on. The caller holds the hook's row.
    """
    waiting = (
        update(DeliveryRow)
        .where(col(DeliveryRow.hook_id) == hook.id, col(DeliveryRow.state) == DeliveryState.WAITING)
        .values(state=DeliveryState.GIVEN_UP, ended_at=now)
    )
    await session.execute(waiting)


async def warn_of(session: AsyncSession, hook: HookRow) -> None:
    """Let the newest film of which a hook was not told something say that it was switched off: its owner did not do it."""
    undelivered = (
        select(col(DeliveryRow.film_id))
        .join(FilmRow, col(FilmRow.id) == col(DeliveryRow.film_id))
        .where(col(DeliveryRow.hook_id) == hook.id, col(DeliveryRow.state) == DeliveryState.GIVEN_UP)
        .order_by(col(DeliveryRow.created_at).desc())
        .limit(1)
    )
    film = await session.scalar(undelivered)
    if film is not None:
        data = {"cut": 0, "message": f"webhook {hook.id} was switched off: {hook.reason}"}
        await add_event(session, film, f"hook {hook.id} {hook.updated_at.isoformat()}", "warning", data)
