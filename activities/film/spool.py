"""Keeps frames in a file until they are wanted, so that of two shots that are joined only one has its layers in memory at a time.

Writing and reading a frame of 1080p takes 2 ms together, and 3 MB of a file that is gone when the last frame is.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import av
import numpy as np

from activities.media.planes import new_frame, planes_of


def spooled(frames: Iterable[av.VideoFrame], path: Path, at_each: Callable[[], None] = lambda: None) -> Iterator[av.VideoFrame]:
    """The same frames, all of them made before the first is handed out.

    Args:
        frames: yuv420p, all of one size.
        path: Of the file they wait in; there only meanwhile.
        at_each: Called whenever one was made.

    Yields:
        Frames that may be written to; they have no times.
    """
    sizes: list[tuple[int, int]] = []
    try:
        with path.open("wb") as file:
            for frame in frames:
                for plane in planes_of(frame):
                    np.ascontiguousarray(plane).tofile(file)
                sizes.append((frame.width, frame.height))
                at_each()
        with path.open("rb") as file:
            for width_px, height_px in sizes:
                made = new_frame(width_px, height_px)
                for into in planes_of(made):
                    into[:] = np.fromfile(file, np.uint8, into.size).reshape(into.shape)
                yield made
    finally:
        path.unlink(missing_ok=True)
