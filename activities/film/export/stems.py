"""Writes the stems of a cut: dialogue, music and effects, each stereo FLAC at 48 kHz and as long as the film to the sample.

They are what the mix was added up from, all at one gain: the mix's own, unless a stem alone would be louder than full scale (in the mix the
limiter holds it), then less, by what the notes say. Memory: ten seconds; disk: 23 MB a minute and stem while it works.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np

from activities.engines import Job
from activities.film.mix import BLOCK, stems
from activities.media.sound import Sound, amplitude, decibels, write_sound
from schemas.film import MixSound, Reel
from schemas.timeline import Timeline

NAMES = ("dialogue", "music", "effects")
_CEILING_DB = -0.1
_GATHERED = 0.7
"""Share of the work that is done when the stems are added up."""


@dataclass(frozen=True)
class StemFiles:
    """The stems of a cut."""

    paths: dict[str, Path]
    """By the names in `NAMES`."""
    below_mix_db: float
    """How much quieter they are than in the mix; 0 or more."""


def write_stems(job: Job[MixSound], reels: Sequence[Reel], timeline: Timeline, mix_gain_db: float, folder: Path) -> StemFiles:
    """Write the stems of a cut.

    Args:
        job: The mix's order; its inputs hold every speech and every music the reels refer to.
        reels: Of the cut.
        timeline: Of the reels.
        mix_gain_db: What the mix raised or lowered the sum of its stems by.
        folder: Where they go.
    """
    raw = {name: folder / f"{name}.raw" for name in NAMES}
    peak = _gather(job, reels, timeline, raw)
    loudest_db = decibels(peak) + mix_gain_db
    below_mix_db = max(0, ceil(100 * (loudest_db - _CEILING_DB))) / 100
    gain = np.float32(amplitude(mix_gain_db - below_mix_db))
    paths = {}
    for turn, name in enumerate(NAMES):
        paths[name] = folder / f"{name}.flac"
        write_sound(paths[name], _blocks(raw[name], timeline.samples, gain, _progress(job, turn)), channels=2)
        raw[name].unlink()
    return StemFiles(paths, below_mix_db)


def _gather(job: Job[MixSound], reels: Sequence[Reel], timeline: Timeline, raw: dict[str, Path]) -> float:
    """Write the stems as they are added up; returns the highest sample of all, 0 to any."""
    peak, done = 0.0, 0
    with ExitStack() as stack:
        files = {name: stack.enter_context(path.open("wb")) for name, path in raw.items()}
        for block in stems(job, reels, timeline):
            for name, file in files.items():
                sound: Sound = getattr(block, name)
                peak = max(peak, float(np.abs(sound).max(initial=0)))
                file.write(np.ascontiguousarray(sound.T, dtype="<f4").tobytes())
            done += block.dialogue.shape[1]
            job.progress(_GATHERED * done / timeline.samples)
    return peak


def _blocks(path: Path, samples: int, gain: np.float32, progress: Callable[[float], None]) -> Iterator[Sound]:
    # not mapped into memory: the mapped pages of a long film would count as the worker's own
    with path.open("rb") as file:
        for first in range(0, samples, BLOCK):
            block = np.fromfile(file, "<f4", 2 * min(BLOCK, samples - first)).reshape(-1, 2)
            yield np.ascontiguousarray(block.T, dtype=np.float32) * gain
            progress(min(1.0, (first + BLOCK) / samples))


def _progress(job: Job[MixSound], turn: int) -> Callable[[float], None]:
    return lambda share: job.progress(_GATHERED + (1 - _GATHERED) * (turn + share) / len(NAMES))
