"""Cuts faces out of frames for a lip-sync model, and lays the mouths it made back in: soft at the edge, in the colours of the frame.

What is laid back is an ellipse over the lower half of the face's box; outside it the frame keeps its bits. Mixing is whole-number
arithmetic on the planes (`activities.media.planes`).
"""

from functools import lru_cache

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from activities.lipsync.faces import MOUTH_DOWN, Box
from activities.media.planes import FULL, Plane, Weight, copy_of, halved, planes_of
from activities.media.rgb import Rgb, planes_from_rgb, rgb_from_planes

_CENTRE_DOWN = MOUTH_DOWN + 0.105
"""Of the ellipse, in heights of the box: below the mouth, since a jaw that falls takes the chin along."""
_HALF_WIDTH, _HALF_HEIGHT = 0.44, 0.265
"""Of the ellipse, in widths and heights of the box. Its top is at the tip of the nose; its foot just above the lower edge of the box."""
_SOFT = 0.36
"""The share of its radius over which it fades."""
_GRAIN = 5
"""Levels: what is stronger is an outline, which may have moved."""
_CONTRAST = (0.7, 1.4)
"""How far the spread of a colour is changed at most: a smooth chin in front of a beard is not a matter of lighting."""


def cut(frame: av.VideoFrame, box: Box, side_px: int) -> Rgb:
    """The face in a box, at `side_px` × `side_px`; beyond the frame its edge is repeated."""
    picture = _picture(frame, box)
    smaller = side_px < min(box.width_px, box.height_px)
    sized = cv2.resize(picture, (side_px, side_px), interpolation=cv2.INTER_AREA if smaller else cv2.INTER_CUBIC)
    return np.asarray(sized, np.uint8)


