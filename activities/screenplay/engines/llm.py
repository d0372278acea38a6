"""Reads prose with a language model behind any OpenAI-compatible server: Ollama, vLLM, OpenAI.

The same order need not give the same bytes: servers promise no more than to try, given the seed.
"""

from activities.engines import EngineOptions, Job, Made
from activities.hosted.chat import Chat, ChatOptions, missing_setting
from activities.screenplay.by_model import ModelReader
from activities.screenplay.engine import ScreenplayEngine
from schemas.screenplay import WriteScreenplay


class LlmOptions(ChatOptions):
    """Read from `FILM_SCREENPLAY_LLM_*`."""


class Llm(ScreenplayEngine):
    """A language model that points at the text instead of rewriting it; see `activities/screenplay/reading.py`."""

    version = "1"
    summary = "prose and cast read by a language model on any OpenAI-compatible server"
    licence = "LicenseRef-Filmwright AND LicenseRef-Model"
    is_generative = False
    Options = LlmOptions

    def __init__(self, options: EngineOptions) -> None:
        """Refuse to start without a server and a model."""
        super().__init__(options)
        assert isinstance(options, LlmOptions)
        self._reader = ModelReader(Chat(options, "FILM_SCREENPLAY_LLM_"), options.chunk_characters)

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """What to set."""
        return missing_setting(options, "FILM_SCREENPLAY_LLM_")

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model, as its server calls it."""
        return options.model if isinstance(options, ChatOptions) else ""

    def make(self, job: Job[WriteScreenplay]) -> Made:
        """Read the script into `screenplay.json`."""
        return self._reader.make(job)
