"""Vehicles and horses in a picture: which ones, where, who is on or in them, and how the rig says that they go."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Literal

import skia

from activities.images.drawing.air.light import Light
from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, Tint
from activities.images.drawing.easel import Bounds, Easel, Sheet
from activities.images.drawing.framing import Carrier, Composition
from activities.images.drawing.pen import Pen, Point
from activities.images.drawing.reading import Reading
from activities.images.drawing.seeds import Random, choose, random_of
from activities.images.drawing.sets.place import Place
from activities.images.drawing.things import horses
from activities.images.drawing.things.conveyances import CONVEYANCES, Wheel, draw_wheel
from activities.media.drawn.picture import Figure, Limb
from schemas.images import PaintImage
from schemas.shots import Pose

_PAINTS: tuple[int, ...] = (0xA83A34, 0x33577A, 0x4E6B50, 0xC9A24A, 0x7A8288, 0x5A3A4A, 0xD9D2C2, 0x2F4A4C)
_STEPS = {"walk": (0.75, 0.0, 0.25, 0.5), "run": (0.62, 0.12, 0.5, 0.0), "": (0.0, 0.5, 0.5, 0.0)}
"""When each leg of a horse comes down, in turns: far fore, far hind, near fore, near hind; a walk and a gallop."""
_SHARE = 0.72
"""How much of the frame's width a vehicle may take that is seen whole."""
_NEAREST_M = 1.3
_BEHIND_RIDERS_M = 7.0
_TEAM_HALF_M = 3.2
_TEAM = {"carriage": (3.1, 3.5), "wagon": (3.2, 3.6)}
"""Where the horses of what they draw stand, metres ahead of its middle."""


@dataclass(frozen=True)
class Placed:
    """One vehicle or horse with a place in the set."""

    name: str
    x_m: float
    z_m: float
    heading: Literal[-1, 1]
    gait: Literal["", "walk", "run", "drive"]
    tint: Tint
    is_saddled: bool = False
    rider: int | None = None
    """Index of the person who rides or drives it."""


def placed_traffic(order: PaintImage, reading: Reading, composition: Composition) -> list[Placed]:
    """Where the vehicles and horses of a picture are, from back to front."""
    found: list[Placed] = []
    riders = {person.carrier: index for index, person in reversed(list(enumerate(composition.people))) if person.carrier}
    for name in reading.traffic:
        random = random_of("traffic", name, order.seed, reading.set_words)
        # The horse that is ridden through one scene is the horse that is led through the next.
        tint = _tint(name, random_of("tint of traffic", name, order.seed), dict(reading.dyes).get(name))
        placed = _ridden(name, reading, composition, random) if name in riders else _beside(name, reading, composition, random)
        found += [replace(one, tint=tint) if one.name == name else one for one in placed]
    return sorted(found, key=lambda placed: -placed.z_m)


def _ridden(name: str, reading: Reading, composition: Composition, random: Random) -> list[Placed]:
    tint, made = _tint(name, random), []
    for index, person in enumerate(composition.people):
        if person.carrier != name:
            continue
        heading: Literal[-1, 1] = -1 if person.turn < 0 else 1
        seat = horses.SADDLE if name == "horse" else CONVEYANCES[name].seat or (0.0, 0.0)
        x_m, gait = person.x_m - seat[0] * heading, _gait(name, reading)
        made.append(Placed(name, x_m, person.z_m, heading, gait, tint, is_saddled=True, rider=index))
        made += _team(made[-1], random)
    return made


