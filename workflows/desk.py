"""A scene's desk: what is wanted, what is made, and what can be ordered now. Pure bookkeeping; the workflow does the waiting."""

from collections.abc import Mapping

from schemas.film import Reel
from schemas.making import SceneMade
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.plan import FilmPlan, ScenePlan
from schemas.scene_orders import SceneOrders


class Desk:
    """Knows every order of a scene under its newest plan."""

    def __init__(self, plan: FilmPlan, cut: int, scene: ScenePlan, made: Mapping[str, ArtifactRef]) -> None:
        """Starts with what exists."""
        self.scene = scene
        self.made = dict(made)
        self._orders = SceneOrders(plan, cut, scene, self.made)

    @property
    def plan(self) -> FilmPlan:
        """The plan it works by."""
        return self._orders.plan

    @property
    def cut(self) -> int:
        """The cut it works for."""
        return self._orders.cut

    @property
    def reel(self) -> Reel | None:
        """The finished scene; None while something is missing."""
        return self._orders.reel

    def revise(self, plan: FilmPlan, cut: int) -> None:
        """Work by another plan from here on; what is made stays made."""
        self._orders = SceneOrders(plan, cut, self.scene, self.made)

    def take(self, key: str, ref: ArtifactRef) -> None:
        """Something was made."""
        self.made[key] = self.made[ref.key] = ref  # a former engine of the film may have made it, under its own key
        self._orders.advance(key)

    @property
    def wanted(self) -> dict[str, Order]:
        """Every order that can be written by now, made or not, by key."""
        return self._orders.by_key

    @property
    def missing(self) -> dict[str, Order]:
        """What is wanted and not made."""
        return {key: order for key, order in self.wanted.items() if key not in self.made}

    def finished(self, reel: ArtifactRef) -> SceneMade:
        """The scene, made; `reel` is where its reel was stored."""
        return self._orders.made_scene(reel)
