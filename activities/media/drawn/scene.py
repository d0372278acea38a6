"""Makes a picture's layers ready to be painted: which are drawn as one, what each becomes, at which resolution it is kept."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from activities.media.drawn.brush import Tiling
from activities.media.drawn.camera import Screen, layer_matrix, view_at
from activities.media.drawn.elements import (
    Backdrop,
    Body,
    Clouds,
    Element,
    Foliage,
    Head,
    HeadPart,
    Light,
    LimbPart,
    Precipitation,
    Still,
    Water,
)
from activities.media.drawn.flat_grounds import flat_ground
from activities.media.drawn.ground import ground_of, smaller
from activities.media.drawn.layers import Sheet, flattened, over_black, packed, pieces, shrunk, softened, with_margin
from activities.media.drawn.performance import FigureMotion, Performance, View
from activities.media.drawn.picture import Layer, Rig, read_layer
from activities.media.drawn.seen import seen_part
from schemas.failures import Broken
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


class Scene:
    """The layers of one picture, for one performance on one screen."""

    def __init__(self, performance: Performance, path: Path, rig: Rig, screen: Screen) -> None:
        """Nothing is read yet."""
        self._performance = performance
        self._path = path
        self._rig = rig
        self._screen = screen

    def elements(self) -> list[Element]:
        """What is painted, back to front; reads every layer.

        Raises:
            Broken: The picture has no layers, or one that can't be read.
        """
        if self._performance.image_media_type != PICTURE:
            return [self._flat_element()]
        made: list[Element] = []
        for group in self._groups():
            made.append(self._element(group, is_first=not made))
        if not made:
            msg = f"{self._path.name} has no layers"
            raise Broken(msg)
        return made

    def _flat_element(self) -> Element:
        ground = flat_ground(self._path)
        return Backdrop(smaller(ground, self._nearest) if self._nearest < _SHRINK_BELOW else ground, self._rig.layers[0].depth)

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
            same = (first.figure, first.limb, first.part, first.depth) == (layer.figure, layer.limb, layer.part, layer.depth)
            return same and (first.role in _HEAD_ROLES) == (layer.role in _HEAD_ROLES)
        if first.role not in _SCENERY or layer.role not in _SCENERY or self._apart_px(first.depth, layer.depth) >= _TOGETHER_PX:
            return False
        # Two small things far apart cost more together than each alone.
        return _area([*group, layer]) <= _SPREAD * (_area(group) + _area([layer]))

    def _apart_px(self, depth: float, other: float) -> float:
        """How far two depths move against each other over the clip, at most, on the screen."""
        if depth == other:
            return 0.0
        path, screen = self._performance.camera, self._screen
        x, y, width, height = screen.frame
        corners = np.array([[x, x + width, x, x + width], [y, y, y + height, y + height], [1, 1, 1, 1]])
        most = 0.0
        for frame in range(0, self._performance.frames, max(1, self._performance.frames // 64)):
            view = view_at(path, frame, self._performance.frames, self._performance.fps)
            one, two = (layer_matrix(view, screen, d, path.parallax) @ corners for d in (depth, other))
            most = max(most, float(np.abs(one - two).max()))
        return most

    def _element(self, group: Sequence[Layer], *, is_first: bool) -> Element:
        layer = group[0]
        if layer.figure is not None:
            return self._figure_element(group, layer.figure)
        if layer.role in ("precipitation", "clouds"):
            return self._drifting_element(layer)
        joint = flattened([self._sheet(each) for each in group])
        phase = layer.x * 0.00137 + layer.depth
        match layer.role:
            case "water":
                return Water(self._shrunk(joint), layer.depth)
            case "foliage":
                return Foliage(self._fit(joint), layer.depth, phase)
            case "light":
                sheet = self._fit(joint)
                return Light(self._seen(sheet, layer.depth) or sheet, layer.depth, phase)
            case _ if is_first and self._covers_canvas(joint):
                whole = self._shrunk(over_black(joint))
                sheet = softened(whole)
                is_small = sheet.packed.size < whole.packed.size
                return Backdrop(ground_of(self._seen(sheet, layer.depth) or sheet, is_small=is_small), layer.depth)
            case _:
                parts = [self._seen(self._fit(piece), layer.depth) for piece in pieces(joint)]
                return Still([part for part in parts if part is not None], layer.depth)

    def _covers_canvas(self, sheet: Sheet) -> bool:
        height, width = sheet.packed.shape[:2]
        return sheet.x <= 0 and sheet.y <= 0 and sheet.x + width >= self._rig.width_px and sheet.y + height >= self._rig.height_px

    def _drifting_element(self, layer: Layer) -> Element:
        sheet = self._fit(self._sheet(layer))
        spans_x, spans_y = self._spans(layer)
        if layer.role == "precipitation":
            tiling = Tiling(_MARGIN_PX, fills_frame=spans_x and spans_y, repeats_down=True)
            return Precipitation(with_margin(sheet, _MARGIN_PX, repeats_down=True), tiling, layer.depth)
        if spans_x:
            tiling = Tiling(_MARGIN_PX, fills_frame=False, repeats_down=False)
            return Clouds(with_margin(sheet, _MARGIN_PX, repeats_down=False), tiling, layer.depth)
        return Clouds(sheet, None, layer.depth)

    def _spans(self, layer: Layer) -> tuple[bool, bool]:
        """Whether a layer goes from end to end of the canvas: across, down."""
        return layer.width_px >= _SPANS * self._rig.width_px, layer.height_px >= _SPANS * self._rig.height_px

    def _figure_element(self, group: Sequence[Layer], number: int) -> Element:
        if number >= len(self._rig.figures):
            msg = f"{self._path.name}: layer {group[0].file} belongs to figure {number}, the rig has {len(self._rig.figures)}"
            raise Broken(msg)
        figure, layer = self._rig.figures[number], group[0]
        motions = [motion for motion in self._performance.figures if motion.figure == number]
        motion = motions[0] if motions else FigureMotion(figure=number, character=figure.character)
        sheets = [self._sheet(each) for each in group]
        if layer.limb is not None:
            if layer.limb >= len(figure.limbs) or layer.part + 1 >= len(figure.limbs[layer.limb].joints) + (layer.role == "prop"):
                msg = (
                    f"{self._path.name}: layer {layer.file} belongs to part {layer.part} of limb {layer.limb}, which the rig does not have"
                )
                raise Broken(msg)
            return LimbPart(self._fit(flattened(sheets)), layer.depth, figure, motion, layer.limb, layer.part)
        if layer.role not in _HEAD_ROLES:
            return Body(self._fit(flattened(sheets)), layer.depth, figure, motion)
        left, top = round(min(sheet.x for sheet in sheets)), round(min(sheet.y for sheet in sheets))
        parts = [
            HeadPart(sheet.packed, round(sheet.x) - left, round(sheet.y) - top, each.role, each.viseme)
            for sheet, each in zip(sheets, group, strict=True)
        ]
        return Head(parts, left, top, layer.depth, figure, motion, self._fit)

    def _seen(self, sheet: Sheet, depth: float) -> Sheet | None:
        """What the camera ever sees of a sheet that nothing else moves."""
        path, screen = self._performance.camera, self._screen
        maps = [layer_matrix(view, screen, depth, path.parallax) for view in self._views]
        return seen_part(sheet, maps, screen.width_px, screen.height_px)

    @cached_property
    def _views(self) -> list[View]:
        performance = self._performance
        return [view_at(performance.camera, frame, performance.frames, performance.fps) for frame in range(performance.frames)]

    def _sheet(self, layer: Layer) -> Sheet:
        return Sheet(packed(read_layer(self._path, layer)), layer.x, layer.y)

    def _fit(self, sheet: Sheet) -> Sheet:
        """With as many pixels as it takes."""
        return softened(self._shrunk(sheet))

    def _shrunk(self, sheet: Sheet) -> Sheet:
        return shrunk(sheet, self._nearest) if self._nearest < _SHRINK_BELOW else sheet

    @property
    def _nearest(self) -> float:
        """Screen pixels per canvas pixel where the camera is nearest."""
        camera = self._performance.camera
        return self._screen.scale * max(camera.start.zoom, camera.end.zoom)


def _area(layers: Sequence[Layer]) -> int:
    """Of the rectangle around all of them, canvas pixels."""
    left, top = min(layer.x for layer in layers), min(layer.y for layer in layers)
    right, bottom = max(layer.x + layer.width_px for layer in layers), max(layer.y + layer.height_px for layer in layers)
    return (right - left) * (bottom - top)
