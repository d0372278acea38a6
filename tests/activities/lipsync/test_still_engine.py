"""The still engine: any clip in, the same clip out."""

from pathlib import Path

from activities.engines import EngineOptions, Input, Job
from activities.lipsync.activity import fault
from activities.lipsync.engines.still import Still
from schemas.engines import EngineChoice
from schemas.lipsync import SyncLips
from schemas.media import MP4, PNG, ArtifactRef
from schemas.order import About
from schemas.stages import Stage


def test_a_clip_without_drawn_mouths_is_left_as_it_is(tmp_path: Path) -> None:
    source = tmp_path / "source.mp4"
    source.write_bytes(b"frames")
    clip = ArtifactRef(key="c" * 64, media_type=MP4, size_bytes=6, sha256="0" * 64, width_px=64, height_px=36, frames=12, fps=24)
    order = SyncLips(
        engine=EngineChoice(stage=Stage.LIPSYNC, name="still", version="1"),
        about=About(film="f", owner="o", cut=1, target="shot 1", label="Scene 1 · Shot 1"),
        clip=clip,
        image=clip.model_copy(update={"key": "i" * 64, "media_type": PNG}),
        speeches=[],
    )
    folder = tmp_path / "bench"
    folder.mkdir()

    made = Still(EngineOptions()).make(Job(order, {clip.key: Input(source)}, folder))

    assert made.path.read_bytes() == b"frames"
    assert fault(order, made) is None
