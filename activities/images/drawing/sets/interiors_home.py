"""The rest of a house: bathroom, dining room, stairs, attic, cellar, and the log hut in the woods."""

from functools import partial

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval, shape, smooth
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets import fixtures, furniture
from activities.images.drawing.sets.place import Place, tint_scheme
from activities.images.drawing.sets.room import build_room, lamp_glow, window
from activities.images.drawing.sets.stores import barrel, crates, hearth, sack


def bathroom(place: Place) -> None:
    """Tiles to the shoulder, a tub with its curtain, a basin below a mirror, a lavatory."""
    accent, textile = (0x4F8A94, 0xE9DFC9) if place.random.integers(2) else (0xC8705A, 0xE4E6DC)
    tint_scheme(place, 0xCBDAD6, 0xF4F2EA, 0x8C9EA2, 0x8A6A4F, accent, textile, 0x7FA0A2)
    half = build_room(place, floor="tiles", depth_m=2.7)
    r = place.reach_m
    side = 1 if place.random.integers(2) else -1
    place.hang(0, 0.12, lambda pen: fixtures.tiled_wall(pen, lighter(place.scheme.second, 0.62), (-half, half, 1.3)))
    place.hang(0, 1.42, lambda pen: pen.fill(box(-half, 0, half, 0.07), place.scheme.accent))
    window(place, -side * r * 0.2, (0.7, 0.75), 1.7, curtains=False)
    place.hang(side * r * 0.34, 1.32, _mirror)
    place.add(side * r * 0.34, 2.5, _basin)
    place.add(side * r * 0.72, 2.4, _lavatory)
    place.hang(side * r * 1.02, 0.95, partial(_towels, tint=accent))
    place.add(-side * r * 0.74, 1.9, partial(_tub, reach=min(0.95, r * 0.42), curtain=accent, rail_m=2.25))
    place.lay(lambda pen: pen.fill(oval(side * r * 0.3, 1.5, 0.75, 0.3), mix(accent, 0xF4F2EA, 0.45)))
    lamp_glow(place, side * r * 0.34, 2.2, 2.4, 1.5)


def _mirror(pen: Pen) -> None:
    pen.block((-0.42, 0, 0.42, 0.95), 0xA8845A, 1.0, 0.05)
    pen.ramp(box(-0.37, 0.05, 0.37, 0.9, 0.03), ((-0.37, 0.9), (0.37, 0)), (0xE6F2F2, 0xA9C6CA, 0xC9DEDF))
    pen.flat(shape((-0.25, 0.08), (-0.1, 0.08), (0.2, 0.87), (0.05, 0.87)), 0xFFFFFF, 0.35)
    pen.flat(oval(0, 1.1, 0.1, 0.08), 0xFFF4D4)


def _basin(pen: Pen) -> None:
    pen.block((-0.11, 0, 0.11, 0.7), 0xF0F0EA, 0.95, 0.03)
    pen.blend(
        smooth([(-0.42, 0.9), (0.42, 0.9), (0.3, 0.66), (-0.3, 0.66)], tension=0.7), ((0, 0.9), (0, 0.66)), (0xFAFAF5, 0xD2D8D6), (1, 0.9)
    )
    pen.fill(oval(0, 0.88, 0.36, 0.05), 0xC6D0D0)
    pen.line([(0, 0.9), (0, 1.05), (0.0, 1.07), (0.09, 1.03)], 0.035, 0xB5BCBF)


def _lavatory(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.3)
    pen.block((-0.24, 0.42, 0.24, 0.86), 0xF2F2EC, 1.0, 0.04)
    pen.blend(smooth([(-0.22, 0.42), (0.22, 0.42), (0.13, 0), (-0.13, 0)], tension=0.5), ((-0.2, 0), (0.2, 0)), (0xF8F8F2, 0xD0D6D4))
    pen.fill(oval(0, 0.43, 0.25, 0.08), 0xFBFBF6)
    pen.fill(oval(0, 0.425, 0.16, 0.045), 0xAEBBBC)


def _towels(pen: Pen, tint: int) -> None:
    pen.line([(-0.32, 0.72), (0.32, 0.72)], 0.03, 0xB5BCBF)
    pen.block((-0.28, 0.1, -0.02, 0.74), tint, 1.0, 0.02)
    pen.block((0.03, 0.25, 0.25, 0.74), 0xF4F0E4, 1.0, 0.02)


