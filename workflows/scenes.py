"""All scenes of a film: a window of child workflows, each made again only when its own part of the plan changed."""

import asyncio
from collections.abc import Callable, Iterator

from temporalio import workflow
from temporalio.exceptions import FailureError
from temporalio.workflow import ChildWorkflowCancellationType, ChildWorkflowHandle, ParentClosePolicy

from schemas.edits import Places
from schemas.engines import Queue
from schemas.making import FindScenes, Revision, SceneMade, SceneOrder
from schemas.media import ArtifactRef
from schemas.plan import FilmPlan
from schemas.steps import find_scenes
from workflows.scene import MakeScene
from workflows.steps import note, together

WINDOW = 10
"""Scenes in the making at once: all at once cost twice the CPU per activity and seconds of latency; fewer starve the workers."""

SHOTS_SOUGHT = 200
"""Shots whose scenes are sought in one activity: a second's work, and an answer far below the 2 MiB that an activity may give."""


class Scenes:
    """The scenes of one film, made and in the making."""

    def __init__(self, film: str, shots: ArtifactRef, places: Places, made: dict[int, SceneMade], tell: Callable[[], None]) -> None:
        """`tell` is called whenever a scene begins or ends."""
        self.film = film
        self.shots = shots
        self.places = places
        self.made = dict(made)
        self.is_paused = False
        self._children: dict[int, ChildWorkflowHandle[MakeScene, SceneMade]] = {}
        self._given: dict[int, FilmPlan] = {}
        self._tell = tell

    @property
    def states(self) -> dict[int, str]:
        """waiting, making or made, by scene."""
        return {
            number: "making" if number in self._children else "made" if number in self.made else "waiting" for number in self.places.scenes
        }

    def plan_of(self, plan: FilmPlan, number: int) -> FilmPlan:
        """The part of the plan that concerns one scene."""
        return plan.part(self.places, number)

    async def make(self, plan: Callable[[], FilmPlan], cut: int) -> list[SceneMade]:
        """Bring every scene up to the newest plan; `plan` answers with it at any time."""
        # Who approves wants to see all of it: a scene that waits may not keep others from being begun.
        window = asyncio.Semaphore(len(self.places.scenes) if plan().options.approve else WINDOW)
        searches = self._searches(plan(), cut)

        async def one(number: int) -> None:
            async with window:
                if number in searches:
                    await searches[number].end()
                while not self._is_current(number, plan()):
                    await self._make(number, plan, cut)

        await together(*(one(number) for number in self.places.scenes))
        return [self.made[number] for number in self.places.scenes]

    def _is_current(self, number: int, plan: FilmPlan) -> bool:
        return number in self.made and self.made[number].plan == self.plan_of(plan, number)

    def _searches(self, plan: FilmPlan, cut: int) -> "dict[int, _Search]":
        """The search for each scene that is to be made, so that of a film that exists nothing is begun; one alone finds out itself."""
        wanted = [number for number in self.places.scenes if not self._is_current(number, plan)]
        searches: dict[int, _Search] = {}
        for numbers in self._batches(wanted if len(wanted) > 1 else []):
            searches |= dict.fromkeys(numbers, _Search(self, plan, cut, numbers))
        return searches

    def _batches(self, numbers: list[int]) -> Iterator[list[int]]:
        batch: list[int] = []
        for number in numbers:
            if batch and sum(len(self.places.scenes[one]) for one in (*batch, number)) > SHOTS_SOUGHT:
                yield batch
                batch = []
            batch.append(number)
        if batch:
            yield batch

    async def revise(self, plan: Callable[[], FilmPlan], cut: int) -> None:
        """Hand the newest plan to those scenes in the making that it concerns."""
        for number, child in list(self._children.items()):
            await self._revise(number, child, plan, cut)

    async def pause(self, is_paused: bool) -> None:
        """Let scenes in the making order nothing new, or go on."""
        self.is_paused = is_paused
        for child in list(self._children.values()):
            await _signal(child, MakeScene.pause if is_paused else MakeScene.resume)

    async def _make(self, number: int, plan: Callable[[], FilmPlan], cut: int) -> None:
        part = self._given[number] = self.plan_of(plan(), number)
        was_paused = self.is_paused
        child = await workflow.start_child_workflow(
            MakeScene.run,
            SceneOrder(plan=part, cut=cut, scene=number, shots=self.shots, is_paused=was_paused),
            id=f"film-{self.film}/scene-{number}/cut-{cut}",
            task_queue=Queue.WORKFLOWS,
            cancellation_type=ChildWorkflowCancellationType.WAIT_CANCELLATION_COMPLETED,
            parent_close_policy=ParentClosePolicy.REQUEST_CANCEL,
            static_summary=f"Scene {number} of {plan().title}",
        )
        self._children[number] = child
        self._tell()
        try:
            # While it was starting nobody could tell it anything.
            if self.is_paused != was_paused:
                await _signal(child, MakeScene.pause if self.is_paused else MakeScene.resume)
            await self._revise(number, child, plan, cut)
            self.made[number] = await child
        except (FailureError, asyncio.CancelledError):
            child.cancel()
            await asyncio.gather(child, return_exceptions=True)
            raise
        finally:
            del self._children[number]
        self._tell()

    async def _revise(self, number: int, child: ChildWorkflowHandle[MakeScene, SceneMade], plan: Callable[[], FilmPlan], cut: int) -> None:
        part = self.plan_of(plan(), number)
        if part != self._given[number]:
            self._given[number] = part
            await _signal(child, MakeScene.revise, Revision(plan=part, cut=cut))


class _Search:
    """Looks once for scenes that exist whole."""

    def __init__(self, scenes: Scenes, plan: FilmPlan, cut: int, numbers: list[int]) -> None:
        self._scenes, self._plan, self._cut, self._numbers = scenes, plan, cut, numbers
        self._turn = asyncio.Lock()
        self._is_over = False

    async def end(self) -> None:
        """Look, or wait while another scene looks."""
        async with self._turn:
            if self._is_over:
                return
            order = FindScenes(plan=self._plan, cut=self._cut, shots=self._scenes.shots, scenes=self._numbers)
            found = await note(find_scenes, order, f"Scenes {self._numbers[0]} to {self._numbers[-1]} · what exists")
            self._scenes.made |= {scene.scene: scene for scene in found.scenes}
            self._is_over = True


async def _signal(child: ChildWorkflowHandle[MakeScene, SceneMade], signal: Callable[..., None], *arguments: Revision) -> None:
    try:
        await child.signal(signal, *arguments)
    except FailureError:
        # It ended meanwhile: what it was made after is compared with the plan, and it is made again when they differ.
        workflow.logger.debug("scene ended before the signal came")
