"""The last look at a finished film: is it as long as planned, in step, to be seen and to be heard.

Every packet is read, few are decoded: one frame a shot, and the sound. Seconds for a feature film; memory does not grow with it.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import chain, islice
from pathlib import Path

import av
import numpy as np
from av.container import InputContainer
from numpy.typing import NDArray

from activities.film.stills import is_card
from activities.media.loudness import LoudnessMeter
from activities.media.planes import planes_of
from activities.media.sound import Sound
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import PlacedShot, Timeline

_AAC_FRAME = 1024
_BLOCK_FRAMES = 256
_STEP = _AAC_FRAME
_INAUDIBLE_LUFS = -70.0
_INAUDIBLE_POWER = 1e-6
"""−60 dB below full scale: far below any voice, far above what an encoder makes of silence."""
_LOUDNESS_TOLERANCE_LU = 1.0
_DARKEST_SEEN = 32
"""Limited-range luma; brighter pixels are seen on any screen. Coding noise of black stays below 20."""
_SEEN_SHARE = 0.0005
"""Of the picture, that must be brighter for it not to be black."""


@dataclass(frozen=True)
class Checked:
    """What was found in the file."""

    frames: int
    samples: int
    keyframes: int
    loudness_lufs: float


def check_film(path: Path, timeline: Timeline, *, loudness_lufs: float | None = None) -> Checked:
    """Compare a film file with its timeline.

    Args:
        path: The MP4.
        timeline: What it should be.
        loudness_lufs: The integrated loudness it should have, `loudness.SILENCE_LUFS` for a silent film; None takes any.

    Raises:
        Broken: Something is wrong; says what, with shot and time where there is one.
    """
    keyframes = _check_pictures(path, timeline)
    samples = _check_sound_length(path, timeline)
    _check_seen(path, timeline, keyframes)
    found_lufs, powers = _heard(path)
    _check_loudness(path, timeline, found_lufs, loudness_lufs)
    _check_lines_heard(path, timeline, powers)
    return Checked(timeline.frames, samples, len(keyframes), found_lufs)


def _check_pictures(path: Path, timeline: Timeline) -> list[int]:
    """Every frame is there once, in its place, and decodable in time. Returns the frames that are key frames."""
    seen = bytearray(timeline.frames)
    keyframes: list[int] = []
    with av.open(str(path)) as film:
        stream = film.streams.video[0]
        ticks = Fraction(1, timeline.fps) / (stream.time_base or Fraction(1))
        decoded_before: int | None = None
        for packet in film.demux(stream):
            if packet.pts is None or packet.dts is None or not packet.size:
                continue
            frame = Fraction(packet.pts) / ticks
            if frame.denominator != 1 or not 0 <= frame < timeline.frames or seen[int(frame)]:
                msg = f"{path.name}: a picture at {_clock(frame, timeline.fps)} ({_where(timeline, int(frame))}) is not one of the film's"
                raise Broken(msg)
            if packet.dts > packet.pts or (decoded_before is not None and packet.dts <= decoded_before):
                msg = f"{path.name}: the picture at {_clock(frame, timeline.fps)} is decoded too late"
                raise Broken(msg)
            seen[int(frame)], decoded_before = 1, packet.dts
            if packet.is_keyframe:
                keyframes.append(int(frame))
    missing = seen.find(0)
    if missing >= 0:
        place = f"{_clock(Fraction(missing), timeline.fps)} ({_where(timeline, missing)})"
        msg = f"{path.name} has {sum(seen)} frames, the timeline {timeline.frames}; the first that is missing is at {place}"
        raise Broken(msg)
    return sorted(keyframes)


def _check_sound_length(path: Path, timeline: Timeline) -> int:
    with av.open(str(path)) as film:
        if not film.streams.audio:
            msg = f"{path.name} has no sound"
            raise Broken(msg)
        # the encoder's priming lies before 0 and does not count
        ends = (
            packet.pts + (packet.duration or 0) for packet in film.demux(film.streams.audio[0]) if packet.pts is not None and packet.size
        )
        samples = max(ends, default=0)
    if abs(samples - timeline.samples) > _AAC_FRAME:
        msg = f"{path.name}: the sound has {samples} samples, the pictures last {timeline.samples}"
        raise Broken(msg)
    return samples


def _check_seen(path: Path, timeline: Timeline, keyframes: Sequence[int]) -> None:
    """Every shot shows something, except cards, which may be empty, and what fades cover."""
    with av.open(str(path)) as film:
        film.streams.video[0].thread_count = 1
        for placed in timeline.shots:
            tries = _representative(placed, timeline.fps, keyframes)
            # one black frame may be meant (a flash); a second one means that nothing was drawn
            if tries and all(_is_black(_picture(film, frame, timeline.fps)) for frame in tries):
                at = _clock(Fraction(tries[0]), timeline.fps)
                msg = f"{path.name}: shot {placed.shot.number} of scene {placed.scene} is black at {at}"
                raise Broken(msg)


def _representative(placed: PlacedShot, fps: int, keyframes: Sequence[int]) -> list[int]:
    """Two film frames of a shot that no transition and no fade covers; none for cards and for shots that are all fade."""
    shot = placed.shot
    first = placed.first_frame + max(shot.overlap_in_frames, shot.source.fade_in_frames)
    end = placed.first_frame + shot.frames - max(shot.overlap_out_frames, shot.source.fade_out_frames)
    if is_card(shot) or end <= first:
        return []
    middle = (first + end) // 2
    # a key frame costs one decoded frame, any other up to two seconds of them
    inside = keyframes[bisect_left(keyframes, first) : bisect_left(keyframes, end)]
    frame = min(inside, key=lambda key: abs(key - middle), default=middle)
    return [frame, middle if frame != middle else min(middle + fps // 2, end - 1)]


def _picture(film: InputContainer, frame: int, fps: int) -> av.VideoFrame:
    stream = film.streams.video[0]
    ticks = round(Fraction(frame, fps) / (stream.time_base or Fraction(1)))
    film.seek(ticks, stream=stream)
    for picture in film.decode(stream):
        if picture.pts is not None and picture.pts >= ticks:
            return picture
    msg = f"{film.name} has no picture at {_clock(Fraction(frame), fps)}"
    raise Broken(msg)


def _is_black(picture: av.VideoFrame) -> bool:
    luma = planes_of(picture.reformat(format="yuv420p"))[0]
    return int(np.count_nonzero(luma > _DARKEST_SEEN)) < luma.size * _SEEN_SHARE


def _heard(path: Path) -> tuple[float, NDArray[np.float64]]:
    """Integrated loudness in LUFS, and the power of every `_STEP` samples."""
    meter = LoudnessMeter(2)
    powers = [np.zeros(0)]
    for block in _sound(path):
        meter.add(block)
        steps = block[:, : block.shape[1] // _STEP * _STEP].reshape(2, -1, _STEP)
        powers.append(np.square(steps, dtype=np.float64).mean(axis=(0, 2)))
    return meter.integrated_lufs, np.concatenate(powers)


def _check_loudness(path: Path, timeline: Timeline, found_lufs: float, wanted_lufs: float | None) -> None:
    if wanted_lufs is None or max(found_lufs, wanted_lufs) < _INAUDIBLE_LUFS:
        return
    if abs(found_lufs - wanted_lufs) > _LOUDNESS_TOLERANCE_LU:
        msg = f"{path.name}: {float(timeline.seconds):.1f} s of sound are {found_lufs:.1f} LUFS loud, {wanted_lufs:.1f} were mixed"
        raise Broken(msg)


def _check_lines_heard(path: Path, timeline: Timeline, powers: NDArray[np.float64]) -> None:
    """Something sounds while a line is spoken; "..." may be silent."""
    for placed in timeline.lines:
        first = placed.first_sample // _STEP
        during = powers[first : first + placed.samples // _STEP + 1]
        if any(map(str.isalnum, placed.line.text)) and placed.samples and during.max(initial=0.0) < _INAUDIBLE_POWER:
            at = _clock(Fraction(placed.first_sample, SAMPLE_RATE_HZ) * timeline.fps, timeline.fps)
            msg = f"{path.name}: line {placed.line.number} ({placed.line.character}, shot {placed.shot}) is silent at {at}"
            raise Broken(msg)


def _sound(path: Path) -> Iterator[Sound]:
    """In blocks of a few seconds: a filter costs more per call than per sample."""
    with av.open(str(path)) as film:
        floats = av.AudioResampler(format="fltp", layout="stereo", rate=SAMPLE_RATE_HZ)
        decoded = chain(film.decode(film.streams.audio[0]), [None])
        frames = (np.asarray(part.to_ndarray(), np.float32) for frame in decoded for part in floats.resample(frame))
        while block := list(islice(frames, _BLOCK_FRAMES)):
            yield np.concatenate(block, axis=1)


def _where(timeline: Timeline, frame: int) -> str:
    inside = [placed for placed in timeline.shots if placed.first_frame <= frame]
    return f"shot {inside[-1].shot.number} of scene {inside[-1].scene}" if inside else "before the first shot"


def _clock(frame: Fraction, fps: int) -> str:
    seconds = frame / fps
    return f"{int(seconds) // 60}:{float(seconds % 60):06.3f}"
