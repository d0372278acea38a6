"""Writes down what hooks are to be told, in the transaction that writes the event: either both are there, or neither.

A notification tells `workers/courier.py` to look; nothing depends on its arriving.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.hooks import payloads
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.tables import FilmRow

CHANNEL = "hook_deliveries"
"""`NOTIFY hook_deliveries` carries the id of a hook that something waits for."""


async def post(session: AsyncSession, film: str, event: int, kind: str, data: Mapping[str, Any], at: datetime) -> None:
    """Have the hooks of a film's owner that want to hear of an event told of it; nothing happens where there are none."""
    what = payloads.happening(kind, data)
    if what is None:
        return
    wanted = (
        select(HookRow, FilmRow)
        .join(FilmRow, col(FilmRow.owner) == col(HookRow.owner))
        .where(col(FilmRow.id) == film, col(HookRow.is_on), or_(col(HookRow.film_id).is_(None), col(HookRow.film_id) == film))
        .order_by(col(HookRow.id))
        # A hook that is being deleted is waited for, and is not there then: its deliveries would name a row that is gone.
        .with_for_update(read=True, key_share=True, of=HookRow)
    )
    told = [(hook, row) for hook, row in await session.execute(wanted) if not hook.kinds or what in hook.kinds]
    for hook, row in told:
        about = {"id": row.id, "project": row.project_id, "title": row.title, "state": row.state, "cut": row.cut}
        new = insert(DeliveryRow).values(
            id=f"msg_{event}_{hook.id}",
            hook_id=hook.id,
            film_id=film,
            kind=what,
            body=payloads.body(what, at, about, event, data),
            state="waiting",
            tries=0,
            attempts=[],
        )
        await session.execute(new.on_conflict_do_nothing())
        await call(session, hook.id)


async def call(session: AsyncSession, hook: str) -> None:
    """Say that something waits for a hook, once the transaction is over."""
    await session.execute(text("SELECT pg_notify(:channel, :hook)"), {"channel": CHANNEL, "hook": hook})
