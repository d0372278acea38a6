"""Where people sit, and who sleeps, from shot to shot."""

import pytest

from activities.shots.people.cast import Cast
from activities.shots.people.resting import Resting
from schemas.shots import Character, Pose, Seat, Subject

MARA, TOM = Character(name="MARA", gender="female"), Character(name="TOM", gender="male")


def rested(text: str, who: Character = MARA, pose: Pose = "sit", language: str = "en") -> Subject:
    resting = Resting(Cast([MARA, TOM], language))
    resting.read(text, [], [])
    return resting.of(Subject(character=who, pose=pose))


@pytest.mark.parametrize(
    ("language", "text", "seat"),
    [
        ("en", "Mara sits at the table.", "table"),
        ("en", "Mara sits by the campfire.", "ground"),
        ("en", "Mara sits beside the bed.", ""),
        ("en", "Mara sits down at the piano.", "piano"),
        ("en", "Mara plays an old tune on the piano.", "piano"),
        ("de", "Mara sitzt am Klavier.", "piano"),
        ("es", "Mara toca el piano.", "piano"),
        ("de", "Mara sitzt am Tisch.", "table"),
        ("es", "Mara se sienta en el sofá.", "sofa"),
        ("es", "Mara está sentada al sol.", ""),
        ("fr", "Mara est assise sur le canapé.", "sofa"),
    ],
)
def test_a_seat_is_read_where_somebody_sits(language: str, text: str, seat: Seat) -> None:
    assert rested(text, language=language).seat == seat


def test_two_who_sit_together_have_the_same_seat() -> None:
    assert [rested("Mara and Tom sit on the ground.", who).seat for who in (MARA, TOM)] == ["ground", "ground"]


@pytest.mark.parametrize(("text", "seat"), [("Mara sits at the piano.", "piano"), ("Mara sits on the sofa.", "sofa"), ("Mara sits.", "")])
def test_who_sits_down_beside_somebody_shares_their_seat(text: str, seat: Seat) -> None:
    resting = Resting(Cast([MARA, TOM]))
    resting.read(text, [], [])
    resting.read("Tom sits down beside her.", ["MARA"], ["MARA", "TOM"])

    assert resting.of(Subject(character=TOM, pose="sit")).seat == seat


def test_who_sleeps_has_closed_eyes_until_they_speak() -> None:
    resting = Resting(Cast([MARA, TOM]))
    resting.read("Mara sleeps in her bed.", [], [])
    lying = Subject(character=MARA, pose="lie")

    assert (resting.of(lying).is_asleep, resting.of(lying).seat) == (True, "bed")
    resting.speaks("MARA")
    assert not resting.of(lying).is_asleep


def test_who_sits_there_in_german_is_awake() -> None:
    assert not rested("Mara sitzt dort am Tisch.", language="de").is_asleep


def test_only_whom_the_pronoun_means_sits_or_sleeps() -> None:
    resting = Resting(Cast([MARA, TOM]))
    resting.read("Mara and Tom sit at the table. He sleeps.", [], ["MARA", "TOM"])
    mara, tom = (resting.of(Subject(character=who, pose="sit")) for who in (MARA, TOM))

    assert (mara.seat, mara.is_asleep) == ("table", False)
    assert (tom.seat, tom.is_asleep) == ("table", True)


def test_who_collapses_lies_on_the_ground() -> None:
    assert rested("Mara collapses.", pose="lie").seat == "ground"


def test_who_lies_on_a_sofa_has_no_bed() -> None:
    assert rested("Mara lies on the sofa.", pose="lie").seat == "sofa"


@pytest.mark.parametrize(("told", "seat"), [("MARA sits at the bench.", "desk"), ("MARA sits on a bench.", "")])
def test_a_judge_sits_at_her_bench(told: str, seat: str) -> None:
    assert rested(told).seat == seat
