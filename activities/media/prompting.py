"""What models that read words are told: from the words of the shot list and what people changed since.

The shot list's prompts are whole sentences already (`activities/shots/prompts.py`); what is added here is what they can't know.
"""

from schemas.clips import AnimateClip
from schemas.images import PaintImage
from schemas.music import ComposeMusic

_STYLE = "cinematic film still, natural light, detailed"
"""For orders without a style of their own."""


def image_prompt(order: PaintImage) -> str:
    """What is to be seen: the shot, then the looks of its people as far as the prompt does not have them, then the style."""
    parts = [order.prompt.strip().rstrip(".")]
    for subject in order.subjects:
        look = subject.character.description.strip()
        if look and look.casefold() not in order.prompt.casefold():
            parts.append(f"{subject.character.name.title()} is {look.rstrip('.')}")
    parts.append(order.style.strip() or _STYLE)
    return ". ".join(part for part in parts if part)


def negative_prompt(order: PaintImage) -> str:
    """What is not to be seen."""
    return order.negative_prompt.strip()


def motion_prompt(order: AnimateClip) -> str:
    """What moves, and how the camera does."""
    camera = _CAMERA.get(order.move, "")
    return ". ".join(part for part in (order.prompt.strip().rstrip("."), camera) if part)


def music_prompt(order: ComposeMusic) -> str:
    """What the music is: the cue's own words, else its mood, genre and tempo."""
    cue = order.cue
    kind = "film score" if cue.manner == "score" else "quiet drone under a recited poem, no drums"
    return cue.prompt.strip() or f"{cue.mood} {cue.genre} {kind}, {cue.tempo_bpm} bpm, instrumental"


_CAMERA = {
    "static": "the camera stands still",
    "push_in": "the camera slowly pushes in",
    "pull_out": "the camera slowly pulls out",
    "pan_left": "the camera pans left",
    "pan_right": "the camera pans right",
    "tilt_up": "the camera tilts up",
    "tilt_down": "the camera tilts down",
    "truck_left": "the camera moves to the left",
    "truck_right": "the camera moves to the right",
    "drift": "the camera drifts gently",
    "handheld": "handheld camera",
}
