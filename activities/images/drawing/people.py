"""Turns a person in the set into layers: body, head, eyes, mouths, a moving arm."""

from collections.abc import Callable
from functools import partial

import skia

from activities.images.drawing import furniture
from activities.images.drawing.bodies import draw_arm, draw_body
from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import darker, mix
from activities.images.drawing.easel import Bounds, Easel, Sheet
from activities.images.drawing.faces import MIMICS, MOUTHS, draw_eyes, draw_mouth, mouth_reach
from activities.images.drawing.framing import Person
from activities.images.drawing.heads import draw_behind_head, draw_head
from activities.images.drawing.light import Light, on_people
from activities.images.drawing.pen import Pen, box
from activities.images.drawing.poses import Body, pose_body
from activities.media.picture import Figure
from schemas.shots import Pose

_MOVING_ARM = frozenset({"gesture", "point"})
_MATTRESS_M = 0.4
_BODY_TURN: dict[Pose, float] = {
    "walk": 1.0,
    "run": 1.0,
    "sit": 1.0,
    "drive": 1.0,
    "kneel": 1.0,
    "point": 0.9,
    "embrace": 1.0,
    "fight": 1.0,
}
"""How far the body follows the head's turn; who stands and talks keeps open to the camera, as on a stage."""


def paint_person(easel: Easel, camera: Camera, light: Light, person: Person, index: int) -> Figure:
    """Add a person's layers.

    Args:
        easel: Takes the layers.
        camera: Sees them.
        light: Falls on them.
        person: Who, where, how.
        index: Their place in `Rig.figures`.

    Returns:
        What the rig says about them.
    """
    body = posed(person)
    light = on_people(light)
    place = _Stand(camera, person, body, light)
    depth = camera.parallax(person.z_m)
    detail = 0.4 if person.subject.is_foreground and person.z_m < 0 else 1.0
    mimic, look = MIMICS[person.subject.expression], person.look
    has_arm_layer = person.subject.pose in _MOVING_ARM
    easel.paint(
        Sheet("head", depth, index, bounds=place.reach(body.head, 1.25), detail=detail),
        place.in_heads(lambda pen: draw_behind_head(pen, look, person.turn, is_away=person.is_away)),
    )
    easel.paint(
        Sheet("body", depth, index, bounds=place.whole(), detail=detail),
        place.in_heights(lambda pen: _dressed(pen, person, body, has_arm_layer=has_arm_layer)),
    )
    easel.paint(
        Sheet("head", depth, index, bounds=place.reach(body.head, 1.25), detail=detail),
        place.in_heads(lambda pen: draw_head(pen, look, mimic, person.turn, is_away=person.is_away)),
    )
    if not person.is_away:
        for is_closed in (False, True):
            easel.paint(
                Sheet("eyes_closed" if is_closed else "eyes_open", depth, index, bounds=place.reach(body.head, 0.6)),
                place.in_heads(partial(draw_eyes, look=look, mimic=mimic, turn=person.turn, is_closed=is_closed)),
            )
        for viseme in MOUTHS:
            easel.paint(
                Sheet("mouth", depth, index, viseme, bounds=place.mouth()),
                place.in_heads(partial(draw_mouth, look=look, mimic=mimic, turn=person.turn, viseme=viseme)),
            )
    if has_arm_layer:
        easel.paint(Sheet("arm", depth, index, bounds=place.whole()), place.in_heights(lambda pen: draw_arm(pen, look, body, 0)))
    return Figure(
        character=person.subject.character.name,
        feet=place.point((body.hips[0], 0.0)),
        neck=place.point(body.neck),
        height_px=round(camera.scale(person.z_m) * person.height_m, 2),
        faces_camera=not person.is_away,
        shoulder=place.point(body.arms[0][0]) if has_arm_layer else None,
    )


def posed(person: Person) -> Body:
    """A person's joints."""
    return pose_body(person.look, person.subject.pose, person.turn * _BODY_TURN.get(person.subject.pose, 0.58))


