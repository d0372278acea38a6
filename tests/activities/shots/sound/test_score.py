"""Music follows what happens."""

import pytest

from activities.shots.breakdown import break_down
from schemas.screenplay import Element
from schemas.shots import MusicCue
from tests.activities.shots.scripts import action, film, says, scene, transition


def music_of(*scenes: tuple[str, list[Element]], title: str = "A Film") -> list[MusicCue]:
    return [part.music for part in break_down(film(*scenes, title=title)).scenes[1:-1]]


@pytest.mark.parametrize(
    ("text", "mood"),
    [
        ("They laugh and dance at the wedding.", "happy"),
        ("She weeps at the grave.", "sad"),
        ("He runs. An explosion. The chase goes on.", "action"),
        ("A shadow moves in the fog, strange and ancient.", "mysterious"),
        ("They kiss and embrace.", "romantic"),
        ("Blood. A scream. The ghost!", "horror"),
        ("Elle pleure. Des larmes.", "sad"),
        ("Sie lacht und tanzt.", "happy"),
    ],
)
def test_mood_follows_the_action(text: str, mood: str) -> None:
    assert music_of(scene("INT. ROOM - DAY", action(text)))[0].mood == mood


def test_a_scene_that_tells_nothing_keeps_the_mood() -> None:
    cues = music_of(scene("INT. ROOM - DAY", action("She weeps at the grave.")), scene("INT. HALL - DAY", action("A table.")))

    assert [cue.mood for cue in cues] == ["sad", "sad"]
    assert cues[1].intensity < cues[0].intensity


def test_exclamations_make_it_faster_and_stronger() -> None:
    calm = music_of(scene("INT. ROOM - DAY", action("They fight."), says("MARA", "No.")))[0]
    loud = music_of(scene("INT. ROOM - DAY", action("They fight!"), says("MARA", "No!")))[0]

    assert (loud.tempo_bpm, loud.intensity) > (calm.tempo_bpm, calm.intensity)


def test_one_genre_for_the_whole_film() -> None:
    west = scene("EXT. SALOON - DAY", action("A sheriff. Two cowboys."), action("Horses."), action("The outlaws ride in."))

    cues = music_of(west, scene("INT. BANK - DAY", says("CLERK", "We are closed.")))

    assert [cue.genre for cue in cues] == ["western", "western"]


def test_a_genre_on_the_title_page_decides() -> None:
    assert music_of(scene("INT. ROOM - DAY", action("A table.")), title="Rust: a western")[0].genre == "western"


def test_a_stray_word_makes_no_genre() -> None:
    assert music_of(scene("INT. ROOM - DAY", action("A horse on a poster.")))[0].genre == "cinematic"


def test_the_prompt_tells_mood_genre_and_tempo() -> None:
    cue = music_of(scene("INT. ROOM - DAY", action("She weeps at the grave.")))[0]

    assert all(part in cue.prompt for part in ("sad", "cinematic", f"{cue.tempo_bpm} bpm"))


def _scored(*pieces: tuple[str, str], between: str = "") -> list[MusicCue]:
    scenes = [scene(heading, action(told), *([transition(between)] if between else [])) for heading, told in pieces]
    return [each.music for each in break_down(film(*scenes)).scenes[1:-1]]


def test_music_of_one_kind_rings_on_over_a_cut() -> None:
    one, two = _scored(("INT. HALL - NIGHT", "She hides. Danger."), ("INT. CELLAR - CONTINUOUS", "She hides. A knife."))

    assert (one.mood, one.rings_on, two.mood, two.is_carried) == ("tense", True, "tense", True)


def test_music_of_another_mood_begins_anew() -> None:
    one, two = _scored(("INT. HALL - NIGHT", "She hides. Danger."), ("EXT. FAIR - DAY", "They laugh and dance. A wedding party. Joy."))

    assert (one.rings_on, two.is_carried) == (False, False)


@pytest.mark.parametrize("between", ["SMASH CUT TO:", "FADE OUT."])
def test_music_ends_at_a_hard_cut_and_a_fade(between: str) -> None:
    pieces = ("INT. HALL - NIGHT", "She hides. Danger."), ("INT. CELLAR - NIGHT", "She hides. A knife.")

    assert not _scored(*pieces, between=between)[0].rings_on
