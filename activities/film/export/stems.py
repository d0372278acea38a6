"""Writes the stems of a cut: dialogue, music and effects, each stereo FLAC at 48 kHz and as long as the film to the sample.

They are what the mix was added up from, all at one gain: the mix's own, unless a stem alone would be louder than full scale (in the mix the
limiter holds it), then less, by what the notes say. Added up from the stems of the scenes, as they were mixed: nothing is mixed again.
Memory: ten seconds.
"""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from math import ceil
from pathlib import Path

import numpy as np

from activities.film.sound.scene import BLOCK
from activities.film.sound.track import TrackFiles
from activities.media.sound.waveform import SoundWriter, amplitude, decibels

NAMES = ("dialogue", "music", "effects")
_CEILING_DB = -0.1
_LOOKED_THROUGH = 0.3
"""Share of the work that is done when the highest peak is known."""


@dataclass(frozen=True)
class StemFiles:
    """The stems of a cut."""

    paths: dict[str, Path]
    """By the names in `NAMES`."""
    below_mix_db: float
    """How much quieter they are than in the mix; 0 or more."""


def write_stems(sound: TrackFiles, folder: Path, progress: Callable[[float], None]) -> StemFiles:
    """Write the stems of a cut.

    Args:
        sound: Of the cut; its scenes' stems are fetched.
        folder: Where they go.
        progress: Called with 0 to 1 every ten seconds of the film.
    """
    track = sound.track
    peaks = []
    for number, block in enumerate(sound.stems()):
        peaks.append(max(float(np.abs(getattr(block, name)).max(initial=0)) for name in NAMES))
        progress(_LOOKED_THROUGH * min(1.0, number * BLOCK / track.samples))
    below_mix_db = max(0, ceil(100 * (decibels(max(peaks)) + track.gain_db - _CEILING_DB))) / 100
    gain = np.float32(amplitude(track.gain_db - below_mix_db))
    paths = {name: folder / f"{name}.flac" for name in NAMES}
    with ExitStack() as stack:
        files = {name: stack.enter_context(SoundWriter(path, channels=2)) for name, path in paths.items()}
        for number, block in enumerate(sound.stems()):
            for name, file in files.items():
                file.write(getattr(block, name) * gain)
            progress(min(1.0, _LOOKED_THROUGH + (1 - _LOOKED_THROUGH) * number * BLOCK / track.samples))
    return StemFiles(paths, below_mix_db)
