"""Scenes are covered as an editor would cut them."""

from itertools import pairwise

from activities.shots.breakdown import break_down
from schemas.screenplay import Element
from schemas.shots import Shot
from tests.activities.shots.scripts import action, film, says, scene

TALK = [
    says("MARA", "You came back after all these years, and you say nothing."),
    says("TOM", "I did not know how to begin, or if I was still welcome."),
    says("MARA", "The door was never locked, you only had to push it."),
    says("TOM", "I stood in front of it more often than you think."),
    says("MARA", "I know, I saw you from the window every single time."),
    says("TOM", "And you never called me in, not even in the winter."),
    says("MARA", "I was waiting for you to knock like everybody else."),
    says("TOM", "Then let me go out again and do it properly."),
]


def shots_of(*scenes: tuple[str, list[Element]], language: str = "en") -> list[Shot]:
    """The story's shots: no title, no credits."""
    shot_list = break_down(film(*scenes, language=language))
    return [shot for part in shot_list.scenes[1:-1] for shot in part.shots]


def of_scene(shots: list[Shot], number: int) -> list[Shot]:
    return [shot for shot in shots if shot.scene == number]


def test_a_new_place_outside_is_established_from_far_away() -> None:
    shots = shots_of(scene("EXT. HARBOUR - DAY", action("Boats rock in the wind."), says("MARA", "Hello.")))

    assert (shots[0].framing, shots[0].size, shots[0].action) == ("establishing", "EWS", "Boats rock in the wind.")


def test_a_place_seen_before_is_not_established_again() -> None:
    there = scene("INT. KITCHEN - DAY", action("Mara cooks."))
    away = scene("EXT. STREET - DAY", action("Cars pass."))

    shots = shots_of(there, away, scene("INT. KITCHEN - DAY", action("Mara eats."), says("MARA", "Salt.")))

    assert [shot.framing for shot in shots if shot.framing == "establishing"] == ["establishing"] * 2
    assert of_scene(shots, 3)[0].framing == "master"


def test_a_scene_of_a_heading_alone_is_one_establishing_shot() -> None:
    shots = shots_of(scene("EXT. DESERT - NIGHT"))

    assert [(shot.framing, shot.lines) for shot in shots] == [("establishing", [])]


def test_a_scene_that_begins_with_words_still_shows_its_place_first() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK))

    assert (shots[0].framing, shots[0].lines) == ("establishing", [])


def test_two_people_are_seen_together_before_they_are_seen_alone() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK))

    assert shots[1].framing == "two_shot"
    assert [subject.character.name for subject in shots[1].subjects] == ["MARA", "TOM"]


def test_a_conversation_gets_nearer() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK))

    alone = [shot.size for shot in shots if shot.framing in {"single", "over_the_shoulder"}]
    assert alone[0] == "MS"
    assert alone[-1] == "CU"


def test_a_conversation_widens_again_after_a_while() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK))

    assert [shot.framing for shot in shots].count("two_shot") >= 2


def test_a_page_of_talk_becomes_eight_to_fourteen_shots() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", action("Mara sits by the window. Tom enters and shakes off the rain."), *TALK))

    assert 8 <= len(shots) <= 14


def test_over_the_shoulder_shows_the_listener_from_behind_in_front() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK))

    shot = next(shot for shot in shots if shot.framing == "over_the_shoulder")
    seen, near = shot.subjects
    assert (seen.character.name, seen.is_foreground) == (shot.lines[0].character.name, False)
    assert (near.facing, near.is_foreground) == ("away", True)


def test_an_exclamation_is_a_close_up() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK[:3], says("TOM", "You lied to me!"), *TALK[4:]))

    shot = next(shot for shot in shots if shot.lines and shot.lines[0].text == "You lied to me!")
    assert (shot.size, shot.framing) == ("CU", "single")


def test_a_felt_parenthetical_is_a_close_up() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK[:3], says("TOM", "I was there that night.", "weeping"), *TALK[4:]))

    shot = next(shot for shot in shots if shot.lines and shot.lines[0].delivery == "weeping")
    assert (shot.size, shot.subjects[0].expression) == ("CU", "sad")


def test_strong_words_are_answered_by_a_silent_face() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK[:3], says("TOM", "You lied to me!"), *TALK[4:]))

    at = next(index for index, shot in enumerate(shots) if shot.lines and shot.lines[0].text == "You lied to me!")
    face = shots[at + 1]
    assert (face.framing, face.lines, face.subjects[0].character.name) == ("reaction", [], "MARA")


def test_the_last_line_of_a_scene_is_near() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK))

    assert shots[-1].size in {"MCU", "CU"}


def test_short_lines_share_a_two_shot() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", says("MARA", "Ready?"), says("TOM", "No."), says("MARA", "Good.")))

    assert [[line.text for line in shot.lines] for shot in shots if shot.lines] == [["Ready?", "No."], ["Good."]]


