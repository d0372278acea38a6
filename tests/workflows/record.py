"""Records histories of films for `test_replay.py`: `python -m tests.workflows.record`.

Run it when a workflow is released with another order of commands; keep the old histories as long as films of that release may be running.
"""

import asyncio
import json
import tempfile
from contextlib import suppress
from pathlib import Path

from temporalio.client import Client, WorkflowFailureError
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.worker import Worker

from activities.models.cards import registry_name
from activities.models.registry import Registry
from schemas.changes import ChangeLine, ChangeShot, EditAccepted, EditFilm
from schemas.engines import Queue
from schemas.hooks import HOOKS_QUEUE
from schemas.hooks import DeliverHook as DeliverOrder
from schemas.models import FetchModel, Terms
from schemas.states import CutState
from tests.fakes.hub import serving
from tests.stack import private_stack
from tests.workflows.conftest import crew_at_work
from tests.workflows.test_delivering import SENT, Mail, asleep, due_in
from tests.workflows.test_export import export_order
from tests.workflows.test_film import until
from workers.roster import registry_worker
from workflows.adding import AddModel
from workflows.delivering import DeliverHook
from workflows.export import ExportFilm

FOLDER = Path(__file__).parent / "histories"
SMALL = b"\x36" + bytes(7) + b'{"w":{"dtype":"U8","shape":[8],"data_offsets":[0,8]}}'.ljust(0x36) + bytes(8)
"""A safetensors file of eight bytes."""


async def record(client: Client) -> None:
    """A film, edited twice after it was finished and exported, with its scenes, admission and export; downloads of models; a hook."""
    async with crew_at_work(client) as film_set:
        film = await film_set.start(idle_days=1)
        await until(lambda: bool(film_set.crew.cuts) and film_set.crew.cuts[-1].state is CutState.COMPLETED)
        for number, change in enumerate((ChangeShot(shot=2, camera="push_in"), ChangeLine(line=1, text="Who is there at this hour?")), 2):
            await film.execute_update("edit", EditFilm(id=f"e{number}", changes=[change]), result_type=EditAccepted)
            await until(lambda: len([cut for cut in film_set.crew.cuts if cut.state is CutState.COMPLETED]) == number)  # noqa: B023 - awaited here
        await film_set.client.execute_workflow(ExportFilm.run, export_order(film.id), id="export-film", task_queue=Queue.WORKFLOWS)
        await film.cancel()
        await record_downloads(client)
        await record_deliveries(client)
        FOLDER.mkdir(exist_ok=True)
        async for found in client.list_workflows():
            history = await client.get_workflow_handle(found.id, run_id=found.run_id).fetch_history()
            name = found.id.replace(film.id, "film").replace("/", "-").partition("-owner-")[0]
            (FOLDER / f"{found.workflow_type}-{name}.json").write_text(
                json.dumps(history.to_json_dict(), separators=(",", ":")) + "\n", encoding="utf-8"
            )


async def record_downloads(client: Client) -> None:
    """A model that is fetched, and one whose download is cancelled on the way."""
    with tempfile.TemporaryDirectory() as folder, serving("me/small", {"weights.safetensors": SMALL}) as hub:
        given = {"FILM_MODELS_DIR": folder, "FILM_HUB_ENDPOINT": hub.address}
        order = FetchModel(id="me/small", terms=Terms(licence="MIT", commercial_use=True), registry=registry_name(Path(folder)))
        async with registry_worker(client, given):
            await client.execute_workflow(AddModel.run, order, id="model-fetched", task_queue=Queue.WORKFLOWS)
            Registry(Path(folder)).remove(Registry(Path(folder)).card("me/small"))
            hub.sends_bytes["weights.safetensors"] = 20
            cancelled = await client.start_workflow(AddModel.run, order, id="model-cancelled", task_queue=Queue.WORKFLOWS)
            await until(lambda: any(Path(folder).rglob("parts/*")))
            await cancelled.cancel()
            with suppress(WorkflowFailureError):
                await cancelled.result()
            hub.resume()


async def record_deliveries(client: Client) -> None:
    """A hook that is told something, sleeps, is woken and told the rest."""
    mail = Mail(SENT, due_in(3600), SENT)
    async with Worker(client, task_queue=HOOKS_QUEUE, activities=[mail.send_delivery]):
        told = await client.start_workflow(DeliverHook.run, DeliverOrder(hook="h"), id="hook-h", task_queue=Queue.WORKFLOWS)
        await asleep(told)
        await told.signal(DeliverHook.ask)
        await told.result()


async def main() -> None:
    """Record on a stack of one's own."""
    with tempfile.TemporaryDirectory() as folder, private_stack(Path(folder) / ".film") as stack:
        address = stack.record.temporal_address
        await record(await Client.connect(address, namespace="films", data_converter=pydantic_data_converter))


if __name__ == "__main__":
    asyncio.run(main())