def _tub(pen: Pen, reach: float, curtain: int, rail_m: float) -> None:
    furniture.ground_shadow(pen, reach * 1.1)
    for x in (-reach * 0.75, reach * 0.75):
        pen.fill(oval(x, 0.06, 0.07, 0.07), 0xC9A24A)
    tub = smooth([(-reach, 0.66), (reach, 0.66), (reach * 0.84, 0.12), (-reach * 0.84, 0.12)], tension=0.6)
    pen.blend(tub, ((0, 0.66), (0, 0.1)), (0xFCFCF7, 0xC9D2D1), (1.02, 0.85))
    pen.fill(box(-reach - 0.05, 0.62, reach + 0.05, 0.7, 0.04), 0xFFFFFA)
    pen.line([(-reach - 0.08, rail_m), (reach + 0.08, rail_m)], 0.035, 0xB5BCBF)
    for index in range(5):
        x = reach * (0.42 + 0.14 * index)
        pen.block((x - reach * 0.075, 0.3, x + reach * 0.075, rail_m - 0.03), mix(curtain, 0xFFFFFF, 0.35 + 0.2 * (index % 2)), 1.0, 0.02)
    pen.line([(-reach * 0.8, 0.7), (-reach * 0.8, 1.9), (-reach * 0.55, 1.95)], 0.03, 0xB5BCBF)
    pen.fill(shape((-reach * 0.66, 1.88), (-reach * 0.44, 1.88), (-reach * 0.5, 1.98), (-reach * 0.6, 1.98)), 0xB5BCBF)


def dining_room(place: Place) -> None:
    """A laid table across the room below a chandelier, chairs, a sideboard."""
    build_room(place, wainscot_m=0.95)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    window(place, -r * 0.72, (1.0, 1.7), 0.8)
    window(place, r * 0.72, (1.0, 1.7), 0.8)
    place.hang(0, 2.05, lambda pen: furniture.picture(pen, scheme, seed, (1.0, 0.7)))
    place.add(0, 2.8, partial(furniture.cupboard, tint=scheme.wood, sides=(1.5, 0.9), doors=3))
    place.lay(lambda pen: furniture.rug(pen, scheme.accent, scheme.textile, (0, 1.5), (r * 0.8, 0.8)))
    half = min(1.9, r * 0.62)
    for x in (-0.66, 0.0, 0.66):
        place.add(x * half, 2.0, partial(furniture.chair, wood=scheme.wood, seat=scheme.accent))
    for side in (-1, 1):
        place.add(side * (half + 0.35), 1.5, partial(furniture.chair, wood=scheme.wood, seat=scheme.accent))
    place.add(0, 1.5, partial(_laid_table, wood=scheme.wood, half=half))
    place.add(0, 1.5, _chandelier, y_m=place.ceiling_m)
    lamp_glow(place, 0, place.ceiling_m - 0.9, 1.5, 2.0)


def _laid_table(pen: Pen, wood: tuple[float, float, float], half: float) -> None:
    furniture.table(pen, wood, half)
    pen.fill(shape((-half * 0.94, 0.77), (half * 0.94, 0.77), (half * 0.9, 0.55), (-half * 0.9, 0.55)), 0xF4EEDF, 0.95)
    pen.fill(shape((-half * 0.96, 0.76), (half * 0.96, 0.76), (half * 0.87, 0.84), (-half * 0.87, 0.84)), 0xFBF6EA)
    for x in (-0.66, -0.33, 0.33, 0.66):
        pen.fill(oval(x * half, 0.8, 0.13, 0.025), 0xD6DDE0)
        fixtures.glass(pen, x * half + 0.19, 0.8)
    for x in (-0.12, 0.12):
        fixtures.candle(pen, x, 0.82, 0.26)


def _chandelier(pen: Pen) -> None:
    pen.fill(box(-0.012, -0.75, 0.012, 0), 0x8A6A3A)
    pen.line([(-0.55, -0.75), (-0.35, -0.95), (0, -0.9), (0.35, -0.95), (0.55, -0.75)], 0.035, 0xC9A24A)
    for x in (-0.55, -0.28, 0.0, 0.28, 0.55):
        pen.block((x - 0.02, -0.82, x + 0.02, -0.66), 0xF6EFDD)
        pen.flat(oval(x, -0.62, 0.026, 0.045), 0xFFE9B0 if "lamp" not in pen.light.out else pen.light.on(0xB8B0A0, 0.7))
        if pen.light.has_lamps:
            pen.glow(x, -0.62, 0.4, pen.light.lamp, 0.4)


