"""Something like speech, calculated: vowels of a moving pitch in syllables, with pauses. Enough of a voice to be taken for one."""

import io
from pathlib import Path

import numpy as np
import soundfile
from scipy import signal

from activities.media.sound.waveform import Sound, random_numbers
from schemas.media import SAMPLE_RATE_HZ

_VOWELS_HZ = ((730, 1090, 2440), (270, 2290, 3010), (300, 870, 2240), (530, 1840, 2480))
_SYLLABLE_S = 0.24


def speech(seconds: float = 5.0, pitch_hz: float = 120.0) -> Sound:
    """Mono, peak at one half; another pitch is another person.

    Args:
        seconds: How long.
        pitch_hz: Around which the voice moves.
    """
    random = random_numbers("speech")
    samples = round(seconds * SAMPLE_RATE_HZ)
    time_s = np.arange(samples) / SAMPLE_RATE_HZ
    pitch = pitch_hz * 2 ** (0.25 * np.sin(2 * np.pi * 0.43 * time_s) + 0.08 * np.sin(2 * np.pi * 2.1 * time_s))
    phase = np.cumsum(pitch) / SAMPLE_RATE_HZ
    pulses = np.diff(np.floor(phase), prepend=0.0)
    voice = np.zeros(samples)
    for begin in range(0, samples, round(_SYLLABLE_S * SAMPLE_RATE_HZ)):
        if random.random() < 0.25:  # a pause
            continue
        length = min(samples - begin, round(0.8 * _SYLLABLE_S * SAMPLE_RATE_HZ))
        piece = pulses[begin : begin + length]
        for formant_hz in _VOWELS_HZ[int(random.integers(len(_VOWELS_HZ)))]:
            piece = piece + 0.5 * signal.lfilter(*signal.iirpeak(formant_hz, 8, fs=SAMPLE_RATE_HZ), pulses[begin : begin + length])
        voice[begin : begin + length] = piece * np.hanning(length)
    voice = signal.lfilter([1.0], [1.0, -0.9], voice) + 1e-4 * random.standard_normal(samples)
    voice = np.tanh(10 * voice / np.abs(voice).max())  # a throat's pulses are rounder than ours
    return np.asarray(0.5 * voice / np.abs(voice).max(), dtype=np.float32)[None]


def wav(sound: Sound, rate_hz: int = SAMPLE_RATE_HZ) -> bytes:
    """A sound as the bytes of a WAV file of 16 bits."""
    file = io.BytesIO()
    soundfile.write(file, sound.T, rate_hz, format="WAV", subtype="PCM_16")
    return file.getvalue()


def written(path: Path, sound: Sound, rate_hz: int = SAMPLE_RATE_HZ) -> Path:
    """A sound as a WAV file."""
    path.write_bytes(wav(sound, rate_hz))
    return path
