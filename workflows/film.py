"""Script to film: the table of contents of the application.

A film is an entity. It makes its first cut, then stays open: every edit becomes a new cut, of which only what the edit changes is made.
After some idle days it completes; a later edit starts it again from its rows.
"""

import asyncio
from datetime import timedelta

from temporalio import workflow
from temporalio.exceptions import ApplicationError, FailureError, is_cancelled_exception

from schemas.approvals import ApproveScenes, ScenesApproved, ScenesWait
from schemas.changes import EditAccepted, EditFilm
from schemas.edits import absent
from schemas.making import CancelFilm, FilmMade, FilmOrder, FilmStatus, FilmTimeline, TimelineShot
from schemas.screenplay import title_of_file
from schemas.states import FilmState
from workflows.admission import Turn
from workflows.moderation import is_refusal
from workflows.production import Production
from workflows.rehearsing import rehearse
from workflows.steps import say_why


@workflow.defn
class MakeFilm:
    """Makes a film and keeps it open for edits."""

    @workflow.init
    def __init__(self, order: FilmOrder) -> None:
        """Messages may come before `run`."""
        self._order = order
        self._production = Production(order)
        self._turn = Turn(order)
        self._cancel_reason: str | None = None
        self._life: asyncio.Task[None] | None = None
        self._cut: asyncio.Task[None] | None = None

    @workflow.run
    async def run(self, order: FilmOrder) -> FilmMade:
        """Make the film; it ends when nobody has edited it for a while, or when it failed or was cancelled."""
        life = self._life = asyncio.create_task(self._live())
        if self._cancel_reason is not None:  # cancelled before its first step
            life.cancel()
        try:
            await self._lived(life)
        except (FailureError, asyncio.CancelledError) as error:
            await self._end(error)
            if not is_cancelled_exception(error) or self._cancel_reason is None:
                raise
        await workflow.wait_condition(workflow.all_handlers_finished)
        return FilmMade(film=order.film, state=self._production.state, cut=self._production.cut, files=self._production.files)

    async def _lived(self, life: asyncio.Task[None]) -> None:
        """Wait for the end; a cancellation in Temporal means what the signal `cancel` means, and a film that nothing is made of ends."""
        try:
            await asyncio.shield(life)
        except asyncio.CancelledError:
            if life.done():
                raise
            if self._cut is not None and self._production.state is FilmState.COMPLETED:
                self._cancel_reason = "cancelled in Temporal"
                self._cut.cancel()
            else:
                life.cancel()
            await life

    async def _live(self) -> None:
        await self._open()
        while True:
            if not self._production.is_current:
                await self._make_cut()
            if not workflow.info().is_continue_as_new_suggested() and await self._edited():
                continue
            # An edit that is taken while the last handlers end is still to be made.
            await workflow.wait_condition(workflow.all_handlers_finished)
            if not self._production.is_current:
                continue
            if not workflow.info().is_continue_as_new_suggested():
                return
            workflow.continue_as_new(self._order.model_copy(update={"resume": self._production.snapshot()}))

    async def _open(self) -> None:
        if self._order.resume is not None:
            self._production.restore(self._order.resume)
        elif self._order.is_made:
            await self._production.reload()
        else:
            await self._production.queue()
            async with self._turn.held():
                await self._production.prepare()
                await self._make_first_cut()

    async def _make_first_cut(self) -> None:
        """Make it, and give the film's place back whenever all that is left waits for a person."""
        turns = asyncio.create_task(self._production.take_turns(self._turn))
        turns.add_done_callback(self._stop_making)
        try:
            await self._make_cut()
        except (FailureError, asyncio.CancelledError):
            if turns.done():  # it was stopped for that: without its turn a film would wait for ever
                turns.result()
            turns.cancel()
            raise
        turns.cancel()

    def _stop_making(self, turns: "asyncio.Task[None]") -> None:
        if not turns.cancelled() and self._cut is not None:
            self._cut.cancel()

    async def _make_cut(self) -> None:
        self._cut = asyncio.create_task(self._production.make_cut())
        try:
            await self._cut
        except (FailureError, asyncio.CancelledError) as error:
            self._cut = None
            # Asked for by nobody: the whole film is cancelled.
            if self._production.state is not FilmState.COMPLETED or (is_cancelled_exception(error) and self._cancel_reason is None):
                raise
            # A later cut failed or was cancelled: the film stays as it was, open for other edits.
            workflow.logger.warning("cut not made: %s", say_why(error))
        self._cut = self._cancel_reason = None

    async def _edited(self) -> bool:
        """Wait for an edit; False when none came for the idle time."""
        try:
            await workflow.wait_condition(
                lambda: not self._production.is_current,
                timeout=timedelta(days=self._order.idle_days),
                timeout_summary="Open for edits",
            )
        except TimeoutError:
            return False
        return True

    async def _end(self, error: BaseException) -> None:
        if is_cancelled_exception(error):
            await self._production.end(FilmState.CANCELLED, self._cancel_reason or "cancelled in Temporal")
        else:
            await self._production.end(FilmState.MODERATION_FAILED if is_refusal(error) else FilmState.FAILED, say_why(error))

    @workflow.signal(description="Stop making the film, or the cut in the making when the film was finished before.")
    def cancel(self, request: CancelFilm) -> None:
        """Cancel; a finished film stays finished."""
        was_finished = self._order.is_made or self._order.resume is not None or self._production.state is FilmState.COMPLETED
        task = self._cut if was_finished else self._life
        if self._cancel_reason is not None or (was_finished and task is None):
            return
        self._cancel_reason = request.reason
        if task is not None:
            task.cancel()

    @workflow.signal(description="Order nothing new; what is running ends.")
    async def pause(self) -> None:
        """Pause."""
        await self._production.pause(True)

    @workflow.signal(description="Go on after a pause.")
    async def resume(self) -> None:
        """Go on."""
        await self._production.pause(False)

    @workflow.signal(description="The film's turn has come.")
    def admitted(self) -> None:
        """Sent by the owner's admission."""
        self._turn.come()

    @workflow.signal(description="All that is left to make of some scenes waits for a person.")
    def scenes_wait(self, waiting: ScenesWait) -> None:
        """Sent by those who make them."""
        if self._production.scenes is not None:
            self._production.scenes.hold(waiting)

    @workflow.signal(description="Make something anew, with changes or as another take. An impossible one is logged and ignored.")
    async def regenerate(self, edit: EditFilm) -> None:
        """The update `edit` without an answer."""
        problem = self._problem(edit)
        if problem:
            workflow.logger.warning("regenerate refused: %s", problem)
            return
        try:
            await self._take(edit)
        except FailureError as error:  # whatever is wrong with an edit that nobody waits for, the film does not end with it
            if is_cancelled_exception(error):
                raise
            workflow.logger.warning("regenerate refused: %s", say_why(error))

    @workflow.update(description="Change the film; answers with the cut that will have the changes.")
    async def edit(self, edit: EditFilm) -> EditAccepted:
        """Change the film."""
        await workflow.wait_condition(lambda: self._production.places is not None or (self._life is not None and self._life.done()))
        return await self._take(edit)

    async def _take(self, edit: EditFilm) -> EditAccepted:
        self._refuse_impossible(edit)  # again: a film that was started for this edit had nothing loaded when it was validated
        guests = await self._production.invite(edit)
        await rehearse(edit, self._production, guests)
        cautions = await self._production.moderate(edit)
        self._refuse_impossible(edit)  # again: it may have ended while the edit was rehearsed and its words looked through
        return await self._production.apply(edit, cautions, guests)

    @edit.validator
    def check_edit(self, edit: EditFilm) -> None:
        """Refuse what can't be done, before anything is written."""
        is_loading = self._production.places is None and (self._order.is_made or self._order.resume is not None)
        if not is_loading:
            self._refuse_impossible(edit)

    def _refuse_impossible(self, edit: EditFilm) -> None:
        problem = self._problem(edit)
        if problem:
            raise ApplicationError(problem, type="Refused", non_retryable=True)

    @workflow.update(description="Let scenes go on behind a stage that somebody looked at.")
    async def approve(self, order: ApproveScenes) -> ScenesApproved:
        """Approve scenes; those that are approved already stay so."""
        await workflow.wait_condition(lambda: self._production.places is not None or (self._life is not None and self._life.done()))
        problem = self._not_to_approve(order)  # again: the film may have ended, or turned out to have other scenes
        if problem:
            raise ApplicationError(problem, type="Refused", non_retryable=True)
        return await self._production.approve(order)

    @approve.validator
    def check_approval(self, order: ApproveScenes) -> None:
        """Refuse what nobody waits for, before anything is written."""
        problem = self._not_to_approve(order)
        if problem:
            raise ApplicationError(problem, type="Refused", non_retryable=True)

    def _not_to_approve(self, order: ApproveScenes) -> str | None:
        made, gates = self._production, self._order.options.approve
        if made.state.is_final:
            return f"the film is {made.state}; nothing of it waits to be approved"
        if order.stage not in gates:
            waits = f"it was ordered with approval of {', '.join(gates)}" if gates else "it was ordered without approvals"
            return f"this film waits for no approval of {order.stage}; {waits}"
        there = list(made.places.scenes) if made.places else order.scenes
        return next((absent("scene", scene, there) for scene in order.scenes if scene not in there), None)

    @workflow.query(description="State, cut, progress by scene.")
    def status(self) -> FilmStatus:
        """State, cut, progress by scene."""
        made = self._production
        return FilmStatus(
            film=self._order.film,
            title=made.plan.title if made.plan else title_of_file(self._order.script_name),
            state=made.state,
            reason=made.reason,
            is_paused=made.is_paused,
            cut=made.cut,
            making_cut=made.making_cut,
            revision=made.plan.edits.revision if made.plan else 0,
            scenes=made.scenes.states if made.scenes else {},
            stage=made.stage,
            cautions=made.plan.cautions if made.plan else [],
        )

    @workflow.query(description="Where each shot lies in the film, as far as scenes are made.")
    def timeline(self) -> FilmTimeline:
        """Where each shot lies, in frames."""
        shots: list[TimelineShot] = []
        end = 0
        scenes = self._production.scenes
        for number in scenes.places.scenes if scenes else ():
            for shot, frames, overlap in scenes.made[number].shots if scenes and number in scenes.made else ():
                first = max(0, end - overlap)
                shots.append(TimelineShot(scene=number, shot=shot, first_frame=first, frames=frames))
                end = first + frames
        return FilmTimeline(fps=self._order.options.fps, frames=end, shots=shots)

    def _problem(self, edit: EditFilm) -> str | None:
        places = self._production.places
        if edit.id in self._production.seen:
            return None
        if self._production.state.is_given_up:
            return f"the film is {self._production.state}; only a film in the making or a completed one can be edited"
        if places is None:
            return f"the film is {self._production.state} and has no shot list yet; try again when its shots are listed"
        problems = [problem for change in edit.changes if (problem := places.missing(change))]
        return "; ".join(problems) or None