def stairs(place: Place) -> None:
    """A staircase climbs across the room; banisters, a landing, a runner."""
    place.ceiling_m = max(place.ceiling_m, 4.4)
    build_room(place, depth_m=3.0, wainscot_m=0.0)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.62, (1.0, 2.0), 1.2)
    place.hang(side * r * 0.05, 2.9, lambda pen: furniture.picture(pen, scheme, seed, (0.55, 0.7)))
    place.add(0, 2.2, partial(_flight, place=place, side=side, reach=r * 1.25))
    place.add(-side * r * 0.95, 2.4, partial(furniture.plant, pot=scheme.accent, seed=seed, high=1.2))
    place.lay(lambda pen: furniture.rug(pen, scheme.accent, scheme.textile, (-side * r * 0.2, 0.8), (1.4, 0.6)))
    lamp_glow(place, side * r * 0.7, 3.4, 2.2, 1.6)


def _flight(pen: Pen, place: Place, side: int, reach: float) -> None:
    scheme, count = place.scheme, 14
    start, run = -side * reach * 0.35, side * reach * 1.35 / count
    rise = 3.3 / count
    for step in range(count):
        x0, x1 = sorted((start + step * run, start + count * run))
        pen.fill(box(x0, step * rise, x1, (step + 1) * rise), mix(scheme.second, scheme.wood, 0.35), 0.62 + 0.02 * step)
        a, b = sorted((start + step * run, start + (step + 1) * run))
        pen.fill(box(a - 0.03, (step + 1) * rise - 0.05, b + 0.03, (step + 1) * rise), lighter(scheme.wood, 0.22), 1.0)
    for step in range(count):
        x = start + (step + 0.5) * run
        pen.block((x - 0.02, (step + 1) * rise, x + 0.02, (step + 1) * rise + 0.85), scheme.trim, 1.0)
    ends = [(start + 0.2 * run, rise + 0.85), (start + (count - 0.3) * run, count * rise + 0.85)]
    pen.fill(limb(ends, [0.1, 0.1]), scheme.wood, 1.05)
    pen.block((start - 0.09, 0, start + 0.09, 1.25), scheme.wood, 0.95, 0.02)
    pen.fill(oval(start, 1.32, 0.11, 0.11), lighter(scheme.wood, 0.15))


def attic(place: Place) -> None:
    """Under the roof: rafters to a ridge, a gable window, trunks and boxes under dust sheets."""
    tint_scheme(place, 0xA98863, 0x8A6A4A, 0x8F7150, 0x6A4A32, 0xB5533F, 0xD9CDB4, 0x7A5E44)
    place.ceiling_m = max(4.0, place.ceiling_m)
    half = build_room(place, depth_m=3.6)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    place.backdrop.append(partial(_rafters, place=place, half=half))
    window(place, 0, (0.9, 1.0), 1.5, curtains=False)
    side = 1 if place.random.integers(2) else -1
    place.add(side * r * 0.72, 2.3, _trunk)
    place.add(-side * r * 0.7, 2.5, partial(crates, tint=place.scheme.wood))
    place.add(side * r * 0.34, 2.9, _dust_sheet)
    place.add(-side * r * 0.36, 2.9, partial(furniture.chair, wood=place.scheme.wood, seat=place.scheme.accent))
    place.add(-side * r * 0.95, 1.6, partial(_standing_frame, seed=seed))
    lamp_glow(place, 0, 2.2, 2.4, 1.4)


def _rafters(pen: Pen, camera: Camera, place: Place, half: float) -> None:
    """The sloping roof as two planes from the eaves to the ridge."""
    near, far, ridge = max(camera.nearest_m, -camera.distance_m + 0.3), place.wall_m, place.ceiling_m + 0.3
    wood = place.scheme.wood
    for side in (-1, 1):
        slope = camera.plane((side * half, 1.0, 0), (0, 0, 1), (-side * half, ridge - 1.0, 0))
        with pen.on(slope):
            pen.blend(
                box(near, 0, far, 1), ((far, 0), (near, 0)), (lighter(wood, 0.3), darker(wood, 0.1)), (0.8 if side < 0 else 0.68, 0.6)
            )
            for row in range(1, 8):
                pen.fill(box(near, row / 8 - 0.004, far, row / 8 + 0.004), darker(wood, 0.45), 0.7)
            z = far - 0.1
            while z > near:
                pen.fill(box(z - 0.1, 0, z + 0.1, 1), darker(wood, 0.15), 0.8)
                z -= 1.2
    with pen.on(camera.upright(0, far)):
        for side in (-1, 1):
            pen.fill(shape((side * half, 1.0), (0, ridge), (side * half, ridge + 1)), lighter(wood, 0.05), 0.62)
            pen.fill(limb([(side * half, 1.0), (0, ridge)], [0.2, 0.2]), darker(wood, 0.2), 0.8)
        pen.block((-half * 0.5, 2.75, half * 0.5, 2.93), darker(wood, 0.15), 0.9)


