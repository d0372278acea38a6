"""Shots of any length as calls of models with a few lengths."""

from fractions import Fraction
from itertools import pairwise

import pytest

from activities.media.windows import Lengths, frames_needed, nearest_moment, windows_of

_ALL = [
    Lengths(9, 8, 161),
    Lengths(5, 4, 81),
    Lengths(25, 0, 25),
    Lengths(14, 0, 14),
    Lengths(8, 1, 16),
    Lengths(49, 0, 49),
    Lengths(9, 8, 9),
]


@pytest.mark.parametrize("lengths", _ALL)
@pytest.mark.parametrize("frames", [1, 2, 5, 9, 10, 25, 26, 48, 81, 82, 161, 300, 1001])
def test_windows_cover_a_shot_and_share_one_frame_each(frames: int, lengths: Lengths) -> None:
    windows = windows_of(frames, lengths)

    assert windows[0].first_frame == 0
    assert all(two.first_frame == one.first_frame + one.frames - 1 for one, two in pairwise(windows))
    assert windows[-1].first_frame + windows[-1].frames >= frames
    assert [window.number for window in windows] == list(range(len(windows)))
    assert all(lengths.least <= window.frames <= lengths.most for window in windows)
    assert all((window.frames - lengths.least) % (lengths.step or 1) == 0 for window in windows)


@pytest.mark.parametrize("lengths", _ALL)
def test_no_call_more_is_made_than_has_to_be(lengths: Lengths) -> None:
    for frames in (10, 82, 300):
        assert len(windows_of(frames, lengths)) == -(-(frames - 1) // (lengths.most - 1))


def test_a_short_shot_takes_the_shortest_call_that_holds_it() -> None:
    assert [window.frames for window in windows_of(10, Lengths(9, 8, 161))] == [17]
    assert [window.frames for window in windows_of(100, Lengths(5, 4, 81))] == [53, 49]


@pytest.mark.parametrize(
    ("frames", "fps", "rate", "needed"), [(1, 24, 8, 1), (2, 24, 8, 2), (48, 24, 16, 33), (49, 24, 16, 33), (50, 24, 16, 34)]
)
def test_the_last_frame_of_a_shot_lies_before_the_models_last(frames: int, fps: int, rate: int, needed: int) -> None:
    assert frames_needed(frames, fps, Fraction(rate)) == needed


def test_frames_of_a_model_behind_the_end_show_the_end() -> None:
    assert nearest_moment(2, Fraction(8), 48, 24) == 6
    assert nearest_moment(48, Fraction(8), 48, 24) == 47
