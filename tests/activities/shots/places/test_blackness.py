"""The black screen: which words ask for it, what is heard over it, and what brings the picture back."""

import pytest

from activities.screenplay.parse import parse_script
from activities.shots.breakdown import break_down
from activities.shots.check import check_shot_list
from activities.shots.places.blackness import black_told
from schemas.shots import Shot
from tests.activities.shots.scripts import Piece, action, film, says, scene, transition

OPENING = """Title: Night

OVER BLACK:

A phone rings.

RUTH (V.O.)
They tell you nights are quiet.

INT. WARD - NIGHT

RUTH, 50, leans against the wall.

RUTH
They are not.
"""


def shots_of(*pieces: Piece, heading: str = "INT. CELLAR - NIGHT") -> list[Shot]:
    return break_down(film(scene(heading, *pieces))).scenes[1].shots


def kinds(shots: list[Shot]) -> list[str]:
    return [shot.card.kind if shot.card else "picture" for shot in shots]


@pytest.mark.parametrize(
    "told",
    [
        "OVER BLACK:",
        "OVER BLACK",
        "Over black we hear breathing.",
        "BLACK SCREEN.",
        "A black screen.",
        "ON BLACK -- a heartbeat.",
        "Black.",
        "The screen is black.",
        "We open on black.",
        "SCHWARZBILD.",
        "ÜBER SCHWARZ:",
        "Über Schwarz hört man Regen.",
        "ÉCRAN NOIR.",
        "SUR FOND NOIR",
        "Noir.",
        "PANTALLA EN NEGRO.",
        "SOBRE NEGRO:",
        "SCHERMO NERO.",
        "SU NERO:",
        "TELA PRETA.",
    ],
)
def test_the_screen_is_said_to_be_black(told: str) -> None:
    assert black_told(told) == "screen"


@pytest.mark.parametrize("told", ["Darkness.", "DARKNESS.", "Total darkness.", "Dunkelheit.", "Obscurité.", "Oscuridad.", "Buio."])
def test_nothing_but_darkness_is_told(told: str) -> None:
    assert black_told(told) == "room"


@pytest.mark.parametrize(
    "told",
    [
        "On black horses they ride away.",
        "A black screen door creaks.",
        "Black smoke rises.",
        "Over black coffee they talk.",
        "Darkness falls over the valley.",
        "Schwarze Wolken ziehen auf.",
        "Un chat noir passe.",
        "Dans le noir, un homme attend.",
        "Noir et blanc, la photo tremble.",
        "En negra noche caminan.",
        "Nero corre nel prato.",
        "BLACK (50), a tired detective, sits down.",
        "Black, oily water laps at the pier.",
        "In black, the widow stands by the grave.",
        "A black picture on the wall.",
        "Negro, el perro, duerme.",
        "Nero si alza.",
        "Schwarz, wie immer, sitzt Karl am Tisch.",
    ],
)
def test_what_is_only_dark_in_colour_is_no_black_screen(told: str) -> None:
    assert black_told(told) == ""


def test_what_is_heard_over_black_is_one_shot_without_a_set() -> None:
    listed = break_down(parse_script(OPENING.encode()))

    black, *others = listed.scenes[1].shots
    assert black.card is not None
    assert (black.card.kind, black.card.heading, black.subjects, black.props) == ("black", "", [], [])
    assert [line.text for line in black.lines] == ["They tell you nights are quiet."]
    assert [cue.kind for cue in black.sounds] == ["phone"]
    assert others == []
    assert all(shot.card is None for shot in listed.scenes[2].shots)
    assert check_shot_list(listed, parse_script(OPENING.encode())) == []


def test_a_forced_heading_makes_a_black_scene() -> None:
    listed = break_down(parse_script(b"Title: X\n\n.OVER BLACK\n\nRain.\n\nMARA (V.O.)\nListen.\n\nINT. HALL - DAY\n\nMARA waits.\n"))

    assert listed.scenes[1].heading == "OVER BLACK"
    assert kinds(listed.scenes[1].shots) == ["black"]
    assert kinds(listed.scenes[2].shots) == ["picture"] * len(listed.scenes[2].shots)