def _beside(name: str, reading: Reading, composition: Composition, random: Random) -> list[Placed]:
    camera = composition.camera
    half_m = _TEAM_HALF_M if name in _TEAM else horses.HALF_M if name == "horse" else CONVEYANCES[name].half_m
    high_m = horses.HEIGHT_M if name == "horse" else CONVEYANCES[name].height_m
    wide_px = camera.frame[2]
    # Far enough to be seen whole in a wide picture; behind a face it may go on beyond the frame.
    needed_m = camera.focal_px * max(2 * half_m / (_SHARE * wide_px), high_m / (_SHARE * camera.frame[3])) - camera.distance_m
    limit_m = 9.0 if composition.view.feet is None else 60.0
    z_m = max(_NEAREST_M, min(needed_m, limit_m))
    if any(person.carrier for person in composition.people):
        z_m = max(z_m, _BEHIND_RIDERS_M)
    heading: Literal[-1, 1] = 1 if random.integers(2) else -1
    gait = _gait(name, reading) if reading.is_under_way else ""
    if gait and name in CONVEYANCES:
        z_m += CONVEYANCES[name].flies_m * 2.5
    seen_m = wide_px / camera.scale(z_m) / 2
    people = [person.x_m for person in composition.people if person.z_m >= 0]
    aside = 0.0
    if people and not gait:
        middle = sum(people) / len(people)
        aside = (-1 if middle > camera.x_m else 1) * max(0.0, seen_m - half_m * 0.9)
    if name in _TEAM:
        aside -= heading * 0.5 * _TEAM_HALF_M
    placed = Placed(name, camera.x_m + aside, z_m, heading, gait, _tint(name, random))
    return [*_team(placed, random), placed] if name in _TEAM else [placed]


def _team(carriage: Placed, random: Random) -> list[Placed]:
    """The horses before a carriage."""
    gait: Literal["", "walk"] = "walk" if carriage.gait else ""
    return [
        replace(carriage, name="horse", x_m=carriage.x_m + ahead * carriage.heading, gait=gait, tint=_tint("horse", random), rider=None,
                z_m=carriage.z_m + 0.12 * (1 - 2 * index), is_saddled=False)
        for index, ahead in enumerate(_TEAM.get(carriage.name, ()))
    ]  # fmt: skip


def _gait(name: str, reading: Reading) -> Literal["walk", "run", "drive"]:
    if name != "horse":
        return "drive"
    return "run" if reading.is_fast else "walk"


def _tint(name: str, random: Random, dye: Colour | None = None) -> Tint:
    if dye is not None:
        return dye
    if name == "horse":
        return horses.coat_of(int(random.integers(64)))
    return choose(random, _PAINTS)


class _Mover:
    """The matrix that takes a vehicle's metres to the canvas."""

    def __init__(self, camera: Camera, light: Light, placed: Placed, lift_m: float) -> None:
        self.camera = camera
        self.light = light
        self.placed = placed
        self.matrix = camera.upright(placed.x_m, placed.z_m, lift_m)
        self.matrix.preScale(placed.heading, 1)

    def paint(self, draw: Callable[[Pen], object]) -> Callable[[skia.Canvas], None]:
        def painted(canvas: skia.Canvas) -> None:
            canvas.concat(self.matrix)
            draw(Pen(canvas, self.light, max(0.0, self.placed.z_m) * (0.3 if self.light.is_inside else 1.0)))

        return painted

    def point(self, place: Point) -> Point:
        mapped = self.matrix.mapXY(*place)
        return (round(mapped.x(), 2), round(mapped.y(), 2))

    def around(self, places: Sequence[Point], reach_m: float) -> Bounds:
        spots = [self.point(place) for place in places]
        spare = reach_m * self.camera.scale(self.placed.z_m) + 2
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        return (int(min(xs) - spare), int(min(ys) - spare), int(max(xs) + spare) + 1, int(max(ys) + spare) + 1)


def paint_traffic(easel: Easel, camera: Camera, place: Place, placed: Placed, index: int) -> Figure:
    """Add the layers of a vehicle or a horse.

    Args:
        easel: Takes the layers.
        camera: Sees it.
        place: Its light.
        placed: What, where, going how.
        index: Its place in `Rig.figures`.

    Returns:
        What the rig says about it.
    """
    lift_m = CONVEYANCES[placed.name].flies_m if placed.gait and placed.name in CONVEYANCES else 0.0
    mover = _Mover(camera, place.light, placed, lift_m)
    if placed.name == "horse":
        return _paint_horse(easel, mover, index)
    return _paint_vehicle(easel, mover, index)


