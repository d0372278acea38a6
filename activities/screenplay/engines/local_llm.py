"""Reads prose with a language model on this machine, its answers held to their shape token by token."""

from collections.abc import Sequence
from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.models.engine import ModelEngine
from activities.models.language import LanguageOptions, LocalModel
from activities.screenplay.by_model import ModelReader
from activities.screenplay.engine import ScreenplayEngine
from schemas.screenplay import WriteScreenplay


class LocalLlm(ModelEngine[WriteScreenplay], ScreenplayEngine):
    """As `llm`, in this process; the same order gives the same bytes on the same kind of device."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "prose and cast read by a language model on this machine"
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
        self._reader = ModelReader(LocalModel(self, options), options.chunk_characters)

    def make_many(self, jobs: Sequence[Job[WriteScreenplay]]) -> list[Made]:
        """Read each script into its `screenplay.json`."""
        return [self._reader.make(job) for job in jobs]
