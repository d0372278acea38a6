"""Lets a language model behind an OpenAI-compatible server choose the coverage of every scene.

The model refers to numbered beats; words, people, order and neighbouring sizes are checked, a wrong answer is sent back once. Everything
else (sides, poses, lengths, transitions, music) follows the same rules as the `rules` engine. The same order may give another list.
"""

from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.chat import ChatEngine, ChatOptions
from activities.shots.by_model import list_shots_by_model
from activities.shots.engine import ShotsEngine
from schemas.shots import ListShots


class Llm(ChatEngine, ShotsEngine):
    """Asks a model scene by scene."""

    settings: ClassVar[str] = "FILM_SHOTS_LLM_"
    version: ClassVar[str] = "21"
    summary: ClassVar[str] = "Shot list with coverage chosen by a language model on any OpenAI-compatible server (Ollama, vLLM, OpenAI)."
    licence: ClassVar[str] = "LicenseRef-Filmwright"
    is_generative: ClassVar[bool] = True
    Options: ClassVar[type[EngineOptions]] = ChatOptions

    def make(self, job: Job[ListShots]) -> Made:
        """One shot list.

        Raises:
            Refused: The screenplay has nothing to show, the server refuses, or the model breaks the rules twice.
            Unavailable: The server can't be reached or asks to wait.
            Broken: The list fails its own check.
        """
        return list_shots_by_model(job, self.chat.of(job.purchase).ask)
