"""A cue out of a model's music: exact length, an ending on the beat, the loudness of the stage."""

import numpy as np

from activities.media.sound.limiter import limited
from activities.media.sound.loudness import SILENCE_LUFS, integrated_lufs
from activities.media.sound.waveform import Sound, faded, root_mean_square
from activities.music.looping import looped
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ

LEVEL_LUFS = -20.0
_PEAK_DBTP = -1.5
_ENDING_BEATS = 8
_ENDING_MOST = 0.25
"""Share of a cue that its ending may take."""
_EDGE_SAMPLES = 480
"""10 ms: music that begins or ends by itself is only kept from clicking."""
_ENDED = 0.1
"""Against the whole: music whose last half second is 20 dB softer has ended by itself."""
_HOP = 480
"""Onsets are looked for every 10 ms."""


def finished(sound: Sound, samples: int, tempo_bpm: float, who: str) -> tuple[Sound, dict[str, object]]:
    """A cue of exactly `samples` samples.

    Args:
        sound: What a model played, shape (1 or 2, any length), 48 kHz.
        samples: Of the cue.
        tempo_bpm: What was ordered.
        who: The model, for messages.

    Returns:
        Shape (2, samples), about −20 LUFS with true peaks under −1.5 dBTP; and facts: where it was spliced, how it ends.

    Raises:
        Broken: The music is no numbers, silent, or shorter than a second.
    """
    if not np.isfinite(sound).all():
        msg = f"the music of {who} is not made of numbers: its weights do not suit dtype, or are damaged"
        raise Broken(msg)
    if sound.shape[1] < min(samples, SAMPLE_RATE_HZ) or root_mean_square(sound) < 1e-5:
        msg = f"the music of {who} is {'silent' if sound.shape[1] else 'empty'}"
        raise Broken(msg)
    wide = np.repeat(sound, 2, axis=0) if sound.shape[0] == 1 else sound
    long, splices = looped(wide - wide.mean(axis=1, keepdims=True), samples, tempo_bpm)
    cue, ending = _ended(long, tempo_bpm)
    facts: dict[str, object] = {"ending": ending} | ({"splices": splices} if splices else {})
    return _levelled(cue), facts


def _ended(sound: Sound, tempo_bpm: float) -> tuple[Sound, str]:
    """The sound with an end: its own, or a fade over about two bars that begins on a beat."""
    tail = sound[:, -SAMPLE_RATE_HZ // 2 :]
    if root_mean_square(tail) < _ENDED * root_mean_square(sound):
        return faded(sound, _EDGE_SAMPLES, _EDGE_SAMPLES), "its own"
    samples = sound.shape[1]
    beat = round(60 / tempo_bpm * SAMPLE_RATE_HZ)
    fade = min(_ENDING_BEATS * beat, round(samples * _ENDING_MOST))
    begin = _strongest_onset(sound, samples - fade, beat)
    return faded(sound, _EDGE_SAMPLES, samples - begin), f"faded from {begin / SAMPLE_RATE_HZ:.2f} s"


def _strongest_onset(sound: Sound, near: int, beat: int) -> int:
    """The sample of the greatest rise of energy within half a beat before or after."""
    first = max(_HOP, near - beat // 2)
    last = min(sound.shape[1] - _HOP, near + beat // 2)
    count = (last - first) // _HOP
    if count < 3:
        return near
    power = np.square(sound[:, first : first + count * _HOP].astype(np.float64)).mean(axis=0).reshape(count, _HOP).mean(axis=1)
    rise = np.diff(np.log(power + 1e-9))
    return first + (int(rise.argmax()) + 1) * _HOP


def _levelled(sound: Sound) -> Sound:
    level = integrated_lufs(sound)
    gain_db = LEVEL_LUFS - level if level > SILENCE_LUFS else 0.0
    return np.concatenate(list(limited([sound], _PEAK_DBTP, gain_db)), axis=1)
