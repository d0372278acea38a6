"""The picture track of a file: packets of segments one after the other, untouched, with decoding times counted anew."""

import io
from collections.abc import Iterator, Sequence
from fractions import Fraction

import av
from av.container import OutputContainer
from av.packet import Packet
from av.stream import Stream
from av.video.stream import VideoStream

from activities.film.coding.prores import prores_settings
from activities.media.planes import BT709, LIMITED_RANGE
from activities.media.segment import Segment
from schemas.failures import Broken
from schemas.film import Encoding
from schemas.options import Codec

CONTAINERS: dict[Codec, str] = {"h264": "mp4", "h265": "mp4", "av1": "mp4", "prores": "mov"}
"""What a codec is carried in, as libav calls it; also the suffix of the file."""
_PARSERS: dict[Codec, str] = {"h264": "h264", "h265": "hevc", "av1": "obu"}
TICKS_HZ = 24_000
"""Of the track: 24, 25 and 30 frames a second are whole numbers of it."""


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


def add_picture_track(file: OutputContainer, segment: Segment) -> VideoStream:
    """A track for packets of segments that match this one."""
    encoding = segment.header.encoding
    stream = _add_prores(file, encoding) if encoding.codec == "prores" else _add_parsed(file, segment)
    stream.time_base = Fraction(1, encoding.fps)
    return stream


def picture_packets(stream: VideoStream, segments: Sequence[Segment]) -> Iterator["Packet[Stream]"]:
    """The packets in decoding order; each is decoded its index less the reordering delay after the beginning, in frames."""
    frame_s = Fraction(1, segments[0].header.encoding.fps)
    delay = max(segment.header.delay_frames for segment in segments)
    index = first_frame = 0
    for segment in segments:
        for packet in segment.packets():
            coded: Packet[Stream] = av.Packet(packet.data)
            coded.stream, coded.time_base = stream, frame_s
            coded.pts, coded.dts, coded.duration = first_frame + packet.frame, index - delay, 1
            coded.is_keyframe = packet.is_key
            yield coded
            index += 1
        first_frame += segment.header.frames


def _add_parsed(file: OutputContainer, segment: Segment) -> VideoStream:
    """As a parser sees the stream: dimensions, profile and colours out of the parameter sets."""
    codec = segment.header.encoding.codec
    first = next(segment.packets()).data
    # temporal units of AV1 carry their sequence header where they can be decoded from
    head = first if codec == "av1" else segment.header.extradata + first
    with av.open(io.BytesIO(head), "r", format=_PARSERS[codec]) as template:
        # "opaque": the decoder of AV1 is no encoder, so the track can't be set up as if one made it
        stream = file.add_stream_from_template(template.streams.video[0], opaque=codec == "av1")
    if codec == "h265":
        stream.codec_context.codec_tag = "hvc1"  # parameter sets are in the header only, as Apple's players want it
    return stream


def _add_prores(file: OutputContainer, encoding: Encoding) -> VideoStream:
    """ProRes has no parser: an encoder, never fed, says what the track is."""
    stream = file.add_stream("prores_ks", rate=encoding.fps)
    coder = stream.codec_context
    coder.width, coder.height, coder.pix_fmt = encoding.width_px, encoding.height_px, "yuv422p10le"
    coder.sample_aspect_ratio = Fraction(1)
    coder.colorspace = coder.color_primaries = coder.color_trc = BT709
    coder.color_range = LIMITED_RANGE
    coder.options = dict(prores_settings(encoding).options)
    return stream