def paste(frame: av.VideoFrame, box: Box, made: Rgb, strength: int) -> av.VideoFrame:
    """The frame with the mouth of a made face.

    Args:
        frame: yuv420p; it is not written to.
        box: Where the face was cut.
        made: The face as the model made it, any size.
        strength: 0 (the frame as it is) to `FULL`.
    """
    if not strength:
        return frame
    whole = _even(box)
    inside = _inside(frame, whole)
    if inside is None:
        return frame
    picture = cv2.resize(made, (box.width_px, box.height_px), interpolation=cv2.INTER_CUBIC)
    old = _picture(frame, whole)
    top, left = box.top_px - whole.top_px, box.left_px - whole.left_px
    rows, columns = slice(top, top + box.height_px), slice(left, left + box.width_px)
    weight = np.zeros((whole.height_px, whole.width_px), np.uint16)
    weight[rows, columns] = mouth_weight(box.width_px, box.height_px)
    new = old.copy()
    lit = in_colours_of(np.asarray(picture, np.uint8), old[rows, columns], weight[rows, columns])
    new[rows, columns] = with_grain_of(lit, old[rows, columns], made.shape[0])
    weight = ((weight.astype(np.uint32) * strength + FULL // 2) // FULL).astype(np.uint16)
    return _mixed(frame, planes_from_rgb(new), weight, whole, inside)


@lru_cache(maxsize=256)
def mouth_weight(width_px: int, height_px: int) -> Weight:
    """How much of the made face is seen where in its box: shape (height_px, width_px), 0 to `FULL`; 0 all along the edge."""
    across = ((np.arange(width_px) + 0.5) / width_px - 0.5) / _HALF_WIDTH
    down = ((np.arange(height_px) + 0.5) / height_px - _CENTRE_DOWN) / _HALF_HEIGHT
    inward = np.clip((1 - np.hypot(across[None, :], down[:, None])) / _SOFT, 0, 1)
    weight = np.rint(FULL * (3 * inward**2 - 2 * inward**3)).astype(np.uint16)
    weight.flags.writeable = False
    return weight


def in_colours_of(made: Rgb, frame: Rgb, weight: Weight) -> Rgb:
    """A made face in the light of the frame: mean and spread of each colour as the frame has them where both are seen.

    Compared is the soft edge of the mouth, where skin lies on skin: inside it mouths differ, as they must.

    Args:
        made: Shape (height, width, 3).
        frame: As `made`.
        weight: Shape (height, width), 0 to `FULL`.
    """
    # Largest halfway; whole numbers, so that sums do not depend on the order of adding.
    edge = (weight.astype(np.int64) * (FULL - weight.astype(np.int64)))[..., None]
    total = int(edge.sum())
    if not total:
        return made
    mine, theirs = made.astype(np.int64), frame.astype(np.int64)
    my_mean, their_mean = ((edge * picture).sum(axis=(0, 1)) / total for picture in (mine, theirs))
    my_power, their_power = ((edge * picture**2).sum(axis=(0, 1)) / total for picture in (mine, theirs))
    my_spread, their_spread = (
        np.sqrt(np.maximum(power - mean**2, 1.0)) for power, mean in ((my_power, my_mean), (their_power, their_mean))
    )
    gain = np.clip(their_spread / my_spread, *_CONTRAST)
    return np.asarray(np.clip(np.rint((made - my_mean) * gain + their_mean), 0, 255), np.uint8)


def with_grain_of(made: Rgb, frame: Rgb, side_px: int) -> Rgb:
    """A made face with the grain and the pores of the frame, which were lost where it was made small; outlines are not grain and stay out.

    Args:
        made: Shape (height, width, 3), as large as it is shown.
        frame: As `made`.
        side_px: Width and height at which it was made.
    """
    height, width = frame.shape[:2]
    if side_px >= min(height, width):
        return made
    small = cv2.resize(frame, (side_px, side_px), interpolation=cv2.INTER_AREA)
    coarse = cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC)
    grain = np.clip(frame.astype(np.int16) - coarse, -_GRAIN, _GRAIN)
    return np.asarray(np.clip(made + grain, 0, 255), np.uint8)


def _picture(frame: av.VideoFrame, box: Box) -> Rgb:
    """A part of a frame as RGB; beyond the frame its edge is repeated."""
    whole = _even(box)
    y, u, v = planes_of(frame)
    picture = rgb_from_planes(
        _part(y, whole.left_px, whole.top_px, whole.width_px, whole.height_px),
        *(_part(plane, whole.left_px // 2, whole.top_px // 2, whole.width_px // 2, whole.height_px // 2) for plane in (u, v)),
    )
    top, left = box.top_px - whole.top_px, box.left_px - whole.left_px
    return picture[top : top + box.height_px, left : left + box.width_px]


def _part(plane: Plane, left: int, top: int, width: int, height: int) -> Plane:
    rows = np.clip(np.arange(top, top + height), 0, plane.shape[0] - 1)
    columns = np.clip(np.arange(left, left + width), 0, plane.shape[1] - 1)
    return plane[rows[:, None], columns[None, :]]


def _even(box: Box) -> Box:
    """The smallest box around it whose edges lie between chroma samples."""
    left, top = box.left_px // 2 * 2, box.top_px // 2 * 2
    right, bottom = -(-(box.left_px + box.width_px) // 2) * 2, -(-(box.top_px + box.height_px) // 2) * 2
    return Box(left, top, right - left, bottom - top)


def _inside(frame: av.VideoFrame, whole: Box) -> Box | None:
    """The part of a box that is in the frame; frames and box are even."""
    left, top = max(0, whole.left_px), max(0, whole.top_px)
    right, bottom = min(frame.width, whole.left_px + whole.width_px), min(frame.height, whole.top_px + whole.height_px)
    return Box(left, top, right - left, bottom - top) if right > left and bottom > top else None


def _mixed(frame: av.VideoFrame, new: tuple[Plane, Plane, Plane], weight: NDArray[np.uint16], whole: Box, inside: Box) -> av.VideoFrame:
    made = copy_of(frame)
    made.pts = frame.pts
    if frame.time_base is not None:
        made.time_base = frame.time_base
    for shift, plane, patch, share in zip((0, 1, 1), planes_of(made), new, (weight, halved(weight), halved(weight)), strict=True):
        left, top = inside.left_px >> shift, inside.top_px >> shift
        here = plane[top : top + (inside.height_px >> shift), left : left + (inside.width_px >> shift)]
        rows = slice(top - (whole.top_px >> shift), top - (whole.top_px >> shift) + here.shape[0])
        columns = slice(left - (whole.left_px >> shift), left - (whole.left_px >> shift) + here.shape[1])
        # 255 * 256 + 128 still fits 16 bits
        here[:] = (here * (FULL - share[rows, columns]) + patch[rows, columns] * share[rows, columns] + FULL // 2) >> 8
    return made
