"""The furniture of a set that people of a picture use: it stands where they are, and nowhere else."""

from activities.images.drawing.framing import Composition
from activities.images.drawing.people.stand import lies_in_bed
from activities.images.drawing.sets import furniture
from activities.images.drawing.sets.place import Draw, Place

_BEHIND_M = 0.12
_SOFA_M, _LONG_SOFA_M, _BED_M, _BESIDE_M = 0.95, 1.12, 0.8, 0.6
"""Half of a sofa, of one to lie on and of a bed, and how far they go on beside whoever sits on them."""


def make_room(place: Place, composition: Composition) -> None:
    """Move what people sit or lie on from its place in the set to where they are."""
    seated = [person for person in composition.people if person.subject.pose == "sit" and person.z_m >= 0]
    seated += [person for person in composition.people if person.subject.pose == "lie" and person.subject.seat == "sofa"]
    used: set[str] = {person.subject.seat for person in seated}
    if any(person.subject.pose == "lie" and lies_in_bed(person, place.light) for person in composition.people):
        used.add("bed")
    place.pieces = [piece for piece in place.pieces if not piece.kind or piece.kind not in used]
    for kind in ("sofa", "bed"):
        places = [person.x_m for person in seated if person.subject.seat == kind]
        if places:
            is_for_one_who_lies = any(person.subject.pose == "lie" for person in seated if person.subject.seat == kind)
            half_m = max(
                _LONG_SOFA_M if is_for_one_who_lies else _SOFA_M if kind == "sofa" else _BED_M, (max(places) - min(places)) / 2 + _BESIDE_M
            )
            place.add((min(places) + max(places)) / 2, _BEHIND_M, _sofa(place, half_m) if kind == "sofa" else _bed(place, half_m))


def _sofa(place: Place, half_m: float) -> Draw:
    return lambda pen: furniture.sofa(pen, place.scheme.second, half_m)


def _bed(place: Place, half_m: float) -> Draw:
    return lambda pen: furniture.bed(pen, place.scheme, half_m)
