"""Looks words through with a language model behind any OpenAI-compatible server, and by rules: Ollama, vLLM, OpenAI.

The same order need not give the same verdict: servers promise no more than to try, given the seed. The first verdict stays.
"""

from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.chat import Chat, ChatOptions, missing_setting
from activities.moderation.by_model import ModelModerator
from activities.moderation.engine import ModerationEngine
from schemas.moderation import ModerateText


class LlmOptions(ChatOptions):
    """Read from `FILM_MODERATION_LLM_*`."""


class Llm(ModerationEngine):
    """A language model that knows a villain from a call to arms; see `activities/moderation/by_model.py`."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Words judged in their context by a language model on any OpenAI-compatible server, and by rules."
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Model"
    Options: ClassVar[type[EngineOptions]] = LlmOptions

    def __init__(self, options: EngineOptions) -> None:
        """Refuse to start without a server and a model."""
        super().__init__(options)
        assert isinstance(options, LlmOptions)
        self._moderator = ModelModerator(Chat(options, "FILM_MODERATION_LLM_"), options.chunk_characters)

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """What to set."""
        return missing_setting(options, "FILM_MODERATION_LLM_")

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model, as its server calls it."""
        return options.model if isinstance(options, ChatOptions) else ""

    def make(self, job: Job[ModerateText]) -> Made:
        """Judge the words."""
        return self._moderator.make(job)
