"""Makes music longer than a model can play: it goes round, and the way round is not heard.

A splice goes from near the end back to a place near the beginning that sounds most like it: where two stretches agree in waveform and lie a
whole number of beats apart, the beat goes on. The gains of the crossfade are those that keep the power of what is mixed: equal power for
stretches that are not alike, equal amplitude for stretches that are the same.
"""

import numpy as np
from numpy.typing import NDArray
from scipy import signal

from activities.media.sound.waveform import Sound
from schemas.media import SAMPLE_RATE_HZ

_FADE_S = 2.0
"""Of a splice; less for a short sound."""
_SEARCH_HZ = 6_000
"""Rate at which stretches are compared: beats, bass and tune, but no hiss."""
_BEAT_TOLERANCE_S = 0.06
_OFF_BEAT = 0.5
"""What a likeness counts where the beat would stumble."""


def looped(sound: Sound, samples: int, tempo_bpm: float) -> tuple[Sound, list[int]]:
    """The sound, going round until it is long enough.

    Args:
        sound: Shape (channels, samples), at least a second.
        samples: Wanted.
        tempo_bpm: Its beats; splices keep to them where they can.

    Returns:
        Shape (channels, samples), and the samples at which the splices end. Sound that is long enough is only cut.
    """
    length = sound.shape[1]
    if length >= samples:
        return sound[:, :samples], []
    fade = min(round(_FADE_S * SAMPLE_RATE_HZ), length // 4)
    start, likeness = _way_back(sound, fade, tempo_bpm)
    turn = sound[:, length - fade :], sound[:, start : start + fade]
    splice = _mixed(*turn, likeness)
    pieces, made, splices = [sound[:, : length - fade]], length - fade, []
    while made < samples:
        middle = sound[:, start + fade : length - fade]
        pieces += [splice, middle]
        splices.append(made + fade)
        made += fade + middle.shape[1]
    return np.concatenate(pieces, axis=1)[:, :samples], [at for at in splices if at < samples]


def _way_back(sound: Sound, fade: int, tempo_bpm: float) -> tuple[int, float]:
    """Where in the first half the last `fade` samples are most alike: first sample, and the correlation there, −1 to 1."""
    step = SAMPLE_RATE_HZ // _SEARCH_HZ
    mono = signal.resample_poly(sound.mean(axis=0, dtype=np.float64), 1, step)
    width = fade // step
    end, field = mono[-width:], mono[: len(mono) // 2]
    if len(field) <= width:
        return 0, 0.0
    products = signal.fftconvolve(field, end[::-1], mode="valid")
    energies = np.convolve(np.square(field), np.ones(width), mode="valid") if width < 64 else _running_sum(np.square(field), width)
    likeness = products / np.sqrt(np.maximum(energies * np.square(end).sum(), 1e-12))
    weighted = likeness * np.where(_on_beat(len(mono) - width - np.arange(len(likeness)), tempo_bpm), 1.0, _OFF_BEAT)
    best = int(weighted.argmax())
    return best * step, float(np.clip(likeness[best], -1, 1))


def _running_sum(values: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    total = np.concatenate([np.zeros(1), np.cumsum(values)])
    return np.asarray(total[width:] - total[:-width], dtype=np.float64)


def _on_beat(distances: NDArray[np.int64], tempo_bpm: float) -> NDArray[np.bool_]:
    beat = 60 / tempo_bpm
    off = np.abs(distances / _SEARCH_HZ / beat - np.round(distances / _SEARCH_HZ / beat)) * beat
    return np.asarray(off < _BEAT_TOLERANCE_S, dtype=np.bool_)


def _mixed(leaving: Sound, coming: Sound, likeness: float) -> Sound:
    """A crossfade whose power stays: for gains g, h and correlation r it is g² + h² + 2 r g h, which they are divided by the root of."""
    phase = (np.arange(leaving.shape[1]) + 0.5) / leaving.shape[1] * np.pi / 2
    falling, rising = np.cos(phase), np.sin(phase)
    power = 1 + 2 * max(likeness, 0.0) * falling * rising
    mixed = (leaving * falling + coming * rising) / np.sqrt(power)
    return np.asarray(mixed, dtype=np.float32)
