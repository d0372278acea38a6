"""Props: near and large on a surface for an insert, small beside the people otherwise."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import skia

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import darker, lighter, mix
from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.framing import Composition, Person
from activities.images.drawing.pen import Pen, box, shape
from activities.images.drawing.people.figure import posed
from activities.images.drawing.seeds import random_of
from activities.images.drawing.sets.furniture import ground_shadow
from activities.images.drawing.sets.place import Place
from activities.images.drawing.things.props import draw_prop, prop_half_m
from activities.media.drawn.picture import Figure

_ON_THE_GROUND = frozenset(
    {
        "bag",
        "box",
        "suitcase",
        "piano",
        "hologram",
        "hologram globe",
        "bicycle",
        "guitar",
        "umbrella",
        "ball",
        "rope",
        "chair",
        "plant",
        "lantern",
        "doll",
        "door",
    }
    | {"dog", "cat", "bird", "axe", "violin"}
)
_CARRIED = frozenset(
    {"letter", "phone", "cup", "bottle", "glass", "gun", "knife", "book", "photograph", "map", "key", "flowers", "money", "bread", "apple"}
    | {"newspaper", "ticket", "coin", "camera", "compass", "telescope", "hammer", "hat", "ring"}
    | {"umbrella", "rifle", "box"}
    | {"sword", "candle", "lantern", "flashlight", "bag", "suitcase", "axe", "doll", "plate", "radio"}
)
"""What somebody who is alone in the picture has in their hand."""
_TOO_LARGE = frozenset({"piano", "hologram", "hologram globe", "bicycle", "chair", "plant", "door", "dog", "lamp", "clock"})
"""What nobody has in their hand, nor hands to anybody."""
_IN_HAND = {
    "coin": 0.55, "ring": 0.5, "key": 0.72, "compass": 0.7, "apple": 0.7, "letter": 0.78, "ticket": 0.7, "photograph": 0.78, "cup": 0.8,
    "book": 0.82, "phone": 0.85, "money": 0.8, "bread": 0.85, "glass": 0.85, "flowers": 0.9,
}  # fmt: skip
"""Inserts show things larger than life; in a hand they have this share of that size."""
_HANGING = frozenset({"lantern", "bag", "suitcase"})
"""What hangs from the hand that holds it."""
_OVERHEAD = frozenset({"umbrella"})
"""What is held up over its holder,"""
_AIMED = frozenset({"gun", "rifle", "flashlight", "sword", "knife", "telescope", "camera"})
"""what is pointed at somebody,"""
_LEFTWARD = frozenset({"gun", "rifle", "sword", "knife"})
"""and what the prop box draws pointing to the left."""
_POINTING = frozenset({"flashlight"})
"""What points where its holder looks; where nobody is seen to hold it, its holder is behind the camera."""
_UPRIGHT = frozenset({"door", "piano", "hologram", "hologram globe"})
"""What stands in its room, and on no table."""
_FREE_HANDED = frozenset({"stand", "walk", "sit", "kneel"})
_FURNITURE = frozenset({"piano"})
"""What is too large to stand beside people."""
_BEHIND_M = 0.7
_TOP_M = 0.72
"""Height of a table that people sit at."""
_FRONTAL = 0.1
_LAWN = 0x5F9A4C
"""What balls lie on out of doors."""
_TABLE_M = 0.66
"""Height of the small table that carries what doesn't stand on the ground."""


def paint_insert(easel: Easel, camera: Camera, place: Place, props: Sequence[str]) -> None:
    """The props on a table top or on the ground, filling the frame."""
    _, frame_y, wide, high = camera.frame
    shown = props[:3]
    level = frame_y + high * (1.0 if _UPRIGHT & set(shown) else 0.72)
    total = sum(prop_half_m(name) for name in shown) * 2 * 1.15
    scale = min(
        wide * (0.42 if len(shown) == 1 else 0.7) / total,
        min(high, wide * 1.2) * (0.86 if _UPRIGHT & set(shown) else 0.62) / _height_m(shown),
    )
    is_lawn = place.is_open and "ball" in shown
    tint = mix(place.scheme.wood, place.scheme.floor, 0.3) if not place.is_open else _LAWN if is_lawn else 0x9A8A70

    def surface(canvas: skia.Canvas) -> None:
        pen = Pen(canvas, place.light)
        top = level - high * 0.13
        pen.blend(
            box(-wide, top, 3 * wide, 3 * high), ((0, top), (0, level + high * 0.4)), (lighter(tint, 0.16), darker(tint, 0.2)), (1.0, 0.9)
        )
        for index in range(0 if is_lawn else 7):
            y = top + high * 0.012 * (index + 1) ** 1.75
            pen.line(
                [(-wide, y), (camera.centre_px, y + high * 0.004), (3 * wide, y)],
                high * 0.0016 * (index + 1),
                darker(tint, 0.35),
                alpha=0.35,
            )
        pen.fade(box(-wide, top, 3 * wide, top + high * 0.03), ((0, top), (0, top + high * 0.03)), 0xFFF6E0, (0.25, 0.0))

    if not _UPRIGHT & set(shown):
        easel.paint(Sheet("set", 0.85), surface)
    x = camera.centre_px - total * scale / 2

    def things(canvas: skia.Canvas) -> None:
        left = x
        pen = Pen(canvas, place.light)
        for index, name in enumerate(shown):
            half = prop_half_m(name) * scale * 1.15
            canvas.save()
            canvas.translate(left + half, level + high * 0.02 * (index % 2))
            canvas.scale(scale, -scale)
            ground_shadow(pen, prop_half_m(name) * 1.1, 0.5)
            draw_prop(pen, name, place.dyes.get(name))
            canvas.restore()
            left += 2 * half

    easel.paint(Sheet("prop", 1.0), things)


