"""Frames between frames: takes a model's few frames a second to the film's rate.

Method: dense flow both ways (DIS, Kroeger et al. 2016, https://arxiv.org/abs/1603.03590); both flows are thrown forward to the moment
wanted, which says where everything is then (Baker et al. 2011, https://vision.middlebury.edu/flow/floweval-ijcv2011.pdf, section 3.3);
both frames are fetched along it and mixed by time and by whether what is fetched moves like that at all, so that what comes out from
behind something is taken from the frame that shows it. Motion between two frames is taken to be straight and even.
Memory: about 60 bytes a pixel. One thread, so that the same frames give the same bytes whatever the machine has.
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple, TypeAlias

import cv2
import numpy as np
from numpy.typing import NDArray

from activities.media.sizes import Rgb

Floats: TypeAlias = NDArray[np.float32]

_DOUBT_PX = 0.7
"""Flows there and back that miss each other by so much are believed by half."""
_SMALLEST_PX = 16
"""Below two patches of the finder nothing can be found."""
_LEAST = 1e-3
"""Trust in what nothing speaks for, so that there is always something to show."""
_HOLES_PX = (3.0, 9.0, 27.0, 81.0)
"""How far around a place that nothing came to its motion is looked for, in turn."""


class Between(NamedTuple):
    """What is known of two neighbouring frames."""

    first: Floats
    second: Floats
    """Shape (height, width, 3)."""
    there: Floats
    back: Floats
    """Flow from the first to the second and from the second to the first, shape (height, width, 2), pixels."""
    trust_there: Floats
    trust_back: Floats
    """0 to 1, shape (height, width): whether a pixel of one frame is seen in the other."""


def at_rate(frames: Sequence[Rgb], rate: Fraction, count: int, fps: int) -> Iterator[Rgb]:
    """Frames at another rate.

    Args:
        frames: All of one shape, the first at time 0, as a model made them; at least as long as what is wanted, or the last stands.
        rate: Of `frames`, frames a second.
        count: How many are wanted.
        fps: The rate wanted.

    Yields:
        `count` frames; those that fall onto a given frame are that frame.
    """
    known: tuple[int, Between] | None = None
    last = len(frames) - 1
    for number in range(count):
        moment = min(Fraction(number, fps) * rate, Fraction(last))
        before = int(moment)
        share = moment - before
        if not share:
            yield frames[before]
            continue
        if known is None or known[0] != before:
            known = before, between(frames[before], frames[before + 1])
        yield frame_at(known[1], float(share))


def between(first: Rgb, second: Rgb) -> Between:
    """Find what moves whereto between two frames of one shape."""
    # DIS starts each thread's stripe of rows anew
    cv2.setNumThreads(1)
    greys = [np.asarray(cv2.cvtColor(frame, cv2.COLOR_RGB2GRAY), np.uint8) for frame in (first, second)]
    there, back = _flow(greys[0], greys[1]), _flow(greys[1], greys[0])
    return Between(
        first.astype(np.float32), second.astype(np.float32), there, back, trust_there=_trust(there, back), trust_back=_trust(back, there)
    )


def frame_at(pair: Between, share: float) -> Rgb:
    """The frame at a moment between two.

    Args:
        pair: See `between`.
        share: 0 (the first) to 1 (the second).
    """
    motion = _motion_at(pair, share)
    first, second = _fetched(pair.first, motion, -share), _fetched(pair.second, motion, 1 - share)
    # What moves otherwise there is something else, in front of what is wanted.
    weight_first = (1 - share) * (_likeness(_fetched(pair.there, motion, -share), motion) + _LEAST)
    weight_second = share * (_likeness(-_fetched(pair.back, motion, 1 - share), motion) + _LEAST)
    part = (weight_second / (weight_first + weight_second))[..., None]
    return np.clip(np.rint(first + part * (second - first)), 0, 255).astype(np.uint8)


def carried(picture: Rgb, first: Rgb, second: Rgb) -> Rgb:
    """A picture moved as something else moves between two frames, all of one shape."""
    motion = between(first, second).back
    return np.clip(np.rint(_fetched(picture.astype(np.float32), motion, 1.0)), 0, 255).astype(np.uint8)


def _flow(one: Rgb, other: Rgb) -> Floats:
    if min(one.shape) < _SMALLEST_PX:
        return np.zeros((*one.shape, 2), np.float32)
    finder = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    return np.asarray(finder.calc(one, other, np.zeros((*one.shape, 2), np.float32)), np.float32)


def _trust(flow: Floats, opposite: Floats) -> Floats:
    """Whether the way there is the way back: 0 to 1, shape (height, width)."""
    return _likeness(-_fetched(opposite, flow, 1.0), flow)


def _likeness(one: Floats, other: Floats) -> Floats:
    """How much two motions agree, 1 where they are the same."""
    miss = np.linalg.norm(one - other, axis=-1)
    # The longer the way, the farther a right motion may miss.
    allowed = _DOUBT_PX + 0.05 * np.linalg.norm(other, axis=-1)
    return np.asarray(np.exp2(-np.square(miss / allowed)), np.float32)


def _fetched(image: Floats, motion: Floats, times: float) -> Floats:
    """The image where `motion` times a factor points to from each pixel; beyond the edge the edge goes on."""
    rows, columns = motion.shape[:2]
    across = np.arange(columns, dtype=np.float32) + motion[..., 0] * np.float32(times)
    down = np.arange(rows, dtype=np.float32)[:, None] + motion[..., 1] * np.float32(times)
    return np.asarray(cv2.remap(image, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE), np.float32)


def _motion_at(pair: Between, share: float) -> Floats:
    """How what is to be seen at a moment moves from the first frame to the second, for each pixel of that moment."""
    size = pair.there.shape[:2]
    sums = _thrown(pair.there, pair.there, share, (1 - share) * (pair.trust_there + _LEAST))
    sums += _thrown(-pair.back, pair.back, 1 - share, share * (pair.trust_back + _LEAST))
    weight, motion = sums[..., 2], sums[..., :2]
    filled = weight > _LEAST * 0.1
    found = np.where(filled[..., None], motion / np.maximum(weight, 1e-9)[..., None], 0.0).astype(np.float32)
    held = filled.astype(np.float32)
    for reach_px in _HOLES_PX:
        if held.all() or reach_px > max(size):
            break
        around = cv2.GaussianBlur(np.dstack([found * held[..., None], held]), (0, 0), reach_px)
        fill = (held == 0) & (around[..., 2] > 1e-4)
        found[fill] = around[fill][:, :2] / around[fill][:, 2:]
        held[fill] = 1.0
    return found


def _thrown(values: Floats, flow: Floats, times: float, weights: Floats) -> NDArray[np.float64]:
    """Values of two numbers carried along a flow, spread over the four pixels around where each arrives.

    Returns:
        Sums of the weighted values and of the weights, shape (height, width, 3).
    """
    rows, columns = weights.shape
    across = np.arange(columns, dtype=np.float32) + flow[..., 0] * np.float32(times)
    down = np.arange(rows, dtype=np.float32)[:, None] + flow[..., 1] * np.float32(times)
    left, top = np.floor(across), np.floor(down)
    sums = np.zeros((3, rows * columns), np.float64)
    for right_one, below_one in ((0, 0), (1, 0), (0, 1), (1, 1)):
        column, row = left + right_one, top + below_one
        near = (1 - np.abs(across - column)) * (1 - np.abs(down - row)) * weights
        inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows) & (near > 0)
        place = (row[inside] * columns + column[inside]).astype(np.int64)
        for index, part in enumerate((values[..., 0], values[..., 1], None)):
            amount = near[inside] if part is None else near[inside] * part[inside]
            sums[index] += np.bincount(place, amount, rows * columns)
    return np.moveaxis(sums.reshape(3, rows, columns), 0, -1)
