"""Where there is no air: open space beside a ship, and Mars with the domes of a colony."""

from dataclasses import replace
from functools import partial

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import colour, darker, lighter
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets import nature
from activities.images.drawing.sets.exteriors import open_ground
from activities.images.drawing.sets.furniture import ground_shadow
from activities.images.drawing.sets.place import Place

AIRLESS = frozenset({"moon", "mars", "space"})
"""Sets where people wear suits and helmets out of doors."""


def space(place: Place) -> None:
    """Stars, a planet with its ring of air, and the hull of a station with its panels; nobody has a floor."""
    place.light = replace(
        place.light,
        key=(1.02, 1.0, 0.97),
        shade=(0.3, 0.34, 0.46),
        haze_m=0.0,
        sun=colour(0xFFFFFF),
        sun_height=0.3,
        shadow=0.0,
        is_dark=True,
    )
    place.weather, place.time_of_day = "clear", "night"
    seed = int(place.random.integers(1 << 30))
    place.wall_m = 60.0
    place.backdrop.append(partial(_stars_and_planet, seed=seed))
    side = 1 if place.random.integers(2) else -1
    place.add(side * place.reach_m * 1.5, 5.0, partial(_station, way=-side), y_m=0.6)


def _stars_and_planet(pen: Pen, camera: Camera, seed: int) -> None:
    wide, high = camera.width_px, camera.height_px
    random = random_of("stars of space", seed)
    pen.ramp(box(0, 0, wide, high), ((0, 0), (wide, high)), (0x04060F, 0x0B1028, 0x1A1436))
    for x, y, tint in ((0.72, 0.2, 0x5A3A8C), (0.3, 0.75, 0x2A5A8C)):
        pen.glow(x * wide, y * high, 0.55 * high, tint, 0.3)
    for _ in range(260):
        radius = between(random, 0.4, 1.7) * wide / 1500
        pen.flat(oval(between(random, 0, wide), between(random, 0, high), radius, radius), 0xF4F3EA, between(random, 0.3, 1.0))
    x, y, radius = 0.24 * wide, 1.12 * high, 0.62 * high
    globe = oval(x, y, radius, radius)
    pen.glow(x, y, radius * 1.22, 0x7CC4F4, 0.75)
    with pen.within(globe):
        pen.ramp(globe, ((x - radius, y - radius), (x + radius * 0.7, y + radius * 0.4)), (0x7CC0EC, 0x2F74B8, 0x0A1A40))
        for _ in range(7):
            cx, cy = x + between(random, -0.8, 0.7) * radius, y + between(random, -0.9, 0.1) * radius
            size = between(random, 0.12, 0.3) * radius
            land = [(cx - size, cy), (cx - size * 0.2, cy - size * 0.5), (cx + size, cy - size * 0.2), (cx + size * 0.3, cy + size * 0.5)]
            pen.flat(smooth(land), 0x6E9A5E, 0.7)
            pen.flat(smooth([(px + size * 0.4, py - size * 0.5 + (py - cy) * 0.2) for px, py in land]), 0xFFFFFF, 0.4)


def _station(pen: Pen, way: int) -> None:
    """A module with portholes, a truss, two wings of panels and a dish."""
    pen.canvas.scale(way, 1)
    pen.block((-4.2, 1.0, 0.2, 1.35), 0x8F99A4, 0.9)
    for x in (-3.8, -2.9, -2.0, -1.1):
        pen.line([(x, 1.0), (x + 0.45, 1.35), (x + 0.9, 1.0)], 0.05, 0x5E6874)
    for y in (1.55, -1.25):
        for column in range(3):
            left = -3.9 + 1.3 * column
            pen.blend(box(left, y, left + 1.15, y + 2.0), ((left, y), (left + 1.1, y + 2)), (0x2A4A8C, 0x4A78BE))
            for line in range(1, 5):
                pen.line([(left, y + 0.4 * line), (left + 1.15, y + 0.4 * line)], 0.02, 0x9FB8DC, alpha=0.7)
            pen.line([(left + 0.57, y), (left + 0.57, y + 2.0)], 0.03, 0x9FB8DC, alpha=0.8)
    hull = smooth([(-0.6, 0.2), (1.9, 0.2), (2.6, 0.7), (2.6, 1.7), (1.9, 2.2), (-0.6, 2.2), (-0.9, 1.2)], tension=0.5)
    pen.blend(hull, ((0, 2.2), (0, 0.2)), (0xF0F1F0, 0x7A828E), (1.05, 0.75))
    for x in (0.0, 0.8, 1.6):
        pen.fill(oval(x, 1.45, 0.22, 0.22), 0x5E6874)
        pen.flat(oval(x, 1.45, 0.16, 0.16), 0xFFE2A0)
    pen.fill(box(-0.7, 0.85, 2.4, 0.95), 0xC8583E)
    pen.line([(1.2, 2.2), (1.5, 3.0)], 0.06, 0xB4BEC8)
    pen.fill(smooth([(1.1, 3.0), (1.9, 3.15), (1.75, 2.75)]), 0xDDE1E4)