def furnish(place: Place, props: Sequence[str]) -> tuple[str, ...]:
    """Stand furniture where it stands in every shot of a place, instead of what stood there; the other props are returned.

    Out of doors nobody has a table lamp, but a lantern.
    """
    random = random_of("furniture", place.scheme.wall, place.scheme.accent)
    side = 1 if random.integers(2) else -1
    for name in _FURNITURE & set(props):
        x_m, depth_m = side * place.reach_m * 0.3, 7.0 if place.is_open else max(0.7, place.wall_m - 0.9)
        half_m = prop_half_m(name) + 0.3
        place.pieces = [piece for piece in place.pieces if abs(piece.x_m - x_m) > half_m or piece.z_m < 0.5 or piece.y_m > 1]

        def draw(pen: Pen, name: str = name) -> None:
            ground_shadow(pen, prop_half_m(name))
            draw_prop(pen, name, place.dyes.get(name))

        place.add(x_m, depth_m, draw)
    others = [name for name in props if name not in _FURNITURE]
    return tuple(dict.fromkeys("lantern" if name == "lamp" and place.is_open else name for name in others))


def paint_props(easel: Easel, composition: Composition, place: Place, props: Sequence[str], figures: Sequence[Figure]) -> None:
    """Props beside the people: large ones on the ground, small ones in somebody's hand or on a small table.

    Args:
        easel: Takes the layers.
        composition: Camera and people.
        place: Where they are.
        props: Names the prop box knows.
        figures: What the rig says of the people, in the same order.
    """
    camera = composition.camera
    if composition.view.person > 3:
        return
    tables = tables_of(composition)
    for left, right in tables:
        easel.paint(Sheet("prop", 1.02), partial(_table, camera=camera, place=place, ends=(left, right)))
    held = held_prop(composition, props)
    if held is not None:
        holder, name = held
        number = composition.people.index(holder)
        limb = _hand_of(figures[number]) if name not in _OVERHEAD else None
        sheet = Sheet("prop", camera.parallax(holder.z_m), number, limb=limb, part=0 if limb is None else 2)
        easel.paint(sheet, lambda canvas: _held(Pen(canvas, place.light), place, camera, holder, name))
    spots = {name: at for name, at in standing_at(composition, props).items() if name not in _UPRIGHT}
    if spots:
        table_m = (tables[0][0] + tables[0][1]) / 2 if tables else None
        easel.paint(Sheet("prop", 1.0), partial(_beside, camera=camera, place=place, spots=spots, table_m=table_m))


def _beside(canvas: skia.Canvas, camera: Camera, place: Place, spots: Mapping[str, tuple[float, float]], table_m: float | None) -> None:
    """What lies on the table of who sits at one, at `table_m` across, else what stands on the ground or on something small."""
    pen = Pen(canvas, place.light)
    for name, (spot, foot_m) in spots.items():
        if table_m is not None and name not in _ON_THE_GROUND:
            with pen.on(camera.upright(table_m + 0.6 * prop_half_m(name) * (-1 if spot < table_m else 1), -0.05, _TOP_M + 0.03)):
                draw_prop(pen, name, place.dyes.get(name))
            continue
        with pen.on(camera.upright(spot, 0.05, foot_m)):
            if name in _ON_THE_GROUND:
                ground_shadow(pen, prop_half_m(name))
                draw_prop(pen, name, place.dyes.get(name))
            elif place.is_open:
                _post(pen, place, name)
            else:
                _pedestal(pen, place, name)


