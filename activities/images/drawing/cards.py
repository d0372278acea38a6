"""Title, intertitle and credits: type on a quiet ground of far hills at night, or on paper; and the black screen, with type or none."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import skia

from activities.images.drawing.air.grade import grade_of, graded
from activities.images.drawing.air.light import Light, outside
from activities.images.drawing.colour import Colour, colour, darker, lighter, mix
from activities.images.drawing.compose import Drawing
from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.framing import ROOM_FOR_CAMERA, frame_of
from activities.images.drawing.pen import Pen, box, oval
from activities.images.drawing.seeds import Random, between, choose, random_of
from activities.images.drawing.sets.nature import ridge
from activities.images.drawing.typesetting import Lettering, SetText, Style, fit
from activities.media.drawn.picture import Rig
from activities.media.text.fonts import Face, Rgb, reads_leftwards, text_note, text_width_px
from schemas.images import PaintImage
from schemas.shots import Card

_GROUNDS = (
    (0x101B33, 0x2B4468, 0xE0A872),
    (0x1B1430, 0x4A3560, 0xE89A7A),
    (0x0F2428, 0x24545A, 0xE8C07A),
    (0x24141A, 0x6A3238, 0xF0B878),
    (0x14202B, 0x3A5A6A, 0xDCC9A0),
)
_CREAM: Rgb = (246, 238, 221)
_SOFT: Rgb = (206, 196, 180)
_INK: Rgb = (52, 42, 40)
_FADED_INK: Rgb = (110, 84, 68)
_SAFE = 0.8
"""Share of the frame that text keeps to, the old title-safe area (SMPTE RP 2046)."""

Frame = tuple[float, float, float, float]


def draw_card(order: PaintImage, card: Card) -> Drawing:
    """Draw a card; its text is a layer of its own."""
    easel = Easel(round(order.width_px * ROOM_FOR_CAMERA), round(order.height_px * ROOM_FOR_CAMERA))
    frame = frame_of(order)
    tints = _tints(order)
    if card.kind in {"intertitle", "black"}:
        is_black = card.kind == "black"
        (_black if is_black else _paper)(easel, frame)
        _intertitle(easel, frame, card, order.language, (_CREAM, _SOFT) if is_black else (_INK, _FADED_INK))
    else:
        _hills(easel, frame, tints, order, is_quiet=card.kind == "credits")
        (_title if card.kind == "title" else _credits)(easel, frame, card, order.language)
    words = " ".join([card.heading, *card.lines])
    note = text_note(words, Face.SERIF, order.language)
    rig = Rig(width_px=easel.width_px, height_px=easel.height_px, frame=frame, layers=easel.layers, notes=[note] if note else [])
    grade = grade_of(order.style)
    return Drawing(rig, [graded(pixels, grade) for pixels in easel.pixels], graded(easel.merged(), grade))


def _tints(order: PaintImage) -> tuple[Colour, Colour, Colour]:
    """The film's colours: by where it begins and its seed, so that title and credits are alike and a corrected title keeps them."""
    setting = order.setting
    random = random_of("card", order.seed, order.take, setting.location, setting.time_of_day, setting.era)
    low, middle, glow = choose(random, _GROUNDS)
    return colour(low), colour(middle), colour(glow)


def _hills(easel: Easel, frame: Frame, tints: tuple[Colour, Colour, Colour], order: PaintImage, *, is_quiet: bool) -> None:
    """A dark sky that warms towards a horizon of hills in three depths; for credits almost dark."""
    low, middle, glow = tints
    wide, high = easel.width_px, easel.height_px
    horizon = frame[1] + frame[3] * 0.8
    share = 0.25 if is_quiet else 1.0
    warm = mix(low, mix(middle, glow, 0.6), share)
    light = outside("day", "clear")

    def sky(canvas: skia.Canvas) -> None:
        pen = Pen(canvas, light)
        pen.ramp(box(0, 0, wide, high), ((0, 0), (0, horizon)), (darker(low, 0.35), mix(low, middle, 0.7 * share), warm), (0.0, 0.62, 1.0))
        random = random_of("card stars", order.seed, order.take)
        for _ in range(70):
            x, y = between(random, 0, wide), between(random, 0, 1) ** 1.5 * horizon * 0.75
            pen.flat(oval(x, y, 0.0011 * high, 0.0011 * high), 0xFFF6E0, between(random, 0.2, 0.7) * (1 - y / horizon))
        pen.glow(frame[0] + frame[2] / 2, horizon, frame[2] * 0.42, glow, 0.42 * share)

    easel.paint(Sheet("set", 0.05, is_opaque=True), sky)
    for index in range(3):
        tint = mix(warm, darker(low, 0.5), 0.38 + 0.3 * index)
        random = random_of("card hills", order.seed, order.take, index)
        tall = min(high, wide)
        place = (wide, high, horizon + tall * 0.055 * index, tall * (0.13 - 0.02 * index))
        easel.paint(Sheet("set", 0.25 + 0.25 * index), partial(_ridge, light=light, random=random, place=place, tint=tint))
    _vignette(easel)


