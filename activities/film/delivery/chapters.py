"""Chapters of a film: one a scene, as a list in the file's head (`chpl`), and in no track of their own.

FFmpeg's muxer writes both that list and a QuickTime chapter track, a text track that the others refer to. Its own prober then warns of
every such track ("Unsupported codec with id 98314"), whatever is in it, and players that know no chapter tracks count one stream too many.
The list alone is read by what is built on FFmpeg, and by VLC, Kodi and Plex; QuickTime Player shows no chapters. So the track is made
unseen in the finished file: its boxes become free space, where they are, and nothing moves.
"""

import struct
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from activities.media.boxes import boxes, inside, make_free, payload
from schemas.media import SAMPLE_RATE_HZ
from schemas.timeline import PlacedScene, samples_per_frame

if TYPE_CHECKING:
    from av.container.core import Chapter  # declared for type checkers only

CHAPTERS_MAX = 255
"""The list counts them in one byte."""
_NUMBER = struct.Struct(">I")


def chapters_of(scenes: Sequence[PlacedScene], frames: int, fps: int) -> "list[Chapter]":
    """One a scene; it begins where the scene's first picture begins to show and ends where the next one begins.

    Of more than `CHAPTERS_MAX` scenes every second (third ...) one begins a chapter.

    Args:
        scenes: In film order.
        frames: Of the film.
        fps: Frames a second.
    """
    begins = scenes[:: -(-len(scenes) // CHAPTERS_MAX) or 1]
    edges = [frame * samples_per_frame(fps) for frame in (*(scene.first_frame for scene in begins), frames)]
    return [
        {
            "id": number,
            "start": edges[number],
            "end": edges[number + 1],
            "time_base": Fraction(1, SAMPLE_RATE_HZ),
            "metadata": {"title": scene.heading or f"Scene {scene.scene}"},
        }
        for number, scene in enumerate(begins)
    ]


def drop_chapter_tracks(film: Path) -> None:
    """Make a finished file's chapter tracks, and what refers to them, free space; its chapter list and all other bytes stay.

    Raises:
        Broken: It is no MP4 or QuickTime file.
    """
    with film.open("r+b") as file:
        for head in [box for box in boxes(file, 0, film.stat().st_size) if box.kind == "moov"]:
            tracks = list(inside(file, head, "trak"))
            references = [(box, list(inside(file, box, "chap"))) for track in tracks for box in inside(file, track, "tref")]
            named = {number for _, found in references for box in found for number in _numbers(payload(file, box))}
            chapters = [track for track in tracks if _number(payload(file, next(inside(file, track, "tkhd")))) in named]
            make_free(file, chapters + [box for box, found in references if found])


def _numbers(reference: bytes) -> list[int]:
    """The tracks a reference names (ISO/IEC 14496-12, 8.3.3)."""
    return [number for (number,) in _NUMBER.iter_unpack(reference)]


def _number(track_header: bytes) -> int:
    """The number of a track (ISO/IEC 14496-12, 8.3.2): behind two moments, of four bytes in version 0 and of eight in version 1."""
    (number,) = _NUMBER.unpack_from(track_header, 20 if track_header[0] else 12)
    return int(number)
