"""Draws a performance over its picture, frame by frame, straight into the planes of video frames.

Method: every layer is warped once per frame by one affine map (camera and its own motion together), linearly, only where it lies. Scenery
that the camera hardly moves against itself is laid together beforehand. Memory: the layers once, 4 bytes a pixel, and one frame.
A slow move is off its ideal path by less than 0.02 px rms (measured in `tests/activities/media/test_render_smoothness.py`).
"""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import cached_property
from pathlib import Path

import av
import cv2
import numpy as np

from activities.media.brush import Easel
from activities.media.camera import Screen, layer_matrix, view_at
from activities.media.elements import Backdrop, Body, Clouds, Element, Foliage, Head, HeadPart, Light, Moment, Precipitation, Still, Water
from activities.media.flat import flat_rig, read_flat
from activities.media.layers import Sheet, flattened, packed, pieces, shrunk, with_margin
from activities.media.performance import FigureMotion, Performance
from activities.media.picture import Layer, Pixels, read_layer, read_rig
from schemas.failures import Broken, Refused
from schemas.media import PICTURE

_HEAD_ROLES = ("head", "eyes_open", "eyes_closed", "mouth")
_TOGETHER_PX = 0.2
"""Scenery whose layers move less than this against each other on the screen is laid together: nobody sees it, and it is drawn once."""
_SPREAD = 1.2
"""How much larger than its layers a joint one may be."""
_SCENERY = ("set", "prop", "foreground", "text")
_SHRINK_BELOW = 0.7
"""Layers shown at less than this share of their size are made smaller first; linear interpolation would skip pixels."""
_SPANS = 0.95
"""A layer that is as wide (high) as this share of the canvas counts as going from end to end."""
_MARGIN_PX = 24
"""Around what repeats itself: as far as half a degree of camera roll slants a frame's edge, and interpolation reaches."""
_BLACK = (16, 128)


