"""Runs music engines on short orders."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from activities.engines import Engine, Job, Made, engine_class, engine_options
from activities.media.sound.waveform import Sound, read_sound
from schemas.engines import EngineChoice
from schemas.music import ComposeMusic
from schemas.order import About
from schemas.shots import MusicCue
from schemas.stages import Stage

SECOND = 48_000


def engine(models_dir: Path, name: str, **options: str | float | bool) -> Engine[ComposeMusic]:
    """An engine of the music stage over a tiny registry."""
    given = engine_options(Stage.MUSIC, name, {"FILM_MODELS_DIR": str(models_dir)}, options)
    return engine_class(Stage.MUSIC, name)(given)


def cue(samples: int = SECOND, prompt: str = "warm strings, slow", **fields: Any) -> ComposeMusic:
    """An order for a cue."""
    return ComposeMusic(
        engine=EngineChoice(stage=Stage.MUSIC, name="model", version="1"),
        about=About(film="film", owner="owner", cut=1, target="scene 1", label="Scene 1"),
        cue=MusicCue(prompt=prompt, tempo_bpm=120),
        samples=samples,
        **fields,
    )


def job(folder: Path, order: ComposeMusic | None = None, progress: Callable[[float], None] = lambda _fraction: None) -> Job[ComposeMusic]:
    """An order on the bench."""
    folder.mkdir(parents=True, exist_ok=True)
    return Job(order or cue(), {}, folder, progress)


def heard(made: Made) -> Sound:
    """A result's sound."""
    return read_sound(made.path)


def change(first: Made, second: Made) -> float:
    """Effective value of the difference of two cues against that of the first, up to the shorter's length."""
    one, other = heard(first), heard(second)
    length = min(one.shape[1], other.shape[1])
    return float(np.sqrt(np.square(one[:, :length] - other[:, :length]).mean() / np.square(one[:, :length]).mean()))
