"""Arms and legs as layers of their own, part by part, so that they can walk, swing and gesture."""

from collections.abc import Callable
from functools import partial

from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.pen import Point
from activities.images.drawing.people.bodies import SIDEWAYS, draw_arm, draw_leg, foot_tip
from activities.images.drawing.people.stand import Stand
from activities.media.drawn.picture import Limb

_LIMBS = {"near_leg": 0, "far_leg": 1, "near_arm": 0, "far_arm": 1}
_ARM_REACH, _LEG_REACH = 0.06, 0.075
"""How far a limb's outline lies from its joints, in heights of the person; hands and shoes included."""


class LimbLayers:
    """Paints those limbs of one figure that move, and remembers what the rig must say of them."""

    def __init__(self, easel: Easel, stand: Stand, place: tuple[float, int], moving: frozenset[str]) -> None:
        """Nothing is painted yet.

        Args:
            easel: Takes the layers.
            stand: The person.
            place: Their depth, and their index in `Rig.figures`.
            moving: Which limbs: "near_leg", "far_leg", "near_arm", "far_arm"; others are left to the body.
        """
        self.painted: list[Limb] = []
        self._easel = easel
        self._stand = stand
        self._depth, self._figure = place
        self._moving = moving

    @property
    def has_legs(self) -> bool:
        """Whether the legs move."""
        return "near_leg" in self._moving

    def paint_leg(self, name: str) -> None:
        """Shoe, shin and thigh, the upper over the lower; nothing when that leg does not move."""
        if name not in self._moving:
            return
        stand, index = self._stand, _LIMBS[name]
        joints = [*stand.body.legs[index], foot_tip(stand.body, index)]
        number = self._remember("leg", name, joints)
        for part in (2, 1, 0):
            sheet = self._sheet(joints[part : part + 2], _LEG_REACH, number, part)
            draw = partial(draw_leg, look=stand.person.look, body=stand.body, index=index, part=part)
            self._easel.paint(sheet, stand.in_heights(draw))

    def paint_arm(self, name: str, later: list[Callable[[], None]] | None = None) -> None:
        """Upper arm, and over it the forearm; nothing when that arm does not move. `later` takes the painting instead of doing it."""
        if name not in self._moving:
            return
        stand, index = self._stand, _LIMBS[name]
        joints = list(stand.body.arms[index])
        number = self._remember("arm", name, joints)
        for part in (0, 1):
            sheet = self._sheet(joints[part : part + 2], _ARM_REACH, number, part)
            draw = partial(draw_arm, look=stand.person.look, body=stand.body, index=index, part=part)
            paint = partial(self._easel.paint, sheet, stand.in_heights(draw))
            if later is None:
                paint()
            else:
                later.append(paint)

    def _remember(self, kind: str, name: str, joints: list[Point]) -> int:
        turn = self._stand.body.turn
        is_far = name.startswith("far")
        outwards = 1 if joints[0][0] >= self._stand.body.shoulders[0] else -1
        is_sideways = abs(turn) > SIDEWAYS
        self.painted.append(
            Limb(
                kind="leg" if kind == "leg" else "arm",
                joints=[self._stand.point(joint) for joint in joints],
                ahead=round(abs(turn) ** 0.5 * (1 if turn > 0 else -1), 4) if is_sideways else 0.0,
                side=(1 if turn > 0 else -1) if is_sideways else 1 if outwards > 0 else -1,
                step=0.5 if is_far == (kind == "leg") else 0.0,
            )
        )
        return len(self.painted) - 1

    def _sheet(self, joints: list[Point], reach: float, limb: int, part: int) -> Sheet:
        return Sheet("limb", self._depth, self._figure, bounds=self._stand.around(joints, reach), limb=limb, part=part)
