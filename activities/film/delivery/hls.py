"""A finished film as an HTTP live stream (RFC 8216): its packets in one fragmented MP4, and a playlist of byte ranges in it.

Nothing is encoded again. A fragment begins with a key frame and is at least `FRAGMENT_S` long. Subtitles stay in their own files.
"""

import struct
from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import IO, NamedTuple

import av
from av.stream import Stream

from activities.film.delivery.picture_track import TICKS_HZ
from activities.media.boxes import Box, boxes, inside, payload
from schemas.failures import Broken

FRAGMENT_S = 4
_VIDEO_TRACK = 1
"""Tracks are numbered as they are added."""
_U32, _U64 = struct.Struct(">I"), struct.Struct(">Q")


class Fragment(NamedTuple):
    """One piece of the stream that can be fetched by itself."""

    first_byte: int
    size_bytes: int
    seconds: Fraction


def write_stream(film: Path, stream: Path, playlist: Path) -> None:
    """Write the stream and its playlist, which names the stream by its file name.

    Args:
        film: A finished MP4.
        stream: Where the fragmented MP4 goes.
        playlist: Where the playlist goes; beside the stream, as far as addresses are concerned.

    Raises:
        Broken: The film has no pictures, or its fragments can't be told apart.
    """
    seconds = _fragmented(film, stream)
    head, fragments = _fragments(stream, seconds)
    playlist.write_text(_playlist(stream.name, head, fragments), encoding="utf-8", newline="\n")


def _fragmented(film: Path, stream: Path) -> Fraction:
    options = {
        # the head is written after the first fragment was seen, so that its edit lists know what comes before 0
        "movflags": "+frag_keyframe+delay_moov+default_base_moof+skip_trailer",
        "min_frag_duration": str(FRAGMENT_S * 1_000_000),
        "video_track_timescale": str(TICKS_HZ),
        "fflags": "+bitexact",
    }
    with av.open(str(film)) as source, av.open(str(stream), "w", format="mp4", options=options) as target:
        if not (source.streams.video and source.streams.audio):
            msg = f"{film.name} has no pictures or no sound to stream"
            raise Broken(msg)
        video, sound = source.streams.video[0], source.streams.audio[0]
        # "opaque": the decoder of AV1 is no encoder, so a track can't be set up as if one made it
        pictures = target.add_stream_from_template(video, opaque=True)
        copies: dict[int, Stream] = {video.index: pictures, sound.index: target.add_stream_from_template(sound, opaque=True)}
        if video.codec_context.name == "hevc":
            pictures.codec_context.codec_tag = "hvc1"
        target.start_encoding()
        for packet in source.demux(video, sound):
            if packet.size:
                packet.stream = copies[packet.stream.index]
                target.mux_one(packet)
        return (video.duration or 0) * Fraction(video.time_base or 0)


def _fragments(stream: Path, seconds: Fraction) -> tuple[int, list[Fragment]]:
    """Length of the head in bytes, and the fragments."""
    with stream.open("rb") as file:
        found = list(boxes(file, 0, stream.stat().st_size))
        pieces = [box for box in found if box.kind == "moof"]
        if not pieces:
            msg = f"{stream.name} has no fragments"
            raise Broken(msg)
        begins = [Fraction(_begin(file, piece), TICKS_HZ) for piece in pieces]
    edges = [box.first_byte for box in pieces] + [found[-1].end_byte]
    times = [*begins, seconds]
    return edges[0], [
        Fragment(edges[index], edges[index + 1] - edges[index], times[index + 1] - times[index]) for index in range(len(pieces))
    ]


def _begin(file: IO[bytes], fragment: Box) -> int:
    """When the first picture of a fragment is decoded, in ticks of its track."""
    for track in inside(file, fragment, "traf"):
        header = next(inside(file, track, "tfhd"))
        if _U32.unpack_from(payload(file, header), 4)[0] == _VIDEO_TRACK:
            time = payload(file, next(inside(file, track, "tfdt")))
            return int((_U64 if time[0] else _U32).unpack_from(time, 4)[0])
    msg = f"the fragment at byte {fragment.first_byte} has no pictures"
    raise Broken(msg)


def _playlist(name: str, head_bytes: int, fragments: Sequence[Fragment]) -> str:
    longest = max(ceil(fragment.seconds) for fragment in fragments)
    lines = [
        "#EXTM3U",
        "#EXT-X-VERSION:7",
        f"#EXT-X-TARGETDURATION:{longest}",
        "#EXT-X-PLAYLIST-TYPE:VOD",
        "#EXT-X-INDEPENDENT-SEGMENTS",
        f'#EXT-X-MAP:URI="{name}",BYTERANGE="{head_bytes}@0"',
    ]
    for fragment in fragments:
        lines += [f"#EXTINF:{float(fragment.seconds):.6f},", f"#EXT-X-BYTERANGE:{fragment.size_bytes}@{fragment.first_byte}", name]
    return "\n".join([*lines, "#EXT-X-ENDLIST"]) + "\n"
