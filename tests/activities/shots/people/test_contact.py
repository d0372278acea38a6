"""Who lays hands on whom, as action tells it, and how a shot shows it."""

import pytest

from activities.screenplay.parse import parse_script
from activities.shots.breakdown import break_down
from activities.shots.check import check_shot_list
from activities.shots.people.cast import Cast
from activities.shots.people.contact import Contact, contact_in
from activities.shots.people.presence import Facing
from schemas.shots import Character, Pose, Shot

PEOPLE = [
    Character(name="MARTHA", gender="female"),
    Character(name="LENA", gender="female", age="child"),
    Character(name="PAUL", gender="male"),
    Character(name="JACK", gender="male"),
]
NAMES = [person.name for person in PEOPLE]


def told(text: str, language: str = "en") -> Contact | None:
    return contact_in(text, Cast(PEOPLE, language), NAMES, ["PAUL", "MARTHA"])


@pytest.mark.parametrize(
    ("text", "contact"),
    [
        ("Martha hands Lena a silver coin.", Contact("give", "MARTHA", "LENA")),
        ("Paul puts his hand on Martha's shoulder.", Contact("shoulder", "PAUL", "MARTHA")),
        ("Jack and Paul shake hands.", Contact("shake_hands", "JACK", "PAUL")),
        ("They shake hands.", Contact("shake_hands", "PAUL", "MARTHA")),
        ("Jack takes the letter from Paul.", Contact("take", "JACK", "PAUL")),
        ("She hands him the key.", Contact("give", "MARTHA", "PAUL")),
        ("Martha slaps the golden key into his palm.", Contact("give", "MARTHA", "PAUL")),
        ("Martha takes his hand.", Contact("hold_hands", "MARTHA", "PAUL")),
        ("Paul punches Jack.", Contact("strike", "PAUL", "JACK")),
    ],
)
def test_hands_go_to_who_is_named_or_meant(text: str, contact: Contact) -> None:
    assert told(text) == contact


@pytest.mark.parametrize(
    "text",
    [
        "Jack raises his hands.",
        "Martha hugs her knees.",
        "Martha kisses the photograph.",
        "Paul holds a lamp in his hands.",
        "Martha passes the table.",
        "Paul hits the table with his fist.",
    ],
)
def test_hands_that_go_nowhere_touch_nobody(text: str) -> None:
    assert told(text) is None


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "Martha da la espalda a Paul."),
        ("es", "Martha le da las gracias a Paul."),
        ("fr", "Martha donne le signal à Paul."),
        ("de", "Für Paul gibt es nichts, sagt Martha."),
        ("it", "Paul arriva da Martha con la lettera."),
        ("pt", "Paul pega a mala da Martha."),
    ],
)
def test_words_that_give_elsewhere_or_nothing_hand_nothing_over(language: str, text: str) -> None:
    assert told(text, language) is None


@pytest.mark.parametrize(
    ("language", "text", "contact"),
    [
        ("de", "Paul gibt Martha den Brief.", Contact("give", "PAUL", "MARTHA")),
        ("de", "Paul legt Martha die Hand auf die Schulter.", Contact("shoulder", "PAUL", "MARTHA")),
        ("es", "Martha y Paul se dan la mano.", Contact("shake_hands", "MARTHA", "PAUL")),
        ("fr", "Paul tend la lettre à Martha.", Contact("give", "PAUL", "MARTHA")),
        ("it", "Paul porge la lettera a Martha.", Contact("give", "PAUL", "MARTHA")),
        ("pt", "Paul dá a carta a Martha.", Contact("give", "PAUL", "MARTHA")),
        ("en", "Paul hands it to Martha.", Contact("give", "PAUL", "MARTHA")),
        ("de", "Paul gibt es Martha.", Contact("give", "PAUL", "MARTHA")),
        ("es", "Paul se la da a Martha.", Contact("give", "PAUL", "MARTHA")),
        ("fr", "Paul la donne à Martha.", Contact("give", "PAUL", "MARTHA")),
        ("it", "Paul la porge a Martha.", Contact("give", "PAUL", "MARTHA")),
        ("pt", "Paul dá-a a Martha.", Contact("give", "PAUL", "MARTHA")),
        ("es", "Paul pega a Jack.", Contact("strike", "PAUL", "JACK")),
    ],
)
def test_touches_are_read_in_six_languages(language: str, text: str, contact: Contact) -> None:
    assert told(text, language) == contact


def shot_with(action: str) -> Shot:
    script = f"INT. KITCHEN - DAY\n\nMARTHA (44) and PAUL (50) wait. LENA (9) comes.\n\nMARTHA\nNow.\n\n{action}\n\nPAUL\nYes.\n"
    shots = [shot for scene in break_down(parse_script(script.encode(), "auto", "auto")).scenes for shot in scene.shots]
    return next(shot for shot in shots if action in shot.action)


