"""How the shot list stages a shot, as pictures that steer a model: who stands where, how large, facing whereto, doing what, in which space.

The drawn engine composes the shot; of its layers, camera and joints are made a depth map, edges, OpenPose skeletons and masks. A model that
is conditioned with them keeps the coverage, the eyelines and the 180° line that the shot list planned.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import cast

import cv2
import numpy as np
from numpy.typing import NDArray

from activities.images.drawing.compose import Drawing, draw_picture
from activities.images.drawing.framing import Composition
from activities.images.drawing.sets.place import Place
from activities.images.skeletons import skeletons_of
from activities.media.drawn.picture import Layer, LayerRole, is_shown_at_rest
from activities.media.sizes import Rgb
from activities.media.skeleton import Skeleton, paint_skeletons
from schemas.failures import Refused
from schemas.images import PaintImage

_AIR: frozenset[LayerRole] = frozenset({"precipitation", "clouds", "light", "text"})
"""Layers that are no thing in space."""
_BACKDROP_DEPTH = 0.2
"""Layers farther than this are ground, water or sky as far as they reach; nearer ones stand upright."""
_ON_HEADS: frozenset[LayerRole] = frozenset({"eyes_open", "mouth"})
"""Layers that lie on another of the same depth."""
_NEAREST = 1.35
"""Parallax of the nearest floor that is told apart, unless somebody or something is nearer: else the lower edge takes the range."""
_ROUNDNESS = 0.16
"""How much nearer the middle of a body is than its outline, in parallax: bodies are drawn flat, models know round ones."""
_EDGES = (60, 150)
"""Thresholds of Canny's edge detector, levels per pixel."""
_OPAQUE = 128
_PLAIN = 214
"""Level of a plain ground."""


