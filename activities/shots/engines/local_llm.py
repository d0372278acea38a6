"""Lets a language model on this machine choose the coverage of every scene; else as the `llm` engine."""

from collections.abc import Sequence
from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.models.engine import ModelEngine
from activities.models.language import LanguageOptions, LocalModel
from activities.shots.by_model import list_shots_by_model
from activities.shots.engine import ShotsEngine
from schemas.shots import ListShots


class LocalLlm(ModelEngine[ListShots], ShotsEngine):
    """Asks a model scene by scene, its answers held to their shape token by token."""

    version: ClassVar[str] = "19"
    summary: ClassVar[str] = "Shot list with coverage chosen by a language model on this machine."
    licence: ClassVar[str] = "Apache-2.0"
    needs: ClassVar[tuple[str, ...]] = ("torch", "transformers", "llguidance")
    extra: ClassVar[str] = "llm"
    offloads: ClassVar[bool] = False
    needs_files: ClassVar[tuple[str, ...]] = ("config.json",)
    Options: ClassVar[type[EngineOptions]] = LanguageOptions

    def __init__(self, options: LanguageOptions) -> None:
        """Find the weights; they are loaded with the first question."""
        super().__init__(options)
        self._model = LocalModel(self, options)

    def make_many(self, jobs: Sequence[Job[ListShots]]) -> list[Made]:
        """Each shot list."""
        return [list_shots_by_model(job, self._model.ask) for job in jobs]
