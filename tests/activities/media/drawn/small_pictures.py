"""Small layered pictures for tests of what moves: two people, a tree, rain, water, a cloud, light, drawn with plain shapes."""

from pathlib import Path
from typing import get_args

import cv2
import numpy as np

from activities.media.drawn.picture import Figure, Layer, Pixels, Rig, Viseme, write_picture

ROOM = 0.125
"""Canvas beyond the frame on each side, in frame widths and heights."""
VISEMES: tuple[Viseme, ...] = get_args(Viseme)


class Sketch:
    """A picture in the making; coordinates are shares of the canvas."""

    def __init__(self, width_px: int, height_px: int) -> None:
        """A picture for a film of this size; its canvas is a quarter larger in each direction."""
        self.width, self.height = round(width_px * (1 + 2 * ROOM)), round(height_px * (1 + 2 * ROOM))
        self.frame = (width_px * ROOM, height_px * ROOM, float(width_px), float(height_px))
        self.layers: list[Layer] = []
        self.pixels: list[Pixels] = []
        self.figures: list[Figure] = []

    def blank(self) -> Pixels:
        return np.zeros((self.height, self.width, 4), np.uint8)

    def at(self, x: float, y: float) -> tuple[int, int]:
        return round(x * self.width), round(y * self.height)

    def add(self, canvas: Pixels, role: str, depth: float, figure: int | None = None, viseme: Viseme | None = None) -> None:
        """Add a layer, cut to where it is not transparent."""
        rows, columns = np.flatnonzero(canvas[..., 3].any(axis=1)), np.flatnonzero(canvas[..., 3].any(axis=0))
        top, bottom, left, right = int(rows[0]), int(rows[-1]) + 1, int(columns[0]), int(columns[-1]) + 1
        cut = np.ascontiguousarray(canvas[top:bottom, left:right])
        fields = {"x": left, "y": top, "width_px": right - left, "height_px": bottom - top}
        name = f"data/{len(self.layers):03}.png"
        self.layers.append(Layer.model_validate({"file": name, "role": role, "depth": depth, "figure": figure, "viseme": viseme, **fields}))
        self.pixels.append(cut)

    def add_shapes(self, canvas: Pixels, role: str, depth: float, figure: int | None = None, viseme: Viseme | None = None) -> None:
        """Add what OpenCV drew: it mixes colours at soft edges with black, where straight alpha wants them whole."""
        alpha = canvas[..., 3:].astype(np.float32)
        canvas[..., :3] = np.clip(np.rint(canvas[..., :3] * (alpha.max() / np.maximum(alpha, 1))), 0, 255)
        self.add(canvas, role, depth, figure, viseme)

    def backdrop(self) -> None:
        """A wall and a floor with lines, so that motion can be seen."""
        canvas = self.blank()
        shade = np.linspace(90, 190, self.height, dtype=np.float32)[:, None] + np.linspace(0, 30, self.width, dtype=np.float32)[None]
        canvas[..., 0], canvas[..., 1], canvas[..., 2] = shade, shade * 0.9, shade * 0.7 + 40
        canvas[..., 3] = 255
        for x in np.linspace(0, 1, 21):
            cv2.line(canvas, self.at(x, 0), self.at(x, 0.62), (60, 60, 90, 255), 2, cv2.LINE_AA)
        cv2.rectangle(canvas, self.at(0, 0.62), self.at(1, 1), (130, 90, 60, 255), -1)
        self.add(canvas, "set", 0.2)

    def shapes(self, role: str, depth: float, ellipses: list[tuple[float, float, float, float]], colour: tuple[int, int, int, int]) -> None:
        """A layer of ellipses: x, y, half width, half height."""
        canvas = self.blank()
        for x, y, a, b in ellipses:
            cv2.ellipse(canvas, self.at(x, y), self.at(a, b), 0, 0, 360, colour, -1, cv2.LINE_AA)
        self.add_shapes(canvas, role, depth)

    def person(self, character: str, x: float, height: float, colour: tuple[int, int, int, int]) -> None:
        """Body, head, eyes and eleven mouths; `height` in canvas heights, feet at 0.95."""
        number, feet, crown = len(self.figures), 0.95, 0.95 - height
        head_y, head_b = crown + 0.08 * height, 0.075 * height
        head_a = head_b * self.height / self.width * 0.85
        neck = (x, crown + 0.15 * height)
        figure = Figure(
            character=character,
            feet=(x * self.width, feet * self.height),
            neck=(neck[0] * self.width, neck[1] * self.height),
            height_px=height * self.height,
        )
        self.figures.append(figure)
        body = self.blank()
        top, base = neck[1] + 0.03 * height, feet
        corners = [(x - head_a * 0.4, neck[1] - 0.02 * height), (x + head_a * 0.4, neck[1] - 0.02 * height), (x + head_a * 1.6, top + 0.03)]
        corners += [(x + head_a * 1.3, base), (x - head_a * 1.3, base), (x - head_a * 1.6, top + 0.03)]
        cv2.fillPoly(body, [np.array([self.at(*corner) for corner in corners], np.int32)], colour, cv2.LINE_AA)
        self.add_shapes(body, "body", 1.0, number)
        head = self.blank()
        cv2.ellipse(head, self.at(x, head_y), self.at(head_a, head_b), 0, 0, 360, (226, 180, 150, 255), -1, cv2.LINE_AA)
        self.add_shapes(head, "head", 1.0, number)
        for role, half_height in (("eyes_open", 0.12), ("eyes_closed", 0.03)):
            eyes = self.blank()
            for side in (-0.4, 0.4):
                place, size = self.at(x + side * head_a, head_y - 0.1 * head_b), self.at(head_a * 0.15, head_b * half_height)
                if role == "eyes_closed":
                    cv2.ellipse(eyes, place, self.at(head_a * 0.2, head_b * 0.16), 0, 0, 360, (226, 180, 150, 255), -1, cv2.LINE_AA)
                cv2.ellipse(eyes, place, size, 0, 0, 360, (30, 20, 20, 255), -1, cv2.LINE_AA)
            self.add_shapes(eyes, role, 1.0, number)
        for place_in_row, viseme in enumerate(VISEMES):
            mouth = self.blank()
            size = self.at(head_a * 0.35, head_b * (0.03 + 0.02 * place_in_row))
            cv2.ellipse(mouth, self.at(x, head_y + 0.5 * head_b), size, 0, 0, 360, (120 + 10 * place_in_row, 30, 40, 255), -1, cv2.LINE_AA)
            self.add_shapes(mouth, "mouth", 1.0, number, viseme)

    def light(self) -> None:
        """A soft warm glow from the left."""
        canvas = self.blank()
        canvas[..., :3] = (255, 220, 150)
        glow = 70 * np.exp(-4 * np.linspace(0, 1, self.width)[None] - 0 * np.linspace(0, 1, self.height)[:, None])
        canvas[..., 3] = np.maximum(glow, 1)
        self.add(canvas, "light", 1.0)

    def rain(self) -> None:
        """Streaks that repeat from top to bottom."""
        canvas = self.blank()
        for number in range(120):
            x, y = (number * 7919 % 997) / 997, (number * 104729 % 991) / 991
            cv2.line(canvas, self.at(x, y), self.at(x, y + 0.03), (220, 230, 255, 120), 1, cv2.LINE_AA)
        canvas[[0, -1], :, 3] = np.maximum(canvas[[0, -1], :, 3], 1)
        canvas[:, [0, -1], 3] = np.maximum(canvas[:, [0, -1], 3], 1)
        self.add(canvas, "precipitation", 1.2)

    def rig(self) -> Rig:
        return Rig(width_px=self.width, height_px=self.height, frame=self.frame, layers=self.layers, figures=self.figures)

    def write(self, path: Path) -> Rig:
        """Write it; the merged image is the backdrop alone."""
        merged = self.blank()
        merged[..., 3] = 255
        rig = self.rig()
        write_picture(path, rig, self.pixels, merged)
        return rig


