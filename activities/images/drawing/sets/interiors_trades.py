"""Where people work and are served: cafe, restaurant, store, laboratory, lobby, interrogation room."""

from functools import partial

from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, choose, random_of
from activities.images.drawing.sets import fixtures, furniture
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, lamp_glow, window


def cafe(place: Place) -> None:
    """Small round tables, a counter with cakes and a coffee machine, a chalk board, a wide shop window."""
    build_room(place, floor="tiles", depth_m=3.2, wainscot_m=0.9)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.5, (min(2.4, r * 0.82), 1.6), 0.85, curtains=False)
    place.hang(-side * r * 0.5, 2.25, partial(_scallops, half=min(1.3, r * 0.46), tint=scheme.accent))
    place.hang(side * r * 0.6, 1.55, _chalk_board)
    place.add(side * r * 0.66, 2.3, partial(fixtures.display_counter, scheme=scheme, seed=seed, half=min(1.25, r * 0.46)))
    place.add(side * r * 0.66 - 0.3, 2.35, _coffee_machine, y_m=1.0)
    for x, z in ((-0.92, 1.6), (-0.42, 2.4), (0.98, 0.8)):
        place.add(side * r * x, z, partial(_round_table, tint=scheme.trim))
        for way in (-0.55, 0.55):
            place.add(side * r * x + way, z + 0.15, partial(_bentwood_chair, wood=scheme.wood))
    for x in (-0.55, 0.3):
        place.add(side * r * x, 2.0, partial(furniture.pendant, tint=scheme.accent, drop=0.8), y_m=place.ceiling_m)
        lamp_glow(place, side * r * x, place.ceiling_m - 1.0, 2.0, 1.2)


def _scallops(pen: Pen, half: float, tint: Colour) -> None:
    count = max(4, round(half * 4))
    wide = 2 * half / count
    for index in range(count):
        x = -half + index * wide
        pen.fill(
            smooth([(x, 0.32), (x + wide, 0.32), (x + wide, 0.1), (x + wide / 2, 0.0), (x, 0.1)], tension=0.6),
            tint if index % 2 else 0xF6EFDF,
        )


def _chalk_board(pen: Pen) -> None:
    pen.block((-0.62, -0.05, 0.62, 1.05), 0x6F4A30)
    pen.fill(box(-0.56, 0.0, 0.56, 1.0), 0x2E3836)
    pen.stroke(smooth([(-0.16, 0.62), (-0.14, 0.5), (0.1, 0.5), (0.12, 0.62), (-0.02, 0.63)]), 0.022, 0xF0EADA)
    pen.line([(0.12, 0.6), (0.2, 0.58), (0.12, 0.53)], 0.02, 0xF0EADA)
    for x in (-0.06, 0.04):
        pen.line([(x, 0.7), (x + 0.03, 0.77), (x - 0.01, 0.85)], 0.016, 0xF0EADA)
    for row, wide in enumerate((0.7, 0.5, 0.62)):
        pen.line([(-0.42, 0.34 - 0.1 * row), (-0.42 + wide, 0.34 - 0.1 * row)], 0.02, 0xF0EADA, alpha=0.7)


def _coffee_machine(pen: Pen) -> None:
    pen.block((-0.36, 0, 0.36, 0.5), 0xB9BDBE, 1.0, 0.05)
    pen.fill(box(-0.28, 0.06, 0.28, 0.26), 0x2E3034)
    for x in (-0.14, 0.14):
        pen.block((x - 0.05, 0.2, x + 0.05, 0.28), 0x6A6E72)
        pen.block((x - 0.04, 0.06, x + 0.04, 0.13), 0xF6F0E4)
    pen.fill(box(-0.3, 0.5, 0.3, 0.56), 0xC8503F)


def _round_table(pen: Pen, tint: Colour) -> None:
    furniture.ground_shadow(pen, 0.4)
    pen.block((-0.03, 0.02, 0.03, 0.72), 0x33302E)
    pen.fill(oval(0, 0.03, 0.22, 0.04), 0x33302E)
    pen.fill(oval(0, 0.72, 0.42, 0.075), darker(tint, 0.35))
    pen.fill(oval(0, 0.75, 0.42, 0.075), lighter(tint, 0.2))
    pen.block((-0.06, 0.76, 0.04, 0.84), 0xF8F4EA, 1.0, 0.015)
    pen.fill(oval(-0.01, 0.76, 0.1, 0.02), 0xE4DCCC)


