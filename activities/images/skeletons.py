"""The skeletons of the people a drawing shows, from the joints they are drawn by."""

from activities.images.drawing.air.light import Light
from activities.images.drawing.framing import Composition, Person
from activities.images.drawing.people.faces import EYE_LINE, slide
from activities.images.drawing.people.figure import posed
from activities.images.drawing.people.stand import Stand
from activities.media.skeleton import Skeleton

_EAR_HIDDEN = 0.3
"""Turned more than this, the far ear is behind the head."""
_EYE_OUT, _EAR_OUT, _EAR_LINE, _NOSE_LINE = 0.158, 0.365, -0.065, -0.16
"""Where eyes and ears lie beside the middle of a head, and how high ears and nose; in heads."""


def skeletons_of(composition: Composition, light: Light) -> list[Skeleton]:
    """The people of a composition, farthest first, in canvas pixels; `light` is the set's: inside, who lies has a bed."""
    return [_skeleton(composition, person, light) for person in composition.people]


def _skeleton(composition: Composition, person: Person, light: Light) -> Skeleton:
    body = posed(person)
    stand = Stand(composition.camera, person, body, light)
    places: dict[str, tuple[float, float]] = {"neck": (body.shoulders[0], body.shoulders[1] - 0.02)}
    for kind, limbs in (("arm", body.arms), ("leg", body.legs)):
        names = ("shoulder", "elbow", "wrist") if kind == "arm" else ("hip", "knee", "ankle")
        # The drawing knows near and far, models the person's own right and left: who shows their face has their right at the left.
        by_side = sorted(limbs, key=lambda limb: limb[0][0], reverse=person.is_away)
        for side, limb in zip(("right", "left"), by_side, strict=True):
            places |= {f"{side}_{name}": joint for name, joint in zip(names, limb, strict=True)}
    x, y = body.head
    size = body.head_height
    places |= {name: (x + across * size, y + up * size) for name, (across, up) in _face(person).items()}
    return Skeleton({name: stand.point(place) for name, place in places.items()})


def _face(person: Person) -> dict[str, tuple[float, float]]:
    """What is seen of the face, in heads from its middle; from behind only the ears."""
    if person.is_away:
        return {"right_ear": (_EAR_OUT, _EAR_LINE), "left_ear": (-_EAR_OUT, _EAR_LINE)}
    turn = person.turn
    out = _EYE_OUT * (1 - 0.16 * abs(turn))
    face = {
        "nose": (slide(turn) + 0.055 * turn, _NOSE_LINE),
        "right_eye": (slide(turn) - out, EYE_LINE),
        "left_eye": (slide(turn) + out, EYE_LINE),
    }
    for name, side in (("right_ear", -1), ("left_ear", 1)):
        if side * turn <= _EAR_HIDDEN:
            face[name] = (side * _EAR_OUT - turn * 0.06, _EAR_LINE)
    return face
