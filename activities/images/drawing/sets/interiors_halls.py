"""Large rooms for many people: courtroom, stage, museum, station hall, gymnasium."""

from functools import partial

from activities.images.drawing.colour import Tint, darker, lighter
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, choose, random_of
from activities.images.drawing.sets import fixtures, furniture
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, draw_window, lamp_glow


def courtroom(place: Place) -> None:
    """The judge's bench on its dais, scales on the panelled wall, flags, a witness stand, tables for the parties."""
    tint_scheme(place, 0xD3C4A6, 0xEADFC4, 0x8A6242, 0x6F4526, 0x7A2F35, 0xE4D3B2, 0x7A5230)
    place.ceiling_m = max(4.2, place.ceiling_m)
    half = build_room(place, depth_m=4.4, wainscot_m=0.0)
    r, wood = place.reach_m, place.scheme.wood
    place.hang(0, 0, partial(_panels, half=half, high=2.9, wood=wood))
    place.hang(0, 3.35, _scales)
    for side in (-1, 1):
        place.add(side * min(1.95, r * 0.7), 4.1, partial(_flag, tint=0x2F4A7A if side < 0 else 0x8A2F35))
        place.add(side * r * 0.82, 0.9, partial(furniture.table, wood=wood, half=0.65))
        place.add(side * r * 0.82, 1.4, partial(furniture.chair, wood=wood, seat=place.scheme.accent))
    place.add(0, 3.9, partial(furniture.chair, wood=wood, seat=place.scheme.accent), y_m=1.15)
    place.add(0, 3.4, partial(_judges_bench, wood=wood, half=min(1.5, r * 0.52)))
    place.add(min(2.4, r * 0.86), 2.7, partial(_witness_stand, wood=wood))
    lamp_glow(place, 0, 3.2, 3.8, 2.4)


def _panels(pen: Pen, half: float, high: float, wood: Tint) -> None:
    pen.blend(box(-half, 0, half, high), ((0, high), (0, 0)), (lighter(wood, 0.12), darker(wood, 0.2)), (1.0, 0.8))
    count = max(5, round(half * 2 / 0.9))
    wide = 2 * half / count
    for index in range(count):
        x = -half + index * wide
        for low, top in ((0.15, 1.0), (1.15, high - 0.15)):
            pen.stroke(box(x + 0.1, low, x + wide - 0.1, top), 0.03, darker(wood, 0.35), 0.9)
    pen.block((-half, high - 0.06, half, high + 0.08), lighter(wood, 0.2), 1.0)


def _scales(pen: Pen) -> None:
    pen.fill(oval(0, 0, 0.48, 0.48), 0xC9A24A)
    pen.fill(oval(0, 0, 0.42, 0.42), 0x6F4526)
    gold = 0xF0D27A
    pen.line([(0, -0.28), (0, 0.3)], 0.04, gold)
    pen.line([(-0.26, 0.22), (0.26, 0.22)], 0.035, gold)
    pen.line([(-0.14, -0.29), (0.14, -0.29)], 0.05, gold)
    for x in (-0.26, 0.26):
        pen.line([(x, 0.22), (x - 0.1, -0.05)], 0.012, gold)
        pen.line([(x, 0.22), (x + 0.1, -0.05)], 0.012, gold)
        pen.fill(smooth([(x - 0.12, -0.05), (x + 0.12, -0.05), (x, -0.14)]), gold)


def _flag(pen: Pen, tint: Tint) -> None:
    pen.block((-0.02, 0, 0.02, 2.5), 0xC9A24A)
    pen.fill(oval(0, 2.54, 0.05, 0.05), 0xE8C860)
    pen.blend(
        smooth([(0.02, 2.4), (0.4, 2.2), (0.44, 1.4), (0.3, 1.1), (0.16, 1.25), (0.02, 1.15)], tension=0.6),
        ((0, 2), (0.45, 2)),
        (tint, darker(tint, 0.35)),
    )


def _judges_bench(pen: Pen, wood: Tint, half: float) -> None:
    furniture.ground_shadow(pen, half * 1.2)
    pen.block((-half - 0.35, 0, half + 0.35, 0.3), darker(wood, 0.25), 0.95)
    pen.block((-half, 0.3, half, 1.6), wood, 0.95)
    for index in range(4):
        x = -half + (index + 0.5) * half / 2
        pen.stroke(box(x - half * 0.2, 0.45, x + half * 0.2, 1.35), 0.03, darker(wood, 0.35))
    pen.blend(
        shape((-half - 0.12, 1.56), (half + 0.12, 1.56), (half, 1.7), (-half, 1.7)),
        ((0, 1.7), (0, 1.56)),
        (lighter(wood, 0.4), wood),
    )
    with pen.moved(half * 0.45, 1.7, 1, 20):
        pen.block((-0.02, 0, 0.02, 0.26), 0x4A2E1C)
        pen.block((-0.11, 0.22, 0.11, 0.33), 0x4A2E1C, 1.0, 0.02)
    pen.fill(box(-half * 0.5, 1.68, -half * 0.2, 1.73), 0xF1EDE2)


