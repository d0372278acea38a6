"""What every voices engine is: one `SpeakLine` in, one file out (see `schemas/voices.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.stages import Stage
from schemas.voices import SpeakLine, Voice


class VoiceEngine(Engine[SpeakLine]):
    """The root of the voices engines."""

    stage: ClassVar[Stage] = Stage.VOICES

    def voices(self, language: str = "") -> list[Voice]:  # noqa: ARG002 - for those that know their voices
        """Every voice a line can ask for; none by default: such an engine says what it has when it speaks.

        Args:
            language: A BCP 47 tag: adds the voices of that language alone.

        Raises:
            Refused: Nobody speaks that language.
        """
        return []

    def check_voice(self, voice: str) -> None:
        """Make sure that a line can ask for a voice by this `Voice.id`.

        Raises:
            Refused: There is no such voice; lists those there are.
        """
