"""Writes one shot as a file of its own, with its handles: every frame of its clip, also those the film shows only inside transitions.

What the film shows of the shot alone is taken from its segment without touching a packet, so it is the film's picture to the bit; only the
handles are encoded. Where the segment was encoded by another build, whose packets can't be joined with ours, the whole shot is.
"""

from collections.abc import Sequence
from pathlib import Path

import av

from activities.engines import Job
from activities.film.coding.encode import encode
from activities.film.coding.encoders import Encoder, encoder_named
from activities.film.delivery.picture_track import CONTAINERS, TICKS_HZ, add_picture_track, matched, picture_packets
from activities.film.export.cut import has_handles
from activities.film.segments import faded_frames, written_on
from activities.media.frames import open_clip
from activities.media.segment import Segment, read_segment
from schemas.exports import ExportCut
from schemas.failures import Broken
from schemas.film import Encoding, FrameRange, ReelShot


def write_shot(job: Job[ExportCut], shot: ReelShot, encoding: Encoding, path: Path) -> int:
    """Write a shot's file.

    Args:
        job: Its inputs hold `media_inputs` of the shot; its folder takes scratch files.
        shot: The shot.
        encoding: Of the film.
        path: Of the file.

    Returns:
        Frames in it.

    Raises:
        Refused: The clip can't be read.
        Broken: The parts don't make the shot.
    """
    body = read_segment(job.input(shot.segment).path)
    parts = [body]
    if has_handles(shot):
        total = max(shot.frames, shot.clip.frames or 0)
        head, tail = shot.overlap_in_frames, shot.frames - shot.overlap_out_frames
        encoder = encoder_named(body.header.encoder)
        parts = [
            *_encoded(job, shot.source, (0, head), encoding, encoder),
            body,
            *_encoded(job, shot.source, (tail, total), encoding, encoder),
        ]
        if not _fit(parts):
            parts = _encoded(job, shot.source, (0, total), encoding, encoder)
    _mux(parts, path)
    return sum(part.header.frames for part in parts)


def _encoded(job: Job[ExportCut], source: FrameRange, span: tuple[int, int], encoding: Encoding, encoder: Encoder) -> list[Segment]:
    first, end = span
    if end <= first:
        return []
    clip, image = job.input(source.clip).path, job.input(source.image).path
    part = source.model_copy(update={"first_frame": first, "frames": end - first})
    frames = faded_frames(part, open_clip(clip, source.clip.media_type, image, encoding.width_px, encoding.height_px, encoding.fps))
    path = job.folder / f"handle-{first}.fwseg"
    encode(written_on(frames, part, encoding), part.frames, encoding, encoder, path, job.progress)
    return [read_segment(path)]


def _fit(parts: Sequence[Segment]) -> bool:
    try:
        matched(parts)
    except Broken:
        return False
    return True


def _mux(parts: Sequence[Segment], path: Path) -> None:
    options = {"movflags": "+faststart", "video_track_timescale": str(TICKS_HZ), "movie_timescale": str(TICKS_HZ), "fflags": "+bitexact"}
    with av.open(str(path), "w", format=CONTAINERS[parts[0].header.encoding.codec], options=options) as file:
        stream = add_picture_track(file, parts[0])
        file.start_encoding()
        for packet in picture_packets(stream, parts):
            file.mux_one(packet)
