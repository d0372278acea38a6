"""Layered pictures: an OpenRaster file (zip of PNG layers, opens in Krita, GIMP) with a rig that says what can move.

The canvas is larger than the film's frame: `frame` is the part the shot shows at rest, the rest is room for the camera. Layers are stored
from back to front, each cropped to its own bounding box, straight (not premultiplied) alpha.
The same rig and pixels give the same bytes: entries have a fixed order and date.
OpenRaster: https://www.openraster.org/baseline/file-layout-spec.html
"""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal
from xml.sax.saxutils import quoteattr

import cv2
import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from schemas.failures import Broken
from schemas.media import PICTURE
from schemas.message import Message

Pixels = NDArray[np.uint8]
"""An image: shape (height, width, 4), RGBA, straight alpha."""

Viseme = Literal["rest", "MBP", "FV", "L", "T", "K", "CH", "E", "A", "O", "U"]
"""Mouth shapes: closed rest; m b p; f v; l th; t d s z n; k g; sh ch j r; e i; a; o; u w."""

LayerRole = Literal[
    "set",
    "body",
    "limb",
    "head",
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
    """Index into `Rig.figures` for body, limb, head, eyes and mouth layers."""
    limb: int | None = None
    """Index into `Figure.limbs` of what moves with a limb: the limb's own parts, and what a hand holds."""
    part: int = 0
    """Which of the limb's parts it moves with: 0 from its first joint to its second, and so on."""
    viseme: Viseme | None = None
    """For mouth layers: which shape this is. All shapes of a figure are in the stack; one is shown at a time."""


class Limb(Message):
    """An arm, a leg or a wheel that moves by itself, in parts from joint to joint."""

    kind: Literal["arm", "leg", "wheel"]
    joints: list[tuple[float, float]]
    """As it is drawn, canvas pixels: shoulder, elbow, wrist; or hip, knee, ankle, tip of the foot; or a wheel's middle and rim."""
    ahead: float
    """How much of a swing forwards is seen, and whereto: 1 to the right, −1 to the left, 0 when it swings towards the camera."""
    side: Literal[-1, 1]
    """Whereto it is raised: forwards where that is seen, else away from the body."""
    step: float = 0.0
    """How far into a pair of steps it is when the figure's time begins, in turns; near and far limbs are half a turn apart."""
    bend: Literal[-1, 1] = 1
    """Whereto its knee bends: 1 forwards, −1 backwards, as the hocks of animals."""


class Figure(Message):
    """A person in the picture, or what carries people."""

    character: str
    feet: tuple[float, float]
    """Where they stand, canvas pixels; the pivot of a sway."""
    neck: tuple[float, float]
    """The pivot of a nod."""
    height_px: float
    """From feet to crown, also when cut by the frame: the scale of breathing, bobbing and steps."""
    faces_camera: bool = True
    """False when no mouth is to be seen."""
    limbs: list[Limb] = []
    """Those that have layers of their own; the others belong to the body."""
    kind: Literal["person", "mount", "vehicle"] = "person"
    gait: Literal["", "walk", "run", "drive"] = ""
    """How it was drawn to go; "" when it stands, or when what a person does is left to the clip's order."""
    heading: Literal[-1, 0, 1] = 0
    """Whereto it goes: −1 to the left, 1 to the right, 0 as the clip's order says."""
    rides: int | None = None
    """Index of the figure that carries this one: both go as one."""


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


_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a zip can say; the bytes must not tell the day."""
_THUMBNAIL_PX = 256
"""The largest side OpenRaster allows a thumbnail."""


def write_picture(path: Path, rig: Rig, layers: Sequence[Pixels], merged: Pixels) -> None:
    """Write a layered picture.

    Args:
        path: Overwritten.
        rig: Its layers' files must be named apart.
        layers: As many as `rig.layers`, in that order, each of the size its layer says.
        merged: The whole canvas as it looks at rest, for programs that show only a flat image.

    Raises:
        Broken: Sizes or numbers do not agree with the rig.
    """
    _check(rig, layers, merged)
    with zipfile.ZipFile(path, "w") as archive:
        _add(archive, "mimetype", PICTURE.encode())
        _add(archive, "stack.xml", _stack_xml(rig).encode(), is_deflated=True)
        _add(archive, "rig.json", rig.model_dump_json(indent=1).encode(), is_deflated=True)
        for layer, pixels in zip(rig.layers, layers, strict=True):
            _add(archive, layer.file, _png(pixels))
        _add(archive, "mergedimage.png", _png(merged))
        _add(archive, "Thumbnails/thumbnail.png", _png(_thumbnail(merged)))


def read_rig(path: Path) -> Rig:
    """The rig of a layered picture.

    Raises:
        Broken: The file is none.
    """
    try:
        return Rig.model_validate_json(_entry(path, "rig.json"))
    except ValidationError as error:
        msg = f"{path.name} is no layered picture: its rig.json does not hold a rig ({error.error_count()} fields are wrong)"
        raise Broken(msg) from error


def read_layer(path: Path, layer: Layer) -> Pixels:
    """One layer's pixels, shape (`layer.height_px`, `layer.width_px`, 4), RGBA, straight alpha.

    Raises:
        Broken: The file or the layer is missing or damaged.
    """
    pixels = _decoded(path, layer.file)
    if pixels.shape[:2] != (layer.height_px, layer.width_px):
        msg = f"{path.name}: {layer.file} is {pixels.shape[1]}x{pixels.shape[0]} px, its rig says {layer.width_px}x{layer.height_px}"
        raise Broken(msg)
    return pixels


def read_merged(path: Path) -> Pixels:
    """The whole canvas at rest, RGBA.

    Raises:
        Broken: The file is no layered picture or damaged.
    """
    return _decoded(path, "mergedimage.png")


def _check(rig: Rig, layers: Sequence[Pixels], merged: Pixels) -> None:
    wanted = [(layer.height_px, layer.width_px, 4) for layer in rig.layers]
    found = [pixels.shape for pixels in layers]
    if wanted != found:
        msg = f"the rig describes layers of {wanted}, the pixels are {found}"
        raise Broken(msg)
    if merged.shape != (rig.height_px, rig.width_px, 4):
        msg = f"the canvas is {rig.width_px}x{rig.height_px} px, the merged image {merged.shape[1]}x{merged.shape[0]}"
        raise Broken(msg)
    if len({layer.file for layer in rig.layers}) != len(rig.layers):
        raise Broken("two layers of the rig name the same file")


def _stack_xml(rig: Rig) -> str:
    """OpenRaster's own list, front to back. Shapes that are not shown at rest are hidden: closed eyes, every mouth but the resting one."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f'<image version="0.0.3" w="{rig.width_px}" h="{rig.height_px}">', "<stack>"]
    for layer in reversed(rig.layers):
        visibility = "visible" if is_shown_at_rest(layer) else "hidden"
        name = quoteattr(_layer_name(rig, layer))
        lines.append(f'<layer name={name} src={quoteattr(layer.file)} x="{layer.x}" y="{layer.y}" visibility="{visibility}"/>')
    return "\n".join([*lines, "</stack>", "</image>", ""])


def is_shown_at_rest(layer: Layer) -> bool:
    """Whether a layer is part of the still picture: not the closed eyes, and of the mouths only the resting one."""
    return layer.role != "eyes_closed" and (layer.viseme is None or layer.viseme == "rest")


def _layer_name(rig: Rig, layer: Layer) -> str:
    whose = f"{rig.figures[layer.figure].character}: " if layer.figure is not None else ""
    return f"{whose}{layer.role.replace('_', ' ')}{f' {layer.viseme}' if layer.viseme else ''}"


def _add(archive: zipfile.ZipFile, name: str, data: bytes, *, is_deflated: bool = False) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.create_system = 3  # Unix, whatever this runs on: the field is part of the bytes
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED if is_deflated else zipfile.ZIP_STORED)


