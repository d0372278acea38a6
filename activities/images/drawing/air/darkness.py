"""A dark room: a sheet of darkness over everything, with holes where what people carry gives light.

The room itself is drawn as by the light of its lamps; the sheet takes that light away again, so that what a beam falls on has its colours.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

import skia

from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import Colour, argb
from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.framing import Composition, Person
from activities.images.drawing.people.figure import posed
from activities.images.drawing.things.inserts import held_at, held_prop, standing_at

_NIGHT: Colour = (0.02, 0.025, 0.07)
_BLACK: Colour = (0.0, 0.0, 0.0)
_UNLIT, _WITH_LIGHT = 0.66, 0.82
"""How dark it is where no light is in the picture, so that people are still to be told, and beside one."""
_REACH_M = {"candle": 2.2, "lantern": 2.4, "lamp": 2.8, "phone": 0.6, "laptop": 0.9}
"""How far things shine to all sides."""
_TINTS: dict[str, Colour] = {"phone": (0.72, 0.82, 1.0), "laptop": (0.72, 0.82, 1.0), "flashlight": (0.97, 0.96, 0.9)}
_FLAME: Colour = (1.0, 0.72, 0.38)
_MIDDLE_M = 0.16
"""Above the foot of a thing, about where it shines."""
_BEAM_DEG = 13.0
_IN_AIR = 0.34
"""How much of a beam is seen in the air of a night, against what it takes from a dark room."""
_FALL = 0.1
"""How far a beam goes down on its way across: people point at the floor before them."""


@dataclass(frozen=True)
class Source:
    """What shines."""

    name: str
    x_px: float
    y_px: float
    reach_px: float
    """How far it shines; a beam's length, of which a quarter is glow around the lens."""
    towards: float = 0.0
    """−1 or 1: a beam to the left or to the right; 0 shines to all sides, or at the camera."""


def paint_darkness(easel: Easel, composition: Composition, props: Sequence[str], *, is_insert: bool) -> None:
    """Darken all that is painted so far, but for where light falls.

    Args:
        easel: Takes the layer.
        composition: Camera and people.
        props: The things in the picture, by their names in the prop box.
        is_insert: Whether the props fill the frame.
    """
    sources = _of_insert(composition.camera, props) if is_insert else _sources(composition, props)
    width_px, height_px = easel.width_px, easel.height_px

    def sheet(canvas: skia.Canvas) -> None:
        canvas.saveLayer(None, None)
        canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, width_px + 1, height_px + 1), _paint(argb(_NIGHT, _WITH_LIGHT if sources else _UNLIT)))
        for source in sources:
            _cut(canvas, source)
        for person in composition.people:
            _cut_face(canvas, composition.camera, person, is_only=not sources)
        canvas.restore()
        for source in sources:
            tint = _TINTS.get(source.name, _FLAME)
            _disc(canvas, source, [argb(tint, 0.2), argb(tint, 0.07), argb(tint, 0.0)], skia.BlendMode.kSrcOver)

    easel.paint(Sheet("light", 1.0, detail=0.25), sheet)


def paint_beams(easel: Easel, composition: Composition, props: Sequence[str]) -> None:
    """What a flashlight makes of a night under the sky: a cone of light from whoever holds it, or the round it throws ahead of the camera.

    Args:
        easel: Takes the layer.
        composition: Camera and people.
        props: The things in the picture, by their names in the prop box.
    """
    sources = [source for source in _sources(composition, props) if source.name == "flashlight"]
    if not sources:
        return

    def sheet(canvas: skia.Canvas) -> None:
        tint = _TINTS["flashlight"]
        for source in sources:
            _disc(canvas, source, [argb(tint, 0.3), argb(tint, 0.16), argb(tint, 0.0)], skia.BlendMode.kScreen)
            if source.towards:
                _cone(canvas, source, tint, skia.BlendMode.kScreen, _IN_AIR)

    easel.paint(Sheet("light", 1.0, detail=0.25), sheet)