def _ridge(canvas: skia.Canvas, *, light: Light, random: Random, place: tuple[int, int, float, float], tint: Colour) -> None:
    wide, high, foot, tall = place
    pen = Pen(canvas, light)
    canvas.translate(0, foot)
    canvas.scale(1, -1)
    ridge(pen, random, (-0.1 * wide, 1.1 * wide), (tall * 0.3, tall), tint)
    pen.fill(box(-wide, -high, 2 * wide, -tall * 0.9), tint, 0.75)


def _paper(easel: Easel, frame: Frame) -> None:
    wide, high = easel.width_px, easel.height_px

    def paper(canvas: skia.Canvas) -> None:
        pen = Pen(canvas, outside("day", "clear"))
        pen.ramp(box(0, 0, wide, high), ((0, 0), (wide, high)), (0xF4EBD8, 0xEBDDC2))
        inset = frame[3] * 0.065
        left, top, right, bottom = frame[0] + inset, frame[1] + inset, frame[0] + frame[2] - inset, frame[1] + frame[3] - inset
        for offset, width in ((0.0, frame[3] * 0.0042), (frame[3] * 0.013, frame[3] * 0.0016)):
            pen.stroke(box(left + offset, top + offset, right - offset, bottom - offset), width, 0x8A6A52)

    easel.paint(Sheet("set", 0.6, is_opaque=True), paper)


def _black(easel: Easel, frame: Frame) -> None:  # noqa: ARG001 - a ground like the others
    easel.paint(Sheet("set", 0.0, is_opaque=True), lambda canvas: canvas.clear(0xFF000000))


def _vignette(easel: Easel) -> None:
    wide, high = easel.width_px, easel.height_px

    def corners(canvas: skia.Canvas) -> None:
        paint = skia.Paint()
        shader = skia.GradientShader.MakeRadial(skia.Point(0, 0), 1.0, [0x00000000, 0x00000000, 0x8C05060C], [0.0, 0.55, 1.0])
        paint.setShader(shader)
        canvas.translate(wide / 2, high / 2)
        canvas.scale(wide * 0.66, high * 0.72)
        canvas.drawRect(skia.Rect.MakeLTRB(-1, -1, 1, 1), paint)

    easel.paint(Sheet("light", 1.0, detail=0.12), corners)


def _title(easel: Easel, frame: Frame, card: Card, language: str) -> None:
    x, y, wide, high = frame
    unit = min(high, wide)
    heading = fit(
        _spaced(card.heading),
        Style(Face.SERIF_LIGHT, unit * 0.132, _CREAM, 0.045, 1.16, language),
        wide * _SAFE,
        most_lines=3,
        least_px=unit * 0.05,
    )
    lines = [
        fit(line, Style(Face.SANS, unit * 0.034, _SOFT, 0.16, 1.75, language), wide * _SAFE, most_lines=2, least_px=unit * 0.022)
        for line in card.lines
    ]
    total = heading.height_px + (unit * 0.1 if lines else 0) + sum(line.height_px for line in lines)
    top = y + high * 0.44 - total / 2
    sheet = Lettering(easel.width_px, easel.height_px)
    top = sheet.centred(heading, x + wide / 2, top)
    if lines:
        _rule(easel, x + wide / 2, top + unit * 0.045, unit * 0.07)
        top += unit * 0.1
    for line in lines:
        top = sheet.centred(line, x + wide / 2, top)
    sheet.add_to(easel, 1.0)


def _intertitle(easel: Easel, frame: Frame, card: Card, language: str, inks: tuple[Rgb, Rgb]) -> None:
    """Words in the middle, the first line in the first of the inks; nothing where there are none."""
    x, y, wide, high = frame
    unit = min(high, wide)
    blocks = _blocks(card, language, unit, wide * 0.72, inks)
    if not blocks:
        return
    gap = unit * 0.035
    while _height(blocks, gap) > high * _SAFE and unit > 60:
        unit *= 0.9
        blocks, gap = _blocks(card, language, unit, wide * 0.72, inks), unit * 0.035
    top = y + (high - _height(blocks, gap)) / 2
    sheet = Lettering(easel.width_px, easel.height_px)
    for block in blocks:
        top = sheet.centred(block, x + wide / 2, top) + gap
    sheet.add_to(easel, 1.0)


