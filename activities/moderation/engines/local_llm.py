"""Looks words through with a language model on this machine, its answers held to their shape token by token, and by rules."""

from collections.abc import Sequence
from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.models.engine import ModelEngine
from activities.models.language import LanguageOptions, LocalModel
from activities.moderation.by_model import ModelModerator
from activities.moderation.engine import ModerationEngine
from schemas.moderation import ModerateText


class LocalLlm(ModelEngine[ModerateText], ModerationEngine):
    """As `llm`, in this process; the same order gives the same bytes on the same kind of device."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Words judged in their context by a language model on this machine, and by rules."
    licence: ClassVar[str] = "Apache-2.0"
    is_generative: ClassVar[bool] = False
    needs: ClassVar[tuple[str, ...]] = ("torch", "transformers", "llguidance")
    extra: ClassVar[str] = "llm"
    offloads: ClassVar[bool] = False
    needs_files: ClassVar[tuple[str, ...]] = ("config.json",)
    Options: ClassVar[type[EngineOptions]] = LanguageOptions

    def __init__(self, options: LanguageOptions) -> None:
        """Find the weights; they are loaded with the first question."""
        super().__init__(options)
        self._moderator = ModelModerator(LocalModel(self, options), options.chunk_characters)

    def make_many(self, jobs: Sequence[Job[ModerateText]]) -> list[Made]:
        """Judge each order's words."""
        return [self._moderator.make(job) for job in jobs]