def _witness_stand(pen: Pen, wood: Tint) -> None:
    furniture.ground_shadow(pen, 0.6)
    pen.block((-0.6, 0, 0.6, 0.18), darker(wood, 0.2))
    pen.block((-0.5, 0.18, 0.5, 1.1), lighter(wood, 0.06), 0.95)
    pen.stroke(box(-0.38, 0.3, 0.38, 0.95), 0.03, darker(wood, 0.35))
    pen.fill(box(-0.56, 1.06, 0.56, 1.15), lighter(wood, 0.3))
    pen.line([(0.1, 1.15), (0.06, 1.4)], 0.02, 0x2A2A2E)
    pen.fill(oval(0.05, 1.43, 0.035, 0.05), 0x2A2A2E)


def theatre(place: Place) -> None:
    """A stage: red curtains, boards, footlights, a painted moon, the dark house."""
    tint_scheme(place, 0x3A2430, 0xC9A24A, 0x9A6B44, 0x5A3424, 0x9A2430, 0xC8503F, 0x2A1A2A)
    place.ceiling_m = max(5.0, place.ceiling_m)
    half = build_room(place, depth_m=4.0)
    r = place.reach_m
    place.hang(0, 0, partial(_painted_night, half=half, high=place.ceiling_m))
    for side in (-1, 1):
        place.add(side * half * 0.92, 2.6, partial(_curtain, half=half * 0.3, high=place.ceiling_m, side=side))
        place.add(side * half * 0.98, 1.2, partial(_curtain, half=half * 0.26, high=place.ceiling_m, side=side))
    place.add(0, 1.0, partial(_pelmet, half=half * 1.15), y_m=max(3.35, place.ceiling_m - 1.65))
    for index in range(9):
        place.add((index - 4) * r * 0.26, -0.55, _footlight, y_m=0.0)
    for side in (-1, 1):
        place.shine(side * r * 0.5, 0.2, partial(_spot, lean=side * 1.2), 0.2)


def _painted_night(pen: Pen, half: float, high: float) -> None:
    pen.ramp(box(-half, 0, half, high), ((0, high), (0, 0.6)), (0x1E2A55, 0x3F4F86, 0x8A6A8A))
    pen.flat(oval(half * 0.35, high * 0.62, 0.55, 0.55), 0xF6E6B4)
    pen.glow(half * 0.35, high * 0.62, 1.5, 0xF6E6B4, 0.4)
    pen.fill(smooth([(-half, 0.5), (-half * 0.5, 1.5), (0, 0.8), (half * 0.5, 1.3), (half, 0.6), (half, 0), (-half, 0)]), 0x2F3F55)
    for x in (-0.55, -0.2, 0.45):
        pen.fill(shape((x * half - 0.4, 0.3), (x * half + 0.4, 0.3), (x * half, 1.7)), 0x24344A)


def _curtain(pen: Pen, half: float, high: float, side: int) -> None:
    folds = 7
    wide = 2 * half / folds
    for index in range(folds):
        x = -half + index * wide
        pen.blend(
            box(x, 0.02, x + wide * 1.06, high), ((x, 0), (x + wide, 0)), (0xC23A42, 0x6E141F), (1.02, 0.8) if side < 0 else (0.9, 0.85)
        )
    pen.fill(box(-half, 0.02, half, 0.14), 0xD9A441)


def _pelmet(pen: Pen, half: float) -> None:
    count = 9
    wide = 2 * half / count
    for index in range(count):
        x = -half + (index + 0.5) * wide
        swag = smooth([(x - wide * 0.56, 0.55), (x, 0.02), (x + wide * 0.56, 0.55)], is_closed=True, tension=0.8)
        pen.fill(swag, 0xA92A34, 0.95)
        pen.line([(x - wide * 0.52, 0.48), (x, 0.02), (x + wide * 0.52, 0.48)], 0.06, 0xD9A441)
    pen.block((-half, 0.45, half, 3.0), 0x8A1E2A, 0.9)


