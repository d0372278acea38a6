"""A JPEG that is written while it is drawn, from top to bottom: a contact sheet of a long film is larger than what should be held at once.

Method: bands of `_BAND_PX` rows are encoded one by one, each as one restart interval, their scans joined by restart markers (ITU-T T.81,
B.2.1 and E.1.4). Without chroma subsampling no block knows its neighbours, so every pixel is what one encoder would have made of the whole.
Memory: the bands that are drawn on and not finished yet.
"""

import io
import struct
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from PIL import Image

from schemas.failures import Refused

_BAND_PX = 128
"""A whole number of blocks."""
_BLOCK_PX = 8
_LARGEST_PX = 65_500
"""libjpeg's own limit."""
_FRAME, _SCAN = 0xC0, 0xDA
"""Markers: the head of a baseline frame, which tells its size, and that of a scan."""
_RESTART, _RESTARTS = 0xD0, 8
"""The first restart marker, and how many there are before they begin anew."""
_END = b"\xff\xd9"


class TallJpeg(AbstractContextManager["TallJpeg"]):
    """A picture that is drawn and written from top to bottom."""

    def __init__(self, path: Path, size: tuple[int, int], paper: tuple[int, int, int], quality: int) -> None:
        """Begin a file.

        Args:
            path: Overwritten; whole when the `with` block ends.
            size: Width and height in pixels.
            paper: What nothing is pasted on; RGB.
            quality: As libjpeg counts it, 1 to 95.

        Raises:
            Refused: A side is larger than JPEG can tell.
        """
        if max(size) > _LARGEST_PX:
            msg = f"{path.name} would have {size[0]} × {size[1]} px; a JPEG has at most {_LARGEST_PX} on each side"
            raise Refused(msg)
        self.width_px, self.height_px = size
        self._paper, self._quality = paper, quality
        self._open: dict[int, Image.Image] = {}
        self._done = 0
        self._file: IO[bytes] = path.open("wb")

    def paste(self, image: Image.Image, corner: tuple[int, int], mask: Image.Image | None = None) -> None:
        """Lay an RGB or RGBA image down, through its mask; what reaches past the picture's ends, or into what is finished, is cut off."""
        left, top = corner
        bottom = min(top + image.height, self.height_px)
        for number in range(max(self._done, top // _BAND_PX), -(-bottom // _BAND_PX)):
            self._band(number).paste(image, (left, top - number * _BAND_PX), mask)

    def finish_above(self, y: int) -> None:
        """Nothing more is pasted above row `y`: write what lies there."""
        while min((self._done + 1) * _BAND_PX, self.height_px) <= y and self._done * _BAND_PX < self.height_px:
            self._write(self._band(self._done))
            del self._open[self._done]
            self._done += 1

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None) -> None:
        with self._file:
            if kind is None:
                self.finish_above(self.height_px)
                self._file.write(_END)

    def __enter__(self) -> Self:
        return self

    def _band(self, number: int) -> Image.Image:
        if number not in self._open:
            height_px = min(_BAND_PX, self.height_px - number * _BAND_PX)
            self._open[number] = Image.new("RGB", (self.width_px, height_px), self._paper)
        return self._open[number]

    def _write(self, band: Image.Image) -> None:
        blocks = -(-self.width_px // _BLOCK_PX) * (_BAND_PX // _BLOCK_PX)
        coded = io.BytesIO()
        band.save(coded, "JPEG", quality=self._quality, subsampling=0, restart_marker_blocks=blocks)
        head, scan = _parted(coded.getvalue(), self.height_px)
        self._file.write(head if self._done == 0 else bytes([0xFF, _RESTART + (self._done - 1) % _RESTARTS]))
        self._file.write(scan)


def _parted(jpeg: bytes, height_px: int) -> tuple[bytes, bytes]:
    """What comes before the scan, for a picture of another height, and the scan."""
    head, place = bytearray(jpeg), 2
    while True:
        marker, length = head[place + 1], int.from_bytes(head[place + 2 : place + 4])
        if marker == _FRAME:
            struct.pack_into(">H", head, place + 5, height_px)
        place += 2 + length
        if marker == _SCAN:
            return bytes(head[:place]), jpeg[place : -len(_END)]
