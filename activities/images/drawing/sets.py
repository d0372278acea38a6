"""Which builder makes which set, indoors and outdoors."""

from collections.abc import Callable

from activities.images.drawing import exteriors, exteriors_wide, interiors, interiors_public, interiors_wild
from activities.images.drawing.place import Place

Build = Callable[[Place], None]

INDOORS: dict[str, Build] = {
    "kitchen": interiors.kitchen,
    "bedroom": interiors.bedroom,
    "living": interiors.living_room,
    "village": interiors.living_room,
    "office": interiors.office,
    "bar": interiors.bar,
    "cafe": interiors.bar,
    "corridor": interiors.corridor,
    "church": interiors_public.church,
    "hospital": interiors_public.hospital,
    "shop": interiors_public.shop,
    "library": interiors_public.library,
    "classroom": interiors_public.classroom,
    "train": interiors_public.train,
    "station": interiors_public.train,
    "car": interiors_public.car,
    "workshop": interiors_wild.workshop,
    "field": interiors_wild.workshop,
    "cell": interiors_wild.cell,
    "cave": interiors_wild.cave,
    "spaceship": interiors_wild.spaceship,
    "castle": interiors_wild.castle,
    "lighthouse": interiors_wild.lantern_room,
}
OUTDOORS: dict[str, Build] = {
    "street": exteriors.street,
    "city": exteriors.city,
    "forest": exteriors.forest,
    "beach": exteriors.beach,
    "village": exteriors.village,
    "living": exteriors.village,
    "bedroom": exteriors.village,
    "kitchen": exteriors.village,
    "bar": exteriors.street,
    "cafe": exteriors.street,
    "shop": exteriors.street,
    "sea": exteriors_wide.open_sea,
    "harbour": exteriors_wide.harbour,
    "desert": exteriors_wide.desert,
    "mountain": exteriors_wide.mountain,
    "cave": exteriors_wide.mountain,
    "field": exteriors_wide.field,
    "workshop": exteriors_wide.field,
    "lighthouse": exteriors_wide.lighthouse,
    "rooftop": exteriors_wide.rooftop,
    "park": exteriors_wide.park,
    "station": exteriors_wide.station,
    "train": exteriors_wide.station,
    "church": exteriors_wide.church_yard,
    "car": exteriors_wide.car_on_road,
    "office": exteriors_wide.facade,
    "hospital": exteriors_wide.facade,
    "library": exteriors_wide.facade,
    "classroom": exteriors_wide.facade,
    "cell": exteriors_wide.facade,
    "castle": exteriors_wide.facade,
}


def builder_of(set_name: str, *, is_inside: bool) -> Build:
    """The builder of a set; a generic one when there is none for it on that side of the door."""
    if is_inside:
        return INDOORS.get(set_name, interiors.generic_interior)
    return OUTDOORS.get(set_name, exteriors_wide.park)


def has_set(set_name: str, *, is_inside: bool) -> bool:
    """Whether a set has its own builder there."""
    return set_name in (INDOORS if is_inside else OUTDOORS)