def _footlight(pen: Pen) -> None:
    pen.fill(smooth([(-0.13, 0), (-0.12, 0.12), (0, 0.18), (0.12, 0.12), (0.13, 0)]), 0xC9A24A)
    pen.glow(0, 0.2, 0.6, 0xFFE0A0, 0.5)


def _spot(pen: Pen, lean: float) -> None:
    beam = shape((lean * 1.2 - 0.1, 4.6), (lean * 1.2 + 0.1, 4.6), (0.9 - lean * 0.3, -0.1), (-0.9 - lean * 0.3, -0.1))
    pen.fade(beam, ((lean * 1.2, 4.6), (0, -0.2)), 0xFFF0CC, (0.4, 0.05))


def museum(place: Place) -> None:
    """White walls, gilt frames, a statue, glass cases, a cord before the pictures."""
    tint_scheme(place, 0xE6E0D4, 0xFAF7EF, 0xA88763, 0x7A5637, 0x8A2F35, 0xDCD4C4, 0x6A7A86)
    place.ceiling_m = max(4.2, place.ceiling_m)
    build_room(place, depth_m=3.6)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    for index, (x, wide, high) in enumerate(((-0.82, 1.05, 1.35), (0.08, 1.8, 1.2), (0.92, 1.0, 1.3))):
        place.hang(x * r * side, 2.05, partial(_gilt_picture, place=place, seed=seed + index, sides=(wide * min(1, r / 2.4), high)))
    place.add(side * r * 0.48, 2.7, _statue)
    place.add(-side * r * 0.42, 2.4, partial(_glass_case, seed=seed))
    place.add(side * r * 0.98, 1.5, _cord)
    place.add(-side * r * 0.98, 1.0, _bench)
    for x in (-0.82, 0.08, 0.92):
        place.shine(x * r * side, 2.6, lambda pen: pen.glow(0, 0, 1.2, 0xFFF0CC, 0.16), 3.3)


def _gilt_picture(pen: Pen, place: Place, seed: int, sides: tuple[float, float]) -> None:
    half, high = sides[0] / 2, sides[1] / 2
    pen.block((-half - 0.13, -high - 0.13, half + 0.13, high + 0.13), 0xC9A24A, 1.0, 0.02)
    pen.stroke(box(-half - 0.06, -high - 0.06, half + 0.06, high + 0.06), 0.03, 0x8A6A2A)
    with pen.within(box(-half, -high, half, high)):
        if seed % 2:
            furniture.picture(pen, place.scheme, seed, (sides[0] * 1.35, sides[1] * 1.4))
        else:
            pen.ramp(box(-half, -high, half, high), ((0, high), (0, -high)), (0x4A3A34, 0x2A2224))
            pen.fill(
                smooth([(-half * 0.75, -high), (-half * 0.3, -high * 0.25), (half * 0.3, -high * 0.25), (half * 0.75, -high)]), 0x3F4A6A
            )
            pen.fill(oval(0, high * 0.2, half * 0.3, half * 0.38), 0xD9AE8A)
            pen.fill(
                smooth([(-half * 0.38, 0), (-half * 0.3, high * 0.6), (half * 0.3, high * 0.6), (half * 0.38, 0), (0, high * 0.45)]),
                0x3A2418,
            )


def _statue(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.6)
    pen.block((-0.4, 0, 0.4, 0.8), 0xC4BCAE, 0.95)
    pen.block((-0.46, 0.76, 0.46, 0.88), 0xD4CCBE)
    marble = ((-0.3, 0), (0.3, 0))
    body = smooth([(-0.12, 0.88), (-0.24, 1.25), (-0.2, 1.65), (-0.27, 1.95), (0.27, 1.95), (0.2, 1.6), (0.26, 1.2), (0.14, 0.88)])
    pen.blend(body, marble, (0xF6F3EA, 0xB4AEA4))
    pen.blend(limb([(-0.22, 1.9), (-0.42, 1.7), (-0.3, 1.45)], [0.15, 0.12, 0.1]), marble, (0xF6F3EA, 0xC4BEB4))
    pen.blend(limb([(0.22, 1.9), (0.42, 2.1), (0.36, 2.4)], [0.15, 0.12, 0.09]), marble, (0xEAE6DC, 0xB4AEA4))
    pen.blend(oval(0, 2.17, 0.13, 0.17), marble, (0xF6F3EA, 0xB4AEA4))
    pen.fill(smooth([(-0.14, 2.2), (0, 2.38), (0.14, 2.2), (0, 2.28)]), 0xD4CEC2)
    for x in (-0.08, 0.02, 0.12):
        pen.line([(x, 1.4), (x - 0.03, 1.1), (x, 0.92)], 0.02, 0xA8A298, alpha=0.7)


