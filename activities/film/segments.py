"""Encodes the parts of a film: what a shot has for itself, and what it shares with the next one."""

from collections.abc import Iterator

import av

from activities.engines import Job, Made
from activities.film.burn import lettering_notes, letterings
from activities.film.transitions import joined
from activities.film.x264 import encode
from activities.media.frames import FrameSource, open_clip
from activities.media.planes import FULL, to_black
from schemas.failures import Broken
from schemas.film import EncodeSegment, EncodeTransition, Encoding, FrameRange
from schemas.media import SEGMENT


def encode_segment(job: Job[EncodeSegment]) -> Made:
    """Encode the part of one shot that no transition covers, as a `SEGMENT`.

    Raises:
        Refused: The clip can't be read, or has not these frames.
        Broken: The clip gives other frames than it promised.
    """
    order = job.order
    frames = finished_frames(order.source, _opened(job, order.source, order.encoding), order.encoding)
    return _encoded(job, frames, order.source.frames, lettering_notes(order.source))


def encode_transition(job: Job[EncodeTransition]) -> Made:
    """Encode the overlap of two shots as a `SEGMENT`.

    Raises:
        Refused: A clip can't be read or has not these frames; the transition is one that joins no frames.
        Broken: The two ranges differ in length.
    """
    order = job.order
    if order.tail.frames != order.head.frames:
        msg = f"a {order.kind} of {order.tail.frames} frames of one shot and {order.head.frames} of the next"
        raise Broken(msg)
    tails = finished_frames(order.tail, _opened(job, order.tail, order.encoding), order.encoding)
    heads = finished_frames(order.head, _opened(job, order.head, order.encoding), order.encoding)
    count = order.tail.frames
    frames = (joined(order.kind, tail, head, index, count) for index, (tail, head) in enumerate(zip(tails, heads, strict=True)))
    return _encoded(job, frames, count, lettering_notes(order.tail, order.head))


def finished_frames(part: FrameRange, source: FrameSource, encoding: Encoding) -> Iterator[av.VideoFrame]:
    """Frames as they go into the film: drawn or decoded, faded, with burned subtitles over the fade."""
    texts = letterings(part, encoding.width_px, encoding.height_px, encoding.fps)
    for number, frame in enumerate(source.read(part.first_frame, part.frames), start=part.first_frame):
        darkness = black_share(part, number, source.frames)
        finished = to_black(frame, darkness) if darkness else frame
        for text in texts:
            if text.first_frame <= number < text.end_frame:
                text.lettering.put_on(finished)
        yield finished


def black_share(part: FrameRange, frame: int, clip_frames: int) -> int:
    """How much black frame `frame` of a clip has in it, 0 to `FULL`."""
    fading_in = part.fade_in_frames - frame - 0.5
    fading_out = frame + 0.5 - (clip_frames - part.fade_out_frames)
    share_in = fading_in / part.fade_in_frames if part.fade_in_frames else 0.0
    share_out = fading_out / part.fade_out_frames if part.fade_out_frames else 0.0
    return round(min(1.0, max(0.0, share_in, share_out)) * FULL)


def _opened(job: Job[EncodeSegment] | Job[EncodeTransition], part: FrameRange, encoding: Encoding) -> FrameSource:
    clip, image = job.input(part.clip).path, job.input(part.image).path
    return open_clip(clip, part.clip.media_type, image, encoding.width_px, encoding.height_px, encoding.fps)


def _encoded(job: Job[EncodeSegment] | Job[EncodeTransition], frames: Iterator[av.VideoFrame], count: int, notes: list[str]) -> Made:
    path, encoding = job.folder / "segment.fwseg", job.order.encoding
    header = encode(frames, count, encoding, path, job.progress)
    return Made(
        path=path,
        media_type=SEGMENT,
        width_px=encoding.width_px,
        height_px=encoding.height_px,
        frames=header.frames,
        fps=encoding.fps,
        facts={"notes": notes} if notes else {},
    )
