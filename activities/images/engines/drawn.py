"""The drawn engine: layered, rigged pictures in a gouache-like storyboard style, without a model.

Sets come from the location's words, light from time of day and weather, people from name and description. The same order gives the same
bytes. About a third of a CPU second for a picture of 1280 × 720.
"""

from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.images.engine import ImageEngine
from schemas.failures import Refused
from schemas.images import CARD_PROMPT, PaintImage
from schemas.media import PICTURE

_LARGEST_PX = 7680


class Drawn(ImageEngine):
    """Draws every picture with vector shapes."""

    version: ClassVar[str] = "34"
    summary: ClassVar[str] = "Drawn storyboard pictures with moving layers; no model, no GPU"
    licence: ClassVar[str] = "LicenseRef-Filmwright"
    ignores: ClassVar[frozenset[str]] = frozenset({"negative_prompt", CARD_PROMPT})

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        # skia and OpenCV take half a second to load, which listing the engines must not cost
        from activities.images.drawing.cards import draw_card  # noqa: PLC0415
        from activities.images.drawing.compose import draw_picture  # noqa: PLC0415
        from activities.media.drawn.picture import write_picture  # noqa: PLC0415

        self._draw_card = draw_card
        self._draw_picture = draw_picture
        self._write = write_picture

    def make(self, job: Job[PaintImage]) -> Made:
        """Draw one picture.

        Raises:
            Refused: A side of the frame is under 16 or over 7680 pixels.
        """
        order = job.order
        if not all(16 <= side <= _LARGEST_PX for side in (order.width_px, order.height_px)):
            msg = f"a picture of {order.width_px}x{order.height_px} px was ordered: each side must have 16 to {_LARGEST_PX} px"
            raise Refused(msg)
        drawing = self._draw_card(order, order.card) if order.card is not None else self._draw_picture(order)
        job.progress(0.6)
        path = job.folder / "picture.ora"
        self._write(path, drawing.rig, drawing.layers, drawing.merged)
        job.progress(1.0)
        facts = {"notes": list(drawing.rig.notes)} if drawing.rig.notes else {}
        return Made(path, PICTURE, width_px=order.width_px, height_px=order.height_px, facts=facts)