def _trunk(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.6)
    pen.block((-0.55, 0, 0.55, 0.42), 0x6F4A30, 0.95, 0.02)
    pen.fill(smooth([(-0.56, 0.42), (-0.5, 0.6), (0, 0.66), (0.5, 0.6), (0.56, 0.42)], tension=0.7), 0x8A5E3C)
    for x in (-0.38, 0.38):
        pen.block((x - 0.05, 0, x + 0.05, 0.62), 0x4A3020)
    pen.fill(box(-0.07, 0.36, 0.07, 0.5), 0xD9B451)


def _dust_sheet(pen: Pen) -> None:
    furniture.ground_shadow(pen, 0.7)
    cloth = smooth([(-0.7, 0), (-0.6, 0.8), (-0.5, 1.25), (0.3, 1.3), (0.5, 0.75), (0.72, 0.7), (0.78, 0)], tension=0.6)
    pen.blend(cloth, ((-0.6, 1.2), (0.7, 0)), (0xEFE8D8, 0xB8AE9C), (1.0, 0.75))
    for x in (-0.4, -0.1, 0.25, 0.55):
        pen.line([(x, 0.75 if x > 0.4 else 1.15), (x - 0.03, 0.5), (x + 0.02, 0.05)], 0.025, 0xA79D8A, alpha=0.6)


def _standing_frame(pen: Pen, seed: int) -> None:
    tint = 0x5F7A88 if between(random_of("frame", seed), 0, 1) < 0.5 else 0x8A5E4A
    pen.block((-0.35, 0, 0.35, 0.95), 0xB98A3A, 0.9)
    pen.fill(box(-0.27, 0.08, 0.27, 0.87), tint, 0.8)


def cellar(place: Place) -> None:
    """A brick vault: barrels, a wine rack, steps up to a lit door, a bare bulb."""
    tint_scheme(place, 0x8A7468, 0x5F4F46, 0x6A625C, 0x6F4F38, 0x8A2F35, 0xB8A890, 0x5A4A42)
    half = build_room(place, floor="slabs", depth_m=3.2)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.hang(0, 0, partial(_bricks, half=half, high=place.ceiling_m))
    place.hang(0, 0, partial(_vault, half=half, high=place.ceiling_m))
    place.hang(-side * r * 0.62, 0.1, partial(_wine_rack, seed=seed))
    place.add(side * r * 0.8, 2.6, partial(_cellar_steps, side=side))
    for x, z in ((-0.98, 2.2), (-0.26, 2.7)):
        place.add(side * r * x, z, barrel)
    place.add(side * r * 0.3, 2.5, sack)
    place.add(-side * r * 0.2, 1.6, _bulb, y_m=place.ceiling_m)
    if "lamp" not in place.light.out:
        place.shine(-side * r * 0.2, place.ceiling_m - 0.75, lambda pen: pen.glow(0, 0, 2.4, 0xFFD890, 0.4), 1.6)


def _bricks(pen: Pen, half: float, high: float) -> None:
    random = random_of("bricks", round(half, 3))
    for row in range(int(high / 0.16) + 1):
        x = -half - 0.2 * (row % 2)
        while x < half:
            if random.integers(3):
                tint = mix(0x8A5F4C, 0x6E5048, between(random, 0, 1))
                pen.fill(box(x + 0.012, row * 0.16 + 0.01, x + 0.388, row * 0.16 + 0.15), tint, 0.85, alpha=0.55)
            x += 0.4


def _vault(pen: Pen, half: float, high: float) -> None:
    for side in (-1, 1):
        points = [(side * half, 1.2), (side * half * 0.78, high - 0.8), (side * half * 0.4, high - 0.25), (0.0, high - 0.1)]
        pen.fill(shape(*points, (0.0, high + 0.1), (side * half, high + 0.1)), 0x4A3C38, 0.7)
        pen.line(points, 0.16, 0x9A7A68, 0.85)


