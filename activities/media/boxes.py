"""Boxes of MP4 and QuickTime files (ISO/IEC 14496-12): listed, read, appended, made free space. Files are never read whole."""

import struct
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, NamedTuple
from uuid import UUID

from schemas.failures import Broken

_HEADER = struct.Struct(">I4s")
_LARGE = struct.Struct(">Q")
_KIND_BYTE = 4
"""Of a header: its kind lies behind its length."""


class Box(NamedTuple):
    """Where one box lies."""

    kind: str
    """Four characters: "moov"."""
    first_byte: int
    """Of its header, in the file."""
    payload_byte: int
    """The first behind its header."""
    end_byte: int
    """The first behind it."""

    @property
    def size_bytes(self) -> int:
        """Its length, header included."""
        return self.end_byte - self.first_byte


def boxes(file: IO[bytes], first_byte: int, end_byte: int) -> Iterator[Box]:
    """The boxes one after the other in a part of a file.

    Raises:
        Broken: The bytes there are no boxes.
    """
    at = first_byte
    while at < end_byte:
        file.seek(at)
        header = file.read(_HEADER.size)
        if len(header) < _HEADER.size:
            msg = f"a box at byte {at} is cut off"
            raise Broken(msg)
        size, kind = _HEADER.unpack(header)
        payload = at + _HEADER.size
        if size == 1:  # too large for 32 bits: the length follows
            (size,) = _LARGE.unpack(file.read(_LARGE.size))
            payload += _LARGE.size
        end = end_byte if size == 0 else at + size  # 0: up to the end
        if not payload <= end <= end_byte:
            msg = f"a box at byte {at} says it has {size} bytes, there are {end_byte - at}"
            raise Broken(msg)
        yield Box(kind.decode("latin-1"), at, payload, end)
        at = end


def inside(file: IO[bytes], box: Box, *path: str) -> Iterator[Box]:
    """The boxes at a path of kinds in a box: `inside(file, moof, "traf", "tfdt")`."""
    for child in boxes(file, box.payload_byte, box.end_byte):
        if child.kind == path[0]:
            if len(path) == 1:
                yield child
            else:
                yield from inside(file, child, *path[1:])


def payload(file: IO[bytes], box: Box) -> bytes:
    """What a small box holds."""
    file.seek(box.payload_byte)
    return file.read(box.end_byte - box.payload_byte)


def make_free(file: IO[bytes], found: Iterable[Box]) -> None:
    """Make boxes free space (8.1.2), which every reader passes over; nothing moves, `file` is open for reading and writing."""
    for box in found:
        file.seek(box.first_byte + _KIND_BYTE)
        file.write(b"free")


def append_own(path: Path, name: UUID, data: bytes) -> None:
    """Append a box of one's own (`uuid`), which players pass over; nothing before it moves."""
    with path.open("ab") as file:
        file.write(_HEADER.pack(_HEADER.size + len(name.bytes) + len(data), b"uuid") + name.bytes + data)


def read_own(path: Path, name: UUID) -> bytes | None:
    """What the last box of that name holds; None when there is none."""
    found = None
    with path.open("rb") as file:
        for box in boxes(file, 0, path.stat().st_size):
            if box.kind == "uuid":
                file.seek(box.payload_byte)
                if file.read(len(name.bytes)) == name.bytes:
                    found = file.read(box.end_byte - box.payload_byte - len(name.bytes))
    return found
