"""What a picture is made of when it moves: each element paints itself at a moment, through the camera."""

import math
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

import numpy as np

from activities.media.drawn.acting import Face, body_matrix, face_at, head_matrix
from activities.media.drawn.brush import Easel, Tiling
from activities.media.drawn.camera import Matrix, Screen, inverse, layer_matrix, then
from activities.media.drawn.ground import Ground
from activities.media.drawn.layers import Packed, Sheet, put_over
from activities.media.drawn.limbs import limb_matrix
from activities.media.drawn.performance import FigureMotion, Performance, View
from activities.media.drawn.picture import Figure, LayerRole, Viseme

_FACES_KEPT_BYTES, _FACES_LEAST = 4 * 1024 * 1024, 2
"""Composed heads kept per figure; a sentence uses about ten. Others are composed again, from what all have in common."""


class Moment:
    """One frame of a performance: the time, and the camera as each depth sees it."""

    def __init__(self, performance: Performance, screen: Screen, frame: int, view: View) -> None:
        """A moment of a performance, seen in a view."""
        self.performance = performance
        self.screen = screen
        self.frame = frame
        self.seconds = frame / performance.fps
        self._view = view
        self._matrices: dict[float, Matrix] = {}

    def to_screen(self, depth: float) -> Matrix:
        """Canvas to screen at a depth."""
        if depth not in self._matrices:
            self._matrices[depth] = layer_matrix(self._view, self.screen, depth, self.performance.camera.parallax)
        return self._matrices[depth]


class Element(Protocol):
    """Something that can be painted."""

    def paint(self, easel: Easel, moment: Moment) -> None:
        """Paint it over what is there."""


@dataclass(frozen=True)
class Backdrop:
    """What lies behind everything and covers the frame."""

    ground: Ground
    depth: float

    def paint(self, easel: Easel, moment: Moment) -> None:
        easel.cover(self.ground, moment.to_screen(self.depth))


@dataclass(frozen=True)
class Still:
    """Scenery: only the camera moves it."""

    pieces: Sequence[Sheet]
    """None covers another."""
    depth: float

    def paint(self, easel: Easel, moment: Moment) -> None:
        for piece in self.pieces:
            easel.draw(piece, moment.to_screen(self.depth))


@dataclass(frozen=True)
class Body:
    """A figure without its head and moving limbs: breathes, leans, walks."""

    sheet: Sheet
    depth: float
    figure: Figure
    motion: FigureMotion

    def paint(self, easel: Easel, moment: Moment) -> None:
        moved = body_matrix(self.figure, self.motion, moment.frame, moment.performance.frames, moment.performance.fps)
        easel.draw(self.sheet, then(moved, moment.to_screen(self.depth)))


@dataclass(frozen=True)
class LimbPart:
    """A part of an arm or a leg, or what a hand holds: turns in its joint."""

    sheet: Sheet
    depth: float
    figure: Figure
    motion: FigureMotion
    limb: int
    part: int

    def paint(self, easel: Easel, moment: Moment) -> None:
        performance = moment.performance
        moved = limb_matrix(self.figure, self.motion, (self.limb, self.part), moment.frame, performance.frames, performance.fps)
        easel.draw(self.sheet, then(moved, moment.to_screen(self.depth)))


@dataclass(frozen=True)
class HeadPart:
    """One layer of a head, at its place on the head's sheet."""

    packed: Packed
    x: int
    y: int
    role: LayerRole
    viseme: Viseme | None


