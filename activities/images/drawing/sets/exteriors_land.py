"""Open country of particular kinds: lake, river, cliff, snow, jungle, swamp, ruins, battlefield, camp, cave mouth, garden, moon."""

from dataclasses import replace
from functools import partial

import skia

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import colour, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets import buildings, monuments, nature
from activities.images.drawing.sets.exteriors import open_ground, path_through, sea, water_tint
from activities.images.drawing.sets.place import Place
from activities.images.drawing.sets.stores import fire


def lake(place: Place) -> None:
    """Still water between wooded hills, a landing stage, a rowing boat, reeds."""
    open_ground(place, 0x8A9A60, far="mountains", far_tint=0x5F7A6A, scatter=0xA8AE74)
    _water_band(place, 4.4, 46.0)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    for index in range(9):
        place.add((index - 4) * 9.0, 50.0, partial(nature.pine, seed=seed + index, high=8.0 + index % 3), "foliage")
    jetty_x = side * r * 0.62
    place.waters.append(partial(_jetty, x=jetty_x))
    for z in (4.8, 6.8, 8.8):
        for way in (-0.8, 0.8):
            place.add(jetty_x + way, z, monuments.mooring_post)
    place.add(-side * r * 0.7, 9.0, partial(nature.rowing_boat, hull=0x9A5A3A))
    for x in (-1.0, -0.62, 1.15):
        place.add(x * r, 4.2, partial(nature.reeds, seed=seed + int(x * 10)), "foliage")


