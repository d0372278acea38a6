"""What every voices engine is: one `SpeakLine` in, one file out (see `schemas/voices.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.stages import Stage
from schemas.voices import SpeakLine


class VoiceEngine(Engine[SpeakLine]):
    """The root of the voices engines."""

    stage: ClassVar[Stage] = Stage.VOICES
