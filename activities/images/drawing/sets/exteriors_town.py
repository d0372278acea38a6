"""Between houses: alley, square, market, suburb, playground, stadium, cafe terrace, and the fronts of public buildings."""

from functools import partial

from activities.images.drawing.colour import Tint, mix
from activities.images.drawing.pen import Pen, box, oval
from activities.images.drawing.sets import buildings, fronts, landmarks, monuments, nature
from activities.images.drawing.sets.exteriors import open_ground, path_through, road
from activities.images.drawing.sets.place import Draw, Place
from activities.images.drawing.sets.stores import lamp_chain
from activities.images.drawing.things import vehicles


def alley(place: Place) -> None:
    """A narrow passage between high walls: fire escape, bins, washing, one lamp."""
    open_ground(place, 0x77726C, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    road(place, 1.6, 0x5F5E62, is_dashed=False)
    for row, z in enumerate((22.0, 15.0, 9.5, 5.0)):
        for side in (-1, 1):
            wall = partial(landmarks.brick_wall, seed=seed + row * 2 + side, half=3.0, high=9.0, has_escape=side > 0 and row == 2)
            place.add(side * (4.2 + r * 0.12 + 0.12 * z * 0.3), z, wall)
    place.add(0, 30, partial(landmarks.brick_wall, seed=seed + 99, half=8.0, high=8.0))
    place.add(-(r * 0.42 + 0.75), 3.4, landmarks.bins)
    place.add(r * 0.4 + 0.95, 2.8, _cartons)
    place.add(0, 10.0, partial(landmarks.washing, half=3.4, seed=seed), y_m=4.6)
    place.add(-(r * 0.3 + 1.3), 8.0, partial(buildings.street_lamp, high=3.4))


def _cartons(pen: Pen) -> None:
    for x, y, size, tint in ((-0.3, 0.0, 0.55, 0xB58A56), (0.3, 0.0, 0.45, 0xC39A66), (-0.15, 0.55, 0.4, 0xC9A874)):
        pen.block((x - size / 2, y, x + size / 2, y + size), tint, 0.9)
        pen.fill(box(x - 0.03, y, x + 0.03, y + size), 0xD9BE92)


def square(place: Place) -> None:
    """A town square: gabled houses in a row, a fountain, lamps, a town hall with a clock."""
    open_ground(place, 0xB5AA96, far="city", far_tint=0x77808C, scatter=0x9A907E)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    place.add(0, 40, landmarks.town_hall)
    for index, (x, z) in enumerate(((-9.6, 33.0), (9.6, 33.0), (-10.4, 25.0), (10.4, 25.0), (-10.0, 17.0), (10.0, 17.0))):
        place.add(x, z, partial(buildings.town_house, seed=seed + index, wide=5.6, floors=3, has_shop=index < 4))
    for side in (-1, 1):
        place.add(side * (r + 5.6), 10.0, partial(buildings.town_house, seed=seed + 40 + side, wide=6.0, floors=3, has_shop=True))
        place.add(side * (r * 0.95), 5.0, partial(buildings.street_lamp, high=3.6))
    place.add(r * 0.28, 8.5, landmarks.fountain)
    for index in range(5):
        place.add((index - 2.0) * 1.3 - r * 0.2, 4.2 + index % 2, landmarks.pigeon)


def market(place: Place) -> None:
    """Stalls with striped awnings and fruit on a square."""
    open_ground(place, 0xB9AC92, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    for index in range(5):
        place.add((index - 2) * 6.0, 22, partial(buildings.town_house, seed=seed + index, wide=6.0, floors=3))
    tints = (0xB5473C, 0x3F7A6A, 0xD99A35, 0x4F6A94, 0x8A4A6A)
    for index, (x, z) in enumerate(((-1.05, 4.6), (1.1, 4.8), (-0.5, 9.5), (0.85, 10.5), (-1.9, 10.0), (2.3, 11.0))):
        place.add(x * (r * 0.92 + z * 0.12), z, partial(landmarks.stall, tint=tints[index % 5], seed=seed + index))
    place.add(0, 7.5, partial(lamp_chain, half=6.5, count=9), y_m=4.6)


def suburb(place: Place) -> None:
    """A house front: porch, lawn, picket fence, letter box, a tree, neighbours."""
    open_ground(place, 0x86A058, far="forest", far_tint=0x6A8A64, scatter=0xA8B86C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.lay(lambda pen: pen.fill(box(-60, -1.2, 60, 1.4), 0xC4BCAC, 0.95))
    place.lay(lambda pen: pen.fill(box(side * r * 0.3 - 0.7, 1.4, side * r * 0.3 + 0.7, 11), 0xCFC4AC, 0.95))
    place.add(side * r * 0.3, 11, partial(landmarks.family_house, seed=seed))
    for way in (-1, 1):
        place.add(way * (r + 10.5), 13, partial(landmarks.family_house, seed=seed + way))
    place.add(-side * r * 1.35, 7.5, partial(nature.tree, seed=seed, high=5.8), "foliage")
    for way in (-1, 1):
        place.add(side * r * 0.3 + way * (r * 0.75 + 0.9), 3.6, partial(landmarks.picket_fence, half=r * 0.72))
    place.add(-side * r * 0.62, 2.2, landmarks.letter_box)
    place.add(side * r * 1.1, 6.0, partial(nature.bush, seed=seed, half=0.8), "foliage")


def playground(place: Place) -> None:
    """Swings, a slide, a sand pit, trees."""
    open_ground(place, 0x8FA862, far="forest", far_tint=0x6A8A64, scatter=0xA8B86C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    side = 1 if place.random.integers(2) else -1
    place.lay(lambda pen: pen.fill(oval(side * r * 0.3, 4.5, 3.4, 1.9), 0xE3CB9A, 0.95))
    for index, (x, z) in enumerate(((-1.6, 14), (1.7, 15), (-0.4, 20), (2.4, 22))):
        place.add(x * (r + z * 0.12), z, partial(nature.tree, seed=seed + index, high=6.0), "foliage")
    place.add(-side * r * 0.75, 5.0, landmarks.swings)
    place.add(side * r * 0.85, 4.6, partial(landmarks.slide, side=side))
    place.add(side * r * 0.1, 7.5, landmarks.climbing_dome)


def stadium(place: Place) -> None:
    """A pitch with a goal, white lines, stands full of people, floodlights."""
    open_ground(place, 0x5F9A4C, far="none", scatter=0x6FA858)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))

    def lines(pen: Pen) -> None:
        for index in range(-6, 7):
            if index % 2:
                pen.fill(box(-60, index * 4.0, 60, index * 4.0 + 4.0), 0x558F44, 0.95, alpha=0.6)
        for y in (-0.6, 22.0):
            pen.fill(box(-40, y, 40, y + 0.18), 0xF6F4EA)
        pen.stroke(oval(0, 9.0, 5.0, 3.5), 0.16, 0xF6F4EA)

    place.lay(lines)
    place.add(0, 44, partial(landmarks.grandstand, seed=seed, half=42.0))
    for side in (-1, 1):
        place.add(side * (r + 19), 40, landmarks.floodlight)
    place.add(r * 0.2, 21, landmarks.goal)


def cafe_terrace(place: Place) -> None:
    """Tables under parasols before a cafe's awning."""
    open_ground(place, 0xB5A994, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    for index, x in enumerate((-1, 0, 1)):
        place.add(x * 7.0, 8.0, partial(buildings.town_house, seed=seed * 2 + index, wide=7.0, floors=3, has_shop=True))
    tints = (0xB5473C, 0x3F7A6A, 0xE0B45A)
    for index, (across, z) in enumerate(((-0.82, 3.0), (0.86, 3.2), (-1.7, 5.0), (1.8, 5.2), (0.3, 5.4))):
        place.add(across * r, z, partial(landmarks.parasol_table, tint=tints[index % 3]))


def bar_front(place: Place) -> None:
    """A bar's front with a lit sign above its door, a street, lamps."""
    _front(place, fronts.bar_front, 7.0, ground=0x8E8A86)


def shop_front(place: Place) -> None:
    """One large shop front facing us, neighbours beside it."""
    seed = int(place.random.integers(1 << 20))
    _front(place, partial(buildings.town_house, seed=seed * 2, wide=7.5, floors=2, has_shop=True), 7.5, ground=0xA49C8E)


def hospital_front(place: Place) -> None:
    """A white block with a lit cross, an ambulance at its door."""
    _front(place, fronts.hospital, 26.0, ground=0x9A9A98)
    place.add(-place.reach_m * 0.85, 6.5, partial(vehicles.van, tint=0xF4F2EC, stripe=0xD9402F, has_lights=True))


def school_front(place: Place) -> None:
    """A brick school with a clock, a flag, a yard."""
    _front(place, fronts.school, 25.0, ground=0xA59C8C)
    place.add(place.reach_m * 0.9, 7.0, fronts.flag_pole)


def prison_front(place: Place) -> None:
    """A high wall with wire, a gate, watch towers."""
    _front(place, fronts.prison, 25.0, ground=0x8A8A86, has_neighbours=False)


def office_front(place: Place) -> None:
    """Towers of glass and a plaza."""
    open_ground(place, 0xA8A8A4, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    place.add(r * 0.3, 36, partial(fronts.glass_tower, half=6.5, high=38.0))
    for index, x in enumerate((-15.0, 17.0, -26.0, 29.0)):
        place.add(x, 34 + 4 * index, partial(buildings.tower_block, seed=seed + index, wide=9.0, high=24.0 + 5 * index))
    for side in (-1, 1):
        place.add(side * r * 1.35, 7.0, partial(nature.tree, seed=seed + side, high=4.2), "foliage")
        place.add(side * r * 0.55, 7.5, buildings.bench)


def theatre_front(place: Place) -> None:
    """A theatre at its marquee: bulbs, posters, red doors."""
    _front(place, fronts.marquee, 15.0, ground=0x8E8682)


def factory_front(place: Place) -> None:
    """A brick works with saw-tooth roofs and smoking chimneys."""
    _front(place, fronts.works, 32.0, ground=0x8E8A82, has_neighbours=False)


def airport(place: Place) -> None:
    """An apron: an airliner, the tower, lights along the taxiway."""
    open_ground(place, 0xA4A6A6, far="hills", far_tint=0x7E8A86)
    r = place.reach_m
    place.lay(lambda pen: pen.fill(box(-80, 7.0, 80, 7.3), 0xE8BE3A, 0.95))
    place.add(-r * 3.4, 60, fronts.control_tower)
    place.add(r * 1.6, 27, vehicles.airliner)
    place.add(-r * 0.8, 9.0, partial(vehicles.van, tint=0xE0B03A, stripe=0x3A3A3E))


def museum_front(place: Place) -> None:
    """Columns, a pediment, broad steps."""
    _front(place, fronts.temple_front, 26.0, ground=0xB5AC9C)


def highway(place: Place) -> None:
    """A wide road to the horizon, a sign, cars, poles beside it."""
    open_ground(place, 0xB0A070, far="mountains", far_tint=0x8A8468)
    r = place.reach_m
    road(place, 4.0, 0x55565C, is_dashed=True)
    for index, z in enumerate((6.0, 14.0, 24.0, 38.0, 56.0)):
        place.add(-(5.2 + r * 0.2), z, fronts.telegraph_pole)
        if index in {1, 3}:
            place.add(2.0, z + 4, partial(vehicles.car_from_behind, tint=(0xB5473C, 0x3F6A86)[index // 2]))
    place.add(r * 0.55 + 3.6, 8.0, fronts.road_sign)


def _front(place: Place, draw: Draw, z_m: float, ground: Tint, *, has_neighbours: bool = True) -> None:
    open_ground(place, ground, far="city", far_tint=0x77808C)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    kerb = mix(ground, 0xE8E0D0, 0.4)
    place.lay(lambda pen: pen.fill(box(-60, z_m * 0.38, 60, z_m * 0.38 + 0.25), kerb, 0.95))
    if has_neighbours:
        for side in (-1, 1):
            house = partial(buildings.town_house, seed=seed + side, wide=6.5, floors=3)
            place.add(side * (r * 0.4 + 7.2 + z_m * 0.32), z_m + 1.0, house)
    place.add(0, z_m, draw)
    place.add(r * 0.95, max(3.2, z_m * 0.4), buildings.street_lamp)


def graveyard(place: Place) -> None:
    """Rows of stones and crosses, an angel, bare trees, an iron gate."""
    open_ground(place, 0x7A8660, far="hills", far_tint=0x6A7A6C, scatter=0x8A9470)
    r, seed = place.reach_m, int(place.random.integers(1 << 30))
    path_through(place, 0xA89C84)
    place.add(r * 0.5 + 3, 30, partial(buildings.church_tower, scale=0.7))
    for row, z in enumerate((16.0, 11.0, 7.5, 4.6)):
        for index in range(6):
            x = (index - 2.5) * (0.5 + 0.11 * z) * 1.15 + (0.4 if row % 2 else 0.0)
            if abs(x) > 0.8:
                place.add(x, z + 0.4 * (index % 2), partial(monuments.gravestone, seed=seed + row * 7 + index))
    place.add(-r * 0.82, 3.4, monuments.angel)
    for x, z in ((-1.5, 9.0), (1.45, 7.0)):
        place.add(x * r, z, partial(nature.bare_tree, seed=seed + int(z), high=6.0), "foliage")
