"""Joins segments, sound, subtitles and chapters into one MP4 without touching a video packet.

Decoding times are counted anew: index of the packet less the reordering delay. Sound is encoded in one go, because joined pieces of AAC
drift by their padding. Everything is streamed in the order of time, so memory does not grow with the film. No clock and no library version
gets into the file; the same parts give the same bytes on machines with the same instruction set (the AAC encoder calculates in floats).
"""

import io
import struct
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import merge
from itertools import chain
from pathlib import Path

import av
import numpy as np
from av.codec.context import Flags
from av.container import OutputContainer
from av.stream import Stream

from activities.film.languages import three_letters
from activities.media.segment import Segment
from activities.media.sound import read_sound
from activities.media.subtitles import Cue, marked_up
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import PlacedScene, samples_per_frame

_TICKS_HZ = 24_000
"""Of the video track: 24, 25 and 30 frames a second are whole numbers of it."""
_AAC_FRAME = 1024
_AAC_BITS_PER_S = 256_000
_SOUND_BLOCK = _AAC_FRAME * 256
"""Read at a time: five seconds."""


@dataclass(frozen=True)
class Parts:
    """What a film is made of."""

    segments: Sequence[Segment]
    """Bodies and transitions in the order they are shown; at least one."""
    sound: Path
    """Stereo, 48 kHz, as long as the segments."""
    cues: Sequence[Cue]
    """Of the text track; none makes no track."""
    scenes: Sequence[PlacedScene]
    """Become chapters."""
    title: str
    authors: Sequence[str]
    language: str


def mux(parts: Parts, path: Path, progress: Callable[[float], None]) -> None:
    """Write the film.

    Args:
        parts: Of one fps; `matched` says whether the segments may be joined.
        path: Of the MP4.
        progress: Called with 0 to 1 about once a second of film.

    Raises:
        Broken: The segments do not match each other, or the sound is not as long as they are.
    """
    matched(parts.segments)
    frames = sum(segment.header.frames for segment in parts.segments)
    fps = parts.segments[0].header.encoding.fps
    options = {"movflags": "+faststart", "video_track_timescale": str(_TICKS_HZ), "fflags": "+bitexact"}
    with av.open(str(path), "w", format="mp4", options=options) as film, _template(parts.segments[0]) as template:
        film.metadata.update(_tags(parts))
        film.set_chapters([*_chapters(parts.scenes, frames, fps)])  # type: ignore[list-item]
        video = film.add_stream_from_template(template.streams.video[0])
        video.metadata["language"] = three_letters(parts.language)
        video.time_base = Fraction(1, fps)
        sound = _sound_packets(film, parts, frames * samples_per_frame(fps))
        tracks = [_video_packets(video, parts.segments, fps), sound]
        if parts.cues:
            tracks.append(_text_packets(film, parts.cues, fps, parts.language))
        film.start_encoding()
        for second, packet in merge(*tracks, key=lambda timed: timed[0]):
            film.mux_one(packet)
            if packet.stream is video and packet.dts is not None and packet.dts % fps == 0:
                progress(min(1.0, max(0.0, float(second) * fps / frames)))


def matched(segments: Sequence[Segment]) -> None:
    """Check that segments can be shown one after the other without a decoder noticing.

    Raises:
        Broken: Two differ in encoding, encoder build or parameter sets; names both.
    """
    first = segments[0].header
    for segment in segments[1:]:
        other = segment.header
        if other.kin == first.kin:
            continue
        differing = [name for name in ("encoding", "encoder", "extradata") if getattr(other, name) != getattr(first, name)]
        found = "; ".join(f"{name} {getattr(first, name)} and {getattr(other, name)}" for name in differing)
        msg = f"segments {segments[0].path.name} and {segment.path.name} can't be joined, they differ in {found}"
        raise Broken(msg)


def _template(segment: Segment) -> av.container.InputContainer:
    """The stream as a parser sees it: dimensions, profile and colours out of the parameter sets."""
    _, first = next(iter(segment.payloads()))
    return av.open(io.BytesIO(bytes.fromhex(segment.header.extradata) + first), "r", format="h264")


