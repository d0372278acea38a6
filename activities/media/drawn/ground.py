"""What lies behind everything, kept as the planes a frame is made of: luma as it is, chroma at half the size, as in frames.

Nothing shows through it, so it has no alpha, and each plane is drawn by itself. A quarter of the memory of a sheet, half the time.
"""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from activities.media.drawn.banded import warp_banded
from activities.media.drawn.camera import Matrix, then
from activities.media.drawn.layers import Sheet, yuv_of
from activities.media.drawn.occlusion import Region
from activities.media.drawn.sampling import CHROMA_SITES, LUMA_CENTRES, sampling, warp
from activities.media.drawn.scaling import REACH_PX, scale_into
from activities.media.planes import Plane


@dataclass(frozen=True)
class Ground:
    """An opaque picture and where it lies: what it shows begins at (`x`, `y`) of the canvas. Beyond its ends its border goes on."""

    luma: Plane
    u: Plane
    v: Plane
    """All three with `REACH_PX` of border around them."""
    x: float
    y: float
    scale_x: float = 1.0
    """Its luma's pixels per canvas pixel; below 1 when it was made smaller."""
    scale_y: float = 1.0
    softness: int = 1
    """It may be drawn at one in so many pixels, each way; see `softened`."""

    @property
    def to_canvas(self) -> Matrix:
        """From its own pixels, border left out, to the canvas."""
        return np.array([[1 / self.scale_x, 0.0, self.x], [0.0, 1 / self.scale_y, self.y]])

    @property
    def to_luma(self) -> Matrix:
        """From its own pixels to those of `luma`."""
        return np.array([[1.0, 0.0, REACH_PX], [0.0, 1.0, REACH_PX]])

    @property
    def to_chroma(self) -> Matrix:
        """From its own pixels to those of `u` and `v`."""
        (high, wide), (half_high, half_wide) = _inner(self.luma), _inner(self.u)
        return np.array([[half_wide / wide, 0.0, REACH_PX], [0.0, half_high / high, REACH_PX]])

    @property
    def planes(self) -> tuple[Plane, Plane, Plane]:
        """Y, U and V with their borders."""
        return self.luma, self.u, self.v


def ground_of(sheet: Sheet, *, is_small: bool = False) -> Ground:
    """A sheet that lets nothing through, as it is painted when it is whole; `is_small`: it has a quarter of its pixels or less already."""
    coloured = sheet.packed if is_small else _half(sheet.packed)
    return Ground(*_planes(sheet.packed, coloured), sheet.x, sheet.y, sheet.scale_x, sheet.scale_y, sheet.softness)


def ground_of_rgb(pixels: NDArray[np.uint8]) -> Ground:
    """A flat picture that begins at the canvas's corner.

    Args:
        pixels: (height, width, 3), full range.
    """
    yuv = yuv_of(pixels)
    return Ground(*_planes(yuv, _half(yuv)), 0, 0)


def smaller(whole: Ground, scale: float) -> Ground:
    """The same with fewer pixels, resized by area; for cameras that would otherwise skip some.

    Args:
        whole: Any.
        scale: Pixels of the new one per pixel of the old one, below 1.
    """
    (height, width), planes = _inner(whole.luma), []
    for plane in whole.planes:
        high, wide = _inner(plane)
        size = (max(1, round(wide * scale)), max(1, round(high * scale)))
        planes.append(_bordered(cv2.resize(_without_border(plane), size, interpolation=cv2.INTER_AREA)))
    luma, u, v = planes
    high, wide = _inner(luma)
    return replace(whole, luma=luma, u=u, v=v, scale_x=whole.scale_x * wide / width, scale_y=whole.scale_y * high / height)


def draw_ground(ground: Ground, to_ground: Matrix, region: Region, planes: tuple[Plane, Plane, Plane], scratch: Plane) -> None:
    """Draw a region of the screen.

    Args:
        ground: What to draw.
        to_ground: From the screen to its pixels.
        region: Of the screen, in pixels of luma.
        planes: Where to: this region of Y, U and V.
        scratch: Overwritten, see `scratch_for`.
    """
    half = Region(*(number // 2 for number in region))
    to_luma, to_chroma = then(to_ground, ground.to_luma), then(to_ground, ground.to_chroma)
    for source, into, to_plane, sites, part in (
        (ground.luma, planes[0], to_luma, LUMA_CENTRES, region),
        (ground.u, planes[1], to_chroma, CHROMA_SITES, half),
        (ground.v, planes[2], to_chroma, CHROMA_SITES, half),
    ):
        if ground.softness > 1:
            _draw_soft(source, to_plane, sites, part, into, ground.softness)
            continue
        matrix = sampling(to_plane, sites, part)
        if not (scale_into(source, matrix, into, scratch) or warp_banded(source, matrix, into)):
            warp(source, to_plane, sites, part, into=into, goes_on=True)


def _draw_soft(source: Plane, to_plane: Matrix, sites: Matrix, part: Region, into: Plane, softness: int) -> None:
    """Draw with one sample for many, and enlarge them.

    The samples lie at the same places whatever the region, and there is one more all around, so that enlarging leaves no seam.
    """
    pixels = round(sites[0, 0])
    step = max(1, softness // pixels)
    if step == 1:
        warp(source, to_plane, sites, part, into=into, goes_on=True)
        return
    left, top = part.left // step - 1, part.top // step - 1
    right, bottom = -(-(part.left + part.width) // step) + 1, -(-(part.top + part.height) // step) + 1
    coarse: Matrix = sites.copy()
    coarse[:, :2] *= step
    # a coarse sample stands for the middle of those it replaces
    coarse[:, 2] += np.diag(sites[:, :2]) * (step - 1) / 2
    drawn = warp(source, to_plane, coarse, Region(left, top, right - left, bottom - top), goes_on=True)
    size = (drawn.shape[1] * step, drawn.shape[0] * step)
    large = cv2.resize(drawn, size, interpolation=cv2.INTER_LINEAR)
    skipped_x, skipped_y = part.left - left * step, part.top - top * step
    np.copyto(into, large[skipped_y : skipped_y + part.height, skipped_x : skipped_x + part.width])


def _planes(bright: NDArray[np.uint8], coloured: NDArray[np.uint8]) -> tuple[Plane, Plane, Plane]:
    luma, u, v = cv2.extractChannel(bright, 0), cv2.extractChannel(coloured, 1), cv2.extractChannel(coloured, 2)
    return _bordered(luma), _bordered(u), _bordered(v)


def _half(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = picture.shape[:2]
    return cv2.resize(picture, (-(-width // 2), -(-height // 2)), interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)


def _bordered(plane: cv2.typing.MatLike) -> Plane:
    made = cv2.copyMakeBorder(plane, REACH_PX, REACH_PX, REACH_PX, REACH_PX, cv2.BORDER_REPLICATE).astype(np.uint8, copy=False)
    made.flags.writeable = False
    return made


def _without_border(plane: Plane) -> Plane:
    return plane[REACH_PX:-REACH_PX, REACH_PX:-REACH_PX]


def _inner(plane: Plane) -> tuple[int, int]:
    """Height and width without the border."""
    return plane.shape[0] - 2 * REACH_PX, plane.shape[1] - 2 * REACH_PX
