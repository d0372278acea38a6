"""Places under the sky: streets, coasts, woods; each builds itself into a `Place`."""

from functools import partial
from math import cos, sin, tau

import skia

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, Tint, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.seeds import Random, between, random_of
from activities.images.drawing.sets import buildings, nature
from activities.images.drawing.sets.place import Place

_FAR_M = 400.0


def open_ground(place: Place, tint: Tint, *, far: str = "hills", far_tint: Tint = 0x6E8A72, scatter: Tint | None = None) -> None:
    """The ground to the horizon, what rises behind it, and dabs of another colour on it."""
    place.is_open = True
    seed = int(place.random.integers(1 << 30))
    lying = mix(tint, 0xF1F4F6, 0.82) if place.weather == "snow" else tint

    def paint(pen: Pen, camera: Camera) -> None:
        _paint_far(pen, camera, (far, far_tint), seed)
        light = place.light
        horizon, bottom = camera.horizon_px, camera.height_px * 1.4
        near_tint, far_ground = light.on(lying, 1.0), light.on(lying, 0.9, 110)
        ground = box(-camera.width_px, horizon, 2 * camera.width_px, bottom + camera.height_px)
        pen.canvas.save()
        pen.canvas.concat(camera.roll())
        pen.ramp(
            ground,
            ((0, horizon), (0, bottom)),
            (far_ground, mix(far_ground, near_tint, 0.55), near_tint, darker(near_tint, 0.2)),
            (0.0, 0.12, 0.45, 1.0),
        )
        foot = mix(light.on(far_tint, 0.6, 60), far_ground, 0.35)
        depth = camera.height_px * 0.035
        pen.fade(
            box(-camera.width_px, horizon, 2 * camera.width_px, horizon + depth),
            ((0, horizon), (0, horizon + depth)),
            foot,
            (0.75 if far != "none" else 0.2, 0.0),
        )
        pen.canvas.restore()
        _patches(pen, camera, lying, seed)
        _dab(pen, camera, scatter if scatter is not None else darker(lying, 0.25), seed)

    place.backdrop.append(paint)


def _paint_far(pen: Pen, camera: Camera, kind: tuple[str, Tint], seed: int) -> None:
    far, tint = kind
    if far in {"none", "sea"}:
        return
    random = random_of("far", seed)
    distances = ((_FAR_M, 0.17), (_FAR_M * 0.5, 0.075)) if far != "mountains" else ((_FAR_M, 0.34), (_FAR_M * 0.5, 0.13))
    for index, (z, share) in enumerate(distances):
        span = camera.span_m(z)
        wide = max(-span[0], span[1]) + 100
        with pen.on(camera.upright(0, z), z * 0.42):
            high = share * z
            match far:
                case "mountains":
                    nature.ridge(pen, random, (-wide, wide), (high * 0.4, high), 0x77839A if index == 0 else tint, is_sharp=index == 0)
                case "city":
                    buildings.skyline(pen, random, (-wide, wide), high * 1.5, mix(0x6E7B90, 0x59677C, index))
                case "forest":
                    nature.treeline(pen, random, (-wide, wide), high * 1.25, tint)
                case _:
                    nature.ridge(pen, random, (-wide, wide), (high * 0.35, high), tint)


def _patches(pen: Pen, camera: Camera, tint: Tint, seed: int) -> None:
    """Broad stains of light and shade that lie on the ground and grow smaller with distance."""
    random = random_of("patches", seed)
    near = max(camera.nearest_m, -camera.distance_m + 0.4)
    with pen.on(camera.floor()):
        for index in range(22):
            z = near + 34 * between(random, 0, 1) ** 2.0
            half = max(camera.span_m(z)[1] - camera.x_m, 4.0)
            x, wide = between(random, -1, 1) * half, between(random, 0.7, 2.2) * (1 + z * 0.06)
            pen.distance_m = max(0.0, z)
            stain = lighter(tint, 0.3) if index % 2 else darker(tint, 0.4)
            pen.fill(_blot(random, x, z, wide), stain, 0.95, alpha=0.2)
    pen.distance_m = 0.0


def _blot(random: Random, x: float, z: float, wide: float) -> skia.Path:
    """An uneven shape on the ground, a third as deep as wide."""
    points = []
    for step in range(9):
        angle, reach = step * tau / 9, between(random, 0.65, 1.1)
        points.append((x + cos(angle) * wide * reach, z + sin(angle) * wide * 0.34 * reach))
    return smooth(points)


def _dab(pen: Pen, camera: Camera, tint: Tint, seed: int) -> None:
    """Short strokes on the ground that give it a direction and a grain."""
    random = random_of("dabs", seed)
    near = max(camera.nearest_m, -camera.distance_m + 0.4)
    with pen.on(camera.floor()):
        for _ in range(90):
            z = near + 42 * between(random, 0, 1) ** 2.2
            half = max(camera.span_m(z)[1] - camera.x_m, 4.0)
            x = between(random, -1, 1) * half
            pen.distance_m = max(0.0, z)
            pen.fill(_stroke(x, z, between(random, 0.2, 0.8) * (1 + z * 0.05)), tint, 0.9, alpha=0.22)
    pen.distance_m = 0.0