def _paint_vehicle(easel: Easel, mover: _Mover, index: int) -> Figure:
    placed, camera = mover.placed, mover.camera
    kind = CONVEYANCES[placed.name]
    depth = camera.parallax(placed.z_m)
    easel.paint(
        Sheet("body", depth, index, bounds=mover.around([(-kind.half_m, 0), (kind.half_m, kind.height_m)], 1.2)),
        mover.paint(lambda pen: kind.draw(pen, placed.tint)),
    )
    limbs: list[Limb] = []
    for wheel in kind.wheels:
        centre = (wheel.x_m, wheel.radius_m)
        joints = [mover.point(centre), mover.point((wheel.x_m, 0.0))]
        limbs.append(Limb(kind="wheel", joints=joints, ahead=float(placed.heading), side=placed.heading))

        sheet = Sheet("limb", depth, index, bounds=mover.around([centre], wheel.radius_m * 1.1), limb=len(limbs) - 1)
        easel.paint(sheet, mover.paint(partial(_wheel, wheel=wheel)))
    return _figure(mover, kind.height_m, limbs, "vehicle")


def _wheel(pen: Pen, wheel: Wheel) -> None:
    with pen.moved(wheel.x_m, wheel.radius_m):
        draw_wheel(pen, wheel)


def _paint_horse(easel: Easel, mover: _Mover, index: int) -> Figure:
    placed = mover.placed
    depth = mover.camera.parallax(placed.z_m)
    coat = placed.tint if isinstance(placed.tint, tuple) else horses.coat_of(0)
    limbs: list[Limb] = []

    def legs(*, is_far: bool) -> None:
        for which in (0, 1):
            joints = list(horses.LEGS[which])
            step = _STEPS["" if placed.gait == "drive" else placed.gait][len(limbs)]
            spots = [mover.point(joint) for joint in joints]
            limbs.append(
                Limb(kind="leg", joints=spots, ahead=float(placed.heading), side=placed.heading, step=step, bend=1 if which == 0 else -1)
            )
            for part in (2, 1, 0):
                sheet = Sheet("limb", depth, index, bounds=mover.around(joints[part : part + 2], 0.2), limb=len(limbs) - 1, part=part)
                easel.paint(sheet, mover.paint(partial(horses.draw_horse_leg, coat=coat, index=which, part=part, is_far=is_far)))

    easel.paint(Sheet("body", depth, index, bounds=mover.around([(-1.2, 0), (1.4, 0)], 0.3)), mover.paint(_pool))
    legs(is_far=True)
    easel.paint(
        Sheet("body", depth, index, bounds=mover.around([(-1.2, 0.8), (1.5, 2.3)], 0.1)),
        mover.paint(partial(horses.draw_horse, coat=coat, is_saddled=placed.is_saddled)),
    )
    legs(is_far=False)
    return _figure(mover, horses.UNIT_M, limbs, "mount")


def _pool(pen: Pen) -> None:
    pen.canvas.save()
    pen.canvas.scale(1, 0.14)
    pen.glow(0, 0, 1.5, 0x161020, 0.5)
    pen.canvas.restore()


def _figure(mover: _Mover, height_m: float, limbs: list[Limb], kind: Literal["mount", "vehicle"]) -> Figure:
    placed = mover.placed
    return Figure(
        character="",
        feet=mover.point((0.0, 0.0)),
        neck=mover.point((0.0, height_m)),
        height_px=round(mover.camera.scale(placed.z_m) * height_m, 2),
        faces_camera=False,
        limbs=limbs,
        kind=kind,
        gait=placed.gait,
        heading=placed.heading,
    )


def carriers_of(reading: Reading) -> dict[Pose, Carrier]:
    """On or in what people are who ride or drive."""
    found: dict[Pose, Carrier] = {}
    for pose, name in (("ride", reading.ridden), ("drive", reading.driven)):
        if name == "horse":
            found["ride"] = Carrier(name, horses.SADDLE[1], shows_legs=True)
        elif name and CONVEYANCES[name].seat:
            kind = CONVEYANCES[name]
            seat_m = kind.seat[1] if kind.seat else 0.0
            found["ride" if pose == "ride" else "drive"] = Carrier(name, seat_m, shows_legs=kind.is_straddled or name in _TEAM)
    return found


def is_before_rider(placed: Placed) -> bool:
    """Whether it is painted before who rides it: what one sits on, and not in."""
    return placed.name == "horse" or CONVEYANCES[placed.name].is_straddled
