"""Layered pictures: an OpenRaster file (zip of PNG layers, opens in Krita, GIMP) with a rig that says what can move.

The canvas is larger than the film's frame: `frame` is the part the shot shows at rest, the rest is room for the camera. Layers are stored
from back to front, each cropped to its own bounding box, straight (not premultiplied) alpha.
OpenRaster: https://www.openraster.org/baseline/file-layout-spec.html
"""

from typing import Literal

from schemas.message import Message

Viseme = Literal["rest", "MBP", "FV", "L", "T", "K", "CH", "E", "A", "O", "U"]
"""Mouth shapes: closed rest; m b p; f v; l th; t d s z n; k g; sh ch j r; e i; a; o; u w."""

LayerRole = Literal[
    "set",
    "body",
    "head",
    "arm",
    "eyes_open",
    "eyes_closed",
    "mouth",
    "prop",
    "foreground",
    "light",
    "precipitation",
    "water",
    "foliage",
    "clouds",
    "text",
]
"""What a layer is, and so how it may move: `precipitation` (rain, snow) and `clouds` drift and tile; `water`, `foliage` and
`light` shimmer or sway."""


class Layer(Message):
    """One image of the stack."""

    file: str
    """Its PNG in the archive: "data/007.png"."""
    x: int
    y: int
    """Where its left upper corner lies on the canvas, in pixels; may be negative."""
    width_px: int
    height_px: int
    role: LayerRole
    depth: float
    """Parallax: 0 at the horizon (moves least), 1 at the subject's distance (moves with the frame), above 1 in front of it."""
    figure: int | None = None
    """Index into `Rig.figures` for body, head, arm, eyes and mouth layers."""
    viseme: Viseme | None = None
    """For mouth layers: which shape this is. All shapes of a figure are in the stack; one is shown at a time."""


class Figure(Message):
    """A person in the picture."""

    character: str
    feet: tuple[float, float]
    """Where they stand, canvas pixels; the pivot of a sway."""
    neck: tuple[float, float]
    """The pivot of a nod."""
    height_px: float
    """From feet to crown, also when cut by the frame: the scale of breathing, bobbing and steps."""
    faces_camera: bool = True
    """False when no mouth is to be seen."""


class Rig(Message):
    """`rig.json` in the archive: what the layers are."""

    width_px: int
    height_px: int
    """The canvas."""
    frame: tuple[float, float, float, float]
    """x, y, width, height of the frame at rest, canvas pixels."""
    layers: list[Layer]
    """Back to front."""
    figures: list[Figure] = []
    notes: list[str] = []
    """What the drawing settled for: "no set for 'submarine': generic interior"."""
