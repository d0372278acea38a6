"""Whose turn it is: a durable semaphore per owner, so that a film that waits is truly queued, in order, and survives everything."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import FailureError

from schemas.admission import AdmissionOrder, AdmissionRequest
from schemas.making import FilmOrder
from schemas.steps import ask_admission, films_open
from workflows.steps import in_full, note

LOOK_AROUND = timedelta(seconds=60)
"""How often a full house is searched for films that ended without saying so (terminated by an operator)."""
IDLE = timedelta(minutes=10)
ASKS_AGAIN_MAX_S = 600.0
AT_ONCE = timedelta(seconds=5)
"""A place that is free is given in less."""


@workflow.defn
class AdmitFilms:
    """Lets an owner's films in, so many at a time, first come first served."""

    @workflow.init
    def __init__(self, order: AdmissionOrder) -> None:
        """Signals may come before `run`."""
        self._limit = order.limit
        self._inside = list(order.inside)
        self._returning = list(order.returning)
        self._waiting = list(order.waiting)

    @workflow.run
    async def run(self, order: AdmissionOrder) -> None:
        """Admit until nobody came for a while."""
        while True:
            while self._may_admit:
                await self._admit((self._returning or self._waiting).pop(0))
            waiting = len(self._returning) + len(self._waiting)
            workflow.set_current_details(f"{len(self._inside)} of {self._limit} in the making, {waiting} waiting")
            if workflow.info().is_continue_as_new_suggested():
                lists = {"inside": self._inside, "returning": self._returning, "waiting": self._waiting}
                workflow.continue_as_new(order.model_copy(update={"limit": self._limit, **lists}))
            try:
                await workflow.wait_condition(lambda: self._may_admit, timeout=LOOK_AROUND if waiting else IDLE)
            except TimeoutError:
                if self._inside:
                    asked = self._inside
                    still_open = await note(films_open, asked, "Which films are still open")
                    # Films that left meanwhile stay out: a finished film is open for edits for days.
                    self._inside = [one for one in self._inside if one in still_open or one not in asked]
                elif not self._returning and not self._waiting:
                    return

    @property
    def _may_admit(self) -> bool:
        return bool(self._returning or self._waiting) and len(self._inside) < self._limit

    @workflow.signal(description="A film wants to be made.")
    def enter(self, request: AdmissionRequest) -> None:
        """Queue a film; asking twice does no harm."""
        self._limit = request.limit
        if request.workflow_id not in (*self._inside, *self._returning, *self._waiting):
            (self._returning if request.is_begun else self._waiting).append(request.workflow_id)

    @workflow.signal(description="A film is made, given up, or waits for a person.")
    def leave(self, workflow_id: str) -> None:
        """Make room."""
        self._inside = [one for one in self._inside if one != workflow_id]
        self._returning = [one for one in self._returning if one != workflow_id]
        self._waiting = [one for one in self._waiting if one != workflow_id]

    async def _admit(self, workflow_id: str) -> None:
        self._inside.append(workflow_id)
        try:
            await workflow.get_external_workflow_handle(workflow_id).signal("admitted")
        except FailureError:
            self.leave(workflow_id)  # it ended while it waited


class Turn:
    """A film's place among those of its owner that are made at once."""

    def __init__(self, order: FilmOrder) -> None:
        """It has none yet."""
        self._order = order
        self._workflow_id = workflow.info().workflow_id
        self._door = f"admission-{order.owner}"
        self._is_admitted = False

    def come(self) -> None:
        """The owner's admission says that it is the film's turn."""
        self._is_admitted = True

    @asynccontextmanager
    async def held(self) -> AsyncIterator[None]:
        """Wait for the film's turn, and make room for the next one at the end, however it ends."""
        # No `finally`: it would also run, and fail, when an idle workflow is thrown out of a worker's memory.
        try:
            await self.take()
            yield
        except (FailureError, asyncio.CancelledError):
            await self._leave()
            raise
        await self._leave()

    async def take(self, told_late: Callable[[], Awaitable[None]] | None = None) -> None:
        """Wait for the film's turn.

        Args:
            told_late: For a film that had a place before, and goes before those that were not begun: called when there is none for it at
                once.
        """
        order, patience = self._order, self._order.asks_again_s
        request = AdmissionRequest(
            owner=order.owner, workflow_id=self._workflow_id, limit=order.films_at_once, is_begun=told_late is not None
        )
        while not self._is_admitted:
            # An activity knocks, because servers have signal-with-start from inside a workflow switched off.
            self._door = await note(ask_admission, request, "A turn")
            if told_late is not None and not await self._comes_within(AT_ONCE):
                await told_late()
                told_late = None
            await self._comes_within(timedelta(seconds=patience))
            # The admission may have been ended by an operator, and its list with it: asking again opens it, and twice does no harm.
            patience = min(2 * patience, ASKS_AGAIN_MAX_S)

    async def give_back(self) -> None:
        """Let another film have the place until this one takes it again."""
        self._is_admitted = False
        await in_full(self._leave())

    async def _comes_within(self, patience: timedelta) -> bool:
        with suppress(TimeoutError):
            await workflow.wait_condition(lambda: self._is_admitted, timeout=patience, timeout_summary="Waiting for a turn")
        return self._is_admitted

    async def _leave(self) -> None:
        try:
            await workflow.get_external_workflow_handle(self._door).signal("leave", self._workflow_id)
        except FailureError:
            workflow.logger.debug("admission ended before the film left it")
