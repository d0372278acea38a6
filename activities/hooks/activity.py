"""The activity that tells hooks: one attempt at what waits longest, and what it comes to.

The attempt is made outside any transaction and written down afterwards. Whoever is killed between the two sends once more, under the same
`webhook-id`: what waits is delivered at least once.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from temporalio import activity

from activities.failures import for_temporal
from activities.heartbeat import alive
from activities.hooks import schedule, signing
from activities.hooks.posting import GONE, Answer, Post
from activities.hooks.switching import give_up_waiting, switch_off, warn_of
from activities.ledger import Sessions
from schemas.hook_tables import DeliveryRow, HookRow
from schemas.hooks import DeliverHook, DeliveryState, DeliveryTried

KEPT_ATTEMPTS = 16
"""Of one delivery, the newest."""
SHOWN_CHARACTERS = 1000
"""Of an answer."""
KEPT_FOR = timedelta(days=30)
"""How long deliveries are told of after they ended."""


@dataclass(frozen=True)
class _Due:
    """What is to be sent, as it was read."""

    id: str
    url: str
    body: str
    secrets: tuple[str, ...]
    trouble: str
    """Why it can't be signed; empty when it can."""


class Hooks:
    """Tells hooks."""

    def __init__(self, sessions: Sessions, post: Post, key: str | None) -> None:
        """Over the film database.

        Args:
            sessions: Of the film database.
            post: Who sends.
            key: The server's key for hooks (`activities/hooks/signing.py`); None where it has none.
        """
        self._sessions, self._post, self._key = sessions, post, key

    @activity.defn
    async def send_delivery(self, order: DeliverHook) -> DeliveryTried:
        """Send a hook what waits longest, if it is due; else tell when it will be."""
        with for_temporal():
            return await alive(self._send_next(order.hook))

    async def _send_next(self, hook: str) -> DeliveryTried:
        due = await self._next(hook)
        if isinstance(due, DeliveryTried):
            return due
        answer = await self._attempt(due)
        await self._note(hook, due.id, answer)
        return DeliveryTried(delivery=due.id, outcome=answer.told)

    async def _next(self, hook_id: str) -> _Due | DeliveryTried:
        async with self._sessions.begin() as session:
            hook = await session.get(HookRow, hook_id)
            if hook is not None and not hook.is_on:
                hook = await _given_up(session, hook_id)
            if hook is None:
                return DeliveryTried()
            waiting = (
                select(DeliveryRow)
                .where(col(DeliveryRow.hook_id) == hook_id, col(DeliveryRow.state) == DeliveryState.WAITING)
                .order_by(col(DeliveryRow.due_at), col(DeliveryRow.id))
                .limit(1)
            )
            delivery = await session.scalar(waiting)
            if delivery is None:
                await _forget(session, hook_id)
                return DeliveryTried()
            now = await _now(session)
            due_at = max(delivery.due_at, hook.rests_until or delivery.due_at)
            if due_at > now:
                return DeliveryTried(next_in_s=(due_at - now).total_seconds())
            secrets, trouble = self._secrets(hook, now)
            return _Due(delivery.id, hook.url, delivery.body, secrets, trouble)

    def _secrets(self, hook: HookRow, now: datetime) -> tuple[tuple[str, ...], str]:
        if self._key is None:
            return (), "this server has no FILM_HOOKS_KEY any more, and can't sign"
        newest = signing.secret(self._key, hook.id, hook.secret_number)
        if signing.mark(newest) != hook.secret_mark:
            return (), "this server has another FILM_HOOKS_KEY than when the secret was made; roll the secret"
        if hook.former_until is not None and hook.former_until > now:
            return (newest, signing.secret(self._key, hook.id, hook.secret_number - 1)), ""
        return (newest,), ""

    async def _attempt(self, due: _Due) -> Answer:
        if due.trouble:
            return Answer(None, due.trouble, 0.0)
        sent_s = int(datetime.now(UTC).timestamp())
        headers = {
            "webhook-id": due.id,
            "webhook-timestamp": str(sent_s),
            "webhook-signature": signing.signatures(due.secrets, due.id, sent_s, due.body),
        }
        return await self._post.send(due.url, headers, due.body)

    async def _note(self, hook_id: str, delivery_id: str, answer: Answer) -> None:
        """Write down how an attempt ended, unless hook or delivery were deleted meanwhile."""
        async with self._sessions.begin() as session:
            # Without its key: events that are written for the hook at this moment refer to it and need not wait.
            hook = await session.scalar(select(HookRow).where(col(HookRow.id) == hook_id).with_for_update(key_share=True))
            delivery = await session.scalar(select(DeliveryRow).where(col(DeliveryRow.id) == delivery_id).with_for_update())
            if hook is None or delivery is None:
                return
            now = await _now(session)
            delivery.tries += 1
            delivery.attempts = [*delivery.attempts, _told(answer, now)][-KEPT_ATTEMPTS:]
            if answer.is_success:
                delivery.state, delivery.ended_at = DeliveryState.DELIVERED, now
                hook.failures, hook.failing_since, hook.rests_until = 0, None, None
            elif hook.is_on:  # one that is off failed at nothing that is still wanted, and says why it is off
                await _failed(session, hook, delivery, answer, now)


