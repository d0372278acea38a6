"""The camera as mathematics: which view a path gives at a frame, and where each layer then lies on the screen.

Coordinates are continuous: pixel i of a row covers i to i + 1, its centre is i + 0.5. Matrices are (2, 3) float64 and map (x, y, 1).
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from activities.media.drawn.performance import CameraPath, View, at_once
from activities.media.drawn.picture import Layer, Rig

Matrix = NDArray[np.float64]
"""(2, 3): an affine map."""

_GUARD = 0.002
"""Share of the frame's height that stays between the view and the end of a still layer; one pixel at least, which interpolation reaches."""
_GUARD_MOVING = 0.02
"""The same for layers that move by themselves: breath, steps and gusts may pull their edges inwards so far."""
_STILL_ROLES = ("set", "light", "prop", "text")
_COMPROMISES = ((1.0, 1.0), (1.1, 1.0), (1.1, 0.5), (1.35, 0.5), (1.35, 0.0))
"""How much closer the view, and how much of the move: from what was wanted to what always fits."""
_STEPS = 12


@dataclass(frozen=True)
class Screen:
    """The output and the part of the canvas it shows at rest."""

    width_px: int
    height_px: int
    frame: tuple[float, float, float, float]
    """x, y, width, height on the canvas."""

    @property
    def scale(self) -> float:
        """Screen pixels per canvas pixel at rest; a frame of another shape is covered, not stretched."""
        return max(self.width_px / self.frame[2], self.height_px / self.frame[3])

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the frame, canvas pixels."""
        x, y, width, height = self.frame
        return x + width / 2, y + height / 2


def ease(seconds: float, length_s: float, ease_s: float) -> float:
    """How much of the way is done, 0 to 1: constant speed with raised-cosine ramps of `ease_s` at both ends (never a jerk)."""
    if length_s <= 0:
        return 0.0
    ramp = min(max(ease_s, 1e-6), length_s / 2)
    speed = 1 / (length_s - ramp)
    late = seconds > length_s / 2
    since = length_s - seconds if late else seconds
    lag = ramp / math.pi * math.sin(math.pi * since / ramp) + since if since < ramp else ramp
    done = speed * (since - lag / 2)
    return 1 - done if late else done


def view_at(path: CameraPath, frame: int, frames: int, fps: int) -> View:
    """The view of a path at a frame, sway included.

    Between views of different zoom the visible width changes evenly, so that one point of the picture stays where it is on the screen.
    """
    seconds = frame / fps
    share = ease(seconds, (frames - 1) / fps, path.ease_s)
    start, end = path.start, path.end
    width = (1 - share) / start.zoom + share / end.zoom
    return View(
        x=start.x + (end.x - start.x) * share + at_once(path.sway_x, seconds),
        y=start.y + (end.y - start.y) * share + at_once(path.sway_y, seconds),
        zoom=math.exp(at_once(path.sway_zoom, seconds)) / width,
        roll_deg=start.roll_deg + (end.roll_deg - start.roll_deg) * share + at_once(path.sway_roll_deg, seconds),
    )


def layer_matrix(view: View, screen: Screen, depth: float, parallax: float) -> Matrix:
    """Canvas to screen, for what lies at a depth.

    A layer at depth 1 moves with the view; at depth d it follows the share `1 + parallax (d - 1)` of every offset and (as a power) of the
    zoom, so at the horizon less, in the foreground more.
    """
    share = max(0.0, 1 + parallax * (depth - 1))
    scale = screen.scale * view.zoom**share
    angle = -math.radians(view.roll_deg)
    cos, sin = scale * math.cos(angle), scale * math.sin(angle)
    middle_x, middle_y = screen.middle
    x = middle_x + share * view.x * screen.frame[2]
    y = middle_y + share * view.y * screen.frame[3]
    return np.array([[cos, -sin, screen.width_px / 2 - cos * x + sin * y], [sin, cos, screen.height_px / 2 - sin * x - cos * y]])


def then(first: Matrix, second: Matrix) -> Matrix:
    """The map that does `first`, then `second`."""
    made = second[:, :2] @ first
    made[:, 2] += second[:, 2]
    return made


def inverse(matrix: Matrix) -> Matrix:
    """The way back."""
    (a, b, c), (d, e, f) = matrix.tolist()
    det = a * e - b * d
    return np.array([[e / det, -b / det, (b * f - c * e) / det], [-d / det, a / det, (c * d - a * f) / det]])


@dataclass(frozen=True)
class Edges:
    """Ends of layers that must never come into view: depth, how much to keep off, and the limits (canvas pixels, infinite where free)."""

    depth: float
    guard: float
    left: float
    top: float
    right: float
    bottom: float


def edges_of(rig: Rig) -> list[Edges]:
    """The ends of every layer that reaches the end of the canvas; a layer inside the canvas ends where it was meant to."""
    found = [Edges(0.0, _GUARD, 0, 0, rig.width_px, rig.height_px), Edges(1.0, _GUARD, 0, 0, rig.width_px, rig.height_px)]
    # Limbs are drawn whole, also where they leave the canvas.
    found += [_edges(rig, layer) for layer in rig.layers if layer.limb is None]
    limits = {edges for edges in found if min(edges.right, edges.bottom, -edges.left, -edges.top) < math.inf}
    return sorted(limits, key=lambda edges: (edges.depth, edges.guard, edges.left, edges.top, edges.right, edges.bottom))


def _edges(rig: Rig, layer: Layer) -> Edges:
    return Edges(
        depth=layer.depth,
        guard=_GUARD if layer.role in _STILL_ROLES else _GUARD_MOVING,
        left=0 if layer.x <= 0 else -math.inf,
        top=0 if layer.y <= 0 else -math.inf,
        right=rig.width_px if layer.x + layer.width_px >= rig.width_px else math.inf,
        bottom=rig.height_px if layer.y + layer.height_px >= rig.height_px else math.inf,
    )


def stays_inside(path: CameraPath, screen: Screen, edges: Iterable[Edges], frames: int, fps: int) -> bool:
    """Whether no frame of the path shows the end of a layer."""
    corners = np.array([[0, screen.width_px, 0, screen.width_px], [0, 0, screen.height_px, screen.height_px], [1, 1, 1, 1]], np.float64)
    # The ends of a move go farthest: looking there first ends most searches at once.
    order = sorted(range(frames), key=lambda frame: min(frame, frames - 1 - frame))
    views = [view_at(path, frame, frames, fps) for frame in order]
    for limit in edges:
        guard = max(1.0, limit.guard * screen.frame[3])
        for view in views:
            x, y = inverse(layer_matrix(view, screen, limit.depth, path.parallax)) @ corners
            if (
                x.min() < limit.left + guard
                or x.max() > limit.right - guard
                or y.min() < limit.top + guard
                or y.max() > limit.bottom - guard
            ):
                return False
    return True


def fitted(path: CameraPath, screen: Screen, edges: Sequence[Edges], frames: int, fps: int) -> CameraPath:
    """The same move inside the picture: as it is where there is room, else through a narrower view, else shorter.

    A view is first narrowed a little, then the move is halved, then the view is narrowed more: the size of a shot means something, so that
    much of it is given up last.
    """
    for (zoom, share), (next_zoom, next_share) in pairwise(_COMPROMISES):
        for step in range(_STEPS):
            done = step / _STEPS
            path_now = narrowed(shortened(path, share + (next_share - share) * done), zoom + (next_zoom - zoom) * done)
            if stays_inside(path_now, screen, edges, frames, fps):
                return path_now
    zoom, share = _COMPROMISES[-1]
    return narrowed(shortened(path, share), zoom)


def narrowed(path: CameraPath, factor: float) -> CameraPath:
    """The same path with all views `factor` times as close."""
    start = path.start.model_copy(update={"zoom": path.start.zoom * factor})
    end = path.end.model_copy(update={"zoom": path.end.zoom * factor})
    return path.model_copy(update={"start": start, "end": end})


def shortened(path: CameraPath, share: float) -> CameraPath:
    """The same path with everything it does (offsets, zooms, turns, sways) reduced to a share."""
    if share == 1:
        return path

    def less(view: View) -> View:
        return View(x=view.x * share, y=view.y * share, zoom=view.zoom**share, roll_deg=view.roll_deg * share)

    sways = {
        name: [wave.model_copy(update={"amplitude": wave.amplitude * share}) for wave in getattr(path, name)]
        for name in ("sway_x", "sway_y", "sway_zoom", "sway_roll_deg")
    }
    return path.model_copy(update={"start": less(path.start), "end": less(path.end), **sways})
