"""Subtitles of every example, timed to its real voices: nobody has to read faster than people read."""

from pathlib import Path

import pytest

from activities.engines import EngineOptions, Input, Job
from activities.film.subtitles.captions import captions_of
from activities.media.text.line_breaks import columns_of
from activities.media.text.subtitles import Cue, cues_of
from activities.screenplay.engines.rules import Rules as Reader
from activities.shots.engines.rules import Rules as Breakdown
from activities.voices.engines.espeak import Espeak
from schemas.engines import EngineChoice
from schemas.film import FrameRange, Reel, ReelLine, ReelShot
from schemas.media import ArtifactRef
from schemas.order import About
from schemas.screenplay import WriteScreenplay
from schemas.shots import Line, ListShots, Scene, ShotList
from schemas.stages import Stage
from schemas.timeline import lay_out
from schemas.timing import Surroundings, time_shot
from schemas.voices import SpeakLine

EXAMPLES = sorted((Path(__file__).parents[2] / "examples").iterdir())
ABOUT = About(film="f", owner="o", cut=1, target="film", label="")
FPS = 24


def _choice(stage: Stage) -> EngineChoice:
    return EngineChoice(stage=stage, name="rules", version="1")


def _ref(key: str, samples: int | None = None) -> ArtifactRef:
    return ArtifactRef(key=key, media_type="x/x", size_bytes=1, sha256="", samples=samples)


def _shots(script: Path, folder: Path) -> ShotList:
    read = WriteScreenplay(engine=_choice(Stage.SCREENPLAY), about=ABOUT, script=_ref("script"))
    screenplay = Reader(EngineOptions()).make(Job(order=read, inputs={"script": Input(script)}, folder=folder))
    listed = ListShots(engine=_choice(Stage.SHOTS), about=ABOUT, screenplay=_ref("screenplay"))
    shots = Breakdown(EngineOptions()).make(Job(order=listed, inputs={"screenplay": Input(screenplay.path)}, folder=folder))
    return ShotList.model_validate_json(shots.path.read_text(encoding="utf-8"))


def _spoken(line: Line, language: str, folder: Path) -> ArtifactRef:
    order = SpeakLine(
        engine=_choice(Stage.VOICES), about=ABOUT, character=line.character, text=line.text, delivery=line.delivery, language=language
    )
    return _ref("speech", Espeak(EngineOptions()).make(Job(order=order, inputs={}, folder=folder)).samples)


def _reel(scene: Scene, language: str, folder: Path) -> Reel:
    shots = []
    for shot in scene.shots:
        speeches = [_spoken(line, language, folder) for line in shot.lines]
        timing = time_shot(shot, speeches, FPS, Surroundings(), wish_s=None)
        lines = [
            ReelLine(
                number=line.number, character=line.character.name, text=line.text, placement=line.placement, delivery=line.delivery,
                speech=speech, first_sample=first,
            )
            for line, speech, first in zip(shot.lines, speeches, timing.first_samples, strict=True)
        ]  # fmt: skip
        source = FrameRange(clip=_ref("clip"), image=_ref("image"), first_frame=0, frames=timing.frames)
        shots.append(
            ReelShot(
                number=shot.number,
                title="",
                frames=timing.frames,
                segment=_ref("segment"),
                source=source,
                lines=lines,
                sounds=shot.sounds,
                image=_ref("image"),
                clip=_ref("clip"),
            )
        )
    return Reel(scene=scene.number, heading=scene.heading, fps=FPS, shots=shots, music=_ref("music"), music_mood=scene.music.mood)


def _columns_per_s(cue: Cue) -> float:
    return sum(map(columns_of, cue.lines)) / (cue.end_frame - cue.first_frame) * FPS


@pytest.mark.slow
@pytest.mark.parametrize("script", EXAMPLES, ids=lambda script: script.stem)
def test_subtitles_are_read_in_the_time_they_stay(tmp_path: Path, script: Path) -> None:
    shots = _shots(script, tmp_path)
    reels = [_reel(scene, shots.language, tmp_path) for scene in shots.scenes]
    timeline = lay_out(reels)

    for cues in (cues_of(timeline), captions_of(timeline, reels, shots.language)):
        assert max(map(_columns_per_s, cues)) <= 17
        assert all(cue.end_frame - cue.first_frame >= FPS for cue in cues)
        assert all(len(cue.lines) <= 2 and max(map(columns_of, cue.lines)) <= 42 for cue in cues)