def tables_of(composition: Composition) -> list[tuple[float, float]]:
    """Where tables stand before those who sit at one: left and right end, metres; none overlaps another."""
    ends: list[tuple[float, float]] = []
    is_open = False
    for person in sorted(composition.people, key=lambda person: person.x_m):
        if person.subject.pose != "sit" or person.subject.seat not in {"table", "desk"} or person.z_m < 0:
            continue
        ahead = 0 if abs(person.turn) < _FRONTAL else 1 if person.turn > 0 else -1
        edge = person.x_m + 0.17 * ahead
        left, right = (edge - 0.62, edge + 0.62) if not ahead else (min(edge, edge + 1.15 * ahead), max(edge, edge + 1.15 * ahead))
        if is_open and ahead < 0:
            ends[-1] = (ends[-1][0], right)  # two face each other over one table
        elif ends and left < ends[-1][1]:
            ends[-1] = (min(ends[-1][0], left), right)
        else:
            ends.append((left, right))
        is_open = ahead > 0
    return ends


def _table(canvas: skia.Canvas, camera: Camera, place: Place, ends: tuple[float, float]) -> None:
    """A table before people, its top seen from above by as much as the lens is higher."""
    pen, half, wood = Pen(canvas, place.light), (ends[1] - ends[0]) / 2, place.scheme.wood
    with pen.on(camera.upright((ends[0] + ends[1]) / 2, -0.05)):
        ground_shadow(pen, half)
        for x in (-half + 0.09, half - 0.09):
            pen.block((x - 0.04, 0, x + 0.04, _TOP_M), darker(wood, 0.25), 0.85)
        seen = max(0.015, min(0.09, 0.07 * (camera.height_m - _TOP_M)))
        pen.blend(
            shape((-half, _TOP_M), (half, _TOP_M), (half * 0.95, _TOP_M + seen), (-half * 0.95, _TOP_M + seen)),
            ((0, _TOP_M + seen), (0, _TOP_M)),
            (lighter(wood, 0.2), lighter(wood, 0.06)),
        )
        pen.block((-half, _TOP_M - 0.06, half, _TOP_M), wood, 0.95, 0.01)


