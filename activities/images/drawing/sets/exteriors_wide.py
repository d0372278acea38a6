"""Open country and open water, roofs, parks, platforms, and the outside of what is usually seen from inside."""

from functools import partial

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import mix
from activities.images.drawing.pen import Pen, box, oval, shape, smooth
from activities.images.drawing.seeds import between, random_of
from activities.images.drawing.sets import buildings, nature
from activities.images.drawing.sets.exteriors import open_ground, path_through, road, sea, water_tint
from activities.images.drawing.sets.place import Place
from activities.images.drawing.things import vehicles


def open_sea(place: Place) -> None:
    """A deck rail before us, nothing but water behind it."""
    open_ground(place, 0x9A7A58, far="none")
    sea(place, water_tint(place), 2.2)
    r = place.reach_m
    place.add(r * 0.5, 60, partial(nature.boat, hull=0x4A6478, half=3.0))
    place.add(-r * 0.9, 120, partial(nature.rock, seed=4, half=16, tint=0x6A7A80, high=9))
    place.add(0, 1.9, partial(_rail, half=r * 2.2))
    place.add(r * 0.85, 1.6, _life_ring)


def _rail(pen: Pen, half: float) -> None:
    for y in (0.35, 0.65, 0.98):
        pen.block((-half, y - 0.02, half, y + 0.025), 0xEDE8DC)
    count = int(half * 2 / 1.1)
    for index in range(count + 1):
        x = -half + index * 2 * half / count
        pen.block((x - 0.03, 0, x + 0.03, 1.02), 0xDAD4C6)


def _life_ring(pen: Pen) -> None:
    pen.stroke(oval(0, 0.62, 0.24, 0.24), 0.12, 0xE0563A)
    for x, y in ((0.17, 0.17), (-0.17, 0.17), (0.17, -0.17), (-0.17, -0.17)):
        pen.fill(oval(x, 0.62 + y, 0.055, 0.055), 0xF6F0E4)


def harbour(place: Place) -> None:
    """A quay with bollards and crates, boats, a ship, warehouses across the water."""
    open_ground(place, 0x9A9488, far="none")
    sea(place, water_tint(place), 3.2)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    for index in range(5):
        place.add((index - 2) * 9.0 + side * 4, 62, partial(buildings.town_house, seed=seed + index, wide=8.0, floors=2 + index % 2))
    place.add(side * r * 2.2, 26, partial(vehicles.freighter, tint=0x2F4A5A))
    place.add(-side * r * 0.75, 9, partial(nature.boat, hull=0xB8503C, half=1.7))
    place.add(-side * r * 1.7, 13, partial(nature.boat, hull=0x3F6A86, half=1.7))
    for x in (-0.55, 0.35, 1.2):
        place.add(x * r, 2.7, _bollard)
    place.add(side * r * 0.95, 1.8, _lobster_pots)


def _bollard(pen: Pen) -> None:
    pen.block((-0.13, 0, 0.13, 0.45), 0x3A3C40, 1.0, 0.04)
    pen.block((-0.2, 0.38, 0.2, 0.52), 0x44464A, 1.0, 0.05)


def _lobster_pots(pen: Pen) -> None:
    for x, y in ((-0.4, 0.0), (0.35, 0.0), (-0.05, 0.45)):
        pen.fill(box(x - 0.34, y, x + 0.34, y + 0.44, 0.1), 0x6A5038, 0.9)
        for step in range(5):
            pen.line([(x - 0.3 + step * 0.15, y + 0.02), (x - 0.3 + step * 0.15, y + 0.42)], 0.02, 0xC9A874, alpha=0.8)
        pen.line([(x - 0.33, y + 0.22), (x, y + 0.24), (x + 0.33, y + 0.22)], 0.02, 0xC9A874)


def desert(place: Place) -> None:
    """Dunes, cacti, a bleached rock."""
    open_ground(place, 0xDDB377, far="none", scatter=0xF0D09A)
    seed = int(place.random.integers(1 << 30))
    r = place.reach_m

    def dunes(pen: Pen, camera: Camera) -> None:
        for index, (z, share) in enumerate(((160.0, 0.10), (90.0, 0.07), (45.0, 0.045))):
            random = random_of("dunes", seed, index)
            wide = abs(camera.span_m(z)[1]) + 80
            with pen.on(camera.upright(0, z), z * 0.35):
                nature.ridge(pen, random, (-wide, wide), (share * z * 0.3, share * z), mix(0xD9A866, 0xC98F56, index / 2))

    place.backdrop.append(dunes)
    side = 1 if place.random.integers(2) else -1
    place.add(side * r * 0.85, 5.0, partial(nature.cactus, high=2.9), "foliage")
    place.add(-side * r * 1.5, 12.0, partial(nature.cactus, high=3.2), "foliage")
    place.add(-side * r * 0.75, 3.5, partial(nature.rock, seed=seed, half=0.9, tint=0xC49A72, high=0.7))


