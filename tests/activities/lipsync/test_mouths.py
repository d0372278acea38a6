"""When a mouth takes which shape."""

from itertools import pairwise

import pytest

from activities.lipsync.mouths import Shape, mouth_keys, spoken_shapes
from activities.media.drawn.picture import Viseme

FRAME = 2000
"""Samples a frame at 24 fps."""


def shown(keys: list[tuple[int, Viseme]], frames: int) -> list[Viseme]:
    """The mouth of every frame."""
    by_frame: list[Viseme] = ["rest"] * frames
    for first_frame, viseme in keys:
        by_frame[first_frame:] = [viseme] * (frames - first_frame)
    return by_frame


def keys_of(phonemes: list[tuple[int, int, str]], frames: int = 48, first_sample: int = 24_000, fps: int = 24) -> list[tuple[int, Viseme]]:
    return mouth_keys(spoken_shapes(phonemes, first_sample), frames, fps)


def test_a_shape_comes_forty_milliseconds_before_its_sound() -> None:
    keys = keys_of([(0, 12_000, "aː")], first_sample=24_000 + 1920)

    assert keys == [(12, "A"), (18, "rest")]


@pytest.mark.parametrize("fps", [24, 25, 30])
def test_no_shape_is_shorter_than_two_frames(fps: int) -> None:
    sounds = ["p", "a", "s", "t", "i", "v", "u", "k", "ɔ", "m", "l", "ʃ", "e", "b"]
    phonemes = [(number * 1700, 1700, sounds[number * 5 % len(sounds)]) for number in range(60)]
    keys = keys_of(phonemes, frames=5 * fps, fps=fps)

    assert len(keys) > 20
    assert all(after - before >= 2 for (before, _), (after, _) in pairwise(keys))


def test_a_short_consonant_is_left_out() -> None:
    keys = keys_of([(0, 8000, "a"), (8000, 900, "t"), (8900, 8000, "i")])

    assert [viseme for _, viseme in keys] == ["A", "E", "rest"]


@pytest.mark.parametrize(("sound", "viseme"), [("m", "MBP"), ("b", "MBP"), ("f", "FV")])
def test_lips_close_however_short_the_sound(sound: str, viseme: Viseme) -> None:
    keys = keys_of([(0, 8000, "a"), (8000, 1500, sound), (9500, 8000, "i")])

    assert [shape for _, shape in keys] == ["A", viseme, "E", "rest"]
    assert keys[2][0] - keys[1][0] >= 2


def test_the_mouth_rests_in_a_pause_and_after_the_speech() -> None:
    keys = keys_of([(0, 10_000, "a"), (10_000, 24_000, ""), (34_000, 10_000, "o")], frames=60)
    mouths = shown(keys, 60)

    assert mouths[:11] == ["rest"] * 11
    assert mouths[20:26] == ["rest"] * 6
    assert mouths[-20:] == ["rest"] * 20
    assert {"A", "O"} <= set(mouths)


def test_the_mouth_does_not_rest_between_words() -> None:
    keys = keys_of([(0, 10_000, "a"), (10_000, 3000, ":"), (13_000, 10_000, "o")])

    assert [viseme for _, viseme in keys] == ["A", "O", "rest"]


def test_a_diphthong_takes_two_shapes() -> None:
    keys = keys_of([(0, 14_000, "aʊ")])

    assert [viseme for _, viseme in keys] == ["A", "U", "rest"]
    assert keys[1][0] - keys[0][0] >= keys[2][0] - keys[1][0]


def test_a_hasty_a_is_half_open() -> None:
    assert [shape.viseme for shape in spoken_shapes([(0, 2500, "a"), (2500, 9000, "a")], 0)] == ["E", "A"]


def test_a_breath_keeps_the_shape_of_what_was_said() -> None:
    keys = keys_of([(0, 8000, "a"), (8000, 3000, "h"), (11_000, 8000, "o")])

    assert [viseme for _, viseme in keys] == ["A", "O", "rest"]


def test_nothing_said_is_no_key() -> None:
    assert keys_of([]) == []
    assert keys_of([(0, 48_000, "")]) == []


def test_a_speech_that_goes_beyond_the_clip_is_cut_with_it() -> None:
    keys = keys_of([(0, 480_000, "a")], frames=24)

    assert keys == [(11, "A")]


def test_speeches_of_one_mouth_follow_each_other() -> None:
    shapes = [Shape(50 * FRAME, 60 * FRAME, "O"), Shape(10 * FRAME, 20 * FRAME, "A")]

    assert [viseme for _, viseme in mouth_keys(shapes, 96, 24)] == ["A", "rest", "O", "rest"]
