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
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import InputContainer, OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.video.stream import VideoStream

from activities.film.languages import three_letters
from activities.media.loudness import LoudnessMeter
from activities.media.segment import Segment
from activities.media.sound import Sound, read_sound
from activities.media.subtitles import Cue, directed
from schemas.failures import Broken
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import PlacedScene, samples_per_frame

if TYPE_CHECKING:
    from av.container.core import Chapter  # declared for type checkers only

_TICKS_HZ = 24_000
"""Of the video track: 24, 25 and 30 frames a second are whole numbers of it."""
_AAC_FRAME = 1024
_AAC_BITS_PER_S = 320_000
"""With the fast coder as clean as 256 kb/s with the thorough one, in half the time."""
_ITALIC = 2
_TEXT_STYLE = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, Italic, Underline, Alignment
Style: Default,Sans-Serif,18,&Hffffff,&H0,0,0,0,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
Timed: TypeAlias = "tuple[int, Packet[Stream]]"
"""A packet and when it is decoded, in samples of 48 kHz."""
_AAC_OPTIONS = {"aac_coder": "fast", "aac_pns": "0", "aac_is": "0"}
"""Noise substitution and intensity stereo save bits that are not short here, and cost time and truth to the waveform."""
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


def mux(parts: Parts, path: Path, progress: Callable[[float], None]) -> float:
    """Write the film.

    Args:
        parts: Of one fps; `matched` says whether the segments may be joined.
        path: Of the MP4.
        progress: Called with 0 to 1 about once a second of film.

    Returns:
        Integrated loudness of the sound that went in, in LUFS.

    Raises:
        Broken: The segments do not match each other, or the sound is not as long as they are.
    """
    matched(parts.segments)
    frames = sum(segment.header.frames for segment in parts.segments)
    fps = parts.segments[0].header.encoding.fps
    options = {
        "movflags": "+faststart",
        "video_track_timescale": str(_TICKS_HZ),
        # the length of what is shown is counted in these; milliseconds would cut a third off a frame of 30 fps
        "movie_timescale": str(SAMPLE_RATE_HZ),
        "fflags": "+bitexact",
    }
    meter = LoudnessMeter(2)
    with av.open(str(path), "w", format="mp4", options=options) as film, _template(parts.segments[0]) as template:
        film.metadata.update(_tags(parts))
        film.set_chapters(_chapters(parts.scenes, frames, fps))
        video = film.add_stream_from_template(template.streams.video[0])
        video.time_base = Fraction(1, fps)
        sound = _sound_stream(film)
        blocks = _metered(_sound_blocks(parts.sound, frames * samples_per_frame(fps)), meter)
        tracks = [_video_packets(video, parts.segments, fps), _sound_packets(sound, blocks)]
        if parts.cues:
            tracks.append(_text_packets(_text_stream(film), parts.cues, fps))
        for stream in film.streams:
            stream.metadata["language"] = three_letters(parts.language)
        film.start_encoding()
        for sample, packet in merge(*tracks, key=itemgetter(0)):
            film.mux_one(packet)
            if packet.stream is video and sample % SAMPLE_RATE_HZ == 0:
                progress(min(1.0, max(0.0, sample / (frames * samples_per_frame(fps)))))
    return meter.integrated_lufs


def matched(segments: Sequence[Segment]) -> None:
    """Check that segments can be shown one after the other without a decoder noticing.

    Raises:
        Broken: Two differ in encoding, encoder build or parameter sets; names both.
    """
    first = segments[0].header
    for segment in segments[1:]:
        differing = [name for name in ("encoding", "encoder", "extradata") if getattr(segment.header, name) != getattr(first, name)]
        if differing:
            found = "; ".join(f"{name} {getattr(first, name)} and {getattr(segment.header, name)}" for name in differing)
            msg = f"segments {segments[0].path.name} and {segment.path.name} can't be joined, they differ in {found}"
            raise Broken(msg)


def _template(segment: Segment) -> InputContainer:
    """The stream as a parser sees it: dimensions, profile and colours out of the parameter sets."""
    first = next(segment.packets())
    return av.open(io.BytesIO(segment.header.extradata + first.data), "r", format="h264")


def _tags(parts: Parts) -> dict[str, str]:
    tags = {"title": parts.title, "artist": ", ".join(parts.authors)}
    return {name: text for name, text in tags.items() if text}