def _stroke(x: float, z: float, half: float) -> skia.Path:
    return oval(x, z, half, 0.05 + 0.012 * max(0.0, z))


def street(place: Place) -> None:
    """A road between houses that runs away from us."""
    _street(place, floors=(2, 4), shops=True)


def village(place: Place) -> None:
    """Low houses, a church tower, trees."""
    open_ground(place, 0xA9A27A, far="hills", far_tint=0x7E9470)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 2.6, 0xC9B48E, is_dashed=False)
    place.add(r * 0.5, 34, lambda pen: buildings.church_tower(pen, scale=0.85))
    for index, (x, z) in enumerate(((-1.0, 9), (1.12, 8), (-1.35, 17), (1.6, 18), (-0.7, 28))):
        place.add(x * (r + z * 0.28), z, partial(buildings.town_house, seed=seed + index, wide=5.0, floors=1 + (seed + index) % 2))
    place.add(-r * 0.75, 4.5, lambda pen: nature.tree(pen, seed, 5.2), "foliage")
    place.add(r * 0.95, 3.5, lambda pen: nature.bush(pen, seed), "foliage")
    place.add(-r * 0.5, 5.5, lambda pen: buildings.fence(pen, 1.8))


def _street(place: Place, floors: tuple[int, int], *, shops: bool) -> None:
    open_ground(place, 0x9A958A, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 3.2, 0x6A6A70, is_dashed=True)
    for row, z in enumerate((30.0, 19.0, 11.0, 5.5)):
        for side in (-1, 1):
            x = side * (4.6 + r * 0.35 + (0.6 if row == 3 else 0))
            key = seed + row * 2 + (side > 0)
            count = floors[0] + key % (floors[1] - floors[0] + 1)
            has_shop = shops and key % 2 == 0
            place.add(x, z, partial(buildings.town_house, seed=key, wide=5.4, floors=count, has_shop=has_shop))
    for index, (x, z) in enumerate(((-1, 13.0), (1, 15.0), (-1, 24.0), (1, 26.0))):
        house = partial(buildings.town_house, seed=seed + 40 + index, wide=6.0, floors=floors[0] + index % 2)
        place.add(x * (10.5 + r * 0.35 + index // 2 * 2.0), z, house)
    for z, side in ((3.2, -1), (12.0, 1), (22.0, -1)):
        place.add(side * (r * 0.28 + 1.6), z, buildings.street_lamp)
    place.add(r * 0.3 + 1.9, 4.0, lambda pen: nature.tree(pen, seed, 4.6), "foliage")


def road(place: Place, half: float, tint: Tint, *, is_dashed: bool) -> None:
    """A road that runs away from us, wet when it rains."""

    def paint(pen: Pen) -> None:
        lying = mix(tint, 0xE8ECEF, 0.7) if place.weather == "snow" else tint
        for near, far in ((-12.0, 6.0), (6.0, 16.0), (16.0, 40.0), (40.0, 120.0)):
            pen.distance_m = max(0.0, (near + far) / 2)
            pen.fill(box(-half - 0.5, near, half + 0.5, far), lighter(lying, 0.25), 0.95)
            pen.fill(box(-half, near, half, far), lying, 0.9)
        pen.distance_m = 0.0
        if place.weather in {"rain", "storm"}:
            pen.fade(box(-half, -4, half, 40), ((0, 30), (0, -2)), place.light.sky[2], (0.5, 0.15))
        if is_dashed:
            for step in range(-3, 22):
                pen.fill(box(-0.07, step * 3.0, 0.07, step * 3.0 + 1.4), 0xEDE6D0, 0.95, alpha=0.8)

    place.lay(paint)


def city(place: Place) -> None:
    """An avenue between towers."""
    open_ground(place, 0x8E8C8A, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 4.4, 0x5F6168, is_dashed=True)
    for row, z in enumerate((90.0, 60.0, 38.0, 22.0)):
        for side in (-1, 1):
            key = seed + row * 2 + (side > 0)
            x = side * (8.5 + r * 0.3 + (row % 2) * 1.5)
            place.add(x, z, partial(buildings.tower_block, seed=key, wide=9.0, high=22.0 + key % 5 * 6))
    for index, x in enumerate((-21.0, 20.0, -33.0, 34.0)):
        place.add(x, 42.0 + 6 * index, partial(buildings.tower_block, seed=seed + 50 + index, wide=10.0, high=18.0 + 5 * index))
    for side in (-1, 1):
        place.add(side * (12.4 + r * 0.35), 14.0, partial(buildings.town_house, seed=seed + 60 + side, wide=7.0, floors=3))
    for side in (-1, 1):
        place.add(side * (5.6 + r * 0.35), 9.0, partial(buildings.town_house, seed=seed + side, wide=6.0, floors=4, has_shop=True))
    for z, side in ((3.0, 1), (10.0, -1), (20.0, 1)):
        place.add(side * (r * 0.3 + 2.0), z, buildings.street_lamp)


def forest(place: Place) -> None:
    """Trunks behind trunks, ferns, a path."""
    open_ground(place, 0x6F7A4C, far="forest", far_tint=0x55705A, scatter=0x9A8A4C)
    r, random = place.reach_m, place.random
    path_through(place, 0xA48C62)
    for z, count in ((30.0, 11), (18.0, 9), (10.0, 6), (5.0, 4)):
        for index in range(count):
            spread = r * 1.25 + z * 0.75
            x = -spread + 2 * spread * (index + between(random, 0.1, 0.9)) / count
            if abs(x) < 1.3 + z * 0.02:
                x += 2.2 if x > 0 else -2.2
            key = int(random.integers(1 << 30))
            if key % 3 == 0:
                place.add(x, z, partial(nature.tree, seed=key, high=8.0, leaf=0x5F8048), "foliage")
            else:
                place.add(x, z, partial(nature.pine, seed=key, high=9.5 + key % 3), "foliage")
    for x in (-0.8, 0.75):
        key = int(random.integers(1 << 30))
        place.add(x * r, 2.4, partial(nature.bush, seed=key, half=0.6, leaf=0x5F7A44), "foliage")
    place.add(r * 0.5, 4.0, lambda pen: nature.rock(pen, 3, 0.7))


def path_through(place: Place, tint: Tint) -> None:
    """A winding footpath."""

    def paint(pen: Pen) -> None:
        lying = mix(tint, 0xE8ECEF, 0.7) if place.weather == "snow" else tint
        pen.fill(shape((-1.5, -10), (1.5, -10), (1.1, 4), (1.9, 12), (0.6, 40), (-0.4, 40), (0.5, 12), (-0.7, 4)), lying, 0.95, alpha=0.85)

    place.lay(paint)


def beach(place: Place) -> None:
    """Sand, surf, the sea to the horizon."""
    _coast(place, sand=0xE3CB9A, shore_m=7.0)
    r = place.reach_m
    side = 1 if place.random.integers(2) else -1
    place.add(side * (r * 0.95), 4.5, lambda pen: nature.palm(pen, 4, 6.2), "foliage")
    place.add(side * (r * 1.15), 6.0, lambda pen: nature.palm(pen, 9, 5.2), "foliage")
    place.add(-side * r * 0.8, 3.2, lambda pen: nature.rock(pen, 2, 0.7, 0xA89C8A, 0.5))
    place.add(side * r * 0.6, 2.2, lambda pen: nature.grass_tufts(pen, 5, 0.8, 0xA8A468, 0.5), "foliage")
    place.add(-side * r * 0.6, 60, lambda pen: nature.boat(pen, 0xB8503C, 2.6))


def _coast(place: Place, sand: Tint, shore_m: float) -> None:
    open_ground(place, sand, far="none")
    sea(place, water_tint(place), shore_m)


def water_tint(place: Place) -> Colour:
    """Water takes its colour from the sky."""
    return mix(mix(place.light.sky[0], place.light.sky[1], 0.5), 0x1F5A6A, 0.55)


def sea(place: Place, water: Colour, shore_m: float) -> None:
    """Water from the shore to the horizon, as a layer of its own so that it can shimmer."""
    random_key = int(place.random.integers(1 << 30))
    light = place.light

    def paint(pen: Pen, camera: Camera) -> None:
        far_tint, near_tint = mix(light.on(water, 1.0), light.sky[2], 0.5), light.on(water, 0.9)
        shore = camera.y_px(0, shore_m)
        pen.canvas.save()
        pen.canvas.concat(camera.roll())
        wide = camera.width_px
        pen.ramp(
            box(-wide, camera.horizon_px, 2 * wide, shore),
            ((0, camera.horizon_px), (0, shore)),
            (far_tint, mix(far_tint, near_tint, 0.6), near_tint),
        )
        pen.canvas.restore()
        random = random_of("sea", random_key)
        span = camera.span_m(shore_m + 60)
        with pen.on(camera.floor()):
            nature.ripples(pen, random, (span[0], shore_m, span[1], shore_m + 90), near_tint, mix(light.sky[2], light.sun, 0.6))
            sun_x = light.sun_side * 14
            for _ in range(34):
                z = shore_m + 80 * between(random, 0, 1) ** 1.6
                pen.flat(
                    oval(sun_x * z / 60 + between(random, -1, 1) * 0.09 * z, z, 0.04 * z, 0.02 + 0.01 * z),
                    light.sun,
                    0.3 if light.sun_height > 0 else 0.12,
                )
            for row, (offset, thick) in enumerate(((0.0, 0.16), (1.1, 0.1), (2.6, 0.08))):
                crest = [(x, shore_m + offset + between(random, -0.18, 0.18)) for x in range(int(span[0]), int(span[1]) + 2, 2)]
                pen.line(crest, thick, 0xF4F6F2, 1.0, alpha=0.8 - 0.2 * row)

    place.waters.append(paint)
