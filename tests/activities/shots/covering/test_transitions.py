"""How one scene gives way to the next."""

import pytest

from activities.screenplay.parse import parse_script
from activities.shots.breakdown import break_down
from activities.shots.covering.transitions import read_transition
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
        ("FADE TO WHITE.", "fade_through_white"),
        ("FUNDIDO A BLANCO.", "fade_through_white"),
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


@pytest.mark.parametrize(
    ("text", "leads_s"),
    [
        ("J-CUT TO:", 1.0),
        ("L-CUT TO:", -1.0),
        ("J CUT TO:", 1.0),
        ("J-CUT (1.5 S) TO:", 1.5),
        ("L-CUT TO: 0,8 sec", -0.8),
        ("CUT TO:", 0.0),
    ],
)
def test_sound_may_come_before_its_picture_or_stay_after_it(text: str, leads_s: float) -> None:
    shot = between(transition(text))

    assert (shot.transition_in, shot.sound_leads_s) == ("cut", leads_s)


def test_a_smash_cut_cuts_the_sound_hard() -> None:
    assert between(transition("SMASH CUT TO:")).is_hard_cut
    assert not between(transition("CUT TO:")).is_hard_cut


@pytest.mark.parametrize(("text", "seconds"), [("DISSOLVE TO: (2 s)", 2.0), ("WIPE TO: 0.1 s", 0.2), ("DISSOLVE TO: 90 s", 4.0)])
def test_a_script_may_say_how_long_a_transition_takes(text: str, seconds: float) -> None:
    assert between(transition(text)).transition_s == seconds


def test_a_match_cut_frames_the_next_picture_like_the_last() -> None:
    def cut(text: str) -> tuple[Shot, Shot]:
        first = scene("INT. ROOM - DAY", says("MARA", "Hello."), action("CLOSE ON MARA. She smiles."), transition(text))
        shots = break_down(film(first, scene("EXT. SEA - NIGHT", says("TOM", "I see her.")))).scenes
        return shots[1].shots[-1], shots[2].shots[0]

    before, matched = cut("MATCH CUT TO:")
    assert (matched.size, matched.framing, matched.angle) == (before.size, before.framing, before.angle)
    assert cut("CUT TO:")[1].size != before.size


@pytest.mark.parametrize("words", ["I know.", "Get out!"])
def test_two_who_speak_at_once_are_seen_together(words: str) -> None:
    """Loud words deserve a close-up, but not of one of the two."""
    script = "INT. ROOM - DAY\n\nMARA and TOM stand.\n\nMARA\n" + words + "\n\nTOM ^\nNo!\n\nMARA\nWell.\n"
    shot_list = break_down(parse_script(script.encode()))
    sides = [[line.dual for line in shot.lines] for part in shot_list.scenes for shot in part.shots]

    assert ["left", "right"] in [side[:2] for side in sides]


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
