"""Puts a whole picture together: sky, set, people, props, weather, light, back to front."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import skia

from activities.images.drawing.air import light as lights
from activities.images.drawing.air.darkness import paint_beams, paint_darkness
from activities.images.drawing.air.grade import grade_of, grade_of_era, graded, style_notes
from activities.images.drawing.air.sky import cloud_band, paint_clouds, paint_sky
from activities.images.drawing.air.weather import paint_fog, paint_precipitation
from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import argb, multiply
from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.framing import Composition, compose
from activities.images.drawing.pen import Pen
from activities.images.drawing.people.crowds import gather
from activities.images.drawing.people.figure import paint_person
from activities.images.drawing.reading import Reading, read
from activities.images.drawing.seeds import random_of
from activities.images.drawing.sets.builders import HOMES, builder_of
from activities.images.drawing.sets.exteriors_space import AIRLESS
from activities.images.drawing.sets.place import Piece, Place, scheme_of
from activities.images.drawing.sets.seats import make_room
from activities.images.drawing.things.inserts import furnish, paint_insert, paint_props, paint_upright, sheltered
from activities.images.drawing.things.pianos import is_played, paint_pianos
from activities.images.drawing.things.traffic import Placed, carriers_of, is_before_rider, paint_traffic, placed_traffic
from activities.media.drawn.picture import Figure, Pixels, Rig
from schemas.images import PaintImage

_AFTER_THE_FLAME = (0.3, 0.34, 0.46)
"""What is left of the light when the candle that gave it goes out."""
_MOONLIGHT = (0.5, 0.57, 0.78)
"""What is left of it in a home whose lamps are out at night."""
_BANDS_M = (40.0, 14.0, 4.0, 0.0)
"""Set pieces between two of these depths share a layer."""


@dataclass(frozen=True)
class Drawing:
    """A picture before it is written."""

    rig: Rig
    layers: list[Pixels]
    merged: Pixels
    composition: Composition | None = None
    """Where camera and people stand; None for cards."""
    place: Place | None = None
    """The set; None for cards."""


_FLOODLIT = frozenset({"stadium"})


def draw_picture(order: PaintImage) -> Drawing:
    """Draw an order that is no card."""
    reading = read(order)
    detail = random_of("detail", order.seed, order.take, order.prompt, reading.set_words)
    is_cramped = reading.is_inside and reading.set_name == "car"
    composition = compose(
        order,
        detail,
        carriers_of(reading),
        is_inside=reading.is_inside,
        is_cramped=is_cramped,
        is_airless=not reading.is_inside and reading.set_name in AIRLESS,
    )
    place = _built(order, reading)
    props = tuple(name for name in reading.props if name != "piano" or not is_played(composition))
    standing = reading.props if order.size == "INSERT" else furnish(place, props)
    composition = sheltered(composition, standing)
    camera = composition.camera
    make_room(place, composition)
    gather(place, camera, reading.company, reading.set_name, era=order.setting.era, seed=order.seed)
    easel = Easel(camera.width_px, camera.height_px)
    _paint_set(easel, composition, place)
    if order.size == "INSERT" and reading.props:
        paint_insert(easel, camera, place, reading.props)
        figures: list[Figure] = []
    else:
        paint_upright(easel, composition, place, standing)
        figures = _paint_figures(easel, composition, place, placed_traffic(order, reading, composition))
        paint_pianos(easel, composition, place)
        paint_props(easel, composition, place, standing, figures)
    _paint_front(easel, composition, place)
    if order.setting.is_unlit:
        paint_darkness(easel, composition, reading.props if order.size == "INSERT" else standing, is_insert=order.size == "INSERT")
    elif place.is_open and place.light.is_dark and order.size != "INSERT":
        paint_beams(easel, composition, standing)
    rig = Rig(
        width_px=camera.width_px,
        height_px=camera.height_px,
        frame=camera.frame,
        layers=easel.layers,
        figures=figures,
        notes=[*reading.notes, *style_notes(order.style)],
    )
    grade = grade_of(order.style) or grade_of_era(order.setting.era)
    return Drawing(rig, [graded(pixels, grade) for pixels in easel.pixels], graded(easel.merged(), grade), composition, place)


def _paint_figures(easel: Easel, composition: Composition, place: Place, traffic: Sequence[Placed]) -> list[Figure]:
    """People and what carries them, back to front; people come first in the rig, whatever is painted first."""
    camera, people = composition.camera, composition.people
    figures: dict[int, Figure] = {}
    over: list[Callable[[], None]] = []

    def paint_carrier(number: int, placed: Placed) -> None:
        figures[len(people) + number] = paint_traffic(easel, camera, place, placed, len(people) + number)

    for number, placed in enumerate(traffic):
        if placed.rider is None:
            paint_carrier(number, placed)
    for index, person in enumerate(people):
        mine = [(number, placed) for number, placed in enumerate(traffic) if placed.rider == index]
        for number, placed in mine:
            if is_before_rider(placed):
                paint_carrier(number, placed)
        carried_by = len(people) + mine[0][0] if mine else None
        figures[index] = paint_person(easel, camera, place.light, person, index, over).model_copy(update={"rides": carried_by})
        for number, placed in mine:
            if not is_before_rider(placed):
                paint_carrier(number, placed)
    for paint in over:
        paint()
    return [figures[number] for number in range(len(figures))]


def _built(order: PaintImage, reading: Reading) -> Place:
    """The set, the same for the same words and film."""
    light = lights.inside if reading.is_inside else lights.outside
    random = random_of("set", order.seed, reading.set_words, reading.is_inside)
    ratio = order.width_px / order.height_px
    place = Place(
        random=random,
        detail=random_of("weather", order.seed, order.take, order.prompt, reading.set_words),
        light=light(reading.time_of_day, reading.weather),
        time_of_day=reading.time_of_day,
        weather=reading.weather,
        reach_m=max(1.35, min(4.4, 3.0 * ratio / (16 / 9))),
        scheme=scheme_of(random),
        ceiling_m=3.3 if ratio > 1.2 else 3.9,
    )
    place.dyes = dict(reading.dyes)
    place.light = replace(place.light, out=frozenset(order.setting.gone_out), is_dark=place.light.is_dark and not order.setting.is_unlit)
    if reading.set_name in _FLOODLIT and not reading.is_inside:
        place.light = lights.floodlit(place.light)
    builder_of(reading.set_name, is_inside=reading.is_inside, era=order.setting.era)(place)
    left = _AFTER_THE_FLAME if "snuffed candle" in reading.props else _MOONLIGHT if _is_moonlit(place, reading) else None
    if left is not None:
        dim = replace(place.light, key=multiply(place.light.key, left), shade=multiply(place.light.shade, left))
        place.light = replace(dim, lamp=multiply(place.light.lamp, left))
    return place


def _is_moonlit(place: Place, reading: Reading) -> bool:
    """Whether a home is dark but for its windows: its lamps are out at night."""
    return reading.is_inside and place.light.is_dark and "lamp" in place.light.out and reading.set_name in HOMES


def _paint_set(easel: Easel, composition: Composition, place: Place) -> None:
    camera, detail = composition.camera, composition.view.detail

    def backdrop(canvas: skia.Canvas) -> None:
        pen = Pen(canvas, place.light)
        if place.is_open:
            canvas.save()
            canvas.concat(camera.roll())
            paint_sky(pen, camera, place)
            canvas.restore()
        else:
            for paint in place.backdrop:
                paint(pen, camera)
        _vignette(pen, camera, (0.5 if place.light.is_inside else 0.3) if place.light.is_dark else 0.16)

    easel.paint(
        Sheet(
            "set",
            0.0 if place.is_open else camera.parallax(place.wall_m),
            detail=min(detail, 0.5) if place.is_open else detail,
            is_opaque=True,
        ),
        backdrop,
    )
    if place.is_open:
        sky_foot = max(1, min(camera.height_px, int(camera.horizon_px + 0.05 * camera.height_px)))
        clouds = cloud_band(place, (camera.width_px, camera.height_px), max(camera.horizon_px, 0.3 * camera.height_px))
        easel.paint(
            Sheet("clouds", 0.02, bounds=(0, 0, camera.width_px, sky_foot), detail=min(detail, 0.5), is_tiled=True),
            lambda canvas: paint_clouds(Pen(canvas, place.light), place, clouds, camera.width_px),
        )
        easel.paint(Sheet("set", 0.12, detail=detail), lambda canvas: _all(canvas, camera, place, water=False))
    if place.waters:
        easel.paint(Sheet("water", 0.15, detail=detail), lambda canvas: _all(canvas, camera, place, water=True))
    _paint_pieces(easel, camera, place, [piece for piece in place.pieces if piece.z_m >= 0], detail)
    if place.overlays:
        depth = camera.parallax(place.overlays[0].z_m)
        easel.paint(Sheet("light", depth, detail=0.25), lambda canvas: _paint_group(canvas, camera, place, place.overlays))


def _vignette(pen: Pen, camera: Camera, strength: float) -> None:
    """Corners a little darker, so that the eye stays with the people."""
    paint = skia.Paint()
    dark = 0x0A0818
    ramp = [argb(dark, 0.0), argb(dark, 0.0), argb(dark, strength)]
    paint.setShader(skia.GradientShader.MakeRadial(skia.Point(0, 0), 1.0, ramp, [0.0, 0.5, 1.0]))
    pen.canvas.save()
    pen.canvas.translate(camera.width_px / 2, camera.height_px * 0.48)
    pen.canvas.scale(camera.width_px * 0.64, camera.height_px * 0.7)
    pen.canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), paint)
    pen.canvas.restore()


def _all(canvas: skia.Canvas, camera: Camera, place: Place, *, water: bool) -> None:
    for paint in place.waters if water else place.backdrop:
        paint(Pen(canvas, place.light), camera)


def _paint_pieces(easel: Easel, camera: Camera, place: Place, pieces: Sequence[Piece], detail: float) -> None:
    """Pieces of one role and depth band share a layer; order within a band is by depth."""
    ordered = sorted(pieces, key=lambda piece: -piece.z_m)
    while ordered:
        band = _band(ordered[0].z_m)
        roles = list(dict.fromkeys(piece.role for piece in ordered if _band(piece.z_m) == band))
        for role in roles:
            group = [piece for piece in ordered if piece.role == role and _band(piece.z_m) == band]
            depth = camera.parallax(sum(piece.z_m for piece in group) / len(group))
            easel.paint(Sheet(role, depth, detail=detail), partial(_paint_group, camera=camera, place=place, group=group))
        ordered = [piece for piece in ordered if _band(piece.z_m) != band]
        if band == 1:
            paint_fog(easel, camera, place, depth, 0.5)


def _band(z_m: float) -> int:
    return next(index for index, low in enumerate(_BANDS_M) if z_m >= low or index == len(_BANDS_M) - 1)


def _paint_group(canvas: skia.Canvas, camera: Camera, place: Place, group: Sequence[Piece]) -> None:
    pen = Pen(canvas, place.light)
    for piece in group:
        with pen.on(camera.upright(piece.x_m, piece.z_m, piece.y_m), max(0.0, piece.z_m) if place.is_open else piece.z_m * 0.4):
            piece.draw(pen)


def _paint_front(easel: Easel, composition: Composition, place: Place) -> None:
    camera = composition.camera
    front = [piece for piece in place.pieces if piece.z_m < 0 and -piece.z_m < camera.distance_m * 0.75]
    if front:
        depth = camera.parallax(sum(piece.z_m for piece in front) / len(front))
        easel.paint(Sheet("foreground", depth, detail=0.5), lambda canvas: _paint_group(canvas, camera, place, front))
    if place.is_open:
        paint_fog(easel, camera, place, 1.1, 0.28)
        paint_precipitation(easel, camera, place)
