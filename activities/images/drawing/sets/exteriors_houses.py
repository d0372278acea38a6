"""Houses that stand alone: an old one on its rise, and one at the edge of a wood."""

from functools import partial

from activities.images.drawing.colour import Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.seeds import random_of
from activities.images.drawing.sets import nature
from activities.images.drawing.sets.buildings import lit_window
from activities.images.drawing.sets.exteriors import open_ground, path_through
from activities.images.drawing.sets.furniture import ground_shadow
from activities.images.drawing.sets.place import Place

_PANE: Tint = 0x2A2E3A


def old_house(place: Place) -> None:
    """A crooked house with a tower at the end of a lane, one window lit; bare trees, an iron fence with its gate open."""
    open_ground(place, 0x6E7256, far="forest", far_tint=0x4F5A50, scatter=0x8A8A60)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    path_through(place, 0x9A8E7A)
    place.add(side * r * 0.25, 13, partial(_crooked_house, has_light=place.light.has_windows))
    for index, (x, z, high) in enumerate(((-1.25, 8.0, 6.5), (1.6, 10.0, 7.5), (-2.4, 16.0, 8.0), (2.6, 17.0, 7.0))):
        place.add(side * x * (r + z * 0.1), z, partial(nature.bare_tree, seed=seed + index, high=high), "foliage")
    for way in (-1, 1):
        place.add(side * r * 0.1 + way * 25.0, 4.4, partial(_iron_fence, half=24.0))
    for way in (-1, 1):
        place.add(side * r * 0.1 + way * 1.0, 4.4, _gate_post)


def house_by_the_wood(place: Place) -> None:
    """A small house with a bench before it, dark pines close behind, a wood pile, smoke from the chimney."""
    open_ground(place, 0x7F9A58, far="forest", far_tint=0x4A6650, scatter=0x9CB068)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    path_through(place, 0xC4B08A)
    for index in range(11):
        x = (index - 5) * (1.2 + r * 0.42)
        place.add(x, 15.0 + 2.4 * (index % 3), partial(nature.pine, seed=seed + index, high=8.5 + 1.3 * (index % 4)), "foliage")
    place.add(side * r * 0.2, 11, _cottage)
    place.add(-side * (r + 1.8), 7.0, partial(nature.pine, seed=seed + 40, high=7.5), "foliage")
    place.add(side * (r * 1.25 + 1.6), 8.0, _wood_pile)
    place.add(-side * r * 0.7, 6.0, partial(nature.bush, seed=seed, half=0.7), "foliage")


def _crooked_house(pen: Pen, *, has_light: bool) -> None:
    wall, roof = 0x7A746C, mix(0x3A3A44, 0xF0F3F5, 0.8 * pen.light.is_snowy)
    ground_shadow(pen, 5.2, 0.35)
    pen.fill(smooth([(-8, -0.1), (-5, 0.5), (0, 0.75), (5, 0.5), (8, -0.1)]), 0x666A50, 0.9)
    with pen.moved(0, 0.5):
        body = shape((-3.4, 0), (3.3, 0), (3.65, 4.6), (-3.15, 4.9))
        pen.blend(body, ((-3.4, 4), (3.4, 0)), (lighter(wall, 0.08), darker(wall, 0.25)))
        for row in range(15):
            pen.line([(-3.4 + 0.016 * row, 0.32 * row + 0.2), (3.3 + 0.02 * row, 0.31 * row + 0.16)], 0.02, darker(wall, 0.35), alpha=0.5)
        pen.fill(shape((-3.75, 4.75), (4.1, 4.4), (2.2, 6.9), (-1.6, 7.2)), roof, 0.9)
        tower = shape((-4.4, 0), (-2.5, 0), (-2.25, 7.0), (-4.3, 6.85))
        pen.blend(tower, ((-4.4, 4), (-2.4, 0)), (lighter(wall, 0.12), darker(wall, 0.2)))
        pen.fill(shape((-4.75, 6.7), (-1.95, 6.95), (-3.1, 10.0)), darker(roof, 0.15), 0.9)
        pen.line([(-3.1, 9.9), (-3.05, 10.7)], 0.05, 0x2A2A30)
        pen.block((1.5, 6.0, 2.1, 8.0), 0x5A4640)
        _door_and_steps(pen, wall)
        for x, y in ((-3.4, 1.4), (2.3, 1.3), (-0.9, 3.3), (2.4, 3.2), (0.8, 3.3)):
            _dead_window(pen, x, y, has_boards=x > 2.35)
        _tower_window(pen, has_light=has_light)


def _door_and_steps(pen: Pen, wall: Tint) -> None:
    for step in range(3):
        pen.block((-0.9 + 0.1 * step, -0.5 + 0.17 * step, 1.3 - 0.1 * step, -0.33 + 0.17 * step), 0x8A8478, 0.9)
    for x in (-0.85, 1.2):
        pen.block((x - 0.09, 0, x + 0.09, 2.6), lighter(wall, 0.2))
    pen.fill(shape((-1.2, 2.5), (1.55, 2.6), (0.2, 3.25)), 0x44444E, 0.95)
    pen.block((-0.35, 0, 0.7, 2.1), 0x4A3226, 0.95)
    pen.fill(oval(0.55, 1.0, 0.05, 0.05), 0xC9A24A)


