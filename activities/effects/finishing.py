"""Sounds out of a model's or a provider's: from their first moment that is heard, of exactly the ordered length, at the stage's level."""

from collections.abc import Mapping, Sequence

import numpy as np

from activities.engines import Job, Made
from activities.media.sound.limiter import limited
from activities.media.sound.loudness import SILENCE_LUFS, integrated_lufs, true_peak_dbtp
from activities.media.sound.waveform import Sound, amplitude, faded, write_sound
from schemas.effects import MakeEffects, WantedSound
from schemas.failures import Broken
from schemas.media import FLAC, SAMPLE_RATE_HZ

LEVEL_LUFS = -20.0
"""The mix gives every kind its own loudness; this is only where nothing clips and nothing is lost."""
_PEAK_DBTP = -1.5
_PRESSED_DB = 6.0
"""A crack that stands out is pressed down by so much at most: it is then as quiet as its peak makes it."""
_SILENT_DB = -70.0
_ONSET_DB = -34.0
"""Against the loudest sample: below it a sound has not begun. Models put hiss of some −50 dB in front of one."""
_BEFORE = 240
"""Samples in front of the onset that are kept: 5 ms."""
_END_S = 0.12
"""Over which a sound fades that goes on behind its end."""


def finished(sound: Sound, wanted: WantedSound, who: str) -> Sound:
    """A sound as the mix takes it.

    Args:
        sound: Shape (1 or 2, any length), 48 kHz.
        wanted: Which it is to be.
        who: Who made it, for messages.

    Returns:
        Shape (2, `wanted.samples`), about −20 LUFS under −1.5 dBTP, silent where it has ended.

    Raises:
        Broken: It is not made of numbers, or silent.
    """
    what = wanted.kind.replace("_", " ")
    if not np.isfinite(sound).all():
        msg = f"the sound of {who} for '{what}' is not made of numbers: its weights do not suit dtype, or are damaged"
        raise Broken(msg)
    if not float(np.abs(sound).max(initial=0.0)) > amplitude(_SILENT_DB):
        msg = f"the sound of {who} for '{what}' is {'silent' if sound.shape[1] else 'empty'}"
        raise Broken(msg)
    wide = np.repeat(sound, 2, axis=0) if sound.shape[0] == 1 else sound
    begun = _from_onset(np.asarray(wide - wide.mean(axis=1, keepdims=True), dtype=np.float32))[:, : wanted.samples]
    out = min(round(_END_S * SAMPLE_RATE_HZ), begun.shape[1] // 4)
    level = _levelled(faded(begun, _BEFORE // 2, out))
    return np.pad(level, ((0, 0), (0, wanted.samples - level.shape[1])))


def write_effects(job: Job[MakeEffects], sounds: Sequence[Sound], facts: Mapping[str, object]) -> Made:
    """Write an order's sounds, in its order, one after the other."""
    path = job.folder / "effects.flac"
    samples = write_sound(path, sounds, channels=2)
    job.progress(1.0)
    return Made(path, FLAC, samples=samples, facts=dict(facts))


def _from_onset(sound: Sound) -> Sound:
    loud = np.abs(sound).max(axis=0)
    return sound[:, max(0, int(np.argmax(loud > loud.max() * amplitude(_ONSET_DB))) - _BEFORE) :]


def _levelled(sound: Sound) -> Sound:
    level = integrated_lufs(sound)
    room_db = _PEAK_DBTP + _PRESSED_DB - true_peak_dbtp(sound)
    gain_db = min(LEVEL_LUFS - level, room_db) if level > SILENCE_LUFS else room_db
    return np.concatenate(list(limited([sound], _PEAK_DBTP, gain_db)), axis=1)