def test_a_black_screen_is_nobodys_name() -> None:
    screenplay = parse_script(b"INT. HALL - DAY\n\nMARA waits.\n\nBLACK SCREEN\nA door slams.\n\nMARA (V.O.)\nGone.\n")

    assert [member.name for member in screenplay.characters] == ["MARA"]


def test_the_picture_comes_back_with_somebody_of_the_film() -> None:
    shots = shots_of(says("IDA", "Good night."), action("BLACK SCREEN."), action("A door slams."), action("Ida comes up the stairs."))

    assert kinds(shots)[-2:] == ["black", "picture"]
    assert shots[-1].subjects[0].character.name == "IDA"


def test_a_voice_that_is_heard_keeps_the_screen_black() -> None:
    shots = shots_of(says("IDA", "Good night."), action("BLACK SCREEN."), action("We hear Ida breathe."), says("IDA", "Who is there?"))

    assert kinds(shots)[-1] == "black"
    assert shots[-1].lines[-1].placement == "off_screen"
    assert "breathe" in shots[-1].action


def test_after_a_cut_to_black_the_scene_is_heard_on() -> None:
    shots = shots_of(says("IDA", "Hold on!"), transition("CUT TO BLACK."), action("Silence."), says("TOM", "Ida?", "", "V.O."))

    assert kinds(shots)[-1] == "black"
    assert (shots[-1].transition_in, shots[-1].is_hard_cut, shots[-1].move) == ("cut", True, "static")


def test_a_fade_to_black_ends_in_the_black_screen() -> None:
    shots = shots_of(says("IDA", "Hold on!"), transition("FADE TO BLACK."), action("Silence."))

    assert (kinds(shots)[-1], shots[-1].transition_in) == ("black", "dissolve")


def test_whoever_speaks_in_the_dark_is_seen_there() -> None:
    shots = shots_of(action("IDA comes in."), action("Darkness."), says("IDA", "Hello?"))

    assert kinds(shots)[-2:] == ["black", "picture"]
    assert shots[-1].setting.is_unlit


def test_darkness_with_a_beam_in_it_is_a_dark_room() -> None:
    assert "black" not in kinds(shots_of(action("Darkness. The beam of her flashlight wanders over old portraits."), says("IDA", "Hello?")))


def test_words_over_black_are_light_on_black() -> None:
    shots = shots_of(action("BLACK SCREEN."), action("SUPER: Berlin, 1989"), says("IDA", "Home.", "", "V.O."))

    cards = [(shot.card.kind, shot.card.heading) for shot in shots if shot.card]
    assert cards == [("black", ""), ("black", "Berlin, 1989"), ("black", "")]


def test_somebody_called_black_is_seen() -> None:
    shots = shots_of(action("Black. Tired, as always."), says("BLACK", "Who did this?"), action("Black looks at the floor."))

    assert set(kinds(shots)) == {"picture"}


@pytest.mark.parametrize("told", ["RUTH taps the console. The screen stays black.", "The screen is black. Ruth taps it."])
def test_a_screen_in_the_picture_is_no_black_screen(told: str) -> None:
    shots = shots_of(action(told), says("RUTH", "Dead."), heading="INT. CONTROL ROOM - NIGHT")

    assert set(kinds(shots)) == {"picture"}


@pytest.mark.parametrize(
    "told",
    [
        "Blackout. The city is dark.",
        "Blackout. RUTH lights a match.",
        "A blackout. Every window on the street dies.",
        "Ruth waits. Blackout. The whole street lies in darkness.",
    ],
)
def test_a_power_cut_is_seen(told: str) -> None:
    assert "black" not in kinds(shots_of(action(told), heading="EXT. CITY - NIGHT"))


@pytest.mark.parametrize("told", ["BLACKOUT.", "Blackout.", "BLACKOUT. We hear a scream."])
def test_a_blackout_that_is_a_direction_is_a_black_screen(told: str) -> None:
    assert "black" in kinds(shots_of(action("RUTH waits."), action(told), action("Somewhere a door slams.")))


def test_a_power_cut_puts_the_windows_out() -> None:
    shots = shots_of(action("Blackout. The city is dark."), heading="EXT. CITY - NIGHT")

    assert all("window" in shot.setting.gone_out for shot in shots)
