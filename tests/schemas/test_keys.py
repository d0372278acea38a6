"""Addresses of artifacts."""

import subprocess
import sys

from schemas.changes import ChangeShot
from schemas.engines import EngineChoice
from schemas.media import FLAC, ArtifactRef
from schemas.order import About
from schemas.shots import Character
from schemas.stages import Stage
from schemas.voices import SpeakLine


def order(**changes: object) -> SpeakLine:
    """A line to be spoken."""
    speak = SpeakLine(
        engine=EngineChoice(stage=Stage.VOICES, name="espeak", version="1"),
        about=About(film="a", owner="o", cut=1, target="line 1", label="Line 1"),
        character=Character(name="MARA"),
        text="Good evening.",
    )
    return speak.model_copy(update=changes)


def test_for_whom_something_is_made_does_not_count() -> None:
    other = About(film="b", owner="p", cut=7, target="line 9", label="Line 9")

    assert order().key == order(about=other).key


def test_everything_else_counts() -> None:
    changed = [
        order(text="Good evening!"),
        order(seed=1),
        order(take=2),
        order(voice="en+f2"),
        order(speed=1.1),
        order(engine=EngineChoice(stage=Stage.VOICES, name="espeak", version="2")),
        order(engine=EngineChoice(stage=Stage.VOICES, name="espeak", version="1", options={"rate": 1})),
        order(character=Character(name="MARA", age="old")),
    ]

    assert len({order().key, *(one.key for one in changed)}) == len(changed) + 1


def test_inputs_count_by_their_key_alone() -> None:
    from schemas.lipsync import SpokenLine, SyncLips

    def lips(speech: ArtifactRef) -> SyncLips:
        clip = ArtifactRef(key="c", media_type=FLAC, size_bytes=1, sha256="0")
        return SyncLips(
            engine=EngineChoice(stage=Stage.LIPSYNC, name="visemes", version="1"),
            about=order().about,
            clip=clip,
            image=clip,
            speeches=[SpokenLine(character="MARA", speech=speech, first_sample=0)],
        )

    one = ArtifactRef(key="s", media_type=FLAC, size_bytes=1, sha256="0")

    assert lips(one).key == lips(one.model_copy(update={"size_bytes": 2, "sha256": "1"})).key
    assert lips(one).key != lips(one.model_copy(update={"key": "t"})).key


def test_a_key_is_the_same_in_every_process() -> None:
    program = "from tests.schemas.test_keys import order; import sys; sys.stdout.write(order().key)"

    keys = {subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout for _ in range(2)}

    assert keys == {order().key}


def test_inputs_are_found_at_any_depth() -> None:
    from schemas.plan import scene_plan
    from schemas.scene_orders import ShotOrders
    from tests.small import made_from, small_plan, small_shot_list

    made: dict[str, ArtifactRef] = {}
    orders = ShotOrders(small_plan(), 1, scene_plan(small_shot_list(), 1), 1)
    while orders.segment is None:
        made |= {one.key: made_from(one) for one in orders.orders}
        orders.advance(made)

    assert {ref.media_type for ref in orders.segment.inputs()} == {"image/openraster", "application/vnd.filmwright.performance+json"}


def test_a_change_that_changes_nothing_is_refused() -> None:
    import pytest
    from pydantic import ValidationError

    with pytest.raises(ValidationError, match="must change something"):
        ChangeShot(shot=3)
