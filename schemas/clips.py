"""A picture in, a moving picture of exact length out."""

from typing import ClassVar

from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.shots import CameraMove, Subject, Weather
from schemas.stages import Stage


class SpeechSpan(Message):
    """When somebody in the picture speaks; a clip lets them act while they do."""

    character: str
    first_frame: int
    frames: int


class AnimateClip(Order):
    """Set a picture in motion.

    The result is a `PERFORMANCE` (drawn engines) or a video file (model engines) of exactly `frames` frames at `fps`.
    """

    stage: ClassVar[Stage] = Stage.CLIPS

    image: ArtifactRef
    width_px: int
    height_px: int
    frames: int
    fps: int
    move: CameraMove
    intensity: float = 0.5
    """How far the camera goes: 0 (stands still) to 1 (as far as the picture allows)."""
    subjects: list[Subject] = []
    weather: Weather = "clear"
    speech: list[SpeechSpan] = []
    is_card: bool = False
    """Whether the picture is a title, an intertitle or credits: models would set its letters in motion."""
    prompt: str = ""
    """What moves, for engines that read words."""
