"""Translates subtitles with a language model behind any OpenAI-compatible server: Ollama, vLLM, OpenAI.

The same order need not give the same bytes: servers promise no more than to try, given the seed.
"""

from typing import ClassVar

from activities.engines import Engine, Job, Made
from activities.film.subtitles.translation import translated
from activities.hosted.chat import ChatEngine, ChatOptions
from schemas.film import Reel
from schemas.media import JSON
from schemas.stages import Stage
from schemas.subtitles import TranslateLines


class TranslatorOptions(ChatOptions):
    """Read from `FILM_FILM_TRANSLATOR_*`."""


class Translator(ChatEngine, Engine[TranslateLines]):
    """See the module."""

    settings: ClassVar[str] = "FILM_FILM_TRANSLATOR_"
    stage: ClassVar[Stage] = Stage.FILM
    version = "1"
    summary = "subtitles in other languages by a language model on any OpenAI-compatible server"
    licence = "LicenseRef-Filmwright AND LicenseRef-Model"
    is_generative = True
    Options = TranslatorOptions

    def make(self, job: Job[TranslateLines]) -> Made:
        """Translate the lines of a scene into `lines.json`."""
        reel = Reel.model_validate_json(job.input(job.order.reel).path.read_bytes())
        lines = translated(self.chat.of(job.purchase), job.order, reel, job.progress)
        path = job.folder / "lines.json"
        path.write_text(lines.model_dump_json(indent=1) + "\n", encoding="utf-8")
        job.progress(1.0)
        return Made(path=path, media_type=JSON, facts={"lines": len(lines.texts), "language": job.order.target})
