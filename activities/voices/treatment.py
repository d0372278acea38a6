"""Makes a synthetic voice pleasanter to listen to: less buzz, less glare, more body, a little air around it."""

import numpy as np
from numpy.typing import NDArray

from activities.media.delivery import Delivery
from activities.media.sound.convolution import convolved
from activities.media.sound.loudness import integrated_lufs, true_peak_dbtp
from activities.media.sound.room import BOOTH, reverberated
from activities.media.sound.sections import Section
from activities.media.sound.tone import bell, coloured, compressed, cut, de_essed, shelf
from activities.media.sound.waveform import Sound, amplitude, faded, random_numbers
from activities.voices.cast import Timbre
from schemas.media import SAMPLE_RATE_HZ

LEVEL_LUFS = -20.0
PEAK_DBTP = -3.5
"""Half a decibel under what the stage allows."""
_FRAME, _HOP = 1024, 256
_WINDOW = np.hanning(_FRAME + 1)[:-1]


def treated(voice: Sound, timbre: Timbre, delivery: Delivery, *seed: str | int) -> Sound:
    """The voice as it is handed on.

    Args:
        voice: Mono, any level.
        timbre: Whose colour to give it.
        delivery: A whisper loses its tone, a shout gets an edge; its level counts.
        seed: What the breath noise is drawn from.

    Returns:
        Mono, same length, about −20 LUFS plus the delivery's level, true peak under −3 dBFS.
    """
    sound = coloured(voice, [cut("low", 70), *_dispersion()])
    if delivery.tremor and not delivery.is_whispered:
        sound = _trembling(sound, delivery.tremor, *seed)
    sound = _whispered(sound, *seed) if delivery.is_whispered else _breathy(sound, delivery.breath, *seed)
    sound = coloured(
        sound,
        [
            shelf("low", 220, 1.5 + timbre.warmth_db),
            bell(480, -1.5, 1.1),
            bell(1700, timbre.brightness_db * 0.8, 0.6),
            bell(3100, -3.0 + delivery.edge_db + timbre.brightness_db / 2, 1.0),
            shelf("high", 5200, -2.5 + delivery.edge_db / 2 + timbre.brightness_db / 2),
            cut("high", 10_000),
        ],
    )
    level = integrated_lufs(sound)
    sound = np.asarray(sound * np.float32(amplitude(-20 - level)), dtype=np.float32)
    sound = de_essed(compressed(sound, threshold_db=-24, ratio=2.5))
    sound = reverberated(sound, BOOTH, wet_db=-17).mean(axis=0, keepdims=True)[:, : voice.shape[1]]
    return levelled(sound, LEVEL_LUFS + delivery.level_db)


def levelled(sound: Sound, target_lufs: float) -> Sound:
    """At a loudness, or as near below it as the peak allows."""
    gain_db = min(target_lufs - integrated_lufs(sound), PEAK_DBTP - true_peak_dbtp(sound))
    return np.asarray(sound * np.float32(amplitude(gain_db)), dtype=np.float32)


def breath(samples: int, *seed: str | int) -> Sound:
    """A quiet breath out, for a line without words: mono, −42 LUFS at its loudest."""
    noise = random_numbers("breath", *seed).standard_normal((1, samples)).astype(np.float32)
    airy = coloured(noise, [cut("low", 350), cut("high", 2600), bell(900, 5, 0.9)])
    swell = np.sin(np.pi * np.linspace(0, 1, samples) ** 0.6) ** 1.5
    return np.asarray(faded(airy * swell.astype(np.float32), 480, 960) * np.float32(amplitude(-43)), dtype=np.float32)


def _dispersion() -> list[Section]:
    """All-passes that spread each pulse of the voice over a few milliseconds: the same tone with less buzz and lower peaks."""
    sections: list[Section] = []
    for frequency_hz in (180.0, 520.0, 1150.0, 2300.0):
        radius = 1 - np.pi * (frequency_hz * 0.9) / SAMPLE_RATE_HZ
        turn = -2 * radius * np.cos(2 * np.pi * frequency_hz / SAMPLE_RATE_HZ)
        sections.append(np.array([radius**2, turn, 1.0, 1.0, turn, radius**2]))
    return sections


def _trembling(sound: Sound, tremor: float, *seed: str | int) -> Sound:
    """A voice that shakes: pitch and level sway some six times a second, never quite evenly; nothing moves by more than a millisecond."""
    random = random_numbers("tremor", *seed)
    time_s = np.arange(sound.shape[1]) / SAMPLE_RATE_HZ
    sway = np.sin(2 * np.pi * 6.1 * time_s + random.uniform(0, 6.28) + 0.9 * np.sin(2 * np.pi * 0.7 * time_s + random.uniform(0, 6.28)))
    # a delay that sways by d at f Hz moves the pitch by 2 pi f d: 0.7 ms are 45 cents
    shaken = np.interp(np.arange(sound.shape[1]) + sway * (tremor * 0.0007 * SAMPLE_RATE_HZ), np.arange(sound.shape[1]), sound[0])
    return np.asarray((shaken * (1 - 0.4 * tremor * (0.5 + 0.5 * np.roll(sway, 1500))))[None], dtype=np.float32)


def _breathy(sound: Sound, breath: float, *seed: str | int) -> Sound:
    """A breath that follows the voice where eSpeak NG's vowels have none, 30 dB under it; a good deal more where it is asked for."""
    noise = random_numbers("air", *seed).standard_normal(sound.shape).astype(np.float32)
    air = coloured(noise, [cut("low", 2200), cut("high", 7500)])
    envelope = coloured(np.abs(sound), [cut("high", 25)])
    return np.asarray(sound + air * np.maximum(envelope, 0) * np.float32(0.05 + 0.22 * breath), dtype=np.float32)


def _whispered(sound: Sound, *seed: str | int) -> Sound:
    """The same mouth without the vocal cords: noise with the smoothed spectrum of each moment."""
    noise = random_numbers("whisper", *seed).standard_normal(sound.shape[1])
    power = np.square(np.abs(_spectra(sound[0].astype(np.float64))))
    # 11 bins are 500 Hz: wider than the distance of a voice's partials, narrower than that of its formants
    width = np.hanning(13)[1:-1]
    smooth = np.sqrt(convolved(power, (width / width.sum())[None])[:, 5:-5].clip(0))
    tilt = np.sqrt(np.minimum(1.0, np.fft.rfftfreq(_FRAME, 1 / SAMPLE_RATE_HZ) / 900))
    return _laid_over(smooth * tilt * _spectra(np.asarray(noise)) / np.sqrt(_FRAME), sound.shape[1])


def _spectra(wave: NDArray[np.float64]) -> NDArray[np.complex128]:
    """Spectra of overlapping frames: shape (frames, bins)."""
    frames = np.lib.stride_tricks.sliding_window_view(np.pad(wave, _FRAME), _FRAME)[::_HOP]
    return np.asarray(np.fft.rfft(frames * _WINDOW, axis=1), dtype=np.complex128)


def _laid_over(spectra: NDArray[np.complex128], samples: int) -> Sound:
    """The sound whose spectra these are, mono."""
    frames = np.fft.irfft(spectra, _FRAME, axis=1) * _WINDOW
    wave = np.zeros(_HOP * len(frames) + _FRAME)
    for number, frame in enumerate(frames):
        wave[number * _HOP : number * _HOP + _FRAME] += frame
    # the squares of the windows that overlap add up to 1.5 everywhere
    return np.asarray(wave[None, _FRAME : _FRAME + samples] / 1.5, dtype=np.float32)
