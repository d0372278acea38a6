"""Plays a score: every note into its place, the hall around them, one loudness, exactly the length of the form."""

from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from activities.media.sound.convolution import convolved
from activities.media.sound.limiter import limited
from activities.media.sound.loudness import SILENCE_LUFS, LoudnessMeter
from activities.media.sound.room import Room, response
from activities.media.sound.tone import Colouring, bell, cut, shelf
from activities.media.sound.waveform import Sound, amplitude, stereo
from activities.music.drums import stroke
from activities.music.instruments import INSTRUMENTS
from activities.music.notes import Note, Score
from activities.music.palettes import Palette, Part
from activities.music.tones import Struck, Sustained, forget, struck, sustained
from schemas.media import SAMPLE_RATE_HZ

LEVEL_LUFS = -20.0
_PEAK_DBTP = -1.5
_HALL = Room(decay_s=2.8, early_ms=62, predelay_ms=24, dark_hz=4200)
_HALL_DB = 3.2
"""All sends together, against the palettes' numbers."""
_BLOCK = SAMPLE_RATE_HZ * 20
_IN_MEMORY = SAMPLE_RATE_HZ * 60 * 6
"""Samples: a longer cue is gathered in scratch files."""


def played(score: Score, palette: Palette, folder: Path, progress: Callable[[float], None]) -> Iterator[Sound]:
    """A cue as sound, in blocks of shape (2, up to 20 s). Beyond six minutes it is gathered in scratch files, 46 MB a minute.

    Args:
        score: What is played.
        palette: How much hall there is.
        folder: For scratch files.
        progress: Called with 0 to 1.
    """
    samples = score.form.samples
    dry, sent = _buffer(folder / "dry.raw", samples), _buffer(folder / "sent.raw", samples)
    total = max(1, sum(len(notes) for _, notes in score.parts))
    done = 0
    for part, notes in score.parts:
        send = np.float32(amplitude(part.send_db + palette.hall_db + _HALL_DB))
        gain = amplitude(part.gain_db)
        for note in notes:
            sound = stereo(_sounding(part, note), part.pan) * np.float32(gain)
            _add(dry, sound, note.start_s)
            _add(sent, sound * send, note.start_s)
            done += 1
            if done % 16 == 0:
                progress(0.8 * done / total)
    _kept.cache_clear()
    forget()
    level_lufs = _into_hall(dry, sent, score.form.ring_s, palette, progress)
    gain_db = LEVEL_LUFS - level_lufs if level_lufs > SILENCE_LUFS else 0.0
    return limited((np.asarray(dry[:, first : first + _BLOCK]) for first in range(0, samples, _BLOCK)), _PEAK_DBTP, gain_db)


def _sounding(part: Part, note: Note) -> Sound:
    if note.stroke:
        return stroke(note.stroke) * np.float32(note.velocity)
    instrument = INSTRUMENTS[part.instrument]
    match instrument:
        case Sustained() if note.glide_from is not None:
            return sustained(instrument, note.key, note.length_s, note.velocity, glide_from=note.glide_from)
        case Sustained():
            # velocities in sixteenths, lengths in hundredths of a second: what repeats is computed once
            velocity = max(1, round(note.velocity * 16))
            return _kept(instrument, note.key, round(note.length_s * 100), velocity)
        case Struck():
            return struck(instrument, note.key, note.length_s, note.velocity)


@lru_cache(maxsize=64)
def _kept(instrument: Sustained, key: float, hundredths: int, sixteenths: int) -> Sound:
    return sustained(instrument, key, hundredths / 100, sixteenths / 16)


def _buffer(path: Path, samples: int) -> Sound:
    if samples <= _IN_MEMORY:
        return np.zeros((2, samples), np.float32)
    return np.memmap(path, np.float32, "w+", shape=(2, samples))


def _add(buffer: Sound, sound: Sound, start_s: float) -> None:
    first = max(0, round(start_s * SAMPLE_RATE_HZ))
    length = min(sound.shape[1], buffer.shape[1] - first)
    if length > 0:
        buffer[:, first : first + length] += sound[:, :length]


def _into_hall(dry: Sound, sent: Sound, ring_s: float, palette: Palette, progress: Callable[[float], None]) -> float:
    """Give the dry sound the hall's answer, its colour and its ends, in place; returns its loudness in LUFS."""
    impulse = response(_HALL)
    samples = dry.shape[1]
    worn = [cut("high", palette.darkest_hz), cut("high", palette.darkest_hz)] if palette.darkest_hz else []
    meter, colouring = LoudnessMeter(2), Colouring([cut("low", 32), bell(320, -1.5, 0.8), shelf("high", 7_000, -1.0), *worn], 2)
    carried = np.zeros((2, impulse.shape[1] - 1), np.float32)
    for first in range(0, samples, _BLOCK):
        piece = np.asarray(sent[:, first : first + _BLOCK])
        wet = np.asarray(convolved(piece, impulse), dtype=np.float32)
        wet[:, : carried.shape[1]] += carried
        carried = wet[:, piece.shape[1] :].copy()
        both = colouring.next(np.asarray(dry[:, first : first + _BLOCK] + wet[:, : piece.shape[1]], dtype=np.float32))
        both *= _ends(first, piece.shape[1], samples, ring_s)
        dry[:, first : first + _BLOCK] = both
        meter.add(both)
        progress(0.8 + 0.15 * (first + piece.shape[1]) / samples)
    return meter.integrated_lufs


def _ends(first: int, length: int, samples: int, ring_s: float) -> NDArray[np.float32]:
    """5 ms of beginning, and the ring's last three fifths sinking into silence."""
    places = np.arange(first, first + length) + 0.5
    rise = np.clip(places / min(samples, 240), 0, 1)
    fall = np.clip((samples - places) / max(1.0, min(samples, ring_s * 0.6 * SAMPLE_RATE_HZ)), 0, 1)
    return np.asarray(rise * (0.5 - 0.5 * np.cos(np.pi * fall)) ** 1.5, dtype=np.float32)
