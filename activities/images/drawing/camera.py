"""The camera: from metres in the set to pixels on the canvas.

x to the right, y up from the floor, z away from the camera with 0 where the subjects stand. A pinhole with a shifted horizon: verticals
stay vertical, as in an architect's drawing, and every plane of the set is one 3 × 3 matrix.
"""

from dataclasses import dataclass

import skia

Place = tuple[float, float, float]


@dataclass(frozen=True)
class Camera:
    """Where it stands and what it sees."""

    width_px: int
    height_px: int
    """The canvas."""
    frame: tuple[float, float, float, float]
    """x, y, width, height of the frame on the canvas, pixels."""
    focal_px: float
    distance_m: float
    """To the plane of the subjects."""
    x_m: float
    height_m: float
    """Of the lens above the floor."""
    horizon_px: float
    """Where the horizon lies on the canvas, before the roll."""
    roll_deg: float = 0.0

    @property
    def centre_px(self) -> float:
        """The vanishing point across."""
        return self.frame[0] + self.frame[2] / 2

    def scale(self, z_m: float = 0.0) -> float:
        """Pixels per metre at a depth."""
        return self.focal_px / max(0.05, self.distance_m + z_m)

    def x_px(self, x_m: float, z_m: float = 0.0) -> float:
        """Where a metre across lies."""
        return self.centre_px + (x_m - self.x_m) * self.scale(z_m)

    def y_px(self, y_m: float, z_m: float = 0.0) -> float:
        """Where a height lies."""
        return self.horizon_px + (self.height_m - y_m) * self.scale(z_m)

    def parallax(self, z_m: float) -> float:
        """How much a depth moves with the frame: 1 at the subjects, 0 at the horizon."""
        return max(0.0, min(2.5, self.distance_m / max(0.05, self.distance_m + z_m)))

    def span_m(self, z_m: float) -> tuple[float, float]:
        """The leftmost and rightmost metre the canvas sees at a depth, with a little to spare for a roll."""
        half = self.width_px / 2 * 1.15 / self.scale(z_m)
        return self.x_m - half, self.x_m + half

    @property
    def nearest_m(self) -> float:
        """The depth of the floor at the lower edge of the canvas."""
        below = max(1.0, self.height_px * 1.1 - self.horizon_px)
        return self.focal_px * self.height_m / below - self.distance_m

    def plane(self, origin: Place, u: Place, v: Place) -> skia.Matrix:
        """The matrix that takes (a, b) to the pixel of `origin + a·u + b·v`.

        A point (X, Y, Z) before the lens lands on (cx + f·X/Z, horizon − f·Y/Z): linear in a and b up to the division by Z.
        """
        rows = [[0.0] * 3 for _ in range(3)]
        for column, (x, y, z) in enumerate((u, v, origin)):
            is_origin = column == 2
            ahead = z + (self.distance_m if is_origin else 0.0)
            rows[0][column] = self.focal_px * (x - (self.x_m if is_origin else 0.0)) + self.centre_px * ahead
            rows[1][column] = -self.focal_px * (y - (self.height_m if is_origin else 0.0)) + self.horizon_px * ahead
            rows[2][column] = ahead
        flat = skia.Matrix()
        flat.setAll(*(value for row in rows for value in row))
        return skia.Matrix.Concat(self.roll(), flat)

    def upright(self, x_m: float, z_m: float, y_m: float = 0.0) -> skia.Matrix:
        """A plane facing the camera, in metres, its origin at a place."""
        return self.plane((x_m, y_m, z_m), (1, 0, 0), (0, 1, 0))

    def floor(self, y_m: float = 0.0) -> skia.Matrix:
        """The ground: x across, z away."""
        return self.plane((0, y_m, 0), (1, 0, 0), (0, 0, 1))

    def roll(self) -> skia.Matrix:
        """The tilt of a dutch angle, around the middle of the frame."""
        matrix = skia.Matrix()
        matrix.setRotate(self.roll_deg, self.centre_px, self.frame[1] + self.frame[3] / 2)
        return matrix