def _dead_window(pen: Pen, x: float, y: float, *, has_boards: bool) -> None:
    pen.block((x - 0.42, y - 0.08, x + 0.42, y + 1.24), 0x9A948A)
    pen.fill(box(x - 0.34, y, x + 0.34, y + 1.16), _PANE, 0.8)
    pen.line([(x, y), (x, y + 1.16)], 0.05, 0x9A948A)
    pen.line([(x - 0.34, y + 0.62), (x + 0.34, y + 0.62)], 0.05, 0x9A948A)
    if has_boards:
        for lift, lean in ((0.25, 0.12), (0.75, -0.1)):
            pen.line([(x - 0.5, y + lift - lean), (x + 0.5, y + lift + lean)], 0.16, 0x6A5038)


def _tower_window(pen: Pen, *, has_light: bool) -> None:
    pane = smooth([(-3.75, 4.6), (-3.75, 5.6), (-3.38, 6.05), (-3.0, 5.6), (-3.0, 4.6), (-3.38, 4.55)], tension=0.7)
    pen.stroke(pane, 0.16, 0x9A948A)
    if has_light:
        pen.flat(pane, 0xFFC860)
        pen.glow(-3.38, 5.25, 1.6, 0xFFC860, 0.5)
    else:
        pen.fill(pane, _PANE, 0.8)
    pen.line([(-3.38, 4.6), (-3.38, 6.0)], 0.05, 0x6A645C)


def _iron_fence(pen: Pen, half: float) -> None:
    for y in (0.25, 1.1):
        pen.block((-half, y - 0.025, half, y + 0.025), 0x34343C)
    x = -half
    while x < half:
        pen.fill(shape((x, 0), (x + 0.045, 0), (x + 0.045, 1.3), (x + 0.022, 1.45), (x, 1.3)), 0x34343C)
        x += 0.24


def _gate_post(pen: Pen) -> None:
    pen.block((-0.2, 0, 0.2, 1.7), 0x77736A, 0.95)
    pen.block((-0.27, 1.65, 0.27, 1.8), 0x8A867C)
    pen.fill(oval(0, 1.95, 0.17, 0.17), 0x8A867C)


def _cottage(pen: Pen) -> None:
    random = random_of("cottage", 1)
    wall, roof = 0xE4D8BC, mix(0x8A4A3A, 0xF0F3F5, 0.85 * pen.light.is_snowy)
    ground_shadow(pen, 3.6, 0.3)
    pen.block((-3.0, 0, 3.0, 2.6), wall, 0.95)
    for x in (-3.0, -1.35, 1.15, 2.84):
        pen.block((x, 0, x + 0.16, 2.6), 0x6A4A32)
    pen.fill(shape((-3.5, 2.45), (3.5, 2.45), (2.3, 5.0), (-2.3, 5.0)), roof, 0.92)
    for row in range(5):
        pen.line([(-3.3 + 0.24 * row, 2.85 + 0.45 * row), (3.3 - 0.24 * row, 2.85 + 0.45 * row)], 0.03, darker(roof, 0.25), alpha=0.6)
    pen.block((1.2, 4.2, 1.85, 6.0), 0x8E7466)
    for x, y, size in ((1.6, 6.3, 0.25), (1.9, 6.9, 0.36), (2.4, 7.6, 0.48)):
        pen.flat(oval(x, y, size * 1.25, size), 0xEDEDEA, 0.24)
    for x in (-2.1, 2.05):
        lit_window(pen, (x - 0.55, 0.95, x + 0.55, 2.05), random)
        for way in (-1, 1):
            pen.block((x + way * 0.75 - 0.18, 0.9, x + way * 0.75 + 0.18, 2.1), 0x4A7058)
    pen.block((-0.6, 0, 0.45, 2.1), 0x7A4A30, 0.95, 0.04)
    pen.fill(oval(0.28, 1.0, 0.05, 0.05), 0xE0BE62)
    for x in (-2.6, -1.6):
        pen.block((x - 0.06, 0, x + 0.06, 0.42), 0x5A3E2A)
    pen.block((-2.8, 0.4, -1.4, 0.5), 0x7A5636)


def _wood_pile(pen: Pen) -> None:
    ground_shadow(pen, 0.9)
    for row in range(4):
        for column in range(6 - row % 2):
            x, y = -0.75 + 0.3 * column + 0.15 * (row % 2), 0.15 + 0.26 * row
            pen.fill(oval(x, y, 0.15, 0.14), 0x6A4A32)
            pen.fill(oval(x, y, 0.11, 0.1), 0xC49A66)
