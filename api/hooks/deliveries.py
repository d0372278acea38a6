"""What webhooks were told, or are to be told: list, try, send again."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from temporalio.client import Client
from temporalio.service import RPCError, RPCStatusCode

from activities.hooks import payloads
from activities.hooks.outbox import call
from api.answers import Page
from api.deps import OwnerDep, ServicesDep, SessionDep
from api.hooks.answers import DeliveryAnswer
from api.hooks.rows import delivery_answer, owned_delivery, owned_hook
from api.identifiers import new_id
from api.paging import Cursor, Limit, cursor_after, read_cursor
from api.problems import Problem, documented
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.hooks import PING, DeliveryState
from workers.courier import begin_to_tell

router = APIRouter(prefix="/api/hooks", tags=["webhooks"])

_AWAY = frozenset({RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.CANCELLED})
"""Cancelled is what a client calls a server that said nothing in time."""


@router.post("/{hook_id}/test", status_code=202, summary="Try a webhook", responses=documented(404, 409))
async def test_hook(hook_id: str, session: SessionDep, owner: OwnerDep, services: ServicesDep) -> DeliveryAnswer:
    """Sends a `hook.ping`, at once also to a receiver that is left alone for a moment; how that ended stands at its `href`."""
    hook = await owned_hook(session, hook_id, owner, to_change=True)
    _must_be_on(hook)
    row = DeliveryRow(
        id=f"msg_{new_id()}", hook_id=hook.id, kind=PING, body=payloads.ping(hook.id, datetime.now(UTC)), state=DeliveryState.WAITING
    )
    session.add(row)
    return await _sent(session, services.temporal, hook, row)


@router.get("/{hook_id}/deliveries", summary="What a webhook was told, newest first", responses=documented(404))
async def list_deliveries(
    hook_id: str,
    session: SessionDep,
    owner: OwnerDep,
    state: Annotated[list[DeliveryState] | None, Query(description="Only those in these states.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[DeliveryAnswer]:
    """With every attempt's time, status, duration and the beginning of its answer; kept for 30 days after they ended."""
    await owned_hook(session, hook_id, owner)
    rows = select(DeliveryRow).where(col(DeliveryRow.hook_id) == hook_id)
    if state:
        rows = rows.where(col(DeliveryRow.state).in_(state))
    if cursor is not None:
        rows = rows.where(tuple_(col(DeliveryRow.created_at), col(DeliveryRow.id)) < read_cursor(cursor))
    found = list(await session.scalars(rows.order_by(col(DeliveryRow.created_at).desc(), col(DeliveryRow.id).desc()).limit(limit + 1)))
    page = found[:limit]
    return Page(
        items=[delivery_answer(row) for row in page],
        next_cursor=cursor_after(page[-1].created_at, page[-1].id) if len(found) > limit else None,
    )


@router.get("/deliveries/{delivery_id}", summary="One delivery", responses=documented(404))
async def read_delivery(delivery_id: str, session: SessionDep, owner: OwnerDep) -> DeliveryAnswer:
    return delivery_answer(await owned_delivery(session, delivery_id, owner))


@router.post("/deliveries/{delivery_id}/again", status_code=202, summary="Send a delivery again", responses=documented(404, 409))
async def send_again(delivery_id: str, session: SessionDep, owner: OwnerDep, services: ServicesDep) -> DeliveryAnswer:
    """At once, also what was delivered or given up, under the same `webhook-id`; should that fail, it is tried as often as a new one."""
    row = await owned_delivery(session, delivery_id, owner)
    hook = await owned_hook(session, row.hook_id, owner, to_change=True)
    _must_be_on(hook)
    await session.refresh(row, with_for_update=True)
    row.state, row.tries, row.ended_at = DeliveryState.WAITING, 0, None
    now = await session.scalar(select(func.clock_timestamp()))
    assert now is not None
    row.due_at = now
    return await _sent(session, services.temporal, hook, row)


def _must_be_on(hook: HookRow) -> None:
    if not hook.is_on:
        raise Problem(409, f"hook '{hook.id}' is off ({hook.reason}); switch it on first")


async def _sent(session: AsyncSession, temporal: Client, hook: HookRow, row: DeliveryRow) -> DeliveryAnswer:
    hook.rests_until = None
    await call(session, hook.id)
    await session.commit()
    await session.refresh(row)
    try:
        await begin_to_tell(temporal, hook.id)
    except (RPCError, RuntimeError) as error:  # RuntimeError: a lazy client that can't connect
        if isinstance(error, RPCError) and error.status not in _AWAY:
            raise
        # It is written down: workers send it as soon as Temporal is back.
    return delivery_answer(row)
