"""Draws the lines of one subtitle and blends them into frames: white or coloured letters, with a dark edge or on a dark ground.

They lie in the lower part of the frame inside the title-safe area; in portrait films higher, where phones have no buttons.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from activities.media.planes import FULL, Weight, halved, planes_of
from activities.media.text.fonts import Face, Rgb, draw_text, line_height_px, text_width_px
from schemas.options import SubtitlesStyle

FACE = Face.SANS_SEMIBOLD
ITALIC = Face.SANS_SEMIBOLD_ITALIC
"""For voices over the picture."""
SIZE = 0.052
"""Em of the text, in shorter sides of the frame."""
WIDEST = 0.86
"""Of the frame's width."""
_BOTTOM = 0.065
"""Free below the text, in frame heights."""
_BOTTOM_PORTRAIT = 0.17
"""Phones lay their buttons over the lower part of portrait films."""
_LEADING = 0.94
_GROUND = 184
"""How much of the picture a box covers, of 255: letters keep a contrast of 7 to 1 over white."""
WHITE: Rgb = (255, 255, 255)


@dataclass(frozen=True)
class Lettering:
    """A drawn subtitle, ready to be blended: where it lies and how much of each pixel it covers."""

    left: int
    top: int
    """Even, so that luma and chroma agree."""
    cover: Weight
    chroma_cover: Weight
    ink: tuple[NDArray[np.uint16], NDArray[np.uint16], NDArray[np.uint16]]
    """Y, U and V of the text times its cover."""

    def put_on(self, frame: av.VideoFrame) -> None:
        """Blend into a frame, which is written to."""
        for index, (plane, ink) in enumerate(zip(planes_of(frame), self.ink, strict=True)):
            shift = 1 if index else 0
            cover = self.chroma_cover if index else self.cover
            rows, columns = cover.shape
            part = plane[self.top >> shift : (self.top >> shift) + rows, self.left >> shift : (self.left >> shift) + columns]
            part[:] = (part * (FULL - cover) + ink + FULL // 2) >> 8


@dataclass(frozen=True)
class Written:
    """One line of a subtitle."""

    text: str
    colour: Rgb = WHITE
    is_italic: bool = False

    @property
    def face(self) -> Face:
        """What it is set in."""
        return ITALIC if self.is_italic else FACE


def lettered(lines: Sequence[Written], width_px: int, height_px: int, *, style: SubtitlesStyle = "plain", language: str = "") -> Lettering:
    """Draw the lines of one subtitle for frames of a size."""
    size_px = SIZE * min(width_px, height_px)
    widest_px = max(text_width_px(line.text, line.face, size_px, language=language) for line in lines)
    size_px *= min(1.0, WIDEST * width_px / widest_px)
    edge_px = max(1, round(size_px * 0.055))
    margin_px = round(size_px * 0.7) if style == "boxed" else 2 * edge_px + round(size_px * 0.2)
    fill, colours = _stacked(lines, size_px, language, margin_px)
    dark = _ground(fill, size_px) if style == "boxed" else _edge(fill, size_px, edge_px)
    bright = fill.astype(np.uint32)
    behind = dark * (255 - bright) // 255
    height, width = fill.shape
    bottom_px = (_BOTTOM_PORTRAIT if height_px > width_px else _BOTTOM) * height_px
    weight = _in_full(bright + behind)
    luma, blue, red = (_in_full(bright * level + behind * black) for level, black in zip(_ycbcr(colours), (16, 128, 128), strict=True))
    return Lettering(
        left=_even((width_px - width) / 2),
        top=_even(max(0.0, min(height_px - bottom_px - height + margin_px, height_px - height))),
        cover=weight,
        chroma_cover=halved(weight),
        ink=(luma, halved(blue), halved(red)),
    )


def _edge(fill: NDArray[np.uint8], size_px: float, edge_px: int) -> NDArray[np.uint32]:
    """A dark line around the letters and a soft shadow."""
    spread = cv2.dilate(fill, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * edge_px + 1, 2 * edge_px + 1)))
    outline = cv2.GaussianBlur(spread, (3, 3), 0).astype(np.uint32)
    shadow = cv2.GaussianBlur(spread, (0, 0), size_px * 0.09).astype(np.uint32)
    return np.maximum(outline * 225 // 255, shadow * 150 // 255)


def _ground(fill: NDArray[np.uint8], size_px: float) -> NDArray[np.uint32]:
    """A dark box behind all lines, with soft corners."""
    rows, columns = np.flatnonzero(fill.max(axis=1)), np.flatnonzero(fill.max(axis=0))
    box = np.zeros_like(fill)
    if len(rows):
        above, beside = round(size_px * 0.3), round(size_px * 0.5)
        box[max(0, rows[0] - above) : rows[-1] + above, max(0, columns[0] - beside) : columns[-1] + beside] = _GROUND
    return cv2.GaussianBlur(box, (0, 0), max(0.5, size_px * 0.03)).astype(np.uint32)


def _stacked(lines: Sequence[Written], size_px: float, language: str, margin_px: int) -> tuple[NDArray[np.uint8], NDArray[np.uint32]]:
    """The lines one below the other, centred, even height and width; and the colour of every row, shape (height, 1, 3)."""
    drawn = [draw_text(line.text, line.face, size_px, WHITE, language=language)[..., 3] for line in lines]
    step = round(line_height_px(FACE, size_px) * _LEADING)
    height = step * (len(drawn) - 1) + drawn[-1].shape[0] + 2 * margin_px
    width = max(line.shape[1] for line in drawn) + 2 * margin_px
    canvas = np.zeros((height + height % 2, width + width % 2), np.uint8)
    colours = np.full((canvas.shape[0], 1, 3), 255, np.uint32)
    for index, (line, written) in enumerate(zip(drawn, lines, strict=True)):
        left, top = (canvas.shape[1] - line.shape[1]) // 2, margin_px + index * step
        part = canvas[top : top + line.shape[0], left : left + line.shape[1]]
        np.maximum(part, line, out=part)
        colours[top : top + line.shape[0]] = written.colour
    return canvas, colours


def _ycbcr(rgb: NDArray[np.uint32]) -> tuple[NDArray[np.uint32], NDArray[np.uint32], NDArray[np.uint32]]:
    """Full-range R'G'B' of shape (height, 1, 3) as limited-range Y, Cb, Cr of shape (height, 1): ITU-R BT.709-6, in whole numbers."""
    red, green, blue = (rgb[..., channel].astype(np.int64) for channel in range(3))
    luma = (11_966 * red + 40_254 * green + 4_064 * blue + 32_768 + (16 << 16)) >> 16
    cb = (-6_596 * red - 22_189 * green + 28_784 * blue + 32_768 + (128 << 16)) >> 16
    cr = (28_784 * red - 26_145 * green - 2_639 * blue + 32_768 + (128 << 16)) >> 16
    return luma.astype(np.uint32), cb.astype(np.uint32), cr.astype(np.uint32)


def _in_full(of_255: NDArray[np.uint32]) -> NDArray[np.uint16]:
    return ((of_255 * FULL + 127) // 255).astype(np.uint16)


def _even(position: float) -> int:
    return round(position) // 2 * 2
