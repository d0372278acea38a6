"""Tells one hook whatever waits for it, one thing after the other: hooks do not wait for each other, and one gets no more than it takes."""

import asyncio
from contextlib import suppress
from datetime import timedelta

from temporalio import workflow

from schemas.hooks import HOOKS_QUEUE, DeliveryTried
from schemas.hooks import DeliverHook as DeliverOrder
from schemas.steps import SEND_DELIVERY
from workflows.steps import done_at

LONGEST_SLEEP = timedelta(minutes=5)
"""Until it looks by itself: something may have been written of which nobody told it."""


@workflow.defn
class DeliverHook:
    """Runs as long as something waits for its hook; begun again when something is written for it."""

    @workflow.init
    def __init__(self, _order: DeliverOrder) -> None:
        """Signals may come before `run`."""
        self._is_asked = False

    @workflow.run
    async def run(self, order: DeliverOrder) -> None:
        """Send what is due; sleep until something is, or until it is asked to look."""
        while True:
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(order)
            self._is_asked = False
            tried: DeliveryTried = await done_at(HOOKS_QUEUE, SEND_DELIVERY, order, "Send what is due")
            if tried.delivery:
                workflow.set_current_details(f"{tried.delivery}: {tried.outcome}")
            elif tried.next_in_s is not None:
                await self._until_due(tried.next_in_s)
            elif not self._is_asked:
                return

    async def _until_due(self, in_s: float) -> None:
        sleep = min(timedelta(seconds=max(0.1, in_s)), LONGEST_SLEEP)
        with suppress(asyncio.TimeoutError):
            await workflow.wait_condition(lambda: self._is_asked, timeout=sleep)

    @workflow.signal(description="Something was written for the hook, or is wanted at once: look.")
    def ask(self) -> None:
        """Sent by `workers/courier.py`, and by the API."""
        self._is_asked = True
