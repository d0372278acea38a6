"""Pictures on their way from and to providers: cut to the film's frame, or flattened and packed to be sent."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageOps, UnidentifiedImageError

from activities.media.drawn.flat import read_flat
from activities.media.drawn.picture import read_merged, read_rig
from schemas.failures import Broken
from schemas.media import PICTURE

_HEADROOM = 0.4
"""Of what is cut off above and below, the share that goes at the top: heads are in the upper half."""
_LARGEST_PX = 8192
_QUALITY = (95, 90, 82, 72, 60)
"""Of a JPEG that must become smaller, in turn."""


def nearest_size(width_px: int, height_px: int, sizes: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """The size of a provider's list of which the least is cut off to give a frame its shape; of equals the larger, then the first."""

    def lost(size: tuple[int, int]) -> float:
        shape, wanted = size[0] / size[1], width_px / height_px
        return 1 - min(shape / wanted, wanted / shape)

    return min(sizes, key=lambda size: (round(lost(size), 6), -size[0] * size[1]))


def write_fitted(content: bytes, width_px: int, height_px: int, path: Path, who: str) -> dict[str, object]:
    """Write a provider's picture as a PNG of exactly the film's frame.

    It is scaled to cover the frame; what stands over is cut at the sides in equal parts, above and below with more left at the top.

    Args:
        content: PNG, JPEG or WebP.
        width_px: Of the frame.
        height_px: Of the frame.
        path: Where the PNG goes.
        who: Whose picture it is, for messages.

    Returns:
        Facts: `painted_px`, the size it came in, and `cut`, the share of it that was cut off.

    Raises:
        Broken: The content is no picture.
    """
    picture = _opened(content, who)
    scale = max(width_px / picture.width, height_px / picture.height)
    seen = (width_px / scale, height_px / scale)
    left, top = (picture.width - seen[0]) / 2, (picture.height - seen[1]) * _HEADROOM
    box = (left, top, left + seen[0], top + seen[1])
    fitted = picture.resize((width_px, height_px), Image.Resampling.LANCZOS, box=box)
    fitted.save(path, "PNG", compress_level=4)
    cut = 1 - seen[0] * seen[1] / (picture.width * picture.height)
    return {"painted_px": [picture.width, picture.height], "cut": round(max(0.0, cut), 3)}


def still_of(path: Path, media_type: str, width_px: int, height_px: int, largest_bytes: int) -> bytes:
    """A shot's picture as a JPEG of the film's frame, to be sent to a provider.

    Args:
        path: A layered `PICTURE` or a flat image.
        media_type: As its reference says.
        width_px: Of the JPEG.
        height_px: Of the JPEG.
        largest_bytes: What the provider takes; the quality is lowered until it fits.

    Raises:
        Refused: The file is no image.
        Broken: The layered picture is damaged, or can't be made small enough.
    """
    if media_type == PICTURE:
        left, top, width, height = read_rig(path).frame
        pixels = Image.fromarray(read_merged(path)).convert("RGB")
        still = pixels.resize((width_px, height_px), Image.Resampling.LANCZOS, box=(left, top, left + width, top + height))
    else:
        still = ImageOps.fit(Image.fromarray(read_flat(path)).convert("RGB"), (width_px, height_px), Image.Resampling.LANCZOS)
    return jpeg(still, largest_bytes)


def jpeg(picture: Image.Image, largest_bytes: int) -> bytes:
    """A picture as JPEG of at most so many bytes.

    Raises:
        Broken: It is larger at the lowest quality that is worth sending.
    """
    for quality in _QUALITY:
        packed = BytesIO()
        picture.save(packed, "JPEG", quality=quality)
        if packed.tell() <= largest_bytes:
            return packed.getvalue()
    msg = f"a picture of {picture.width} × {picture.height} px can't be packed into {largest_bytes} bytes"
    raise Broken(msg)


def as_picture(pixels: NDArray[np.uint8]) -> Image.Image:
    """Pixels of shape (height, width, 3) as a picture."""
    return Image.fromarray(pixels)


def _opened(content: bytes, who: str) -> Image.Image:
    try:
        with Image.open(BytesIO(content)) as picture:
            if max(picture.size) > _LARGEST_PX:
                msg = f"the picture of {who} has {picture.width} × {picture.height} px; at most {_LARGEST_PX} a side are read"
                raise Broken(msg)
            return picture.convert("RGB")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError, SyntaxError) as error:
        msg = f"what {who} sent can't be read as a picture: {error}"
        raise Broken(msg) from error
