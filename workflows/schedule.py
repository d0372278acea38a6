"""The schedule of a film's scenes: which are made, which of them together, and how many at once.

Scenes that are made anew are handed out in groups, each to a child workflow: a workflow costs the server as much as the
activities of a shot or two, so small scenes share one. An edit concerns few scenes, and those alone are made again.
"""

import asyncio
from collections.abc import Callable, Iterator, Sequence

from temporalio import workflow
from temporalio.exceptions import FailureError
from temporalio.workflow import ChildWorkflowCancellationType, ChildWorkflowHandle, ParentClosePolicy

from schemas.approvals import ScenesWait
from schemas.edits import Places
from schemas.engines import Queue
from schemas.making import FindScenes, Revision, SceneMade, ScenesMade, ScenesOrder
from schemas.media import ArtifactRef
from schemas.plan import FilmPlan
from schemas.steps import find_scenes
from workflows.scenes import MakeScenes, named
from workflows.steps import in_full, note, together

SHOTS_TOGETHER = 20
"""Shots whose scenes share a child workflow: enough that its own cost hardly counts, few enough that its history stays small."""

WINDOW = 4
"""Groups in the making at once: all at once cost twice the CPU per activity and seconds of latency; fewer starve the workers."""

SHOTS_SOUGHT = 200
"""Shots whose scenes are sought in one activity: a second's work."""

SCENES_SOUGHT = 100
"""At most: each takes 7 kB or more in the answer, which may have 2 MiB."""

Child = ChildWorkflowHandle[MakeScenes, ScenesMade]


class Schedule:
    """The scenes of one film, made and in the making."""

    def __init__(self, film: str, shots: ArtifactRef, places: Places, made: dict[int, SceneMade], tell: Callable[[], None]) -> None:
        """`tell` is called whenever scenes begin or end."""
        self.film = film
        self.shots = shots
        self.places = places
        self.made = dict(made)
        self.is_paused = False
        self._groups: list[_Group] = []
        """Those in the making."""
        self._waits: dict[int, ScenesWait] = {}
        """What was said last of each scene that waits for a person, or is made together with one."""
        self._tell = tell

    @property
    def states(self) -> dict[int, str]:
        """waiting, making or made, by scene."""
        making = {number for group in self._groups for number in group.numbers}
        return {number: "making" if number in making else "made" if number in self.made else "waiting" for number in self.places.scenes}

    def is_held(self, plan: FilmPlan) -> bool:
        """Whether all that is left to make waits for a person."""
        left = [number for number, state in self.states.items() if state != "made"]
        return bool(left) and all(number in self._waits and _is_held(self._waits[number], plan) for number in left)

    def hold(self, waiting: ScenesWait) -> None:
        """All that is left of a group waits for a person: another may be begun, for whoever approves wants to see all of it."""
        self._waits |= dict.fromkeys(waiting.scenes, waiting)
        for group in self._groups:
            if group.numbers == waiting.scenes:
                group.place.give_back()

    async def make(self, plan: Callable[[], FilmPlan], cut: int) -> list[SceneMade]:
        """Bring every scene up to the newest plan; `plan` answers with it at any time."""
        window = asyncio.Semaphore(WINDOW)
        searching = asyncio.Lock()
        # Again, because an edit may concern a scene that was made already.
        while behind := self._behind(self.places.scenes, plan()):
            batches = split(self.places, behind, SHOTS_SOUGHT, SCENES_SOUGHT)
            await together(*(self._make_batch(batch, plan, cut, window, searching if len(behind) > 1 else None) for batch in batches))
        return [self.made[number] for number in self.places.scenes]

    async def revise(self, plan: Callable[[], FilmPlan], cut: int) -> None:
        """Hand the newest plan to those groups in the making that it concerns."""
        for group in list(self._groups):
            await group.revise(self._plans(plan(), group.numbers), cut)

    async def pause(self, is_paused: bool) -> None:
        """Let scenes in the making order nothing new, or go on."""
        self.is_paused = is_paused
        for group in list(self._groups):
            await group.pause(is_paused)

    async def _make_batch(
        self, numbers: list[int], plan: Callable[[], FilmPlan], cut: int, window: asyncio.Semaphore, searching: asyncio.Lock | None
    ) -> None:
        """Make some scenes; without `searching` it is not looked first whether they exist: one alone finds out itself."""
        if searching is not None:
            async with searching:
                await self._find(numbers, plan(), cut)
        groups = split(self.places, self._behind(numbers, plan()), SHOTS_TOGETHER, SHOTS_TOGETHER)
        await together(*(self._make_group(group, plan, cut, window) for group in groups))

    async def _find(self, numbers: list[int], plan: FilmPlan, cut: int) -> None:
        """Take those scenes that exist whole, so that for a film that exists nothing is begun."""
        order = FindScenes(plan=plan, cut=cut, shots=self.shots, scenes=numbers)
        found = await note(find_scenes, order, f"{named(numbers)} · what exists")
        self.made |= {scene.scene: scene for scene in found.scenes}

    async def _make_group(self, numbers: list[int], plan: Callable[[], FilmPlan], cut: int, window: asyncio.Semaphore) -> None:
        async with _Place(window) as place:
            while behind := self._behind(numbers, plan()):
                await self._make(behind, plan, cut, place)

    async def _make(self, numbers: list[int], plan: Callable[[], FilmPlan], cut: int, place: "_Place") -> None:
        plans, was_paused = self._plans(plan(), numbers), self.is_paused
        child = await workflow.start_child_workflow(
            MakeScenes.run,
            ScenesOrder(plans=plans, cut=cut, shots=self.shots, is_paused=was_paused),
            id=f"film-{self.film}/{_spelled(numbers)}/cut-{cut}",
            task_queue=Queue.WORKFLOWS,
            cancellation_type=ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
            parent_close_policy=ParentClosePolicy.REQUEST_CANCEL,
            static_summary=f"{named(numbers)} of {plan().title}",
        )
        group = _Group(child, plans, place)
        self._groups.append(group)
        self._tell()
        waiting = self._waits.get(numbers[0])
        if waiting is not None and waiting.scenes == numbers and _is_held(waiting, plan()):
            place.give_back()  # it said so before its start was heard of
        try:
            # While it was starting nobody could tell it anything. In full: a cancellation that comes meanwhile would be forgotten.
            if self.is_paused != was_paused:
                await in_full(group.pause(self.is_paused))
            await in_full(group.revise(self._plans(plan(), numbers), cut))
            made = await child
        except (FailureError, asyncio.CancelledError):
            child.cancel()
            await asyncio.gather(child, return_exceptions=True)
            raise
        finally:
            self._groups.remove(group)
        self.made |= {scene.scene: scene for scene in made.scenes}
        self._tell()

    def _plans(self, plan: FilmPlan, numbers: Sequence[int]) -> dict[int, FilmPlan]:
        return {number: plan.part(self.places, number) for number in numbers}

    def _behind(self, numbers: Sequence[int] | dict[int, list[int]], plan: FilmPlan) -> list[int]:
        """Those of some scenes that are not made as the plan wants them."""
        return [number for number in numbers if number not in self.made or self.made[number].plan != plan.part(self.places, number)]


