"""Which builder makes which set, indoors and outdoors."""

from collections.abc import Callable

from activities.images.drawing.sets import (
    exteriors,
    exteriors_eras,
    exteriors_houses,
    exteriors_land,
    exteriors_space,
    exteriors_town,
    exteriors_wide,
    interiors,
    interiors_halls,
    interiors_home,
    interiors_public,
    interiors_ship,
    interiors_space,
    interiors_trades,
    interiors_travel,
    interiors_wild,
    interiors_works,
)
from activities.images.drawing.sets.place import Place
from schemas.shots import Era

Build = Callable[[Place], None]

INDOORS: dict[str, Build] = {
    "airport": interiors_halls.station_hall,
    "alley": interiors.corridor,
    "attic": interiors_home.attic,
    "bakery": interiors_public.shop,
    "bar": interiors.bar,
    "bathroom": interiors_home.bathroom,
    "bedroom": interiors.bedroom,
    "bridge": interiors_ship.wheelhouse,
    "bus": interiors_travel.bus,
    "cabin": interiors_home.hut,
    "cafe": interiors_trades.cafe,
    "camp": interiors_travel.tent,
    "car": interiors_public.car,
    "castle": interiors_wild.castle,
    "cave": interiors_wild.cave,
    "cell": interiors_wild.cell,
    "cellar": interiors_home.cellar,
    "church": interiors_public.church,
    "classroom": interiors_public.classroom,
    "corridor": interiors.corridor,
    "cottage": interiors.living_room,
    "courtroom": interiors_halls.courtroom,
    "dining": interiors_home.dining_room,
    "factory": interiors_works.factory,
    "field": interiors_works.barn_inside,
    "gangway": interiors_space.gangway,
    "garage": interiors_works.garage,
    "gymnasium": interiors_halls.gymnasium,
    "hospital": interiors_public.hospital,
    "hospital corridor": interiors_public.clinic_corridor,
    "house": interiors.living_room,
    "interrogation": interiors_trades.interrogation,
    "kitchen": interiors.kitchen,
    "laboratory": interiors_trades.laboratory,
    "library": interiors_public.library,
    "lift": interiors_travel.lift,
    "lighthouse": interiors_wild.lantern_room,
    "living": interiors.living_room,
    "lockers": interiors_public.locker_room,
    "lobby": interiors_trades.lobby,
    "manor": interiors.living_room,
    "market": interiors_trades.store,
    "museum": interiors_halls.museum,
    "office": interiors.office,
    "plane": interiors_travel.plane,
    "reactor": interiors_space.engine_room,
    "restaurant": interiors_trades.restaurant,
    "sea": interiors_ship.ship_cabin,
    "ship": interiors_ship.ship_cabin,
    "shop": interiors_trades.store,
    "spaceship": interiors_wild.spaceship,
    "stairs": interiors_home.stairs,
    "station": interiors_halls.station_hall,
    "theatre": interiors_halls.theatre,
    "train": interiors_public.train,
    "underground": interiors_travel.underground,
    "village": interiors.living_room,
    "warehouse": interiors_works.warehouse,
    "workshop": interiors_wild.workshop,
}
OUTDOORS: dict[str, Build] = {
    "airport": exteriors_town.airport,
    "alley": exteriors_town.alley,
    "attic": exteriors_town.suburb,
    "bakery": exteriors_town.shop_front,
    "bar": exteriors_town.bar_front,
    "bathroom": exteriors_town.suburb,
    "battlefield": exteriors_land.battlefield,
    "beach": exteriors.beach,
    "bedroom": exteriors_town.suburb,
    "bridge": exteriors_land.river,
    "bus": exteriors.street,
    "cabin": exteriors_land.cabin,
    "cafe": exteriors_town.cafe_terrace,
    "camp": exteriors_land.camp,
    "car": exteriors_wide.car_on_road,
    "castle": exteriors_land.castle,
    "cave": exteriors_land.cave_mouth,
    "cell": exteriors_town.prison_front,
    "cellar": exteriors_town.suburb,
    "church": exteriors_wide.church_yard,
    "city": exteriors.city,
    "classroom": exteriors_town.school_front,
    "cliff": exteriors_land.cliff,
    "cottage": exteriors_houses.house_by_the_wood,
    "courtroom": exteriors_town.museum_front,
    "desert": exteriors_wide.desert,
    "dining": exteriors_town.suburb,
    "factory": exteriors_town.factory_front,
    "field": exteriors_wide.field,
    "forest": exteriors.forest,
    "garage": exteriors_town.suburb,
    "garden": exteriors_land.garden,
    "graveyard": exteriors_town.graveyard,
    "gymnasium": exteriors_town.school_front,
    "harbour": exteriors_wide.harbour,
    "highway": exteriors_town.highway,
    "hospital": exteriors_town.hospital_front,
    "house": exteriors_town.suburb,
    "jungle": exteriors_land.jungle,
    "kitchen": exteriors_town.suburb,
    "laboratory": exteriors_town.office_front,
    "lake": exteriors_land.lake,
    "library": exteriors_town.museum_front,
    "lighthouse": exteriors_land.lighthouse,
    "living": exteriors_town.suburb,
    "lobby": exteriors_town.office_front,
    "manor": exteriors_houses.old_house,
    "market": exteriors_town.market,
    "moon": exteriors_land.moon,
    "mars": exteriors_space.mars,
    "mountain": exteriors_wide.mountain,
    "museum": exteriors_town.museum_front,
    "office": exteriors_town.office_front,
    "park": exteriors_wide.park,
    "plane": exteriors_town.airport,
    "playground": exteriors_town.playground,
    "restaurant": exteriors_town.cafe_terrace,
    "river": exteriors_land.river,
    "rooftop": exteriors_wide.rooftop,
    "ruins": exteriors_land.ruins,
    "sea": exteriors_wide.open_sea,
    "ship": exteriors_wide.open_sea,
    "shop": exteriors_town.shop_front,
    "snow": exteriors_land.snow_plain,
    "spaceship": exteriors_land.moon,
    "space": exteriors_space.space,
    "square": exteriors_town.square,
    "stadium": exteriors_town.stadium,
    "station": exteriors_wide.station,
    "street": exteriors.street,
    "swamp": exteriors_land.swamp,
    "theatre": exteriors_town.theatre_front,
    "train": exteriors_wide.station,
    "underground": exteriors.street,
    "village": exteriors.village,
    "warehouse": exteriors_town.factory_front,
    "workshop": exteriors_town.factory_front,
}
CONTAINED: dict[frozenset[str], str] = {
    frozenset({"ship", "cabin"}): "ship",
    frozenset({"sea", "cabin"}): "ship",
    frozenset({"plane", "cabin"}): "plane",
    frozenset({"castle", "corridor"}): "castle",
    frozenset({"castle", "bridge"}): "castle",
    frozenset({"spaceship", "bridge"}): "spaceship",
    frozenset({"spaceship", "corridor"}): "gangway",
    frozenset({"spaceship", "bedroom"}): "spaceship",
    frozenset({"spaceship", "factory"}): "reactor",
    frozenset({"house", "forest"}): "cottage",
    frozenset({"station", "corridor"}): "station",
    frozenset({"train", "corridor"}): "train",
    frozenset({"train", "cabin"}): "train",
    frozenset({"hospital", "corridor"}): "hospital corridor",
    frozenset({"underground", "station"}): "underground",
    frozenset({"street", "market"}): "market",
}
"""Two words that together name one place: a ship's cabin is no log cabin, a castle's hall no corridor."""


