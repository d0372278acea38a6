"""Subtitles in the picture: text drawn once a subtitle, then blended into the planes of every frame that shows it.

White with a dark edge and a soft shadow, in the lower part of the frame inside the title-safe area. Text of a speech that needs more than
two lines is shown in parts, each as long as its share of the words.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from activities.media.fonts import Face, draw_text, line_height_px, text_note, text_width_px
from activities.media.line_breaks import columns_of, usual_columns
from activities.media.planes import FULL, Weight, halved, planes_of
from activities.media.subtitles import parts_of
from schemas.film import FrameRange

_FACE = Face.SANS_SEMIBOLD
_SIZE = 0.052
"""Em of the text, in shorter sides of the frame."""
_COLUMN_EM = 0.52
"""A column of running text; a full-width character (two columns) is one em."""
_WIDEST = 0.86
"""Of the frame's width."""
_BOTTOM = 0.065
"""Free below the text, in frame heights."""
_BOTTOM_PORTRAIT = 0.17
"""Phones lay their buttons over the lower part of portrait films."""
_LEADING = 0.94
_WHITE, _BLACK, _GREY = 235, 16, 128
"""Limited-range luma, and chroma without colour."""
_LONGEST_COLUMNS_PER_S = 9
"""A subtitle is taken away when even a slow reader has read it twice."""


@dataclass(frozen=True)
class Lettering:
    """A drawn subtitle, ready to be blended: where it lies and how much of each pixel it covers."""

    left: int
    top: int
    """Even, so that luma and chroma agree."""
    cover: Weight
    chroma_cover: Weight
    ink: NDArray[np.uint16]
    """Luma of the text times its cover."""

    def put_on(self, frame: av.VideoFrame) -> None:
        """Blend into a frame, which is written to."""
        for index, plane in enumerate(planes_of(frame)):
            shift = 1 if index else 0
            cover = self.chroma_cover if index else self.cover
            ink = cover * _GREY if index else self.ink
            rows, columns = cover.shape
            part = plane[self.top >> shift : (self.top >> shift) + rows, self.left >> shift : (self.left >> shift) + columns]
            part[:] = (part * (FULL - cover) + ink + FULL // 2) >> 8


@dataclass(frozen=True)
class TimedLettering:
    """A lettering and the frames of the shot that show it."""

    first_frame: int
    end_frame: int
    lettering: Lettering


def letterings(part: FrameRange, width_px: int, height_px: int, fps: int) -> list[TimedLettering]:
    """Everything that is burned into a part of a shot, drawn."""
    size_px = _SIZE * min(width_px, height_px)
    widest_columns = int(_WIDEST * width_px / (_COLUMN_EM * size_px))
    timed: list[TimedLettering] = []
    for text in part.burned:
        frames = min(text.frames, max(fps, fps * columns_of(text.text) // _LONGEST_COLUMNS_PER_S + fps))
        for first, length, lines in parts_of(text.text, frames, max(4, min(usual_columns(text.text), widest_columns))):
            start = text.first_frame + first
            if start < part.first_frame + part.frames and start + length > part.first_frame:
                timed.append(TimedLettering(start, start + length, lettered(lines, width_px, height_px, part.language)))
    return timed


def lettering_notes(*parts: FrameRange) -> list[str]:
    """What a person should know of how burned text came out: writing systems that no font on this machine has."""
    notes = (text_note(text.text, _FACE, part.language) for part in parts for text in part.burned)
    return list(dict.fromkeys(note for note in notes if note))


def lettered(lines: Sequence[str], width_px: int, height_px: int, language: str = "") -> Lettering:
    """Draw the lines of one subtitle for frames of a size."""
    size_px = _SIZE * min(width_px, height_px)
    widest_px = max(text_width_px(line, _FACE, size_px, language=language) for line in lines)
    size_px *= min(1.0, _WIDEST * width_px / widest_px)
    edge_px = max(1, round(size_px * 0.055))
    margin_px = 2 * edge_px + round(size_px * 0.2)
    fill = _stacked(lines, size_px, language, margin_px)
    spread = cv2.dilate(fill, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * edge_px + 1, 2 * edge_px + 1)))
    outline = cv2.GaussianBlur(spread, (3, 3), 0).astype(np.uint32)
    shadow = cv2.GaussianBlur(spread, (0, 0), size_px * 0.09).astype(np.uint32)
    dark = np.maximum(outline * 225 // 255, shadow * 150 // 255)
    bright = fill.astype(np.uint32)
    cover = bright + dark * (255 - bright) // 255
    ink = bright * _WHITE + dark * (255 - bright) // 255 * _BLACK
    height, width = fill.shape
    bottom_px = (_BOTTOM_PORTRAIT if height_px > width_px else _BOTTOM) * height_px
    weight = _in_full(cover)
    return Lettering(
        left=_even((width_px - width) / 2),
        top=_even(max(0.0, min(height_px - bottom_px - height + margin_px, height_px - height))),
        cover=weight,
        chroma_cover=halved(weight),
        ink=_in_full(ink),
    )


def _stacked(lines: Sequence[str], size_px: float, language: str, margin_px: int) -> NDArray[np.uint8]:
    """The lines one below the other, centred; even height and width."""
    drawn = [draw_text(line, _FACE, size_px, (255, 255, 255), language=language)[..., 3] for line in lines]
    step = round(line_height_px(_FACE, size_px) * _LEADING)
    height = step * (len(drawn) - 1) + drawn[-1].shape[0] + 2 * margin_px
    width = max(line.shape[1] for line in drawn) + 2 * margin_px
    canvas = np.zeros((height + height % 2, width + width % 2), np.uint8)
    for index, line in enumerate(drawn):
        left, top = (canvas.shape[1] - line.shape[1]) // 2, margin_px + index * step
        part = canvas[top : top + line.shape[0], left : left + line.shape[1]]
        np.maximum(part, line, out=part)
    return canvas


def _in_full(of_255: NDArray[np.uint32]) -> NDArray[np.uint16]:
    return ((of_255 * FULL + 127) // 255).astype(np.uint16)


def _even(position: float) -> int:
    return round(position) // 2 * 2
