"""Runs model engines of voices on short lines."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from activities.engines import Input, Job, Made, engine_class, engine_options
from activities.media.sound.waveform import Sound, read_sound
from activities.voices.modelled import ModelVoice
from schemas.engines import EngineChoice
from schemas.media import FLAC, ArtifactRef, ClonedFrom
from schemas.order import About
from schemas.samples import Sample, sample_voice
from schemas.shots import Character
from schemas.stages import Stage
from schemas.voices import SpeakLine

MARA = Character(name="MARA", gender="female", number=1)
TEXT = "You came back."


def engine(models_dir: Path, name: str, **options: str | float | bool) -> ModelVoice:
    """An engine of the voices stage over a tiny registry."""
    made = engine_class(Stage.VOICES, name)(engine_options(Stage.VOICES, name, {"FILM_MODELS_DIR": str(models_dir)}, options))
    assert isinstance(made, ModelVoice)
    return made


def line(text: str = TEXT, **fields: Any) -> SpeakLine:
    """An order for a line."""
    choice = EngineChoice(stage=Stage.VOICES, name="model", version="1")
    about = About(film="film", owner="owner", cut=1, target="line 1", label="Line 1")
    return SpeakLine.model_validate({"engine": choice, "about": about, "character": MARA, "text": text, **fields})


def job(folder: Path, order: SpeakLine | None = None, progress: Callable[[float], None] = lambda _fraction: None) -> Job[SpeakLine]:
    """An order on the bench."""
    folder.mkdir(parents=True, exist_ok=True)
    return Job(order or line(), {}, folder, progress)


def sampled(folder: Path, recording: Path, name: str, **fields: Any) -> Job[SpeakLine]:
    """An order on the bench for a line with the voice of a recording."""
    data = recording.read_bytes()
    ref = ArtifactRef(key=name * 8, media_type=FLAC, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    told = ClonedFrom(
        sample=name, speaker="Ann Example", consent_given_on=date(2026, 11, 1), consent_recorded_by="Bob Example", commercial_use=False
    )
    order = line(voice=sample_voice(name), sample=Sample(recording=ref, told=told), **fields)
    return replace(job(folder, order), inputs={ref.key: Input(path=recording)})


def heard(made: Made) -> Sound:
    """A result's sound."""
    return read_sound(made.path)


def change(first: Made, second: Made) -> float:
    """Effective value of the difference of two lines against that of the first, up to the shorter's length."""
    one, other = heard(first), heard(second)
    length = min(one.shape[1], other.shape[1])
    return float(np.sqrt(np.square(one[:, :length] - other[:, :length]).mean() / np.square(one[:, :length]).mean()))