class DrawnClip:
    """A performance and its picture as a `FrameSource`."""

    def __init__(self, performance: Performance, picture_path: Path, width_px: int, height_px: int) -> None:
        """Open the picture.

        Args:
            performance: What happens.
            picture_path: The picture it was made for: a `PICTURE`, or what `performance.image_media_type` says.
            width_px: Width of the frames to deliver; even.
            height_px: Height of the frames to deliver; even.

        Raises:
            Broken: The file is not that picture.
        """
        self.performance = performance
        self.width_px = width_px
        self.height_px = height_px
        self.fps = performance.fps
        self.frames = performance.frames
        self._path = picture_path
        self._rig = read_rig(picture_path) if performance.image_media_type == PICTURE else flat_rig(picture_path, width_px, height_px)
        self._screen = Screen(width_px, height_px, self._rig.frame)

    def read(self, first_frame: int, frames: int) -> Iterator[av.VideoFrame]:
        """Frames `first_frame` to `first_frame + frames - 1`, drawn as they are asked for.

        Raises:
            Refused: The range is not inside the clip.
            Broken: A layer can't be read.
        """
        if first_frame < 0 or frames < 0 or first_frame + frames > self.frames:
            msg = f"frames {first_frame} to {first_frame + frames - 1} asked of a performance of {self.frames}"
            raise Refused(msg)
        for frame in range(first_frame, first_frame + frames):
            yield self._draw(frame)

    def _draw(self, frame: int) -> av.VideoFrame:
        view = view_at(self.performance.camera, frame, self.frames, self.fps)
        moment = Moment(self.performance, self._screen, frame, view)
        easel = Easel(self.width_px, self.height_px)
        if not isinstance(self._elements[0], Backdrop):
            easel.fill(*_BLACK)
        for element in self._elements:
            element.paint(easel, moment)
        easel.frame.pts = frame
        easel.frame.time_base = Fraction(1, self.fps)
        return easel.frame

    @cached_property
    def _elements(self) -> list[Element]:
        # Shots are drawn side by side, each on its own core; OpenCV's threads would only get into each other's way.
        cv2.setNumThreads(1)
        elements: list[Element] = []
        for group in self._groups():
            elements.append(self._element(group, is_first=not elements))
        if not elements:
            msg = f"{self._path.name} has no layers"
            raise Broken(msg)
        return elements

    def _groups(self) -> list[list[Layer]]:
        """The stack, neighbours that can be drawn as one laid together."""
        groups: list[list[Layer]] = []
        for layer in self._rig.layers:
            if groups and self._joins(groups[-1], layer):
                groups[-1].append(layer)
            else:
                groups.append([layer])
        return groups

    def _joins(self, group: Sequence[Layer], layer: Layer) -> bool:
        first = group[0]
        if first.figure is not None or layer.figure is not None:
            same = first.figure == layer.figure and first.depth == layer.depth
            return same and (first.role in _HEAD_ROLES) == (layer.role in _HEAD_ROLES)
        if first.role not in _SCENERY or layer.role not in _SCENERY or self._apart_px(first.depth, layer.depth) >= _TOGETHER_PX:
            return False
        # Two small things far apart cost more together than each alone.
        return _area([*group, layer]) <= _SPREAD * (_area(group) + _area([layer]))

    def _apart_px(self, depth: float, other: float) -> float:
        """How far two depths move against each other over the clip, at most, on the screen."""
        if depth == other:
            return 0.0
        path, screen = self.performance.camera, self._screen
        x, y, width, height = screen.frame
        corners = np.array([[x, x + width, x, x + width], [y, y, y + height, y + height], [1, 1, 1, 1]])
        most = 0.0
        for frame in range(0, self.frames, max(1, self.frames // 64)):
            view = view_at(path, frame, self.frames, self.fps)
            one, two = (layer_matrix(view, screen, d, path.parallax) @ corners for d in (depth, other))
            most = max(most, float(np.abs(one - two).max()))
        return most

    def _element(self, group: Sequence[Layer], *, is_first: bool) -> Element:
        layer = group[0]
        if layer.figure is not None:
            return self._figure_element(group, layer.figure)
        joint = flattened([self._sheet(each) for each in group])
        sheet = self._fit(joint)
        phase = layer.x * 0.00137 + layer.depth
        spans_x, spans_y = layer.width_px >= _SPANS * self._rig.width_px, layer.height_px >= _SPANS * self._rig.height_px
        match layer.role:
            case "precipitation":
                return Precipitation(with_margin(sheet, _MARGIN_PX), _MARGIN_PX, layer.depth, is_endless=spans_x and spans_y)
            case "clouds":
                return Clouds(with_margin(sheet, _MARGIN_PX) if spans_x else sheet, _MARGIN_PX, layer.depth, is_belt=spans_x)
            case "water":
                return Water(sheet, layer.depth)
            case "foliage":
                return Foliage(sheet, layer.depth, phase)
            case "light":
                return Light(sheet, layer.depth, phase)
            case _ if is_first and sheet.is_opaque and spans_x and spans_y:
                return Backdrop(sheet, layer.depth)
            case _:
                return Still([self._fit(piece) for piece in pieces(joint)], layer.depth)

    def _figure_element(self, group: Sequence[Layer], number: int) -> Element:
        if number >= len(self._rig.figures):
            msg = f"{self._path.name}: layer {group[0].file} belongs to figure {number}, the rig has {len(self._rig.figures)}"
            raise Broken(msg)
        figure, layer = self._rig.figures[number], group[0]
        motions = [motion for motion in self.performance.figures if motion.figure == number]
        motion = motions[0] if motions else FigureMotion(figure=number, character=figure.character)
        sheets = [self._sheet(each) for each in group]
        if layer.role not in _HEAD_ROLES:
            return Body(self._fit(flattened(sheets)), layer.depth, figure, motion)
        left, top = round(min(sheet.x for sheet in sheets)), round(min(sheet.y for sheet in sheets))
        parts = [
            HeadPart(sheet.packed, round(sheet.x) - left, round(sheet.y) - top, each.role, each.viseme)
            for sheet, each in zip(sheets, group, strict=True)
        ]
        return Head(parts, left, top, layer.depth, figure, motion, self._fit)

    def _sheet(self, layer: Layer) -> Sheet:
        return Sheet(packed(self._pixels(layer)), layer.x, layer.y)

    def _pixels(self, layer: Layer) -> Pixels:
        if self.performance.image_media_type == PICTURE:
            return read_layer(self._path, layer)
        return read_flat(self._path)

    def _fit(self, sheet: Sheet) -> Sheet:
        camera = self.performance.camera
        nearest = self._screen.scale * max(camera.start.zoom, camera.end.zoom)
        return shrunk(sheet, nearest) if nearest < _SHRINK_BELOW else sheet


def _area(layers: Sequence[Layer]) -> int:
    """Of the rectangle around all of them, canvas pixels."""
    left, top = min(layer.x for layer in layers), min(layer.y for layer in layers)
    right, bottom = max(layer.x + layer.width_px for layer in layers), max(layer.y + layer.height_px for layer in layers)
    return (right - left) * (bottom - top)
