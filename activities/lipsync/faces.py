"""Where faces are in a picture: what every detector tells, and which part of the picture a face is for lip sync."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from activities.media.rgb import Rgb


class Face(NamedTuple):
    """A face by two points, in pixels of the picture it was found in; they say where it is, how large and how far down its mouth."""

    eyes_x: float
    """Halfway between the eyes."""
    eyes_y: float
    mouth_x: float
    """The middle of the mouth."""
    mouth_y: float
    score: float = 1.0
    """How sure the detector is; comparable between the faces of one detector only."""

    @property
    def height_px(self) -> float:
        """From the eyes to the mouth: about two fifths of what `box` spans."""
        return float(((self.mouth_x - self.eyes_x) ** 2 + (self.mouth_y - self.eyes_y) ** 2) ** 0.5)

    def scaled(self, factor: float) -> "Face":
        """The same face in a picture of another size."""
        return Face(self.eyes_x * factor, self.eyes_y * factor, self.mouth_x * factor, self.mouth_y * factor, self.score)


class Box(NamedTuple):
    """A part of a picture in whole pixels; it may reach beyond the picture."""

    left_px: int
    top_px: int
    width_px: int
    height_px: int


class FaceDetector(Protocol):
    """Finds faces."""

    name: str
    """With the version of what finds them: it counts into the key of every clip that was made with it."""
    every_frames: int
    """How far apart the frames are that it should be shown: 1 for a fast one."""

    def find(self, picture: Rgb) -> list[Face]:
        """The faces of a picture, the same for the same picture; none is an empty list."""

    def close(self) -> None:
        """Let go of what it holds; it finds nothing afterwards."""


SIDE_PX = 96
"""Width and height at which faces are given to Wav2Lip."""
_ABOVE, _BELOW, _ASIDE = 0.63, 1.0, 1.05
"""In distances from eyes to mouth: what belongs to a face above the eyes, below the mouth, and on each side. The half of such a box lies
at the tip of the nose and its lower edge under the chin: how the faces were cut that Wav2Lip learned from."""
MOUTH_DOWN = (1.0 + _ABOVE) / (1.0 + _ABOVE + _BELOW)
"""Where in a box the mouth is, from above, 0 to 1."""


def box_of(face: Face) -> Box:
    """The part of the picture that is given to a lip-sync model: from the forehead to below the chin, upright."""
    size = face.height_px
    left, right = (face.eyes_x + face.mouth_x) / 2 - _ASIDE * size, (face.eyes_x + face.mouth_x) / 2 + _ASIDE * size
    centre_y = (face.eyes_y + face.mouth_y) / 2
    top, bottom = centre_y - (0.5 + _ABOVE) * size, centre_y + (0.5 + _BELOW) * size
    left_px, top_px = round(left), round(top)
    return Box(left_px, top_px, max(1, round(right) - left_px), max(1, round(bottom) - top_px))


def overlap(first: Face, second: Face) -> float:
    """Intersection over union of their boxes, 0 to 1."""
    one, other = box_of(first), box_of(second)
    wide = min(one.left_px + one.width_px, other.left_px + other.width_px) - max(one.left_px, other.left_px)
    high = min(one.top_px + one.height_px, other.top_px + other.height_px) - max(one.top_px, other.top_px)
    if wide <= 0 or high <= 0:
        return 0.0
    union = one.width_px * one.height_px + other.width_px * other.height_px - wide * high
    return wide * high / union


def without_doubles(faces: Sequence[Face]) -> list[Face]:
    """The faces without those that are found twice; of two that overlap the surer one stays. From left to right."""
    kept: list[Face] = []
    for face in sorted(faces, key=lambda face: (-face.score, face)):
        if all(overlap(face, other) < 0.3 for other in kept):
            kept.append(face)
    return sorted(kept)