def _chapters(scenes: Sequence[PlacedScene], frames: int, fps: int) -> "list[Chapter]":
    """One a scene; it begins where the scene's first picture begins to show and ends where the next one begins."""
    edges = [frame * samples_per_frame(fps) for frame in (*(scene.first_frame for scene in scenes), frames)]
    return [
        {
            "id": number,
            "start": edges[number],
            "end": edges[number + 1],
            "time_base": Fraction(1, SAMPLE_RATE_HZ),
            "metadata": {"title": scene.heading or f"Scene {scene.scene}"},
        }
        for number, scene in enumerate(scenes)
    ]


def _sound_stream(film: OutputContainer) -> AudioStream:
    stream = film.add_stream("aac", rate=SAMPLE_RATE_HZ, options=_AAC_OPTIONS)
    stream.codec_context.bit_rate = _AAC_BITS_PER_S
    stream.codec_context.layout = "stereo"
    stream.codec_context.flags |= Flags.bitexact
    return stream


def _text_stream(film: OutputContainer) -> SubtitleStream:
    """A text track; its encoder is opened only for the sample description it writes."""
    stream = film.add_stream("mov_text")
    stream.codec_context.subtitle_header = _TEXT_STYLE.encode()
    stream.codec_context.time_base = Fraction(1, 1000)
    return stream


def _video_packets(stream: VideoStream, segments: Sequence[Segment], fps: int) -> Iterator[Timed]:
    delay = max(segment.header.delay_frames for segment in segments)
    index = first_frame = 0
    for segment in segments:
        for packet in segment.packets():
            coded: Packet[Stream] = av.Packet(packet.data)
            coded.stream, coded.time_base = stream, Fraction(1, fps)
            coded.pts, coded.dts, coded.duration = first_frame + packet.frame, index - delay, 1
            coded.is_keyframe = packet.is_key
            yield (index - delay) * samples_per_frame(fps), coded
            index += 1
        first_frame += segment.header.frames


def _sound_packets(stream: AudioStream, blocks: Iterator[Sound]) -> Iterator[Timed]:
    for frame in chain(_sound_frames(blocks), [None]):
        for packet in stream.encode(frame):
            yield packet.dts or 0, packet


def _sound_frames(blocks: Iterator[Sound]) -> Iterator[av.AudioFrame]:
    first = 0
    for block in blocks:
        for start in range(0, block.shape[1], _AAC_FRAME):
            piece = np.ascontiguousarray(block[:, start : start + _AAC_FRAME], np.float32)
            frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout="stereo")
            frame.sample_rate, frame.pts, frame.time_base = SAMPLE_RATE_HZ, first + start, Fraction(1, SAMPLE_RATE_HZ)
            yield frame
        first += block.shape[1]


def _metered(blocks: Iterator[Sound], meter: LoudnessMeter) -> Iterator[Sound]:
    for block in blocks:
        meter.add(block)
        yield block


def _sound_blocks(mix: Path, samples: int) -> Iterator[Sound]:
    """Exactly `samples` of stereo, in blocks of whole AAC frames but for the last."""
    for first in range(0, samples, _SOUND_BLOCK):
        wanted = min(_SOUND_BLOCK, samples - first)
        block = read_sound(mix, first, wanted)
        if block.shape != (2, wanted):
            msg = f"the mix has {first + block.shape[1]} samples in {block.shape[0]} channels, the film needs {samples} in 2"
            raise Broken(msg)
        yield block


def _text_packets(stream: SubtitleStream, cues: Sequence[Cue], fps: int) -> Iterator[Timed]:
    for cue in cues:
        start, end = (frame * 1000 // fps for frame in (cue.first_frame, cue.end_frame))
        packet: Packet[Stream] = av.Packet(_text_sample(cue))
        packet.stream, packet.time_base = stream, Fraction(1, 1000)
        packet.pts = packet.dts = start
        packet.duration, packet.is_keyframe = end - start, True
        yield start * SAMPLE_RATE_HZ // 1000, packet


def _text_sample(cue: Cue) -> bytes:
    """A timed text sample (3GPP TS 26.245): its length, its UTF-8, and a style box where it is set in italics."""
    text = directed(cue)
    coded = text.encode()
    sample = struct.pack(">H", len(coded)) + coded
    if cue.is_voice_over:
        # one style: first and end character, font 1, italic, 18 points, opaque white
        sample += struct.pack(">I4sHHHHBB4B", 22, b"styl", 1, 0, len(text), 1, _ITALIC, 18, 255, 255, 255, 255)
    return sample
