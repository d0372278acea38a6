"""How one scene gives way to the next."""

import pytest

from activities.shots.breakdown import break_down
from activities.shots.transitions import read_transition
from schemas.shots import Shot, ShotList
from tests.activities.shots.scripts import Piece, action, film, says, scene, transition


def first_shots(shot_list: ShotList) -> list[Shot]:
    return [part.shots[0] for part in shot_list.scenes]


def between(*pieces: Piece, heading: str = "EXT. SEA - NIGHT") -> Shot:
    """The first shot of the second scene, `pieces` standing at the end of the first."""
    shot_list = break_down(film(scene("INT. ROOM - DAY", action("Mara waits."), *pieces), scene(heading, action("Waves."))))
    return shot_list.scenes[2].shots[0]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("CUT TO:", "cut"),
        ("SMASH CUT TO:", "cut"),
        ("MATCH CUT TO:", "cut"),
        ("DISSOLVE TO:", "dissolve"),
        ("FADE OUT.", "fade_through_black"),
        ("FADE TO BLACK.", "fade_through_black"),
        ("FADE IN:", "fade_in"),
        ("WIPE TO:", "wipe_left"),
        ("WIPE RIGHT TO:", "wipe_right"),
        ("IRIS OUT:", "iris"),
        ("CORTE A:", "cut"),
        ("FUNDIDO A NEGRO:", "fade_through_black"),
        ("FONDU ENCHAÎNÉ:", "dissolve"),
        ("FONDU AU NOIR:", "fade_through_black"),
        ("ÜBERBLENDUNG ZU:", "dissolve"),
        ("ABBLENDE.", "fade_through_black"),
    ],
)
def test_a_transition_is_taken(text: str, wanted: str) -> None:
    shot = between(transition(text))

    assert shot.transition_in == wanted
    assert (shot.transition_s == 0) == (wanted == "cut")


def test_an_unknown_transition_is_a_cut_and_said_in_a_note() -> None:
    shot_list = break_down(film(scene("INT. A - DAY", action("Dust."), transition("WHOOSH TO:")), scene("EXT. B - DAY", action("Wind."))))

    assert first_shots(shot_list)[2].transition_in == "cut"
    assert any("WHOOSH TO:" in note for note in shot_list.notes)


def test_scenes_dissolve_when_the_place_changes() -> None:
    shot = between(heading="EXT. SEA - DAY")

    assert (shot.transition_in, 0.5 <= shot.transition_s <= 0.8) == ("dissolve", True)


def test_continuous_scenes_cut() -> None:
    assert between(heading="INT. HALL - CONTINUOUS").transition_in == "cut"


def test_shots_inside_a_scene_cut() -> None:
    shot_list = break_down(film(scene("INT. ROOM - DAY", says("MARA", "One, two, three."), says("TOM", "Four!"), says("MARA", "Five!"))))

    assert {shot.transition_in for shot in shot_list.scenes[1].shots[1:]} == {"cut"}


def test_a_transition_inside_a_scene_is_taken_there() -> None:
    shot_list = break_down(film(scene("INT. ROOM - DAY", action("Mara waits."), transition("DISSOLVE TO:"), action("Mara still waits."))))

    assert [shot.transition_in for shot in shot_list.scenes[1].shots][-1] == "dissolve"


def test_the_story_comes_in_softly_after_the_title() -> None:
    assert first_shots(break_down(film(scene("INT. ROOM - DAY", action("Dust.")))))[1].transition_in == "dissolve"


def test_a_fade_in_at_the_start_is_taken() -> None:
    screenplay = film(scene("", transition("FADE IN:")), scene("INT. ROOM - DAY", action("Dust.")))

    assert first_shots(break_down(screenplay))[1].transition_in == "fade_in"


def test_the_credits_come_after_a_fade_through_black() -> None:
    assert first_shots(break_down(film(scene("INT. ROOM - DAY", action("Dust.")))))[-1].transition_in == "fade_through_black"


def test_a_fade_out_written_as_action_is_a_transition() -> None:
    assert between(action("FADE OUT.")).transition_in == "fade_through_black"


def test_what_is_no_transition_is_none() -> None:
    assert read_transition("ONWARDS:") is None
