"""The sustained and the struck instruments, synthesised: each turns a note into samples.

Sustained tones read a single period with band-limited partials, several slightly detuned voices at once, with vibrato and breath; a
bright period fades in and out with the loudness, as in bowed and blown instruments. Struck tones are sums of decaying partials, the high
ones dying first, with a short noise of hammer or finger.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.tone import coloured, cut
from activities.media.sound.waveform import Sound, raised_cosine, random_numbers
from schemas.media import SAMPLE_RATE_HZ

_TABLE = 8192
_HIGHEST_HZ = 15_000.0
_STEP = 240
"""Samples between two moments at which a player's pitch and strength are worked out."""
_WAVER_CENTS = 2.5
_LONGEST_S = 5.0
"""Of a struck note."""


@dataclass(frozen=True)
class Sustained:
    """An instrument that sounds as long as it is played."""

    name: str
    roll_off: float
    """Partial n has the amplitude n to the minus this."""
    bright_roll_off: float
    """The same for its bright side."""
    bright: float = 0.4
    """How much of the bright side it shows when loud."""
    even: float = 1.0
    """Level of its even partials: 0 is a clarinet."""
    formants: tuple[tuple[float, float, float], ...] = ()
    """(Hz, gain in dB, width in Hz)."""
    cents: tuple[float, ...] = (-6.0, 6.0)
    """A voice for each, detuned by so much, spread from left to right."""
    attack_s: float = 0.15
    release_s: float = 0.4
    vibrato_hz: float = 5.1
    vibrato_cents: float = 0.0
    breath: float = 0.0
    """Noise, against the tone."""
    fall_s: float = 0.0
    """When above 0 it fades by itself in about this time: a plucked synthesiser, a short bow."""


@dataclass(frozen=True)
class Struck:
    """An instrument that is struck or plucked and dies away."""

    name: str
    ratios: tuple[float, ...] = ()
    """Of its partials to the note; () for harmonic ones."""
    partials: int = 14
    roll_off: float = 1.3
    stiffness: float = 0.0
    """Stretches harmonic partials, as in a piano."""
    plucked_at: float = 0.0
    """Where on the string, 0 to 0.5; partials with a node there are missing. 0 for none."""
    decay_s: float = 1.6
    """Until its lowest partial at 220 Hz is 60 dB down is about four times this."""
    damping: float = 0.35
    """How much sooner high partials die."""
    knock: float = 0.05
    knock_hz: float = 2500.0
    release_s: float = 0.25
    cents: float = 1.2
    """Left and right are this much out of tune with each other."""
    tremolo_hz: float = 0.0


def frequency_hz(key: float) -> float:
    """The pitch of a MIDI key, A4 = 69 = 440 Hz."""
    return float(440 * 2 ** ((key - 69) / 12))


def sustained(tone: Sustained, key: float, length_s: float, velocity: float, *, glide_from: float | None = None) -> Sound:
    """One sustained note, shape (2, samples), peak about `velocity`, with its release after `length_s`.

    Args:
        tone: The instrument.
        key: MIDI number, fractions allowed.
        length_s: How long it is held.
        velocity: 0 to 1.
        glide_from: The key it slides from in its first 90 ms.
    """
    pitch_hz = frequency_hz(key)
    samples = max(64, round((length_s + tone.release_s) * SAMPLE_RATE_HZ))
    time_s = np.arange(samples, dtype=np.float32) / np.float32(SAMPLE_RATE_HZ)
    envelope = _envelope(tone, samples, length_s, time_s)
    soft, bright = _period(tone, round(key), False), _period(tone, round(key), True)
    shine = envelope * envelope * np.float32(tone.bright * (0.4 + 0.6 * velocity))
    random = random_numbers("note", tone.name, round(key * 100), samples)
    result = np.zeros((2, samples), np.float32)
    glide = 0.0 if glide_from is None else glide_from - key
    ramp = np.arange(samples, dtype=np.float64)
    low, high = envelope - shine * np.float32(0.5), shine
    for voice, cents in enumerate(tone.cents):
        # each of several players has a vibrato, a wavering pitch and a strength of their own: together they are no organ
        bend, strength = _played(pitch_hz, samples, tone, random, glide)
        turns = ramp * (pitch_hz * 2 ** (cents / 1200) * _TABLE / SAMPLE_RATE_HZ) + (bend * _TABLE + random.uniform(0, _TABLE))
        index = turns.astype(np.int64) & (_TABLE - 1)
        wave = (soft[index] * low + bright[index] * high) * strength
        place = 0.12 + 0.76 * (voice + 0.5) / len(tone.cents)
        result[0] += wave * np.float32(np.cos(place * np.pi / 2))
        result[1] += wave * np.float32(np.sin(place * np.pi / 2))
    result *= np.float32(velocity * 0.5 / np.sqrt(len(tone.cents)))
    if tone.breath:
        result += _breath(pitch_hz, samples, random) * envelope * np.float32(tone.breath * velocity)
    return result


