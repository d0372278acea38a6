"""Some scenes of a film: everything that is missing is ordered as soon as it can be, until nothing is.

Whenever something is made, or the plan changes, the orders that can be given now are worked out anew (`workflows/desk.py`); those that
nobody has given yet are given, those that nobody wants any more are called off. An edit thus touches what depends on it and nothing else.
"""

import asyncio
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress

from temporalio import workflow
from temporalio.exceptions import FailureError

from schemas.approvals import RecordApproval, ScenesWait
from schemas.engines import EngineChoice
from schemas.film import StoreReel
from schemas.making import PlanScenes, Revision, SceneMade, ScenesMade, ScenesOrder, ScenesStatus, SceneStatus
from schemas.media import ArtifactRef
from schemas.options import Gate
from schemas.order import Order
from schemas.plan import FilmPlan
from schemas.stages import Stage
from schemas.steps import plan_scenes, record_approval, store_reel
from workflows.desk import Desk
from workflows.steps import carry_out, in_full, note, together

Missing = Mapping[int, Sequence[Order]]
"""What is missing, by scene."""

REEL = EngineChoice(stage=Stage.FILM, name="reel", version="1")


@workflow.defn
class MakeScenes:
    """Makes some scenes; a child of the film, so that its history stays small and it can be watched alone."""

    @workflow.init
    def __init__(self, order: ScenesOrder) -> None:
        """Signals may come before `run`."""
        self._order = order
        self._newest = Revision(plans=order.plans, cut=order.cut)
        self._is_paused = order.is_paused
        self._desk: Desk | None = None
        self._stored: dict[int, tuple[FilmPlan, ArtifactRef]] = {}
        """Reels that are in the store, and the plans they were made by, by scene."""
        self._running: dict[str, tuple[Order, asyncio.Task[None]]] = {}
        """By key: what two of them have in common is made once, and found by the other."""
        self._failure: Exception | None = None
        self._has_news = False
        self._told_gates: set[tuple[int, Gate]] = set()
        """Behind which it was told that a scene waits."""
        self._told_film: dict[int, Gate] = {}
        """Which scenes waited when the film was told that all do that are left."""

    @workflow.run
    async def run(self, order: ScenesOrder) -> ScenesMade:
        """Make the scenes; it ends when everything of their newest plans is made."""
        start = await note(plan_scenes, PlanScenes(order=order), f"{named(list(order.plans))} · what exists")
        for one in start.scenes:
            number = one.scene.scene.number
            if one.reel is not None:
                self._stored[number] = (order.plans[number], one.reel)
        desk = self._desk = Desk(start, order.plans, order.cut)
        try:
            while True:
                await self._make_missing(desk)
                made = await together(*(self._finished(desk, number) for number in desk.scenes))
                if desk.plans == self._newest.plans:
                    return ScenesMade(scenes=made)
        except (FailureError, asyncio.CancelledError):
            await self._call_off(list(self._running))
            raise

    @workflow.signal(description="Work by changed plans; nothing that both plans need is made again.")
    def revise(self, revision: Revision) -> None:
        """Take over changed plans."""
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
    def status(self) -> ScenesStatus:
        """What is ordered, made and running."""
        desk = self._desk
        return ScenesStatus(
            scenes=[_status(desk, scene) for scene in desk.scenes] if desk else [],
            running=[order.about.label for order, _ in self._running.values()],
            is_paused=self._is_paused,
        )

    async def _make_missing(self, desk: Desk) -> None:
        while True:
            self._has_news = False
            if (desk.plans, desk.cut) != (self._newest.plans, self._newest.cut):
                desk.revise(self._newest.plans, self._newest.cut)
            missing = {scene: orders for scene in desk.scenes if (orders := desk.missing(scene))}
            wanted = {order.key for orders in missing.values() for order in orders}
            await self._call_off([key for key in self._running if key not in wanted])
            if self._has_news:  # something was made while the others were called off
                continue
            if not missing:
                self._tell(missing)
                return
            if workflow.info().is_continue_as_new_suggested():
                await self._begin_anew()
            self._give(missing)
            await self._tell_who_waits(missing)
            self._tell(missing)
            await workflow.wait_condition(lambda: self._has_news)
            if self._failure is not None:
                raise self._failure

    def _give(self, missing: Missing) -> None:
        if self._is_paused:
            return
        for scene, orders in missing.items():
            plan = self._newest.plans[scene]
            held = plan.held(scene)
            for order in orders:
                if order.key not in self._running and order.stage not in held:
                    self._running[order.key] = (order, asyncio.create_task(self._make(order, plan)))

    def _waiting(self, missing: Missing) -> Iterator[tuple[int, Gate]]:
        """The scenes of which all is there that comes before a gate: nothing of them is made until somebody has looked at it."""
        for scene, orders in missing.items():
            gate, held = self._newest.plans[scene].gate(scene), self._newest.plans[scene].held(scene)
            if gate is not None and all(order.stage in held for order in orders):
                yield scene, gate

    async def _tell_who_waits(self, missing: Missing) -> None:
        """Once all that comes before a gate is there, write down that somebody must look at it."""
        new = [waiting for waiting in self._waiting(missing) if waiting not in self._told_gates]
        self._told_gates.update(new)
        for gate in dict.fromkeys(gate for _, gate in new):
            scenes = [scene for scene, its in new if its == gate]
            order = RecordApproval(film=self._newest.plans[scenes[0]].film, stage=gate, scenes=scenes, is_approved=False, at=workflow.now())
            await note(record_approval, order, f"{named(scenes)} · waiting for approval of {gate}")
        gates = dict(self._waiting(missing))
        if len(gates) == len(missing) and gates != self._told_film:
            self._told_film = gates
            await self._tell_film(ScenesWait(scenes=list(self._newest.plans), gates=gates))

    async def _tell_film(self, waiting: ScenesWait) -> None:
        film = workflow.info().parent
        if film is not None:
            # In full: a cancellation that comes while a signal is sent would be forgotten once it is delivered.
            await in_full(_sent(film.workflow_id, waiting))

    def _tell(self, missing: Missing) -> None:
        """The scenes' progress, for the Web UI."""
        workflow.set_current_details(_details(self.status(), dict(self._waiting(missing))))

    async def _make(self, order: Order, plan: FilmPlan) -> None:
        try:
            ref = await carry_out(order, plan)
        except (FailureError, asyncio.CancelledError) as error:
            if order.key in self._running:  # what was called off has no say any more
                self._failure = error if isinstance(error, FailureError) else None
        else:
            if self._desk is not None:
                self._desk.take(order, ref)
        self._running.pop(order.key, None)
        self._has_news = True

    async def _call_off(self, keys: list[str]) -> None:
        """Cancel orders and wait until their engines have stopped."""
        tasks = [self._running.pop(key)[1] for key in keys]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _finished(self, desk: Desk, scene: int) -> SceneMade:
        """Store a scene's reel, unless it lies there."""
        plan, reel = desk.plans[scene], desk.reel(scene)
        stored = self._stored.get(scene)
        if reel is not None and (stored is None or stored[0] != plan):
            about = plan.about(desk.cut, Stage.FILM, f"scene {scene}", 1)
            order = StoreReel(engine=REEL, about=about, reel=reel)
            stored = self._stored[scene] = (plan, await note(store_reel, order, f"Scene {scene} · reel"))
        if stored is None:
            msg = f"scene {scene} has no reel though nothing of it is missing"
            raise RuntimeError(msg)
        return desk.finished(scene, stored[1])

    async def _begin_anew(self) -> None:
        """Go on with an empty history: what is made is found again by its key."""
        await workflow.wait_condition(lambda: not self._running)
        workflow.continue_as_new(
            self._order.model_copy(update={"plans": self._newest.plans, "cut": self._newest.cut, "is_paused": self._is_paused})
        )


