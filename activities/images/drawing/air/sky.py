"""Sky and what is in it: sun, moon, stars, clouds."""

import skia

from activities.images.drawing.air.light import Light
from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, darker, lighter, mix
from activities.images.drawing.pen import Pen, box, limb, oval, smooth
from activities.images.drawing.seeds import Random, between
from activities.images.drawing.sets.place import Place


def paint_sky(pen: Pen, camera: Camera, place: Place) -> None:
    """The whole canvas down to a little below the horizon, in canvas pixels."""
    light = place.light
    wide, high = camera.width_px, camera.height_px
    horizon = camera.horizon_px
    frame_high = camera.frame[3]
    top = min(-0.2 * high, horizon - 0.8 * frame_high)
    path = box(-wide, top - high, 2 * wide, horizon + high)
    pen.ramp(path, ((0, top), (0, horizon)), (light.sky[0], light.sky[1], light.sky[2]), (0.0, 0.58, 1.0))
    if place.weather in {"clear", "wind", "cloudy"}:
        if light.is_dark and light.sun_height > 0:
            _stars(pen, place.detail, (wide, horizon))
        _sun(pen, camera, light)
    else:
        pen.glow(
            camera.centre_px + light.sun_side * wide * 0.3, horizon - frame_high * 0.3, frame_high * 0.7, lighter(light.sky[2], 0.3), 0.35
        )


def cloud_band(place: Place, size: tuple[int, int], horizon: float) -> list[tuple[float, float, float, float]]:
    """Where clouds lie: x, y, half width, half height in pixels of the canvas; they may be repeated every canvas width."""
    wide, _ = size
    count = {"clear": 3, "wind": 4, "cloudy": 7, "overcast": 10, "storm": 10, "rain": 9, "snow": 6, "fog": 0}[place.weather]
    clouds = []
    for _index in range(count):
        far = between(place.detail, 0.0, 1.0)
        half = (0.10 + 0.13 * far) * wide * (1.5 if place.weather in {"overcast", "storm", "rain"} else 1.0)
        clouds.append(
            (between(place.detail, 0, wide), horizon - (0.12 + 0.75 * far) * horizon, half, half * between(place.detail, 0.16, 0.26))
        )
    return sorted(clouds, key=lambda cloud: -cloud[1])


def paint_clouds(pen: Pen, place: Place, clouds: list[tuple[float, float, float, float]], width_px: int) -> None:
    """Flat-bottomed heaps, lit from the sun's side; what leaves on one side comes in on the other."""
    light = place.light
    heavy = place.weather in {"storm", "rain", "overcast"}
    bright = mix(light.sky[2], light.sun, 0.45) if not light.is_dark else mix(light.sky[1], light.sky[2], 0.8)
    bright = lighter(bright, 0.0 if heavy or light.is_dark else 0.35)
    dark = mix(darker(light.sky[1], 0.32 if heavy else 0.12), light.sky[2], 0.25)
    for index, (x, y, half, tall) in enumerate(clouds):
        for shift in (-width_px, 0, width_px):
            if -half * 1.4 < x + shift < width_px + half * 1.4:
                with pen.moved(x + shift, y):
                    _cloud(pen, (half, tall), (bright, dark), index)


def _cloud(pen: Pen, sizes: tuple[float, float], tints: tuple[Colour, Colour], seed: int) -> None:
    half, tall = sizes
    puffs = ((-0.62, 0.1, 0.34), (-0.28, -0.42, 0.5), (0.1, -0.62, 0.58), (0.45, -0.3, 0.46), (0.72, 0.12, 0.3))
    lean = 0.18 if seed % 2 else -0.18
    path = smooth([(-half, tall * 0.42), (0, tall * 0.3), (half, tall * 0.42), (half * 0.7, tall * 0.62), (-half * 0.7, tall * 0.62)])
    for px, py, radius in puffs:
        path.addOval(oval((px + lean * py) * half, py * tall, radius * half * 0.72, radius * tall * 1.7).getBounds())
    paint = _soft(path)
    pen.ramp(paint, ((0, -tall * 1.3), (0, tall * 0.7)), (tints[0], mix(tints[0], tints[1], 0.35), tints[1]), (0.0, 0.5, 1.0))


def _soft(path: skia.Path) -> skia.Path:
    path.setFillType(skia.PathFillType.kWinding)
    return path


def _sun(pen: Pen, camera: Camera, light: Light) -> None:
    x = camera.centre_px + light.sun_side * camera.frame[2] * 0.55
    y = camera.horizon_px - light.sun_height * camera.frame[3]
    size = camera.frame[3]
    if light.sun_height < 0:
        pen.glow(x, camera.horizon_px, size * 0.7, light.sun, 0.5)
        return
    if light.is_dark:
        pen.glow(x, y, size * 0.3, light.sun, 0.4)
        pen.flat(oval(x, y, size * 0.036, size * 0.036), light.sun)
        pen.flat(oval(x - size * 0.01, y - size * 0.008, size * 0.008, size * 0.008), darker(light.sun, 0.18), 0.5)
        pen.flat(oval(x + size * 0.012, y + size * 0.01, size * 0.011, size * 0.011), darker(light.sun, 0.18), 0.5)
        return
    pen.glow(x, y, size * (0.75 if light.sun_height < 0.12 else 0.45), light.sun, 0.75)
    pen.flat(oval(x, y, size * 0.05, size * 0.05), lighter(light.sun, 0.45))


def _lightning(pen: Pen, random: Random, area: tuple[float, float, float, float]) -> None:
    """A forked flash."""
    left, top, wide, high = area
    x, y = left + between(random, 0.15, 0.85) * wide, top
    points = [(x, y)]
    while y < top + high:
        x, y = x + between(random, -0.03, 0.034) * wide, y + between(random, 0.06, 0.14) * high
        points.append((x, y))
    pen.glow(points[len(points) // 2][0], top + high * 0.4, high * 0.9, 0xD8E4FF, 0.5)
    widths = [wide * 0.0042 * (1 - 0.75 * index / len(points)) for index in range(len(points))]
    pen.flat(limb(points, widths), 0xF6F8FF)
    start = points[len(points) // 2]
    pen.flat(
        limb(
            [start, (start[0] + wide * 0.03, start[1] + high * 0.12), (start[0] + wide * 0.025, start[1] + high * 0.24)], [wide * 0.002] * 3
        ),
        0xEAF0FF,
    )


def _stars(pen: Pen, random: Random, sizes: tuple[float, float]) -> None:
    for _ in range(110):
        x, y = between(random, 0, sizes[0]), between(random, 0, 1) ** 1.3 * sizes[1]
        radius = between(random, 0.5, 1.5) * sizes[0] / 1400
        pen.flat(oval(x, y, radius, radius), 0xF3F1E4, between(random, 0.35, 0.95) * (1 - 0.6 * y / sizes[1]))
