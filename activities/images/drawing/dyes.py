"""Paints a thing in the colour it is said to have: a pen that puts one colour family in another's place, light for light."""

from collections.abc import Sequence

import skia

from activities.images.drawing.colour import Colour, Tint, colour, luminance, mix, multiply
from activities.images.drawing.pen import Pen, Point
from activities.images.drawing.words import first, word_table

DYES: dict[str, int] = {
    "silver": 0xC3CAD2, "golden": 0xD9AE42, "brass": 0xC9A24A, "copper": 0xB0683C, "iron": 0x7C848C, "wooden": 0x8A5E3A,
    "leather": 0x7A4A2C,
    "red": 0xBE3A32, "orange": 0xDD7B36, "yellow": 0xE6BC3E, "green": 0x4E8A52, "blue": 0x3C6FB0, "navy": 0x28385E, "teal": 0x2F8582,
    "purple": 0x76509A, "pink": 0xDE8DA4, "brown": 0x7A5236, "black": 0x2A282C, "grey": 0x86888C, "white": 0xF1EEE6, "beige": 0xD3BF9A,
}  # fmt: skip
_DYE_WORDS = word_table("""
silver: silver
golden: golden, gold
brass: brass
copper: copper, bronze
iron: iron, steel, metal
wooden: wooden
leather: leather
red: red
orange: orange
yellow: yellow
green: green
blue: blue
navy: navy
teal: teal, turquoise
purple: purple, violet
pink: pink
brown: brown
black: black
grey: grey, gray
white: white
beige: beige
""")
OWN: dict[str, int] = {
    "coin": 0xC9A24A, "key": 0xC9A24A, "ring": 0xD9B451, "umbrella": 0xC8473F, "hat": 0x7A6048, "cup": 0xE87A52, "book": 0x8A3A35,
    "bag": 0x8A5E3A, "suitcase": 0x9A623C, "box": 0xC39A66, "bottle": 0x5A8A5C, "ball": 0xD9603F, "candle": 0xE4D9C0, "lantern": 0x3A3632,
    "letter": 0xF2E9D6, "phone": 0x24262C, "guitar": 0xD99A55, "clock": 0x8A5A36, "door": 0x6E4A30, "knife": 0xCED4D8, "sword": 0xCED4D8,
    "gun": 0x34363C, "apple": 0xC2402F, "radio": 0x9A5A3A, "plate": 0xF1EDE4, "rope": 0xC9A874, "dog": 0x9A6A42, "cat": 0x6E6862,
    "bird": 0x56616E, "compass": 0xC9A24A, "violin": 0xC4743A, "piano": 0x4A2C20, "flowers": 0xC8473F, "ticket": 0xE2C27A,
}  # fmt: skip
"""The colour that the prop box gives a thing; what is not here keeps its colours."""
_ALIKE = 0.2
"""How far the hues of one family lie apart: differences of colours at one lightness."""
_GREY = 0.1


def dye_in(words: str) -> Colour | None:
    """The colour that a thing's own words tell: "silver coin"."""
    name = first(words, _DYE_WORDS)
    return colour(DYES[name]) if name else None


class DyedPen(Pen):
    """A pen that paints one thing in another colour than it was made in."""

    def __init__(self, pen: Pen, own: Tint, dye: Tint) -> None:
        super().__init__(pen.canvas, pen.light, pen.distance_m)
        self._own = colour(own)
        self._dye = colour(dye)

    def fill(self, path: skia.Path, tint: Tint, tone: float = 1.0, *, alpha: float = 1.0) -> None:
        super().fill(path, self._dyed(tint), tone, alpha=alpha)

    def blend(self, path: skia.Path, ends: tuple[Point, Point], tints: tuple[Tint, Tint], tones: tuple[float, float] = (1.0, 1.0)) -> None:
        super().blend(path, ends, (self._dyed(tints[0]), self._dyed(tints[1])), tones)

    def flat(self, path: skia.Path, tint: Tint, alpha: float = 1.0) -> None:
        super().flat(path, self._dyed(tint), alpha)

    def ramp(self, path: skia.Path, ends: tuple[Point, Point], tints: Sequence[Tint], stops: Sequence[float] | None = None) -> None:
        super().ramp(path, ends, [self._dyed(tint) for tint in tints], stops)

    def stroke(self, path: skia.Path, width: float, tint: Tint, tone: float = 1.0, *, alpha: float = 1.0) -> None:
        super().stroke(path, width, self._dyed(tint), tone, alpha=alpha)

    def _dyed(self, tint: Tint) -> Colour:
        """As much lighter or darker than the dye as the colour is than the thing's own; other colours stay."""
        seen = colour(tint)
        if not _is_alike(seen, self._own):
            return seen
        ratio = luminance(seen) / max(0.02, luminance(self._own))
        return multiply(self._dye, (ratio, ratio, ratio)) if ratio < 1 else mix(self._dye, (1.0, 1.0, 0.98), min(0.7, 0.45 * (ratio - 1)))


def _is_alike(one: Colour, two: Colour) -> bool:
    """Whether two colours are of one family: both greys as light, or their hues near each other."""
    greys = [max(each) - min(each) < _GREY for each in (one, two)]
    if all(greys):
        return abs(luminance(one) - luminance(two)) < 2 * _ALIKE
    if any(greys):
        return False
    return all(abs(a / sum(one) - b / sum(two)) < _ALIKE for a, b in zip(one, two, strict=True))
