"""A pen over a skia canvas: shapes in local units (metres or heads, y upwards), painted in the light of the scene."""

import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import skia

from activities.images.drawing.air.light import Light
from activities.images.drawing.colour import Tint, argb, mix

Point = tuple[float, float]
Sides = tuple[float, float, float, float]
"""Left, bottom, right, top."""


def shape(*points: Point) -> skia.Path:
    """A closed polygon."""
    path = skia.Path()
    path.addPoly([skia.Point(x, y) for x, y in points], True)
    return path


def smooth(points: Sequence[Point], *, is_closed: bool = True, tension: float = 1.0) -> skia.Path:
    """A soft curve through points (Catmull-Rom as cubics); `tension` 0 gives straight lines."""
    path = skia.Path()
    count = len(points)
    path.moveTo(*points[0])
    for index in range(count if is_closed else count - 1):
        before, here, there, after = (_at(points, index + step, is_closed=is_closed) for step in (-1, 0, 1, 2))
        grip = tension / 6
        path.cubicTo(
            here[0] + (there[0] - before[0]) * grip,
            here[1] + (there[1] - before[1]) * grip,
            there[0] - (after[0] - here[0]) * grip,
            there[1] - (after[1] - here[1]) * grip,
            there[0],
            there[1],
        )
    if is_closed:
        path.close()
    return path


def oval(x: float, y: float, radius_x: float, radius_y: float) -> skia.Path:
    """An ellipse around a point."""
    path = skia.Path()
    path.addOval(skia.Rect.MakeLTRB(x - radius_x, y - radius_y, x + radius_x, y + radius_y))
    return path


def box(left: float, bottom: float, right: float, top: float, radius: float = 0.0) -> skia.Path:
    """A rectangle, its corners rounded by `radius`."""
    path = skia.Path()
    path.addRoundRect(skia.Rect.MakeLTRB(left, bottom, right, top), radius, radius)
    return path


def limb(points: Sequence[Point], widths: Sequence[float]) -> skia.Path:
    """A tapered, round-ended band along a line: arms, legs, branches. `widths` are full widths at each point."""
    left: list[Point] = []
    right: list[Point] = []
    for index, (x, y) in enumerate(points):
        before, after = points[max(0, index - 1)], points[min(len(points) - 1, index + 1)]
        along_x, along_y = after[0] - before[0], after[1] - before[1]
        length = math.hypot(along_x, along_y) or 1.0
        across_x, across_y = -along_y / length * widths[index] / 2, along_x / length * widths[index] / 2
        left.append((x + across_x, y + across_y))
        right.append((x - across_x, y - across_y))
    head, tail = _beyond(points[1], points[0], widths[0] / 2), _beyond(points[-2], points[-1], widths[-1] / 2)
    return smooth([head, *left, tail, *reversed(right)], tension=0.95)


def _beyond(start: Point, end: Point, reach: float) -> Point:
    """A point `reach` further on the way from start to end."""
    along_x, along_y = end[0] - start[0], end[1] - start[1]
    length = math.hypot(along_x, along_y) or 1.0
    return end[0] + along_x / length * reach, end[1] + along_y / length * reach


def _at(points: Sequence[Point], index: int, *, is_closed: bool) -> Point:
    return points[index % len(points)] if is_closed else points[max(0, min(len(points) - 1, index))]