def standing_at(composition: Composition, props: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Where the first three of those props that nobody holds stand: metres across, and the height of the foot of what carries them."""
    held = held_prop(composition, props)
    standing = [name for name in props if name not in _POINTING and (held is None or name != held[1])]
    camera = composition.camera
    width_m = camera.frame[2] / camera.scale()
    people = [person.x_m for person in composition.people if person.z_m >= 0]
    free, taken = [camera.x_m + share * width_m for share in (0.3, -0.3, 0.4)], list[float]()
    while free:
        # a thing may stand half as far from another one as from somebody
        taken.append(max(free, key=lambda spot: min([abs(spot - x) for x in people] + [2 * abs(spot - x) for x in taken], default=0.0)))
        free.remove(taken[-1])
    low = camera.frame[1] + camera.frame[3] * 0.94
    lowest_m = max(0.0, (camera.y_px(0) - low) / camera.scale())
    return {name: (spot, _foot_m(composition, name, spot, lowest_m)) for spot, name in zip(taken, standing, strict=False)}


def _foot_m(composition: Composition, name: str, spot_m: float, lowest_m: float) -> float:
    """The height of the foot of a prop or of its table: just inside the frame, and below the faces it stands before."""
    if name in _UPRIGHT:
        return 0.0
    table_m = 0.0 if name in _ON_THE_GROUND else _TABLE_M
    foot_m = max(0.0, lowest_m - table_m)
    if composition.view.feet is not None:
        return foot_m
    necks = [
        posed(person).neck[1] * person.height_m
        for person in composition.people
        if abs(person.x_m - spot_m) < 0.3 + prop_half_m(name) and person.subject.pose != "lie"
    ]
    return min([foot_m, *(neck_m - table_m - _height_m([name]) * 1.15 for neck_m in necks)])


def paint_upright(easel: Easel, composition: Composition, place: Place, props: Sequence[str]) -> None:
    """Doors and holograms beside the people, before they are painted: what is as tall as they are stands behind them."""
    standing = {name: spot for name, (spot, _) in standing_at(composition, props).items() if name in _UPRIGHT}
    if not standing or composition.view.person > 3:
        return
    camera = composition.camera

    def things(canvas: skia.Canvas) -> None:
        pen = Pen(canvas, place.light)
        for name, spot in standing.items():
            with pen.on(camera.upright(spot, _BEHIND_M)):
                ground_shadow(pen, prop_half_m(name))
                draw_prop(pen, name, place.dyes.get(name))

    easel.paint(Sheet("prop", camera.parallax(_BEHIND_M)), things)


def held_prop(composition: Composition, props: Sequence[str]) -> tuple[Person, str] | None:
    """The first of some props that somebody has in their hands, and who."""
    return next(((holder, name) for name in props if (holder := holder_of(composition, name)) is not None), None)


def sheltered(composition: Composition, props: Sequence[str]) -> Composition:
    """The same people; whoever has an umbrella holds it up."""
    held = held_prop(composition, props)
    if held is None or held[1] not in _OVERHEAD or composition.view.person > 3:
        return composition
    holder = held[0]
    ahead = 1.0 if holder.turn >= 0 else -1.0
    hand = (holder.x_m + ahead * 0.13 * holder.height_m, holder.lift_m + (posed(holder).shoulders[1] - 0.075) * holder.height_m)
    people = [replace(person, hands=(hand, None)) if person is holder else person for person in composition.people]
    return replace(composition, people=people)


def holder_of(composition: Composition, name: str) -> Person | None:
    """Who has a prop in their hands: whoever holds something, else whoever is alone with it."""
    seen = [person for person in composition.people if not person.is_away]
    handing = [person for person in seen if person.subject.touch == "give"] or [person for person in seen if person.subject.touch == "take"]
    if handing and name not in _TOO_LARGE:
        return handing[0]
    aiming = [person for person in seen if person.subject.pose == "point"]
    if aiming and name in _AIMED:
        return aiming[0]
    holding = [person for person in seen if person.subject.pose == "hold"]
    if holding and name not in _TOO_LARGE:
        return holding[0]
    is_alone = len(composition.people) == len(seen) == 1
    return seen[0] if is_alone and name in _CARRIED and seen[0].subject.pose in _FREE_HANDED else None


def _hand_of(figure: Figure) -> int | None:
    """The arm whose hand holds things: the near one, painted last; None when it does not move."""
    arms = [number for number, limb in enumerate(figure.limbs) if limb.kind == "arm"]
    return arms[-1] if arms else None


def _held(pen: Pen, place: Place, camera: Camera, holder: Person, name: str) -> None:
    """A prop in somebody's hands."""
    x_m, foot_m = held_at(holder, name)
    with pen.on(camera.upright(x_m, holder.z_m, foot_m)):
        size = _IN_HAND.get(name, 1.0)
        pen.canvas.scale(size, size)
        if (name in _POINTING and holder.turn < 0) or (name in _LEFTWARD and holder.turn > 0):
            pen.canvas.scale(-1, 1)
        draw_prop(pen, name, place.dyes.get(name))


def held_at(holder: Person, name: str) -> tuple[float, float]:
    """Where the foot of what somebody holds is, in metres across and up."""
    near, far = posed(holder).arms
    if name in _OVERHEAD and holder.hands[0] is not None:
        return holder.hands[0][0], holder.hands[0][1] - 0.06
    if holder.hands[0] is not None:
        return holder.hands[0][0], holder.hands[0][1] - 0.03 - (_height_m([name]) * 0.92 if name in _HANGING else 0.0)
    x, y = (near[2][0] + far[2][0]) / 2 if abs(holder.turn) < 0.1 and holder.subject.pose == "hold" else near[2][0], near[2][1]
    drop_m = _height_m([name]) * 0.92 if name in _HANGING else 0.0
    return holder.x_m + x * holder.height_m, (y - 0.02) * holder.height_m + holder.lift_m - drop_m


def _pedestal(pen: Pen, place: Place, name: str) -> None:
    """A small round table."""
    ground_shadow(pen, 0.3)
    wood = place.scheme.wood
    pen.block((-0.04, 0, 0.04, 0.62), darker(wood, 0.2), 0.85)
    pen.block((-0.3, _TABLE_M - 0.06, 0.3, _TABLE_M), wood, 1.0, 0.02)
    with pen.moved(0, _TABLE_M, 1.15):
        draw_prop(pen, name, place.dyes.get(name))


def _post(pen: Pen, place: Place, name: str) -> None:
    """A stone block: out of doors there are no small tables."""
    ground_shadow(pen, 0.3)
    pen.block((-0.26, 0, 0.26, _TABLE_M - 0.05), 0x8E8A82, 0.8, 0.02)
    pen.block((-0.3, _TABLE_M - 0.07, 0.3, _TABLE_M), 0xA8A398, 1.0, 0.02)
    with pen.moved(0, _TABLE_M, 1.15):
        draw_prop(pen, name, place.dyes.get(name))


def _height_m(props: Sequence[str]) -> float:
    tall = {
        "umbrella": 0.95,
        "rifle": 0.3,
        "guitar": 1.1,
        "bicycle": 1.05,
        "chair": 0.95,
        "plant": 1.0,
        "bottle": 0.4,
        "lantern": 0.4,
        "bag": 0.38,
        "suitcase": 0.45,
        "piano": 1.28,
        "hologram": 1.85,
        "hologram globe": 1.6,
        "snuffed candle": 0.6,
        "flowers": 0.42,
        "lamp": 0.44,
        "newspaper": 0.37,
        "violin": 0.6,
        "axe": 0.66,
        "dog": 0.72,
        "door": 2.16,
        "cat": 0.47,
    }
    return max(tall.get(name, 0.3) for name in props)