def mountain(place: Place) -> None:
    """Peaks, pines, a stony meadow."""
    open_ground(place, 0x8A9668, far="mountains", far_tint=0x5F7468, scatter=0xB0AE90)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    for index, (x, z) in enumerate(((-1.5, 16), (-1.1, 10), (1.25, 12), (1.7, 18), (-2.2, 24), (2.4, 26), (-0.9, 28))):
        place.add(x * (r + z * 0.15), z, partial(nature.pine, seed=seed + index, high=6.5 + index % 3), "foliage")
    place.add(r * 0.75, 3.0, partial(nature.rock, seed=seed, half=1.0, high=0.9))
    place.add(-r * 0.85, 2.2, partial(nature.rock, seed=seed + 1, half=0.6, high=0.5))
    place.add(-r * 0.4, 4.5, partial(nature.grass_tufts, seed=seed, half=2.0, tint=0x8A9A5C, high=0.3), "foliage")


def field(place: Place) -> None:
    """A farm: barn, fence, rows of crops, a tree."""
    open_ground(place, 0xB3A85A, far="hills", far_tint=0x7F9664, scatter=0x8A9648)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1

    def furrows(pen: Pen) -> None:
        for index in range(-14, 15):
            pen.distance_m = 12
            pen.fill(shape((index * 1.6, 5), (index * 1.6 + 0.5, 5), (index * 1.6 + 0.5, 55), (index * 1.6, 55)), 0x8F8A42, 0.9, alpha=0.5)
        pen.distance_m = 0

    place.lay(furrows)
    path_through(place, 0xC4A878)
    place.add(side * (r * 1.1 + 4), 22, buildings.barn)
    place.add(-side * r * 1.3, 9, partial(nature.tree, seed=seed, high=6.0), "foliage")
    place.add(-side * r * 0.85, 4.6, partial(buildings.fence, half=2.4))
    place.add(side * r * 0.8, 3.0, partial(nature.grass_tufts, seed=seed, half=1.4, tint=0xC4B054, high=0.6), "foliage")


