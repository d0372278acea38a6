"""The workflow of an export: one step, as prompt to cancel as a film's."""

import asyncio
import secrets

import pytest
from temporalio.client import WorkflowFailureError
from temporalio.exceptions import CancelledError

from schemas.engines import Queue
from schemas.exports import EXPORTER, ExportCut
from schemas.order import About
from tests.workflows.conftest import FilmSet
from tests.workflows.test_film import until
from workflows.export import ExportFilm


def export_order(film: str) -> ExportCut:
    """An order for a timeline of a film."""
    about = About(film=film, owner="local", cut=1, target="export otio", label="Cut 1 · export · otio")
    return ExportCut(engine=EXPORTER, about=about, to="otio", film="f" * 64)


async def test_an_export_answers_with_the_file(film_set: FilmSet) -> None:
    order = export_order("f")

    made = await film_set.client.execute_workflow(ExportFilm.run, order, id=f"export-{secrets.token_hex(4)}", task_queue=Queue.WORKFLOWS)

    assert made.key == order.key


async def test_an_export_is_cancelled_within_seconds(film_set: FilmSet) -> None:
    film_set.crew.hold("film export otio")
    export = await film_set.client.start_workflow(
        ExportFilm.run, export_order("f"), id=f"export-{secrets.token_hex(4)}", task_queue=Queue.WORKFLOWS
    )
    await until(lambda: "film export otio" in film_set.crew.begun)
    await export.cancel()

    with pytest.raises(WorkflowFailureError) as failed:
        await asyncio.wait_for(export.result(), 30)

    assert isinstance(failed.value.cause, CancelledError)