@dataclass(frozen=True)
class Staging:
    """A shot as it is staged, at the size a model paints."""

    order: PaintImage
    """With that size."""
    drawing: Drawing
    composition: Composition
    place: Place
    is_deserted: bool = False
    """Whether people are left out."""
    is_isolated: bool = False
    """Whether everything but people is left out: they stand on a plain light ground."""

    def deserted(self) -> "Staging":
        """The same set through the same lens without anybody in it."""
        return replace(self, is_deserted=True)

    @cached_property
    def picture(self) -> Rgb:
        """The drawing itself."""
        if self.is_isolated:
            canvas = np.full((self.drawing.rig.height_px, self.drawing.rig.width_px, 3), _PLAIN, np.uint8)
            for layer, pixels in self._things():
                _over(canvas, layer, pixels)
            return self._framed(canvas)
        if not self.is_deserted:
            return self._framed(self.drawing.merged)[..., :3].copy()
        canvas = self._blank()
        for layer, pixels in zip(self.drawing.rig.layers, self.drawing.layers, strict=True):
            if layer.figure is None and is_shown_at_rest(layer):
                _over(canvas, layer, pixels)
        return self._framed(canvas)

    @cached_property
    def depth(self) -> Rgb:
        """Inverse depth as MiDaS gives it: 255 is nearest, 0 farthest."""
        nearness = self._framed(self._nearness())
        low, high = float(nearness.min()), float(nearness.max())
        level = np.round((nearness - low) / max(high - low, 1e-6) * 255).astype(np.uint8)
        return np.repeat(level[..., None], 3, axis=2)

    @cached_property
    def edges(self) -> Rgb:
        """White outlines on black; of things, not of weather."""
        canvas = self._blank()
        for layer, pixels in self._things():
            _over(canvas, layer, pixels)
        # Stretched, so that a night has outlines too; with those of the depth map, so that nobody melts into the dark.
        grey = _stretched(np.asarray(cv2.cvtColor(self._framed(canvas), cv2.COLOR_RGB2GRAY), np.uint8))
        outlines = (cv2.Canny(cv2.GaussianBlur(grey, (3, 3), 0), *_EDGES), cv2.Canny(self.depth[..., 0], *_EDGES))
        return np.repeat(np.maximum(*(np.asarray(each, np.uint8) for each in outlines))[..., None], 3, axis=2)

    @cached_property
    def pose(self) -> Rgb:
        """OpenPose skeletons on black."""
        return paint_skeletons(self.skeletons, self.order.width_px, self.order.height_px)

    @cached_property
    def skeletons(self) -> list[Skeleton]:
        """Everybody who is seen, farthest first, in pixels of the frame; nobody in inserts."""
        if self.is_deserted or not self.drawing.rig.figures:
            return []
        x, y, _, _ = self.composition.camera.frame
        return [skeleton.moved(x, y) for skeleton in skeletons_of(self.composition, self.place.light)]

    @cached_property
    def people(self) -> NDArray[np.uint8]:
        """255 where somebody is, shape (height, width)."""
        return self._union(self._silhouettes)

    def silhouette_of(self, character: str) -> NDArray[np.uint8]:
        """255 where that one is, shape (height, width); nowhere when they are not in the shot."""
        figures = zip(self.drawing.rig.figures, self._silhouettes, strict=True)
        return self._union([mask for figure, mask in figures if figure.character == character])

    def cut_outs(self) -> Rgb:
        """The people alone, RGBA, transparent elsewhere."""
        canvas = np.zeros((self.drawing.rig.height_px, self.drawing.rig.width_px, 4), np.uint8)
        for layer, pixels in self._things():
            if layer.figure is not None:
                _over_clear(canvas, layer, pixels)
        return self._framed(canvas).copy()

    def boxes(self) -> list[tuple[str, tuple[int, int, int, int]]]:
        """Name and left, top, right, bottom of everybody whose face is seen; pixels of the frame."""
        found = []
        for figure, silhouette in zip(self.drawing.rig.figures, self._silhouettes, strict=True):
            left, top, wide, high = cv2.boundingRect(silhouette)
            if figure.faces_camera and wide and high:
                found.append((figure.character, (left, top, left + wide, top + high)))
        return found

    def _union(self, masks: Sequence[NDArray[np.uint8]]) -> NDArray[np.uint8]:
        union = np.zeros((self.order.height_px, self.order.width_px), np.uint8)
        for mask in masks:
            union |= mask
        return union

    @cached_property
    def _silhouettes(self) -> list[NDArray[np.uint8]]:
        """One for each figure, 255 inside."""
        rig = self.drawing.rig
        masks = [np.zeros((rig.height_px, rig.width_px), np.uint8) for _ in rig.figures]
        for layer, pixels in self._things():
            if layer.figure is not None:
                mask, (rows, columns, source) = masks[layer.figure], _clipped(rig.height_px, rig.width_px, layer)
                inside = pixels[source][..., 3] >= _OPAQUE
                mask[rows, columns][inside] = 255
        return [self._framed(mask) for mask in masks]

    def _things(self) -> list[tuple[Layer, NDArray[np.uint8]]]:
        rig = self.drawing.rig
        return [
            (layer, pixels)
            for layer, pixels in zip(rig.layers, self.drawing.layers, strict=True)
            if layer.role not in _AIR and is_shown_at_rest(layer) and self._is_kept(layer)
        ]

    def _is_kept(self, layer: Layer) -> bool:
        return not self.is_isolated if layer.figure is None else not self.is_deserted

    def _nearness(self) -> NDArray[np.float32]:
        """Parallax over the canvas: 1 at the subjects' distance, 0 at the horizon."""
        rig = self.drawing.rig
        nearness = np.zeros((rig.height_px, rig.width_px), np.float32)
        space = self._space()
        nearest = max([_NEAREST, *(layer.depth * (1 + _ROUNDNESS) for layer, _ in self._things() if layer.role != "water")])
        for layer, pixels in self._things():
            if layer.role in _ON_HEADS:
                continue
            rows, columns, source = _clipped(rig.height_px, rig.width_px, layer)
            inside = pixels[source][..., 3] >= _OPAQUE
            near = np.full(inside.shape, layer.depth, np.float32)
            if layer.figure is not None:
                near += np.float32(_ROUNDNESS * layer.depth) * _bulge(inside, rig.figures[layer.figure].height_px)
            elif layer is rig.layers[0] or (layer.depth < _BACKDROP_DEPTH and layer.role in {"set", "water"}):
                near = np.maximum(near, space[rows, columns])
            nearness[rows, columns] = np.where(inside, np.minimum(near, np.float32(nearest)), nearness[rows, columns])
        return nearness

    def _space(self) -> NDArray[np.float32]:
        """Parallax of floor, ceiling and side walls: with the camera's pinhole, one over depth is linear in the picture on every plane."""
        camera, place, rig = self.composition.camera, self.place, self.drawing.rig
        down = np.arange(rig.height_px, dtype=np.float32)[:, None] + np.float32(0.5 - camera.horizon_px)
        right = np.arange(rig.width_px, dtype=np.float32)[None, :] + np.float32(0.5 - camera.centre_px)
        unit = np.float32(camera.distance_m / camera.focal_px)
        near = np.broadcast_to(down * unit / np.float32(camera.height_m), (rig.height_px, rig.width_px)).copy()
        if not place.is_open:
            above = place.ceiling_m - camera.height_m
            if above > 0:
                near = np.maximum(near, -down * unit / np.float32(above))
            if place.half_m:
                for side in (-1.0, 1.0):
                    beside = place.half_m - side * camera.x_m
                    if beside > 0:
                        near = np.maximum(near, np.float32(side) * right * unit / np.float32(beside))
        return near

    def _blank(self) -> NDArray[np.uint8]:
        return np.zeros((self.drawing.rig.height_px, self.drawing.rig.width_px, 3), np.uint8)

    def _framed(self, canvas: NDArray[np.generic]) -> NDArray[np.uint8]:
        x, y, wide, high = (round(value) for value in self.drawing.rig.frame)
        return cast("NDArray[np.uint8]", np.ascontiguousarray(canvas[y : y + high, x : x + wide]))


