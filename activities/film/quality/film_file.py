"""Measures the finished file: every picture there once and in time, sound as long as the pictures and in step with them, the right shape.

Every packet is read, none of the pictures is decoded, and of the sound three seconds. Memory does not grow with the film.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from activities.film.quality.places import found
from activities.media.sound.convolution import sliding_products
from activities.media.sound.waveform import Sound, read_sound
from schemas.film import Encoding
from schemas.media import SAMPLE_RATE_HZ
from schemas.quality import Finding
from schemas.timeline import Timeline

_FRAME_OF_SOUND = 1024
"""Samples; sound is cut into such pieces, so its end may be off by one."""
DRIFT_LIMIT_MS = 20.0
"""Half of a frame of 24 a second; people notice sound that is 45 ms early (ITU-R BT.1359)."""
_LIKENESS = 0.8
"""Of the best, that is enough in step."""
_LEAST_LIKENESS = 0.3
_WINDOW = SAMPLE_RATE_HZ
_LEAST_POWER = 1e-6
_MOST_LAG = SAMPLE_RATE_HZ // 4


@dataclass
class FilmFile:
    """What was measured of a film file."""

    findings: list[Finding] = field(default_factory=list)
    drift_ms: float | None = None


def film_file(path: Path, timeline: Timeline, encoding: Encoding, mix: "MixReader") -> FilmFile:
    """Measure a film file.

    Args:
        path: The file.
        timeline: What it should be.
        encoding: The shape it should have.
        mix: The sound it was made with.
    """
    measured = FilmFile()
    with av.open(str(path)) as film:
        measured.findings += _pictures(film, timeline, encoding)
    with av.open(str(path)) as film:
        if not film.streams.audio:
            message = "the film has no sound ({where})"
            measured.findings.append(found(timeline, "length", 0, message, measured=0, limit=float(timeline.seconds), unit="s"))
            return measured
        measured.findings += _sound_length(film, timeline)
    measured.drift_ms, lags = _drift(path, timeline, mix)
    measured.findings += lags
    return measured


class MixReader:
    """Reads runs of the mix, wherever its parts lie."""

    def __init__(self, parts: "list[tuple[Path, int, int]]") -> None:
        """File, first sample in the film, and samples of each part, in order."""
        self._parts = parts

    def read(self, first_sample: int, samples: int) -> Sound:
        """Shape (2, samples); zeros where there is nothing."""
        run = np.zeros((2, samples), np.float32)
        for path, start, length in self._parts:
            begin, end = max(start, first_sample), min(start + length, first_sample + samples)
            if end > begin:
                piece = read_sound(path, begin - start, end - begin)
                run[:, begin - first_sample : begin - first_sample + piece.shape[1]] = piece
        return run


def _pictures(film: "av.container.InputContainer", timeline: Timeline, encoding: Encoding) -> Iterator[Finding]:
    """Every frame is there once, in its place, and decodable in time; and the picture has its shape."""
    stream = film.streams.video[0]
    shape = (stream.width, stream.height)
    wanted = (encoding.width_px, encoding.height_px)
    across = Fraction(stream.sample_aspect_ratio or 1)
    if shape != wanted or across != 1:
        told = f"{shape[0]}×{shape[1]}" + (f" with pixels of {across}" if across != 1 else "")
        message = f"the film is {told}, {wanted[0]}×{wanted[1]} was planned"
        measured = float(shape[0] * across / shape[1])
        yield found(timeline, "aspect", 0, message, measured=round(measured, 4), limit=round(wanted[0] / wanted[1], 4), unit="ratio")
    ticks = Fraction(1, timeline.fps) / (stream.time_base or Fraction(1))
    seen = np.zeros(timeline.frames, bool)
    decoded_before: int | None = None
    for packet in film.demux(stream):
        if packet.pts is None or packet.dts is None or not packet.size:
            continue
        frame = Fraction(packet.pts) / ticks
        is_late = packet.dts > packet.pts or (decoded_before is not None and packet.dts <= decoded_before)
        if frame.denominator != 1 or not 0 <= frame < timeline.frames or seen[int(frame)]:
            message = "a picture near {where} is not one of the film's"
            yield found(timeline, "length", int(frame), message, measured=float(frame), limit=timeline.frames, unit="frames")
            return
        if is_late:
            message = "the picture of {where} is decoded too late"
            yield found(timeline, "length", int(frame), message, measured=float(packet.dts), limit=float(packet.pts), unit="ticks")
            return
        seen[int(frame)], decoded_before = True, packet.dts
    if not seen.all():
        first, there = int(np.flatnonzero(~seen)[0]), int(seen.sum())
        message = f"the film has {there} frames, its plan {timeline.frames}; the first that is missing is {{where}}"
        yield found(timeline, "length", first, message, measured=there, limit=timeline.frames, unit="frames")


def _sound_length(film: "av.container.InputContainer", timeline: Timeline) -> Iterator[Finding]:
    stream = film.streams.audio[0]
    base = stream.time_base or Fraction(1, SAMPLE_RATE_HZ)
    # the encoder's priming lies before 0 and does not count
    ends = (packet.pts + (packet.duration or 0) for packet in film.demux(stream) if packet.pts is not None and packet.size)
    samples = round(max(ends, default=0) * base * SAMPLE_RATE_HZ)
    if abs(samples - timeline.samples) > _FRAME_OF_SOUND:
        message = f"the sound has {samples} samples, the pictures last {timeline.samples}"
        frame = min(timeline.frames - 1, samples * timeline.fps // SAMPLE_RATE_HZ)
        yield found(timeline, "length", frame, f"{message} ({{where}})", measured=samples, limit=timeline.samples, unit="samples")


def _drift(path: Path, timeline: Timeline, mix: MixReader) -> tuple[float | None, list[Finding]]:
    """How far the film's sound lies from the mix, at a loud second of its beginning, middle and end, in milliseconds."""
    worst: float | None = None
    findings: list[Finding] = []
    for third in range(3):
        span = timeline.samples // 3
        first = third * span + max(0, span - _WINDOW) // 2
        told = mix.read(first, _WINDOW)
        if np.square(told, dtype=np.float64).mean() < _LEAST_POWER:
            continue
        lag, likeness = _lag(told.mean(axis=0), _heard(path, first - _MOST_LAG, _WINDOW + 2 * _MOST_LAG))
        frame = first * timeline.fps // SAMPLE_RATE_HZ
        if likeness < _LEAST_LIKENESS:
            message = "the film does not sound like its mix in {where}"
            limit = {"measured": round(likeness, 3), "limit": _LEAST_LIKENESS, "unit": "likeness"}
            findings.append(found(timeline, "drift", frame, message, **limit))
            continue
        lag_ms = round(1000 * lag / SAMPLE_RATE_HZ, 2)
        worst = lag_ms if worst is None or abs(lag_ms) > abs(worst) else worst
        if abs(lag_ms) > DRIFT_LIMIT_MS:
            message = f"sound and pictures are {abs(lag_ms):.0f} ms apart in {{where}}"
            findings.append(found(timeline, "drift", frame, message, measured=lag_ms, limit=DRIFT_LIMIT_MS, unit="ms"))
    return worst, findings


