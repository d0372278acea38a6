"""Runs effects engines on short orders."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from activities.engines import Engine, Job, Made, engine_class, engine_options
from activities.media.sound.waveform import Sound, read_sound
from schemas.effects import MakeEffects, WantedSound
from schemas.engines import EngineChoice
from schemas.order import About
from schemas.shots import SoundKind
from schemas.stages import Stage

SECOND = 48_000


def engine(models_dir: Path, name: str, **options: str | float | bool) -> Engine[MakeEffects]:
    """An engine of the effects stage over a tiny registry."""
    given = engine_options(Stage.EFFECTS, name, {"FILM_MODELS_DIR": str(models_dir)}, options)
    return engine_class(Stage.EFFECTS, name)(given)


def wanted(kind: SoundKind = "knock", seconds: float = 1.0, number: int = 1, prompt: str = "") -> WantedSound:
    """One sound of an order."""
    return WantedSound(kind=kind, number=number, samples=round(seconds * SECOND), prompt=prompt)


def order(*sounds: WantedSound, shot: int = 1, **fields: Any) -> MakeEffects:
    """The order of a shot; a knock of a second where nothing is said."""
    return MakeEffects(
        engine=EngineChoice(stage=Stage.EFFECTS, name="any", version="1"),
        about=About(film="film", owner="owner", cut=1, target=f"shot {shot}", label=f"Shot {shot}"),
        shot=shot,
        sounds=list(sounds) or [wanted()],
        **fields,
    )


def job(folder: Path, asked: MakeEffects | None = None, progress: Callable[[float], None] = lambda _fraction: None) -> Job[MakeEffects]:
    """An order on the bench."""
    folder.mkdir(parents=True, exist_ok=True)
    return Job(asked or order(), {}, folder, progress)


def heard(made: Made) -> Sound:
    """A result's sound."""
    return read_sound(made.path)


def change(first: Sound, second: Sound) -> float:
    """Effective value of the difference of two sounds against that of the first, up to the shorter's length."""
    length = min(first.shape[1], second.shape[1])
    one, other = first[:, :length], second[:, :length]
    return float(np.sqrt(np.square(one - other).mean() / np.square(one).mean()))
