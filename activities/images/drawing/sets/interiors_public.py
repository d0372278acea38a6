"""Rooms that belong to many: church, hospital, shop, school, library, and the inside of vehicles."""

from functools import partial

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, colour, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, oval, smooth
from activities.images.drawing.seeds import between, choose, random_of
from activities.images.drawing.sets import fixtures, furniture
from activities.images.drawing.sets.interiors import corridor
from activities.images.drawing.sets.place import Place, Scheme
from activities.images.drawing.sets.room import build_room, draw_window, lamp_glow, window
from activities.images.drawing.things import vehicles

_BAGS = (0xB5473C, 0x2F5F7E, 0xD9A441, 0x3D4A5C)


def church(place: Place) -> None:
    """A nave: columns, pews, coloured windows, the altar at its end."""
    place.ceiling_m = 7.5
    place.reach_m = max(place.reach_m, 2.4)
    stone = 0xC9BFAE
    half = build_room(place, depth_m=9.0, half_m=max(4.2, place.reach_m * 1.4), floor="slabs")
    seed = int(place.random.integers(1 << 30))
    for x, high in ((0.0, 4.6), (-2.3, 3.6), (2.3, 3.6)):
        place.hang(x, 1.9, partial(fixtures.stained_glass, seed=seed, half=0.62, high=high * 0.8))
    place.lay(lambda pen: pen.fill(box(-0.75, -6, 0.75, 8.6), 0x8A2F35, 0.9))
    place.add(0, 8.0, fixtures.altar)
    for z in (7.0, 4.6, 2.2):
        for side in (-1, 1):
            place.add(side * half * 0.78, z, partial(fixtures.column, tint=stone, high=place.ceiling_m))
    for z in (6.2, 5.0, 3.8, 2.6, 1.4):
        for side in (-1, 1):
            place.add(side * (half * 0.28 + 0.75), z, partial(fixtures.pew, wood=place.scheme.wood, half=half * 0.26))
    for x, tint in ((-2.3, 0xE8B050), (0.0, 0xF0D890), (2.3, 0x8FB0D8)):
        strength = 0.08 if place.light.is_dark else 0.22
        place.shine(x * 0.7, 2.4, partial(_pool, radius=2.6, tint=tint, strength=strength), 6.0)


def _pool(pen: Pen, radius: float, tint: int, strength: float) -> None:
    pen.glow(0, 0, radius, tint, strength)


def hospital(place: Place) -> None:
    """A ward: bed, monitor, drip, curtain, a big window."""
    wall = mix(place.scheme.wall, 0xDDEAE8, 0.62)
    pale = [colour(tint) for tint in (0xF4F6F4, 0xC0CACA, 0xB2BCBC, 0x6FA5A8, 0xE8F0EE, 0x8FB4B8)]
    place.scheme = Scheme(wall, *pale)
    build_room(place, floor="tiles", wainscot_m=1.0, depth_m=3.2)
    r = place.reach_m
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.45, (1.8, 1.4), 1.1, curtains=False)
    place.add(side * r * 0.42, 2.2, fixtures.hospital_bed, kind="bed")
    place.add(side * (r * 0.42 - 1.45), 2.5, fixtures.monitor_stand)
    place.add(side * (r * 0.42 + 1.25), 2.5, fixtures.drip)
    place.add(side * r * 1.05, 2.7, lambda pen: _ward_curtain(pen, place))
    place.add(-side * r * 0.85, 2.3, partial(furniture.chair, wood=place.scheme.wood, seat=place.scheme.accent))
    place.add(0, 1.8, fixtures.ceiling_light, y_m=place.ceiling_m)


def _ward_curtain(pen: Pen, place: Place) -> None:
    tint = place.scheme.second
    pen.blend(box(-0.6, 0.25, 0.6, 2.5), ((-0.6, 0), (0.6, 0)), (lighter(tint, 0.3), tint))
    for x in (-0.45, -0.2, 0.05, 0.3, 0.5):
        pen.line([(x, 2.5), (x + 0.03, 1.4), (x, 0.28)], 0.03, darker(tint, 0.2), alpha=0.6)


def clinic_corridor(place: Place) -> None:
    """A hospital's passage: white walls, pale doors."""
    wall = mix(place.scheme.wall, 0xE6EEEC, 0.8)
    pale = [colour(tint) for tint in (0xF6F8F6, 0xC6D0CE, 0xB2BCBC, 0x6FA5A8, 0xE8F0EE, 0x9FBFC0)]
    place.scheme = Scheme(wall, *pale)
    corridor(place)