def test_a_long_speech_is_spread_over_shots_of_different_size() -> None:
    speech = "I have waited for this day longer than anyone in this town can remember. " * 6
    shots = shots_of(scene("INT. CAFÉ - DAY", says("MARA", speech), says("TOM", "I see.")))

    parts = [shot for shot in shots if shot.lines and shot.lines[0].character.name == "MARA"]
    assert len(parts) >= 2
    assert " ".join(shot.lines[0].text for shot in parts) == speech.strip()
    assert all((one.size, one.framing) != (two.size, two.framing) for one, two in pairwise(parts))


def test_a_gesture_before_a_line_stays_in_its_shot() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", *TALK[:4], action("Mara shrugs."), *TALK[4:]))

    shot = next(shot for shot in shots if "shrugs" in shot.action)
    assert shot.lines[0].character.name == "MARA"


def test_a_thing_that_is_handled_gets_an_insert() -> None:
    shots = shots_of(scene("INT. ATTIC - DAY", action("Mara climbs in."), says("MARA", "Oh."), action("She opens the old letter.")))

    assert [(shot.size, shot.props) for shot in shots if shot.framing == "insert"] == [("INSERT", ["letter"])]


def test_movement_is_seen_at_full_length() -> None:
    running = action("Tom runs along the path, faster and faster, as if the wood were after him.")
    shots = shots_of(scene("EXT. FOREST - DAY", action("Tall trees stand in the fog."), running, says("TOM", "Help!")))

    run = next(shot for shot in shots if "runs" in shot.action)
    assert (run.size, run.subjects[0].pose) == ("FS", "run")
    assert run.move in {"handheld", "truck_right"}


def test_a_narrator_speaks_over_pictures_of_the_scene() -> None:
    screenplay = scene("INT. CAFÉ - DAY", says("NARRATOR", "Mara sat alone at the window and wept."), says("MARA", "Check, please."))

    shots = shots_of(screenplay)

    narrated = shots[0]
    assert narrated.lines[0].placement == "voice_over"
    assert [(subject.character.name, subject.pose) for subject in narrated.subjects] == [("MARA", "sit")]


def test_a_voice_from_elsewhere_shows_who_listens() -> None:
    shots = shots_of(
        scene("INT. CAFÉ - DAY", action("Mara waits by the phone."), says("TOM", "Are you there?", "", "O.S."), says("MARA", "Yes."))
    )

    shot = next(shot for shot in shots if shot.lines and shot.lines[0].character.name == "TOM")
    assert shot.lines[0].placement == "off_screen"
    assert [subject.character.name for subject in shot.subjects] == ["MARA"]


def test_everybody_at_once_is_a_group() -> None:
    shots = shots_of(
        scene("INT. CAFÉ - DAY", action("Mara, Tom and Ida raise their cups."), *TALK[:2], says("IDA", "Well."), says("ALL", "To us!"))
    )

    assert (shots[-1].framing, shots[-1].lines[0].placement) == ("group", "off_screen")
    assert len(shots[-1].subjects) == 3


def test_words_on_the_screen_become_an_intertitle() -> None:
    shots = shots_of(scene("EXT. SEA - DAY", action("Waves."), action('SUPER: "Ten years later"'), says("MARA", "Land!")))

    assert [shot.card.heading for shot in shots if shot.card] == ["Ten years later"]


def test_a_photo_of_somebody_does_not_bring_them_into_the_picture() -> None:
    shots = shots_of(
        scene(
            "INT. ATTIC - DAY",
            action("Mara looks long at a photo of Tom."),
            says("MARA", "Where are you?"),
            says("TOM", "Here.", "", "V.O."),
        )
    )

    assert {subject.character.name for shot in shots for subject in shot.subjects} == {"MARA"}


def test_who_has_left_is_seen_no_more() -> None:
    shots = shots_of(
        scene(
            "INT. CAFÉ - DAY",
            action("Mara and Tom sit."),
            says("MARA", "Go."),
            action("Tom leaves."),
            action("The room is dark and empty now."),
        )
    )

    assert [subject.character.name for subject in shots[-1].subjects] == ["MARA"]


def test_what_a_narrator_repeats_word_by_word_is_told_once() -> None:
    text = "Mara sat alone at the window. She wept."

    shots = shots_of(scene("INT. CAFÉ - DAY", action(text), says("NARRATOR", text), says("MARA", "Check, please.")))

    assert [line.text for line in shots[0].lines] == [text]
    assert all(shot.action == "" for shot in shots)


def test_a_narrator_after_other_action_repeats_nothing() -> None:
    shots = shots_of(scene("INT. CAFÉ - DAY", action("Rain."), says("NARRATOR", "Mara sat alone."), says("MARA", "Check.")))

    assert shots[0].action == "Rain."


def test_the_last_look_at_the_place_is_a_shot_of_its_own() -> None:
    end = action("Mara walks away along the pier, slowly. It begins to snow.")
    shots = shots_of(scene("EXT. HARBOUR - DAY", action("Boats."), says("MARA", "Goodbye."), end))

    assert (shots[-1].action, shots[-1].move) == ("It begins to snow.", "pull_out")
