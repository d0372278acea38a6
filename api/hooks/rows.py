"""Hooks and deliveries as their owners see them."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.hooks.answers import AttemptAnswer, DeliveryAnswer, HookAnswer, HookMade
from api.problems import no_such
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.hooks import DeliveryState, Happening


async def owned_hook(session: AsyncSession, hook_id: str, owner: str, *, to_change: bool = False) -> HookRow:
    """The hook of that id, if it is the owner's; locked until the transaction ends where it is `to_change`.

    Raises:
        Problem: 404, for somebody else's hook too.
    """
    found = select(HookRow).where(col(HookRow.id) == hook_id, col(HookRow.owner) == owner)
    row = await session.scalar(found.with_for_update(key_share=True) if to_change else found)
    if row is None:
        raise no_such("hook", hook_id)
    return row


async def owned_delivery(session: AsyncSession, delivery_id: str, owner: str) -> DeliveryRow:
    """The delivery of that id, if its hook is the owner's.

    Raises:
        Problem: 404, for somebody else's too.
    """
    row = await session.get(DeliveryRow, delivery_id)
    hook = await session.get(HookRow, row.hook_id) if row else None
    if row is None or hook is None or hook.owner != owner:
        raise no_such("delivery", delivery_id)
    return row


async def hook_answers(session: AsyncSession, rows: Sequence[HookRow]) -> list[HookAnswer]:
    """Hooks, with how much waits for each."""
    waiting = (
        select(col(DeliveryRow.hook_id), func.count())
        .where(col(DeliveryRow.hook_id).in_([row.id for row in rows]), col(DeliveryRow.state) == DeliveryState.WAITING)
        .group_by(col(DeliveryRow.hook_id))
    )
    counts = {row[0]: row[1] for row in await session.execute(waiting)}
    return [HookAnswer(**_told(row), waiting=counts.get(row.id, 0)) for row in rows]


async def hook_answer(session: AsyncSession, row: HookRow) -> HookAnswer:
    """A hook."""
    return (await hook_answers(session, [row]))[0]


async def hook_made(session: AsyncSession, row: HookRow, secret: str) -> HookMade:
    """A hook with its new secret."""
    return HookMade(**(await hook_answer(session, row)).model_dump(), secret=secret)


def delivery_answer(row: DeliveryRow) -> DeliveryAnswer:
    """A delivery."""
    return DeliveryAnswer(
        id=row.id,
        hook=row.hook_id,
        kind=row.kind,
        film=row.film_id or None,
        state=DeliveryState(row.state),
        tries=row.tries,
        attempts=[AttemptAnswer.model_validate(attempt) for attempt in row.attempts],
        created_at=row.created_at,
        due_at=row.due_at if row.state == DeliveryState.WAITING else None,
        ended_at=row.ended_at,
        payload=json.loads(row.body),
        href=f"/api/hooks/deliveries/{row.id}",
    )


def _told(row: HookRow) -> dict[str, Any]:
    href = f"/api/hooks/{row.id}"
    same = row.model_dump(include={"id", "url", "description", "is_on", "reason", "failures", "failing_since", "former_until"})
    times = {"created_at": row.created_at, "updated_at": row.updated_at}
    kinds = [Happening(kind) for kind in row.kinds]
    return {**same, **times, "kinds": kinds, "film": row.film_id, "href": href, "deliveries": f"{href}/deliveries"}