def locker_room(place: Place) -> None:
    """A team's changing room: a wall of lockers, some with a bag on top, long benches, a board with the tactics."""
    wall = mix(place.scheme.wall, 0xD9DEDC, 0.6)
    pale = [colour(tint) for tint in (0xE9ECE6, 0xA9AFAE, 0xB08A5A, 0x4E6E8E, 0xD8DDD6, 0x557A9A)]
    place.scheme = Scheme(wall, *pale)
    half = build_room(place, floor="tiles", depth_m=3.4, wainscot_m=0.0)
    seed = int(place.random.integers(1 << 30))
    place.hang(0, 0, partial(_lockers, tint=place.scheme.second, half=half, seed=seed))
    for side in (-1, 1):
        place.add(side * place.reach_m * 0.62, 2.5, partial(_bench, wood=place.scheme.wood, half=place.reach_m * 0.3))
    place.add(place.reach_m * 0.98, 2.6, _tactics_board)
    for x in (-0.5, 0.5):
        place.add(x * place.reach_m, 1.8, fixtures.ceiling_light, y_m=place.ceiling_m)


def _lockers(pen: Pen, tint: Colour, half: float, seed: int) -> None:
    count = max(6, round(2 * half / 0.42))
    wide = 2 * half / count
    bags = random_of("lockers", seed)
    for index in range(count):
        x = -half + index * wide
        pen.block((x + 0.01, 0.06, x + wide - 0.01, 2.0), tint, 1.0 if index % 2 else 0.94, 0.01)
        for y in (1.62, 1.68, 1.74):
            pen.fill(box(x + wide * 0.25, y, x + wide * 0.75, y + 0.025), darker(tint, 0.35))
        pen.fill(box(x + wide * 0.78, 0.95, x + wide * 0.84, 1.12, 0.01), 0xD5D8D6)
        if between(bags, 0, 1) < 0.3:
            pen.fill(smooth([(x + 0.03, 2.0), (x + 0.06, 2.2), (x + wide - 0.08, 2.22), (x + wide - 0.03, 2.0)]), choose(bags, _BAGS))


def _bench(pen: Pen, wood: Colour, half: float) -> None:
    furniture.ground_shadow(pen, half, 0.2)
    for x in (-half * 0.8, half * 0.8):
        pen.block((x - 0.03, 0, x + 0.03, 0.42), 0x6E7476)
    pen.block((-half, 0.4, half, 0.47), wood, 1.0, 0.01)


def _tactics_board(pen: Pen) -> None:
    """On a stand: the pitch, and who runs where."""
    for x in (-0.3, 0.3):
        pen.line([(x, 1.0), (x * 1.5, 0)], 0.03, 0x70767A)
    pen.block((-0.5, 0.95, 0.5, 1.75), 0xF3F4F0, 1.0, 0.02)
    pen.stroke(box(-0.42, 1.02, 0.42, 1.68), 0.015, 0x4F8A5A)
    pen.stroke(oval(0, 1.35, 0.12, 0.12), 0.012, 0x4F8A5A)
    for x, y, tint in ((-0.3, 1.5, 0xC0483C), (-0.2, 1.2, 0xC0483C), (0.05, 1.55, 0xC0483C), (0.28, 1.25, 0x3F6FA8), (0.22, 1.5, 0x3F6FA8)):
        pen.fill(oval(x, y, 0.028, 0.028), tint)
    pen.line([(-0.2, 1.2), (0.0, 1.16), (0.18, 1.3)], 0.012, 0xC0483C)


def shop(place: Place) -> None:
    """A counter, goods on shelves, a door with a bell."""
    build_room(place, floor="tiles", depth_m=3.2, wainscot_m=0.8)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.hang(side * r * 0.3, 0.75, partial(fixtures.bread_rack, scheme=scheme, seed=seed, half=min(1.5, r * 0.5)))
    window(place, -side * r * 0.55, (1.6, 1.6), 0.85, curtains=False)
    place.add(side * r * 0.3, 2.0, partial(fixtures.display_counter, scheme=scheme, seed=seed, half=min(1.8, r * 0.66)))
    place.add(-side * r * 1.0, 2.5, partial(furniture.cupboard, tint=scheme.second, sides=(1.0, 1.1)))
    place.add(-side * r * 1.0, 2.5, partial(furniture.crockery, seed=seed + 1, half=0.45), y_m=1.12)
    for step in (-0.5, 0.6):
        x = side * r * 0.3 + step
        place.add(x, 1.9, partial(furniture.pendant, tint=scheme.accent, drop=0.7), y_m=place.ceiling_m)
        lamp_glow(place, x, place.ceiling_m - 0.9, 1.9, 1.3)


