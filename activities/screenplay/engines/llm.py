"""Reads prose with a language model behind any OpenAI-compatible server: Ollama, vLLM, OpenAI.

The same order need not give the same bytes: servers promise no more than to try, given the seed.
"""

from activities.engines import Job, Made
from activities.hosted.chat import ChatEngine, ChatOptions
from activities.screenplay.by_model import ModelReader
from activities.screenplay.engine import ScreenplayEngine
from schemas.screenplay import WriteScreenplay


class LlmOptions(ChatOptions):
    """Read from `FILM_SCREENPLAY_LLM_*`."""


class Llm(ChatEngine, ScreenplayEngine):
    """A language model that points at the text instead of rewriting it; see `activities/screenplay/reading.py`."""

    settings = "FILM_SCREENPLAY_LLM_"
    version = "1"
    summary = "prose and cast read by a language model on any OpenAI-compatible server"
    licence = "LicenseRef-Filmwright AND LicenseRef-Model"
    is_generative = False
    Options = LlmOptions

    def make(self, job: Job[WriteScreenplay]) -> Made:
        """Read the script into `screenplay.json`."""
        return ModelReader(self.chat.of(job.purchase), self.chat.options.chunk_characters).make(job)