def _blocks(card: Card, language: str, unit: float, width: float, inks: tuple[Rgb, Rgb]) -> list[SetText]:
    """Heading and lines of an intertitle, in type that follows `unit`."""
    heading = Style(Face.SERIF, unit * 0.085, inks[0], 0.01, 1.3, language)
    line = Style(Face.SERIF_ITALIC, unit * 0.05, inks[1], 0.0, 1.5, language)
    blocks = [fit(card.heading, heading, width, most_lines=4, least_px=unit * 0.04)] if card.heading else []
    return [*blocks, *(fit(text, line, width, most_lines=3, least_px=unit * 0.03) for text in card.lines)]


def _height(blocks: list[SetText], gap: float) -> float:
    return sum(block.height_px for block in blocks) + gap * max(0, len(blocks) - 1)


def _credits(easel: Easel, frame: Frame, card: Card, language: str) -> None:
    """Roles end and names begin at a common axis; what is no pair stands on it."""
    x, y, wide, high = frame
    unit = min(high, wide)
    size = min(unit * 0.046, high * 0.72 / (1.85 * (len(card.lines) + 3)))
    sheet = Lettering(easel.width_px, easel.height_px)
    role, name = Style(Face.SANS_LIGHT, size * 0.86, _SOFT, 0.1, 1.0, language), Style(Face.SERIF, size, _CREAM, 0.02, 1.0, language)
    step = size * 1.85
    heading = (
        fit(
            _spaced(card.heading),
            Style(Face.SERIF_LIGHT, unit * 0.07, _CREAM, 0.08, 1.25, language),
            wide * _SAFE,
            most_lines=2,
            least_px=unit * 0.035,
        )
        if card.heading
        else None
    )
    total = len(card.lines) * step + (heading.height_px + unit * 0.075 if heading else 0)
    top = y + max(high * 0.1, (high - total) / 2)
    axis = x + wide / 2
    if heading:
        top = sheet.centred(heading, axis, top)
        _rule(easel, axis, top + unit * 0.025, unit * 0.05)
        top += unit * 0.075
    room = wide * _SAFE / 2 - size * 0.75
    is_leftwards = reads_leftwards(" ".join([card.heading, *card.lines]), language)
    pairs = _pairs(card.lines)
    # One size for all names, so that no line looks less than the others.
    widest = max((text_width_px(names, name.face, size, tracking_em=name.tracking_em) for _, names in pairs if names), default=0.0)
    name = replace(name, size_px=size * min(1.0, room / max(1.0, widest)))
    for role_words, names in pairs:
        if names:
            _paired(sheet, (role_words, names), (role, name), (axis, size * 0.75, top, room), is_leftwards=is_leftwards)
        else:
            sheet.centred(fit(role_words, name, wide * _SAFE, most_lines=1, least_px=size * 0.6), axis, top)
        top += step
    sheet.add_to(easel, 1.0)


def _pairs(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Roles and names; names that go on below the first ones have no role, a plain line before them all has no names."""
    pairs: list[tuple[str, str]] = []
    for line in lines:
        role, colon, names = (part.strip() for part in line.partition(":"))
        goes_on = any(names for _, names in pairs)
        pairs.append((role, names) if colon and names else ("", line.strip()) if goes_on else (line.strip(), ""))
    return pairs


def _paired(
    sheet: Lettering,
    words: tuple[str, str],
    styles: tuple[Style, Style],
    place: tuple[float, float, float, float],
    *,
    is_leftwards: bool,
) -> None:
    """A role and its names on both sides of the axis: the role first, as the language reads."""
    axis, gap, top, room = place
    for text, style, to_right in ((words[0].upper(), styles[0], not is_leftwards), (words[1], styles[1], is_leftwards)):
        if not text:
            continue
        width = text_width_px(text, style.face, style.size_px, tracking_em=style.tracking_em)
        size = style.size_px * min(1.0, room / max(1.0, width))
        fitted = replace(style, size_px=size)
        sheet.aligned(text, fitted, axis - gap if to_right else axis + gap, top + (style.size_px - size) * 0.8, to_right=to_right)


def _rule(easel: Easel, x: float, y: float, half: float) -> None:
    """A short line with a lozenge, the only ornament."""

    def rule(canvas: skia.Canvas) -> None:
        pen = Pen(canvas, outside("day", "clear"))
        tint = lighter(0xD9B87A, 0.1)
        thick = max(1.0, half * 0.018)
        pen.flat(box(x - half, y - thick / 2, x - half * 0.16, y + thick / 2), tint)
        pen.flat(box(x + half * 0.16, y - thick / 2, x + half, y + thick / 2), tint)
        with pen.moved(x, y, 1, 45):
            pen.flat(box(-half * 0.05, -half * 0.05, half * 0.05, half * 0.05), tint)

    easel.paint(Sheet("text", 1.0), rule)


def _spaced(heading: str) -> str:
    """A heading as it is, without the writer's stray spaces."""
    return " ".join(heading.split())
