"""Segment files: the encoded packets of one shot or transition, ready to be muxed without being touched.

The film is a sequence of segments. Opening two hundred small MP4 files costs seconds of stream probing; a packet file costs one seek.

    magic (8 bytes) · packets in decoding order · still (JPEG) · header (JSON) · length of the header (8 bytes, little-endian) · magic

The still is a small picture of one of the frames: a sheet of a thousand shots need not decode a thousand segments. There need not be one.
The header follows the packets so that a segment is written as it is encoded. It carries no decoding times: an encoder starts very short
segments at another offset, so whoever joins segments counts them anew (index of the packet less the reordering delay).
"""

import json
import os
import struct
from array import array
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import IO, NamedTuple, Self

import av
from av.video.codeccontext import VideoCodecContext

from schemas.failures import Broken
from schemas.film import Encoding
from schemas.options import Codec

_DECODERS: dict[Codec, str] = {"h264": "h264", "h265": "hevc", "av1": "libdav1d", "prores": "prores"}
MAGIC = b"FWSEG\x01\r\n"
_TAIL = struct.Struct("<Q8s")


@dataclass(frozen=True)
class SegmentHeader:
    """What a segment file says of itself; nine bytes a packet in memory, since a film's segments are looked at together."""

    encoding: Encoding
    encoder: str
    """Name and build; packets of two builds are not joined."""
    extradata: bytes
    """Parameter sets as the encoder gives them: in Annex B form, the sequence header of AV1, nothing for ProRes."""
    sizes: "array[int]"
    """Bytes of each packet, in decoding order."""
    shown: "array[int]"
    """The frame of the segment that each packet becomes."""
    keys: bytes
    """1 for packets that decoding can begin with."""
    still_frame: int = 0
    """The frame that the still shows."""
    still_bytes: int = 0
    """0: there is none."""

    @property
    def frames(self) -> int:
        """Its length."""
        return len(self.sizes)

    @property
    def delay_frames(self) -> int:
        """How far decoding must run ahead of showing: the most places any packet is decoded after its turn."""
        return max(index - frame for index, frame in enumerate(self.shown))


class Still(NamedTuple):
    """A small picture of a frame."""

    frame: int
    jpeg: bytes


class Packet(NamedTuple):
    """One packet of a segment."""

    data: bytes
    frame: int
    """When it is shown, counted in the segment."""
    is_key: bool


@dataclass(frozen=True)
class Segment:
    """A segment file and its header."""

    path: Path
    header: SegmentHeader

    def packets(self, first: int = 0) -> Iterator[Packet]:
        """The packets in decoding order, from the `first` one on; one is in memory at a time.

        Raises:
            Broken: The file ends too soon.
        """
        header = self.header
        with self.path.open("rb", buffering=0) as file:  # packets are larger than a buffer, which they would be copied through
            file.seek(len(MAGIC) + sum(header.sizes[:first]))
            for size, frame, key in zip(header.sizes[first:], header.shown[first:], header.keys[first:], strict=True):
                data = file.read(size)
                if len(data) != size:
                    msg = f"{self.path.name} ends inside the packet of frame {frame}"
                    raise Broken(msg)
                yield Packet(data, frame, bool(key))

    def still(self) -> Still | None:
        """The small picture, if there is one."""
        header = self.header
        if not header.still_bytes:
            return None
        with self.path.open("rb") as file:
            file.seek(len(MAGIC) + sum(header.sizes))
            return Still(header.still_frame, file.read(header.still_bytes))

    def decoded(self, first: int = 0) -> Iterator[av.VideoFrame]:
        """The frames in the order they are shown, from the key packet `first` on; `pts` counts in the segment."""
        decoder = _decoder(self.header)
        for packet in self.packets(first):
            coded = av.Packet(packet.data)
            coded.pts = packet.frame
            yield from decoder.decode(coded)
        yield from decoder.decode(None)

    def frame(self, wanted: int) -> av.VideoFrame:
        """Decode one frame, from the key frame before it.

        Raises:
            Broken: There is no such frame, or the packets do not give it.
        """
        header = self.header
        if not 0 <= wanted < header.frames:
            msg = f"no frame {wanted} in a segment of {header.frames}"
            raise Broken(msg)
        start = max(index for index, frame in enumerate(header.shown) if header.keys[index] and frame <= wanted)
        for frame in self.decoded(start):
            if frame.pts == wanted:
                return frame
        msg = f"frame {wanted} of {self.path.name} does not decode"
        raise Broken(msg)


