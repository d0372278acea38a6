"""A film in the making: from script to shot list, then cut after cut. `workflows/film.py` tells it when."""

import asyncio

from temporalio import workflow
from temporalio.common import SearchAttributeKey
from temporalio.exceptions import FailureError, is_cancelled_exception

from schemas.approvals import ApproveScenes, RecordApproval, ScenesApproved
from schemas.changes import EditAccepted, EditFilm
from schemas.edits import Edits, Places, wishes_of
from schemas.engines import EngineChoice, Guest
from schemas.film import CutFiles
from schemas.making import (
    FilmOrder,
    RecordCut,
    RecordNotice,
    RecordPause,
    RecordState,
    Resume,
)
from schemas.media import ArtifactRef
from schemas.moderation import Moderation
from schemas.options import Gate
from schemas.order import Order
from schemas.plan import FilmPlan
from schemas.screenplay import title_of_file
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from schemas.steps import load_film, record_approval, record_cut, record_notice, record_pause, record_state
from workflows.admission import Turn
from workflows.assembly import Assembly
from workflows.casting import cast, cast_in_an_edit
from workflows.mending import Mending
from workflows.moderation import PROCESSING, edit_moderated, first_state, refusal, script_moderated
from workflows.preparation import listed
from workflows.schedule import Schedule
from workflows.steps import carry_out, note, note_in_full, say_why
from workflows.telling import Told
from workflows.updating import through_updates

STATE = SearchAttributeKey.for_keyword("State")
STAGE = SearchAttributeKey.for_keyword("Stage")
PROGRESS = SearchAttributeKey.for_float("Progress")

PROGRESS_STEPS = 10
"""Progress is told in tenths: each time is an event, and a row written anew, in Temporal."""
SEEN_LIMIT = 1000
SCENES_CARRIED = 100
"""A made scene takes some 7 kB, and what a run hands to the next may not exceed 2 MiB; of longer films each scene is looked up again."""


