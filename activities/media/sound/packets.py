"""Files of encoded sound packets: what lies between two places of a film's sound, ready to be muxed without being touched.

magic (8 bytes) · number of packets · size and length in samples of each (all little-endian, 4 bytes) · the packets
"""

from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from sys import byteorder
from typing import NamedTuple

from schemas.failures import Broken

MAGIC = b"FWSND\x01\r\n"


class SoundPacket(NamedTuple):
    """One packet."""

    data: bytes
    samples: int
    """How long it sounds."""


def write_packets(path: Path, packets: Iterable[SoundPacket]) -> int:
    """Write a packet file; returns how many packets it holds. They are in memory meanwhile: 2.4 MB a minute."""
    kept = list(packets)
    table = array("I", [len(kept)])
    for packet in kept:
        table.extend((len(packet.data), packet.samples))
    with path.open("wb") as file:
        file.write(MAGIC)
        file.write(_little(table).tobytes())
        for packet in kept:
            file.write(packet.data)
    return len(kept)


def read_packets(path: Path) -> Iterator[SoundPacket]:
    """The packets of a file, in order; one is in memory at a time.

    Raises:
        Broken: It is no packet file, or it ends too soon.
    """
    with path.open("rb") as file:
        if file.read(len(MAGIC)) != MAGIC:
            msg = f"{path.name} is no file of sound packets"
            raise Broken(msg)
        count = _numbers(file.read(4), 1, path)[0]
        table = _numbers(file.read(8 * count), 2 * count, path)
        for index in range(count):
            data = file.read(table[2 * index])
            if len(data) != table[2 * index]:
                msg = f"{path.name} ends inside packet {index} of {count}"
                raise Broken(msg)
            yield SoundPacket(data, table[2 * index + 1])


def _numbers(data: bytes, count: int, path: Path) -> "array[int]":
    if len(data) != 4 * count:
        msg = f"{path.name} ends inside its table of packets"
        raise Broken(msg)
    numbers = array("I")
    numbers.frombytes(data)
    return _little(numbers)


def _little(numbers: "array[int]") -> "array[int]":
    if byteorder == "big":
        numbers.byteswap()
    return numbers
