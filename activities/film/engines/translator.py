"""Translates subtitles with a language model behind any OpenAI-compatible server: Ollama, vLLM, OpenAI.

The same order need not give the same bytes: servers promise no more than to try, given the seed.
"""

from typing import ClassVar

from activities.engines import Engine, EngineOptions, Job, Made
from activities.film.subtitles.translation import translated
from activities.hosted.chat import Chat, ChatOptions, missing_setting
from schemas.film import Reel
from schemas.media import JSON
from schemas.stages import Stage
from schemas.subtitles import TranslateLines

_SETTINGS = "FILM_FILM_TRANSLATOR_"


class TranslatorOptions(ChatOptions):
    """Read from `FILM_FILM_TRANSLATOR_*`."""


class Translator(Engine[TranslateLines]):
    """See the module."""

    stage: ClassVar[Stage] = Stage.FILM
    version = "1"
    summary = "subtitles in other languages by a language model on any OpenAI-compatible server"
    licence = "LicenseRef-Filmwright AND LicenseRef-Model"
    is_generative = True
    Options = TranslatorOptions

    def __init__(self, options: EngineOptions) -> None:
        """Refuse to start without a server and a model."""
        super().__init__(options)
        assert isinstance(options, TranslatorOptions)
        self._chat = Chat(options, _SETTINGS)

    @classmethod
    def unavailable(cls, options: EngineOptions) -> str | None:
        """What to set."""
        return missing_setting(options, _SETTINGS)

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """The model, as its server calls it."""
        return options.model if isinstance(options, ChatOptions) else ""

    def make(self, job: Job[TranslateLines]) -> Made:
        """Translate the lines of a scene into `lines.json`."""
        reel = Reel.model_validate_json(job.input(job.order.reel).path.read_bytes())
        lines = translated(self._chat, job.order, reel, job.progress)
        path = job.folder / "lines.json"
        path.write_text(lines.model_dump_json(indent=1) + "\n", encoding="utf-8")
        job.progress(1.0)
        return Made(path=path, media_type=JSON, facts={"lines": len(lines.texts), "language": job.order.target})
