"""Whose face is whose: which track of a clip belongs to which person of the shot.

Pictures come without names. What is known is where each person of the shot was wanted: left, centre or right, and who stands with the back
to the camera. In every stretch of the clip the faces that are seen together are given to those persons so that all of them together are
least far from their places; a small face is less likely to be anyone's than a large one (people in the background). Each track then
belongs to whom it was given for the longest time.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from activities.lipsync.tracks import Track
from schemas.shots import Subject

_WANTED_X = {"left": 0.25, "centre": 0.5, "right": 0.75}
_SMALL_COSTS = 0.6
"""What a face of no size costs against one as large as the largest, in widths of the picture."""
Position = Literal["left", "centre", "right"]


def seen_people(subjects: Sequence[Subject]) -> list[Subject]:
    """Those whose face can be seen: not from behind, and not the near shoulder of an over-the-shoulder shot."""
    return [subject for subject in subjects if subject.facing != "away" and not subject.is_foreground]


def tracks_of(people: Sequence[str], wanted_x: Sequence[float], tracks: Sequence[Track], width_px: int) -> dict[str, list[Track]]:
    """The tracks of each person.

    Args:
        people: Names, each once.
        wanted_x: Where each of them is wanted, in shares of the picture's width.
        tracks: Of the whole clip.
        width_px: Of its frames.

    Returns:
        By name; nobody has two tracks in one frame. Tracks that are nobody's are left out, as are people without one.
    """
    votes = [Counter[int]() for _ in tracks]
    for together, frames in _stretches(tracks):
        cost = _cost([tracks[number] for number in together], wanted_x, width_px)
        for row, person in zip(*linear_sum_assignment(cost), strict=True):
            votes[together[row]][int(person)] += frames
    owned: dict[str, list[Track]] = {}
    # Where a face has come between, two tracks of one time may have been given to one person: who had it longer keeps it.
    for _, number, person in sorted((-count, number, person) for number, cast in enumerate(votes) for person, count in cast.most_common(1)):
        mine = owned.setdefault(people[person], [])
        if all(tracks[number].first_frame >= other.end_frame or tracks[number].end_frame <= other.first_frame for other in mine):
            mine.append(tracks[number])
    return {name: sorted(mine, key=lambda track: track.first_frame) for name, mine in sorted(owned.items())}


def places(positions: Sequence[Position]) -> list[float]:
    """Where people are wanted, in shares of the picture's width; those that share a place stand side by side in their order."""
    shared = Counter(positions)
    count = Counter[str]()
    result = []
    for position in positions:
        count[position] += 1
        result.append(_WANTED_X[position] + (count[position] / (shared[position] + 1) - 0.5) * 0.2)
    return result


def side_by_side(count: int) -> list[float]:
    """Places for people of whom nothing is known but their order."""
    return [(number + 0.5) / count for number in range(count)]


def _stretches(tracks: Sequence[Track]) -> list[tuple[list[int], int]]:
    """Which tracks are seen together, and for how many frames."""
    cuts = sorted({edge for track in tracks for edge in (track.first_frame, track.end_frame)})
    together = [
        ([number for number, track in enumerate(tracks) if track.first_frame <= first < track.end_frame], end - first)
        for first, end in pairwise(cuts)
    ]
    return [(numbers, frames) for numbers, frames in together if numbers]


def _cost(tracks: Sequence[Track], wanted_x: Sequence[float], width_px: int) -> NDArray[np.float64]:
    """Of each track for each person, in widths of the picture."""
    faces = [track.typical for track in tracks]
    found_x = np.array([face.eyes_x / width_px for face in faces])
    heights = np.array([face.height_px for face in faces])
    small = 1 - heights / heights.max()
    return np.asarray(np.abs(found_x[:, None] - np.array(wanted_x)[None, :]) + _SMALL_COSTS * small[:, None], np.float64)