def _bentwood_chair(pen: Pen, wood: Colour) -> None:
    furniture.ground_shadow(pen, 0.25)
    for x in (-0.17, 0.17):
        pen.line([(x * 1.15, 0), (x, 0.45)], 0.035, darker(wood, 0.2))
    pen.stroke(smooth([(-0.18, 0.45), (-0.2, 0.8), (0, 0.95), (0.2, 0.8), (0.18, 0.45)], is_closed=False), 0.04, wood)
    pen.stroke(smooth([(-0.1, 0.45), (-0.1, 0.72), (0, 0.82), (0.1, 0.72), (0.1, 0.45)], is_closed=False), 0.025, wood)
    pen.fill(oval(0, 0.46, 0.22, 0.05), lighter(wood, 0.2))


def restaurant(place: Place) -> None:
    """White cloths, candles, wine, heavy curtains, a picture."""
    build_room(place, depth_m=3.4, wainscot_m=1.1)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    window(place, -r * 0.7, (1.1, 1.9), 0.7)
    window(place, r * 0.7, (1.1, 1.9), 0.7)
    place.hang(0, 2.1, lambda pen: furniture.picture(pen, scheme, seed, (1.3, 0.8)))
    for x, z in ((-0.34, 2.6), (0.42, 2.7), (-0.9, 1.7), (0.94, 1.6)):
        for way in (-0.72, 0.72):
            place.add(r * x + way, z + 0.1, partial(furniture.chair, wood=scheme.wood, seat=scheme.accent))
        place.add(r * x, z, _cloth_table)
        lamp_glow(place, r * x, 1.1, z, 0.9)
    for side in (-1, 1):
        place.hang(side * r * 0.3, 2.2, _wall_lamp)


def _cloth_table(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.6)
    cloth = smooth([(-0.52, 0.74), (0.52, 0.74), (0.58, 0.2), (0.3, 0.26), (0, 0.18), (-0.3, 0.26), (-0.58, 0.2)], tension=0.5)
    pen.blend(cloth, ((0, 0.74), (0, 0.2)), (0xFBF7EC, 0xCFC6B6))
    pen.fill(oval(0, 0.75, 0.52, 0.08), 0xFFFDF5)
    for x in (-0.3, 0.3):
        pen.fill(oval(x, 0.75, 0.12, 0.02), 0xDDE2E2)
    for x in (-0.13, 0.16):
        pen.line([(x, 0.76), (x, 0.86)], 0.012, 0xE4EEF0)
        pen.fill(smooth([(x - 0.045, 0.98), (x + 0.045, 0.98), (x, 0.85)]), 0x8A2A38, alpha=0.85)
    fixtures.candle(pen, 0, 0.77, 0.2)


def _wall_lamp(pen: Pen) -> None:
    pen.block((-0.03, -0.1, 0.03, 0.1), 0xC9A24A)
    pen.flat(shape((-0.12, 0.08), (0.12, 0.08), (0.08, 0.3), (-0.08, 0.3)), 0xFFE6B0)
    pen.glow(0, 0.2, 0.7, pen.light.lamp, 0.5 if pen.light.is_dark else 0.2)


def store(place: Place) -> None:
    """Shelves of tins and boxes to the ceiling, a till, a scale, baskets of fruit."""
    build_room(place, floor="tiles", depth_m=3.2)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    for index, x in enumerate((-0.96, -0.32, 0.32, 0.96)):
        place.add(x * r, 3.0, partial(_goods_shelf, wood=scheme.wood, seed=seed + index, half=r * 0.31))
    place.add(side * r * 0.62, 1.9, partial(_sales_counter, scheme_wood=scheme.wood, tint=scheme.second, half=min(1.2, r * 0.45)))
    for index, x in enumerate((-0.98, -0.62)):
        place.add(side * r * x, 1.7, partial(_fruit_stand, seed=seed + index))
    for x in (-0.4, 0.5):
        place.add(x * r, 1.8, fixtures.ceiling_light, y_m=place.ceiling_m)
    lamp_glow(place, 0, 2.9, 1.8, 2.2)


