"""Rooms unlike a home: workshop, cell, cave, spaceship, castle hall, the lantern room of a lighthouse."""

from dataclasses import replace
from functools import partial
from math import cos, pi, sin

import skia

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import darker, lighter, mix
from activities.images.drawing.pen import Pen, Point, box, oval, shape, smooth
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets import fixtures, furniture, nature
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, lamp_glow, window
from activities.images.drawing.sets.stores import barrel, crates
from activities.images.drawing.things.props import draw_prop


def workshop(place: Place) -> None:
    """A bench with a vice, tools on the wall, crates, a bare bulb."""
    tint_scheme(place, 0x9C8E7C, 0x6A5A4A, 0x7A7068, 0x6F4F38, 0xC7792F, 0xB8A890, 0x55605F)
    build_room(place, floor="slabs", depth_m=3.3)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.5, (1.5, 1.0), 1.4, curtains=False)
    place.hang(side * r * 0.35, 1.35, partial(_tool_wall, seed=seed))
    place.add(side * r * 0.35, 2.6, partial(furniture.table, wood=place.scheme.wood, half=1.2, high=0.85))
    place.add(side * r * 0.35 - 0.5, 2.65, lambda pen: draw_prop(pen, "radio"), y_m=0.92)
    place.add(-side * r * 0.85, 2.4, partial(crates, tint=place.scheme.wood))
    place.add(side * r * 1.05, 2.2, barrel)
    place.add(side * r * 0.2, 1.4, partial(furniture.pendant, tint=0x3F5550, drop=0.8), y_m=place.ceiling_m)
    lamp_glow(place, side * r * 0.2, place.ceiling_m - 1.0, 1.4)


def _tool_wall(pen: Pen, seed: int) -> None:
    random = random_of("tools", seed)
    pen.block((-1.1, 0, 1.1, 1.0), 0xA88A62, 0.9)
    for index in range(8):
        x, tall = -0.95 + index * 0.27, between(random, 0.3, 0.6)
        pen.block((x - 0.02, 0.85 - tall, x + 0.02, 0.85), 0x6A4A32)
        head = (0.12, 0.07) if index % 2 else (0.07, 0.16)
        pen.block(
            (x - head[0] / 2, 0.82 - tall * (index % 3 == 0), x + head[0] / 2, 0.82 - tall * (index % 3 == 0) + head[1]),
            0x8A9096,
            1.0,
            0.02,
        )


def cell(place: Place) -> None:
    """Stone, a barred window, a bunk; bars at the side."""
    tint_scheme(place, 0x8A8C88, 0x6A6C6A, 0x77746E, 0x5A5048, 0x7A6A58, 0x9A9484, 0x5B605E)
    build_room(place, floor="slabs", depth_m=2.6, half_m=max(1.9, place.reach_m * 0.85))
    r = place.reach_m
    place.hang(0, 0, lambda pen: _stones(pen, r))
    window(place, r * 0.15, (0.8, 0.6), 1.9, curtains=False)
    for x in (-0.27, -0.09, 0.09, 0.27):
        place.hang(r * 0.15 + x, 1.9, lambda pen: pen.block((-0.02, 0, 0.02, 0.6), 0x3A3C3E))
    place.add(-r * 0.55, 2.0, _bunk)
    place.add(r * 0.7, 1.9, partial(furniture.stool, wood=place.scheme.wood, high=0.45))
    place.add(0, -1.3, partial(_bars, half=r * 1.6), "foreground")


def _stones(pen: Pen, r: float) -> None:
    random = random_of("masonry", round(r, 3))
    for row in range(9):
        x = -r * 1.4 - 0.3 * (row % 2)
        while x < r * 1.4:
            wide = between(random, 0.45, 0.75)
            pen.fill(
                box(x + 0.015, row * 0.38 + 0.015, x + wide - 0.015, row * 0.38 + 0.365, 0.03),
                mix(0x8A8C88, 0x6F716E, between(random, 0, 1)),
                0.9,
                alpha=0.6,
            )
            x += wide


