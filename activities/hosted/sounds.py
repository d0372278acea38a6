"""Sound of providers made what the stages want: 48 kHz, trimmed speech, music of exact length."""

from pathlib import Path

import av
import numpy as np

from activities.media.sound.waveform import Sound, amplitude, faded, resampled
from schemas.failures import Broken, Refused
from schemas.media import SAMPLE_RATE_HZ

_STILL_DB = -50.0
"""Against the loudest sample: below it a line has not begun, or has ended."""
_BEFORE, _AFTER = 480, 1920
"""Samples left before and after a line: 10 and 40 ms."""
_PEAK_DB = -3.5
_RATES_HZ = frozenset({8_000, 16_000, 22_050, 24_000, 32_000, 44_100, 48_000})


def decoded(path: Path, channels: int) -> Sound:
    """A sound file of any format libav reads, at 48 kHz.

    Args:
        path: MP3, WAV, FLAC, Opus, AAC.
        channels: 1 or 2; what has another number is mixed.

    Raises:
        Broken: The file is no sound, or a broken one.
    """
    try:
        with av.open(str(path)) as container:
            if not container.streams.audio:
                msg = f"{path.name} has no sound in it"
                raise Broken(msg)
            mixer = av.AudioResampler(format="fltp", layout="mono" if channels == 1 else "stereo")
            frames = [mixed for frame in container.decode(audio=0) for mixed in mixer.resample(frame)]
            blocks = [frame.to_ndarray() for frame in [*frames, *mixer.resample(None)]]
            rate_hz = container.streams.audio[0].rate
    except av.FFmpegError as error:
        msg = f"{path.name} can't be read as sound: {error}"
        raise Broken(msg) from error
    if not blocks:
        msg = f"{path.name} is an empty sound"
        raise Broken(msg)
    sound = np.ascontiguousarray(np.concatenate(blocks, axis=1), dtype=np.float32)
    return sound if rate_hz == SAMPLE_RATE_HZ else resampled(sound, rate_hz)


def from_pcm(content: bytes, rate_hz: int) -> Sound:
    """Raw samples (16 bits, little-endian, mono) at 48 kHz.

    Raises:
        Broken: They are not whole samples, or none.
    """
    if rate_hz not in _RATES_HZ or not content or len(content) % 2:
        msg = f"{len(content)} bytes at {rate_hz} Hz are no 16-bit sound"
        raise Broken(msg)
    raw = np.frombuffer(content, "<i2").astype(np.float32)[None] / np.float32(32768)
    return raw if rate_hz == SAMPLE_RATE_HZ else resampled(raw, rate_hz)


def as_line(sound: Sound, text: str) -> tuple[Sound, int]:
    """Speech as the voices stage wants it: its silence cut off, its peak under −3 dBFS.

    Returns:
        The sound, and how many samples were cut off before it.

    Raises:
        Refused: There is no sound in it.
    """
    peak = float(np.abs(sound).max(initial=0.0))
    if not peak > amplitude(-80.0):
        msg = f"the voice made no sound of: {text[:80]}"
        raise Refused(msg)
    loud = np.flatnonzero(np.abs(sound[0]) > peak * amplitude(_STILL_DB))
    first, last = max(0, int(loud[0]) - _BEFORE), min(sound.shape[1], int(loud[-1]) + _AFTER)
    line = faded(sound[:, first:last], 96, 720)
    return line * np.float32(min(1.0, amplitude(_PEAK_DB) / peak)), first
