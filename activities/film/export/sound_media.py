"""Writes the sound files of a bundle so that they begin on a frame, which is where editors' programs put sound."""

from pathlib import Path

import numpy as np

from activities.media.sound.waveform import read_sound, write_sound
from schemas.failures import Broken
from schemas.timeline import PlacedLine, samples_per_frame


def write_speech(speech: Path, placed: PlacedLine, frames: int, fps: int, path: Path) -> None:
    """Write a line's recording with silence before it to the beginning of its first frame, and behind it to the end of its last.

    Placed on the frame its first sample lies in, the line then lies on its sample, as in the film.

    Raises:
        Broken: The recording is longer than its reference said.
    """
    rate = samples_per_frame(fps)
    sound = read_sound(speech).mean(axis=0, keepdims=True, dtype=np.float32)
    lead = placed.first_sample % rate
    after = frames * rate - lead - sound.shape[1]
    if after < 0:
        msg = f"line {placed.line.number} has {sound.shape[1]} samples, its reference says {placed.samples}"
        raise Broken(msg)
    write_sound(path, np.pad(sound, ((0, 0), (lead, after))), channels=1)
