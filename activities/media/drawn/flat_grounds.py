"""Flat pictures as grounds; the last ones stay in memory, because a shot and the dissolves at its ends are drawn from the same picture.

Reading a still of 2880 × 1620 costs as much as drawing ten frames at 1080p. A file is known by what the file system calls it, so that links
to it, one a job, are the same picture. Memory: `_MOST_BYTES` at most.
"""

import threading
from collections import OrderedDict
from pathlib import Path

from activities.media.drawn.flat import read_flat, read_opaque
from activities.media.drawn.ground import Ground, ground_of, ground_of_rgb
from activities.media.drawn.layers import Sheet, over_black, packed

_MOST_BYTES = 40 * 1024 * 1024
"""Four stills of 2880 × 1620."""


class FlatGrounds:
    """Remembers the pictures that were asked for last; safe for use by many threads."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """Nothing is kept yet."""
        self._most_bytes = most_bytes
        self._kept: OrderedDict[tuple[int, int, int, int], Ground] = OrderedDict()
        self._lock = threading.Lock()

    def ground(self, path: Path) -> Ground:
        """A picture as a ground that begins at the canvas's corner, over black where it lets something through.

        It is shared, so its pixels can't be written to.

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
        ground = _read(path)
        with self._lock:
            self._kept[key] = ground
            while sum(plane.nbytes for kept in self._kept.values() for plane in kept.planes) > self._most_bytes:
                self._kept.popitem(last=False)
        return ground


def _read(path: Path) -> Ground:
    pixels = read_opaque(path)
    return ground_of(over_black(Sheet(packed(read_flat(path)), 0, 0))) if pixels is None else ground_of_rgb(pixels)


_GROUNDS = FlatGrounds()


def flat_ground(path: Path) -> Ground:
    """A flat picture as a ground, from this process's memory if it is there; see `FlatGrounds.ground`."""
    return _GROUNDS.ground(path)