def _lag(told: NDArray[np.float32], heard: NDArray[np.float32]) -> tuple[int, float]:
    """Samples by which a sound comes later than it should, and how alike the two are there, 0 to 1.

    The likeness is a correlation of equal energies: music repeats itself, and what is louder elsewhere would outweigh what is the same.
    Where they are alike in step they are taken to be in step.
    """
    product = sliding_products(heard.astype(np.float64), told.astype(np.float64))
    energies = np.concatenate([[0.0], np.cumsum(np.square(heard, dtype=np.float64))])
    around = np.maximum(energies[len(told) :] - energies[: -len(told)], 1e-12)
    likeness = product / np.sqrt(around * np.square(told, dtype=np.float64).sum())
    reach = round(DRIFT_LIMIT_MS * SAMPLE_RATE_HZ / 1000)
    near = _MOST_LAG - reach + int(np.argmax(likeness[_MOST_LAG - reach : _MOST_LAG + reach + 1]))
    best = int(np.argmax(likeness))
    chosen = near if likeness[near] >= _LIKENESS * likeness[best] else best
    return chosen - _MOST_LAG, float(likeness[chosen])


def _heard(path: Path, first_sample: int, samples: int) -> NDArray[np.float32]:
    """A run of the film's sound as one channel; zeros where there is none."""
    run = np.zeros(samples, np.float32)
    with av.open(str(path)) as film:
        stream = film.streams.audio[0]
        base = stream.time_base or Fraction(1, SAMPLE_RATE_HZ)
        # A few packets early: a decoder needs the one before to be right.
        film.seek(round(max(0, first_sample - 8 * _FRAME_OF_SOUND) / base / SAMPLE_RATE_HZ), stream=stream)
        for frame in film.decode(stream):
            start = round((frame.pts or 0) * base * SAMPLE_RATE_HZ) - first_sample
            if start >= samples:
                break
            sound = np.asarray(frame.to_ndarray(), np.float32)
            sound = (sound.reshape(-1, 2).T if sound.shape[0] == 1 else sound).mean(axis=0)
            begin, end = max(0, start), min(samples, start + len(sound))
            if end > begin:
                run[begin:end] = sound[begin - start : end - start]
    return run