def rooftop(place: Place) -> None:
    """A flat roof above the city: parapet, water tank, aerials, washing."""
    open_ground(place, 0x8E8680, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    for index in range(5):
        place.add(
            (index - 2) * 12.0, 50, partial(buildings.tower_block, seed=seed + index, wide=9.0, high=5.0 + 5 * ((seed + index) % 4)), y_m=-2
        )
    place.add(0, 5.1, partial(_roofs_beyond, seed=seed))
    place.add(0, 5.0, partial(_parapet, half=60.0))
    place.add(side * r * 0.95, 3.8, _water_tank)
    place.add(-side * r * 0.8, 3.4, _chimneys)


def _roofs_beyond(pen: Pen, seed: int) -> None:
    """The roofs of the houses next door, up to the horizon: behind the parapet there is no ground."""
    random = random_of("roofs", seed)
    pen.fill(box(-60, 0, 60, 1.3), 0x77808C, 0.9)
    x = -60.0
    while x < 60:
        wide = between(random, 0.5, 1.6)
        tint = mix(0x77808C, 0x59626E, between(random, 0, 1))
        pen.fill(box(x, 0.6, x + wide, between(random, 1.25, 1.62)), tint, 0.9)
        x += wide


def _parapet(pen: Pen, half: float) -> None:
    pen.block((-half, 0, half, 0.75), 0xA8988A, 0.85)
    pen.fill(box(-half, 0.72, half, 0.85), 0xC9BCAE)


def _water_tank(pen: Pen) -> None:
    for x in (-0.6, 0.6):
        pen.block((x - 0.05, 0, x + 0.05, 1.2), 0x4A4642)
    pen.blend(box(-0.8, 1.2, 0.8, 2.8), ((-0.8, 0), (0.8, 0)), (0x9A6E4C, 0x5F4232))
    pen.fill(shape((-0.9, 2.8), (0.9, 2.8), (0, 3.5)), 0x54494A)
    for y in (1.5, 2.4):
        pen.fill(box(-0.81, y, 0.81, y + 0.06), 0x3A3636)


def _chimneys(pen: Pen) -> None:
    pen.block((-0.5, 0, 0.5, 1.3), 0xA2604A, 0.9)
    for x in (-0.28, 0.05, 0.34):
        pen.block((x - 0.1, 1.3, x + 0.1, 1.7), 0xC07A5A)
    pen.line([(0.8, 0), (0.8, 2.6)], 0.04, 0x3A3A3E)
    for y in (2.0, 2.25, 2.5):
        pen.line([(0.5, y), (1.1, y)], 0.025, 0x3A3A3E)


def park(place: Place) -> None:
    """Lawn, path, trees, a bench, a lamp."""
    open_ground(place, 0x86A058, far="forest", far_tint=0x6A8A64, scatter=0xA8B86C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    path_through(place, 0xD2BC92)
    for index, (x, z) in enumerate(((-1.45, 11), (1.5, 13), (-0.95, 22), (1.15, 26), (-2.0, 30), (2.3, 20))):
        leaf = (0x6E8F4E, 0x86984A, 0x5F8A58, 0xA8944A)[index % 4]
        place.add(x * (r + z * 0.22), z, partial(nature.tree, seed=seed + index, high=6.5 + index % 3, leaf=leaf), "foliage")
    place.add(side * r * 0.72, 2.6, buildings.bench)
    place.add(side * r * 0.72 + 1.35, 3.0, partial(buildings.street_lamp, high=3.0))
    place.add(-side * r * 0.8, 3.6, partial(nature.bush, seed=seed, half=0.9), "foliage")


def station(place: Place) -> None:
    """A platform: roof on pillars, a clock, a waiting train."""
    open_ground(place, 0xA59C90, far="city", far_tint=0x77808C)
    r = place.reach_m
    place.add(0, 5.4, partial(vehicles.train_coach, tint=(0x3F5F5A, 0x7A3A3A, 0x3A4A6A)[int(place.random.integers(3))], half=r * 3.5))
    place.add(0, 3.9, partial(_platform_roof, half=r * 3))
    for x in (-1.15, 0.05, 1.2):
        place.add(x * r, 3.9, _pillar)
    place.add(-r * 0.55, 3.0, buildings.bench)
    place.add(r * 0.5, 3.6, _station_clock, y_m=3.1)
    place.lay(lambda pen: pen.fill(box(-30, 4.3, 30, 4.5), 0xF0E2B0))


def _platform_roof(pen: Pen, half: float) -> None:
    pen.block((-half, 4.2, half, 4.6), 0x55605F, 0.85)
    step = 0.5
    x = -half
    while x < half:
        pen.fill(shape((x, 4.2), (x + step, 4.2), (x + step / 2, 3.95)), 0xD9CDB4)
        x += step


def _pillar(pen: Pen) -> None:
    pen.block((-0.1, 0, 0.1, 4.2), 0x4A5A58, 0.9)
    pen.block((-0.18, 0, 0.18, 0.4), 0x3F4C4A, 0.9)
    for side in (-1, 1):
        pen.line([(side * 0.08, 3.5), (side * 0.3, 3.9), (side * 0.75, 4.15)], 0.06, 0x4A5A58)


def _station_clock(pen: Pen) -> None:
    pen.line([(0, 0.4), (0, 1.1)], 0.05, 0x3A3C40)
    pen.fill(oval(0, 0, 0.42, 0.42), 0x3A3C40)
    pen.flat(oval(0, 0, 0.35, 0.35), 0xFBF4DE if pen.light.is_dark else 0xF1EADB)
    pen.line([(0, 0), (0.0, 0.26)], 0.035, 0x2A2A2E)
    pen.line([(0, 0), (0.15, 0.08)], 0.04, 0x2A2A2E)


def church_yard(place: Place) -> None:
    """A church with its spire, gravestones, a wall, trees."""
    open_ground(place, 0x8A9A62, far="hills", far_tint=0x7E9470)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    path_through(place, 0xC9B48E)
    place.add(r * 0.25 + 1, 33, partial(buildings.church_tower, scale=0.85))
    place.add(-r * 1.5, 10, partial(nature.tree, seed=seed, high=6.5), "foliage")
    place.add(r * 1.8, 11, partial(nature.tree, seed=seed + 1, high=5.5, leaf=0x7A8A4A), "foliage")
    for index, x in enumerate((-0.95, -0.62, 0.7, 1.05)):
        place.add(x * r, 4.0 + index % 2, partial(_gravestone, high=0.7 + 0.15 * (index % 3)))


def _gravestone(pen: Pen, high: float) -> None:
    pen.fill(smooth([(-0.25, 0), (-0.25, high * 0.7), (0, high), (0.25, high * 0.7), (0.25, 0)], tension=0.6), 0x9A9A94, 0.9)
    pen.line([(0, high * 0.4), (0, high * 0.8)], 0.04, 0x6A6A66)
    pen.line([(-0.09, high * 0.66), (0.09, high * 0.66)], 0.04, 0x6A6A66)


def car_on_road(place: Place) -> None:
    """A country road with a car at its side."""
    open_ground(place, 0x9AA062, far="hills", far_tint=0x7E9470)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 3.0, 0x6A6A70, is_dashed=True)
    side = 1 if place.random.integers(2) else -1
    place.add(
        side * (r * 0.6 + 0.8),
        4.0,
        partial(vehicles.parked_car, tint=(0xB5473C, 0x3F7078, 0xD9A441, 0x5C7A94)[int(place.random.integers(4))]),
    )
    for index, (x, z) in enumerate(((-1.7, 9), (1.9, 14), (-2.2, 22), (1.5, 30))):
        place.add(x * (r + z * 0.15), z, partial(nature.tree, seed=seed + index, high=6.0), "foliage")
    place.add(-side * r * 0.9, 4.5, partial(buildings.fence, half=2.5))