def struck(tone: Struck, key: float, length_s: float, velocity: float) -> Sound:
    """One struck note, shape (2, samples), peak about `velocity`; it is damped after `length_s`."""
    whole = _struck(tone, round(key * 20))
    samples = min(whole.shape[1], round((length_s + tone.release_s) * SAMPLE_RATE_HZ))
    release = min(samples, round(tone.release_s * SAMPLE_RATE_HZ))
    result = whole[:, :samples] * np.float32(velocity)
    result[:, samples - release :] *= raised_cosine(release)[::-1]
    return np.asarray(result, dtype=np.float32)


def forget() -> None:
    """Give back the memory of the notes that were kept because they come again in a cue."""
    _struck.cache_clear()
    _period.cache_clear()


@lru_cache(maxsize=256)
def _struck(tone: Struck, twentieths: int) -> Sound:
    pitch_hz = frequency_hz(twentieths / 20)
    random = random_numbers("struck", tone.name, twentieths)
    decay_s = tone.decay_s * (220 / pitch_hz) ** 0.45
    samples = round(min(_LONGEST_S, 5 * decay_s + 0.2) * SAMPLE_RATE_HZ)
    time_s = np.arange(samples, dtype=np.float32) / np.float32(SAMPLE_RATE_HZ)
    numbers = np.arange(1, tone.partials + 1)
    ratios = np.array(tone.ratios) if tone.ratios else numbers * np.sqrt(1 + tone.stiffness * numbers**2)
    result = np.zeros((2, samples), np.float32)
    for number, ratio in enumerate(ratios.tolist(), start=1):
        partial_hz = pitch_hz * ratio
        if partial_hz > _HIGHEST_HZ:
            break
        level = number**-tone.roll_off * (abs(np.sin(np.pi * number * tone.plucked_at)) + 0.05 if tone.plucked_at else 1.0)
        life_s = decay_s / (1 + tone.damping * (ratio - 1) + (partial_hz / 9000) ** 2)
        fall = np.exp(-time_s / np.float32(life_s)) * np.float32(level)
        start = random.uniform(0, 2 * np.pi)
        for channel, cents in enumerate((-tone.cents / 2, tone.cents / 2)):
            turn = np.float32(2 * np.pi * partial_hz * 2 ** (cents / 1200))
            result[channel] += np.sin(turn * time_s + np.float32(start)) * fall
    if tone.tremolo_hz:
        sway = np.sin(2 * np.pi * tone.tremolo_hz * time_s) * 0.22
        result *= np.stack([1 + sway, 1 - sway]).astype(np.float32)
    result /= max(1e-6, float(np.abs(result).max()))
    knock = random.standard_normal((1, 1440)).astype(np.float32) * np.exp(-np.arange(1440) / 260).astype(np.float32)
    result[:, :1440] += coloured(knock, [cut("high", tone.knock_hz)]) * np.float32(tone.knock * 2)
    result[:, :72] *= raised_cosine(72)
    return np.asarray(result * np.float32(0.8), dtype=np.float32)


