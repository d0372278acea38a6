"""Lets a language model behind an OpenAI-compatible server choose the coverage of every scene.

The model refers to numbered beats; words, people, order and neighbouring sizes are checked, a wrong answer is sent back once. Everything
else (sides, poses, lengths, transitions, music) follows the same rules as the `rules` engine. The same order may give another list.
"""

from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.chat import Chat, ChatOptions, missing_setting
from activities.shots.by_model import list_shots_by_model
from activities.shots.engine import ShotsEngine
from schemas.shots import ListShots


class Llm(ShotsEngine):
    """Asks a model scene by scene."""

    version: ClassVar[str] = "21"
    summary: ClassVar[str] = "Shot list with coverage chosen by a language model on any OpenAI-compatible server (Ollama, vLLM, OpenAI)."
    licence: ClassVar[str] = "LicenseRef-Filmwright"
    is_generative: ClassVar[bool] = True
    Options: ClassVar[type[EngineOptions]] = ChatOptions

    def __init__(self, options: ChatOptions) -> None:
        """Keep where to ask.

        Raises:
            Refused: No server or no model is set.
        """
        super().__init__(options)
        self._chat = Chat(options, "FILM_SHOTS_LLM_")

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """What to set."""
        return missing_setting(options, "FILM_SHOTS_LLM_")

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model, as its server calls it."""
        return options.model if isinstance(options, ChatOptions) else ""

    def make(self, job: Job[ListShots]) -> Made:
        """One shot list.

        Raises:
            Refused: The screenplay has nothing to show, the server refuses, or the model breaks the rules twice.
            Unavailable: The server can't be reached or asks to wait.
            Broken: The list fails its own check.
        """
        return list_shots_by_model(job, self._chat.ask)
