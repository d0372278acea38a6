"""How long a text language-model encoders are given, and what pictures are called in it."""

from collections.abc import Sequence
from typing import Any

from PIL import Image

from activities.images.briefs import Brief
from schemas.failures import Refused

TOKENS = 512
"""What the models were trained with; a longer text is read whole, in steps of as many again."""
_TOKENS_MOST = 2048
_TEMPLATE_TOKENS = 64
"""Room for the chat template around a text."""


def reading_length(tokenizer: Any, text: str, label: str) -> int:
    """Tokens an encoder must read so that nothing of a text is cut off: a multiple of 512.

    Raises:
        Refused: It is longer than 2048.
    """
    count = len(tokenizer(text, add_special_tokens=False, truncation=False, verbose=False).input_ids) + _TEMPLATE_TOKENS
    if count > _TOKENS_MOST:
        msg = f"{label}: the prompt has about {count} tokens; the model reads {_TOKENS_MOST}, shorten it"
        raise Refused(msg)
    return -(-count // TOKENS) * TOKENS


def picture_facts(brief: Brief, most: int) -> dict[str, Any]:
    """How many references are used and how many are not, when a model takes `most` beside the words."""
    count = len(brief.references)
    unused = {"notes": [f"{count - most} reference pictures are not used: the model takes {most} at once"]} if count > most else {}
    return {**({"references": min(count, most)} if count else {}), **unused}


def pictured_prompt(brief: Brief, storyboard: Image.Image | None, most: int) -> tuple[str, list[Image.Image]]:
    """A prompt that says what each picture beside it is for.

    Args:
        brief: With its references, the nearest last.
        storyboard: The drawn picture of the shot, whose composition is to be kept; None leaves it out.
        most: Pictures the model takes.

    Returns:
        The text, which calls them "Picture 1" and so on, and the pictures in that order. Sheets come first; of too many references the
        last are left out.
    """
    sheets: Sequence[Any] = sorted(brief.references, key=lambda reference: not reference.character)
    kept = list(sheets[: most - (storyboard is not None)])
    lines, pictures = [], []
    for number, reference in enumerate(kept, 1):
        who = reference.character.title()
        lines.append(
            f"Picture {number} is the character sheet of {who}: keep {who}'s face, hair and clothes exactly."
            if who
            else f"Picture {number} shows the mood: keep its light and colours."
        )
        pictures.append(reference.picture)
    if storyboard is not None:
        number = len(kept) + 1
        lines.append(
            f"Picture {number} is the storyboard of this shot: keep its composition, camera, positions, poses and eyelines, "
            "but paint it as a film frame, not as a drawing."
        )
        pictures.append(storyboard)
    return " ".join([*lines, brief.prompt]), pictures