def _goods_shelf(pen: Pen, wood: Colour, seed: int, half: float) -> None:
    random = random_of("goods", seed)
    pen.block((-half, 0, half, 2.75), darker(wood, 0.4), 0.8)
    for row in range(6):
        y = 0.1 + row * 0.45
        x = -half + 0.05
        while x < half - 0.14:
            tint = choose(random, (0xC8473F, 0xE0A83A, 0x4F8A6A, 0x3F6A9A, 0xF0E4CC, 0xB56A3A, 0x7A4A6A))
            wide, tall = between(random, 0.1, 0.2), between(random, 0.18, 0.34)
            pen.block((x, y, min(half - 0.03, x + wide), y + tall), tint, 1.0, 0.02)
            pen.fill(box(x, y + tall * 0.35, min(half - 0.03, x + wide), y + tall * 0.65), 0xF6EEDC, 0.95, alpha=0.75)
            x += wide + 0.015
        pen.block((-half, y - 0.05, half, y), lighter(wood, 0.12))


def _sales_counter(pen: Pen, scheme_wood: Colour, tint: Colour, half: float) -> None:
    furniture.ground_shadow(pen, half)
    pen.block((-half, 0, half, 0.95), tint, 0.95)
    for index in range(4):
        x = -half + (index + 0.5) * half / 2
        pen.stroke(box(x - half * 0.2, 0.14, x + half * 0.2, 0.8), 0.022, darker(tint, 0.3))
    pen.block((-half - 0.08, 0.93, half + 0.08, 1.03), lighter(scheme_wood, 0.15))
    pen.block((half * 0.2, 1.03, half * 0.2 + 0.46, 1.3), 0x6A3A2A, 1.0, 0.03)
    pen.block((half * 0.2 + 0.06, 1.3, half * 0.2 + 0.4, 1.5), 0xC9A24A, 1.0, 0.03)
    pen.fill(box(half * 0.2 + 0.12, 1.36, half * 0.2 + 0.34, 1.45), 0xF6F0DC)
    pen.block((-half * 0.75, 1.03, -half * 0.75 + 0.3, 1.12), 0x8A8E92)
    pen.fill(oval(-half * 0.75 + 0.15, 1.3, 0.14, 0.14), 0xF4F0E4)
    pen.line([(-half * 0.75 + 0.15, 1.3), (-half * 0.75 + 0.21, 1.39)], 0.02, 0xC8473F)


def _fruit_stand(pen: Pen, seed: int) -> None:
    random = random_of("fruit", seed)
    furniture.ground_shadow(pen, 0.5)
    for row in range(2):
        y = 0.2 + row * 0.42
        half = 0.5 - 0.06 * row
        tint = choose(random, (0xD9702F, 0xC2402F, 0x8FB04A, 0xE8C24A))
        for index in range(6):
            pen.fill(oval(-half + 0.12 + index * (2 * half - 0.24) / 5, y + 0.2, 0.09, 0.09), mix(tint, 0xFFF0C0, 0.12 * (index % 2)))
        pen.fill(shape((-half, y + 0.18), (half, y + 0.18), (half - 0.05, y), (-half + 0.05, y)), 0xB58A56)
    for x in (-0.42, 0.42):
        pen.block((x - 0.03, 0, x + 0.03, 0.6), 0x7A5636, 0.85)


def laboratory(place: Place) -> None:
    """Benches with flasks, a microscope, tubes, a periodic board, a fume hood's light."""
    tint_scheme(place, 0xD3DEE2, 0xF4F6F4, 0x9AA6AC, 0x8A9AA2, 0x3FA08A, 0xE8EEF0, 0x6F8FA2)
    build_room(place, floor="tiles", depth_m=3.3)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.hang(side * r * 0.45, 1.55, partial(_element_table, seed=seed))
    window(place, -side * r * 0.6, (1.3, 1.2), 1.3, curtains=False)
    place.hang(-side * r * 0.6, 1.3, lambda pen: fixtures.blinds(pen, 1.3, 1.2))
    half = min(1.35, r * 0.48)
    for x, z in ((0.55, 2.4), (-0.72, 1.9)):
        place.add(side * r * x, z, partial(_lab_bench, half=half, seed=seed))
    place.add(side * r * 1.02, 2.8, _gas_bottles)
    place.add(0, 1.8, fixtures.ceiling_light, y_m=place.ceiling_m)
    lamp_glow(place, side * r * 0.55, 1.3, 2.3, 1.3)


def _element_table(pen: Pen, seed: int) -> None:
    random = random_of("elements", seed)
    pen.block((-0.95, -0.05, 0.95, 1.05), 0xF6F6F0, 1.0, 0.02)
    for row in range(6):
        for column in range(14):
            if (row == 0 and 0 < column < 13) or (row in {1, 2} and 1 < column < 8):
                continue
            x, y = -0.87 + column * 0.125, 0.86 - row * 0.155
            pen.fill(box(x, y, x + 0.11, y + 0.13, 0.01), choose(random, (0xE8A07A, 0x8FC0B4, 0xE8D07A, 0xA4B4D9)))


