"""Grades a finished picture after the style that was asked for: black and white, sepia, pastel, cold, warm, vivid."""

import cv2
import numpy as np
from numpy.typing import NDArray

from activities.images.drawing.words import first, word_table
from activities.media.drawn.picture import Pixels
from schemas.shots import Era

STYLE_WORDS = word_table("""
mono: noir, silent film, stummfilm, film muet, cine mudo, black and white, black-and-white, monochrome, greyscale, grayscale,
 schwarzweiss, schwarz-weiss, noir et blanc, blanco y negro, bianco e nero, preto e branco, 黑白, 白黒
sepia: sepia, vintage, 1900s, 1910s, 1920s, victorian, old photograph, daguerreotype, antique, 老照片
pastel: pastel, soft colours, soft colors, watercolour, watercolor, aquarell, aquarelle, acuarela, acquerello, 水彩
cold: cold, bleak, horror, science fiction, sci-fi, futuristic, scandinavian, nordic, kalt, kühl, froid, frío, freddo
warm: warm, golden, nostalgic, western, medieval, mittelalter, chaud, cálido, caldo
vivid: vivid, pop art, saturated, colourful, colorful, comic, cartoon, bunt, coloré, colorido
""")
_GREY = np.array([0.299, 0.587, 0.114])
_TINTS = {"mono": (1.0, 1.0, 1.0), "sepia": (1.08, 0.97, 0.80), "cold": (0.90, 0.99, 1.09), "warm": (1.07, 1.0, 0.88)}
_SATURATIONS = {"mono": 0.0, "sepia": 0.12, "pastel": 0.62, "cold": 0.72, "warm": 0.95, "vivid": 1.4}


_OF_ERAS: dict[str, str] = {"medieval": "warm", "western": "warm", "twenties": "sepia", "fifties": "warm", "futuristic": "cold"}
_SOFTLY = 0.5
"""How much of a grade a film's era alone calls for."""


def grade_of(style: str) -> str:
    """The grade a style asks for, or "" to leave colours alone."""
    return first(style, STYLE_WORDS) or ""


def style_notes(style: str) -> list[str]:
    """What is to be told of a style that the drawings can't follow."""
    if not style.strip() or grade_of(style):
        return []
    known = ", ".join(grade for grade in _SATURATIONS if grade != "mono")
    return [f"no colours for the style '{style.strip()[:80]}': as usual; there are black and white, {known}"]


def grade_of_era(era: Era) -> str:
    """A light grade for a film of another time, or "" for today's."""
    return f"soft {_OF_ERAS[era]}" if era in _OF_ERAS else ""


def graded(pixels: Pixels, grade: str) -> Pixels:
    """The same picture in another mood; transparency stays."""
    if not grade:
        return pixels
    colours = cv2.transform(np.ascontiguousarray(pixels[..., :3]), _matrix(grade))
    out = pixels.copy()
    out[..., :3] = colours
    return out


def _matrix(grade: str) -> NDArray[np.float64]:
    """Three rows of red, green, blue and an offset: saturation around grey, then a tint; pastel is lifted towards white."""
    is_soft, name = grade.startswith("soft "), grade.removeprefix("soft ")
    saturation = _SATURATIONS[name]
    rows = saturation * np.eye(3) + (1 - saturation) * np.tile(_GREY, (3, 1))
    rows *= np.array(_TINTS.get(name, (1.0, 1.0, 1.0)))[:, None]
    offset = np.zeros((3, 1))
    if is_soft:
        rows = _SOFTLY * rows + (1 - _SOFTLY) * np.eye(3)
    if grade == "pastel":
        rows, offset = rows * 0.78, offset + 54
    return np.hstack([rows, offset])