class SegmentWriter(AbstractContextManager["SegmentWriter"]):
    """Writes a segment beside its final name and moves it there when it is whole."""

    def __init__(self, path: Path, encoding: Encoding, encoder: str) -> None:
        """Begin a segment that will be called `path`."""
        self._path, self._encoding, self._encoder = path, encoding, encoder
        self._sizes, self._shown, self._keys = array("I"), array("I"), bytearray()
        self._draft = path.with_name(path.name + ".part")
        self._file: IO[bytes] = self._draft.open("wb")
        self._file.write(MAGIC)

    def add(self, data: bytes, frame: int, *, is_key: bool) -> None:
        """Append the next packet in decoding order."""
        self._file.write(data)
        self._sizes.append(len(data))
        self._shown.append(frame)
        self._keys.append(is_key)

    def finish(self, extradata: bytes, still: Still | None = None) -> SegmentHeader:
        """Write still and header, make the file durable and give it its name.

        Raises:
            Broken: The packets are not a closed run of frames that begins with a key frame.
        """
        if not self._keys or not self._keys[0] or self._shown[0] != 0 or sorted(self._shown) != list(range(len(self._shown))):
            msg = f"{self._path.name}: the encoder gave {len(self._shown)} packets that are not frames 0 to n beginning with a key frame"
            raise Broken(msg)
        header = SegmentHeader(self._encoding, self._encoder, extradata, self._sizes, self._shown, bytes(self._keys))
        if still is not None:
            header = replace(header, still_frame=still.frame, still_bytes=len(still.jpeg))
            self._file.write(still.jpeg)
        text = _written(header)
        self._file.write(text + _TAIL.pack(len(text), MAGIC))
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._draft.replace(self._path)
        return header

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        self._file.close()
        self._draft.unlink(missing_ok=True)


def _decoder(header: SegmentHeader) -> VideoCodecContext:
    decoder = av.CodecContext.create(_DECODERS[header.encoding.codec], "r")
    assert isinstance(decoder, VideoCodecContext)  # the type of `create` knows a few names only
    decoder.extradata = header.extradata or None
    decoder.thread_count = 1
    return decoder


def read_segment(path: Path) -> Segment:
    """Open a segment file; reads its header only.

    Raises:
        Broken: The file is not a whole segment.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        magic = file.read(len(MAGIC))
        if magic != MAGIC or size < len(MAGIC) + _TAIL.size:
            msg = f"{path.name} is not a segment: it begins with {magic!r}, a segment with {MAGIC!r}"
            raise Broken(msg)
        file.seek(size - _TAIL.size)
        length, tail = _TAIL.unpack(file.read(_TAIL.size))
        if tail != MAGIC or length > size - len(MAGIC) - _TAIL.size:
            msg = f"{path.name} is a segment that was cut off"
            raise Broken(msg)
        file.seek(size - _TAIL.size - length)
        header = _header(file.read(length), path)
    if len(MAGIC) + sum(header.sizes) + header.still_bytes + length + _TAIL.size != size or len(header.shown) != len(header.sizes):
        msg = f"{path.name}: its packets do not add up to its size"
        raise Broken(msg)
    return Segment(path, header)


def _written(header: SegmentHeader) -> bytes:
    fields = {
        "encoding": header.encoding.model_dump(mode="json"),
        "encoder": header.encoder,
        "extradata": header.extradata.hex(),
        "sizes": header.sizes.tolist(),
        "shown": header.shown.tolist(),
        "keys": [index for index, key in enumerate(header.keys) if key],
        "still": [header.still_frame, header.still_bytes],
    }
    return json.dumps(fields, separators=(",", ":")).encode()


def _header(text: bytes, path: Path) -> SegmentHeader:
    try:
        fields = json.loads(text)
        keys = bytearray(len(fields["sizes"]))
        for index in fields["keys"]:
            keys[index] = 1
        still_frame, still_bytes = fields.get("still", (0, 0))  # segments made before there were any
        return SegmentHeader(
            encoding=Encoding.model_validate(fields["encoding"]),
            encoder=fields["encoder"],
            extradata=bytes.fromhex(fields["extradata"]),
            sizes=array("I", fields["sizes"]),
            shown=array("I", fields["shown"]),
            keys=bytes(keys),
            still_frame=int(still_frame),
            still_bytes=int(still_bytes),
        )
    except (ValueError, TypeError, KeyError, IndexError, OverflowError) as error:
        msg = f"{path.name}: the header of the segment can't be read: {error}"
        raise Broken(msg) from error