def _bunk(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.9)
    pen.block((-0.9, 0.4, 0.9, 0.56), 0xA89A84, 1.0, 0.05)
    pen.block((-0.9, 0.32, 0.9, 0.42), 0x4A4440)
    pen.block((-0.85, 0.54, -0.45, 0.66), 0xD8D0C0, 1.0, 0.05)
    for x in (-0.85, 0.85):
        pen.line([(x, 0.4), (x, 1.1)], 0.02, 0x3A3C3E)


def _bars(pen: Pen, half: float) -> None:
    x = -half
    while x < half:
        if abs(x) > half * 0.42:
            pen.block((x - 0.025, -0.5, x + 0.025, 4.0), 0x26282C)
        x += 0.28


def cave(place: Place) -> None:
    """Rock in rings of darkness, stalactites, light from the mouth or a fire."""
    light = place.light
    place.ceiling_m = 4.5
    seed = int(place.random.integers(1 << 30))

    def paint(pen: Pen, camera: Camera) -> None:
        wide, high = camera.width_px, camera.height_px
        pen.canvas.save()
        pen.canvas.concat(camera.roll())
        warm = mix(0x2A2230, 0x6A4A3A, 0.4)
        pen.flat(box(-wide, -high, 2 * wide, 2 * high), mix(warm, 0x0D0B14, 0.45))
        glow = light.lamp if light.is_dark else mix(light.sky[2], 0xFFFFFF, 0.2)
        x, y, size = camera.centre_px + 0.12 * wide, camera.horizon_px - 0.06 * high, min(wide, high) * 0.34
        for ring in range(6):
            share = 1 - ring / 6
            opening = _hole(seed + ring, (x, y), size * (0.5 + share * 1.35))
            pen.flat(opening, mix(mix(0x5F4A44, glow, 0.18), 0x17131C, share**0.8))
        pen.ramp(
            _hole(seed + 9, (x, y), size * 0.52), ((0, y - size * 0.6), (0, y + size * 0.5)), (light.sky[0], light.sky[1], light.sky[2])
        )
        pen.glow(x, y, size * 2.4, glow, 0.3)
        pen.canvas.restore()
        near = max(camera.nearest_m, -camera.distance_m + 0.3)
        with pen.on(camera.floor()):
            pen.blend(shape((-2.6, 7), (3.6, 7), (9, near), (-9, near)), ((0, 7), (0, near)), (0x6A5A52, 0x3A3236))

    place.backdrop.append(paint)
    r = place.reach_m
    for index, x in enumerate((-1.25, -0.85, 0.95, 1.3)):
        place.add(x * r, 2.6 - 0.4 * index, partial(nature.rock, seed=seed + index, half=0.75, tint=0x6A605E, high=0.7 + 0.2 * index))
    for x, drop in ((-1.1, 1.5), (-0.7, 0.9), (0.62, 1.1), (1.05, 1.7)):
        place.add(x * r, 2.2, partial(_stalactite, drop=drop), y_m=3.5)


def _hole(seed: int, centre: Point, radius: float) -> skia.Path:
    random = random_of("cave", seed)
    points = []
    for index in range(12):
        angle = 2 * pi * index / 12
        reach = radius * between(random, 0.82, 1.12)
        points.append((centre[0] + cos(angle) * reach * 1.25, centre[1] + sin(angle) * reach * 0.92))
    return smooth(points)


def _stalactite(pen: Pen, drop: float) -> None:
    pen.blend(
        smooth([(-0.35, 0.6), (-0.2, 0), (-0.05, -drop * 0.7), (0, -drop), (0.06, -drop * 0.65), (0.22, 0), (0.35, 0.6)]),
        ((-0.3, 0), (0.3, 0)),
        (0x6A5E5C, 0x332C32),
    )


def spaceship(place: Place) -> None:
    """A bridge: a wide window on the stars, consoles, ribs of light."""
    tint_scheme(place, 0x6E7C8A, 0xB9C6CF, 0x55616E, 0x48535F, 0xE08A4A, 0x9FB0BC, 0x3F6A86)
    place.light = replace(place.light, key=(0.82, 0.92, 1.02), shade=(0.36, 0.42, 0.56), lamp=(0.72, 0.9, 1.0))
    half = build_room(place, depth_m=3.6, floor="tiles")
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    place.hang(0, 0.95, partial(_star_window, half=min(2.3, r * 0.85), seed=seed))
    for side in (-1, 1):
        for z in (0.5, 1.8, 3.1):
            place.side(side, half - 0.01, partial(_rib, z=z))
        place.add(side * r * 0.72, 2.6, partial(_console, seed=seed + side))
    place.add(0, 2.9, partial(_console, seed=seed))
    place.shine(0, 1.6, lambda pen: pen.glow(0, 0, 3.0, 0x8FD0F0, 0.2), 3.0)


