"""Flat pictures as sheets; the last ones stay in memory, because a shot and the dissolves at its ends are drawn from the same picture.

Reading a still of 2880 × 1620 costs as much as drawing ten frames at 1080p. A file is known by what the file system calls it, so that links
to it, one a job, are the same picture. Memory: `_MOST_BYTES` at most.
"""

import threading
from collections import OrderedDict
from pathlib import Path

from activities.media.flat import read_flat
from activities.media.layers import Sheet, packed

_MOST_BYTES = 96 * 1024 * 1024
"""Four stills of 2880 × 1620."""


class FlatSheets:
    """Remembers the sheets that were asked for last; safe for use by many threads."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """Nothing is kept yet."""
        self._most_bytes = most_bytes
        self._kept: OrderedDict[tuple[int, int, int, int], Sheet] = OrderedDict()
        self._lock = threading.Lock()

    def sheet(self, path: Path) -> Sheet:
        """A picture as a sheet that begins at the canvas's corner; shared, so its pixels can't be written to.

        Raises:
            Refused: The file is no image.
        """
        try:
            known = path.stat()
        except OSError:
            return _read(path)  # which says what is wrong
        key = (known.st_dev, known.st_ino, known.st_size, known.st_mtime_ns)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        sheet = _read(path)
        with self._lock:
            self._kept[key] = sheet
            while sum(kept.packed.nbytes for kept in self._kept.values()) > self._most_bytes:
                self._kept.popitem(last=False)
        return sheet


def _read(path: Path) -> Sheet:
    pixels = packed(read_flat(path))
    pixels.flags.writeable = False
    return Sheet(pixels, 0, 0)


_SHEETS = FlatSheets()


def flat_sheet(path: Path) -> Sheet:
    """A flat picture as a sheet, from this process's memory if it is there; see `FlatSheets.sheet`."""
    return _SHEETS.sheet(path)