async def _given_up(session: AsyncSession, hook_id: str) -> HookRow | None:
    """The hook, where it was switched on meanwhile; None where it is off, and what waits for it is given up."""
    found = select(HookRow).where(col(HookRow.id) == hook_id).with_for_update(key_share=True)
    hook = await session.scalar(found.execution_options(populate_existing=True))
    if hook is None or hook.is_on:
        return hook
    await give_up_waiting(session, hook, await _now(session))
    return None


def _told(answer: Answer, now: datetime) -> dict[str, object]:
    return {
        "at": (now - timedelta(seconds=answer.duration_s)).isoformat(),
        "duration_s": round(answer.duration_s, 3),
        "status": answer.status,
        "reason": answer.reason,
        "answer": answer.beginning[:SHOWN_CHARACTERS],
    }


async def _failed(session: AsyncSession, hook: HookRow, delivery: DeliveryRow, answer: Answer, now: datetime) -> None:
    """Write down when it is tried again, or that it is given up, and what the hook comes to by that."""
    hook.failures += 1
    hook.failing_since = hook.failing_since or now
    hook.rests_until = now + timedelta(seconds=schedule.rest_s(hook.failures, answer.retry_after_s))
    if delivery.state == DeliveryState.WAITING:  # not delivered by another attempt: a worker that was taken for dead may be late
        _put_off(hook, delivery, answer, now)
    days = (now - hook.failing_since).days
    if answer.status == GONE:
        reason = "its receiver answered 410: it wants nothing more"
    elif schedule.is_lost(now - hook.failing_since, hook.failures):
        reason = f"for {days} days nothing could be delivered, in {hook.failures} attempts: {answer.reason}"
    else:
        return
    await switch_off(session, hook, reason, now)
    await warn_of(session, hook)


def _put_off(hook: HookRow, delivery: DeliveryRow, answer: Answer, now: datetime) -> None:
    pause_s = schedule.pause_s(delivery.id, delivery.tries)
    if pause_s is None:
        delivery.state, delivery.ended_at = DeliveryState.GIVEN_UP, now
    else:
        rests_until = hook.rests_until if hook.rests_until and answer.retry_after_s else now
        delivery.due_at = max(now + timedelta(seconds=pause_s), rests_until)


async def _now(session: AsyncSession) -> datetime:
    """The database's time, by which everything is due; workers' clocks may differ."""
    now: datetime | None = await session.scalar(select(func.clock_timestamp()))
    assert now is not None
    return now


async def _forget(session: AsyncSession, hook: str) -> None:
    """Tell no more of what ended long ago."""
    # The time of the transaction, and when they were written too: by these an index finds them, where all rows would be read each time.
    long_ago = func.now() - KEPT_FOR
    is_old = (col(DeliveryRow.created_at) < long_ago) & (col(DeliveryRow.ended_at) < long_ago)
    await session.execute(delete(DeliveryRow).where(col(DeliveryRow.hook_id) == hook, is_old))
