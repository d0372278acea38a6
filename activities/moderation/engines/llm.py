"""Looks words through with a language model behind any OpenAI-compatible server, and by rules: Ollama, vLLM, OpenAI.

The same order need not give the same verdict: servers promise no more than to try, given the seed. The first verdict stays.
"""

from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.chat import ChatEngine, ChatOptions
from activities.moderation.by_model import ModelModerator
from activities.moderation.engine import ModerationEngine
from schemas.moderation import ModerateText


class LlmOptions(ChatOptions):
    """Read from `FILM_MODERATION_LLM_*`."""


class Llm(ChatEngine, ModerationEngine):
    """A language model that knows a villain from a call to arms; see `activities/moderation/by_model.py`."""

    settings: ClassVar[str] = "FILM_MODERATION_LLM_"
    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Words judged in their context by a language model on any OpenAI-compatible server, and by rules."
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-Model"
    Options: ClassVar[type[EngineOptions]] = LlmOptions

    def make(self, job: Job[ModerateText]) -> Made:
        """Judge the words."""
        return ModelModerator(self.chat.of(job.purchase), self.chat.options.chunk_characters).make(job)
