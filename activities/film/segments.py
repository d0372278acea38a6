"""Encodes the parts of a film: what a shot has for itself, and what it shares with the next one."""

from collections.abc import Iterator

import av

from activities.engines import Job, Made
from activities.film.coding.encode import encode
from activities.film.coding.encoders import encoder_named
from activities.film.delivery.stills import middle_frame
from activities.film.spool import spooled
from activities.film.subtitles.burn import lettering_notes, letterings
from activities.film.transitions import joined
from activities.media.frames import FrameSource, open_clip
from activities.media.planes import FULL, to_black
from schemas.failures import Broken
from schemas.film import EncodeSegment, EncodeTransition, Encoding, FrameRange
from schemas.media import PICTURE, SEGMENT


def encode_segment(job: Job[EncodeSegment]) -> Made:
    """Encode the part of one shot that no transition covers, as a `SEGMENT`.

    Raises:
        Refused: The clip can't be read, or has not these frames.
        Broken: The clip gives other frames than it promised.
    """
    part = job.order.source
    frames = written_on(_faded(job, part), part, job.order.encoding)
    middle = middle_frame(part, range(0, part.frames, job.order.encoding.keyint_frames))
    return _encoded(job, frames, part.frames, lettering_notes(part), middle)


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
    tails = _faded(job, order.tail)
    if order.tail.image.media_type == PICTURE:
        # one shot after the other, so that only one's layers are in memory beside the encoder
        tails = spooled(tails, job.folder / "tail.yuv", lambda: job.progress(0.0))
    pairs = zip(tails, _faded(job, order.head), strict=True)
    count = order.tail.frames
    bare = (joined(order.kind, tail, head, index, count) for index, (tail, head) in enumerate(pairs))
    # words are not cut by a wipe: they lie over both pictures
    frames = written_on(written_on(bare, order.tail, order.encoding), order.head, order.encoding)
    return _encoded(job, frames, count, lettering_notes(order.tail, order.head))


def written_on(frames: Iterator[av.VideoFrame], part: FrameRange, encoding: Encoding) -> Iterator[av.VideoFrame]:
    """Frames with the burned subtitles of the part of a shot they show; the frames are written to."""
    texts = letterings(part, encoding.width_px, encoding.height_px, encoding.fps)
    for number, frame in enumerate(frames, start=part.first_frame):
        for text in texts:
            if text.first_frame <= number < text.end_frame:
                text.lettering.put_on(frame)
        yield frame


def faded_frames(part: FrameRange, source: FrameSource) -> Iterator[av.VideoFrame]:
    """Frames of a part of a shot with its fades."""
    for number, frame in enumerate(source.read(part.first_frame, part.frames), start=part.first_frame):
        darkness = black_share(part, number, source.frames)
        yield to_black(frame, darkness) if darkness else frame


def black_share(part: FrameRange, frame: int, clip_frames: int) -> int:
    """How much black frame `frame` of a clip has in it, 0 to `FULL`."""
    fading_in = part.fade_in_frames - frame - 0.5
    fading_out = frame + 0.5 - (clip_frames - part.fade_out_frames)
    share_in = fading_in / part.fade_in_frames if part.fade_in_frames else 0.0
    share_out = fading_out / part.fade_out_frames if part.fade_out_frames else 0.0
    return round(min(1.0, max(0.0, share_in, share_out)) * FULL)


def _faded(job: Job[EncodeSegment] | Job[EncodeTransition], part: FrameRange) -> Iterator[av.VideoFrame]:
    clip, image, encoding = job.input(part.clip).path, job.input(part.image).path, job.order.encoding
    return faded_frames(part, open_clip(clip, part.clip.media_type, image, encoding.width_px, encoding.height_px, encoding.fps))


def _encoded(
    job: Job[EncodeSegment] | Job[EncodeTransition],
    frames: Iterator[av.VideoFrame],
    count: int,
    notes: list[str],
    still_frame: int | None = None,
) -> Made:
    path, encoding = job.folder / "segment.fwseg", job.order.encoding
    header = encode(frames, count, encoding, encoder_named(job.order.engine.name), path, job.progress, still_frame=still_frame)
    return Made(
        path=path,
        media_type=SEGMENT,
        width_px=encoding.width_px,
        height_px=encoding.height_px,
        frames=header.frames,
        fps=encoding.fps,
        facts={"notes": notes} if notes else {},
    )
