"""One shot in, one picture out."""

from typing import ClassVar

from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.shots import Angle, Card, Framing, Setting, ShotSize, Subject
from schemas.stages import Stage

CARD_PROMPT = "prompt of a card"
"""What an engine ignores (`Engine.ignores`) that paints by its prompt, but sets nothing on a card beside its words."""


class PaintImage(Order):
    """Paint the picture of one shot.

    The result is a layered `PICTURE` (drawn engines) or a flat PNG (model engines) whose frame has `width_px` × `height_px`; a layered
    picture may be larger around its frame, so that a camera can move.
    """

    stage: ClassVar[Stage] = Stage.IMAGES
    # What makes a sheet of it is in its subjects and its words; the name alone changes no picture.
    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "sheet_of"})

    width_px: int
    height_px: int
    size: ShotSize
    framing: Framing
    angle: Angle
    setting: Setting
    subjects: list[Subject] = []
    props: list[str] = []
    card: Card | None = None
    prompt: str = ""
    negative_prompt: str = ""
    style: str = ""
    language: str = "en"
    references: list[ArtifactRef] = []
    """Pictures to stay close to: character sheets, mood boards."""
    sheet_of: str = ""
    """Whose character sheet this is: its subjects are one person from several sides, on a plain ground; "" for the picture of a shot."""