def _star_window(pen: Pen, half: float, seed: int) -> None:
    random = random_of("stars", seed)
    frame = smooth([(-half, 0.1), (-half * 0.92, 1.45), (0, 1.75), (half * 0.92, 1.45), (half, 0.1), (0, 0)], tension=0.5)
    pen.stroke(frame, 0.16, 0xB9C6CF)
    with pen.within(frame):
        pen.ramp(frame, ((0, 1.8), (0, 0)), (0x060A1C, 0x141E44, 0x2A2F5E))
        for _ in range(90):
            pen.flat(oval(between(random, -half, half), between(random, 0, 1.75), 0.007, 0.007), 0xFFFFFF, between(random, 0.3, 1))
        pen.ramp(oval(half * 0.45, 0.65, 0.55, 0.55), ((half * 0.1, 1.0), (half * 0.8, 0.3)), (0xE8A468, 0xA85A4A, 0x2A1A30))
        pen.glow(-half * 0.5, 1.2, 0.8, 0x8A6AC8, 0.35)
    pen.line([(0, 0), (0, 1.75)], 0.05, 0xB9C6CF)


def _rib(pen: Pen, z: float) -> None:
    pen.fill(box(z - 0.12, 0, z + 0.12, 3.4), 0x48535F, 0.9)
    pen.flat(box(z - 0.02, 0.4, z + 0.02, 2.9), 0x9FE0F4, 0.9)


