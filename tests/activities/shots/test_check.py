"""The check of a shot list finds what is wrong with it."""

from collections.abc import Callable

import pytest

from activities.shots.breakdown import break_down
from activities.shots.check import check_shot_list
from schemas.shots import Character, Shot, ShotList
from tests.activities.shots.scripts import action, film, says, scene

SCREENPLAY = film(
    scene(
        "INT. KITCHEN - NIGHT",
        action("Mara waits. Tom reads the newspaper and does not look up at her."),
        says("MARA", "Did you hear the news about the harbour?"),
        says("TOM", "I am reading it, as you can see."),
        says("MARA", "Then say something!"),
    )
)
Spoil = Callable[[list[Shot]], list[Shot]]


def spoiled(spoil: Spoil) -> str:
    """Faults of a good list whose first scene was changed."""
    shot_list = break_down(SCREENPLAY)
    scenes = list(shot_list.scenes)
    scenes[1] = scenes[1].model_copy(update={"shots": spoil(list(scenes[1].shots))})
    return "; ".join(check_shot_list(shot_list.model_copy(update={"scenes": scenes}), SCREENPLAY))


def change(at: int, **fields: object) -> Spoil:
    return lambda shots: [shot.model_copy(update=fields) if index == at else shot for index, shot in enumerate(shots)]


def with_line(at: int) -> int:
    """The index of the shot that has the first line, plus `at`."""
    shots = break_down(SCREENPLAY).scenes[1].shots
    return next(index for index, shot in enumerate(shots) if shot.lines) + at


def test_a_good_list_has_no_faults() -> None:
    assert check_shot_list(break_down(SCREENPLAY), SCREENPLAY) == []


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (change(with_line(0), lines=[]), "line 1 should be MARA"),
        (lambda shots: shots[:-1], "is in no shot"),
        (change(0, action="Something else."), "action differs from the script"),
        (change(0, number=7), "shots are numbered"),
        (change(0, scene=7), "holds shots of another scene"),
        (lambda _shots: [], "scene 1 has no shots"),
        (change(0, transition_in="dissolve", transition_s=0.0), "a dissolve of 0.0 s"),
        (change(1, transition_s=0.5), "a cut of 0.5 s"),
        (change(with_line(0), subjects=[]), "speaks on screen and is not in the picture"),
        (lambda shots: [*shots[:1], shots[0].model_copy(update={"number": shots[0].number + 1, "action": ""}), *shots[1:]], "framed alike"),
    ],
)
def test_a_fault_is_named(spoil: Spoil, fault: str) -> None:
    assert fault in spoiled(spoil)


def test_somebody_invented_is_found() -> None:
    def invent(shots: list[Shot]) -> list[Shot]:
        subject = shots[-1].subjects[0].model_copy(update={"character": Character(name="BATMAN")})
        return [*shots[:-1], shots[-1].model_copy(update={"subjects": [subject]})]

    assert "BATMAN is not in the screenplay" in spoiled(invent)


def test_a_crossed_line_is_found() -> None:
    def cross(shots: list[Shot]) -> list[Shot]:
        turned = {"left": "right", "right": "left"}
        subjects = [subject.model_copy(update={"facing": turned.get(subject.facing, subject.facing)}) for subject in shots[-1].subjects]
        return [*shots[:-1], shots[-1].model_copy(update={"subjects": subjects})]

    assert "has crossed the line" in spoiled(cross)


def test_missing_credits_are_found() -> None:
    shot_list = break_down(SCREENPLAY)
    without = ShotList(title="A Film", scenes=shot_list.scenes[:-1])

    assert "the last shot is not the closing credits" in check_shot_list(without, SCREENPLAY)
