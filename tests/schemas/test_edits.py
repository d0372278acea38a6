"""How changes add up."""

import pytest

from schemas.changes import Change, ChangeCue, ChangeLine, ChangeShot, SelectTake, TakeSettings
from schemas.edits import Edits, Places
from schemas.stages import Stage

PLACES = Places(scenes={1: [1]}, lines={1: [1]}, characters=["MARA"])


@pytest.mark.parametrize(
    ("another", "stage"),
    [
        (ChangeShot(shot=1, reroll=[Stage.IMAGES]), Stage.IMAGES),
        (ChangeShot(shot=1, reroll=[Stage.CLIPS]), Stage.CLIPS),
        (ChangeLine(line=1, reroll=True), Stage.VOICES),
        (ChangeCue(scene=1, reroll=True), Stage.MUSIC),
    ],
)
def test_another_take_after_going_back_is_a_new_one(another: Change, stage: Stage) -> None:
    back = SelectTake(stage=stage, number=1, settings=TakeSettings(take=1))

    edits = PLACES.applied(Edits(), [another, another, back, another])

    assert taken(edits, stage) == 4
    assert taken(PLACES.applied(edits, [back]), stage) == 1


def taken(edits: Edits, stage: Stage) -> int:
    shot = edits.shots.get(1)
    match stage:
        case Stage.IMAGES:
            return shot.image_take if shot else 1
        case Stage.CLIPS:
            return shot.clip_take if shot else 1
        case Stage.VOICES:
            return edits.lines[1].take
        case _:
            return edits.cues[1].take