class Pen:
    """Paints shapes; knows the light, and how much air lies before what it paints."""

    def __init__(self, canvas: skia.Canvas, light: Light, distance_m: float = 0.0) -> None:
        self.canvas = canvas
        self.light = light
        self.distance_m = distance_m

    def fill(self, path: skia.Path, tint: Tint, tone: float = 1.0, *, alpha: float = 1.0) -> None:
        """Paint a shape in one colour; `tone` says how it is turned to the light (see `Light.on`)."""
        self.canvas.drawPath(path, _paint(argb(self.light.on(_c(tint), tone, self.distance_m), alpha)))

    def blend(self, path: skia.Path, ends: tuple[Point, Point], tints: tuple[Tint, Tint], tones: tuple[float, float] = (1.0, 1.0)) -> None:
        """Paint a shape with a soft passage from one end to the other."""
        colours = [argb(self.light.on(_c(tint), tone, self.distance_m)) for tint, tone in zip(tints, tones, strict=True)]
        self.canvas.drawPath(path, _gradient(ends, colours))

    def flat(self, path: skia.Path, tint: Tint, alpha: float = 1.0) -> None:
        """Paint a shape as it is, in no light: what shines itself, and ink."""
        self.canvas.drawPath(path, _paint(argb(tint, alpha)))

    def fade(self, path: skia.Path, ends: tuple[Point, Point], tint: Tint, alphas: tuple[float, float]) -> None:
        """Paint a shape in no light, more or less transparent along a line."""
        self.canvas.drawPath(path, _gradient(ends, [argb(tint, alphas[0]), argb(tint, alphas[1])]))

    def ramp(self, path: skia.Path, ends: tuple[Point, Point], tints: Sequence[Tint], stops: Sequence[float] | None = None) -> None:
        """Paint a shape in no light with a passage through several colours."""
        paint = _gradient(ends, [argb(tint) for tint in tints], stops)
        self.canvas.drawPath(path, paint)

    def line(self, points: Sequence[Point], width: float, tint: Tint, tone: float = 1.0, *, alpha: float = 1.0) -> None:
        """A soft line through points."""
        self.stroke(smooth(points, is_closed=False), width, tint, tone, alpha=alpha)

    def stroke(self, path: skia.Path, width: float, tint: Tint, tone: float = 1.0, *, alpha: float = 1.0) -> None:
        """The outline of a shape."""
        paint = _paint(argb(self.light.on(_c(tint), tone, self.distance_m), alpha))
        paint.setStyle(skia.Paint.kStroke_Style)
        paint.setStrokeWidth(width)
        paint.setStrokeCap(skia.Paint.kRound_Cap)
        paint.setStrokeJoin(skia.Paint.kRound_Join)
        self.canvas.drawPath(path, paint)

    def glow(self, x: float, y: float, radius: float, tint: Tint, alpha: float) -> None:
        """A soft disc of light."""
        ramp = [argb(tint, alpha), argb(tint, alpha * 0.45), argb(tint, alpha * 0.12), argb(tint, 0)]
        paint = _paint(0xFFFFFFFF)
        paint.setShader(skia.GradientShader.MakeRadial(skia.Point(x, y), radius, ramp, [0.0, 0.3, 0.65, 1.0]))
        self.canvas.drawCircle(x, y, radius, paint)

    def block(self, sides: Sides, tint: Tint, tone: float = 1.0, radius: float = 0.0) -> None:
        """A box front, a little darker towards its foot."""
        _, bottom, _, top = sides
        self.blend(box(*sides, radius), ((0, top), (0, bottom)), (tint, tint), (tone, tone - 0.22))

    @contextmanager
    def crescent(self, path: skia.Path, step: Point) -> Iterator[None]:
        """Paint only on the part of a shape that the same shape, moved by `step`, leaves bare: its shaded or its lit edge."""
        moved = skia.Path(path)
        moved.offset(*step)
        self.canvas.save()
        self.canvas.clipPath(path, doAntiAlias=True)
        self.canvas.clipPath(moved, skia.ClipOp.kDifference, True)
        yield
        self.canvas.restore()

    @contextmanager
    def moved(self, x: float, y: float, scale: float = 1.0, angle_deg: float = 0.0, *, is_mirrored: bool = False) -> Iterator[None]:
        """Local coordinates around a point, turned counter-clockwise."""
        self.canvas.save()
        self.canvas.translate(x, y)
        self.canvas.rotate(angle_deg)
        self.canvas.scale(-scale if is_mirrored else scale, scale)
        yield
        self.canvas.restore()

    @contextmanager
    def within(self, path: skia.Path) -> Iterator[None]:
        """Paint only inside a shape."""
        self.canvas.save()
        self.canvas.clipPath(path, doAntiAlias=True)
        yield
        self.canvas.restore()

    @contextmanager
    def on(self, plane: skia.Matrix, distance_m: float | None = None) -> Iterator[None]:
        """Paint on a plane of the room (see `Camera`), optionally as far away as said."""
        before = self.distance_m
        self.distance_m = before if distance_m is None else distance_m
        self.canvas.save()
        self.canvas.concat(plane)
        yield
        self.canvas.restore()
        self.distance_m = before


def _c(tint: Tint) -> tuple[float, float, float]:
    return mix(tint, tint, 0)


def _paint(argb_colour: int) -> skia.Paint:
    return skia.Paint(AntiAlias=True, Color=argb_colour)


def _gradient(ends: tuple[Point, Point], colours: list[int], stops: Sequence[float] | None = None) -> skia.Paint:
    paint = _paint(0xFFFFFFFF)
    line = [skia.Point(*ends[0]), skia.Point(*ends[1])]
    paint.setShader(skia.GradientShader.MakeLinear(line, colours, None if stops is None else list(stops)))
    return paint