def mars(place: Place) -> None:
    """Red dust under a butterscotch sky, rocks, and the lit domes of a colony."""
    is_late = place.time_of_day in {"night", "midnight", "dusk"}
    sky = (0x241A24, 0x4A2E2E, 0x8A5A44) if is_late else (0xA8744E, 0xD09A68, 0xEBC79A)
    place.light = replace(
        place.light,
        sky=(colour(sky[0]), colour(sky[1]), colour(sky[2])),
        haze=colour(0x8A5A48 if is_late else 0xD9A67A),
        haze_m=90.0,
        key=(0.66, 0.54, 0.54) if is_late else (1.04, 0.92, 0.82),
        shade=(0.34, 0.28, 0.36) if is_late else (0.58, 0.44, 0.46),
        sun=colour(0xFFF0DC),
        is_dark=is_late,
    )
    place.weather = "clear"
    open_ground(place, 0xB0683F, far="mountains", far_tint=0x9A5A40, scatter=0x8A4A2E)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    for index, (x, z, size) in enumerate(((-0.9, 16.0, 3.4), (0.35, 22.0, 5.2), (1.5, 15.0, 2.8))):
        place.add(x * (r + z * 0.25), z, partial(_dome, half=size, is_late=is_late, seed=seed + index))
    for index, (x, z, half) in enumerate(((-0.95, 3.6, 0.6), (1.1, 5.0, 0.8), (0.1, 11.0, 0.5), (-1.6, 8.0, 0.9))):
        place.add(x * r, z, partial(nature.rock, seed=seed + 7 * index, half=half, tint=0x8A4E34, high=0.55 * half))


def _dome(pen: Pen, half: float, seed: int, *, is_late: bool) -> None:
    ground_shadow(pen, half, 0.5)
    dome = shape(*[(-half, 0.3), *((half * x, 0.3 + half * 0.8 * y) for x, y in _ARC), (half, 0.3)])
    pen.blend(dome, ((-half, half), (half, 0)), (0xE4EEF2, 0x8FA6B4), (1.0, 0.8))
    with pen.within(dome):
        pen.fade(dome, ((0, 0), (0, half)), 0xFFD890, (0.85 if is_late else 0.4, 0.0))
        random = random_of("dome", seed)
        for index in range(5):
            nature_x = (-0.7 + 0.35 * index + between(random, -0.06, 0.06)) * half
            pen.fill(oval(nature_x, 0.3 + 0.14 * half, 0.13 * half, 0.15 * half), 0x5A8A50)
    for x in (-0.5, 0.0, 0.5):
        pen.line([(x * 1.6 * half, 0.3), (x * 1.3 * half, 0.3 + half * 0.5), (x * 0.2 * half, 0.3 + half * 0.8)], 0.03 * half, 0xF4F6F6)
    pen.stroke(dome, 0.035 * half, lighter(0x8F99A4, 0.3))
    pen.block((-half * 1.06, 0, half * 1.06, 0.36), 0xC9C2B8, 0.95, 0.1)
    pen.block((half * 0.72, 0, half * 1.3, half * 0.32), 0xD8D2C8, 0.95, 0.12)
    pen.fill(box(half * 0.92, 0.05, half * 1.12, half * 0.24, 0.06), darker(0x5E6874, 0.2))
    pen.fill(limb([(-half * 0.8, 0.3), (-half * 0.8, half * 1.15)], [0.06 * half, 0.03 * half]), 0xB4BEC8)


_ARC = tuple((x / 10, (1 - (x / 10) ** 2) ** 0.5) for x in range(-10, 11))
