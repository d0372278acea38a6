"""Encodes frames as a stitchable segment: closed groups of pictures, a key frame first, parameter sets that do not depend on the picture.

One encoder thread a segment: shots are encoded side by side, which uses the cores better than threads inside one encoder, and the bytes do
not depend on the number of cores.
"""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.codec.codec import UnknownCodecError
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType
from av.video.reformatter import Interpolation, VideoReformatter

from activities.film.coding.encoders import Encoder
from activities.film.coding.hardware import nvenc_settings, videotoolbox_settings
from activities.film.coding.priority import take_back_real_time
from activities.film.coding.prores import prores_settings
from activities.film.coding.settings import EncoderSettings
from activities.film.coding.svtav1 import svtav1_settings
from activities.film.coding.x264 import x264_settings
from activities.film.coding.x265 import x265_settings
from activities.film.delivery.stills import StillTaker
from activities.media.planes import BLACK, BT709, LIMITED_RANGE, new_frame, planes_of
from activities.media.segment import SegmentHeader, SegmentWriter
from schemas.failures import Broken, Refused
from schemas.film import Encoding

_SOFTWARE: dict[str, Callable[[Encoding], EncoderSettings]] = {
    "x264": x264_settings,
    "x265": x265_settings,
    "svtav1": svtav1_settings,
    "prores": prores_settings,
}


def encode(  # noqa: PLR0913 - what a segment is made of
    frames: Iterable[av.VideoFrame],
    count: int,
    encoding: Encoding,
    encoder: Encoder,
    path: Path,
    progress: Callable[[float], None],
    *,
    still_frame: int | None = None,
) -> SegmentHeader:
    """Encode exactly `count` frames into a segment file.

    Args:
        frames: yuv420p, BT.709, of the encoding's size; consumed one at a time.
        count: How many they are.
        encoding: Width and height even.
        encoder: One for the encoding's codec.
        path: Where the segment goes.
        progress: Called with 0 to 1 after every frame.
        still_frame: Of which a small picture is kept in the segment, if of any.

    Raises:
        Refused: The encoder does not take the encoding (odd size, unknown preset) or can't run here.
        Broken: The frames are fewer, more, or of another size; the encoder is one for another codec.
    """
    coder = opened(encoding, encoder)
    done = 0
    taker = StillTaker(-1 if still_frame is None else still_frame)
    with SegmentWriter(path, encoding, encoder.signature) as writer:
        for frame in _fitting(taker.watched(frames), encoding, coder.pix_fmt or ""):
            frame.pts, frame.time_base = done, coder.time_base
            frame.pict_type = PictureType.I if done == 0 else PictureType.NONE
            _add(writer, coder.encode(frame))
            done += 1
            progress(min(done / count, 1.0))
        if done != count:
            msg = f"{done} frames came to be encoded, {count} were wanted"
            raise Broken(msg)
        _add(writer, coder.encode(None))
        return writer.finish(coder.extradata or b"", taker.still)


def why_not(encoder: Encoder) -> str | None:
    """Why an encoder can't run here; None when it can. It is tried: a frame of 256 × 256 goes through it.

    libav names encoders for hardware that is not there, and a GPU may have none (NVIDIA's A100, H100 and H200 only decode).
    """
    encoding = Encoding(codec=encoder.codec, width_px=256, height_px=256, fps=24, preset=_PROBED.get(encoder.codec, "fast"))
    frame = new_frame(256, 256)
    for plane, level in zip(planes_of(frame), BLACK, strict=True):
        plane[:] = level
    frame.pts = 0
    try:
        coder = opened(encoding, encoder)
        packets = [packet for picture in (*_fitting([frame], encoding, coder.pix_fmt or ""), None) for packet in coder.encode(picture)]
    except Refused as error:
        return str(error)
    except (av.FFmpegError, OSError) as error:
        return f"{encoder.name} encodes nothing here: {error}"
    return None if len(packets) == 1 else f"{encoder.name} made {len(packets)} packets of one frame"


