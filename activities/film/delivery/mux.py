"""Joins segments, sound, subtitles and chapters into one MP4, or QuickTime file for ProRes, without touching a video packet.

Everything is streamed in the order of time, so memory does not grow with the film. No clock and no library version gets into the file; the
same parts give the same bytes on machines with the same instruction set (see `activities/film/sound/encoded.py`).
"""

import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from heapq import merge
from operator import itemgetter
from pathlib import Path
from typing import TypeAlias

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.subtitles.stream import SubtitleStream
from av.video.stream import VideoStream

from activities.film.delivery.chapters import chapters_of, drop_chapter_tracks
from activities.film.delivery.head_room import head_room_bytes
from activities.film.delivery.picture_track import CONTAINERS, TICKS_HZ, add_picture_track, matched, picture_packets
from activities.film.sound.encoded import SOUND_BLOCK, add_sound_track, sound_packet_samples, sound_packets, stored_packets
from activities.film.sound.track import TrackFiles
from activities.film.subtitles.languages import three_letters
from activities.media.segment import Segment
from activities.media.text.subtitles import Cue, directed
from schemas.failures import Broken
from schemas.film import sound_packets_of
from schemas.media import SAMPLE_RATE_HZ
from schemas.options import Codec
from schemas.timeline import PlacedScene, samples_per_frame

_ITALIC = 2
_TEXT_STYLE = """[Script Info]
ScriptType: v4.00+

[V4+ Styles]
Format: Name, Fontname, Fontsize, PrimaryColour, BackColour, Bold, Italic, Underline, Alignment
Style: Default,Sans-Serif,18,&Hffffff,&H0,0,0,0,2

[Events]
Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
"""
_MOST_ROOM_BYTES = 2**28
"""For a head: that of two hours takes 6 MB."""
Timed: TypeAlias = "tuple[int, Packet[Stream]]"
"""A packet and when it is decoded, in samples of 48 kHz."""


@dataclass(frozen=True)
class Parts:
    """What a film is made of."""

    segments: Sequence[Segment]
    """Bodies and transitions in the order they are shown; at least one."""
    sound: TrackFiles
    """As long as the segments."""
    cues: Sequence[Cue]
    """Of the text track; none makes no track."""
    scenes: Sequence[PlacedScene]
    """Become chapters."""
    title: str
    authors: Sequence[str]
    language: str
    translations: Mapping[str, Sequence[Cue]] = field(default_factory=dict)
    """Further text tracks, by language."""

    @property
    def frames(self) -> int:
        """Its length."""
        return sum(segment.header.frames for segment in self.segments)


def mux(parts: Parts, path: Path, progress: Callable[[float], None], *, room_bytes: int | None = None) -> None:
    """Write the film.

    Args:
        parts: Of one fps; `matched` says whether the segments may be joined.
        path: Of the file; what it is goes by the codec, see `CONTAINERS`.
        progress: Called with 0 to 1 about once a second of film.
        room_bytes: For the film's head, by default as much as it should need; when it needs more, the film is written again.

    Raises:
        Broken: The segments do not match each other, or the sound is not as long as they are.
    """
    matched(parts.segments)
    encoding = parts.segments[0].header.encoding
    _check_length(parts.sound, parts.frames * samples_per_frame(encoding.fps))
    room_bytes = room_bytes or _room_bytes(parts, encoding.codec)
    while not _is_written(parts, path, progress, room_bytes):
        room_bytes *= 2
    drop_chapter_tracks(path)


def _is_written(parts: Parts, path: Path, progress: Callable[[float], None], room_bytes: int) -> bool:
    """Write the film; False when its head did not find room, and the file is worth nothing."""
    encoding = parts.segments[0].header.encoding
    fps, codec = encoding.fps, encoding.codec
    options = {
        "moov_size": str(room_bytes),
        "video_track_timescale": str(TICKS_HZ),
        # the length of what is shown is counted in these; milliseconds would cut a third off a frame of 30 fps
        "movie_timescale": str(SAMPLE_RATE_HZ),
        "fflags": "+bitexact",
    }
    with av.open(str(path), "w", format=CONTAINERS[codec], options=options) as film:
        film.metadata.update(_tags(parts))
        film.set_chapters(chapters_of(parts.scenes, parts.frames, fps))
        for _, packet in merge(*_tracks(parts, film, progress), key=itemgetter(0)):
            film.mux_one(packet)
        try:
            film.close()  # writes the head
        except av.ArgumentError:
            if room_bytes > _MOST_ROOM_BYTES:  # it is something else
                raise
            return False
    return True


def _tracks(parts: Parts, film: OutputContainer, progress: Callable[[float], None]) -> list[Iterator[Timed]]:
    """The packets of each track, which are added to the film; tells about once a second of film how much is done."""
    encoding = parts.segments[0].header.encoding
    video = add_picture_track(film, parts.segments[0])
    sound = add_sound_track(film, encoding.codec)
    heard = (
        stored_packets(sound, parts.sound.packets())
        if sound_packets_of(encoding.codec) == "aac"
        else sound_packets(sound, parts.sound.mix(SOUND_BLOCK), encoding.codec)
    )
    tracks = [_timed_pictures(video, parts, progress), heard]
    for stream in film.streams:
        stream.metadata["language"] = three_letters(parts.language)
    for language, cues in _texts(parts).items():
        text = _text_stream(film)
        text.metadata["language"] = three_letters(language)
        tracks.append(_text_packets(text, cues, encoding.fps))
    film.start_encoding()
    return tracks


def _texts(parts: Parts) -> dict[str, Sequence[Cue]]:
    """The text tracks, by language."""
    return {language: cues for language, cues in {parts.language: parts.cues, **parts.translations}.items() if cues}


def _room_bytes(parts: Parts, codec: Codec) -> int:
    packets = parts.sound.track.samples // sound_packet_samples(codec) + 2 * len(parts.sound.track.parts)
    return head_room_bytes(parts.segments, packets, list(_texts(parts).values()), parts.scenes, _tags(parts))


def _tags(parts: Parts) -> dict[str, str]:
    tags = {"title": parts.title, "artist": ", ".join(parts.authors)}
    return {name: text for name, text in tags.items() if text}


def _text_stream(film: OutputContainer) -> SubtitleStream:
    """A text track; its encoder is opened only for the sample description it writes."""
    stream = film.add_stream("mov_text")
    stream.codec_context.subtitle_header = _TEXT_STYLE.encode()
    stream.codec_context.time_base = Fraction(1, 1000)
    return stream


def _timed_pictures(stream: VideoStream, parts: Parts, progress: Callable[[float], None]) -> Iterator[Timed]:
    fps = parts.segments[0].header.encoding.fps
    samples = samples_per_frame(fps)
    for index, packet in enumerate(picture_packets(stream, parts.segments)):
        yield (packet.dts or 0) * samples, packet
        if index % fps == 0:
            progress(index / parts.frames)


def _check_length(sound: TrackFiles, samples: int) -> None:
    if sound.track.samples != samples:
        msg = f"the mix has {sound.track.samples} samples, the film needs {samples}"
        raise Broken(msg)


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
