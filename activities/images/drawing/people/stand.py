"""Where a person stands in the picture: the matrices from their own units to the canvas, and how far they reach on it."""

from collections.abc import Callable

import skia

from activities.images.drawing.air.light import Light
from activities.images.drawing.camera import Camera
from activities.images.drawing.easel import Bounds
from activities.images.drawing.framing import Person
from activities.images.drawing.pen import Pen
from activities.images.drawing.people.faces import mouth_reach
from activities.images.drawing.people.poses import Body
from activities.images.drawing.people.profile_faces import side_mouth_reach

MATTRESS_M = 0.4


def lies_in_bed(person: Person, light: Light) -> bool:
    """Whether somebody who lies has a bed below them: indoors, unless they are told to be on the ground or a sofa."""
    return person.subject.seat == "bed" or (light.is_inside and person.subject.seat not in {"ground", "sofa"})


class Stand:
    """The matrices that take a person's own units to the canvas."""

    def __init__(self, camera: Camera, person: Person, body: Body, light: Light) -> None:
        self.camera = camera
        self.person = person
        self.body = body
        self.light = light
        self.unit_px = camera.scale(person.z_m) * person.height_m
        self.matrix = camera.upright(person.x_m, person.z_m, person.lift_m)
        self.matrix.preScale(person.height_m, person.height_m)
        if person.subject.pose == "lie":
            towards = 1 if person.turn >= 0 else -1
            is_raised = lies_in_bed(person, light) or person.subject.seat == "sofa"
            lift = MATTRESS_M / person.height_m if is_raised else 0.0
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
        side = self.person.side
        left, bottom, right, top = side_mouth_reach(side) if side else mouth_reach(self.person.turn)
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

    def around(self, joints: list[tuple[float, float]], reach: float) -> Bounds:
        """The rectangle around some places, with `reach` (in heights) to spare."""
        spots = [self.point(joint) for joint in joints]
        spare = reach * self.unit_px + 2
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        return (int(min(xs) - spare), int(min(ys) - spare), int(max(xs) + spare) + 1, int(max(ys) + spare) + 1)