def _lab_bench(pen: Pen, half: float, seed: int) -> None:
    random = random_of("bench", seed)
    furniture.ground_shadow(pen, half)
    pen.block((-half, 0.08, half, 0.85), 0xE4EAEA, 0.95, 0.02)
    for index in range(3):
        x = -half + (index + 0.5) * 2 * half / 3
        pen.stroke(box(x - half * 0.27, 0.16, x + half * 0.27, 0.76), 0.016, 0xA8B4B8)
    pen.block((-half - 0.06, 0.84, half + 0.06, 0.93), 0x4A5A64)
    for x, liquid in ((-0.75, 0x3FA0C0), (-0.45, 0xE0723A), (0.2, 0x6AB84A)):
        flask(pen, x * half, 0.93, liquid, between(random, 0.9, 1.2))
    for index in range(4):
        x = half * 0.5 + index * 0.08
        pen.fill(box(x - 0.022, 0.97, x + 0.022, 1.22, 0.02), 0xE6F2F4, alpha=0.75)
        pen.fill(box(x - 0.02, 0.98, x + 0.02, 1.08, 0.015), (0xC8473F, 0x8A4AA8, 0xE0B040, 0x4A8AC8)[index])
    pen.block((half * 0.5 - 0.06, 0.99, half * 0.5 + 0.3, 1.02), 0x9A7448)
    _microscope(pen, -half * 0.1, 0.93)


def flask(pen: Pen, x: float, y: float, liquid: Tint, scale: float = 1.0) -> None:
    """A conical flask with something in it."""
    with pen.moved(x, y, scale):
        pen.fill(shape((-0.03, 0.32), (0.03, 0.32), (0.03, 0.2), (0.12, 0.0), (-0.12, 0.0), (-0.03, 0.2)), 0xE6F2F4, alpha=0.7)
        pen.fill(shape((-0.075, 0.1), (0.075, 0.1), (0.12, 0.0), (-0.12, 0.0)), liquid)
        pen.flat(shape((-0.02, 0.3), (-0.01, 0.3), (-0.03, 0.05), (-0.06, 0.05)), 0xFFFFFF, 0.6)


def _microscope(pen: Pen, x: float, y: float) -> None:
    with pen.moved(x, y):
        pen.block((-0.12, 0, 0.12, 0.04), 0x2E3238)
        pen.stroke(smooth([(0.06, 0.04), (0.12, 0.2), (0.04, 0.32)], is_closed=False), 0.045, 0x2E3238)
        pen.fill(limb([(-0.05, 0.12), (0.02, 0.42)], [0.05, 0.07]), 0x4A5058)
        pen.block((-0.1, 0.1, 0.06, 0.13), 0x2E3238)


def _gas_bottles(pen: Pen) -> None:
    for x, tint in ((-0.2, 0x3F7A5A), (0.12, 0xB5473C)):
        pen.block((x - 0.13, 0, x + 0.13, 1.2), tint, 1.0, 0.12)
        pen.block((x - 0.04, 1.18, x + 0.04, 1.34), 0x8A8E92)


def lobby(place: Place) -> None:
    """A hotel's reception: desk with a bell, keys on their board, a lift, a palm, luggage."""
    build_room(place, floor="tiles", depth_m=3.4, wainscot_m=1.1)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.hang(side * r * 0.48, 1.25, _key_board)
    place.hang(-side * r * 0.56, 0, _lift_doors)
    place.add(side * r * 0.48, 2.3, partial(_reception, wood=scheme.wood, half=min(1.4, r * 0.52)))
    place.add(-side * r * 0.95, 2.2, partial(furniture.plant, pot=scheme.accent, seed=seed, high=1.6))
    place.add(side * r * 1.06, 1.5, _luggage)
    place.lay(lambda pen: furniture.rug(pen, scheme.accent, scheme.textile, (0, 0.9), (r * 0.7, 0.8)))
    lamp_glow(place, side * r * 0.48 + 0.6, 1.5, 2.3, 1.2)


def _key_board(pen: Pen) -> None:
    pen.block((-0.85, 0, 0.85, 1.2), 0x5A3A24, 0.95, 0.02)
    for row in range(4):
        for column in range(7):
            x, y = -0.7 + column * 0.235, 0.14 + row * 0.27
            pen.fill(box(x - 0.09, y - 0.08, x + 0.09, y + 0.15), 0x33221A)
            if (row * 7 + column * 3) % 4:
                pen.fill(oval(x, y + 0.05, 0.025, 0.025), 0xE0BE62)
                pen.line([(x, y + 0.03), (x, y - 0.05)], 0.016, 0xE0BE62)


