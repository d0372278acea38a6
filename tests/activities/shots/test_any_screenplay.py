"""What holds for the shot list of any screenplay."""

from hypothesis import given
from hypothesis import strategies as st

from activities.shots.breakdown import break_down
from activities.shots.check import check_shot_list
from schemas.screenplay import Element
from tests.activities.shots.scripts import Piece, action, film, says, scene, transition
from tests.examples import examples

NAMES = ["MARA", "ELIAS", "OLD KEEPER", "TOM", "NARRATOR", "ALL"]
ACTIONS = [
    "Mara runs up the stairs. She stops, trembling.",
    "Tom enters and sits.",
    "Elias picks up the brass key.",
    "A storm breaks over the harbour.",
    "CLOSE ON MARA'S HAND",
    "CLOSE ON THE LETTER",
    "TOM'S POV - the sea",
    "WIDE - the field",
    "ANGLE ON ELIAS",
    "They laugh.",
    "Mara leaves.",
    "Silence.",
    "SUPER: Ten years later",
    "(beat)",
    "FADE OUT.",
    "The clock ticks, the rain falls, the lamp flickers, " * 12,
]
SPEECHES = [
    "Yes.",
    "No!",
    "Why are you here?",
    "I was there... once.",
    "我看见了灯。",
    "…",
    "One sentence of a long speech, said slowly. " * 14,
]

names = st.sampled_from(NAMES)
extensions = st.sampled_from([(), ("V.O.",), ("O.S.",), ("CONT'D",), ("ON PHONE",)])
deliveries = st.sampled_from(["", "angrily", "beat", "whispering, sad"])
spoken = st.builds(lambda name, text, how, ext: says(name, text, how, *ext), names, st.sampled_from(SPEECHES), deliveries, extensions)
acted = st.sampled_from(ACTIONS).map(action)
changed = st.sampled_from(["CUT TO:", "DISSOLVE TO:", "FADE TO BLACK.", "WHOOSH TO:"]).map(transition)
pieces: st.SearchStrategy[list[Piece]] = st.lists(st.one_of(spoken, spoken, acted, changed), min_size=0, max_size=14)
headings = st.sampled_from(["INT. KITCHEN - DAY", "EXT. HARBOUR - NIGHT", "INT. KITCHEN - CONTINUOUS", "EXT. FIELD - LATER", ""])
scenes: st.SearchStrategy[list[tuple[str, list[Element]]]] = st.lists(
    st.builds(lambda heading, inside: scene(heading, *inside), headings, pieces), min_size=1, max_size=4
)


@examples(120)
@given(scenes)
def test_nothing_is_lost_invented_or_framed_alike(written: list[tuple[str, list[Element]]]) -> None:
    screenplay = film(scene("INT. ROOM - DAY", action("Mara waits.")), *written)

    assert check_shot_list(break_down(screenplay), screenplay) == []


@examples(60)
@given(scenes)
def test_no_shot_of_action_alone_drags(written: list[tuple[str, list[Element]]]) -> None:
    shots = break_down(film(scene("INT. ROOM - DAY", action("Mara waits.")), *written)).scenes

    assert all(2.0 <= shot.min_duration_s <= 6.0 for inside in shots for shot in inside.shots if shot.card is None)