class Production:
    """Everything a film's workflow knows and does about its making."""

    def __init__(self, order: FilmOrder) -> None:
        """Nothing is made yet."""
        self.order = order
        self.state = FilmState.PENDING
        self.reason = ""
        self.stage = Stage.SCREENPLAY
        self.is_paused = False
        self.cut = 0
        self.making_cut: int | None = None
        self.files: CutFiles | None = None
        self.plan: FilmPlan | None = None
        self.scenes: Schedule | None = None
        self.seen: dict[str, int] = {}
        """The cut of each of the newest edits, by its id, to tell a repeated edit from a new one."""
        self._approved: dict[Gate, list[int]] = {}
        """Scenes that were approved and are not let on yet, by stage."""
        self._is_out = False
        """Whether another film has its place, because it waits for a person or did."""
        self._mending = Mending()
        self._pausing = asyncio.Lock()
        self._told_progress: float | None = None
        self._transitions = 0
        self._begun_cut = 0
        self._finished_plan: FilmPlan | None = None
        self._screenplay: ArtifactRef | None = None
        self._refused: Moderation | None = None
        self._assembly = Assembly(self._make, self._unpaused)

    # -- from script to shot list -----------------------------------------------------------------

    async def queue(self) -> None:
        """The film waits for its turn."""
        await self._become(FilmState.QUEUED, "waiting for its turn")

    async def prepare(self) -> None:
        """Script to shot list."""
        await self._become(*first_state(self.order.options))
        chosen = await cast(self.order.options)
        self.plan = chosen.plan_of(self.order)
        found = await through_updates(
            lambda: listed(self.order, self._known_plan, chosen.notes, self._make, self._enter, self._moderate), self._recast
        )
        told = {"title": found.outline.title, "authors": found.outline.authors, "language": found.outline.language}
        self.plan, self._screenplay = self._known_plan.model_copy(update=told), found.screenplay
        self.scenes = Schedule(self.order.film, found.shots, found.outline.places, {}, self._tell)
        self.scenes.is_paused = self.is_paused
        self._enter(Stage.IMAGES)

    async def _moderate(self, screenplay: ArtifactRef) -> list[str]:
        if self.state is not FilmState.MODERATING:
            return self._known_plan.cautions
        await self._unpaused()
        self._enter(Stage.MODERATION)
        found = await script_moderated(self.order, self._known_plan, screenplay)
        if found.is_refused:
            self._refused = found
            raise refusal(found)
        self.plan = self._known_plan.model_copy(update={"cautions": found.cautions})
        await self._become(*PROCESSING, found)
        await self._tell_watchers(1, found.cautions)
        return found.cautions

    async def reload(self) -> None:
        """Take up a film that was finished before."""
        self.restore(await note(load_film, self.order, "The film as its rows tell of it"))

    def restore(self, resume: Resume) -> None:
        """Take up a film where another run left it."""
        self.state, self._transitions = resume.state, resume.transitions
        self.cut, self._begun_cut, self.files = resume.cut, resume.begun_cut, resume.files
        self.plan = self._finished_plan = resume.plan
        self._screenplay, self.seen, self.is_paused = resume.screenplay, resume.seen, resume.is_paused
        self.scenes = Schedule(self.order.film, resume.shots, resume.places, resume.scenes, self._tell)
        self.scenes.is_paused = self.is_paused

    def snapshot(self) -> Resume:
        """What another run needs to go on; only between two cuts."""
        if self.plan is None or self.scenes is None or self._screenplay is None:
            msg = "the film has no shot list yet"
            raise RuntimeError(msg)
        return Resume(
            state=self.state,
            transitions=self._transitions,
            cut=self.cut,
            begun_cut=self._begun_cut,
            screenplay=self._screenplay,
            shots=self.scenes.shots,
            plan=self.plan,
            places=self.scenes.places,
            is_paused=self.is_paused,
            seen=self.seen,
            scenes=self.scenes.made if len(self.scenes.made) <= SCENES_CARRIED else {},
            files=self.files,
        )

    # -- cuts --------------------------------------------------------------------------------------

    @property
    def is_current(self) -> bool:
        """Whether the newest cut has everything people asked for."""
        return self.plan is not None and self._finished_plan is not None and self.plan.edits == self._finished_plan.edits

    @property
    def places(self) -> Places | None:
        """What there is to edit; None until there is a shot list."""
        return self.scenes.places if self.scenes else None

    @property
    def next_cut(self) -> int:
        """The cut that an edit which comes at this moment leads to."""
        return self.making_cut or self._begun_cut + 1

    async def moderate(self, edit: EditFilm) -> list[str]:
        """What there is to warn of in a checked edit's words; raises when they are refused."""
        return [] if edit.id in self.seen else await edit_moderated(edit, lambda: self._known_plan, self.next_cut, self._recast)

    async def invite(self, edit: EditFilm) -> list[Guest]:
        """The engines that an edit wants for single shots and the film does not have yet; raises when one can't be had."""
        known = [guest.wish for guest in self._known_plan.guests]
        wishes = [] if edit.id in self.seen else [wish for wish in wishes_of(edit.changes) if wish not in known]
        return (await cast_in_an_edit(self.order.options, wishes)).guests if wishes else []

    async def apply(self, edit: EditFilm, cautions: list[str], guests: list[Guest]) -> EditAccepted:
        """Put a checked edit into the plan, also into scenes in the making; one that was seen before changes nothing."""
        if self.plan is None or self.scenes is None:
            msg = "the film has no shot list yet"
            raise RuntimeError(msg)
        if edit.id in self.seen:
            return EditAccepted(revision=self.plan.edits.revision, cut=self.seen[edit.id])
        cut = self.next_cut
        self.seen = dict([*self.seen.items(), (edit.id, cut)][-SEEN_LIMIT:])
        edits: Edits = self.scenes.places.applied(self.plan.edits, edit.changes)
        told = {"edits": edits, "cautions": list(dict.fromkeys([*self.plan.cautions, *cautions]))}
        self.plan = self.plan.joined_by(guests).model_copy(update=told)
        if self.making_cut is not None:
            await self.scenes.revise(lambda: self._known_plan, self.making_cut)
        await self._tell_watchers(cut, cautions)
        return EditAccepted(revision=edits.revision, cut=cut)

    async def approve(self, order: ApproveScenes) -> ScenesApproved:
        """Let scenes go on behind a stage that somebody looked at."""
        if self.plan is None or self.scenes is None:
            msg = "the film has no shot list yet"
            raise RuntimeError(msg)
        known = [*self.plan.approved.get(order.stage, []), *self._approved.get(order.stage, [])]
        new = [scene for scene in order.scenes or self.scenes.places.scenes if scene not in known]
        self._approved[order.stage] = [*self._approved.get(order.stage, []), *new]
        if not self._is_out:
            await self._let_on()
        told = RecordApproval(film=self.order.film, stage=order.stage, scenes=new, is_approved=True, at=workflow.now())
        await note(record_approval, told, f"Approved: {order.stage} of {len(new)} scenes")
        return ScenesApproved(scenes=new)

    async def take_turns(self, turn: Turn) -> None:
        """While all that is left waits for a person let others of the owner's films be made, until cancelled."""
        while True:
            await workflow.wait_condition(lambda: self._is_held)
            self._is_out = True
            await turn.give_back()
            await workflow.wait_condition(lambda: not self._is_held)
            await turn.take(self._tell_of_turn)
            self._is_out = False
            await self._let_on()

    @property
    def _is_held(self) -> bool:
        return self.scenes is not None and not any(self._approved.values()) and self.scenes.is_held(self._known_plan)

    async def _let_on(self) -> None:
        """Put what was approved into the plan."""
        approved, self._approved = self._approved, {}
        for gate, scenes in approved.items():
            self.plan = self._known_plan.approving(gate, scenes)
        if self.making_cut is not None and self.scenes is not None:
            await self.scenes.revise(lambda: self._known_plan, self.making_cut)

    async def _tell_of_turn(self) -> None:
        told = "it was approved, and goes on when one of the films that are made at the moment is done"
        await self._tell_watchers(self.making_cut or 1, [told])

    async def make_cut(self) -> None:
        """Make the next cut.

        A failure of the first cut ends the film; a failure of a later one leaves the film as it was, and the edits that led to it are
        taken back: the last good cut stays what the next edit builds on.
        """
        self._begun_cut += 1
        cut = self.making_cut = self._begun_cut
        self._mending = Mending()
        await self._record_cut(cut, CutState.PROCESSING, "being made", self._known_plan)
        try:
            if self._finished_plan is not None:
                await self._recast()
            frames = await through_updates(lambda: self._make_current(cut), self._recast)
        except (FailureError, asyncio.CancelledError) as error:
            cancelled = is_cancelled_exception(error)
            state, reason = (CutState.CANCELLED, "cancelled") if cancelled else (CutState.FAILED, say_why(error))
            given_up = self._known_plan
            # First of all, so that an edit which comes while this is written down builds on the last good cut and is not lost.
            self.plan, self.making_cut = self._finished_plan or given_up, None
            await self._record_cut(cut, state, reason, given_up)
            raise
        await self._finish(cut, frames)

    async def _recast(self) -> bool:
        """Make what must be made with the engines of today; answers whether they are others than before."""
        before = self._known_plan
        chosen = await cast(self.order.options, before.edits.wishes)
        self.plan = chosen.taken_over(self._known_plan)  # an edit may have come while the engines were cast
        await self._tell_watchers(self.making_cut or 1, [line for line in self.plan.mixture if line not in before.mixture])
        return _cast_of(self.plan) != _cast_of(before)

    async def _tell_watchers(self, cut: int, messages: list[str]) -> None:
        for message in messages:
            await note(record_notice, RecordNotice(film=self.order.film, cut=cut, message=message), "Notice")

    async def _finish(self, cut: int, frames: int) -> None:
        """Write down a cut whose files exist: a cancellation comes too late for it, and may not leave it half written."""
        is_cancelled = False
        try:
            await self._record_cut(cut, CutState.COMPLETED, "made", self._finished_plan or self._known_plan, frames)
        except asyncio.CancelledError:
            is_cancelled = True
        self._tell()
        if self.state is FilmState.PROCESSING:
            await self._become(FilmState.COMPLETED, "made")
        if is_cancelled:
            raise asyncio.CancelledError

    async def _make_current(self, cut: int) -> int:
        if self.scenes is None:
            msg = "the film has no shot list yet"
            raise RuntimeError(msg)
        while True:
            scenes = await self.scenes.make(lambda: self._known_plan, cut)
            plan = self._known_plan
            self._enter(Stage.FILM)
            files, frames, faults = await self._assembly.assemble(plan, cut, scenes, self._mending.notes)
            if plan != self._known_plan:  # an edit came meanwhile
                continue
            again = self._mending.changes(faults, plan.bought)
            await self._tell_watchers(cut, self._mending.news())
            if not again and plan == self._known_plan:
                break
            newest = self._known_plan  # an edit may have come while it was told
            self.plan = newest.model_copy(update={"edits": self.scenes.places.applied(newest.edits, again)}) if again else newest
        # From here on an edit belongs to the next cut, also while this one is being written down.
        self.cut, self.files, self._finished_plan, self.making_cut = cut, files, plan, None
        return frames

    # -- the life of the film ----------------------------------------------------------------------

    async def end(self, state: FilmState, reason: str) -> None:
        """The film ends; one that is completed stays so."""
        if not self.state.is_final:
            await self._become(state, reason, self._refused)

    async def pause(self, is_paused: bool) -> None:
        """Order nothing new, or go on."""
        self.is_paused = is_paused
        async with self._pausing:  # a pause and its resume may come together, and must not be told in the other order
            if self.scenes is not None:
                await self.scenes.pause(is_paused)
            self._tell()
            order = RecordPause(film=self.order.film, is_paused=is_paused, at=workflow.now())
            await note(record_pause, order, "Paused" if is_paused else "Resumed")

    async def _become(self, state: FilmState, reason: str, found: Moderation | None = None) -> None:
        self._transitions += 1
        self.state, self.reason = state, reason
        self.is_paused = self.is_paused and not state.is_given_up
        workflow.upsert_search_attributes([STATE.value_set(state)])
        self._tell()
        order = RecordState(
            film=self.order.film,
            number=self._transitions,
            state=state,
            reason=reason,
            at=workflow.now(),
            is_paused=self.is_paused,
            moderation=found,
        )
        await note_in_full(record_state, order, f"State: {state}")

    async def _record_cut(self, cut: int, state: CutState, reason: str, plan: FilmPlan, frames: int = 0) -> None:
        done = state is CutState.COMPLETED
        order = RecordCut(
            film=self.order.film,
            cut=cut,
            state=state,
            reason=reason,
            at=workflow.now(),
            edits=plan.edits,
            seen=self.seen,
            plan=plan if done else None,
            files=self.files if done else None,
            frames=frames,
            fps=plan.options.fps,
        )
        await note_in_full(record_cut, order, f"Cut {cut}: {state}")

    async def _make(self, order: Order, plan: FilmPlan) -> ArtifactRef:
        await self._unpaused()
        return await carry_out(order, plan)

    async def _unpaused(self) -> None:
        await workflow.wait_condition(lambda: not self.is_paused)

    def _enter(self, stage: Stage) -> None:
        self.stage = stage
        workflow.upsert_search_attributes([STAGE.value_set(stage)])
        self._tell()

    @property
    def _known_plan(self) -> FilmPlan:
        if self.plan is None:
            msg = "the film has no plan yet"
            raise RuntimeError(msg)
        return self.plan

    def _tell(self) -> None:
        """The film's progress, for the Web UI."""
        states = self.scenes.states if self.scenes else {}
        made = sum(state == "made" for state in states.values())
        progress = made * PROGRESS_STEPS // len(states) / PROGRESS_STEPS if states else None
        if progress is not None and progress != self._told_progress:
            self._told_progress = progress
            workflow.upsert_search_attributes([PROGRESS.value_set(progress)])
        title = self.plan.title if self.plan else title_of_file(self.order.script_name)
        told = Told(title, self.state, self.reason, self.stage, self.cut, self.making_cut, is_paused=self.is_paused)
        workflow.set_current_details(told.as_markdown(states))


def _cast_of(plan: FilmPlan) -> list[EngineChoice]:
    """Everybody who makes something of a film."""
    guests = [engine for guest in plan.guests for engine in (guest.choice, guest.beneath) if engine is not None]
    return [*plan.engines.values(), plan.mixer, plan.assembler, *([plan.beneath] if plan.beneath else []), *guests]
