"""When a picture freezes: only where the script asks for it."""

import re

from schemas.clips import AnimateClip

_ASKED = re.compile(
    r"\b(freeze[ -]?frames?|freeze on|(?:frame|picture|image) freezes|standbild|bild friert ein|arr[êe]t sur image|imagen congelada|"
    r"se congela la imagen|fermo immagine|imagem congelada)\b",
    re.IGNORECASE,
)
_RUNS_S = 1.0
"""How long a shot moves before it freezes, when nobody speaks in it."""


def freeze_frame(order: AnimateClip) -> int | None:
    """The frame from which an order's picture stands still: after the last word spoken in it; None when the script asks for none.

    "She freezes" is something a person does; "freeze frame" and its like are meant for the film.
    """
    if not _ASKED.search(order.prompt):
        return None
    spoken = max((span.first_frame + span.frames for span in order.speech), default=0)
    return min(order.frames - 1, max(spoken, round(_RUNS_S * order.fps)))
