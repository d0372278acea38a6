"""Sets the type of cards: over what a model painted, or over the drawn ground; letters are never generated."""

import numpy as np
from PIL import Image, ImageFilter

from activities.media.sizes import fitted
from schemas.failures import Refused
from schemas.images import PaintImage

_DARKEN = {"title": 0.62, "credits": 0.34, "intertitle": 0.5, "black": 0.0}
"""How much of a generated ground's light is left under light type."""
_SOFTEN = 0.004
"""Radius of the blur of a generated ground, in heights of the frame: type stands out from what is out of focus."""


def typeset(order: PaintImage, ground: Image.Image | None) -> Image.Image:
    """A card.

    Args:
        order: Of a card.
        ground: What a model painted; None takes the drawn ground.

    Returns:
        RGB, of the ordered size.

    Raises:
        Refused: The order is no card.
    """
    from activities.images.drawing.cards import draw_card  # noqa: PLC0415 - skia and OpenCV, which listing engines must not cost

    if order.card is None:
        raise Refused(f"{order.about.label}: no card is ordered, so there is nothing to set")
    drawing = draw_card(order, order.card)
    x, y, wide, high = (round(value) for value in drawing.rig.frame)
    if ground is None:
        return Image.fromarray(drawing.merged[y : y + high, x : x + wide]).convert("RGB")
    canvas = _quieted(fitted(ground, wide, high), _DARKEN[order.card.kind]).convert("RGBA")
    for layer, pixels in zip(drawing.rig.layers, drawing.layers, strict=True):
        if layer.role == "text":
            sheet = Image.new("RGBA", canvas.size)
            sheet.paste(Image.fromarray(pixels), (layer.x - x, layer.y - y))
            canvas.alpha_composite(sheet)
    return canvas.convert("RGB")


def _quieted(ground: Image.Image, light: float) -> Image.Image:
    """Darker, softer, darkest behind the middle where the type stands."""
    soft = ground.filter(ImageFilter.GaussianBlur(ground.height * _SOFTEN))
    rows = np.linspace(-1.0, 1.0, ground.height, dtype=np.float32)[:, None, None]
    dim = np.float32(light) * (np.float32(0.82) + np.float32(0.18) * np.abs(rows))
    return Image.fromarray(np.clip(np.asarray(soft, np.float32) * dim + 0.5, 0, 255).astype(np.uint8))