class _Group:
    """Scenes in the making, in one child workflow."""

    def __init__(self, child: Child, plans: dict[int, FilmPlan], place: "_Place") -> None:
        self._child, self._plans, self.place = child, plans, place

    @property
    def numbers(self) -> list[int]:
        return list(self._plans)

    async def revise(self, plans: dict[int, FilmPlan], cut: int) -> None:
        if plans != self._plans:
            self._plans = plans
            await self._signal(MakeScenes.revise, Revision(plans=plans, cut=cut))

    async def pause(self, is_paused: bool) -> None:
        await self._signal(MakeScenes.pause if is_paused else MakeScenes.resume)

    async def _signal(self, signal: Callable[..., None], *arguments: Revision) -> None:
        try:
            await self._child.signal(signal, *arguments)
        except FailureError:
            # It ended meanwhile: what it was made after is compared with the plan, and it is made again when they differ.
            workflow.logger.debug("scenes ended before the signal came")


class _Place:
    """One in the window of groups that are in the making at once; given back when the group is made, or before."""

    def __init__(self, window: asyncio.Semaphore) -> None:
        self._window, self._is_held = window, False

    async def __aenter__(self) -> "_Place":
        await self._window.acquire()
        self._is_held = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self.give_back()

    def give_back(self) -> None:
        if self._is_held:
            self._is_held = False
            self._window.release()


def _is_held(waiting: ScenesWait, plan: FilmPlan) -> bool:
    """Whether nobody has approved any of some scenes since it was said that they wait."""
    return all(plan.gate(number) == gate for number, gate in waiting.gates.items())


def split(places: Places, numbers: Sequence[int], most_shots: int, most_scenes: int) -> Iterator[list[int]]:
    """Scenes in film order, as many together as have so many shots, and are so many, at most; one that has more shots by itself."""
    batch: list[int] = []
    for number in numbers:
        shots = sum(len(places.scenes[one]) for one in (*batch, number))
        if batch and (shots > most_shots or len(batch) == most_scenes):
            yield batch
            batch = []
        batch.append(number)
    if batch:
        yield batch


def _spelled(numbers: Sequence[int]) -> str:
    """Some scenes in the id of their workflow: "scene-3", or the first and the last of them, "scenes-3-to-7"."""
    return f"scene-{numbers[0]}" if len(numbers) == 1 else f"scenes-{numbers[0]}-to-{numbers[-1]}"