def _water_band(place: Place, near_m: float, far_m: float) -> None:
    """Water between two depths."""
    light, water, key = place.light, water_tint(place), int(place.random.integers(1 << 30))

    def paint(pen: Pen, camera: Camera) -> None:
        near, far = camera.y_px(0, near_m), camera.y_px(0, far_m)
        wide = camera.width_px
        pen.canvas.save()
        pen.canvas.concat(camera.roll())
        tints = (mix(light.on(water, 1.0), light.sky[2], 0.55), light.on(water, 0.9))
        pen.ramp(box(-wide, far, 2 * wide, near), ((0, far), (0, near)), tints)
        pen.fade(box(-wide, far, 2 * wide, far + (near - far) * 0.3), ((0, far), (0, far + (near - far) * 0.3)), 0x1E3A34, (0.45, 0.0))
        pen.canvas.restore()
        span = camera.span_m(far_m)
        with pen.on(camera.floor()):
            ripples = random_of("band", key)
            nature.ripples(pen, ripples, (span[0], near_m, span[1], far_m), light.on(water, 0.9), mix(light.sky[2], light.sun, 0.5))
            bank = [
                (x, near_m + 0.14 * ((x // 2) % 2)) for x in range(int(camera.span_m(near_m)[0]) - 2, int(camera.span_m(near_m)[1]) + 3, 2)
            ]
            pen.line(bank, 0.12, lighter(water, 0.6), alpha=0.6)

    place.waters.append(paint)


def _jetty(pen: Pen, camera: Camera, x: float) -> None:
    """A landing stage of planks out over the water."""
    with pen.on(camera.floor(0.18)):
        pen.fill(box(x - 0.75, 2.6, x + 0.75, 9.0), 0xB08E64, 0.95)
        for index in range(27):
            pen.fill(box(x - 0.75, 2.6 + index * 0.24, x + 0.75, 2.63 + index * 0.24), 0x6A4E34, 0.9)


def river(place: Place) -> None:
    """A river under a stone bridge, meadows, willows."""
    open_ground(place, 0x8FA25C, far="hills", far_tint=0x7E9470, scatter=0xA8B070)
    _water_band(place, 5.0, 21.0)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.add(0, 17.0, partial(monuments.stone_bridge, half=24.0))
    for index, x in enumerate((-2.2, 2.4, -3.4, 3.6)):
        place.add(x * r * 1.6, 26.0 + index, partial(nature.tree, seed=seed + index, high=6.5), "foliage")
    place.add(-side * r * 1.15, 4.4, partial(nature.tree, seed=seed + 9, high=6.2, leaf=0x8FA25C), "foliage")
    for x in (0.62, 1.0):
        place.add(side * x * r, 4.6, partial(nature.reeds, seed=seed + int(x * 10)), "foliage")
    place.add(-side * r * 0.45, 3.0, partial(nature.rock, seed=seed, half=0.6, high=0.4))


def cliff(place: Place) -> None:
    """The edge of a cliff: rock falls away to surf, the sea far below, gulls."""
    _headland(place)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    place.add(-r * 0.4, 3.2, partial(nature.grass_tufts, seed=seed, half=2.0, tint=0x9AA468, high=0.35), "foliage")
    place.add(r * 0.72, 2.8, partial(nature.rock, seed=seed + 2, half=0.8, high=0.6))
    for index, (x, y) in enumerate(((-1.2, 3.6), (-0.7, 4.2), (1.0, 4.6))):
        place.add(x * r, 12.0, partial(monuments.gull, scale=1.0 + 0.2 * index), y_m=y)


def lighthouse(place: Place) -> None:
    """A lighthouse on its headland: cliffs fall to the surf, the sea below."""
    side = _headland(place)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    path_through(place, 0xC9B48A)
    place.add(side * (r * 0.5 + 6.0), 34, partial(buildings.lighthouse, high=12.5), y_m=1.6)
    place.add(-side * r * 0.9, 4.0, partial(buildings.fence, half=1.6))
    place.add(side * r * 0.95, 3.2, partial(nature.rock, seed=seed + 2, half=0.8, high=0.6))
    place.add(-side * r * 0.4, 3.4, partial(nature.grass_tufts, seed=seed, half=1.6, tint=0x8FA060, high=0.4), "foliage")
    for index, (x, y) in enumerate(((-1.2, 4.0), (-0.75, 4.7))):
        place.add(side * x * r, 14.0, partial(monuments.gull, scale=1.0 + 0.2 * index), y_m=y)


def _headland(place: Place) -> int:
    """Turf to an edge, the sea below it on one side, cliffs receding on the other; returns the side of the land."""
    open_ground(place, 0x7F9058, far="none", scatter=0xA8AE74)
    sea(place, water_tint(place), 9.0)
    side = 1 if place.random.integers(2) else -1
    seed, light = int(place.random.integers(1 << 30)), place.light

    def rocks(pen: Pen, camera: Camera) -> None:
        pen.canvas.save()
        pen.canvas.clipRect(skia.Rect.MakeLTRB(-camera.width_px, -camera.height_px, 2 * camera.width_px, camera.y_px(0, 9.0)))
        turf = 0xE8ECEE if place.weather == "snow" else 0x7F9058
        for index, z in enumerate((120.0, 75.0, 48.0, 30.0)):
            random = random_of("headland", seed, index)
            edge = -side * (7.0 - 1.7 * index + z * 0.05)
            high = 1.1 + 0.045 * z
            top = [(side * 200.0, high + 0.5)]
            top += [(edge + side * x, high + between(random, -0.4, 0.4)) for x in (24.0, 12.0, 5.0, 1.0)]
            face = [(edge - side * 0.6, -1.5), (edge + side * 0.4, -4.0), (edge - side * 1.6, -7.5), (side * 200.0, -7.5)]
            with pen.on(camera.upright(0, z), z * 0.5):
                pen.blend(shape(*top, *face), ((edge, 0), (edge + side * 26, -3)), (0x9A8C78, 0x5F5650), (1.0, 0.6))
                for crack in range(9):
                    x = edge + side * (0.5 + crack * 2.3)
                    pen.line([(x, 0.2), (x + between(random, -0.5, 0.5), -3), (x, -7)], 0.18, 0x4A4340, alpha=0.35)
                pen.fill(
                    shape(*top, (edge + side * 1.0, high - 1.0), (edge + side * 12, high - 0.6), (side * 200.0, high - 0.5)),
                    turf,
                    0.95,
                )
                pen.flat(oval(edge - side * 1.5, -7.4, 6.0, 0.35), light.on(0xF6F8F4, 1.0, z * 0.5), 0.8)
        pen.canvas.restore()

    def brink(pen: Pen, camera: Camera) -> None:
        random = random_of("brink", seed)
        near = camera.span_m(9.0)
        edge = [(x, 8.6 + between(random, -0.5, 0.5)) for x in range(int(near[0]) - 2, int(near[1]) + 3)]
        foot = [(x, y + 1.0 + between(random, 0, 0.6)) for x, y in reversed(edge)]
        with pen.on(camera.floor()):
            pen.fill(shape(*edge, *foot), 0x6F655A, 0.75)
            pen.line(edge, 0.14, 0xB5AC84, alpha=0.8)

    place.waters.append(rocks)
    place.waters.append(brink)
    return side


def snow_plain(place: Place) -> None:
    """A white plain, drifts, a snow-laden spruce, far mountains."""
    place.light = replace(place.light, is_snowy=True)
    open_ground(place, 0xE9EEF2, far="mountains", far_tint=0xB4C2CE, scatter=0xCBD6E0)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))

    def drifts(pen: Pen, camera: Camera) -> None:
        for index, (z, share) in enumerate(((70.0, 0.035), (30.0, 0.03))):
            wide = abs(camera.span_m(z)[1]) + 40
            with pen.on(camera.upright(0, z), z * 0.3):
                nature.ridge(pen, random_of("drift", seed, index), (-wide, wide), (share * z * 0.3, share * z), 0xEEF3F6)

    place.backdrop.append(drifts)
    for index, (x, z) in enumerate(((-1.3, 9), (1.4, 12), (-1.9, 18), (2.2, 22), (0.8, 30))):
        place.add(x * (r + z * 0.14), z, partial(nature.pine, seed=seed + index, high=6.0 + index % 3), "foliage")
    place.add(r * 0.7, 3.2, partial(nature.rock, seed=seed, half=0.8, high=0.45, tint=0xD9E2EA))


def jungle(place: Place) -> None:
    """Great leaves, hanging creepers, palms, a green dusk, far water mist."""
    open_ground(place, 0x4F6A3A, far="forest", far_tint=0x4F7A58, scatter=0x7A8A44)
    r, random = place.reach_m, place.random
    path_through(place, 0x7A6444)
    for z, count in ((26.0, 10), (15.0, 7), (8.5, 5)):
        for index in range(count):
            spread = r * 1.25 + z * 0.75
            x = -spread + 2 * spread * (index + between(random, 0.15, 0.85)) / count
            x += 0.0 if abs(x) > 1.6 else (2.6 if x > 0 else -2.6)
            key = int(random.integers(1 << 30))
            draw = partial(nature.palm, seed=key, high=7.5) if key % 2 else partial(nature.tree, seed=key, high=9.0, leaf=0x3F7A44)
            place.add(x, z, draw, "foliage")
    for x, z in ((-1.15, 3.4), (-0.72, 4.6), (0.8, 4.2), (1.2, 3.0)):
        place.add(x * r, z, partial(nature.broad_leaves, seed=int(x * 100), high=1.5), "foliage")
    for x, y in ((-0.8, 5.0), (-0.2, 5.6), (0.55, 5.2), (1.05, 4.8)):
        place.add(x * r, 5.0, partial(nature.creeper, drop=2.0 + abs(x)), "foliage", y)


def swamp(place: Place) -> None:
    """Black water, dead trees with moss, reeds, a mist."""
    open_ground(place, 0x5F6844, far="forest", far_tint=0x55685A, scatter=0x7A7A4C)
    _water_band(place, 3.4, 24.0)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    for index, (x, z) in enumerate(((-1.3, 7.0), (1.2, 6.0), (-0.5, 14.0), (1.9, 13.0), (-2.4, 17.0), (0.7, 20.0))):
        place.add(x * (r + z * 0.1), z, partial(nature.bare_tree, seed=seed + index, high=6.5), "foliage")
    for x, z in ((-0.95, 3.6), (-0.55, 4.4), (0.72, 3.8), (1.1, 4.8), (0.1, 9.0)):
        place.add(x * r, z, partial(nature.reeds, seed=seed + int(x * 10)), "foliage")
    place.shine(0, 0.5, lambda pen: pen.glow(0, 0, 7.0, 0xC4D0BC, 0.22), 8.0)


def ruins(place: Place) -> None:
    """Broken columns, an arch, fallen blocks, ivy, dry grass."""
    open_ground(place, 0xA8A070, far="hills", far_tint=0x8A9270, scatter=0xC4B684)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    path_through(place, 0xC9BC98)
    place.add(r * 0.2, 15, monuments.ruined_arch)
    for index, (x, z) in enumerate(((-1.15, 6.5), (-0.82, 9.5), (1.05, 7.0), (1.35, 11.0), (-1.9, 13.0))):
        place.add(x * r, z, partial(monuments.broken_column, high=2.2 + 0.9 * (index % 3)))
    place.add(r * 0.66, 3.4, partial(monuments.fallen_blocks, seed=seed))
    place.add(-r * 0.62, 3.0, partial(nature.grass_tufts, seed=seed, half=1.2, tint=0xB5AC64, high=0.45), "foliage")


def battlefield(place: Place) -> None:
    """Churned earth, wire, shell holes, a shattered tree, smoke, fires."""
    open_ground(place, 0x6F6250, far="hills", far_tint=0x6A6258, scatter=0x4F463A)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))

    def craters(pen: Pen) -> None:
        for x, z, size in ((-1.1, 3.6, 0.9), (0.9, 6.0, 1.2), (-2.0, 9.5, 1.6), (2.4, 12.0, 1.6)):
            pen.fill(oval(x * r, z, size * 1.15, size * 0.75), 0x8A7A62, 0.9)
            pen.fill(oval(x * r, z + 0.08, size, size * 0.6), 0x3A3228, 0.8)

    place.lay(craters)
    for index, (x, z) in enumerate(((-1.35, 7.5), (1.5, 10.0), (-0.6, 17.0), (2.6, 20.0))):
        place.add(x * r, z, partial(nature.bare_tree, seed=seed + index, high=4.2), "foliage")
    for x, z in ((-0.6, 24.0), (0.9, 30.0), (-1.9, 34.0)):
        place.add(x * r * 2, z, partial(monuments.smoke, seed=seed + int(z), high=14.0))
    place.add(r * 0.9, 12.0, partial(fire, half=0.6))
    for side in (-1, 1):
        place.add(side * r * 0.9, 3.6, partial(monuments.barbed_wire, half=r * 0.5))
    place.add(r * 0.72, 2.8, partial(monuments.sandbags, half=0.9))