def _sources(composition: Composition, props: Sequence[str]) -> list[Source]:
    camera = composition.camera
    shining = [name for name in props if name in _REACH_M or name == "flashlight"]
    if not shining or composition.view.person > 3:
        return []
    name = shining[0]
    held = held_prop(composition, props)
    if held is not None and held[1] == name:
        holder = held[0]
        x_m, foot_m = held_at(holder, name)
        z_m, towards = holder.z_m, 0.0 if abs(holder.turn) < 0.25 else 1.0 if holder.turn > 0 else -1.0
    elif name == "flashlight":
        x, y, width, height = camera.frame
        return [Source(name, x + 0.46 * width, y + 0.46 * height, 0.5 * height)]
    else:
        x_m, foot_m = standing_at(composition, props).get(name, (camera.x_m, 0.9))
        z_m, towards = 0.05, 1.0 if x_m < camera.x_m else -1.0
    reach_px = _REACH_M.get(name, 1.2) * camera.scale(z_m)
    x_px, y_px = camera.x_px(x_m, z_m), camera.y_px(foot_m + _MIDDLE_M, z_m)
    if name == "flashlight":
        return [Source(name, x_px, y_px, 1.4 * camera.frame[2] if towards else reach_px, towards)]
    return [Source(name, x_px, y_px, reach_px)]


def _of_insert(camera: Camera, props: Sequence[str]) -> list[Source]:
    """The thing itself is seen, by its own light or by one from outside the frame."""
    x, y, width, height = camera.frame
    name = next((name for name in props if name in _REACH_M), "flashlight")
    return [Source(name, x + width / 2, y + height * 0.5, 0.75 * height)]


def _cut(canvas: skia.Canvas, source: Source) -> None:
    if source.towards:
        _cut_beam(canvas, source)
        return
    _disc(canvas, source, [argb(_BLACK), argb(_BLACK, 0.85), argb(_BLACK, 0.0)], skia.BlendMode.kDstOut)


def _disc(canvas: skia.Canvas, source: Source, ramp: list[int], mode: skia.BlendMode) -> None:
    reach_px = 0.25 * source.reach_px if source.towards else source.reach_px
    paint = _paint(0xFFFFFFFF)
    paint.setBlendMode(mode)
    paint.setShader(skia.GradientShader.MakeRadial(skia.Point(source.x_px, source.y_px), reach_px, ramp, [0.0, 0.42, 1.0]))
    canvas.drawCircle(source.x_px, source.y_px, reach_px, paint)


def _cut_beam(canvas: skia.Canvas, source: Source) -> None:
    """A cone from the lens outwards, soft at its edges, and a little spill around the hand."""
    _cone(canvas, source, _BLACK, skia.BlendMode.kDstOut, 1.0)
    spill = Source(source.name, source.x_px, source.y_px, 0.16 * source.reach_px)
    _disc(canvas, spill, [argb(_BLACK, 0.7), argb(_BLACK, 0.38), argb(_BLACK, 0.0)], skia.BlendMode.kDstOut)


def _cone(canvas: skia.Canvas, source: Source, tint: Colour, mode: skia.BlendMode, strength: float) -> None:
    canvas.save()
    canvas.translate(source.x_px, source.y_px)
    canvas.rotate(degrees(atan2(_FALL, source.towards)))
    length = hypot(1.0, _FALL) * source.reach_px
    for spread, part in ((1.5, 0.35), (1.2, 0.5), (0.95, 0.8)):
        share = part * strength
        edge = skia.Matrix.RotateDeg(_BEAM_DEG * spread).mapXY(length, 0)
        cone = skia.Path()
        cone.addPoly([skia.Point(0, 0), skia.Point(edge.x(), -edge.y()), skia.Point(edge.x(), edge.y())], True)
        paint = _paint(0xFFFFFFFF)
        paint.setBlendMode(mode)
        ramp = [argb(tint, share), argb(tint, 0.8 * share), argb(tint, 0.0)]
        paint.setShader(skia.GradientShader.MakeRadial(skia.Point(0, 0), length, ramp, [0.0, 0.45, 1.0]))
        paint.setMaskFilter(skia.MaskFilter.MakeBlur(skia.kNormal_BlurStyle, max(1.0, 0.012 * length)))
        canvas.drawPath(cone, paint)
    canvas.restore()


def _cut_face(canvas: skia.Canvas, camera: Camera, person: Person, *, is_only: bool) -> None:
    """A touch of light on a face that would be lost: more when it is all the light there is."""
    size_px = camera.scale(person.z_m) * person.height_m
    x, y = posed(person).head
    x_px = camera.x_px(person.x_m + x * person.height_m, person.z_m)
    face = Source("face", x_px, camera.y_px(y * person.height_m + person.lift_m, person.z_m), 0.28 * size_px)
    strength = 0.5 if is_only else 0.42
    ramp = [argb(_BLACK, strength), argb(_BLACK, 0.56 * strength), argb(_BLACK, 0.0)]
    _disc(canvas, face, ramp, skia.BlendMode.kDstOut)


def _paint(tint: int) -> skia.Paint:
    paint = skia.Paint(AntiAlias=True)
    paint.setColor(tint)
    return paint