def _wine_rack(pen: Pen, seed: int) -> None:
    random = random_of("wine", seed)
    pen.block((-0.85, 0, 0.85, 1.75), 0x4A3426, 0.85)
    for row in range(6):
        for column in range(6):
            x, y = -0.7 + column * 0.28, 0.16 + row * 0.28
            pen.fill(oval(x, y, 0.11, 0.11), 0x241A16)
            if random.integers(5):
                pen.fill(oval(x, y, 0.075, 0.075), (0x3F5A44, 0x5A2A32, 0x2F3F38)[int(random.integers(3))], 1.0)
                pen.fill(oval(x, y, 0.03, 0.03), 0xC9A24A)


def _cellar_steps(pen: Pen, side: int) -> None:
    with pen.moved(0, 0, is_mirrored=side < 0):
        pen.flat(box(0.35, 1.75, 1.15, 3.3), 0xF4DFA8 if not pen.light.is_dark else 0xC9A768)
        for step in range(7):
            pen.block((-0.75 + 0.16 * step, 0, 1.25, 0.25 * (step + 1)), mix(0x8A8078, 0x6A605A, step / 7), 0.9 - 0.03 * step)
            pen.fill(box(-0.75 + 0.16 * step, 0.25 * (step + 1) - 0.04, 1.25, 0.25 * (step + 1)), 0xA89E94)


def _bulb(pen: Pen) -> None:
    pen.fill(box(-0.008, -0.7, 0.008, 0), 0x1E1A18)
    if "lamp" in pen.light.out:
        pen.fill(oval(0, -0.78, 0.07, 0.09), 0xB8B0A0, 0.8)
        return
    pen.flat(oval(0, -0.78, 0.07, 0.09), 0xFFF3CC)
    pen.glow(0, -0.78, 0.7, 0xFFDC98, 0.7)


def hut(place: Place) -> None:
    """A log cabin: a fire in its hearth, bunk, table, a lantern, antlers."""
    tint_scheme(place, 0xA47A50, 0x7A5636, 0x8A6440, 0x6A452C, 0xA8453A, 0xD9C8A4, 0x5F6E58)
    half = build_room(place, depth_m=3.0)
    r, scheme = place.reach_m, place.scheme
    side = 1 if place.random.integers(2) else -1
    place.hang(0, 0, partial(_logs, half=half, high=place.ceiling_m))
    window(place, -side * r * 0.24, (1.0, 0.9), 1.2)
    place.hang(side * r * 0.5, 0, partial(hearth, chimney_m=place.ceiling_m))
    place.hang(-side * r * 0.78, 2.2, _antlers)
    place.add(-side * r * 0.82, 2.1, partial(furniture.bed, scheme=scheme, half=0.62), kind="bed")
    place.add(side * r * 1.0, 1.9, partial(furniture.table, wood=scheme.wood, half=0.5), kind="table")
    place.add(side * r * 1.0, 1.95, lambda pen: fixtures.candle(pen, 0, 0, 0.22), y_m=0.83, kind="table")
    place.lay(lambda pen: furniture.rug(pen, scheme.accent, scheme.textile, (side * r * 0.35, 1.5), (1.1, 0.55)))
    if "fire" not in place.light.out:
        place.shine(side * r * 0.5, 0.6, lambda pen: pen.glow(0, 0, 2.2, 0xFFA850, 0.34), 2.6)


def _logs(pen: Pen, half: float, high: float) -> None:
    step = 0.3
    for row in range(int(high / step) + 1):
        y = row * step
        pen.blend(box(-half, y, half, y + step, 0.1), ((0, y + step), (0, y)), (0xB98A5C, 0x7F5A38), (1.0, 0.7))
        for x in (-0.6, 0.3, 0.8):
            pen.line([(x * half, y + 0.14), (x * half + 0.5, y + 0.15)], 0.012, 0x6A452C, alpha=0.5)


def _antlers(pen: Pen) -> None:
    pen.fill(smooth([(-0.14, 0.1), (0, 0.16), (0.14, 0.1), (0, -0.2)]), 0x5A3D2B)
    for side in (-1, 1):
        pen.line([(0, 0.05), (side * 0.22, 0.18), (side * 0.3, 0.45)], 0.035, 0xE0D2B4)
        pen.line([(side * 0.24, 0.22), (side * 0.42, 0.3)], 0.025, 0xE0D2B4)
