"""Slow moves are smooth: the middle of a dot is where the camera's path says, to a fiftieth of a pixel."""

from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from activities.media.drawn.camera import Screen, layer_matrix, view_at
from activities.media.drawn.performance import CameraPath, Performance, View, Wave
from activities.media.drawn.picture import Layer, Rig, write_picture
from activities.media.drawn.render import DrawnClip
from activities.media.planes import planes_of

WIDTH, HEIGHT, FRAMES = 320, 180, 72
CANVAS = (400, 225)
DOT = (203.0, 109.0)
MOVES = {
    "push": CameraPath(end=View(x=0.04, y=-0.03, zoom=1.12), parallax=0.0),
    "pan": CameraPath(start=View(x=-0.03), end=View(x=0.03), parallax=0.0),
    "drift": CameraPath(sway_x=[Wave(amplitude=0.003, period_s=9)], sway_y=[Wave(amplitude=0.003, period_s=6)], parallax=0.0),
    "roll": CameraPath(start=View(zoom=1.05, roll_deg=-0.5), end=View(zoom=1.05, roll_deg=0.5), parallax=0.0),
}


def dot(strength: float, sigma_px: float) -> NDArray[np.float64]:
    """A Gaussian, 0 to `strength`; its middle is on a pixel's centre."""
    y, x = np.mgrid[: CANVAS[1], : CANVAS[0]] + 0.5
    shape = np.exp(-((x - DOT[0] - 0.5) ** 2 + (y - DOT[1] - 0.5) ** 2) / (2 * sigma_px**2)) * strength
    return np.asarray(shape)


def write_dot(path: Path, kind: str, sigma_px: float) -> None:
    """A dot of light on grey, a dot of red on blue-green, or a see-through layer of white on black."""
    back = np.full((CANVAS[1], CANVAS[0], 4), 255, np.uint8)
    layers, pixels = [("set", 0.2)], [back]
    if kind == "light":
        back[..., :3] = np.rint(30 + dot(200, sigma_px))[..., None]
    elif kind == "colour":
        back[..., 0] = np.rint(40 + dot(180, sigma_px))
        back[..., 1] = np.rint(140 - dot(180, sigma_px) * 0.2126 / 0.7152)
        back[..., 2] = np.rint(140 - dot(100, sigma_px))
    else:
        back[..., :3] = 20
        front = np.full((CANVAS[1], CANVAS[0], 4), 255, np.uint8)
        front[..., 3] = np.rint(dot(255, sigma_px))
        layers.append(("set", 1.0))
        pixels.append(front)
    width, height = CANVAS
    described = [
        Layer.model_validate(
            {"file": f"data/{n}.png", "x": 0, "y": 0, "width_px": width, "height_px": height, "role": role, "depth": depth}
        )
        for n, (role, depth) in enumerate(layers)
    ]
    write_picture(path, Rig(width_px=width, height_px=height, frame=(40, 22.5, 320, 180), layers=described), pixels, back)


def middle(plane: NDArray[np.uint8]) -> tuple[float, float]:
    """Centroid of what differs from the background, squared so that the dot's rounded fringes do not count; continuous pixels."""
    values = (plane.astype(np.float64) - np.median(plane)) ** 2
    y, x = np.mgrid[: plane.shape[0], : plane.shape[1]] + 0.5
    return float((values * x).sum() / values.sum()), float((values * y).sum() / values.sum())


def ideal(path: CameraPath, frame: int) -> NDArray[np.float64]:
    screen = Screen(WIDTH, HEIGHT, (40, 22.5, 320, 180))
    matrix = layer_matrix(view_at(path, frame, FRAMES, 24), screen, 1.0, 0.0)
    return np.asarray(matrix @ np.array([DOT[0] + 0.5, DOT[1] + 0.5, 1.0]))


def frames_of(path: CameraPath, picture: Path) -> list[av.VideoFrame]:
    performance = Performance(frames=FRAMES, fps=24, width_px=WIDTH, height_px=HEIGHT, seed=1, camera=path)
    return list(DrawnClip(performance, picture, WIDTH, HEIGHT).read(0, FRAMES))


@pytest.mark.parametrize("sigma_px", [2.5, 10.0], ids=["sharp", "out of focus"])
@pytest.mark.parametrize("kind", ["light", "see-through"])
@pytest.mark.parametrize("move", MOVES)
def test_a_slow_move_stays_on_its_path(tmp_path: Path, kind: str, move: str, sigma_px: float) -> None:
    write_dot(tmp_path / "dot.ora", kind, sigma_px)
    found = np.array([middle(planes_of(frame)[0]) for frame in frames_of(MOVES[move], tmp_path / "dot.ora")])
    off = found - np.array([ideal(MOVES[move], frame) for frame in range(FRAMES)])

    assert float(np.abs(off.mean(axis=0)).max()) < 0.02
    assert float(np.sqrt(((off - off.mean(axis=0)) ** 2).mean(axis=0)).max()) < 0.02


@pytest.mark.parametrize("sigma_px", [3.5, 6.0])
@pytest.mark.parametrize("plane", [1, 2])
def test_colour_lies_on_light(tmp_path: Path, plane: int, sigma_px: float) -> None:
    """Chroma column i sits on luma column 2 i, its row between luma rows 2 j and 2 j + 1."""
    write_dot(tmp_path / "dot.ora", "colour", sigma_px)
    frames = frames_of(MOVES["push"], tmp_path / "dot.ora")[::8]
    found = np.array([middle(planes_of(frame)[plane]) for frame in frames])
    as_luma = np.column_stack([2 * (found[:, 0] - 0.5) + 0.5, 2 * found[:, 1]])
    off = as_luma - np.array([ideal(MOVES["push"], frame) for frame in range(0, FRAMES, 8)])

    assert float(np.sqrt((off**2).mean(axis=0)).max()) < 0.05
