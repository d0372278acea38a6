"""Rooms people live and work in; each builds itself into a `Place`, composed within the width the frame shows."""

from functools import partial

from activities.images.drawing.colour import darker, lighter, mix
from activities.images.drawing.pen import Pen
from activities.images.drawing.seeds import between
from activities.images.drawing.sets import fixtures, furniture
from activities.images.drawing.sets.place import Place
from activities.images.drawing.sets.room import build_room, lamp_glow, window


def kitchen(place: Place) -> None:
    """Counter under the window, stove and hood, shelf with crockery, table in front."""
    build_room(place, floor="tiles", wainscot_m=0.0)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.hang(0, 0.92, lambda pen: fixtures.tiled_wall(pen, lighter(scheme.second, 0.55), (-r * 1.25, r * 1.25, 0.62)))
    window(place, -side * r * 0.2, (1.25, 1.05), 1.2, curtains=True)
    place.add(0, place.wall_m - 0.35, lambda pen: fixtures.kitchen_counter(pen, scheme, seed, r * 1.15, side))
    place.hang(side * r * 0.55, 1.75, partial(furniture.shelf_board, wood=scheme.wood, half=0.7))
    place.hang(side * r * 0.55, 1.75, partial(furniture.crockery, seed=seed, half=0.68))
    place.add(-side * r * 0.98, place.wall_m - 0.4, lambda pen: fixtures.fridge(pen, mix(scheme.accent, 0xF1E8D4, 0.72)))
    place.add(side * r * 0.72, 0.75, lambda pen: furniture.table(pen, scheme.wood, 0.68), kind="table")
    place.add(side * r * 0.72 - 0.25, 0.8, lambda pen: fixtures.fruit_bowl(pen, scheme.accent), y_m=0.8, kind="table")
    place.add(side * r * 0.72 + 0.95, 0.9, lambda pen: furniture.chair(pen, scheme.wood, scheme.accent), kind="table")
    place.add(side * r * 0.3, 1.4, lambda pen: furniture.pendant(pen, scheme.accent, 0.7), y_m=place.ceiling_m)
    lamp_glow(place, side * r * 0.3, place.ceiling_m - 0.95, 1.3)


def living_room(place: Place) -> None:
    """Sofa below a picture, bookshelf, window, lamp, rug."""
    build_room(place, depth_m=3.2)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.42, (1.5, 1.6), 0.85)
    place.hang(side * r * 0.28, 1.95, lambda pen: furniture.picture(pen, scheme, seed, (0.95, 0.65)))
    place.hang(side * r * 0.28 + 0.85, 1.85, lambda pen: furniture.picture(pen, scheme, seed + 1, (0.42, 0.5)))
    place.lay(lambda pen: furniture.rug(pen, scheme.accent, scheme.textile, (side * r * 0.1, 0.9), (2.0, 1.0)))
    place.add(side * r * 0.32, 2.3, lambda pen: furniture.sofa(pen, scheme.second, 1.0), kind="sofa")
    place.add(side * r * 0.92, 2.7, lambda pen: furniture.bookshelf(pen, scheme.wood, seed, 0.55, 2.2))
    place.add(-side * r * 0.9, 2.5, lambda pen: furniture.plant(pen, scheme.accent, seed, 1.3))
    place.add(-side * r * 0.02 - side * 0.25, 2.6, furniture.floor_lamp)
    place.add(-side * r * 0.72, 0.7, lambda pen: furniture.table(pen, scheme.wood, 0.5, 0.45))
    lamp_glow(place, -side * r * 0.02 - side * 0.25, 1.5, 2.4)


def bedroom(place: Place) -> None:
    """The bed's head at the wall, nightstands, window, wardrobe."""
    build_room(place, depth_m=3.0)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    bed_x = side * r * 0.3
    window(place, -side * r * 0.5, (1.2, 1.5), 0.9)
    place.hang(bed_x, 2.05, lambda pen: furniture.picture(pen, scheme, seed, (0.8, 0.5)))
    place.lay(lambda pen: furniture.rug(pen, scheme.textile, scheme.second, (bed_x, 0.6), (1.7, 0.7)))
    place.add(bed_x, 1.9, lambda pen: furniture.bed(pen, scheme), kind="bed")
    place.add(bed_x - 1.25, 2.5, lambda pen: furniture.nightstand(pen, scheme.wood))
    place.add(side * r * 1.0, 2.6, lambda pen: fixtures.wardrobe(pen, scheme.wood))
    place.add(-side * r * 0.95, 2.3, lambda pen: furniture.chair(pen, scheme.wood, scheme.accent))
    lamp_glow(place, bed_x - 1.25, 0.9, 2.4)