def _entry(path: Path, name: str) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.read(name)
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        msg = f"{path.name} is no layered picture: cannot read its {name}: {error}"
        raise Broken(msg) from error


def _png(pixels: Pixels) -> bytes:
    """Level 1: the archive is read once or twice and kept for long, but writing is what the writer waits for.

    Each row less the one above it, not the best of five filters for each: a twentieth larger, written in 0.4 and read in 0.75 of the time.
    """
    settings = [cv2.IMWRITE_PNG_COMPRESSION, 1, cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP]
    _, data = cv2.imencode(".png", cv2.cvtColor(pixels, cv2.COLOR_RGBA2BGRA), settings)
    return data.tobytes()


def _decoded(path: Path, name: str) -> Pixels:
    decoded: NDArray[Any] | None = cv2.imdecode(np.frombuffer(_entry(path, name), np.uint8), cv2.IMREAD_UNCHANGED)
    if decoded is None or decoded.ndim != 3 or decoded.shape[2] != 4 or decoded.dtype != np.uint8:
        msg = f"{path.name}: {name} is no 8-bit RGBA PNG"
        raise Broken(msg)
    return cv2.cvtColor(decoded, cv2.COLOR_BGRA2RGBA).astype(np.uint8, copy=False)


def _thumbnail(merged: Pixels) -> Pixels:
    height, width = merged.shape[:2]
    scale = min(1.0, _THUMBNAIL_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return cv2.resize(merged, size, interpolation=cv2.INTER_AREA).astype(np.uint8, copy=False)