def _console(pen: Pen, seed: int) -> None:
    random = random_of("console", seed)
    furniture.ground_shadow(pen, 0.7)
    pen.block((-0.65, 0, 0.65, 0.78), 0x48535F, 0.95, 0.05)
    pen.blend(shape((-0.72, 0.76), (0.72, 0.76), (0.6, 1.02), (-0.6, 1.02)), ((0, 1.02), (0, 0.76)), (0x5F6E7C, 0x3A444F))
    for index in range(12):
        x, y = -0.52 + (index % 6) * 0.2, 0.82 + (index // 6) * 0.09
        pen.flat(box(x, y, x + 0.12, y + 0.045, 0.01), (0x9FE0F4, 0xE08A4A, 0x7CE0A8, 0xF0D070)[int(random.integers(4))], 0.95)


def castle(place: Place) -> None:
    """A hall: columns, banners, a throne, candles."""
    tint_scheme(place, 0xA59A88, 0x7A7064, 0x8A7C6C, 0x5A3D2B, 0x8A2F3C, 0xD9B451, 0x6A6258)
    place.ceiling_m = 6.0
    half = build_room(place, depth_m=6.0, half_m=max(3.6, place.reach_m * 1.25), floor="tiles")
    place.lay(lambda pen: pen.fill(box(-0.8, -6, 0.8, 5.6), 0x8A2F3C, 0.95))
    for x in (-0.62, 0.62):
        place.hang(x * half, 2.2, partial(_banner, tint=0x8A2F3C if x < 0 else 0x2F4A6A))
    place.add(0, 5.2, _throne)
    for z in (5.0, 2.4):
        for side in (-1, 1):
            place.add(side * half * 0.86, z, partial(fixtures.column, tint=0xB0A592, high=6.0, radius=0.34))
    for side in (-1, 1):
        place.add(side * 1.5, 3.6, _candelabrum)
        lamp_glow(place, side * 1.5, 1.7, 3.6, 1.5)
    window(place, 0, (0.9, 2.0), 3.4, curtains=False)


def _banner(pen: Pen, tint: int) -> None:
    pen.block((-0.5, 2.3, 0.5, 2.36), 0xC9A24A)
    pen.blend(
        shape((-0.42, 2.3), (0.42, 2.3), (0.42, 0.3), (0, 0.0), (-0.42, 0.3)),
        ((-0.42, 0), (0.42, 0)),
        (lighter(tint, 0.06), darker(tint, 0.3)),
    )
    pen.stroke(oval(0, 1.35, 0.22, 0.22), 0.05, 0xE0B84A)
    pen.fill(shape((0, 1.5), (0.13, 1.25), (-0.13, 1.25)), 0xE0B84A)


def _throne(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.8)
    for step in range(2):
        pen.block((-1.3 + 0.25 * step, 0.16 * step, 1.3 - 0.25 * step, 0.16 * step + 0.16), 0x9A8E7C)
    pen.fill(smooth([(-0.5, 0.3), (-0.5, 1.9), (0, 2.5), (0.5, 1.9), (0.5, 0.3)], tension=0.55), 0xB98A3A)
    pen.fill(smooth([(-0.38, 0.5), (-0.38, 1.8), (0, 2.25), (0.38, 1.8), (0.38, 0.5)], tension=0.55), 0x8A2F3C)
    pen.block((-0.5, 0.6, 0.5, 0.85), 0x9A3A46, 1.0, 0.04)
    for x in (-0.5, 0.5):
        pen.block((x - 0.08, 0.3, x + 0.08, 1.15), 0xC9A24A, 1.0, 0.04)


def _candelabrum(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.3)
    pen.block((-0.03, 0, 0.03, 1.4), 0xC9A24A)
    pen.stroke(smooth([(-0.28, 1.5), (-0.2, 1.25), (0, 1.3), (0.2, 1.25), (0.28, 1.5)], is_closed=False), 0.035, 0xC9A24A)
    for x in (-0.28, 0.0, 0.28):
        fixtures.candle(pen, x, 1.45, 0.2)


def lantern_room(place: Place) -> None:
    """The room below or around the lamp: curved planks, a window on the sea, stairs, the great lens."""
    tint_scheme(place, 0xC9C6B8, 0xE9E4D6, 0x8A6A4C, 0x6A4A34, 0xB8402F, 0xE4D3B2, 0x3F5F70)
    build_room(place, depth_m=2.8, wainscot_m=1.0)
    r = place.reach_m
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.3, (1.0, 1.3), 1.1, curtains=False)
    window(place, -side * r * 0.82, (0.8, 1.1), 1.2, curtains=False)
    place.add(side * r * 0.45, 2.0, _lens)
    place.add(side * r * 1.05, 2.5, _stairs)
    place.add(-side * r * 0.6, 2.1, partial(furniture.table, wood=place.scheme.wood, half=0.55))
    place.add(-side * r * 0.6, 2.15, lambda pen: draw_prop(pen, "lantern"), y_m=0.82)
    lamp_glow(place, side * r * 0.45, 1.9, 1.9, 2.6)


def _lens(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.6)
    pen.block((-0.4, 0, 0.4, 0.8), 0x3F5F70, 0.95, 0.03)
    pen.block((-0.5, 0.78, 0.5, 0.88), 0xB98A3A)
    body = smooth([(-0.4, 0.88), (-0.5, 1.6), (-0.3, 2.3), (0.3, 2.3), (0.5, 1.6), (0.4, 0.88)], tension=0.7)
    is_out = "lamp" in pen.light.out
    glass = tuple(pen.light.on(tint, 0.9) for tint in (0x9CB4B4, 0xB8C4C0, 0x7C9494)) if is_out else (0xBFE0DC, 0xFFF6D8, 0x9CC4C4)
    pen.ramp(body, ((-0.5, 0), (0.5, 0)), glass)
    for index in range(7):
        y = 1.0 + index * 0.19
        pen.line([(-0.46, y), (0, y - 0.05), (0.46, y)], 0.018, 0x7FA5A5, alpha=0.8)
    if not is_out:
        pen.glow(0, 1.6, 1.1 if pen.light.is_dark else 0.7, 0xFFE9A8, 0.75)
    pen.block((-0.34, 2.28, 0.34, 2.42), 0xB98A3A)


def _stairs(pen: Pen) -> None:
    for step in range(9):
        pen.block((-0.5 + 0.06 * step, 0.3 * step, 0.5 + 0.04 * step, 0.3 * step + 0.07), 0x3A3C42)
    pen.line([(-0.5, 0.9), (-0.2, 2.2), (0.1, 3.6)], 0.05, 0x2A2C30)