def office(place: Place) -> None:
    """A desk with a screen, filing cabinets, blinds, a whiteboard."""
    build_room(place, floor="slabs", depth_m=3.2)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.35, (1.9, 1.5), 0.95, curtains=False)
    place.hang(-side * r * 0.35, 0.95, lambda pen: fixtures.blinds(pen, 1.9, 1.5))
    place.hang(side * r * 0.5, 1.35, lambda pen: fixtures.whiteboard(pen, seed))
    place.add(side * r * 0.9, 2.8, lambda pen: fixtures.filing_cabinet(pen, scheme.second))
    place.add(side * r * 0.4, 1.9, lambda pen: fixtures.office_desk(pen, scheme.wood), kind="desk")
    place.add(-side * r * 0.95, 2.5, lambda pen: furniture.plant(pen, scheme.trim, seed, 1.4))
    place.add(-side * r * 0.3, 2.4, lambda pen: furniture.bookshelf(pen, scheme.wood, seed, 0.5, 0.85))
    lamp_glow(place, side * r * 0.4, 1.2, 1.8, 1.4)


def bar(place: Place) -> None:
    """Counter with stools, bottles before a mirror, low lamps."""
    build_room(place, depth_m=3.3, wainscot_m=1.0)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    centre = side * r * 0.22
    place.hang(centre, 1.1, lambda pen: fixtures.bottle_wall(pen, scheme, seed, min(1.6, r * 0.6)))
    window(place, -side * r * 0.86, (1.0, 1.5), 1.0, curtains=False)
    place.add(centre, 2.4, lambda pen: fixtures.bar_counter(pen, scheme, min(2.2, r * 0.85)))
    for step in (-1.3, -0.45, 0.4, 1.25):
        if abs(step) < r * 0.6:
            place.add(centre + step, 1.9, lambda pen: furniture.stool(pen, scheme.wood))
    place.add(-side * r * 0.82, 1.3, lambda pen: furniture.table(pen, scheme.wood, 0.42), kind="table")
    place.add(-side * r * 0.82 + 0.75, 1.5, lambda pen: furniture.chair(pen, scheme.wood, scheme.accent), kind="table")
    for step in (-0.8, 0.1, 1.0):
        x = centre + step * min(1.0, r / 3)
        place.add(x, 2.2, lambda pen: furniture.pendant(pen, scheme.accent, 0.75), y_m=place.ceiling_m)
        lamp_glow(place, x, place.ceiling_m - 0.95, 2.1, 1.2)


def corridor(place: Place) -> None:
    """A long passage with doors on both sides and a window at its end."""
    place.reach_m = min(place.reach_m, 1.6)
    half = build_room(place, depth_m=11.0, half_m=1.75, floor="tiles", wainscot_m=1.1)
    scheme = place.scheme
    place.ceiling_m = 2.9
    window(place, 0, (1.1, 1.5), 0.8, curtains=False)
    for which in (-1, 1):
        for z in (0.6, 3.2, 5.8, 8.4):
            place.side(which, half - 0.01, partial(_door_at, place, z))
    for z in (1.2, 4.2, 7.2):
        place.add(0, z, fixtures.ceiling_light, y_m=3.28)
        lamp_glow(place, 0, 3.1, z, 1.6)
    place.add(-1.3, 4.4, lambda pen: furniture.plant(pen, scheme.accent, 5, 1.0))


def _door_at(place: Place, z_m: float, pen: Pen) -> None:
    with pen.moved(z_m, 0):
        furniture.door(pen, place.scheme, darker(place.scheme.second, 0.15))


def generic_interior(place: Place) -> None:
    """A room of no particular use: door, window, table, chair, picture."""
    build_room(place, wainscot_m=0.9)
    r, scheme, seed = place.reach_m, place.scheme, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    window(place, -side * r * 0.36, (1.4, 1.5), 1.0)
    place.hang(side * r * 0.66, 0.0, lambda pen: furniture.door(pen, scheme))
    place.hang(side * r * 0.18, 1.9, lambda pen: furniture.picture(pen, scheme, seed, (0.8, 0.55)))
    place.add(side * r * 0.16, 2.6, lambda pen: furniture.cupboard(pen, scheme.wood, (1.1, 0.85)))
    place.add(side * r * 0.16, 2.6, furniture.table_lamp, y_m=0.87)
    place.add(-side * r * 0.85, 1.2, lambda pen: furniture.table(pen, scheme.wood, 0.6), kind="table")
    place.add(-side * r * 0.85 + side * 0.85, 1.3, lambda pen: furniture.chair(pen, scheme.wood, scheme.accent), kind="table")
    place.add(side * r * 1.05, 2.5, lambda pen: furniture.plant(pen, scheme.accent, seed, between(place.random, 0.9, 1.4)))
    place.lay(lambda pen: furniture.rug(pen, scheme.textile, scheme.accent, (0, 1.0), (1.7, 0.8)))
    lamp_glow(place, side * r * 0.16, 1.2, 2.4)
