"""Shots and transitions as segments: the right frames, faded, blended, written on."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from activities.film.segments import black_share, encode_segment, encode_transition, faded_frames, written_on
from activities.film.transitions import joined
from activities.media.frames import open_clip
from activities.media.planes import FULL, Plane, planes_of
from activities.media.segment import read_segment
from schemas.failures import Broken, Refused
from schemas.film import BurnedText, EncodeSegment, EncodeTransition, FrameRange
from schemas.shots import TransitionKind
from tests.activities.film.small_film import ABOUT, ENCODING, ENGINE, MATROSKA, SmallFilm, Take, luma_of

Levels = NDArray[Any]


@pytest.fixture
def film(tmp_path: Path) -> SmallFilm:
    return SmallFilm(tmp_path)


def _frames(film: SmallFilm, part: FrameRange) -> list[list[Plane]]:
    clip = film.inputs[part.clip.key].path
    source = open_clip(clip, MATROSKA, clip, ENCODING.width_px, ENCODING.height_px, ENCODING.fps)
    frames = written_on(faded_frames(part, source), part, ENCODING)
    return [[plane.copy() for plane in planes_of(frame)] for frame in frames]


def _segment_order(part: FrameRange) -> EncodeSegment:
    return EncodeSegment(engine=ENGINE, about=ABOUT, source=part, encoding=ENCODING)


def _transition_order(kind: TransitionKind, tail: FrameRange, head: FrameRange) -> EncodeTransition:
    return EncodeTransition(engine=ENGINE, about=ABOUT, kind=kind, before_shot=2, tail=tail, head=head, encoding=ENCODING)


def _error(one: Levels, other: Levels) -> float:
    return float(np.abs(one.astype(np.int16) - other.astype(np.int16)).mean())


def test_segment_holds_the_frames_that_were_ordered(film: SmallFilm) -> None:
    part = film.source(1, Take(30)).model_copy(update={"first_frame": 10, "frames": 15})

    made = encode_segment(film.job(_segment_order(part)))

    assert made.frames == 15
    decoded = list(read_segment(made.path).decoded())
    assert _error(planes_of(decoded[0])[0], luma_of(1, 10)) < 2
    assert _error(planes_of(decoded[14])[0], luma_of(1, 24)) < 2


def test_frames_beyond_the_clip_are_refused(film: SmallFilm) -> None:
    part = film.source(1, Take(12)).model_copy(update={"frames": 13})

    with pytest.raises(Refused, match="12"):
        encode_segment(film.job(_segment_order(part)))


def test_fade_in_begins_nearly_black_and_ends_clear(film: SmallFilm) -> None:
    frames = _frames(film, film.source(1, Take(20, fade_in=10)))

    assert np.abs(frames[0][0].astype(int) - 16).max() <= 6
    assert np.array_equal(frames[10][0], luma_of(1, 10))


def test_fade_counts_from_the_clip_not_from_the_part(film: SmallFilm) -> None:
    whole = film.source(1, Take(20, fade_out=8))
    part = whole.model_copy(update={"first_frame": 14, "frames": 6})

    assert [black_share(part, frame, 20) for frame in (11, 12, 19)] == [0, 16, 240]
    assert np.array_equal(_frames(film, part)[0][0], _frames(film, whole)[14][0])


def test_two_fades_in_one_short_shot_take_the_darker(film: SmallFilm) -> None:
    part = film.source(1, Take(8, fade_in=6, fade_out=6))

    assert [black_share(part, frame, 8) for frame in (0, 4, 7)] == [round(5.5 / 6 * FULL), round(2.5 / 6 * FULL), round(5.5 / 6 * FULL)]


def test_burned_text_is_seen_in_its_frames_only(film: SmallFilm) -> None:
    part = film.source(1, Take(60)).model_copy(update={"burned": [BurnedText(text="No.", first_frame=20, frames=24)]})

    frames = _frames(film, part)

    changed = [index for index, planes in enumerate(frames) if not np.array_equal(planes[0], luma_of(1, index))]
    assert changed == list(range(20, 20 + 24 + 10))  # the line is read for 0.4 s after it was spoken


def test_burned_text_of_a_clip_lies_alike_in_every_part_of_it(film: SmallFilm) -> None:
    whole = film.source(1, Take(40)).model_copy(update={"burned": [BurnedText(text="Who is there?", first_frame=10, frames=30)]})
    part = whole.model_copy(update={"first_frame": 25, "frames": 5})

    assert all(np.array_equal(one, other) for one, other in zip(_frames(film, part)[0], _frames(film, whole)[25], strict=True))


def test_middle_of_a_dissolve_is_half_of_each(film: SmallFilm) -> None:
    tail, head = film.source(1, Take(9)), film.source(2, Take(9))

    made = encode_transition(film.job(_transition_order("dissolve", tail, head)))

    middle = read_segment(made.path).frame(4)
    exact = (luma_of(1, 4).astype(int) + luma_of(2, 4) + 1) // 2
    assert _error(planes_of(middle)[0], exact) < 2


def test_words_lie_over_a_wipe(film: SmallFilm) -> None:
    tail = film.source(1, Take(12)).model_copy(update={"burned": [BurnedText(text="Who is there?", first_frame=0, frames=12)]})
    plain = _transition_order("wipe_left", tail.model_copy(update={"burned": []}), film.source(2, Take(12)))

    worded = read_segment(encode_transition(film.job(plain.model_copy(update={"tail": tail}), "words")).path)
    wordless = read_segment(encode_transition(film.job(plain, "none")).path)

    changed = np.abs(planes_of(worded.frame(6))[0].astype(int) - planes_of(wordless.frame(6))[0]) > 40
    columns = np.flatnonzero(changed.any(axis=0))
    assert columns.min() < 56
    assert columns.max() > 66


def test_transition_of_unequal_lengths_is_broken(film: SmallFilm) -> None:
    tail, head = film.source(1, Take(9)), film.source(2, Take(8))

    with pytest.raises(Broken, match="9 frames of one shot and 8"):
        encode_transition(film.job(_transition_order("dissolve", tail, head)))


def test_cut_is_no_transition(film: SmallFilm) -> None:
    part = film.source(1, Take(4))

    with pytest.raises(Refused, match="dissolve, fade_through_white, iris, wipe_left, wipe_right"):
        encode_transition(film.job(_transition_order("cut", part, part)))


@pytest.mark.parametrize(("kind", "new", "old"), [("wipe_left", -1, 0), ("wipe_right", 0, -1)])
def test_wipe_uncovers_the_new_picture_from_its_side(film: SmallFilm, kind: TransitionKind, new: int, old: int) -> None:
    tail, head = _pair(film)

    luma = planes_of(joined(kind, tail, head, 5, 12))[0]

    assert np.array_equal(luma[:, new], planes_of(head)[0][:, new])
    assert np.array_equal(luma[:, old], planes_of(tail)[0][:, old])


def test_iris_opens_in_the_middle(film: SmallFilm) -> None:
    tail, head = _pair(film)

    luma = planes_of(joined("iris", tail, head, 5, 12))[0]

    assert luma[36, 64] == planes_of(head)[0][36, 64]
    assert luma[0, 0] == planes_of(tail)[0][0, 0]


def test_fade_through_white_is_white_in_its_middle(film: SmallFilm) -> None:
    tail, head = _pair(film)

    first, middle, last = (planes_of(joined("fade_through_white", tail, head, frame, 25)) for frame in (0, 12, 24))

    assert [{int(level) for level in np.unique(plane)} for plane in middle] == [{235}, {128}, {128}]
    assert _error(first[0], planes_of(tail)[0]) < 8
    assert _error(last[0], planes_of(head)[0]) < 8


@pytest.mark.parametrize("kind", ["dissolve", "wipe_left", "wipe_right", "iris"])
def test_every_transition_moves_from_the_old_to_the_new_in_equal_steps_of_time(film: SmallFilm, kind: TransitionKind) -> None:
    tail, head = _pair(film)

    errors = [_error(planes_of(joined(kind, tail, head, frame, 24))[0], planes_of(head)[0]) for frame in range(24)]

    assert errors == sorted(errors, reverse=True)
    assert errors[-1] < errors[0] / 10


def _pair(film: SmallFilm) -> list[av.VideoFrame]:
    frames: list[av.VideoFrame] = []
    for number in (1, 2):
        clip = film.inputs[film.source(number, Take(2)).clip.key].path
        frames += open_clip(clip, MATROSKA, clip, ENCODING.width_px, ENCODING.height_px, ENCODING.fps).read(0, 1)
    return frames
