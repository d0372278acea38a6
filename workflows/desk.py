"""A scene's desk: what is wanted, what is made, and what can be ordered now. Pure bookkeeping; the workflow does the waiting."""

from collections.abc import Mapping

from schemas.film import EncodeTransition, Join, Reel
from schemas.making import SceneMade
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.orders import cue_order, join_orders, scene_reel, shot_orders
from schemas.plan import FilmPlan, ScenePlan
from schemas.voices import SpeakLine


class Desk:
    """Knows every order of a scene under its newest plan.

    Orders are worked out again only for the shots that something new concerns: a scene of 40 shots has some 250 orders, and each comes
    to a hash.
    """

    def __init__(self, plan: FilmPlan, cut: int, scene: ScenePlan, made: Mapping[str, ArtifactRef]) -> None:
        """Starts with what exists."""
        self.plan = plan
        self.cut = cut
        self.scene = scene
        self.made = dict(made)
        self._by_shot: list[dict[str, Order]] = []
        self._cue: dict[str, Order] = {}
        self._joins: dict[str, EncodeTransition] = {}
        self.reel: Reel | None = None
        """The finished scene; None while something is missing."""
        self.revise(plan, cut)

    def revise(self, plan: FilmPlan, cut: int) -> None:
        """Work by another plan from here on; what is made stays made."""
        self.plan, self.cut = plan, cut
        self._by_shot = [self._shot(index) for index in range(len(self.scene.scene.shots))]
        self._settle(cue_changed=True)

    def take(self, key: str, ref: ArtifactRef) -> None:
        """Something was made."""
        self.made[key] = ref
        concerned = [index for index, orders in enumerate(self._by_shot) if key in orders]
        is_voice = any(isinstance(self._by_shot[index][key], SpeakLine) for index in concerned)
        for index in concerned:
            self._by_shot[index] = self._shot(index)
        self._settle(cue_changed=is_voice)

    @property
    def wanted(self) -> dict[str, Order]:
        """Every order that can be written by now, made or not, by key."""
        wanted: dict[str, Order] = {}
        for orders in (*self._by_shot, self._cue, dict[str, Order](self._joins)):
            wanted |= orders
        return wanted

    @property
    def missing(self) -> dict[str, Order]:
        """What is wanted and not made."""
        return {key: order for key, order in self.wanted.items() if key not in self.made}

    def finished(self, reel: ArtifactRef) -> SceneMade:
        """The scene, made; `reel` is where its reel was stored."""
        if self.reel is None:
            msg = "the scene is not finished"
            raise RuntimeError(msg)
        shots = self.reel.shots
        return SceneMade(
            scene=self.scene.scene.number,
            plan=self.plan,
            reel=reel,
            heard=self.reel.sound_key,
            frames=sum(shot.frames for shot in shots) - sum(shot.overlap_in_frames for shot in shots[1:]),
            first=shots[0],
            last=shots[-1],
            joins=[Join(before_shot=order.before_shot, segment=self.made[key]) for key, order in self._joins.items()],
            shots=[(shot.number, shot.frames, shot.overlap_in_frames) for shot in shots],
        )

    def _shot(self, index: int) -> dict[str, Order]:
        return {order.key: order for order in shot_orders(self.plan, self.cut, self.scene, index, self.made)}

    def _settle(self, *, cue_changed: bool) -> None:
        if cue_changed:
            cue = cue_order(self.plan, self.cut, self.scene, self.made)
            self._cue = {cue.key: cue} if cue else {}
        self.reel, self._joins = None, {}
        if self._cue and not any(key not in self.made for orders in (*self._by_shot, self._cue) for key in orders):
            self.reel = scene_reel(self.plan, self.cut, self.scene, self.made)
            self._joins = {order.key: order for order in join_orders(self.plan, self.cut, self.reel.shots)} if self.reel else {}