def _lift_doors(pen: Pen) -> None:
    pen.block((-0.75, 0, 0.75, 2.5), 0xC9A24A, 0.95)
    for side in (-1, 1):
        pen.blend(
            box(min(0.01 * side, 0.62 * side), 0, max(0.01 * side, 0.62 * side), 2.3),
            ((-0.6, 0), (0.6, 0)),
            (0xD4D2CC, 0x8F9294),
        )
    pen.stroke(smooth([(-0.35, 2.6), (0, 2.85), (0.35, 2.6)], is_closed=False), 0.05, 0xC9A24A)
    pen.line([(0, 2.6), (0.18, 2.74)], 0.03, 0xC8473F)
    pen.fill(oval(0.95, 1.2, 0.05, 0.05), 0xFFE2A0)


def _reception(pen: Pen, wood: Colour, half: float) -> None:
    furniture.ground_shadow(pen, half)
    pen.block((-half, 0, half, 1.08), wood, 0.95)
    for index in range(3):
        x = -half + (index + 0.5) * 2 * half / 3
        pen.stroke(box(x - half * 0.27, 0.16, x + half * 0.27, 0.9), 0.03, 0xC9A24A)
    pen.block((-half - 0.1, 1.06, half + 0.1, 1.17), lighter(wood, 0.25))
    pen.fill(smooth([(-0.1, 1.17), (-0.07, 1.25), (0, 1.28), (0.07, 1.25), (0.1, 1.17)]), 0xE0BE62)
    pen.fill(box(-half * 0.7, 1.17, -half * 0.4, 1.22), 0xF4F0E4)
    with pen.moved(half * 0.7, 1.17):
        furniture.table_lamp(pen, 0x3F7A5A)


def _luggage(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.45)
    for left, low, right, top, tint in ((-0.4, 0, 0.35, 0.45, 0x8A5A3A), (-0.3, 0.45, 0.3, 0.78, 0x3F5F6A)):
        pen.block((left, low, right, top), tint, 1.0, 0.03)
        for x in (left + 0.12, right - 0.12):
            pen.fill(box(x - 0.025, low, x + 0.025, top), darker(tint, 0.4))


def interrogation(place: Place) -> None:
    """A bare table under one lamp, two chairs, a two-way mirror."""
    tint_scheme(place, 0x7C868A, 0x5A6266, 0x6A6E70, 0x5A5450, 0x6A7276, 0x9AA2A4, 0x55605F)
    build_room(place, floor="slabs", depth_m=2.8, half_m=max(2.2, place.reach_m))
    r = place.reach_m
    place.hang(0, 1.1, partial(_two_way_mirror, half=min(1.3, r * 0.5)))
    place.add(-r * 0.62, 1.5, partial(furniture.chair, wood=place.scheme.wood, seat=place.scheme.wood))
    place.add(r * 0.62, 1.5, partial(furniture.chair, wood=place.scheme.wood, seat=place.scheme.wood))
    place.add(0, 1.4, partial(furniture.table, wood=place.scheme.wood, half=min(0.85, r * 0.4)))
    place.hang(r * 0.86, 0, lambda pen: furniture.door(pen, place.scheme, darker(place.scheme.second, 0.1)))
    place.add(0, 1.4, partial(furniture.pendant, tint=0x33393A, drop=0.8), y_m=place.ceiling_m)
    place.shine(0, place.ceiling_m - 1.0, _cone_of_light, 1.4)


def _two_way_mirror(pen: Pen, half: float) -> None:
    pen.block((-half - 0.08, -0.08, half + 0.08, 1.18), 0x33383A)
    pen.ramp(box(-half, 0, half, 1.1), ((-half, 1.1), (half, 0)), (0x2A3438, 0x4A5A60, 0x20282C))
    pen.flat(shape((-half * 0.6, 0.02), (-half * 0.4, 0.02), (0, 1.08), (-half * 0.2, 1.08)), 0xFFFFFF, 0.1)


def _cone_of_light(pen: Pen) -> None:
    pen.fade(shape((-0.18, 0), (0.18, 0), (1.4, -1.6), (-1.4, -1.6)), ((0, 0), (0, -1.6)), 0xFFF0CC, (0.45, 0.06))