async def _sent(film: str, waiting: ScenesWait) -> None:
    with suppress(FailureError):  # it has ended, and these will
        await workflow.get_external_workflow_handle(film).signal("scenes_wait", waiting)


def named(scenes: Sequence[int]) -> str:
    """Some scenes in words, by number and in order: "Scene 3", "Scenes 3 to 7", "4 of the scenes 3 to 9"."""
    first, last = scenes[0], scenes[-1]
    if len(scenes) == 1:
        return f"Scene {first}"
    return f"Scenes {first} to {last}" if last - first + 1 == len(scenes) else f"{len(scenes)} of the scenes {first} to {last}"


def _status(desk: Desk, scene: int) -> SceneStatus:
    wanted = desk.wanted(scene)
    return SceneStatus(
        scene=scene,
        ordered=dict(Counter(order.stage for order in wanted)),
        made=dict(Counter(order.stage for order in wanted if order.key in desk.made)),
    )


def _details(status: ScenesStatus, gates: dict[int, Gate]) -> str:
    """The scenes' progress as Markdown for the Web UI."""
    stages = [stage for stage in Stage if any(stage in scene.ordered for scene in status.scenes)]
    lines = ["**Paused**", ""] if status.is_paused else []
    lines += [f"| scene | {' | '.join(stages)} |  |", "|---" * (len(stages) + 2) + "|"]
    for scene in status.scenes:
        cells = [f"{scene.made.get(stage, 0)} of {scene.ordered[stage]}" if stage in scene.ordered else "" for stage in stages]
        waits = f"its {gates[scene.scene]} wait for approval" if scene.scene in gates else ""
        lines.append(f"| {scene.scene} | {' | '.join(cells)} | {waits} |")
    return "\n".join([*lines, "", *(f"- {label}" for label in status.running)])
