"""Which parts of which layer are seen: found on a coarse grid before anything is painted, so that what is hidden or empty costs nothing.

The screen is a grid of cells, each sheet knows which of its blocks have ink and which hide what is behind. Both answers are on the safe
side: a cell counts as inked when any of it may be, as hiding only when all of it is.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activities.media.drawn.camera import Matrix
from activities.media.drawn.layers import BLOCK_PX, Sheet

_CELL_WIDTH_PX = 64
_CELL_HEIGHT_PX = 36
_CALLS_COST = 10.0
"""What a rectangle costs whatever its size, in cells blended; measured."""
_HIDING_COST = 0.65
"""What a cell costs that needs no blending."""


class Region(NamedTuple):
    """A rectangle of the screen, even in every number, so that chroma has its half of it."""

    left: int
    top: int
    width: int
    height: int


class Ink(NamedTuple):
    """Two grids over the screen, (rows, columns) of cells."""

    is_there: NDArray[np.bool_]
    hides: NDArray[np.bool_]


@lru_cache(maxsize=8)
def everywhere(screen: Region) -> Ink:
    """The ink of what covers the screen; not to be written to."""
    whole = np.ones(_grid(screen), np.bool_)
    whole.flags.writeable = False
    return Ink(whole, whole)


def ink_of(sheet: Sheet, to_sheet: Matrix, screen: Region, *, can_hide: bool) -> Ink:
    """Where a sheet has ink on the screen.

    Args:
        sheet: Any.
        to_sheet: From the screen to the sheet's pixels.
        screen: The whole screen.
        can_hide: False for what is painted weaker than it is.
    """
    rows, columns = _grid(screen)
    (a, b, c), (d, e, f) = to_sheet.tolist()
    across = (np.arange(columns) + 0.5) * _CELL_WIDTH_PX
    down = (np.arange(rows)[:, None] + 0.5) * _CELL_HEIGHT_PX
    x, y = a * across + b * down + c, d * across + e * down + f
    # Half a cell in the sheet, and a pixel and a half more: interpolation, and the chroma of a neighbouring row.
    reach_x = (abs(a) * _CELL_WIDTH_PX + abs(b) * _CELL_HEIGHT_PX) / 2 + 1.5
    reach_y = (abs(d) * _CELL_WIDTH_PX + abs(e) * _CELL_HEIGHT_PX) / 2 + 1.5
    left, right = x - reach_x, x + reach_x
    top, bottom = y - reach_y, y + reach_y
    high, wide = sheet.packed.shape[:2]
    blocks_down, blocks_across = sheet.blocks.inked.shape[0] - 1, sheet.blocks.inked.shape[1] - 1
    x0, x1 = _blocks(left, blocks_across), _blocks(right, blocks_across, 1)
    y0, y1 = _blocks(top, blocks_down), _blocks(bottom, blocks_down, 1)
    is_there = _sums(sheet.blocks.inked, y0, y1, x0, x1) > 0
    if not can_hide:
        return Ink(is_there, np.zeros_like(is_there))
    is_inside = (left >= 0) & (top >= 0) & (right <= wide) & (bottom <= high)
    hides = is_inside & (_sums(sheet.blocks.opaque, y0, y1, x0, x1) == (y1 - y0) * (x1 - x0))
    return Ink(is_there, hides)


def visible(strokes: Sequence[tuple[Region, Ink | None]], screen: Region) -> list[list[tuple[Region, bool]]]:
    """For each stroke, back to front, the regions in which it is to be painted, and whether it hides everything there."""
    hidden = np.zeros(_grid(screen), np.bool_)
    found: list[list[tuple[Region, bool]]] = []
    for region, ink in reversed(strokes):
        cells = _cells(region)
        seen = ~hidden[cells]
        if ink is None:
            found.append(_parts(seen, np.zeros_like(seen), region) if not seen.all() else [(region, False)])
            continue
        found.append(_parts(seen & ink.is_there[cells], ink.hides[cells], region))
        hidden |= ink.hides
    return found[::-1]


def _grid(screen: Region) -> tuple[int, int]:
    return -(-screen.height // _CELL_HEIGHT_PX), -(-screen.width // _CELL_WIDTH_PX)


def _cells(region: Region) -> tuple[slice, slice]:
    """The cells that a region touches."""
    rows = slice(region.top // _CELL_HEIGHT_PX, -(-(region.top + region.height) // _CELL_HEIGHT_PX))
    return rows, slice(region.left // _CELL_WIDTH_PX, -(-(region.left + region.width) // _CELL_WIDTH_PX))


def _blocks(place: NDArray[np.float64], count: int, more: int = 0) -> NDArray[np.intp]:
    numbers: NDArray[np.intp] = np.minimum(np.maximum(np.floor(place / BLOCK_PX) + more, 0), count).astype(np.intp)
    return numbers


def _sums(
    table: NDArray[np.int32], y0: NDArray[np.intp], y1: NDArray[np.intp], x0: NDArray[np.intp], x1: NDArray[np.intp]
) -> NDArray[np.int32]:
    """Sums over rectangles of blocks, from a table of sums from the left upper corner."""
    sums: NDArray[np.int32] = table[y1, x1] - table[y0, x1] - table[y1, x0] + table[y0, x0]
    return sums


class _Span(NamedTuple):
    """Cells `left` to `right` of rows `top` to `bottom`, ends excluded."""

    top: int
    bottom: int
    left: int
    right: int
    hides: bool
    cost: float
    """Of painting it, in cells blended."""


def _parts(seen: NDArray[np.bool_], hides: NDArray[np.bool_], region: Region) -> list[tuple[Region, bool]]:
    """Rectangles, one below the other, that together hold the cells that are seen.

    What of them is not seen is painted for nothing, which does no harm: it is empty, or something is painted over it later.
    """
    origin_x, origin_y = region.left // _CELL_WIDTH_PX * _CELL_WIDTH_PX, region.top // _CELL_HEIGHT_PX * _CELL_HEIGHT_PX
    spans = _spans(seen.tobytes(), hides.tobytes(), seen.shape[1])
    return [(_pixels(span, origin_x, origin_y, region), span.hides) for span in spans]


@lru_cache(maxsize=1024)  # of a slow move, most frames have the cells of the frame before
def _spans(seen_cells: bytes, hiding_cells: bytes, columns: int) -> tuple[_Span, ...]:
    seen, hides = (np.frombuffer(cells, np.bool_).reshape(-1, columns) for cells in (seen_cells, hiding_cells))
    lefts: list[int] = seen.argmax(axis=1).tolist()
    rights: list[int] = (seen.shape[1] - seen[:, ::-1].argmax(axis=1)).tolist()
    has_any: list[bool] = seen.max(axis=1).tolist()
    hiding: list[list[bool]] = hides.tolist()
    done: list[_Span] = []
    for row, (is_seen, left, right) in enumerate(zip(has_any, lefts, rights, strict=True)):
        if not is_seen:
            continue
        span = _span(row, row + 1, left, right, hides=all(hiding[row][left:right]))
        if done and done[-1].bottom == row:
            joint = _joint(done[-1], span)
            if joint.cost <= done[-1].cost + span.cost:
                done[-1] = joint
                continue
        done.append(span)
    return tuple(done)


def _span(top: int, bottom: int, left: int, right: int, *, hides: bool) -> _Span:
    return _Span(top, bottom, left, right, hides, _CALLS_COST + (bottom - top) * (right - left) * (_HIDING_COST if hides else 1.0))


def _joint(above: _Span, below: _Span) -> _Span:
    hides = above.hides and below.hides and (above.left, above.right) == (below.left, below.right)
    return _span(above.top, below.bottom, min(above.left, below.left), max(above.right, below.right), hides=hides)


def _pixels(span: _Span, origin_x: int, origin_y: int, region: Region) -> Region:
    left, top = max(region.left, origin_x + span.left * _CELL_WIDTH_PX), max(region.top, origin_y + span.top * _CELL_HEIGHT_PX)
    right = min(region.left + region.width, origin_x + span.right * _CELL_WIDTH_PX)
    bottom = min(region.top + region.height, origin_y + span.bottom * _CELL_HEIGHT_PX)
    return Region(left, top, right - left, bottom - top)
