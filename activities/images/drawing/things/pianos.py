"""The piano that somebody plays: seen from its side, the keys under their hands."""

from functools import partial

import skia

from activities.images.drawing.camera import Camera
from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.framing import Composition
from activities.images.drawing.pen import Pen
from activities.images.drawing.sets.place import Place
from activities.images.drawing.sets.seating import is_at_piano
from activities.images.drawing.things.belongings import piano_from_the_side

_CLOSEST = 3.0
"""People larger than this (see `framing.View.person`) show no keys."""
_BEFORE_M = -0.02


def is_played(composition: Composition) -> bool:
    """Whether somebody of a picture plays a piano: then it stands at their hands and nowhere else."""
    return any(is_at_piano(person.subject) for person in composition.people)


def paint_pianos(easel: Easel, composition: Composition, place: Place) -> None:
    """The piano of those who play, after them: it hides their knees, and their hands are above the keys."""
    if composition.view.person > _CLOSEST:
        return
    for side in (-1, 1):
        places = [person.x_m for person in composition.people if is_at_piano(person.subject) and person.turn * side > 0]
        if places:
            x_m = max(places) if side > 0 else min(places)
            easel.paint(Sheet("prop", 1.02), partial(_piano, camera=composition.camera, place=place, spot=(x_m, side)))


def _piano(canvas: skia.Canvas, camera: Camera, place: Place, spot: tuple[float, int]) -> None:
    pen = Pen(canvas, place.light)
    with pen.on(camera.upright(spot[0], _BEFORE_M)):
        pen.canvas.scale(spot[1], 1)
        piano_from_the_side(pen, max(0.012, min(0.05, 0.05 * (camera.height_m - 0.72))))
