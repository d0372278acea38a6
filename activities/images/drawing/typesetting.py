"""Sets lines of text on the canvas so that they fit and stay within the safe area."""

from dataclasses import dataclass

import numpy as np
import skia

from activities.images.drawing.easel import Easel
from activities.media.drawn.picture import Layer, Pixels
from activities.media.text.fonts import Face, Rgb, ascent_px, draw_text, text_width_px, wrap


@dataclass(frozen=True)
class Style:
    """How a text looks."""

    face: Face
    size_px: float
    colour: Rgb
    tracking_em: float = 0.0
    leading: float = 1.2
    """Line distance in sizes."""
    language: str = ""


@dataclass(frozen=True)
class SetText:
    """Lines broken and sized to fit."""

    lines: list[str]
    style: Style

    @property
    def height_px(self) -> float:
        """From the first line's top to the last line's foot."""
        return len(self.lines) * self.style.size_px * self.style.leading


def fit(text: str, style: Style, width_px: float, *, most_lines: int, least_px: float) -> SetText:
    """Break a text into at most `most_lines` lines, smaller type first, more lines only when `least_px` is reached."""
    size = style.size_px
    while True:
        sized = Style(style.face, size, style.colour, style.tracking_em, style.leading, style.language)
        lines = wrap(text, style.face, size, width_px, tracking_em=style.tracking_em)
        widest = max((text_width_px(line, style.face, size, tracking_em=style.tracking_em) for line in lines), default=0.0)
        if size <= least_px or (len(lines) <= most_lines and widest <= width_px * 1.001):
            return SetText(lines, sized)
        size = max(least_px, size * 0.93)


class Lettering:
    """A transparent canvas that collects ink and becomes one text layer."""

    def __init__(self, width_px: int, height_px: int) -> None:
        self.ink: Pixels = np.zeros((height_px, width_px, 4), np.uint8)

    def centred(self, text: SetText, x: float, top: float) -> float:
        """Put lines around a vertical; returns where they end."""
        style = text.style
        for index, line in enumerate(text.lines):
            pixels = draw_text(line, style.face, style.size_px, style.colour, tracking_em=style.tracking_em, language=style.language)
            overhang = style.tracking_em * style.size_px / 2
            self._lay(pixels, x - pixels.shape[1] / 2 + overhang, top + index * style.size_px * style.leading - _lead(style))
        return top + text.height_px

    def aligned(self, line: str, style: Style, x: float, top: float, *, to_right: bool) -> None:
        """Put one line so that it ends (`to_right`) or begins at a vertical."""
        pixels = draw_text(line, style.face, style.size_px, style.colour, tracking_em=style.tracking_em, language=style.language)
        pad = round(style.size_px * 0.15)
        left = x - pixels.shape[1] + pad + style.tracking_em * style.size_px if to_right else x - pad
        self._lay(pixels, left, top - _lead(style))

    def add_to(self, easel: Easel, depth: float) -> None:
        """Become a layer."""
        rows, columns = np.flatnonzero(self.ink[..., 3].any(axis=1)), np.flatnonzero(self.ink[..., 3].any(axis=0))
        if rows.size == 0:
            return
        x0, x1, y0, y1 = int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1
        layer = Layer(file=f"data/{len(easel.layers):03d}.png", x=x0, y=y0, width_px=x1 - x0, height_px=y1 - y0, role="text", depth=depth)
        ink = np.ascontiguousarray(self.ink[y0:y1, x0:x1])
        easel.add(layer, ink)
        easel.show(skia.Image.fromarray(ink, colorType=skia.kRGBA_8888_ColorType), layer)

    def _lay(self, pixels: Pixels, left: float, top: float) -> None:
        x, y = round(left), round(top)
        x0, y0 = max(0, x), max(0, y)
        x1, y1 = min(self.ink.shape[1], x + pixels.shape[1]), min(self.ink.shape[0], y + pixels.shape[0])
        if x1 <= x0 or y1 <= y0:
            return
        fresh = pixels[y0 - y : y1 - y, x0 - x : x1 - x]
        spot = self.ink[y0:y1, x0:x1]
        is_stronger = fresh[..., 3] > spot[..., 3]
        spot[is_stronger] = fresh[is_stronger]


def _lead(style: Style) -> float:
    """What a drawn line has above the letters that `top` does not count."""
    return ascent_px(style.face, style.size_px) - style.size_px * 0.95
