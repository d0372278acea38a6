"""How much room the head of a film needs before its pictures: told beforehand, because players want it first and it is written last.

A muxer that is not told writes the head behind everything else and then moves all of the film, which is a fifth of the time of joining one,
and as many bytes written again as the film has. What is left over of the room is free space, 1/64 of the head and some kB. The tables of
ISO/IEC 14496-12, 8.6 and 8.7, are counted as libav's muxer fills them: samples that follow each other, up to 1 MiB, make a chunk.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, pairwise
from math import ceil, floor

from activities.media.segment import Segment
from activities.media.text.subtitles import Cue
from schemas.timeline import PlacedScene

_SIZE, _PLACE, _LARGE_PLACE, _KEY, _OFFSET, _RUN = 4, 4, 8, 4, 8, 12
"""Bytes for the size of a sample, the place of a chunk below and above 4 GiB, a key frame, a change of how long samples wait to be shown,
and for a change of how many samples chunks have."""
_FILM, _TRACK, _CUE, _CHAPTER = 2048, 1024, 96, 32
"""Bytes for what does not grow; for a cue, which also parts chunks of sound, and the pause behind it; for a chapter but its title, which is
there twice."""
_SPARE = 64
"""Of so many bytes one more."""
_LARGE_BYTES = 2**32 * (_SPARE - 1) // _SPARE
_SOUND_BYTES = 12_000
"""At most, beside a frame: stereo in 24 bits, at 24 frames a second."""


def head_room_bytes(
    segments: Sequence[Segment],
    sound_packets: int,
    texts: Iterable[Sequence[Cue]],
    scenes: Sequence[PlacedScene],
    tags: Mapping[str, str],
) -> int:
    """An estimate from above, some kB too much.

    Args:
        segments: At least one.
        sound_packets: Of the whole film.
        texts: The cues of each text track.
        scenes: Become chapters.
        tags: Words about the film, by name.
    """
    frames = sum(segment.header.frames for segment in segments)
    cues = [len(track) for track in texts]
    film_bytes = sum(sum(segment.header.sizes) for segment in segments) + frames * _SOUND_BYTES
    place = _LARGE_PLACE if film_bytes > _LARGE_BYTES else _PLACE
    tables = _pictures(segments, frames, place) + _sound(sound_packets, frames, place) + sum(cues) * _CUE
    titles = sum(_CHAPTER + 2 * len(scene.heading.encode()) for scene in scenes)
    words = sum(_CHAPTER + len(text.encode()) for text in tags.values())
    return tables + tables // _SPARE + titles + words + _FILM + _TRACK * (3 + len(cues))


def _pictures(segments: Sequence[Segment], frames: int, place: int) -> int:
    """Each is a chunk, but beside sound in long packets; there pictures are so large that these entries are nothing."""
    waits = chain.from_iterable((shown - index for index, shown in enumerate(segment.header.shown)) for segment in segments)
    changes = 1 + sum(one != other for one, other in pairwise(waits))
    keys = sum(sum(segment.header.keys) for segment in segments)
    return frames * (_SIZE + place) + changes * _OFFSET + keys * _KEY


def _sound(packets: int, frames: int, place: int) -> int:
    """What lies between two pictures is a chunk: n packets or n + 1, and a change each time the rarer of the two comes and goes."""
    if packets < frames:
        return frames * (_RUN + _SIZE + place)
    share = packets / frames - floor(packets / frames)
    return packets * _SIZE + frames * place + ceil(2 * min(share, 1 - share) * frames) * _RUN
