"""What a film file is, measured: its frames, its sound, its subtitles."""

import io
import re
from dataclasses import dataclass

import av
import numpy as np
from numpy.typing import NDArray

from schemas.media import SAMPLE_RATE_HZ

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Measured:
    """A film as a player sees it."""

    width_px: int
    height_px: int
    frames: int
    fps: float
    sound: Sound
    """Shape (2, samples), 48 kHz, from the film's first moment on."""


def measured(data: bytes) -> Measured:
    """Decode every frame and every sample of a film."""
    with av.open(io.BytesIO(data), "r") as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        assert audio.sample_rate == SAMPLE_RATE_HZ
        frames = sum(1 for _ in film.decode(video))
        film.seek(0)
        blocks = []
        for frame in film.decode(audio):
            first = round((frame.time or 0) * SAMPLE_RATE_HZ)
            blocks.append(np.asarray(frame.to_ndarray(), np.float32)[:, max(0, -first) :])  # the encoder's run-up lies before 0
        rate = video.average_rate
        assert rate is not None
        return Measured(video.width, video.height, frames, float(rate), np.concatenate(blocks, axis=1))


def likeness(recording: Sound, sound: Sound, first_sample: int, reach: int = SAMPLE_RATE_HZ // 50) -> tuple[float, int]:
    """How much of a recording is heard at a place: the highest correlation (0 to 1) within `reach` samples of it, and how far off.

    Args:
        recording: Shape (1, samples).
        sound: Shape (2, samples), in which it should be heard.
        first_sample: Where it should begin.
        reach: How far from there it is looked for, in samples.
    """
    wanted = recording[0].astype(np.float64)
    heard = np.pad(sound.mean(axis=0).astype(np.float64), reach + len(wanted))
    first = first_sample + len(wanted)
    window = heard[first : first + len(wanted) + 2 * reach]
    length = 1 << (len(window) + len(wanted)).bit_length()
    products = np.fft.irfft(np.fft.rfft(window, length) * np.conj(np.fft.rfft(wanted, length)), length)[: 2 * reach + 1]
    powers = np.cumsum(np.concatenate([[0.0], np.square(window)]))
    energies = powers[len(wanted) :][: 2 * reach + 1] - powers[: 2 * reach + 1]
    likenesses = np.abs(products) / np.sqrt(np.maximum(energies, 1e-12) * np.square(wanted).sum())
    best = int(np.argmax(likenesses))
    return float(likenesses[best]), best - reach


def cues(text: str) -> list[tuple[float, float, str]]:
    """Start and end in seconds and the words of each cue of an SRT or WebVTT file."""
    found = []
    for block in re.split(r"\n\s*\n", text.strip()):
        lines = block.splitlines()
        at = next((index for index, line in enumerate(lines) if "-->" in line), None)
        if at is not None:
            start, end = (_seconds(clock) for clock in lines[at].split(" --> ")[:2])
            found.append((start, end, " ".join(lines[at + 1 :])))
    return found


def _seconds(clock: str) -> float:
    hours, minutes, seconds = clock.strip().split()[0].replace(",", ".").split(":")
    return int(hours) * 3600 + int(minutes) * 60 + float(seconds)