def staged(order: PaintImage, width_px: int, height_px: int) -> Staging:
    """Stage an order at the size a model paints.

    Raises:
        Refused: It is a card, which nobody stages.
    """
    if order.card is not None:
        raise Refused(f"{order.about.label}: a card has no staging")
    sized = order.model_copy(update={"width_px": width_px, "height_px": height_px})
    drawing = draw_picture(sized)
    if drawing.composition is None or drawing.place is None:
        raise Refused(f"{order.about.label}: the drawing does not say how it is staged")
    return Staging(sized, drawing, drawing.composition, drawing.place, is_isolated=bool(order.sheet_of))


Slices = tuple[slice, slice, tuple[slice, slice]]


def _clipped(height_px: int, width_px: int, layer: Layer) -> Slices:
    """Rows and columns of the canvas that a layer covers, and which of its own they are."""
    top, left = max(0, layer.y), max(0, layer.x)
    bottom, right = max(top, min(height_px, layer.y + layer.height_px)), max(left, min(width_px, layer.x + layer.width_px))
    source = (slice(top - layer.y, bottom - layer.y), slice(left - layer.x, right - layer.x))
    return slice(top, bottom), slice(left, right), source


def _over(canvas: NDArray[np.uint8], layer: Layer, pixels: NDArray[np.uint8]) -> None:
    """Lay a layer over an opaque RGB canvas."""
    rows, columns, source = _clipped(canvas.shape[0], canvas.shape[1], layer)
    ink = pixels[source].astype(np.float32)
    share = ink[..., 3:] / 255
    canvas[rows, columns] = np.round(canvas[rows, columns] * (1 - share) + ink[..., :3] * share).astype(np.uint8)


def _over_clear(canvas: NDArray[np.uint8], layer: Layer, pixels: NDArray[np.uint8]) -> None:
    """Lay a layer over a transparent RGBA canvas, straight alpha."""
    rows, columns, source = _clipped(canvas.shape[0], canvas.shape[1], layer)
    ink, below = pixels[source].astype(np.float32) / 255, canvas[rows, columns].astype(np.float32) / 255
    kept = below[..., 3:] * (1 - ink[..., 3:])
    alpha = ink[..., 3:] + kept
    colour = (ink[..., :3] * ink[..., 3:] + below[..., :3] * kept) / np.maximum(alpha, 1e-6)
    canvas[rows, columns] = np.round(np.concatenate([colour, alpha], axis=2) * 255).astype(np.uint8)


def _stretched(grey: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Dark to light over the whole range, but for a hundredth at each end."""
    low, high = np.percentile(grey, (1, 99))
    level = np.clip((grey - low) / max(high - low, 16.0), 0, 1) * 255
    return np.asarray(np.round(level), np.uint8)


def _bulge(inside: NDArray[np.bool_], figure_px: float) -> NDArray[np.float32]:
    """0 at an outline, 1 in the middle of what is as thick as a torso, like the section of a cylinder."""
    framed = np.pad(inside.astype(np.uint8), 1)
    deep = cv2.distanceTransform(framed, cv2.DIST_L2, 5)[1:-1, 1:-1] / np.float32(max(1.0, 0.11 * figure_px))
    across = np.clip(1 - deep, 0, 1)
    return np.asarray(np.sqrt(1 - across * across), np.float32)
