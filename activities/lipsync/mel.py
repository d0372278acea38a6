"""Speech as Wav2Lip hears it: log-mel spectrograms, cut into a window for each frame of the picture.

Constants and order of steps are those the public weights were trained with (https://github.com/Rudrabha/Wav2Lip, `hparams.py` and
`audio.py`): 16 kHz, pre-emphasis, a spectrum of 800 samples every 200, 80 bands from 55 to 7600 Hz, decibels, and −4 to 4 for −100 to 0 dB.
The sums over a band are made one after the other, so that the numbers do not depend on how many threads there are.
"""

from functools import cache
from typing import TypeAlias

import numpy as np
import scipy.signal
import scipy.sparse
from numpy.typing import NDArray

RATE_HZ = 16_000
BANDS = 80
WINDOW_STEPS = 16
"""Steps of the spectrogram that one frame of the picture is made from: 0.2 s."""
STEPS_A_SECOND = 80

Mel: TypeAlias = NDArray[np.float32]
"""Shape (`BANDS`, steps), −4 to 4."""

_SPECTRUM_SAMPLES, _HOP_SAMPLES = 800, 200
_PRE_EMPHASIS = 0.97
_LOWEST_HZ, _HIGHEST_HZ = 55.0, 7600.0
_FLOOR = 1e-5
"""−100 dB: what silence is."""
_REFERENCE_DB, _RANGE_DB, _LARGEST = 20.0, 100.0, 4.0


def mel_spectrogram(sound: NDArray[np.float32]) -> Mel:
    """The spectrogram of a sound.

    Args:
        sound: Mono at `RATE_HZ`, shape (samples,), −1 to 1; any length, silence and nothing included.

    Returns:
        Shape (`BANDS`, samples // 200 + 1): step k is centred on sample 200 k. What lies beyond the ends is the sound in a mirror.
    """
    half = _SPECTRUM_SAMPLES // 2
    # A mirror needs more sound than it shows.
    long_enough = np.pad(np.asarray(sound, np.float64), (0, max(0, half + 1 - len(sound))))
    emphasised = scipy.signal.lfilter([1.0, -_PRE_EMPHASIS], [1.0], long_enough)
    padded = np.pad(emphasised, half, mode="reflect")
    steps = len(sound) // _HOP_SAMPLES + 1
    frames = np.lib.stride_tricks.sliding_window_view(padded, _SPECTRUM_SAMPLES)[::_HOP_SAMPLES][:steps]
    spectrum = np.abs(np.fft.rfft(frames * scipy.signal.get_window("hann", _SPECTRUM_SAMPLES), axis=1))
    bands = slaney_bands(BANDS, _SPECTRUM_SAMPLES, RATE_HZ, _LOWEST_HZ, _HIGHEST_HZ)
    level_db = 20 * np.log10(np.maximum(_FLOOR, bands @ spectrum.T)) - _REFERENCE_DB
    scaled = 2 * _LARGEST * (level_db + _RANGE_DB) / _RANGE_DB - _LARGEST
    return np.asarray(np.clip(scaled, -_LARGEST, _LARGEST), np.float32)


def window_at(mel: Mel, frame: int, fps: int) -> Mel:
    """What is heard from a frame on, for 0.2 s: shape (`BANDS`, `WINDOW_STEPS`).

    Args:
        mel: Of at least `WINDOW_STEPS` steps, its first at frame 0.
        frame: From 0; behind the end of the sound the last window is given.
        fps: Of the picture.

    Raises:
        ValueError: The spectrogram is shorter than a window.
    """
    steps = mel.shape[1]
    if steps < WINDOW_STEPS:
        msg = f"a spectrogram of {steps} steps is shorter than a window of {WINDOW_STEPS}"
        raise ValueError(msg)
    first = min(STEPS_A_SECOND * frame // fps, steps - WINDOW_STEPS)
    return mel[:, first : first + WINDOW_STEPS]


@cache
def slaney_bands(count: int, spectrum_samples: int, rate_hz: float, lowest_hz: float, highest_hz: float) -> scipy.sparse.csr_array:
    """How much of each bin of a spectrum belongs to each band: triangles of equal area on Slaney's mel scale.

    Returns:
        Shape (count, spectrum_samples // 2 + 1).
    """
    bins_hz = np.arange(spectrum_samples // 2 + 1) * (rate_hz / spectrum_samples)
    corners_hz = _hz_of_mel(np.linspace(_mel_of_hz(lowest_hz), _mel_of_hz(highest_hz), count + 2))
    low, middle, high = corners_hz[:-2, None], corners_hz[1:-1, None], corners_hz[2:, None]
    triangles = np.minimum((bins_hz - low) / (middle - low), (high - bins_hz) / (high - middle))
    return scipy.sparse.csr_array(np.maximum(0, triangles) * 2 / (high - low))


_LINEAR_TO_HZ, _LINEAR_HZ = 1000.0, 200 / 3
_LOG_STEP = np.log(6.4) / 27
"""Slaney's scale (Auditory Toolbox, 1998): a mel every 66.7 Hz up to 1 kHz, from there 27 to a factor of 6.4."""


def _mel_of_hz(frequency_hz: float) -> float:
    if frequency_hz < _LINEAR_TO_HZ:
        return frequency_hz / _LINEAR_HZ
    return float(_LINEAR_TO_HZ / _LINEAR_HZ + np.log(frequency_hz / _LINEAR_TO_HZ) / _LOG_STEP)


def _hz_of_mel(mel: NDArray[np.float64]) -> NDArray[np.float64]:
    knee = _LINEAR_TO_HZ / _LINEAR_HZ
    return np.where(mel < knee, mel * _LINEAR_HZ, _LINEAR_TO_HZ * np.exp(_LOG_STEP * (mel - knee)))
