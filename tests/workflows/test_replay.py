"""Films that began under an older release go on under this one: their stored histories replay."""

from pathlib import Path

import pytest
from temporalio.client import WorkflowHistory
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Replayer

from workers.sandbox import RUNNER
from workflows.adding import AddModel
from workflows.admission import AdmitFilms
from workflows.delivering import DeliverHook
from workflows.export import ExportFilm
from workflows.film import MakeFilm
from workflows.scenes import MakeScenes

HISTORIES = sorted((Path(__file__).parent / "histories").glob("*.json"))


def test_there_are_histories_of_every_workflow() -> None:
    assert {path.name.partition("-")[0] for path in HISTORIES} == {
        "AddModel",
        "AdmitFilms",
        "DeliverHook",
        "ExportFilm",
        "MakeFilm",
        "MakeScenes",
    }


@pytest.mark.parametrize("path", HISTORIES, ids=lambda path: path.stem)
async def test_a_stored_history_replays(path: Path) -> None:
    workflows = [MakeFilm, MakeScenes, AdmitFilms, ExportFilm, AddModel, DeliverHook]
    replayer = Replayer(workflows=workflows, data_converter=pydantic_data_converter, workflow_runner=RUNNER)

    await replayer.replay_workflow(WorkflowHistory.from_json(path.stem, path.read_text(encoding="utf-8")))
