"""Layers as the renderer wants them: Y, U, V and alpha side by side, premultiplied, so that edges interpolate without fringes.

Chroma is kept at full resolution and sampled where yuv420p has it when a frame is drawn. Limited-range U and V of 128 mean no colour; after
premultiplication 0 means transparent, and `over` needs no offsets: result = above + below · (1 − alpha).
"""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from activities.media.drawn.camera import Matrix
from activities.media.drawn.picture import Pixels
from activities.media.planes import BLACK

Packed = NDArray[np.uint8]
"""(height, width, 4): Y, U, V, each multiplied by alpha, and alpha. OpenCV warps four interleaved channels as fast as one."""

_RGB_TO_YUV = np.array(
    [
        [0.2126 * 219 / 255, 0.7152 * 219 / 255, 0.0722 * 219 / 255, 16.0],
        [-0.2126 / 1.8556 * 224 / 255, -0.7152 / 1.8556 * 224 / 255, 0.5 * 224 / 255, 128.0],
        [0.5 * 224 / 255, -0.7152 / 1.5748 * 224 / 255, -0.0722 / 1.5748 * 224 / 255, 128.0],
    ]
)
"""Full-range R'G'B' and 1 to limited-range Y'CbCr, 8 bit: ITU-R BT.709-6, tables 3 and 4."""

_SOFT_LEVELS, _SOFT_SHARE, _SOFT_MOST = 6, 0.02, 40
"""A layer is soft when halving its resolution changes hardly any of its pixels by more than a few levels, and none by many."""
_SOFT_MOST_KEPT = 24
"""It is kept at half its resolution when none changes by more than this,"""
_VERY_SOFT_MOST = 4
"""and at a quarter, when none changes by more than this."""
_SOFT_LEAST_PX = 32
_BANDS, _BAND_PX, _BAND_EDGE_PX = 6, 16, 4
_OPAQUE = 255
_STRIP_PX = 256
"""Rows that are worked on at a time: what lies between the layers and the result is small then, however large they are."""
BLOCK_PX = 16
"""How finely a sheet knows where its ink is."""
_PIECE_BLOCK_PX = 32
_MOST_PIECES = 12
_WORTHWHILE = 0.7
"""Pieces are drawn one by one when together they have less than this share of the whole's pixels."""


class Blocks(NamedTuple):
    """Sums over blocks of `BLOCK_PX`, from the left upper corner: (blocks down + 1, blocks across + 1)."""

    inked: NDArray[np.int32]
    """How many blocks have any ink."""
    opaque: NDArray[np.int32]
    """How many let nothing through."""


