"""Segment files: the encoded packets of one shot or transition, ready to be muxed without being touched.

The film is a sequence of segments. Opening two hundred small MP4 files costs seconds of stream probing; a packet file costs one seek.

    magic (8 bytes) · packets in decoding order · header (JSON) · length of the header (8 bytes, little-endian) · magic

The header follows the packets so that a segment is written as it is encoded. It carries no decoding times: an encoder starts very short
segments at another offset, so whoever joins segments counts them anew (index of the packet less the reordering delay).
"""

import json
import os
import struct
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

import av
from pydantic import ValidationError

from schemas.failures import Broken
from schemas.film import Encoding
from schemas.keys import artifact_key
from schemas.message import Message

MAGIC = b"FWSEG\x01\r\n"
_TAIL = struct.Struct("<Q8s")


class PacketEntry(Message):
    """One packet, in decoding order."""

    size_bytes: int
    frame: int
    """When it is shown, counted in the segment."""
    is_key: bool


class SegmentHeader(Message):
    """What a segment file says of itself."""

    encoding: Encoding
    encoder: str
    """Name and build; packets of two builds are not joined."""
    extradata: str
    """SPS and PPS in Annex B form, hexadecimal."""
    packets: list[PacketEntry]

    @property
    def frames(self) -> int:
        """Its length."""
        return len(self.packets)

    @property
    def delay_frames(self) -> int:
        """How far decoding must run ahead of showing: the most places any packet is decoded after its turn."""
        return max(index - packet.frame for index, packet in enumerate(self.packets))

    @property
    def kin(self) -> str:
        """Equal for segments that may stand in one film."""
        return artifact_key(f"{self.encoder} {self.extradata}", self.encoding)


@dataclass(frozen=True)
class Segment:
    """A segment file and its header."""

    path: Path
    header: SegmentHeader

    def payloads(self) -> Iterator[tuple[PacketEntry, bytes]]:
        """Every packet in decoding order; one is in memory at a time."""
        with self.path.open("rb") as file:
            file.seek(len(MAGIC))
            for entry in self.header.packets:
                data = file.read(entry.size_bytes)
                if len(data) != entry.size_bytes:
                    msg = f"{self.path.name} ends inside the packet of frame {entry.frame}"
                    raise Broken(msg)
                yield entry, data

    def frame(self, wanted: int) -> av.VideoFrame:
        """Decode one frame, from the key frame before it.

        Raises:
            Broken: There is no such frame, or the packets do not give it.
        """
        packets = self.header.packets
        if not 0 <= wanted < len(packets):
            msg = f"no frame {wanted} in a segment of {len(packets)}"
            raise Broken(msg)
        start = max(index for index, packet in enumerate(packets) if packet.is_key and packet.frame <= wanted)
        for frame in decoded(self, start):
            if frame.pts == wanted:
                return frame
        msg = f"frame {wanted} of {self.path.name} does not decode"
        raise Broken(msg)


class SegmentWriter(AbstractContextManager["SegmentWriter"]):
    """Writes a segment beside its final name and moves it there when it is whole."""

    def __init__(self, path: Path, encoding: Encoding, encoder: str) -> None:
        self._path, self._encoding, self._encoder = path, encoding, encoder
        self._packets: list[PacketEntry] = []
        self._draft = path.with_name(path.name + ".part")
        self._file: IO[bytes] = self._draft.open("wb")
        self._file.write(MAGIC)

    def add(self, data: bytes, frame: int, *, is_key: bool) -> None:
        """Append the next packet in decoding order."""
        self._file.write(data)
        self._packets.append(PacketEntry(size_bytes=len(data), frame=frame, is_key=is_key))

    def finish(self, extradata: bytes) -> SegmentHeader:
        """Write the header, make the file durable and give it its name.

        Raises:
            Broken: The packets are not a closed run of frames that begins with a key frame.
        """
        shown = sorted(packet.frame for packet in self._packets)
        if not shown or shown != list(range(len(shown))) or not self._packets[0].is_key or self._packets[0].frame != 0:
            msg = f"{self._path.name}: the encoder gave {len(shown)} packets that are not frames 0 to n beginning with a key frame"
            raise Broken(msg)
        header = SegmentHeader(encoding=self._encoding, encoder=self._encoder, extradata=extradata.hex(), packets=self._packets)
        text = json.dumps(_compact(header), separators=(",", ":")).encode()
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
        header = _expanded(file.read(length), path)
    if len(MAGIC) + sum(packet.size_bytes for packet in header.packets) + length + _TAIL.size != size:
        msg = f"{path.name}: its packets do not add up to its size"
        raise Broken(msg)
    return Segment(path, header)


def decoded(segment: Segment, first_packet: int = 0) -> Iterator[av.VideoFrame]:
    """The frames of a segment in the order they are shown, from a key packet on; `pts` counts in the segment."""
    decoder = av.CodecContext.create("h264", "r")
    decoder.extradata = bytes.fromhex(segment.header.extradata)
    decoder.thread_count = 1
    for index, (entry, data) in enumerate(segment.payloads()):
        if index >= first_packet:
            packet = av.Packet(data)
            packet.pts = entry.frame
            yield from decoder.decode(packet)
    yield from decoder.decode(None)


def _compact(header: SegmentHeader) -> dict[str, object]:
    """A long shot has a thousand packets: triples instead of objects."""
    return header.model_dump(mode="json") | {"packets": [[p.size_bytes, p.frame, int(p.is_key)] for p in header.packets]}


def _expanded(text: bytes, path: Path) -> SegmentHeader:
    try:
        fields = json.loads(text)
        packets = [PacketEntry(size_bytes=size, frame=frame, is_key=bool(key)) for size, frame, key in fields.pop("packets")]
        return SegmentHeader(**fields, packets=packets)
    except (ValueError, TypeError, KeyError, ValidationError) as error:
        msg = f"{path.name}: the header of the segment can't be read: {error}"
        raise Broken(msg) from error
