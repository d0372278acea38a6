"""A flat picture (PNG, JPEG) seen as a picture of one layer, so that the camera moves over it as over a drawn one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from activities.media.drawn.picture import Layer, Pixels, Rig
from schemas.failures import Refused

_ON_THEIR_SIDE = frozenset({5, 6, 7, 8})
"""Values of EXIF's orientation whose rows are columns."""


def flat_rig(path: Path, width_px: int, height_px: int) -> Rig:
    """A rig for a flat image: its frame is the largest part, in the middle, that has the shape of the film. Reads only the image's header.

    Args:
        path: The image.
        width_px: Width of the film's frame; only the shape counts.
        height_px: Its height.

    Raises:
        Refused: The file is no image.
    """
    width, height = _size_of(path)
    scale = min(width / width_px, height / height_px)
    frame_width, frame_height = width_px * scale, height_px * scale
    layer = Layer(file=path.name, x=0, y=0, width_px=width, height_px=height, role="set", depth=1.0)
    frame = ((width - frame_width) / 2, (height - frame_height) / 2, frame_width, frame_height)
    return Rig(width_px=width, height_px=height, frame=frame, layers=[layer])


def read_flat(path: Path) -> Pixels:
    """An image as RGBA, straight alpha, turned as its EXIF data says.

    Raises:
        Refused: The file is no image.
    """
    with _opened(path) as image:
        return np.asarray(ImageOps.exif_transpose(image).convert("RGBA"))


def read_opaque(path: Path) -> NDArray[np.uint8] | None:
    """An image through which nothing shows, as RGB, turned as its EXIF data says; None when something may.

    Raises:
        Refused: The file is no image.
    """
    with _opened(path) as image:
        if "transparency" in image.info or any(band in "Aa" for band in image.getbands() if image.mode != "LAB"):
            return None
        ImageOps.exif_transpose(image, in_place=True)
        return np.asarray(image if image.mode == "RGB" else image.convert("RGB"))  # converting would copy it


def _size_of(path: Path) -> tuple[int, int]:
    """Width and height as `read_flat` gives them."""
    with _opened(path) as image:
        width, height = image.size
        return (height, width) if image.getexif().get(ExifTags.Base.Orientation) in _ON_THEIR_SIDE else (width, height)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    try:
        with Image.open(path) as image:
            yield image
    except (OSError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        msg = f"{path.name} can't be read as an image: {error}"
        raise Refused(msg) from error