def _tags(parts: Parts) -> dict[str, str]:
    tags = {"title": parts.title, "artist": ", ".join(parts.authors)}
    return {name: text for name, text in tags.items() if text}


def _chapters(scenes: Sequence[PlacedScene], frames: int, fps: int) -> Iterator[dict[str, object]]:
    """One a scene; it begins where the scene's first picture begins to show and ends where the next one begins."""
    ends = [scene.first_frame for scene in scenes[1:]] + [frames]
    for number, (scene, end) in enumerate(zip(scenes, ends, strict=True)):
        title = scene.heading or f"Scene {scene.scene}"
        yield {
            "id": number,
            "start": scene.first_frame * 1000 // fps,
            "end": end * 1000 // fps,
            "time_base": Fraction(1, 1000),
            "metadata": {"title": title},
        }


def _video_packets(stream: Stream, segments: Sequence[Segment], fps: int) -> "Iterator[tuple[Fraction, av.Packet[Stream]]]":
    delay = max(segment.header.delay_frames for segment in segments)
    index = first_frame = 0
    for segment in segments:
        for entry, data in segment.payloads():
            packet = av.Packet(data)
            packet.stream, packet.time_base = stream, Fraction(1, fps)
            packet.pts, packet.dts, packet.duration = first_frame + entry.frame, index - delay, 1
            packet.is_keyframe = entry.is_key
            yield Fraction(index - delay, fps), packet
            index += 1
        first_frame += segment.header.frames


def _sound_packets(film: OutputContainer, parts: Parts, samples: int) -> "Iterator[tuple[Fraction, av.Packet[Stream]]]":
    stream = film.add_stream("aac", rate=SAMPLE_RATE_HZ)
    stream.bit_rate, stream.layout = _AAC_BITS_PER_S, "stereo"
    stream.codec_context.flags |= Flags.bitexact
    stream.metadata["language"] = three_letters(parts.language)

    def encoded() -> "Iterator[tuple[Fraction, av.Packet[Stream]]]":
        for frame in chain(_sound_frames(parts.sound, samples), [None]):
            for packet in stream.encode(frame):
                yield Fraction(packet.dts or 0, SAMPLE_RATE_HZ), packet

    return encoded()


def _sound_frames(path: Path, samples: int) -> Iterator[av.AudioFrame]:
    first = 0
    while first < samples:
        block = read_sound(path, first, min(_SOUND_BLOCK, samples - first))
        if block.shape != (2, min(_SOUND_BLOCK, samples - first)):
            msg = f"the mix has {first + block.shape[1]} samples in {block.shape[0]} channels, the film needs {samples} in 2"
            raise Broken(msg)
        for start in range(0, block.shape[1], _AAC_FRAME):
            piece = np.ascontiguousarray(block[:, start : start + _AAC_FRAME], np.float32)
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE_HZ, first + start, Fraction(1, SAMPLE_RATE_HZ)
            yield frame
        first += block.shape[1]


def _text_packets(film: OutputContainer, cues: Sequence[Cue], fps: int, language: str) -> "Iterator[tuple[Fraction, av.Packet[Stream]]]":
    stream = film.add_mux_stream("mov_text")
    stream.time_base = Fraction(1, 1000)
    stream.metadata["language"] = three_letters(language)

    def written() -> "Iterator[tuple[Fraction, av.Packet[Stream]]]":
        for cue in cues:
            # a timed text sample is its length and its UTF-8 (ISO/IEC 14496-17); times in milliseconds
            text = marked_up(cue).encode()
            packet = av.Packet(struct.pack(">H", len(text)) + text)
            start, end = (frame * 1000 // fps for frame in (cue.first_frame, cue.end_frame))
            packet.stream, packet.time_base = stream, Fraction(1, 1000)
            packet.pts = packet.dts = start
            packet.duration, packet.is_keyframe = end - start, True
            yield Fraction(start, 1000), packet

    return written()
