"""Whose turn it is: a durable semaphore per owner, so that a film that waits is truly queued, in order, and survives everything."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import FailureError

from schemas.making import AdmissionOrder, AdmissionRequest, FilmOrder
from schemas.steps import ask_admission, films_open
from workflows.steps import note

LOOK_AROUND = timedelta(seconds=60)
"""How often a full house is searched for films that ended without saying so (terminated by an operator)."""
IDLE = timedelta(minutes=10)
ASKS_AGAIN_MAX_S = 600.0


@workflow.defn
class AdmitFilms:
    """Lets an owner's films in, so many at a time, first come first served."""

    @workflow.init
    def __init__(self, order: AdmissionOrder) -> None:
        """Signals may come before `run`."""
        self._limit = order.limit
        self._inside = list(order.inside)
        self._waiting = list(order.waiting)

    @workflow.run
    async def run(self, order: AdmissionOrder) -> None:
        """Admit until nobody came for a while."""
        while True:
            while self._waiting and len(self._inside) < self._limit:
                await self._admit(self._waiting.pop(0))
            workflow.set_current_details(f"{len(self._inside)} of {self._limit} in the making, {len(self._waiting)} waiting")
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(order.model_copy(update={"limit": self._limit, "inside": self._inside, "waiting": self._waiting}))
            try:
                await workflow.wait_condition(
                    lambda: bool(self._waiting) and len(self._inside) < self._limit,
                    timeout=LOOK_AROUND if self._waiting else IDLE,
                )
            except TimeoutError:
                if self._inside:
                    asked = self._inside
                    still_open = await note(films_open, asked, "Which films are still open")
                    # Films that left meanwhile stay out: a finished film is open for edits for days.
                    self._inside = [one for one in self._inside if one in still_open or one not in asked]
                elif not self._waiting:
                    return

    @workflow.signal(description="A film wants to be made.")
    def enter(self, request: AdmissionRequest) -> None:
        """Queue a film; asking twice does no harm."""
        self._limit = request.limit
        if request.workflow_id not in self._inside and request.workflow_id not in self._waiting:
            self._waiting.append(request.workflow_id)

    @workflow.signal(description="A film is made, or given up.")
    def leave(self, workflow_id: str) -> None:
        """Make room."""
        self._inside = [one for one in self._inside if one != workflow_id]
        self._waiting = [one for one in self._waiting if one != workflow_id]

    async def _admit(self, workflow_id: str) -> None:
        self._inside.append(workflow_id)
        try:
            await workflow.get_external_workflow_handle(workflow_id).signal("admitted")
        except FailureError:
            self.leave(workflow_id)  # it ended while it waited


@asynccontextmanager
async def admission(order: FilmOrder, is_admitted: Callable[[], bool]) -> AsyncIterator[None]:
    """Wait for the film's turn, and make room for the next one at the end, however it ends."""
    workflow_id = workflow.info().workflow_id
    door = f"admission-{order.owner}"
    # No `finally`: it would also run, and fail, when an idle workflow is thrown out of a worker's memory.
    try:
        request, patience = AdmissionRequest(owner=order.owner, workflow_id=workflow_id, limit=order.films_at_once), order.asks_again_s
        while not is_admitted():
            # An activity knocks, because servers have signal-with-start from inside a workflow switched off.
            door = await note(ask_admission, request, "A turn")
            with suppress(TimeoutError):
                await workflow.wait_condition(is_admitted, timeout=timedelta(seconds=patience), timeout_summary="Waiting for a turn")
            # The admission may have been ended by an operator, and its list with it: asking again opens it, and twice does no harm.
            patience = min(2 * patience, ASKS_AGAIN_MAX_S)
        yield
    except (FailureError, asyncio.CancelledError):
        await _leave(door, workflow_id)
        raise
    await _leave(door, workflow_id)


async def _leave(door: str, workflow_id: str) -> None:
    try:
        await workflow.get_external_workflow_handle(door).signal("leave", workflow_id)
    except FailureError:
        workflow.logger.debug("admission ended before the film left it")
