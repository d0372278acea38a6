"""Harmony, form, theme and players, before a sound is made."""

import pytest

from activities.media.sound.waveform import random_numbers
from activities.music.drumming import PATTERNS, strokes
from activities.music.drums import names, stroke
from activities.music.form import form_of
from activities.music.harmony import MOODS, cadence, chord, near, phrase, voiced
from activities.music.hits import bent_to
from activities.music.instruments import INSTRUMENTS
from activities.music.palettes import PALETTES
from activities.music.piece import piece_of
from activities.music.score import score_of
from activities.music.theme import theme_of


@pytest.mark.parametrize(
    ("text", "tones"),
    [
        ("0", (0, 4, 7)),
        ("10", (10, 14, 17)),
        ("57", (5, 9, 12, 15)),
        ("11m", (11, 14, 18)),
        ("0m9", (0, 3, 7, 14)),
        ("77", (7, 11, 14, 17)),
    ],
)
def test_chords_are_read(text: str, tones: tuple[int, ...]) -> None:
    assert tones == chord(text).tones


@pytest.mark.parametrize("mood", sorted(MOODS))
def test_every_mood_has_phrases_of_four_and_comes_home(mood: str) -> None:
    assert all(len(phrase(text)) == 4 for text in MOODS[mood].phrases)
    assert cadence(MOODS[mood])[1].root == 0


def test_voices_move_little_between_chords() -> None:
    before = voiced(chord("0"), 48, 52)
    for text in ("5", "7", "9m", "2m7"):
        after = voiced(chord(text), 48, 52, before)
        assert max(min(abs(key - old) for old in before) for key in after) <= 4
        before = after


def test_a_voicing_has_the_tones_of_its_chord() -> None:
    for text in ("0", "10", "8j", "6d", "0p", "0x", "7s4"):
        keys = voiced(chord(text), 50, 48)
        assert {(key - 50) % 12 for key in keys} <= chord(text).classes
        assert keys == sorted(set(keys))


def test_the_nearest_key_of_a_class_is_found() -> None:
    assert near(61, frozenset({0, 4, 7}), 60) == 60
    assert near(70, frozenset({0}), 60) == 72


@pytest.mark.parametrize("seconds", [4, 7.3, 12, 30.01, 61.7, 240])
def test_bars_and_ring_fill_the_length(seconds: float) -> None:
    form = form_of(round(seconds * 48_000), 96, 4, 0.5)

    assert form.end_s + form.ring_s == pytest.approx(form.seconds)
    assert form.bars >= 1
    assert form.ring_s > 1


def test_a_very_short_cue_is_one_chord() -> None:
    assert form_of(48_000, 96, 4, 0.5).bars == 0


def test_a_theme_stays_in_reach_and_with_its_title() -> None:
    assert theme_of("The Lighthouse") == theme_of(" the  LIGHTHOUSE ")
    for title in ("", "The Lighthouse", "पानी", "Zug um Zug", "x" * 5_000):
        steps = [step for _, step in (*theme_of(title).call, *theme_of(title).answer)]
        assert max(steps) - min(steps) <= 12
        assert sum(beats for beats, _ in theme_of(title).call) == 4


@pytest.mark.parametrize("genre", sorted(PALETTES))
def test_every_part_has_an_instrument(genre: str) -> None:
    for part in PALETTES[genre].parts:
        if part.role == "drums":
            assert {name for name, _, _ in strokes(part.instrument)} <= set(names())
        else:
            assert part.instrument in INSTRUMENTS or part.instrument in names()


def test_patterns_are_two_bars_long() -> None:
    assert {len(steps) for pattern in PATTERNS.values() for steps in pattern.values()} == {32}


@pytest.mark.parametrize("name", names())
def test_a_stroke_begins_and_ends_without_a_click(name: str) -> None:
    sound = stroke(name)[0]

    assert abs(sound[0]) < 0.25
    assert abs(sound[-1]) < 1e-3


@pytest.mark.parametrize("genre", sorted(PALETTES))
@pytest.mark.parametrize("mood", sorted(MOODS))
def test_every_note_lies_in_the_cue_and_in_hearing(genre: str, mood: str) -> None:
    random = random_numbers(genre, mood)
    form = form_of(48_000 * 40, 96, 4, 0.9)
    score = score_of(
        piece_of(form, MOODS[mood], (theme_of("The Lighthouse"),), random), PALETTES[genre], bent_to(form, [9.1, 17.3, 26.2]), random
    )

    notes = [note for _, part in score.parts for note in part]
    assert len(notes) > 40
    assert all(0 <= note.start_s < form.seconds for note in notes)
    assert all(0 < note.velocity <= 1 for note in notes)
    assert all(24 <= note.key <= 103 for note in notes if not note.stroke)
    assert any(abs(note.start_s - form.end_s) < 0.05 for note in notes)


def test_intensity_brings_in_players() -> None:
    players = []
    for intensity in (0.0, 0.5, 1.0):
        form = form_of(48_000 * 40, 96, 4, intensity)
        random = random_numbers("players")
        score = score_of(piece_of(form, MOODS["happy"], (theme_of("x"),), random), PALETTES["western"], bent_to(form, []), random)
        players.append(sum(1 for part, notes in score.parts if part.role != "melody" and len(notes) > 3))

    assert players[0] < players[2]
    assert players[0] <= players[1] <= players[2]