def cabin(place: Place) -> None:
    """A log cabin at the edge of a wood."""
    open_ground(place, 0x7F8A58, far="mountains", far_tint=0x55705A, scatter=0x9A9A5C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    path_through(place, 0xB49C70)
    side = 1 if place.random.integers(2) else -1
    for index, (x, z) in enumerate(((-2.3, 16), (-1.4, 20), (0.5, 24), (1.5, 19), (2.4, 15), (-2.0, 9), (2.2, 10))):
        place.add(x * (r + z * 0.12), z, partial(nature.pine, seed=seed + index, high=8.0 + index % 3), "foliage")
    place.add(side * r * 0.45, 12.5, monuments.log_cabin)
    place.add(-side * r * 0.8, 3.4, partial(nature.rock, seed=seed, half=0.7, high=0.5))


def camp(place: Place) -> None:
    """Tents round a fire at the edge of a wood, whose light falls on everybody near it."""
    burns = "fire" not in place.light.out
    if place.light.is_dark and burns:
        place.light = replace(
            place.light, key=mix(place.light.key, (1.04, 0.78, 0.5), 0.5), shade=mix(place.light.shade, (0.46, 0.3, 0.3), 0.3)
        )
    open_ground(place, 0x7A8454, far="forest", far_tint=0x55705A, scatter=0x9A8A4C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    for index, (x, z) in enumerate(((-2.0, 13), (-1.2, 16), (0.4, 18), (1.3, 15), (2.2, 13))):
        place.add(x * (r + 1.5), z, partial(nature.pine, seed=seed + index, high=8.5), "foliage")
    place.add(-side * r * 0.85, 5.4, partial(monuments.tent, tint=0xC98A45))
    place.add(side * r * 1.3, 8.0, partial(monuments.tent, tint=0x5F7A86))
    place.add(side * r * 0.62, 3.4, partial(fire, half=0.36))
    if burns:
        place.shine(side * r * 0.62, 0.5, lambda pen: pen.glow(0, 0, 2.6, 0xFFA850, 0.4 if place.light.is_dark else 0.12), 3.2)


def cave_mouth(place: Place) -> None:
    """A rock face with a black opening."""
    open_ground(place, 0x8A8668, far="mountains", far_tint=0x6F6E6A, scatter=0xB0A890)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    place.add(r * 0.2, 13, monuments.rock_face)
    for index, (x, z) in enumerate(((-0.9, 4.0), (0.85, 5.0), (1.2, 3.2))):
        place.add(x * r, z, partial(nature.rock, seed=seed + index, half=0.8, high=0.7))
    for x, z in ((-1.7, 11.0), (1.9, 12.0)):
        place.add(x * (r + 2.0), z, partial(nature.pine, seed=seed + int(z), high=7.0), "foliage")


def castle(place: Place) -> None:
    """A castle on its hill: towers, battlements, a gate, banners."""
    open_ground(place, 0x86985A, far="mountains", far_tint=0x6F8468, scatter=0xA8B070)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    path_through(place, 0xC9B48E)
    place.add(0.6, 62, monuments.castle)
    for index, (x, z) in enumerate(((-2.0, 11), (2.1, 12), (-3.4, 22), (3.6, 24))):
        place.add(x * (r + 0.8), z, partial(nature.tree, seed=seed + index, high=6.0), "foliage")
    place.add(-r * 0.85, 3.6, partial(nature.bush, seed=seed, half=0.7), "foliage")


def garden(place: Place) -> None:
    """Flower beds, a pergola, hedges, a bench."""
    open_ground(place, 0x86A85C, far="forest", far_tint=0x6A8A64, scatter=0xA8C070)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    path_through(place, 0xDCC8A0)
    place.add(0.6, 11.0, monuments.pergola)
    for side in (-1, 1):
        place.add(side * (r * 0.4 + 4.6), 12.0, partial(monuments.hedge, half=3.4))
        for index, z in enumerate((3.2, 5.2, 7.6)):
            place.add(side * (r * 0.62 + 0.5 + z * 0.1), z, partial(nature.flower_bed, seed=seed + index * 2 + side, half=1.0), "foliage")
    for index, (x, z) in enumerate(((-1.8, 16), (1.9, 17))):
        place.add(x * (r + 1.5), z, partial(nature.tree, seed=seed + index, high=6.5), "foliage")


def moon(place: Place) -> None:
    """Grey dust and craters under black sky, the earth above, a lander."""
    place.light = replace(
        place.light,
        sky=(colour(0x04050C), colour(0x080A16), colour(0x12141F)),
        haze_m=0.0,
        key=(1.0, 1.0, 1.0),
        shade=(0.3, 0.31, 0.38),
        is_dark=True,
        sun=colour(0xFFFFFF),
    )
    place.weather, place.time_of_day = "clear", "night"
    open_ground(place, 0xA8A6A4, far="hills", far_tint=0x8A8886, scatter=0x6F6E70)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))

    def craters(pen: Pen) -> None:
        for x, z, size in ((-1.1, 4.0, 0.9), (1.0, 7.0, 1.3), (-2.2, 11.0, 2.0), (2.6, 16.0, 2.4), (0.2, 22.0, 2.6)):
            pen.fill(oval(x * r, z, size * 1.12, size * 0.62), 0xC4C2BE, 1.0)
            pen.fill(oval(x * r + 0.06, z + 0.06, size, size * 0.52), darker(0x8A8886, 0.3), 0.8)

    place.lay(craters)
    place.add(-r * 1.1, 90, _earth, y_m=24)
    place.add(r * 0.75, 11.0, monuments.lander)
    place.add(-r * 0.85, 3.4, partial(nature.rock, seed=seed, half=0.8, tint=0x8A8886, high=0.5))


def _earth(pen: Pen) -> None:
    globe = oval(0, 0, 5.0, 5.0)
    pen.glow(0, 0, 8.5, 0x8FC4F0, 0.35)
    with pen.within(globe):
        pen.ramp(globe, ((-4, 4), (4, -4)), (0x6FB4E8, 0x2F6AB0, 0x0A1A3A))
        for points in (((-3.5, 2.5), (-1.0, 3.4), (0.2, 1.4), (-1.6, 0.2)), ((0.6, -0.4), (2.6, 0.8), (2.9, -1.8), (1.2, -3.2))):
            pen.flat(smooth(list(points)), 0x6A9A5A, 0.85)
        for y in (2.6, 0.6, -1.6):
            pen.flat(smooth([(-4.5, y), (-1, y + 0.5), (3.6, y - 0.2), (0, y - 0.25)]), 0xFFFFFF, 0.55)
        pen.fade(globe, ((0, 1), (4.6, -3)), 0x02040A, (0.0, 0.85))