def _glass_case(pen: Pen, seed: int) -> None:
    furniture.ground_shadow(pen, 0.5)
    pen.block((-0.42, 0, 0.42, 0.85), 0x6A4A34, 0.95)
    random = random_of("exhibit", seed)
    tint = choose(random, (0xB5653A, 0x4F8A8A, 0xC9A24A))
    pen.blend(
        smooth([(-0.08, 0.87), (-0.2, 1.1), (-0.08, 1.32), (-0.1, 1.4), (0.1, 1.4), (0.08, 1.32), (0.2, 1.1), (0.08, 0.87)]),
        ((-0.2, 0), (0.2, 0)),
        (lighter(tint, 0.2), darker(tint, 0.35)),
    )
    pen.line([(-0.18, 1.12), (0, 1.08), (0.18, 1.12)], 0.03, 0x3A2A22)
    pen.fill(box(-0.4, 0.85, 0.4, 1.6), 0xDCEEF2, alpha=0.28)
    pen.stroke(box(-0.4, 0.85, 0.4, 1.6), 0.02, 0x9AA8AC)
    pen.flat(shape((-0.34, 0.9), (-0.22, 0.9), (0.02, 1.56), (-0.1, 1.56)), 0xFFFFFF, 0.3)


def _cord(pen: Pen) -> None:
    for x in (-0.7, 0.7):
        pen.block((x - 0.03, 0, x + 0.03, 0.95), 0xC9A24A)
        pen.fill(oval(x, 0.98, 0.06, 0.06), 0xE0BE62)
        pen.fill(oval(x, 0.02, 0.16, 0.03), 0xA8843A)
    pen.line([(-0.7, 0.85), (0, 0.58), (0.7, 0.85)], 0.06, 0x9A2430)


def _bench(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.8)
    pen.block((-0.75, 0.36, 0.75, 0.5), 0x3A3230, 1.0, 0.04)
    for x in (-0.6, 0.6):
        pen.block((x - 0.04, 0, x + 0.04, 0.38), 0x8A8A88)


def station_hall(place: Place) -> None:
    """A great arched window, a departure board, a clock, benches, a ticket booth."""
    tint_scheme(place, 0xD9C7A4, 0xEFE4CB, 0xA89478, 0x6F4A30, 0x3F5F5A, 0xE4D3B2, 0x7A6A54)
    place.ceiling_m = 7.0
    half = build_room(place, depth_m=7.0, half_m=max(4.6, place.reach_m * 1.5), floor="tiles", wainscot_m=1.2)
    r = place.reach_m
    place.hang(0, 2.6, partial(_arched_window, place=place, half=min(2.3, half * 0.5), high=3.9))
    place.hang(0, 1.75, lambda pen: _departures(pen, min(1.9, half * 0.42)))
    place.add(0, 6.0, _hall_clock, y_m=5.2)
    for side in (-1, 1):
        for z in (6.2, 3.6):
            place.add(side * half * 0.86, z, partial(fixtures.column, tint=0xCBB995, high=7.0, radius=0.32))
        place.add(side * r * 0.72, 2.2, _waiting_bench)
    place.add(half * 0.58, 5.6, _ticket_booth)


def _arched_window(pen: Pen, place: Place, half: float, high: float) -> None:
    arch = smooth([(-half, 0), (-half, high * 0.55), (0, high), (half, high * 0.55), (half, 0), (0, 0)], tension=0.75)
    pen.stroke(arch, 0.25, place.scheme.trim)
    with pen.within(arch):
        pen.ramp(box(-half, 0, half, high), ((0, high), (0, 0)), place.light.sky)
        for index in range(-4, 5):
            pen.fill(box(index * half / 4 - 0.03, 0, index * half / 4 + 0.03, high), 0x5A5348, 0.8)
        for row in range(1, 4):
            pen.fill(box(-half, row * high / 4 - 0.03, half, row * high / 4 + 0.03), 0x5A5348, 0.8)
    if not pen.light.is_dark:
        pen.glow(0, high * 0.4, high, 0xFFF2CC, 0.25)


def _departures(pen: Pen, half: float) -> None:
    pen.block((-half, 0, half, 0.95), 0x1E2226, 1.0, 0.03)
    random = random_of("departures")
    for row in range(6):
        y = 0.8 - row * 0.135
        for left, right in ((-0.93, -0.7), (-0.6, 0.2), (0.35, 0.5), (0.62, 0.9)):
            if random.integers(7):
                pen.flat(box(left * half, y, (left + (right - left) * between(random, 0.6, 1.0)) * half, y + 0.07), 0xF0C860, 0.9)


