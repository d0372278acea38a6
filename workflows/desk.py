"""A desk for some scenes: what is wanted, what is made, and what can be ordered now. Pure bookkeeping; the workflow does the waiting."""

from collections.abc import Mapping

from schemas.film import Reel
from schemas.making import SceneMade, ScenesStart
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.plan import FilmPlan
from schemas.scene_orders import SceneOrders

Plans = Mapping[int, FilmPlan]
"""The part of the film's plan that concerns each scene, by number."""


class Desk:
    """Knows every order of its scenes under their newest plans."""

    def __init__(self, start: ScenesStart, plans: Plans, cut: int) -> None:
        """Starts with what exists."""
        self.made = dict(start.made)
        self._scenes = {one.scene.scene.number: one.scene for one in start.scenes}
        self._orders: dict[int, SceneOrders] = {}
        self.plans: Plans = {}
        """The plans it works by."""
        self.cut = cut
        """The cut it works for."""
        self._noted: dict[str, set[str]] = {}
        """The targets of what was made from here, by key: two may share one, and the film is told of both."""
        self.revise(plans, cut)

    def revise(self, plans: Plans, cut: int) -> None:
        """Work by other plans from here on; what is made stays made."""
        for number, scene in self._scenes.items():
            if cut != self.cut or plans[number] != self.plans.get(number):
                self._orders[number] = SceneOrders(plans[number], cut, scene, self.made)
        self.plans, self.cut = plans, cut

    def take(self, order: Order, ref: ArtifactRef) -> None:
        """What was ordered was made."""
        # A former engine of the film may have made it, under its own key.
        for key in (order.key, ref.key):
            self.made[key] = ref
            self._noted.setdefault(key, set()).add(order.about.target)
        for orders in self._orders.values():
            orders.advance(order.key)

    @property
    def scenes(self) -> list[int]:
        """The numbers of its scenes, in film order."""
        return list(self._scenes)

    def wanted(self, scene: int) -> list[Order]:
        """Every order of a scene that can be written by now, made or not."""
        return self._orders[scene].orders

    def missing(self, scene: int) -> list[Order]:
        """What of a scene is wanted and not made, or made for something else that is just like it: that is found, and told of."""
        return [order for order in self.wanted(scene) if not self._is_there(order)]

    def _is_there(self, order: Order) -> bool:
        return order.key in self.made and order.about.target in self._noted.get(order.key, {order.about.target})

    def reel(self, scene: int) -> Reel | None:
        """A finished scene; None while something of it is missing."""
        return self._orders[scene].reel

    def finished(self, scene: int, reel: ArtifactRef) -> SceneMade:
        """A scene, made; `reel` is where its reel was stored."""
        return self._orders[scene].made_scene(reel)
