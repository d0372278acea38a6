"""What a lip sync is told of its shot."""

from schemas.media import FLAC, MP4, ArtifactRef
from schemas.orders import lips_order, shot_timing
from schemas.plan import ScenePlan
from schemas.shots import Scene, Shot, Subject
from tests.small import MARA, TOM, small_plan, small_shot_list

TALK = small_shot_list().scenes[1].shots[1]
"""MARA is seen speaking, TOM is heard."""
SPEECH = ArtifactRef(key="5" * 64, media_type=FLAC, size_bytes=1, sha256="0" * 64, samples=48_000)
CLIP = ArtifactRef(key="c" * 64, media_type=MP4, size_bytes=1, sha256="0" * 64, frames=240, fps=24)


def test_who_is_seen_and_where_is_told_and_lines_off_screen_are_not() -> None:
    subjects = [Subject(character=MARA, position="left"), Subject(character=TOM, position="right", facing="away")]
    shot: Shot = TALK.model_copy(update={"subjects": subjects})
    plan, scene = small_plan(), ScenePlan(scene=Scene(number=1, heading="INT. KITCHEN - NIGHT", shots=[shot]))
    speeches = [SPEECH] * len(shot.lines)

    order = lips_order(plan, 1, shot, shot_timing(plan, scene, 0, speeches), CLIP, CLIP, speeches)

    assert order is not None
    assert order.subjects == subjects
    assert [line.character for line in order.speeches] == ["MARA"]