@dataclass(frozen=True)
class Head:
    """A head with its eyes and mouth: composed once per expression, then moved as one, so that nothing comes apart."""

    parts: Sequence[HeadPart]
    left: int
    """Where the parts' own origin lies on the canvas."""
    top: int
    depth: float
    figure: Figure
    motion: FigureMotion
    fit: Callable[[Sheet], Sheet]
    """Makes a composed head as small as it is shown."""
    _faces: OrderedDict[Face, Sheet] = field(default_factory=OrderedDict)

    def paint(self, easel: Easel, moment: Moment) -> None:
        performance = moment.performance
        moved = head_matrix(self.figure, self.motion, moment.frame, performance.frames, performance.fps)
        face = face_at(self.motion, moment.frame, performance.fps)
        easel.draw(self._sheet(face), then(moved, moment.to_screen(self.depth)))

    def _sheet(self, face: Face) -> Sheet:
        if face in self._faces:
            self._faces.move_to_end(face)
            return self._faces[face]
        made = self._composed(face)
        self._faces[face] = made
        while len(self._faces) > max(_FACES_LEAST, _FACES_KEPT_BYTES // made.packed.nbytes):
            self._faces.popitem(last=False)
        return made

    def _composed(self, face: Face) -> Sheet:
        whole = self._ground.copy()
        visemes = {part.viseme for part in self.parts}
        shown = face.viseme if face.viseme in visemes else "rest"
        has_closed_eyes = any(part.role == "eyes_closed" for part in self.parts)
        for part in self.parts[self._constant :]:
            share = 1.0
            if part.role == "mouth" and part.viseme != shown:
                share = 0.0
            elif part.role == "eyes_closed":
                share = face.lids
            elif part.role == "eyes_open" and face.lids == 1 and has_closed_eyes:
                share = 0.0
            if share > 0:
                put_over(whole, part.packed, part.x, part.y, share)
        return self.fit(Sheet(whole, self.left, self.top))

    @property
    def _constant(self) -> int:
        """How many parts, from the back, are the same whatever the face."""
        return next((number for number, part in enumerate(self.parts) if part.role != "head"), len(self.parts))

    @cached_property
    def _ground(self) -> Packed:
        """These parts, laid together."""
        width = max(part.x + part.packed.shape[1] for part in self.parts)
        height = max(part.y + part.packed.shape[0] for part in self.parts)
        whole = np.zeros((height, width, 4), np.uint8)
        for part in self.parts[: self._constant]:
            put_over(whole, part.packed, part.x, part.y)
        return whole


@dataclass(frozen=True)
class Precipitation:
    """Rain or snow: one period of it repeats itself; nearer falls faster."""

    sheet: Sheet
    tiling: Tiling
    depth: float

    def paint(self, easel: Easel, moment: Moment) -> None:
        moves, height = moment.performance.surroundings, moment.screen.frame[3]
        speed = height * max(0.25, self.depth) * moment.seconds
        sway = moves.flutter * height * math.sin(2 * math.pi * (moment.seconds / 3.7 + self.depth))
        shift = (moves.precipitation[0] * speed + sway, moves.precipitation[1] * speed)
        easel.tile(self.sheet, moment.to_screen(self.depth), shift, self.tiling)


@dataclass(frozen=True)
class Clouds:
    """Clouds drift: a belt from end to end repeats itself, a single cloud crosses its own place."""

    sheet: Sheet
    tiling: Tiling | None
    """None for a single cloud."""
    depth: float

    def paint(self, easel: Easel, moment: Moment) -> None:
        performance = moment.performance
        speed = performance.surroundings.clouds * moment.screen.frame[2]
        if self.tiling is not None:
            easel.tile(self.sheet, moment.to_screen(self.depth), (speed * moment.seconds, 0.0), self.tiling)
            return
        drift: Matrix = np.array([[1.0, 0.0, speed * (moment.seconds - performance.frames / performance.fps / 2)], [0.0, 1.0, 0.0]])
        easel.draw(self.sheet, then(drift, moment.to_screen(self.depth)))


@dataclass(frozen=True)
class Water:
    """Water ripples: its rows move sideways, near ones farther and in longer waves than far ones."""

    sheet: Sheet
    depth: float

    def paint(self, easel: Easel, moment: Moment) -> None:
        moves = moment.performance.surroundings
        to_screen = moment.to_screen(self.depth)
        rows = np.arange(moment.screen.height_px) + 0.5
        back = inverse(to_screen)
        height = self.sheet.packed.shape[0] / self.sheet.scale_y
        near = np.clip((back[1, 1] * rows + back[1, 0] * moment.screen.width_px / 2 + back[1, 2] - self.sheet.y) / height, 0, 1)
        wave = np.sin(2 * np.pi * (14 * np.sqrt(near) - moment.seconds / moves.ripple_s))
        shift = moves.ripple * moment.screen.frame[2] * self.sheet.scale_x * (0.15 + 0.85 * near) * wave
        easel.ripple(self.sheet, to_screen, shift.astype(np.float32))


@dataclass(frozen=True)
class Foliage:
    """Leaves lean in the wind from where they are rooted, their lower end."""

    sheet: Sheet
    depth: float
    phase: float
    """In turns: not all trees lean at once."""

    def paint(self, easel: Easel, moment: Moment) -> None:
        moves = moment.performance.surroundings
        turn = 2 * math.pi * (moment.seconds / moves.gust_s + self.phase)
        lean = moves.wind * 0.03 * (0.5 * math.sin(turn) + 0.3 * math.sin(2.63 * turn + 1.1) + 0.2 * math.sin(5.21 * turn + 2.3))
        root = self.sheet.y + self.sheet.packed.shape[0] / self.sheet.scale_y
        leant: Matrix = np.array([[1.0, -lean, lean * root], [0.0, 1.0, 0.0]])
        easel.draw(self.sheet, then(leant, moment.to_screen(self.depth)))


@dataclass(frozen=True)
class Light:
    """Light and shade over the scene: grows a little weaker and stronger."""

    sheet: Sheet
    depth: float
    phase: float

    def paint(self, easel: Easel, moment: Moment) -> None:
        moves = moment.performance.surroundings
        turn = 2 * math.pi * (moment.seconds / moves.shimmer_s + self.phase)
        weaker = moves.shimmer * (0.5 + 0.35 * math.sin(turn) + 0.15 * math.sin(2.71 * turn + 0.7))
        easel.draw(self.sheet, moment.to_screen(self.depth), 1 - weaker)