OF_AN_ERA: dict[tuple[Era, bool], dict[str, Build]] = {
    ("western", False): dict.fromkeys(
        ("street", "square", "market", "city", "village", "bar", "shop", "office", "cell", "house", "alley"), exteriors_eras.western_town
    ),
    ("medieval", False): dict.fromkeys(
        ("street", "square", "market", "city", "village", "bar", "shop", "house", "alley"), exteriors_eras.medieval_town
    ),
    ("futuristic", False): dict.fromkeys(("street", "square", "city", "alley", "bar", "shop", "office"), exteriors_eras.future_city),
    ("futuristic", True): {
        "bridge": interiors_wild.spaceship,
        "corridor": interiors_space.gangway,
        "factory": interiors_space.engine_room,
    },
}
"""Sets that look otherwise in a film of another time; the second of the key says indoors."""


HOMES = frozenset(
    {"", "attic", "bathroom", "bedroom", "cabin", "cellar", "cottage", "dining", "house", "kitchen", "living", "manor", "stairs"}
)
"""Rooms that are lit by lamps and by nothing else."""


def builder_of(set_name: str, *, is_inside: bool, era: Era = "") -> Build:
    """The builder of a set; a generic one when there is none for it on that side of the door."""
    of_its_era = OF_AN_ERA.get((era, is_inside), {}).get(set_name)
    if of_its_era is not None:
        return of_its_era
    if is_inside:
        return INDOORS.get(set_name, interiors.generic_interior)
    return OUTDOORS.get(set_name, exteriors_wide.park)


def has_set(set_name: str, *, is_inside: bool) -> bool:
    """Whether a set has its own builder there."""
    return set_name in (INDOORS if is_inside else OUTDOORS)
