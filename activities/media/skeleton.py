"""Stick figures as pose-conditioned models read them: 18 joints in OpenPose's order, its colours, on black.

The order and the colours are a convention that ControlNets were trained on (OpenPose's COCO output,
https://github.com/CMU-Perceptual-Computing-Lab/openpose/blob/master/doc/02_output.md): colours go once around the wheel in steps of 20°.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot

import cv2
import numpy as np
from numpy.typing import NDArray

JOINTS = (
    "nose", "neck",
    "right_shoulder", "right_elbow", "right_wrist", "left_shoulder", "left_elbow", "left_wrist",
    "right_hip", "right_knee", "right_ankle", "left_hip", "left_knee", "left_ankle",
    "right_eye", "left_eye", "right_ear", "left_ear",
)  # fmt: skip
"""Right and left are the person's own."""

_BONES = (
    ("neck", "right_shoulder"), ("neck", "left_shoulder"),
    ("right_shoulder", "right_elbow"), ("right_elbow", "right_wrist"), ("left_shoulder", "left_elbow"), ("left_elbow", "left_wrist"),
    ("neck", "right_hip"), ("right_hip", "right_knee"), ("right_knee", "right_ankle"),
    ("neck", "left_hip"), ("left_hip", "left_knee"), ("left_knee", "left_ankle"),
    ("neck", "nose"), ("nose", "right_eye"), ("right_eye", "right_ear"), ("nose", "left_eye"), ("left_eye", "left_ear"),
)  # fmt: skip
"""Each has the colour of its own number."""
_BONE_SHARE = 0.0078
"""Half a bone's thickness, of the picture's shorter side: 4 px of 512."""
_BONE_OF_HEAD = 0.16
"""At most, of the way from neck to nose: far people stay readable."""
_BONE_LIGHT = 0.6
_FINE = 4
"""Fractional bits of a pixel in which OpenCV is given places."""


@dataclass(frozen=True)
class Skeleton:
    """One person."""

    joints: dict[str, tuple[float, float]]
    """Pixels by name of the joint; those that can't be seen are left out."""

    @property
    def head_px(self) -> float:
        """From the neck to the nose, or to an ear of who is seen from behind; large when neither is there."""
        neck = self.joints.get("neck")
        face = next((self.joints[name] for name in ("nose", "right_ear", "left_ear") if name in self.joints), None)
        return hypot(neck[0] - face[0], neck[1] - face[1]) if neck and face else float("inf")

    def within(self, width_px: int, height_px: int) -> "Skeleton":
        """Without the joints that lie outside a picture."""
        return Skeleton({name: (x, y) for name, (x, y) in self.joints.items() if 0 <= x < width_px and 0 <= y < height_px})

    def moved(self, left_px: float, top_px: float) -> "Skeleton":
        """Seen from another origin."""
        return Skeleton({name: (x - left_px, y - top_px) for name, (x, y) in self.joints.items()})


def paint_skeletons(skeletons: Sequence[Skeleton], width_px: int, height_px: int) -> NDArray[np.uint8]:
    """The control picture of some people, farthest first.

    Returns:
        RGB, shape (`height_px`, `width_px`, 3).
    """
    canvas = np.zeros((height_px, width_px, 3), np.uint8)
    for skeleton in skeletons:
        half = min(_BONE_SHARE * min(width_px, height_px), _BONE_OF_HEAD * skeleton.head_px)
        half = max(0.75, half)
        seen = skeleton.within(width_px, height_px).joints
        for number, (first, second) in enumerate(_BONES):
            if first in seen and second in seen:
                tint = tuple(int(level * _BONE_LIGHT) for level in joint_colour(number))
                cv2.fillConvexPoly(canvas, _bone(seen[first], seen[second], half), tint, cv2.LINE_AA, _FINE)
        for number, name in enumerate(JOINTS):
            if name in seen:
                x, y = seen[name]
                centre = (round(x * 2**_FINE), round(y * 2**_FINE))
                cv2.circle(canvas, centre, round(half * 2**_FINE), joint_colour(number), -1, cv2.LINE_AA, _FINE)
    return canvas


def joint_colour(number: int) -> tuple[int, int, int]:
    """RGB of a joint or a bone by its number: full saturation, 20° of the wheel apart."""
    sector, rest = divmod(number * 20, 60)
    rise, fall = 255 * rest // 60, 255 - 255 * rest // 60
    colours = ((255, rise, 0), (fall, 255, 0), (0, 255, rise), (0, fall, 255), (rise, 0, 255), (255, 0, fall))
    return colours[sector % 6]


def _bone(first: tuple[float, float], second: tuple[float, float], half: float) -> NDArray[np.int32]:
    """An ellipse from joint to joint, as a polygon in 1/16 pixels."""
    across, down = second[0] - first[0], second[1] - first[1]
    middle = ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2)
    fine = 2**_FINE
    centre = (round(middle[0] * fine), round(middle[1] * fine))
    axes = (max(1, round(hypot(across, down) / 2 * fine)), round(half * fine))
    return np.asarray(cv2.ellipse2Poly(centre, axes, round(degrees(atan2(down, across))), 0, 360, 5), np.int32)
