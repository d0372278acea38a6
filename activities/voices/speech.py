"""Tells whether somebody speaks in a recording, and whether the recording does their voice justice.

Frames of 40 ms. The loud level is what one frame in ten exceeds; a frame sounds when it is less than 30 dB under that. Speech has vocal
cords: a good part of its frames repeats itself 60 to 500 times a second (normalised autocorrelation); and it has pauses and consonants:
its quiet frames lie well under its loud ones, which steady tones and noise do not; and its pitch moves, which that of beeps does not.
Music with a tune can pass: this keeps out what is plainly no voice, and does not judge who speaks.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.waveform import Sound, decibels
from activities.voices.recording import Recording
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ

_FRAME, _HOP = round(0.04 * SAMPLE_RATE_HZ), round(0.02 * SAMPLE_RATE_HZ)
_HOP_S = _HOP / SAMPLE_RATE_HZ
_SILENT_DB = -55.0
_SOUNDS_DB = -30.0
_LAGS = (SAMPLE_RATE_HZ // 500, SAMPLE_RATE_HZ // 60)
_REPEATS = 0.5
"""Autocorrelation at the best lag, against that at none; noise reaches 0.3."""
_NEARLY = 0.9
_LEAST_VOICED_S = 1.5
_LEAST_RANGE_DB = 10.0
"""Speech in a quiet room has 30 and more; at 10 the noise is as good as the voice."""
_LEAST_MOVES_SEMITONES = 0.3
"""The flattest reading moves by more than one."""
_FULL = 0.999
_CLIPPED_RUN = 3
"""So many samples in a row at full scale are cut-off waves; one alone is a peak."""
_MOST_CLIPPED = 0.001


@dataclass(frozen=True)
class Heard:
    """What there is to hear in a recording, at 48 kHz."""

    first_sample: int
    """Where sound begins."""
    last_sample: int
    """Where it ends."""
    loudest_db: float
    """Its highest sample, against full scale."""
    loud_db: float
    """The level that one frame in ten exceeds."""
    range_db: float
    """From there to the level that nine in ten exceed, between the first and the last sound; rooms included, so at most some 60."""
    voiced_s: float
    pitch_moves_semitones: float
    """Between the quartiles of the pitch of all voiced frames."""


def heard_in(sound: Sound) -> Heard:
    """Measure a recording.

    Args:
        sound: Mono, shape (1, samples) at 48 kHz, at least a second.
    """
    frames = np.lib.stride_tricks.sliding_window_view(sound[0], _FRAME)[::_HOP]
    levels = 20 * np.log10(np.sqrt(np.square(frames, dtype=np.float64).mean(axis=1)) + 1e-10)
    loud = float(np.percentile(levels, 90))
    sounding = np.flatnonzero(levels > loud + _SOUNDS_DB)
    first, last = int(sounding[0]), int(sounding[-1])
    within = levels[first : last + 1]
    audible = frames[levels > loud + _SOUNDS_DB / 2]
    pitches = [pitch for frame in audible if (pitch := _pitch_hz(frame)) is not None]
    low, high = np.percentile(pitches, [25, 75]) if pitches else (1.0, 1.0)
    return Heard(
        first_sample=first * _HOP,
        last_sample=last * _HOP + _FRAME,
        loudest_db=decibels(float(np.abs(sound).max())),
        loud_db=loud,
        range_db=float(np.percentile(within, 90) - np.percentile(within, 10)),
        voiced_s=len(pitches) * _HOP_S,
        pitch_moves_semitones=float(12 * np.log2(high / low)),
    )


def refuse_unusable(recording: Recording, heard: Heard) -> None:
    """Turn a recording away that no voice can be learnt from.

    Raises:
        Refused: It is silent, clipped, drowned in noise, or nobody speaks in it; says what is wanted.
    """
    if heard.loud_db < _SILENT_DB:
        msg = f"the recording is silent: its loud moments are at {heard.loud_db:.0f} dBFS, at least {_SILENT_DB:.0f} is wanted"
        raise Refused(msg)
    clipped = clipped_share(recording.sound)
    if clipped > _MOST_CLIPPED:
        msg = f"the recording is clipped: {clipped:.1%} of its samples are cut off at full scale; record it again with less gain"
        raise Refused(msg)
    if heard.range_db < _LEAST_RANGE_DB:
        msg = (
            f"no speech stands out in the recording: its quiet moments are {heard.range_db:.0f} dB under its loud ones, at least "
            f"{_LEAST_RANGE_DB:.0f} dB is wanted; record one person in a quiet room, without music"
        )
        raise Refused(msg)
    if heard.voiced_s < _LEAST_VOICED_S:
        msg = (
            f"hardly anybody speaks in the recording: {heard.voiced_s:.1f} s of it are voiced, at least {_LEAST_VOICED_S} s are wanted; "
            "record one person speaking aloud, not whispering"
        )
        raise Refused(msg)
    if heard.pitch_moves_semitones < _LEAST_MOVES_SEMITONES:
        raise Refused("the recording is of tones, not of a voice: its pitch does not move; record one person speaking")


def clipped_share(sound: Sound) -> float:
    """How much of a sound lies in runs at full scale, 0 to 1.

    Args:
        sound: Shape (channels, samples), as it was decoded.
    """
    run = np.ones(_CLIPPED_RUN)
    clipped = 0
    for channel in sound:
        full = (np.abs(channel) >= _FULL).astype(np.float64)
        whole = np.convolve(full, run, mode="valid") > _CLIPPED_RUN - 0.5
        clipped += int(np.count_nonzero(np.convolve(whole.astype(np.float64), run) > 0.5))
    return clipped / sound.size


def _pitch_hz(frame: NDArray[np.float32]) -> float | None:
    """How often a frame repeats itself in a second; None for one that is not voiced."""
    wave = frame.astype(np.float64) - frame.mean()
    spectrum = np.fft.rfft(wave, 2 * _FRAME)
    alike = np.fft.irfft(spectrum * spectrum.conj())[: _LAGS[1] + 1]
    # a later lag overlaps less: the shares that remain make all lags alike
    shares = 1 - np.arange(_LAGS[1] + 1) / _FRAME
    likeness = alike[_LAGS[0] :] / shares[_LAGS[0] :]
    best = float(likeness.max())
    if not best > _REPEATS * float(alike[0]) > 0:
        return None
    # what repeats itself does so after two and three periods as well: the first lag that is nearly as good is the period
    return SAMPLE_RATE_HZ / (_LAGS[0] + int(np.argmax(likeness > _NEARLY * best)))
