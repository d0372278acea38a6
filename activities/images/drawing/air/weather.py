"""Rain, snow, fog, leaves in the wind: layers that repeat every canvas width and height, so that they can drift for ever."""

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import lighter, mix
from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.pen import Pen, oval, shape
from activities.images.drawing.seeds import between
from activities.images.drawing.sets.place import Place


def paint_precipitation(easel: Easel, camera: Camera, place: Place) -> None:
    """What falls or blows before everything; nothing in calm weather."""
    wide, high = camera.width_px, camera.height_px
    unit = camera.frame[3] / 720
    random = place.detail

    def rain(pen: Pen) -> None:
        slant = 0.32 if place.weather == "storm" else 0.16
        for _ in range(300 if place.weather == "storm" else 200):
            length, alpha = between(random, 18, 52) * unit, between(random, 0.14, 0.42)
            _tiled(
                pen,
                (between(random, 0, wide), between(random, 0, high)),
                (wide, high),
                _Streak(length, slant, unit, alpha, mix(place.light.sky[2], 0xFFFFFF, 0.6)),
            )

    def snow(pen: Pen) -> None:
        for _ in range(230):
            radius = between(random, 1.1, 4.2) * unit
            _tiled(pen, (between(random, 0, wide), between(random, 0, high)), (wide, high), _Flake(radius, between(random, 0.5, 0.95)))

    def leaves(pen: Pen) -> None:
        for _ in range(26):
            tint = mix(0xB5763A, 0x8A9A4C, between(random, 0, 1))
            with pen.moved(between(random, 0, wide), between(random, 0, high), unit, between(random, 0, 180)):
                pen.fill(shape((-7, 0), (0, 3.4), (8, 0), (0, -3.4)), tint, alpha=0.85)

    draw = {"rain": rain, "storm": rain, "snow": snow, "wind": leaves}.get(place.weather)
    if draw is not None:
        easel.paint(Sheet("precipitation", 1.2, is_tiled=True), lambda canvas: draw(Pen(canvas, place.light)))


def paint_fog(easel: Easel, camera: Camera, place: Place, depth: float, strength: float) -> None:
    """Banks of mist that drift; nothing unless it is foggy."""
    if place.weather != "fog":
        return
    wide, high = camera.width_px, camera.height_px
    tint = lighter(place.light.haze, 0.15 if not place.light.is_dark else 0.02)

    def banks(pen: Pen) -> None:
        for _ in range(12):
            x, y = between(place.detail, 0, wide), camera.horizon_px + between(place.detail, -0.16, 0.3) * high
            half = between(place.detail, 0.2, 0.4) * wide
            for shift in (-wide, 0, wide):
                with pen.moved(x + shift, y):
                    pen.canvas.scale(1, 0.24)
                    pen.glow(0, 0, half, tint, strength)

    easel.paint(Sheet("clouds", depth, detail=0.2, is_tiled=True), lambda canvas: banks(Pen(canvas, place.light)))


class _Streak:
    def __init__(self, length: float, slant: float, unit: float, alpha: float, tint: tuple[float, float, float]) -> None:
        self.length, self.slant, self.unit, self.alpha, self.tint = length, slant, unit, alpha, tint

    def __call__(self, pen: Pen, x: float, y: float) -> None:
        dx, half = -self.length * self.slant, 0.8 * self.unit
        pen.flat(
            shape((x - half, y), (x + half, y), (x + dx + half * 0.4, y + self.length), (x + dx - half * 0.4, y + self.length)),
            self.tint,
            self.alpha,
        )


class _Flake:
    def __init__(self, radius: float, alpha: float) -> None:
        self.radius, self.alpha = radius, alpha

    def __call__(self, pen: Pen, x: float, y: float) -> None:
        pen.flat(oval(x, y, self.radius, self.radius), 0xFFFFFF, self.alpha)


def _tiled(pen: Pen, place: tuple[float, float], size: tuple[float, float], draw: _Streak | _Flake) -> None:
    """Draw what crosses an edge again on the other side."""
    for x in (place[0], place[0] - size[0]):
        for y in (place[1], place[1] - size[1]):
            if x > -60 and y > -80:
                draw(pen, x, y)
