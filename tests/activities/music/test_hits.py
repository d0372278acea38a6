"""Cues that meet the cuts of the picture, and whose themes they have."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from activities.media.sound.waveform import random_numbers
from activities.music.form import form_of
from activities.music.harmony import MOODS
from activities.music.hits import bent_to
from activities.music.melody import melody_notes
from activities.music.notes import Score
from activities.music.palettes import PALETTES, palette_of
from activities.music.piece import Piece, piece_of
from activities.music.score import score_of
from activities.music.theme import theme_of, themes_of
from schemas.shots import MusicCue
from tests.examples import examples

FORM = form_of(48_000 * 40, 96, 4, 0.8)


@examples(100)
@given(st.lists(st.floats(0.1, 45), max_size=30))
def test_tempo_is_bent_by_a_tenth_at_most(cuts: list[float]) -> None:
    bent = bent_to(FORM, sorted(cuts))

    for (written, played), (later_written, later_played) in pairwise(zip(bent.written_s, bent.played_s, strict=True)):
        assert 1 / 1.11 < (later_played - played) / (later_written - written) < 1.11


def test_beats_meet_most_cuts_of_an_even_rhythm() -> None:
    cuts = [3.1, 6.9, 9.2, 14.0, 17.7, 21.3, 25.0, 29.4]

    hits = bent_to(FORM, cuts).hits

    assert [hit.at_s for hit in hits] == cuts
    assert sum(hit.is_on_beat for hit in hits) >= 5


def test_last_chord_stays_where_it_was() -> None:
    assert bent_to(FORM, [3.1, 9.2, 14.0]).played(FORM.end_s) == pytest.approx(FORM.end_s)


@pytest.mark.parametrize(("seconds", "cuts", "end"), [(6.7, [4.5], 4.5), (9.7, [4.5, 6.71], 6.71), (40, [12.0, 36.5], 36.5)])
def test_last_chord_comes_with_a_cut_near_it(seconds: float, cuts: list[float], end: float) -> None:
    form = form_of(round(48_000 * seconds), 70, 4, 0.5, cuts)

    assert form.end_s == pytest.approx(end)
    assert form.end_s + form.ring_s == pytest.approx(seconds)


def test_last_chord_on_a_cut_is_marked_like_the_other_cuts() -> None:
    form = form_of(48_000 * 10, 70, 4, 0.5, [4.5, 7.0])

    assert bent_to(form, [4.5, 7.0]).hits[-1].at_s == form.end_s == pytest.approx(7.0)


@pytest.mark.parametrize("cuts", [[], [2.0], [39.5], [20.0]])
def test_last_chord_waits_for_no_cut_far_from_it(cuts: list[float]) -> None:
    assert form_of(48_000 * 40, 96, 4, 0.8, cuts) == FORM


def test_cuts_in_quick_succession_are_not_all_marked() -> None:
    assert len(bent_to(FORM, [5.0, 5.4, 5.8, 6.2, 6.6]).hits) == 2


@pytest.mark.parametrize("genre", sorted(PALETTES))
def test_somebody_plays_on_every_marked_cut(genre: str) -> None:
    cuts = [5.0, 11.3, 17.1]
    score = _score(genre, cuts)
    struck = {round(note.start_s, 3) for part, notes in score.parts if part.role == "hits" for note in notes}

    assert set(cuts) <= struck


def test_hero_has_another_theme_than_the_film_and_the_villain_in_the_same_key() -> None:
    (film,), (hero,), (villain,) = (themes_of("The Lighthouse", leads) for leads in ([], ["MARA"], ["JONAS"]))

    assert film == theme_of("The Lighthouse")
    assert len({(theme.call, theme.answer) for theme in (film, hero, villain)}) == 3
    assert film.tonic == hero.tonic == villain.tonic


def test_same_name_has_another_theme_in_another_film() -> None:
    assert themes_of("The Lighthouse", ["MARA"])[0].call != themes_of("Monsoon", ["MARA"])[0].call


def test_scene_of_the_hero_quotes_the_heros_call() -> None:
    hero = themes_of("The Lighthouse", ["MARA"])[0]
    piece = _piece(["MARA"])
    part = next(part for part in PALETTES["cinematic"].parts if part.role == "melody")
    sung = list(melody_notes(part, piece, [1], random_numbers("phrase")))
    starts = [round((note.start_s - 4 * FORM.bar_s) / FORM.beat_s, 3) for note in sung if note.start_s < 5 * FORM.bar_s]

    assert starts == [sum(beats for beats, _ in hero.call[:index]) for index in range(len(hero.call))]


def test_quiet_cue_says_once_whose_it_is() -> None:
    form = form_of(48_000 * 14, 70, 4, 0.0)
    random = random_numbers("quiet")
    piece = piece_of(form, MOODS["calm"], themes_of("The Lighthouse", ["MARA"]), random)
    score = score_of(piece, PALETTES["romance"], bent_to(form, []), random)

    assert any(part.role == "melody" and notes for part, notes in score.parts)


@pytest.mark.parametrize("genre", sorted(PALETTES))
def test_recitation_has_a_drone_and_no_beat(genre: str) -> None:
    palette = palette_of(MusicCue.model_validate({"genre": genre, "manner": "recitation"}))

    assert palette.parts[0].role == "drone"
    assert not {"drums", "pulse", "comp", "arpeggio", "bass", "hits"} & {part.role for part in palette.parts}


def _piece(leads: list[str]) -> Piece:
    return piece_of(FORM, MOODS["calm"], themes_of("The Lighthouse", leads), random_numbers("piece"))


def _score(genre: str, cuts: list[float]) -> Score:
    random = random_numbers(genre)
    piece = piece_of(FORM, MOODS["calm"], themes_of("The Lighthouse", []), random)
    return score_of(piece, PALETTES[genre], bent_to(FORM, cuts), random)
