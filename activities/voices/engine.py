"""What every voices engine is: one `SpeakLine` in, one file out (see `schemas/voices.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine, engine_class, engine_names
from schemas.failures import Refused
from schemas.samples import Sample, can_not_clone, sample_of
from schemas.stages import Stage
from schemas.voices import SpeakLine, Voice


class VoiceEngine(Engine[SpeakLine]):
    """The root of the voices engines."""

    stage: ClassVar[Stage] = Stage.VOICES
    clones: ClassVar[bool] = False
    """Whether it can speak with the voice of a sample; such an engine takes `order.sample` when it is there."""

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

    def check_text(self, text: str) -> None:
        """Make sure that a line can be spoken as it is marked up; plain ones always can.

        Raises:
            Refused: It can't be read as SSML, or asks for what the engine has no means for; says which tag.
        """

    def check_language(self, language: str) -> None:
        """Make sure that lines in this language can be spoken.

        Args:
            language: A BCP 47 tag.

        Raises:
            Refused: Nobody speaks that language; lists those that are spoken.
        """
        self.voices(language)

    def sample(self, order: SpeakLine) -> Sample | None:
        """The sample a line is to be spoken with; None for a voice of the engine's own.

        Raises:
            Refused: The engine has its own voices only; names those that can speak with a sample's.
        """
        wanted = sample_of(order.voice)
        if wanted is not None and not self.clones:
            raise Refused(can_not_clone(type(self).__module__.rpartition(".")[2], cloning_engines()))
        if wanted is not None and order.sample is None:
            msg = f"the sample '{wanted}' was not handed to the engine with the line that is to be spoken with it"
            raise Refused(msg)
        return order.sample if wanted is not None else None


def cloning_engines() -> list[str]:
    """The engines that can speak with the voice of a sample."""
    return [name for name in engine_names(Stage.VOICES) if getattr(engine_class(Stage.VOICES, name), "clones", False)]
