"""Streets of other times: the main street of a western town, a medieval lane, a city of the future."""

from functools import partial

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets import buildings, nature
from activities.images.drawing.sets.exteriors import open_ground, road
from activities.images.drawing.sets.furniture import ground_shadow
from activities.images.drawing.sets.place import Place

_PLANKS: tuple[int, ...] = (0x9A7048, 0x8A6650, 0xA88258, 0x7A5A44, 0xB08A68, 0x8E7A62)
_PLASTER: tuple[int, ...] = (0xE6D8B8, 0xDCCBA4, 0xE8DEC8, 0xD2BE98)


def western_town(place: Place) -> None:
    """Wooden houses with false fronts along a dusty street, a water tower, hills far behind."""
    open_ground(place, 0xCFA674, far="hills", far_tint=0xB07A58, scatter=0xB98E5E)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 3.6, 0xD8B484, is_dashed=False)
    for row, z in enumerate((27.0, 18.5, 11.5, 5.6)):
        for side in (-1, 1):
            key = seed + row * 2 + (side > 0)
            x = side * (4.7 + r * 0.38 + (0.7 if row == 3 else 0))
            is_saloon = row == 2 and side > 0
            place.add(x, z, partial(_false_front, seed=key, is_saloon=is_saloon))
    place.add(-(3.0 + r * 0.3), 34.0, _water_tower)
    place.add(r * 0.42 + 1.2, 3.4, _hitching_rail)
    place.add(-(r * 0.4 + 1.5), 4.2, _barrels)


def _false_front(pen: Pen, seed: int, *, is_saloon: bool) -> None:
    random = random_of("false front", seed)
    tint: Tint = _PLANKS[seed % len(_PLANKS)]
    wide, high = between(random, 5.0, 6.0), between(random, 4.6, 5.8)
    half = wide / 2
    ground_shadow(pen, half * 1.1, 0.3)
    pen.block((-half, 0, half, high), tint, 0.97)
    for index in range(1, 12):
        y = high * index / 12
        pen.line([(-half, y), (half, y)], 0.025, darker(tint, 0.35), alpha=0.55)
    crown = high + 0.9
    if seed % 2:
        pen.fill(shape((-half, high), (-half, high + 0.3), (-half * 0.5, high + 0.3), (-half * 0.4, crown), (half * 0.4, crown),
                       (half * 0.5, high + 0.3), (half, high + 0.3), (half, high)), tint, 0.97)  # fmt: skip
    else:
        pen.fill(box(-half, high, half, high + 0.55), tint, 0.97)
    pen.fill(box(-half - 0.12, high - 0.05, half + 0.12, high + 0.12), darker(tint, 0.45))
    glow = 0xF2C878 if pen.light.has_windows else mix(0x5A5048, pen.light.sky[2], 0.3)
    for x in (-half * 0.6, half * 0.6):
        pen.fill(box(x - 0.5, 3.05, x + 0.5, 4.2), darker(tint, 0.5))
        pen.flat(box(x - 0.42, 3.12, x + 0.42, 4.12), glow)
        pen.fill(box(x - 0.03, 3.12, x + 0.03, 4.12), darker(tint, 0.5))
    _porch(pen, half, tint, is_saloon=is_saloon)
    if is_saloon:
        pen.fill(box(-1.5, high - 0.1, 1.5, high + 0.62, 0.05), 0x7A2F2A)
        pen.stroke(box(-1.5, high - 0.1, 1.5, high + 0.62, 0.05), 0.06, 0xE0B860)
        for index in range(6):
            pen.fill(box(-1.2 + index * 0.42, high + 0.08, -0.95 + index * 0.42, high + 0.44, 0.04), 0xE9D49A)


