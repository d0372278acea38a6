"""Faces followed through a clip: what a detector found in single frames becomes one smooth path for each face.

A face belongs to the track whose last place it overlaps most. Frames that were not looked at, and up to 0.3 s in which a face was not
found, are filled in a straight line; a longer gap ends the track, and what comes later is another. Paths are smoothed: detectors are off
by a pixel or two in each frame, and mouths that are pasted along such a path tremble.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from activities.lipsync.faces import Face, overlap

_SAME_FACE = 0.2
"""Intersection over union from which two finds are the same face, moved."""
_GAP_S = 0.3
_SMOOTH_S, _SMOOTH_FINDS = 0.2, 2
"""Window of smoothing, and how many finds to each side it reaches over at least."""
_FINDS_MIN = 2
"""What is found once only is mostly no face."""


class Found(NamedTuple):
    """The faces of one frame."""

    frame: int
    faces: Sequence[Face]


@dataclass(frozen=True)
class Track:
    """One face in every frame from `first_frame` on."""

    first_frame: int
    path: NDArray[np.float64]
    """Shape (frames, 4): eyes x, eyes y, mouth x, mouth y, in pixels."""

    @property
    def end_frame(self) -> int:
        """The first frame that it is not in any more."""
        return self.first_frame + len(self.path)

    def at(self, frame: int) -> Face | None:
        """The face in a frame of the clip, or None."""
        place = frame - self.first_frame
        return Face(*(float(value) for value in self.path[place])) if 0 <= place < len(self.path) else None

    @property
    def typical(self) -> Face:
        """The face in the middle of its values, for where it is and how large."""
        return Face(*(float(value) for value in np.median(self.path, axis=0)))


def follow(found: Sequence[Found], fps: int, every_frames: int) -> list[Track]:
    """The tracks of a clip.

    Args:
        found: What was found in the frames that were looked at, in the order of the frames.
        fps: Of the clip.
        every_frames: How far apart those frames are, the last two maybe less.

    Returns:
        By first frame, then from left to right.
    """
    open_finds: list[list[tuple[int, Face]]] = []
    closed: list[list[tuple[int, Face]]] = []
    for frame, faces in found:
        for finds in [finds for finds in open_finds if frame - finds[-1][0] > max(every_frames, _GAP_S * fps)]:
            open_finds.remove(finds)
            closed.append(finds)
        taken = _continued(open_finds, faces)
        for number, face in enumerate(faces):
            if number in taken:
                open_finds[taken[number]].append((frame, face))
        open_finds += [[(frame, face)] for number, face in enumerate(faces) if number not in taken]
    reach = max(round(_SMOOTH_S * fps / 2), _SMOOTH_FINDS * every_frames)
    tracks = [_track(finds, reach) for finds in [*closed, *open_finds] if len(finds) >= min(_FINDS_MIN, len(found))]
    return sorted(tracks, key=lambda track: (track.first_frame, tuple(track.path[0])))


def _continued(open_finds: Sequence[Sequence[tuple[int, Face]]], faces: Sequence[Face]) -> dict[int, int]:
    """Which track each face goes on with: those that overlap most together."""
    if not open_finds or not faces:
        return {}
    overlaps = np.array([[overlap(face, finds[-1][1]) for finds in open_finds] for face in faces])
    rows, columns = linear_sum_assignment(-overlaps)
    return {int(row): int(column) for row, column in zip(rows, columns, strict=True) if overlaps[row, column] >= _SAME_FACE}


def _track(finds: Sequence[tuple[int, Face]], reach: int) -> Track:
    """From the first find to the last: in a frame beyond them the face may be gone."""
    known = np.array([frame for frame, _ in finds])
    numbers = np.arange(known[0], known[-1] + 1)
    values = np.array([face[:4] for _, face in finds], np.float64)
    path = np.stack([np.interp(numbers, known, values[:, column]) for column in range(4)], axis=1)
    return Track(int(known[0]), _smoothed(path, reach))


def _smoothed(path: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The path under a triangle of `reach` frames to each side; at its ends it goes on in the direction it had, so that they stay."""
    if len(path) < 2 or reach < 1:
        return path
    before = 2 * path[:1] - path[1 : reach + 1][::-1]
    after = 2 * path[-1:] - path[-reach - 1 : -1][::-1]
    # Paths shorter than the reach have fewer frames to go on with.
    before = np.concatenate([np.repeat(before[:1], reach - len(before), axis=0), before])
    after = np.concatenate([after, np.repeat(after[-1:], reach - len(after), axis=0)])
    longer = np.concatenate([before, path, after])
    total = np.zeros_like(path)
    for shift in range(-reach, reach + 1):
        total += (reach + 1 - abs(shift)) * longer[reach + shift : reach + shift + len(path)]
    return total / (reach + 1) ** 2