def _hall_clock(pen: Pen) -> None:
    pen.fill(box(-0.03, 0.4, 0.03, 1.9), 0x3A3C40)
    pen.fill(oval(0, 0, 0.5, 0.5), 0xB98A3A)
    pen.flat(oval(0, 0, 0.42, 0.42), 0xF8F1DC)
    pen.line([(0, 0), (-0.02, 0.3)], 0.04, 0x22242A)
    pen.line([(0, 0), (0.2, -0.06)], 0.05, 0x22242A)


def _waiting_bench(pen: Pen) -> None:
    furniture.ground_shadow(pen, 1.0)
    pen.block((-0.95, 0.5, 0.95, 1.05), 0x7A4E30, 1.0, 0.04)
    pen.block((-1.0, 0.38, 1.0, 0.52), 0x8F5F3C, 1.0, 0.03)
    for x in (-0.96, 0.0, 0.96):
        pen.block((x - 0.05, 0, x + 0.05, 0.7), 0x5A3A24)


def _ticket_booth(pen: Pen) -> None:
    pen.block((-0.8, 0, 0.8, 2.6), 0x5F4028, 0.95, 0.02)
    pen.fill(box(-0.9, 2.5, 0.9, 2.72), 0x8A6A3A)
    pen.flat(box(-0.6, 1.1, 0.6, 2.2, 0.05), 0xF6DEA0 if pen.light.is_dark else 0xC9D2CC)
    for x in (-0.36, -0.12, 0.12, 0.36):
        pen.fill(box(x - 0.012, 1.1, x + 0.012, 2.2), 0xC9A24A)
    pen.fill(box(-0.7, 1.0, 0.7, 1.1), 0xC9A24A)


def gymnasium(place: Place) -> None:
    """A sports hall: court lines, a basketball hoop, wall bars, high windows."""
    tint_scheme(place, 0xD6CDB4, 0xF1EADB, 0xC98F52, 0x9A6A3C, 0xC8503F, 0xE4DCC8, 0x4F7A8A)
    place.ceiling_m = 5.4
    half = build_room(place, depth_m=6.0, half_m=max(4.2, place.reach_m * 1.4), wainscot_m=1.4)
    place.lay(_court_lines)
    for x in (-0.62, 0.62):
        place.hang(x * half, 3.5, partial(draw_window, place=place, sides=(half * 0.42, 1.1), curtains=False))
    place.hang(0, 2.3, _hoop)
    place.hang(-half * 0.68, 0.1, _wall_bars)
    place.add(half * 0.66, 4.2, _vaulting_box)


def _court_lines(pen: Pen) -> None:
    white = 0xF6F0E2
    pen.stroke(box(-3.4, -3, 3.4, 5.4), 0.07, white)
    pen.stroke(oval(0, 1.2, 1.6, 1.6), 0.07, white)
    pen.stroke(box(-1.3, 3.2, 1.3, 5.4), 0.07, 0xC8503F)


def _hoop(pen: Pen) -> None:
    pen.block((-0.75, 0, 0.75, 1.05), 0xFAF8F2, 1.0, 0.03)
    pen.stroke(box(-0.75, 0, 0.75, 1.05), 0.05, 0x2A2E34)
    pen.stroke(box(-0.26, 0.2, 0.26, 0.58), 0.04, 0xC8503F)
    pen.stroke(oval(0, 0.12, 0.24, 0.06), 0.045, 0xE0662F)
    for x in (-0.2, -0.1, 0.0, 0.1, 0.2):
        pen.line([(x, 0.1), (x * 0.6, -0.3)], 0.014, 0xF6F0E2)


def _wall_bars(pen: Pen) -> None:
    for x in (-0.7, 0.0, 0.7):
        pen.block((x - 0.04, 0, x + 0.04, 2.6), 0xA87444)
    for row in range(12):
        pen.line([(-0.7, 0.2 + row * 0.2), (0.7, 0.2 + row * 0.2)], 0.035, 0xD9A468)


def _vaulting_box(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.6)
    for row in range(3):
        half = 0.62 - 0.05 * row
        pen.block((-half, row * 0.28, half, row * 0.28 + 0.27), 0xC98F52, 1.0)
    pen.block((-0.5, 0.84, 0.5, 1.02), 0x6A4430, 1.0, 0.05)