@dataclass(frozen=True)
class Sheet:
    """A packed layer and where it lies: pixel (0, 0) begins at (`x`, `y`) of the canvas."""

    packed: Packed
    x: float
    y: float
    scale_x: float = 1.0
    """Its pixels per canvas pixel; below 1 when it was made smaller."""
    scale_y: float = 1.0
    softness: int = 1
    """It may be drawn at one in so many pixels, each way: 1, 2 or 4; see `softened`."""

    @cached_property
    def luma(self) -> NDArray[np.uint8]:
        """Y alone, for layers that are drawn without blending."""
        return cv2.extractChannel(self.packed, 0).astype(np.uint8, copy=False)

    @cached_property
    def blocks(self) -> Blocks:
        """Where it has ink and where it hides what is behind it."""
        height, width = self.packed.shape[:2]
        rows, columns = -(-height // BLOCK_PX), -(-width // BLOCK_PX)

        def sums(missing: int, is_wanted: Callable[[NDArray[np.uint8]], NDArray[np.bool_]]) -> NDArray[np.int32]:
            alpha = np.full((rows * BLOCK_PX, columns * BLOCK_PX), missing, np.uint8)
            alpha[:height, :width] = self.packed[..., 3]
            table = np.zeros((rows + 1, columns + 1), np.int32)
            table[1:, 1:] = is_wanted(alpha.reshape(rows, BLOCK_PX, columns, BLOCK_PX)).cumsum(axis=0).cumsum(axis=1)
            return table

        return Blocks(sums(0, lambda blocks: blocks.max(axis=(1, 3)) > 0), sums(255, lambda blocks: blocks.min(axis=(1, 3)) == 255))

    @property
    def to_canvas(self) -> Matrix:
        """From its own pixels to the canvas."""
        return np.array([[1 / self.scale_x, 0.0, self.x], [0.0, 1 / self.scale_y, self.y]])


def yuv_of(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Full-range RGB to limited-range Y, U, V; both (height, width, 3)."""
    return cv2.transform(pixels, _RGB_TO_YUV).astype(np.uint8, copy=False)


def packed(pixels: Pixels) -> Packed:
    """Straight RGBA to premultiplied Y, U, V, A.

    Args:
        pixels: (height, width, 4) uint8, full range.
    """
    straight = np.ascontiguousarray(pixels)
    made: Packed = np.empty_like(straight)
    for rows in _strips(straight.shape[0]):
        _pack(straight[rows], made[rows])
    return made


def _strips(height: int) -> list[slice]:
    """Rows that are worked on together."""
    return [slice(top, min(top + _STRIP_PX, height)) for top in range(0, height, _STRIP_PX)]


def _pack(straight: Pixels, into: Packed) -> None:
    alpha = cv2.extractChannel(straight, 3)
    yuv = yuv_of(cv2.cvtColor(straight, cv2.COLOR_RGBA2RGB).astype(np.uint8, copy=False))
    if cv2.minMaxLoc(alpha)[0] < _OPAQUE:
        yuv = cv2.multiply(yuv, cv2.merge([alpha, alpha, alpha]), scale=1 / 255).astype(np.uint8, copy=False)
    cv2.mixChannels([yuv, alpha], [into], [0, 0, 1, 1, 2, 2, 3, 3])


def shrunk(whole: Sheet, scale: float) -> Sheet:
    """The same layer with fewer pixels, resized by area; for cameras that would otherwise skip some.

    Args:
        whole: Any.
        scale: Below 1; what results may be a little above, so that whole pixels cover the layer exactly.
    """
    height, width = whole.packed.shape[:2]
    wide, high = math.ceil(width * scale), math.ceil(height * scale)
    small = cv2.resize(whole.packed, (wide, high), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
    return Sheet(small, whole.x, whole.y, whole.scale_x * wide / width, whole.scale_y * high / height)


def softened(whole: Sheet) -> Sheet:
    """A sheet with no more pixels than show the same: light, fog and what is out of focus are cheaper to keep and to draw."""
    if min(whole.packed.shape[:2]) < _SOFT_LEAST_PX or _is_sharp(whole):
        return whole
    half, most, share = _halved(whole)
    if most > _SOFT_MOST or share > _SOFT_SHARE:
        return whole
    if most > _SOFT_MOST_KEPT:
        # a second interpolation at half size would show: edges would swim by more than a fiftieth of a pixel
        return replace(whole, softness=2)
    quarter, most_again, _ = _halved(half)
    if max(most, most_again) > _VERY_SOFT_MOST:
        return replace(half, softness=2)
    return replace(quarter, softness=4)


def _is_sharp(whole: Sheet) -> bool:
    """Whether a few bands of rows alone tell that a sheet is not soft, as nearly all do; False does not say that it is."""
    height, width = whole.packed.shape[:2]
    if height % 2 or width % 2:
        return False  # halving would sample a band elsewhere than the whole
    last = height - _BAND_PX - 2 * _BAND_EDGE_PX
    for number in range(_BANDS):
        top = last * number // (_BANDS - 1) // 2 * 2
        if top < 0:
            return False
        band = np.ascontiguousarray(whole.packed[top : top + _BAND_PX + 2 * _BAND_EDGE_PX])
        small = cv2.resize(band, (width // 2, band.shape[0] // 2), interpolation=cv2.INTER_AREA)
        lost = cv2.absdiff(cv2.resize(small, (width, band.shape[0]), interpolation=cv2.INTER_LINEAR), band)
        # near the ends of a band its neighbours are missing
        if int(lost[_BAND_EDGE_PX:-_BAND_EDGE_PX].max()) > _SOFT_MOST:
            return True
    return False


def _halved(whole: Sheet) -> tuple[Sheet, int, float]:
    """A sheet at half its resolution; by how many levels that changes a pixel at most, and which share of them by more than a few."""
    height, width = whole.packed.shape[:2]
    half = shrunk(whole, 0.5)
    back = cv2.resize(half.packed, (width, height), interpolation=cv2.INTER_LINEAR)
    # in place: layers are large, and many are looked at
    lost = cv2.absdiff(back, whole.packed, dst=back).reshape(height, width * 4)
    most = int(lost.max())
    few = cv2.countNonZero(cv2.threshold(lost, _SOFT_LEVELS, 255, cv2.THRESH_BINARY, dst=lost)[1])
    return half, most, few / (height * width)


def over_black(whole: Sheet) -> Sheet:
    """What a sheet shows when there is nothing behind it: a film's black."""
    if cv2.minMaxLoc(cv2.extractChannel(whole.packed, 3))[0] == _OPAQUE:
        return whole
    ground = np.full_like(whole.packed, (*BLACK, 255))
    put_over(ground, whole.packed, 0, 0)
    return replace(whole, packed=ground)


def put_over(below: Packed, above: Packed, x: int, y: int, share: float = 1.0) -> None:
    """Lay one packed layer over another, in place.

    Args:
        below: Changed where the other covers it.
        above: What lies on top; parts beyond the ends of `below` are cut.
        x: Its left end in `below`, in pixels.
        y: Its upper end.
        share: How much of it is there, 0 to 1.
    """
    left, top = max(0, x), max(0, y)
    right, bottom = min(below.shape[1], x + above.shape[1]), min(below.shape[0], y + above.shape[0])
    if left >= right or top >= bottom:
        return
    region, cover = below[top:bottom, left:right], above[top - y : bottom - y, left - x : right - x]
    for rows in _strips(bottom - top):
        patch = np.ascontiguousarray(cover[rows])
        if share < 1:
            patch = cv2.convertScaleAbs(patch, alpha=share).astype(np.uint8, copy=False)
        through = cv2.bitwise_not(patch[..., 3])
        dimmed = cv2.multiply(np.ascontiguousarray(region[rows]), cv2.merge([through] * 4), scale=1 / 255)
        region[rows] = cv2.add(dimmed, patch)


def flattened(sheets: Sequence[Sheet]) -> Sheet:
    """Several sheets at scale 1 as one, back to front; they lie on whole pixels, so nothing is interpolated."""
    if len(sheets) == 1:
        return sheets[0]
    left, top = round(min(part.x for part in sheets)), round(min(part.y for part in sheets))
    right = round(max(part.x + part.packed.shape[1] for part in sheets))
    bottom = round(max(part.y + part.packed.shape[0] for part in sheets))
    whole = np.zeros((bottom - top, right - left, 4), np.uint8)
    for part in sheets:
        put_over(whole, part.packed, round(part.x) - left, round(part.y) - top)
    return Sheet(whole, left, top)


def with_margin(whole: Sheet, margin: int, *, repeats_down: bool) -> Sheet:
    """A sheet that repeats itself, with a margin of its other side left and right; above and below of its other side or of nothing."""
    down = cv2.BORDER_WRAP if repeats_down else cv2.BORDER_CONSTANT
    wide = cv2.copyMakeBorder(whole.packed, 0, 0, margin, margin, cv2.BORDER_WRAP)
    margined = cv2.copyMakeBorder(wide, margin, margin, 0, 0, down, value=(0, 0, 0, 0)).astype(np.uint8, copy=False)
    return replace(whole, packed=margined)


def pieces(whole: Sheet) -> list[Sheet]:
    """A sheet at scale 1 cut into parts with nothing between them, where that leaves much less to draw; they may be drawn in any order."""
    height, width = whole.packed.shape[:2]
    rows, columns = -(-height // _PIECE_BLOCK_PX), -(-width // _PIECE_BLOCK_PX)
    alpha = np.zeros((rows * _PIECE_BLOCK_PX, columns * _PIECE_BLOCK_PX), np.uint8)
    alpha[:height, :width] = whole.packed[..., 3]
    is_used = alpha.reshape(rows, _PIECE_BLOCK_PX, columns, _PIECE_BLOCK_PX).max(axis=(1, 3)) > 0
    count, labels = cv2.connectedComponents(is_used.astype(np.uint8), connectivity=8)
    if not 2 < count <= _MOST_PIECES + 1:
        return [whole]
    found = []
    for label in range(1, count):
        block_rows, block_columns = np.nonzero(labels == label)
        top, bottom = int(block_rows.min()) * _PIECE_BLOCK_PX, min(height, (int(block_rows.max()) + 1) * _PIECE_BLOCK_PX)
        left, right = int(block_columns.min()) * _PIECE_BLOCK_PX, min(width, (int(block_columns.max()) + 1) * _PIECE_BLOCK_PX)
        is_own = np.kron(labels == label, np.ones((_PIECE_BLOCK_PX, _PIECE_BLOCK_PX), bool))[top:bottom, left:right]
        found.append(Sheet(whole.packed[top:bottom, left:right] * is_own[..., None], whole.x + left, whole.y + top))
    area = sum(part.packed.size for part in found)
    return found if area < _WORTHWHILE * whole.packed.size else [whole]
