"""The least that a workflow of activities costs: chains of steps that do nothing, all in one workflow."""

import asyncio
from datetime import timedelta

from temporalio import activity, workflow

from schemas.engines import Queue
from schemas.message import Message


class Nothing(Message):
    """What is sent and answered: text of some length."""

    text: str


class FlatOrder(Message):
    """So many chains of so many steps."""

    chains: int
    steps: int
    at_once: int
    payload: Nothing
    answer: int
    """Bytes of an answer."""


@activity.defn
async def do_nothing(order: Nothing) -> Nothing:
    """Answer; the length of the answer stands before the colon."""
    return Nothing(text="y" * int(order.text.partition(":")[0]))


@workflow.defn
class FlatFilm:
    """All steps of a film in one workflow."""

    @workflow.run
    async def run(self, order: FlatOrder) -> None:
        """Do nothing, often."""
        window = asyncio.Semaphore(order.at_once)
        payload = Nothing(text=f"{order.answer}:{order.payload.text}"[: max(len(order.payload.text), 8)])

        async def chain() -> None:
            async with window:
                for _ in range(order.steps):
                    await workflow.execute_activity(
                        do_nothing,
                        payload,
                        task_queue=Queue.CPU,
                        start_to_close_timeout=timedelta(minutes=1),
                        heartbeat_timeout=timedelta(seconds=5),
                    )

        await asyncio.gather(*(chain() for _ in range(order.chains)))