def write_two_people(path: Path, width_px: int, height_px: int, *, with_weather: bool = False) -> Rig:
    """ANNA on the left, BEN on the right, in a room with a tree in it."""
    sketch = Sketch(width_px, height_px)
    sketch.backdrop()
    if with_weather:
        sketch.shapes("clouds", 0.1, [(0.3, 0.1, 0.1, 0.05), (0.36, 0.12, 0.07, 0.04)], (240, 240, 250, 200))
        sketch.shapes("water", 0.6, [(0.5, 0.7, 0.3, 0.06)], (60, 110, 160, 255))
        sketch.shapes("foliage", 0.7, [(0.8, 0.4, 0.08, 0.2), (0.8, 0.6, 0.01, 0.1)], (60, 120, 50, 255))
    sketch.shapes("set", 0.6, [(0.15, 0.5, 0.05, 0.2), (0.9, 0.45, 0.06, 0.24)], (80, 70, 110, 255))
    sketch.person("ANNA", 0.35, 0.65, (150, 50, 60, 255))
    sketch.person("BEN", 0.65, 0.72, (50, 70, 140, 255))
    sketch.shapes("foreground", 1.4, [(0.5, 1.0, 0.6, 0.08)], (60, 40, 30, 255))
    sketch.light()
    if with_weather:
        sketch.rain()
    return sketch.write(path)
