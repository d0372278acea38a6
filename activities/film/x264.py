"""Encodes frames as a stitchable segment: closed groups of pictures, an IDR frame first, parameter sets that do not depend on the picture.

One encoder thread a segment: shots are encoded side by side, which uses the cores better than threads inside one encoder, and the bytes do
not depend on the number of cores.
"""

from collections.abc import Callable, Iterable
from fractions import Fraction
from pathlib import Path

import av
import cv2
from av.codec.context import Flags
from av.video.codeccontext import VideoCodecContext
from av.video.frame import PictureType

from activities.media.planes import BT709, LIMITED_RANGE
from activities.media.segment import SegmentHeader, SegmentWriter
from schemas.failures import Broken, Refused
from schemas.film import Encoding

ENGINE_NAME = "x264"
ENGINE_VERSION = "4+av18.1.0"
"""Our own revision and the PyAV wheel whose x264 writes the packets: another build may not be joined with this one."""

# The AVX-512 code of this x264 reads memory that nobody wrote (macroblock-tree rate control, pictures that fade): the same frames became
# other bytes every time. Its AVX2 code is as fast (0.38 s for 60 frames at 480p, both) and gives what its SSE4 code gives. Named only
# where there is AVX-512: x264 takes the name at its word, also on a processor that has no AVX2.
_AVX_512F = 13  # OpenCV's number for it: CV_CPU_AVX_512F in core/cvdef.h
_ASSEMBLY = ":asm=avx2" if cv2.checkHardwareSupport(_AVX_512F) else ""

_RATE_CONTROL = {"superfast": ":mbtree=1:rc-lookahead=12:b-adapt=0"}
"""Added to a preset. What "superfast" leaves out that pays is the macroblock tree, for pictures whose parts stay: with it, and every fourth
frame a P, drawn shots at 1080p cost half the time of "veryfast" (12.2 to 26.0 ms a frame) at the same size (8.85 to 8.88 kB) and quality
(PSNR 51.8 to 51.9 dB, SSIM 0.9974 to 0.9976); without it they are twice as large and more. A longer lookahead gains 0.1 dB and
holds 5 MB more for each of its frames."""


def encode(frames: Iterable[av.VideoFrame], count: int, encoding: Encoding, path: Path, progress: Callable[[float], None]) -> SegmentHeader:
    """Encode exactly `count` frames into a segment file.

    Args:
        frames: yuv420p, BT.709, of the encoding's size; consumed one at a time.
        count: How many they are.
        encoding: Width and height even.
        path: Where the segment goes.
        progress: Called with 0 to 1 after every frame.

    Raises:
        Refused: The encoding is none that x264 knows (odd size, unknown preset).
        Broken: The frames are fewer, more, or of another size.
    """
    encoder = _open(encoding)
    done = 0
    with SegmentWriter(path, encoding, f"{ENGINE_NAME} {ENGINE_VERSION}") as writer:
        for frame in frames:
            if (frame.width, frame.height) != (encoding.width_px, encoding.height_px) or frame.format.name != "yuv420p":
                found = f"{frame.width}×{frame.height} {frame.format.name}"
                msg = f"frame {done} is {found}, the film is {encoding.width_px}×{encoding.height_px} yuv420p"
                raise Broken(msg)
            frame.pts, frame.time_base = done, encoder.time_base
            frame.pict_type = PictureType.I if done == 0 else PictureType.NONE
            _add(writer, encoder.encode(frame))
            done += 1
            progress(min(done / count, 1.0))
        if done != count:
            msg = f"{done} frames came to be encoded, {count} were wanted"
            raise Broken(msg)
        _add(writer, encoder.encode(None))
        return writer.finish(encoder.extradata or b"")


def _open(encoding: Encoding) -> VideoCodecContext:
    if encoding.width_px % 2 or encoding.height_px % 2:
        msg = f"{encoding.width_px}×{encoding.height_px} can't be encoded: width and height must be even"
        raise Refused(msg)
    encoder = av.CodecContext.create("libx264", "w")
    encoder.width, encoder.height, encoder.pix_fmt = encoding.width_px, encoding.height_px, "yuv420p"
    encoder.time_base, encoder.framerate = Fraction(1, encoding.fps), Fraction(encoding.fps)
    encoder.sample_aspect_ratio = Fraction(1)
    encoder.colorspace = encoder.color_primaries = encoder.color_trc = BT709
    encoder.color_range = LIMITED_RANGE
    encoder.thread_count = 1
    encoder.flags |= Flags.global_header | Flags.closed_gop
    more = _RATE_CONTROL.get(encoding.preset, "") + _ASSEMBLY
    encoder.options = {
        "preset": encoding.preset,
        "crf": str(encoding.crf),
        "forced-idr": "1",
        # stitchable keeps the PPS independent of rate control; scene cuts inside a shot are flashes, not cuts
        "x264-params": f"stitchable=1:keyint={encoding.keyint_frames}:min-keyint=1:scenecut=0:open-gop=0:force-cfr=1{more}",
    }
    try:
        encoder.open()
    except av.FFmpegError as error:
        msg = f"x264 does not take these settings ({error}): {encoding}"
        raise Refused(msg) from error
    return encoder


def _add(writer: SegmentWriter, packets: list[av.Packet]) -> None:  # type: ignore[type-arg]
    for packet in packets:
        if packet.pts is None:
            msg = "the encoder gave a packet without a time"
            raise Broken(msg)
        writer.add(bytes(packet), packet.pts, is_key=packet.is_keyframe)