class _Stand:
    """The matrices that take a person's own units to the canvas."""

    def __init__(self, camera: Camera, person: Person, body: Body, light: Light) -> None:
        self.camera = camera
        self.person = person
        self.body = body
        self.light = light
        self.unit_px = camera.scale(person.z_m) * person.height_m
        self.matrix = camera.upright(person.x_m, person.z_m)
        self.matrix.preScale(person.height_m, person.height_m)
        if person.subject.pose == "lie":
            towards = 1 if person.turn >= 0 else -1
            lift = _MATTRESS_M / person.height_m if light.is_inside else 0.0
            self.matrix.preTranslate(-0.5 * towards, 0.085 + lift)
            self.matrix.preRotate(-90 * towards)

    def in_heights(self, draw: Callable[[Pen], object]) -> Callable[[skia.Canvas], None]:
        """Painting in units of the person's height."""

        def paint(canvas: skia.Canvas) -> None:
            canvas.concat(self.matrix)
            draw(Pen(canvas, self.light))

        return paint

    def in_heads(self, draw: Callable[[Pen], object]) -> Callable[[skia.Canvas], None]:
        """Painting in units of the head, around its middle."""

        def paint(canvas: skia.Canvas) -> None:
            canvas.concat(self.matrix)
            canvas.translate(*self.body.head)
            canvas.scale(self.body.head_height, self.body.head_height)
            draw(Pen(canvas, self.light))

        return paint

    def point(self, place: tuple[float, float]) -> tuple[float, float]:
        """Canvas pixels of a place on the person."""
        mapped = self.matrix.mapXY(*place)
        return (round(mapped.x(), 2), round(mapped.y(), 2))

    def reach(self, place: tuple[float, float], heads: float) -> Bounds:
        """The square of `heads` head heights around a place."""
        x, y = self.point(place)
        half = heads * self.body.head_height * self.unit_px + 2
        return (int(x - half), int(y - half), int(x + half) + 1, int(y + half) + 1)

    def mouth(self) -> Bounds:
        """Room for every mouth shape."""
        left, bottom, right, top = mouth_reach(self.person.turn)
        head_x, head_y = self.body.head
        size = self.body.head_height
        corners = [self.point((head_x + x * size, head_y + y * size)) for x in (left, right) for y in (bottom, top)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return (int(min(xs)) - 1, int(min(ys)) - 1, int(max(xs)) + 2, int(max(ys)) + 2)

    def whole(self) -> Bounds:
        """The body with every limb and what it sits on."""
        x, y = self.point((0, 0.45))
        half = 0.78 * self.unit_px + 2
        return (int(x - half), int(y - half), int(x + half) + 1, int(y + half) + 1)


def _dressed(pen: Pen, person: Person, body: Body, *, has_arm_layer: bool) -> None:
    """The body and what it stands, sits or lies on."""
    _under(pen, person)
    draw_body(pen, person.look, body, is_away=person.is_away, has_near_arm=not has_arm_layer)


def _under(pen: Pen, person: Person) -> None:
    to_metres = 1 / person.height_m
    if person.subject.pose == "lie":
        if pen.light.is_inside:
            low = -0.085 - _MATTRESS_M * to_metres
            side = 1 if person.turn >= 0 else -1
            edges = sorted((side * -low, side * 0.05))
            pen.fill(box(edges[0], -0.06, edges[1], 1.06, 0.02), mix(0xD8CDB8, 0x8FA3A8, 0.4), 0.9)
        return
    _cast_shadow(pen)
    if person.subject.pose in {"sit", "drive"}:
        with pen.moved(-0.01 * person.turn, 0.0, to_metres * 0.98 * person.look.height):
            furniture.chair(pen, (0.42, 0.29, 0.2), mix(0x7A5A44, person.look.bottom_tint, 0.3), back=abs(person.turn) < 0.3)


def _cast_shadow(pen: Pen) -> None:
    """A pool at the feet, and outdoors the long shadow away from the sun."""
    light = pen.light
    with pen.moved(0, 0.008):
        pen.canvas.save()
        pen.canvas.scale(1, 0.2)
        pen.glow(0, 0, 0.2, 0x161020, 0.5)
        pen.canvas.restore()
        if not light.is_inside and light.shadow > 0.15:
            reach = -light.sun_side * min(1.3, 0.28 / max(0.1, light.sun_height + 0.04))
            tint = darker(mix(light.shade, 0x2A2440, 0.5), 0.3)
            pen.canvas.save()
            pen.canvas.concat(skia.Matrix.MakeAll(1, reach, 0, 0, -0.13, 0, 0, 0, 1))
            pen.fade(box(-0.09, 0, 0.09, 0.95, 0.09), ((0, 0), (0, 0.95)), tint, (light.shadow, 0.0))
            pen.canvas.restore()