def library(place: Place) -> None:
    """Walls of books, a reading table with a green lamp, a ladder."""
    build_room(place, depth_m=3.4, wainscot_m=0.0)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.15, (1.1, 1.9), 0.9)
    for index, x in enumerate((-1.0, -0.58, 0.42, 0.84)):
        place.add(side * r * x * 1.05, 3.1, partial(furniture.bookshelf, wood=scheme.wood, seed=seed + index, half=r * 0.2, high=2.8))
    place.lay(lambda pen: furniture.rug(pen, scheme.accent, scheme.textile, (0, 1.0), (2.0, 0.8)))
    place.add(side * r * 0.62, 1.3, partial(furniture.table, wood=scheme.wood, half=0.8))
    place.add(side * r * 0.62 + 0.3, 1.35, partial(furniture.table_lamp, shade=0x3F7A5A), y_m=0.82)
    lamp_glow(place, side * r * 0.62 + 0.3, 1.1, 1.3, 1.6)


def classroom(place: Place) -> None:
    """A blackboard, rows of desks, tall windows."""
    half = build_room(place, depth_m=4.2)
    r, scheme = place.reach_m, place.scheme
    place.hang(0, 0.95, lambda pen: _blackboard(pen, min(1.9, r * 0.75)))
    for z in (0.4, 2.2):
        for side in (-1, 1):
            place.side(side, half - 0.01, partial(_side_window, place=place, z=z))
    for z, xs in ((2.6, (-1.7, 0.0, 1.7)), (1.3, (-2.1, 2.1))):
        for x in xs:
            if abs(x) < r * 1.2:
                place.add(x, z, partial(furniture.table, wood=scheme.wood, half=0.5, high=0.68))
                place.add(x, z + 0.35, partial(furniture.chair, wood=scheme.wood, seat=scheme.accent))


def _side_window(pen: Pen, place: Place, z: float) -> None:
    with pen.moved(z, 1.0):
        draw_window(pen, place, (1.1, 1.7), curtains=False)


def _blackboard(pen: Pen, half: float) -> None:
    pen.block((-half - 0.06, -0.06, half + 0.06, 1.36), 0x7A5237)
    pen.blend(box(-half, 0, half, 1.3), ((-half, 1.3), (half, 0)), (0x3A5A4C, 0x2C463C))
    for index, (x, y, wide) in enumerate(((-0.8, 1.0, 0.5), (-0.8, 0.8, 0.75), (-0.8, 0.6, 0.6), (0.25, 0.95, 0.3))):
        pen.line([(x * half, y), ((x + wide * 0.5) * half, y + 0.02 * (index % 2)), ((x + wide) * half, y)], 0.02, 0xE9E6DA, alpha=0.75)
    pen.stroke(smooth([(half * 0.3, 0.3), (half * 0.55, 0.75), (half * 0.8, 0.3)]), 0.018, 0xE9E6DA, alpha=0.75)
    pen.block((-half, -0.1, half, -0.05), 0x8A6242)


def train(place: Place) -> None:
    """A compartment: a wide window on passing country, benches on both sides."""
    place.ceiling_m = 2.5
    half = build_room(place, depth_m=1.7, half_m=max(1.7, place.reach_m * 0.8), floor="slabs", wainscot_m=0.8)
    scheme = place.scheme
    place.hang(0, 0.95, lambda pen: vehicles.train_window(pen, place, min(1.15, half * 0.62)))
    for side in (-1, 1):
        place.add(side * half * 0.8, 1.2, partial(vehicles.train_seat, tint=scheme.accent, side=side))
        place.hang(side * half * 0.8, 2.0, partial(vehicles.luggage_rack, half=half * 0.2))
    place.add(0, 1.45, partial(furniture.table, wood=scheme.wood, half=0.34, high=0.72))
    lamp_glow(place, 0, 2.4, 1.0, 1.4)


def car(place: Place) -> None:
    """From the bonnet into the car: the road through the rear window, seats, a steering wheel before the driver."""
    place.ceiling_m = 1.9

    def paint(pen: Pen, camera: Camera) -> None:
        with pen.on(camera.upright(camera.x_m, 1.2)):
            vehicles.car_cabin(pen, place, camera.span_m(1.2)[1] - camera.x_m)

    place.backdrop.append(paint)
    for x in (-0.85, 0.0, 0.85):
        place.add(x, 0.35, partial(vehicles.car_seat, tint=place.scheme.second))
    place.add(0, -0.45, vehicles.dashboard, "foreground")
