"""Puts sound into a room: a synthetic impulse response, convolved.

The response is a handful of early reflections and a tail of noise whose high frequencies die first, different left and right; it is drawn
from the room's own numbers, so the same room is the same everywhere.
"""

from dataclasses import astuple, dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.convolution import convolved
from activities.media.sound.tone import coloured, cut
from activities.media.sound.waveform import Sound, amplitude, random_numbers, stereo
from schemas.media import SAMPLE_RATE_HZ


@dataclass(frozen=True)
class Room:
    """What is heard of a room."""

    decay_s: float
    """Until the tail is 60 dB down."""
    early_ms: float = 20.0
    """Within which the first reflections come; a measure of its size."""
    predelay_ms: float = 4.0
    dark_hz: float = 5000.0
    """Above it the walls swallow."""
    tail: float = 1.0
    """How much of it is tail: 0 leaves only the first reflections."""


BOOTH = Room(decay_s=0.09, early_ms=9, predelay_ms=1.5, dark_hz=4500, tail=0.35)
CHAMBER = Room(decay_s=0.35, early_ms=24, predelay_ms=5, dark_hz=4200)
OPEN_AIR = Room(decay_s=0.25, early_ms=70, predelay_ms=18, dark_hz=2600, tail=0.25)
NEXT_DOOR = Room(decay_s=0.7, early_ms=40, predelay_ms=12, dark_hz=2200)
HALL = Room(decay_s=2.4, early_ms=60, predelay_ms=22, dark_hz=4800)


@lru_cache(maxsize=32)
def response(room: Room) -> Sound:
    """The room's impulse response: shape (2, samples), as loud as what goes in; shared, do not write to it."""
    random = random_numbers("room", *astuple(room))
    samples = int((room.predelay_ms / 1000 + room.decay_s) * SAMPLE_RATE_HZ)
    first = int(room.predelay_ms / 1000 * SAMPLE_RATE_HZ)
    time_s = np.arange(samples - first) / SAMPLE_RATE_HZ
    impulse = np.zeros((2, samples), np.float32)
    onset = 1 - np.exp(-time_s / (room.early_ms / 2000))
    noise = random.standard_normal((2, samples - first))
    # the bright part of the tail dies in half the time of the dark part
    bright = noise * np.exp(-6.91 * time_s / (room.decay_s * 0.5))
    dark = coloured(noise.astype(np.float32), [cut("high", room.dark_hz / 2)]) * np.exp(-6.91 * time_s / room.decay_s)
    impulse[:, first:] = (0.35 * bright + dark) * onset * room.tail
    tail_energy = float(np.sqrt(np.square(impulse).sum(axis=1).mean()))
    early = max(tail_energy, 1e-3) / max(room.tail, 0.05) * 0.5
    for order in range(10):
        place = first + int(random.uniform(0.02, 1.0) * room.early_ms / 1000 * SAMPLE_RATE_HZ)
        left = random.uniform(0.25, 0.75)
        sign = 1 if random.random() < 0.5 else -1
        if place < samples:
            impulse[:, place] += np.array([left, 1 - left], np.float32) * np.float32(sign * early * 0.86**order)
    impulse = coloured(impulse, [cut("high", room.dark_hz * 1.6), cut("low", 120)])
    return np.asarray(impulse / _loudness_gain(impulse), dtype=np.float32)


def _loudness_gain(impulse: Sound) -> NDArray[np.float64]:
    """What each channel does to the level of a sound with the spectrum of speech: even to 500 Hz, then falling 6 dB an octave."""
    length = 1 << (impulse.shape[1] - 1).bit_length()
    frequencies_hz = np.fft.rfftfreq(length, 1 / SAMPLE_RATE_HZ)
    weight = (frequencies_hz > 100) / (1 + (frequencies_hz / 500) ** 2)
    power = np.abs(np.fft.rfft(impulse.astype(np.float64), length, axis=1)) ** 2
    return np.asarray(np.sqrt((power * weight).sum(axis=1, keepdims=True) / weight.sum()))


def reverberated(sound: Sound, room: Room, wet_db: float, *, dry_db: float = 0.0) -> Sound:
    """The sound in a room, with its tail.

    Args:
        sound: One or two channels.
        room: Where it sounds.
        wet_db: Level of the room against the sound itself.
        dry_db: Level of the sound itself.

    Returns:
        Shape (2, samples + the room's tail).
    """
    impulse = response(room)
    both = stereo(sound) if sound.shape[0] == 1 else sound
    wet = convolved(both, impulse) * np.float32(amplitude(wet_db))
    result = np.asarray(wet, dtype=np.float32)
    result[:, : both.shape[1]] += both * np.float32(amplitude(dry_db))
    return result
