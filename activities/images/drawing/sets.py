"""Which builder makes which set, indoors and outdoors."""

from collections.abc import Callable

from activities.images.drawing import exteriors, interiors
from activities.images.drawing.place import Place

Build = Callable[[Place], None]

INDOORS: dict[str, Build] = {
    "kitchen": interiors.kitchen,
    "bedroom": interiors.bedroom,
    "living": interiors.living_room,
    "office": interiors.office,
    "bar": interiors.bar,
    "cafe": interiors.bar,
    "corridor": interiors.corridor,
}
OUTDOORS: dict[str, Build] = {
    "street": exteriors.street,
    "city": exteriors.city,
    "forest": exteriors.forest,
    "beach": exteriors.beach,
    "village": exteriors.village,
}


def builder_of(set_name: str, *, is_inside: bool) -> Build:
    """The builder of a set; a generic one when there is none for it on that side of the door."""
    if is_inside:
        return INDOORS.get(set_name, interiors.generic_interior)
    return OUTDOORS.get(set_name, exteriors.village)