def _porch(pen: Pen, half: float, tint: Tint, *, is_saloon: bool) -> None:
    dark = darker(tint, 0.6)
    pen.fill(box(-half, 0.25, half, 2.7), darker(tint, 0.35), 0.7)
    if is_saloon:
        pen.flat(box(-0.7, 0.3, 0.7, 2.3), 0xF2C878 if pen.light.has_windows else 0x2E2420)
        for side in (-1, 1):
            pen.fill(box(min(side * 0.68, side * 0.06), 0.85, max(side * 0.68, side * 0.06), 1.75, 0.05), 0xB5803F)
    else:
        pen.fill(box(-0.5, 0.3, 0.5, 2.3), dark)
        pen.flat(box(-half * 0.8, 1.0, -half * 0.4, 2.1), 0xF2C878 if pen.light.has_windows else 0x4A443E)
    pen.block((-half - 0.2, 0, half + 0.2, 0.3), lighter(tint, 0.05), 0.9)
    pen.fill(shape((-half, 2.95), (half, 2.95), (half + 0.35, 2.62), (-half - 0.35, 2.62)), darker(tint, 0.2))
    for x in (-half, -half * 0.35, half * 0.35, half):
        pen.fill(box(x - 0.07, 0.25, x + 0.07, 2.7), lighter(tint, 0.12))


def _water_tower(pen: Pen) -> None:
    for x in (-1.1, 1.1):
        pen.line([(x * 1.3, 0), (x, 4.5)], 0.2, 0x5A4232)
    pen.line([(-1.3, 1.0), (1.1, 3.8)], 0.1, 0x5A4232)
    pen.block((-1.6, 4.4, 1.6, 6.8), 0x8A6244, 0.95, 0.1)
    for y in (4.9, 6.2):
        pen.fill(box(-1.62, y, 1.62, y + 0.1), 0x3E3630)
    pen.fill(shape((-1.9, 6.75), (1.9, 6.75), (0, 8.0)), 0x5F4A3A)


def _hitching_rail(pen: Pen) -> None:
    for x in (-1.1, 1.1):
        pen.block((x - 0.07, 0, x + 0.07, 1.1), 0x6A4C34, 0.9)
    pen.block((-1.3, 0.92, 1.3, 1.04), 0x7A5A3E)


def _barrels(pen: Pen) -> None:
    for x in (-0.4, 0.42):
        pen.blend(smooth([(x - 0.3, 0.0), (x - 0.38, 0.45), (x - 0.3, 0.9), (x + 0.3, 0.9), (x + 0.38, 0.45), (x + 0.3, 0.0)], tension=0.7),
                  ((x - 0.38, 0), (x + 0.38, 0)), (0x9A6E46, 0x6A4A32))  # fmt: skip
        for y in (0.18, 0.68):
            pen.fill(box(x - 0.36, y, x + 0.36, y + 0.06), 0x3E3A38)


def medieval_town(place: Place) -> None:
    """Timber-framed houses along a muddy lane, a church behind them."""
    open_ground(place, 0xA0916E, far="hills", far_tint=0x7E9470, scatter=0x8A8060)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 2.6, 0x8E7A5A, is_dashed=False)
    place.add(r * 0.3, 38, partial(buildings.church_tower, tint=0xB8AC98))
    for row, z in enumerate((26.0, 17.5, 10.5, 5.4)):
        for side in (-1, 1):
            x = side * (3.9 + r * 0.4 + (0.8 if row == 3 else 0))
            place.add(x, z, partial(_timbered, seed=seed + row * 2 + (side > 0)))
    place.add(r * 0.45 + 0.9, 3.6, _barrels)
    place.add(-(r * 0.85), 3.2, partial(nature.bush, seed=seed), "foliage")