@lru_cache(maxsize=512)
def _period(tone: Sustained, key: int, is_bright: bool) -> NDArray[np.float32]:
    """One period, its effective value about that of a full sine; partials end below 15 kHz."""
    pitch_hz = frequency_hz(key)
    numbers = np.arange(1, max(2, min(220, int(_HIGHEST_HZ / (pitch_hz * 1.03)) + 1)))
    level = numbers ** -(tone.bright_roll_off if is_bright else tone.roll_off)
    level = np.where(numbers % 2 == 0, level * tone.even, level)
    for centre_hz, gain_db, width_hz in tone.formants:
        level = level * 10 ** (gain_db / 20 * np.exp(-(((numbers * pitch_hz - centre_hz) / width_hz) ** 2)))
    random = random_numbers("period", tone.name)
    spectrum = np.zeros(_TABLE // 2 + 1, np.complex128)
    # scattered phases: the same tone with lower peaks
    spectrum[numbers] = level * np.exp(1j * random.uniform(0, 2 * np.pi, 220)[: len(numbers)])
    wave = np.fft.irfft(spectrum, _TABLE)
    return np.asarray(wave / (np.sqrt(np.mean(wave**2)) * np.sqrt(2)), dtype=np.float32)


def _envelope(tone: Sustained, samples: int, length_s: float, time_s: NDArray[np.float32]) -> NDArray[np.float32]:
    attack = max(1, min(samples, round(min(tone.attack_s, max(0.01, length_s)) * SAMPLE_RATE_HZ)))
    release = max(1, min(samples, round(tone.release_s * SAMPLE_RATE_HZ)))
    envelope = np.ones(samples, np.float32)
    if tone.fall_s:
        envelope *= np.exp(-time_s / np.float32(tone.fall_s))
    envelope[:attack] *= raised_cosine(attack)
    envelope[samples - release :] *= raised_cosine(release)[::-1] ** 1.5
    return envelope


def _played(
    pitch_hz: float, samples: int, tone: Sustained, random: np.random.Generator, glide: float
) -> tuple[NDArray[np.float64], NDArray[np.float32]]:
    """What one player adds to the periods since the note's begin, and how strong they are from moment to moment.

    Both are worked out 200 times a second and drawn out evenly. Vibrato sets in after a quarter of a second; the pitch wavers by a few
    cents and the strength by half a decibel in slow swings that are never the same.
    """
    steps = samples // _STEP + 2
    time_s = np.arange(steps) * (_STEP / SAMPLE_RATE_HZ)
    rates_hz, phases = random.uniform(0.25, 1.4, 3), random.uniform(0, 2 * np.pi, 4)
    depth = (2 ** (_WAVER_CENTS / 1200) - 1) * pitch_hz / (2 * np.pi)
    bend = sum(depth / rate * np.sin(2 * np.pi * rate * time_s + phase) for rate, phase in zip(rates_hz[:2], phases[:2], strict=True))
    if tone.vibrato_cents:
        rate_hz = tone.vibrato_hz * random.uniform(0.9, 1.1)
        swing = pitch_hz * (2 ** (tone.vibrato_cents * random.uniform(0.8, 1.15) / 1200) - 1) / (2 * np.pi * rate_hz)
        bend = bend + np.clip((time_s - 0.25) * 2, 0, 1) * swing * np.sin(2 * np.pi * rate_hz * time_s + phases[3])
    strength = 1 + 0.06 * np.sin(2 * np.pi * rates_hz[2] * time_s + phases[2])
    if glide:
        slide_s = 0.03
        # the integral of an exponential slide
        bend = bend + pitch_hz * (2 ** (glide / 12) - 1) * slide_s * (1 - np.exp(-time_s / slide_s))
    return _drawn_out(np.asarray(bend), samples), _drawn_out(strength, samples).astype(np.float32)


def _drawn_out(values: NDArray[np.float64], samples: int) -> NDArray[np.float64]:
    """Values `_STEP` samples apart, with straight lines between them."""
    between = np.arange(_STEP) / _STEP
    return (values[:-1, None] + np.diff(values)[:, None] * between).reshape(-1)[:samples]


def _breath(pitch_hz: float, samples: int, random: np.random.Generator) -> Sound:
    noise = random.standard_normal((1, samples), dtype=np.float32)
    return coloured(noise, [cut("low", min(6_000, pitch_hz * 1.2)), cut("high", min(9_000, pitch_hz * 5))]) * np.float32(0.25)
