"""How much a slow move shakes: the middle of a dot, frame by frame, against where the camera's path says it is."""

import tempfile
from collections.abc import Iterable
from pathlib import Path

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from activities.media.drawn.camera import Screen, layer_matrix, view_at
from activities.media.drawn.flat import flat_rig
from activities.media.drawn.performance import CameraPath, Performance, View
from activities.media.drawn.render import DrawnClip
from activities.media.planes import planes_of
from schemas.media import PNG

FRAMES, FPS, ZOOM = 72, 24, 1.25
DOT_WIDTH_PX, DOT_HEIGHT_PX = 2880, 1620
DOT = (1800.0, 1010.0)
"""In pixels of the picture; the zoom moves it outwards by some two hundred pixels of a 1080p frame."""


def write_dot(path: Path) -> None:
    """A picture with one soft dot, its middle at `DOT`."""
    y, x = np.mgrid[:DOT_HEIGHT_PX, :DOT_WIDTH_PX] + 0.5
    shape = np.exp(-((x - DOT[0]) ** 2 + (y - DOT[1]) ** 2) / (2 * 9.0**2))
    cv2.imwrite(str(path), np.rint(30 + 200 * shape).astype(np.uint8)[..., None].repeat(3, axis=2))


def shake_of_ours_px(width_px: int, height_px: int) -> float:
    """Of our renderer, over a zoom that comes a quarter closer in three seconds."""
    camera = CameraPath(end=View(zoom=ZOOM), parallax=0.0)
    with tempfile.TemporaryDirectory() as folder:
        picture = Path(folder) / "dot.png"
        write_dot(picture)
        performance = Performance(
            frames=FRAMES, fps=FPS, width_px=width_px, height_px=height_px, seed=1, image_media_type=PNG, camera=camera
        )
        frames = DrawnClip(performance, picture, width_px, height_px).read(0, FRAMES)
        screen = Screen(width_px, height_px, flat_rig(picture, width_px, height_px).frame)
        ideal = [layer_matrix(view_at(camera, number, FRAMES, FPS), screen, 1.0, 0.0) @ np.array([*DOT, 1.0]) for number in range(FRAMES)]
        return shake_px(frames, np.array(ideal))


def shake_px(frames: Iterable[av.VideoFrame], ideal: NDArray[np.float64]) -> float:
    """Root mean square of how far the dot is off, after a constant shift, which nobody sees, is taken away.

    Args:
        frames: With one dot lighter than everything else.
        ideal: Where it should be; (frames, 2), continuous pixels.
    """
    found = np.array([_middle(planes_of(frame)[0]) for frame in frames])
    off = found - ideal[: len(found)]
    return float(np.sqrt(((off - off.mean(axis=0)) ** 2).sum(axis=1).mean()))


def _middle(plane: NDArray[np.uint8]) -> tuple[float, float]:
    values = (plane.astype(np.float64) - np.median(plane)) ** 2
    values[values < 9] = 0
    across, down = np.arange(plane.shape[1]) + 0.5, np.arange(plane.shape[0]) + 0.5
    return float(values.sum(axis=0) @ across / values.sum()), float(values.sum(axis=1) @ down / values.sum())