def _timbered(pen: Pen, seed: int) -> None:
    random = random_of("timbered", seed)
    plaster: Tint = _PLASTER[seed % len(_PLASTER)]
    wood, roof = 0x4E3626, mix(0x8A4A38, 0xF0F3F5, 0.85 * pen.light.is_snowy)
    half, high = between(random, 2.1, 2.7), between(random, 4.4, 5.4)
    ground_shadow(pen, half * 1.1, 0.3)
    pen.block((-half, 0, half, 2.3), mix(plaster, 0x9A8E7C, 0.35), 0.95)
    pen.block((-half - 0.25, 2.25, half + 0.25, high), plaster, 1.0)
    pen.fill(shape((-half - 0.6, high - 0.1), (half + 0.6, high - 0.1), (0.2, high + half * 1.25), (-0.2, high + half * 1.25)), roof)
    pen.fill(shape((-half * 0.72, high), (half * 0.72, high), (0, high + half * 0.85)), plaster, 0.92)
    for x in (-half - 0.25, -half * 0.4, half * 0.4, half + 0.25):
        pen.fill(box(x - 0.09, 2.25, x + 0.09, high), wood)
    for y in (2.25, high - 0.12, 3.3):
        pen.fill(box(-half - 0.25, y - 0.08, half + 0.25, y + 0.1), wood)
    for side in (-1, 1):
        pen.line([(side * (half + 0.2), 2.35), (side * half * 0.4, 3.25)], 0.13, wood)
    glow = 0xF2C878 if pen.light.has_windows else 0x4A4640
    for x, y in ((-half * 0.7, 3.5), (half * 0.7, 3.5), (half * 0.55, 1.0)):
        pen.fill(box(x - 0.42, y - 0.06, x + 0.42, y + 0.76), wood)
        pen.flat(box(x - 0.33, y, x + 0.33, y + 0.7), glow)
        pen.line([(x, y), (x, y + 0.7)], 0.04, wood)
    pen.fill(
        smooth([(-half * 0.75, 0), (-half * 0.75, 1.5), (-half * 0.45, 1.95), (-half * 0.15, 1.5), (-half * 0.15, 0)], tension=0.5), wood
    )


def future_city(place: Place) -> None:
    """Glass towers, lit signs, a road of light, traffic in the air."""
    open_ground(place, 0x5A626E, far="city", far_tint=0x5A6478)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 3.2, 0x3A4250, is_dashed=False)
    for row, z in enumerate((46.0, 32.0, 21.0, 12.0, 6.0)):
        for side in (-1, 1):
            x = side * (5.4 + r * 0.4 + row * 0.2)
            place.add(x, z, partial(_glass_tower, seed=seed + row * 2 + (side > 0), high=30.0 - row * 3.4))
    for index, (x, y, z) in enumerate(((-2.6, 9.0, 26.0), (3.4, 12.5, 34.0), (1.2, 7.4, 20.0))):
        place.add(x * (1 + r * 0.2), z, partial(_flyer, seed=seed + index), y_m=y)


def _glass_tower(pen: Pen, seed: int, high: float) -> None:
    random = random_of("glass tower", seed)
    half = between(random, 2.2, 3.0)
    tint = mix(0x54708A, 0x7A6A94, between(random, 0, 1))
    neon = (0x58E0E8, 0xF05AA8, 0xF2C24A, 0x7A8CFF)[seed % 4]
    slope = between(random, 0.0, 1.8)
    hull = shape((-half, 0), (-half, high), (half, high + slope), (half, 0))
    pen.blend(hull, ((-half, high), (half, 0)), (lighter(tint, 0.18), darker(tint, 0.35)))
    with pen.within(hull):
        for level in range(int(high / 1.1)):
            y = 3.4 + level * 1.1
            is_lit = pen.light.has_windows and int(random.integers(3)) > 0
            pen.flat(box(-half + 0.3, y, half - 0.3, y + 0.5, 0.1), neon if is_lit and level % 5 == 0 else 0xF6E2B0 if is_lit else 0xB8D4E4,
                     0.75 if is_lit else 0.28)  # fmt: skip
    pen.flat(box(-half, 2.7, half, 2.9), neon)
    if pen.light.has_windows:
        pen.glow(0, 2.8, half * 1.3, neon, 0.4)
    pen.flat(box(-half * 0.6, 0.1, half * 0.6, 2.4, 0.1), 0xCFF4F8, 0.35)


def _flyer(pen: Pen, seed: int) -> None:
    with pen.moved(0, 0, 1.0, is_mirrored=bool(seed % 2)):
        body = smooth([(-1.3, 0.1), (-0.9, 0.5), (0.3, 0.6), (1.4, 0.2), (1.0, -0.05), (-1.0, -0.1)])
        pen.blend(body, ((0, 0.6), (0, -0.1)), (0xC8D0D8, 0x6A7480))
        pen.flat(smooth([(0.1, 0.55), (0.5, 0.62), (1.0, 0.32), (0.3, 0.3)]), 0x2F4A5C)
        pen.flat(oval(-1.25, 0.12, 0.14, 0.1), 0x7AE0FF)
        pen.glow(-1.4, 0.12, 0.8, 0x7AE0FF, 0.8)
