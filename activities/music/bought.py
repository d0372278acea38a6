"""A cue out of a provider's music: exact length, the loudness of the stage, an ending that is not cut off."""

from pathlib import Path

import numpy as np

from activities.hosted.sounds import decoded
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, amplitude, faded, write_sound
from activities.music.looping import looped
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ
from schemas.music import ComposeMusic

_LEVEL_LUFS = -20.0
_PEAK_DBTP = -1.5
_END_S = 2.5
"""How long the music takes to fade where it goes on behind the cue's end."""
_OVER = 2_400
"""Samples: 50 ms more or less are no other length."""
_MISSING = 0.1
"""Share of a cue that may be missing at its end: a model's own ending comes a little early, and then there is silence."""


def write_cue(source: Path, order: ComposeMusic, ordered: int, path: Path, who: str) -> list[str]:
    """Write a provider's file as the cue.

    Args:
        source: MP3 or any other sound.
        order: Of the cue.
        ordered: Samples of music that were bought, 48 kHz; where that is less than the cue, it goes round.
        path: Where the FLAC goes: stereo, about −20 LUFS.
        who: Whose it is, for messages.

    Returns:
        Notes: what goes round, was faded, or is silent.

    Raises:
        Broken: The file is no sound, silent, or much too short.
    """
    sound, samples = decoded(source, 2), order.samples
    if sound.shape[1] < min(ordered, samples) * (1 - _MISSING):
        msg = f"{who} made {sound.shape[1] / SAMPLE_RATE_HZ:.1f} s of music, {ordered / SAMPLE_RATE_HZ:.1f} s were ordered"
        raise Broken(msg)
    if not np.abs(sound).max(initial=0.0) > amplitude(-70.0):
        msg = f"the music of {who} is silent"
        raise Broken(msg)
    round_again = []
    if ordered < samples:
        round_again = [f"{who} makes {ordered / SAMPLE_RATE_HZ:.0f} s of music at most: it goes round"]
        # a little more than the cue, so that it is faded where it ends
        sound, _ = looped(sound, samples + 2 * _OVER, order.cue.tempo_bpm)
    left = samples - sound.shape[1]
    goes_on = -left > _OVER
    cue = faded(sound[:, :samples], 0, min(samples // 4, round(_END_S * SAMPLE_RATE_HZ)) if goes_on else _OVER)
    write_sound(path, _levelled(np.pad(cue, ((0, 0), (0, max(0, left))))), channels=2)
    if goes_on:
        return [*round_again, "the music went on behind the cue's end and is faded"]
    return [f"the music ends {left / SAMPLE_RATE_HZ:.1f} s before the cue does"] if left > _OVER else []


def _levelled(sound: Sound) -> Sound:
    gain_db = min(_LEVEL_LUFS - integrated_lufs(sound), _PEAK_DBTP - true_peak_dbtp(sound))
    return np.asarray(sound * np.float32(amplitude(gain_db)), dtype=np.float32)