def test_who_hands_something_over_shares_the_picture_with_who_takes_it() -> None:
    shot = shot_with("Martha hands Paul a key.")

    assert {(subject.character.name, subject.touch, subject.partner) for subject in shot.subjects} == {
        ("MARTHA", "give", "PAUL"),
        ("PAUL", "take", "MARTHA"),
    }


def test_two_who_touch_face_each_other() -> None:
    facing = {subject.position: subject.facing for subject in shot_with("Paul and Martha shake hands.").subjects}

    assert facing == {"left": "right", "right": "left"}


@pytest.mark.parametrize(
    ("action", "pose", "facing"),
    [
        ("Martha and Paul walk hand in hand.", "walk", {"left", "right"}),
        ("Arm in arm Martha and Paul walk.", "walk", {"left", "right"}),
        ("Martha and Paul stand there hand in hand.", "stand", {"camera"}),
    ],
)
def test_two_who_go_or_stand_hand_in_hand_look_the_same_way(action: str, pose: Pose, facing: set[Facing]) -> None:
    subjects = shot_with(action).subjects

    assert [subject.touch for subject in subjects] == ["hold_hands", "hold_hands"]
    assert {subject.pose for subject in subjects} == {pose}
    assert len({subject.facing for subject in subjects} & facing) == len({subject.facing for subject in subjects}) == 1


def test_children_who_are_not_named_walk_hand_in_hand() -> None:
    script = (
        "AUSSEN. HAUS - MORGEN\n\nJONAS, 10, ein Junge, und MILA, 9, ein Mädchen, warten.\n\nJONAS\nKomm.\n\n"
        "Hand in Hand gehen die Kinder nach Hause.\n\nMILA\nJa.\n"
    )
    shots = [shot for scene in break_down(parse_script(script.encode(), "auto", "de")).scenes for shot in scene.shots]
    subjects = next(shot for shot in shots if "Hand in Hand" in shot.action).subjects

    assert {(subject.character.name, subject.touch, subject.pose) for subject in subjects} == {
        ("JONAS", "hold_hands", "walk"),
        ("MILA", "hold_hands", "walk"),
    }


def test_who_hugs_a_child_kneels() -> None:
    poses = {subject.character.name: subject.pose for subject in shot_with("Martha hugs Lena.").subjects}

    assert poses["MARTHA"] == "kneel"


def test_people_may_turn_to_whoever_touches_them() -> None:
    script = parse_script(
        b"INT. KITCHEN - DAY\n\nMARTHA (44) and PAUL (50) wait. JACK (30) comes.\n\nMARTHA\nNow.\n\nJack and Paul shake hands.\n\n"
        b"JACK\nYes.\n\nJack hands Martha a letter.\n\nMARTHA\nOh.\n\nMartha, Paul and Jack sit at the table.\n\nPAUL\nSo.\n\n"
        b"EXT. STREET - DAY\n\nMartha and Jack walk down the street.\n\nJACK\nHurry.\n",
        "auto",
        "auto",
    )

    assert check_shot_list(break_down(script), script) == []


def test_who_is_named_behind_a_pronoun_is_the_one_who_is_touched() -> None:
    people = Cast([Character(name="POPPY"), Character(name="DOORMAN", gender="male")])

    contact = contact_in("She hugs the doorman.", people, ["POPPY", "DOORMAN"], ["POPPY"])

    assert contact is not None
    assert (contact.touch, contact.who, contact.whom) == ("embrace", "POPPY", "DOORMAN")


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il lui tend les fleurs.", "fr"),
        ("Le da la llave.", "es"),
        ("Gli porge la chiave.", "it"),
        ("Dá-lhe a chave.", "pt"),
    ],
)
def test_what_is_given_goes_to_the_only_other_one_there(text: str, language: str) -> None:
    given = contact_in(text, Cast(PEOPLE, language), ["PAUL", "MARTHA"], ["PAUL"])

    assert given == Contact("give", "PAUL", "MARTHA")


def test_who_sits_by_a_bed_is_seen_with_who_lies_there_and_no_arm_in_the_air() -> None:
    script = (
        "INT. ROOM - DAY\n\nIn the bed lies ROSE (81).\n\nAn old man sits beside her and holds her hand. This is PAUL (83).\n\nPAUL\nRose."
    )
    shots = [shot for scene in break_down(parse_script(script.encode(), "auto", "auto")).scenes for shot in scene.shots]

    (pair,) = [shot for shot in shots if "This is PAUL" in shot.action]
    assert {subject.character.name: subject.pose for subject in pair.subjects} == {"PAUL": "sit", "ROSE": "lie"}
    assert not any(subject.touch for subject in pair.subjects)
