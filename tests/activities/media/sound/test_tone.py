"""Filters, dynamics and rooms, measured."""

import numpy as np
import pytest

from activities.media.sound.loudness import integrated_lufs
from activities.media.sound.room import BOOTH, CHAMBER, HALL, NEXT_DOOR, Room, response, reverberated
from activities.media.sound.sections import Section
from activities.media.sound.tone import Colouring, bell, coloured, compressed, cut, de_essed, shelf
from activities.media.sound.waveform import Sound, decibels, random_numbers, root_mean_square


def _tone(frequency_hz: float, level: float = 0.1, seconds: float = 1.0) -> Sound:
    return (level * np.sin(2 * np.pi * frequency_hz * np.arange(round(seconds * 48_000)) / 48_000)).astype(np.float32)[None]


def _speech_like(seconds: float) -> Sound:
    noise = random_numbers("speech-like").standard_normal((1, round(seconds * 48_000))).astype(np.float32)
    return coloured(noise * np.float32(0.3), [cut("low", 120), cut("high", 600)])


def _gain_db(section: Section, frequency_hz: float) -> float:
    sound = _tone(frequency_hz)
    return decibels(root_mean_square(coloured(sound, [section])[:, 24_000:]) / root_mean_square(sound[:, 24_000:]))


@pytest.mark.parametrize(
    ("section", "frequency_hz", "gain_db"),
    [
        (bell(1_000, 6), 1_000, 6),
        (bell(1_000, 6), 60, 0),
        (shelf("low", 300, 4), 40, 4),
        (shelf("low", 300, 4), 5_000, 0),
        (shelf("high", 4_000, -5), 15_000, -5),
        (shelf("high", 4_000, -5), 200, 0),
        (cut("low", 200), 200, -3),
        (cut("low", 200), 50, -24),
        (cut("high", 2_000), 2_000, -3),
        (cut("high", 2_000), 100, 0),
    ],
)
def test_filters_do_what_their_names_say(section: Section, frequency_hz: float, gain_db: float) -> None:
    assert _gain_db(section, frequency_hz) == pytest.approx(gain_db, abs=0.4)


def test_pieces_are_coloured_like_the_whole() -> None:
    sound = _speech_like(1)
    colouring = Colouring([bell(700, 5), cut("low", 90)], 1)
    pieces = [colouring.next(sound[:, first : first + 7_001]) for first in range(0, 48_000, 7_001)]

    assert np.allclose(np.concatenate(pieces, axis=1), coloured(sound, [bell(700, 5), cut("low", 90)]), atol=1e-6)


def test_compression_halves_what_is_above_the_threshold() -> None:
    quiet, loud = (root_mean_square(compressed(_tone(500, level), -24, 2)[:, 24_000:]) for level in (0.02, 0.5))

    assert quiet == pytest.approx(0.02 / np.sqrt(2), rel=0.02)
    assert decibels(loud) == pytest.approx((-9.03 - 24) / 2, abs=0.5)


def test_de_essing_leaves_vowels_alone() -> None:
    vowel, hiss = _tone(500, 0.3), _tone(7_500, 0.3)

    assert decibels(root_mean_square(de_essed(vowel)) / root_mean_square(vowel)) == pytest.approx(0, abs=0.2)
    assert decibels(root_mean_square(de_essed(hiss)) / root_mean_square(hiss)) < -4


@pytest.mark.parametrize("room", [BOOTH, CHAMBER, NEXT_DOOR, HALL])
def test_a_room_answers_as_loud_as_it_is_told(room: Room) -> None:
    speech = _speech_like(4)
    alone = reverberated(speech, room, -10, dry_db=-200)

    assert integrated_lufs(alone) == pytest.approx(integrated_lufs(speech) - 10, abs=1.5)


def test_a_hall_rings_as_long_as_it_says() -> None:
    impulse = response(Room(decay_s=2.0))
    late, later = (root_mean_square(impulse[:, round(at * 48_000) : round((at + 0.2) * 48_000)]) for at in (0.6, 1.4))

    assert decibels(later / late) == pytest.approx(-60 * 0.8 / 2.0, abs=5)


def test_left_and_right_of_a_room_differ() -> None:
    impulse = response(HALL)

    assert abs(float((impulse[0] * impulse[1]).sum())) < 0.5 * float(np.square(impulse[0]).sum())


def test_the_sound_itself_comes_first_and_unchanged() -> None:
    speech = _speech_like(0.5)
    result = reverberated(speech, CHAMBER, -20)

    assert np.allclose(result[:, :200], speech[:, :200] / np.sqrt(2), atol=1e-4)
