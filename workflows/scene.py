"""One scene: everything that is missing is ordered as soon as it can be, until nothing is.

Whenever something is made, or the plan changes, the orders that can be given now are worked out anew (`workflows/desk.py`); those that
nobody has given yet are given, those that nobody wants any more are called off. An edit thus touches what depends on it and nothing else.
"""

import asyncio
from collections import Counter

from temporalio import workflow
from temporalio.exceptions import FailureError

from schemas.approvals import RecordApproval
from schemas.engines import EngineChoice
from schemas.film import StoreReel
from schemas.making import PlanScene, Revision, SceneMade, SceneOrder, SceneStart, SceneStatus
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.stages import Stage
from schemas.steps import plan_scene, record_approval, store_reel
from workflows.desk import Desk
from workflows.steps import carry_out, note

REEL = EngineChoice(stage=Stage.FILM, name="reel", version="1")


@workflow.defn
class MakeScene:
    """Makes one scene; a child of the film, so that its history stays small and it can be watched alone."""

    @workflow.init
    def __init__(self, order: SceneOrder) -> None:
        """Signals may come before `run`."""
        self._order = order
        self._newest = Revision(plan=order.plan, cut=order.cut)
        self._is_paused = order.is_paused
        self._desk: Desk | None = None
        self._running: dict[str, asyncio.Task[None]] = {}
        self._failure: Exception | None = None
        self._has_news = False
        self._told_gates: set[Stage] = set()
        """Behind which it was told that the scene waits."""

    @workflow.run
    async def run(self, order: SceneOrder) -> SceneMade:
        """Make the scene; it ends when everything of the newest plan is made."""
        start = await note(plan_scene, PlanScene(order=order), f"Scene {order.scene} · what exists")
        desk = self._desk = Desk(order.plan, order.cut, start.scene, start.made)
        try:
            while True:
                await self._make_missing(desk)
                stored = await self._store(desk, start)
                if stored is not None:
                    return desk.finished(stored)
        except (FailureError, asyncio.CancelledError):
            await self._call_off(list(self._running))
            raise

    @workflow.signal(description="Work by a changed plan; nothing that both plans need is made again.")
    def revise(self, revision: Revision) -> None:
        """Take over a changed plan."""
        self._newest = revision
        self._has_news = True

    @workflow.signal(description="Order nothing new; what is running ends.")
    def pause(self) -> None:
        """Order nothing new."""
        self._is_paused = True

    @workflow.signal(description="Go on ordering.")
    def resume(self) -> None:
        """Go on."""
        self._is_paused = False
        self._has_news = True

    @workflow.query(description="What is ordered, made and running.")
    def status(self) -> SceneStatus:
        """What is ordered, made and running."""
        wanted = self._desk.wanted if self._desk else {}
        made = self._desk.made if self._desk else {}
        return SceneStatus(
            scene=self._order.scene,
            ordered=dict(Counter(order.stage for order in wanted.values())),
            made=dict(Counter(order.stage for key, order in wanted.items() if key in made)),
            running=[wanted[key].about.label for key in self._running if key in wanted],
            is_paused=self._is_paused,
        )

    async def _make_missing(self, desk: Desk) -> None:
        while True:
            self._has_news = False
            if (desk.plan, desk.cut) != (self._newest.plan, self._newest.cut):
                desk.revise(self._newest.plan, self._newest.cut)
            missing = desk.missing
            await self._call_off([key for key in self._running if key not in missing])
            if self._has_news:  # something was made while the others were called off
                continue
            if not missing:
                return
            if workflow.info().is_continue_as_new_suggested():
                await self._begin_anew()
            self._give(missing)
            await self._tell_that_it_waits(missing)
            workflow.set_current_details(_details(self.status(), self._newest.plan.gate(self._order.scene)))
            await workflow.wait_condition(lambda: self._has_news)
            if self._failure is not None:
                raise self._failure

    def _give(self, missing: dict[str, Order]) -> None:
        held = self._newest.plan.held(self._order.scene)
        for key, order in missing.items() if not self._is_paused else ():
            if key not in self._running and order.stage not in held:
                self._running[key] = asyncio.create_task(self._make(key, order))

    async def _tell_that_it_waits(self, missing: dict[str, Order]) -> None:
        """Once all that comes before a gate is there, write down that somebody must look at it."""
        gate, held = self._newest.plan.gate(self._order.scene), self._newest.plan.held(self._order.scene)
        if gate is None or gate in self._told_gates or any(order.stage not in held for order in missing.values()):
            return
        self._told_gates.add(gate)
        order = RecordApproval(film=self._newest.plan.film, stage=gate, scenes=[self._order.scene], is_approved=False, at=workflow.now())
        await note(record_approval, order, f"Scene {self._order.scene} · waits for approval of its {gate}")

    async def _make(self, key: str, order: Order) -> None:
        try:
            ref = await carry_out(order, self._newest.plan)
        except (FailureError, asyncio.CancelledError) as error:
            if key in self._running:  # what was called off has no say any more
                self._failure = error if isinstance(error, FailureError) else None
        else:
            self._take(key, ref)
        self._running.pop(key, None)
        self._has_news = True

    def _take(self, key: str, ref: ArtifactRef) -> None:
        if self._desk is not None:
            self._desk.take(key, ref)

    async def _call_off(self, keys: list[str]) -> None:
        """Cancel orders and wait until their engines have stopped."""
        tasks = [self._running.pop(key) for key in keys]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _store(self, desk: Desk, start: SceneStart) -> ArtifactRef | None:
        """Store the reel; None when the plan changed meanwhile."""
        if desk.reel is None:
            return None
        if start.reel is not None and desk.plan == self._order.plan:
            return start.reel
        about = desk.plan.about(desk.cut, Stage.FILM, f"scene {self._order.scene}", 1)
        order = StoreReel(engine=REEL, about=about, reel=desk.reel)
        stored = await note(store_reel, order, f"Scene {self._order.scene} · reel")
        return stored if desk.plan == self._newest.plan else None

    async def _begin_anew(self) -> None:
        """Go on with an empty history: what is made is found again by its key."""
        await workflow.wait_condition(lambda: not self._running)
        workflow.continue_as_new(
            self._order.model_copy(update={"plan": self._newest.plan, "cut": self._newest.cut, "is_paused": self._is_paused})
        )


def _details(status: SceneStatus, gate: Stage | None) -> str:
    """The scene's progress as Markdown for the Web UI."""
    waits = f" · to be approved behind {gate}" if gate else ""
    lines = [f"**Scene {status.scene}**{' · paused' if status.is_paused else ''}{waits}", "", "| stage | made | of |", "|---|---|---|"]
    lines += [f"| {stage} | {status.made.get(stage, 0)} | {ordered} |" for stage, ordered in status.ordered.items()]
    return "\n".join([*lines, "", *(f"- {label}" for label in status.running)])
