"""Picks the frame that stands for the film: a face if there is one, else a place; never black, never a title.

Shots are ranked by what their titles say of them; of the best few, the picture with the strongest contrast wins.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from activities.film.delivery.stills import Rgb, is_card, small_still, still
from activities.media.segment import Segment
from schemas.film import ReelShot
from schemas.timeline import PlacedShot

_SIZES = ("MCU", "CU", "MS", "MLS", "FS", "WS", "EWS", "ECU", "INSERT")
"""Best first, for shots of one person."""
_FRAMINGS = ("single", "two shot", "reaction", "group", "establishing", "master", "over the shoulder", "pov", "insert")
_LOOKED_AT = 6
_DARK, _BRIGHT = 22.0, 235.0
"""Mean levels beyond which a picture is nearly black or white."""
_FALL = 4.0
"""Levels of contrast that a place further down the ranks costs."""
_QUALITY = 92


def write_poster(shots: Sequence[PlacedShot], segments: Sequence[Segment], path: Path) -> tuple[int, int]:
    """Write the poster as JPEG.

    Args:
        shots: At least one.
        segments: The body of each shot.
        path: Of the picture.

    Returns:
        Its width and height in pixels: those of the film.
    """
    ranked = sorted(range(len(shots)), key=lambda index: _rank(shots[index].shot, index, len(shots)))
    appeals = [_appeal(small_still(shots[index].shot, segments[index])) - _FALL * place for place, index in enumerate(ranked[:_LOOKED_AT])]
    best = ranked[max(range(len(appeals)), key=appeals.__getitem__)]
    image = Image.fromarray(still(shots[best].shot, segments[best]))
    image.save(path, "JPEG", quality=_QUALITY, subsampling=0, optimize=True)
    return image.width, image.height


def _rank(shot: ReelShot, index: int, shots: int) -> tuple[bool, int, int, int]:
    """Sorts the most promising first: people before places before cards, the first half of the film before what it ends with."""
    words = [part.strip() for part in shot.title.split("·")]
    size = _place(words[:1], _SIZES)
    framing = _place(words[1:2], _FRAMINGS)
    return is_card(shot), framing + size, int(index * 2 >= shots), index


def _place(words: Sequence[str], order: Sequence[str]) -> int:
    return order.index(words[0]) if words and words[0] in order else len(order)


def _appeal(picture: Rgb) -> float:
    """Contrast in levels; far below zero for what is nearly black or white."""
    red, green, blue = (picture[::4, ::4, channel].astype(np.int64) for channel in range(3))
    grey = (54 * red + 183 * green + 19 * blue) >> 8
    mean = float(grey.mean())
    return float(grey.std()) - (1000.0 if not _DARK < mean < _BRIGHT else 0.0)