_PROBED = {"av1": "8", "prores": "hq"}


def opened(encoding: Encoding, encoder: Encoder) -> VideoCodecContext:
    """An encoder, open.

    Raises:
        Refused: It does not take the encoding, or can't be opened here.
        Broken: It is for another codec.
    """
    if encoder.codec != encoding.codec:
        msg = f"{encoder.name} makes {encoder.codec}, the film is to be {encoding.codec}"
        raise Broken(msg)
    if encoding.width_px % 2 or encoding.height_px % 2:
        msg = f"{encoding.width_px}×{encoding.height_px} can't be encoded: width and height must be even"
        raise Refused(msg)
    settings = _settings(encoding, encoder)
    coder = _created(settings.library)
    coder.width, coder.height, coder.pix_fmt = encoding.width_px, encoding.height_px, settings.pixels
    coder.time_base, coder.framerate = Fraction(1, encoding.fps), Fraction(encoding.fps)
    coder.sample_aspect_ratio = Fraction(1)
    coder.colorspace = coder.color_primaries = coder.color_trc = BT709
    coder.color_range = LIMITED_RANGE
    coder.thread_count = 1
    coder.flags |= Flags.global_header | Flags.closed_gop
    coder.options = dict(settings.options)
    try:
        coder.open()
    except (av.FFmpegError, OSError) as error:
        what = "can't be opened here" if encoder.hardware else f"does not take these settings, {encoding}"
        msg = f"{encoder.name} {what}: {error.strerror}"
        raise Refused(msg) from error
    finally:
        if settings.library == "libsvtav1":
            take_back_real_time()
    return coder


def _created(library: str) -> VideoCodecContext:
    try:
        coder = av.CodecContext.create(library, "w")
    except UnknownCodecError as error:
        msg = f"this build of libav has no {library}"
        raise Refused(msg) from error
    assert isinstance(coder, VideoCodecContext)  # the type of `create` knows a few names only
    return coder


def _settings(encoding: Encoding, encoder: Encoder) -> EncoderSettings:
    match encoder.hardware:
        case "nvenc":
            return nvenc_settings(encoding, encoder.name)
        case "videotoolbox":
            return videotoolbox_settings(encoding, encoder.name)
        case None:
            return _SOFTWARE[encoder.name](encoding)


def _fitting(frames: Iterable[av.VideoFrame], encoding: Encoding, pixels: str) -> Iterator[av.VideoFrame]:
    scaler = VideoReformatter()
    for number, frame in enumerate(frames):
        if (frame.width, frame.height) != (encoding.width_px, encoding.height_px) or frame.format.name != "yuv420p":
            found = f"{frame.width}×{frame.height} {frame.format.name}"
            msg = f"frame {number} is {found}, the film is {encoding.width_px}×{encoding.height_px} yuv420p"
            raise Broken(msg)
        yield frame if pixels == "yuv420p" else _converted(scaler, frame, pixels)


def _converted(scaler: VideoReformatter, frame: av.VideoFrame, pixels: str) -> av.VideoFrame:
    """The frame in 16-bit samples of another format; encoders read past the right edge, so what lies there is the edge itself."""
    wide = scaler.reformat(frame, format=pixels, interpolation=Interpolation.BICUBIC)
    for plane in wide.planes:
        samples = np.frombuffer(memoryview(plane), np.uint16).reshape(plane.height, plane.line_size // 2)
        samples[:, plane.width :] = samples[:, plane.width - 1 : plane.width]
    return wide


def _add(writer: SegmentWriter, packets: list[av.Packet]) -> None:  # type: ignore[type-arg]
    for packet in packets:
        if packet.pts is None:
            msg = "the encoder gave a packet without a time"
            raise Broken(msg)
        writer.add(bytes(packet), packet.pts, is_key=packet.is_keyframe)
