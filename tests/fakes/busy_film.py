"""A film in the middle of its making: a picture at 45 %, and a line whose first attempt failed and that waits for its next."""

import asyncio
from datetime import timedelta

from temporalio import activity, workflow
from temporalio.exceptions import ApplicationError

from schemas.progress import StepBeat

QUEUE = "busy-film"
TROUBLE = "the store does not answer"
_LONG = timedelta(minutes=5)


@activity.defn(name="paint_image")
async def paint() -> None:
    """Stands at 45 % until it is cancelled."""
    activity.heartbeat(StepBeat(target="shot 3", label="Scene 1 · Shot 3 · image · sdxl · take 1", fraction=0.45))
    await asyncio.Event().wait()


@activity.defn(name="speak_line")
async def speak() -> None:
    """Fails, and is to be tried again much later."""
    raise ApplicationError(TROUBLE, next_retry_delay=_LONG)


@activity.defn(name="record_state")
async def record() -> None:
    """Nothing that anybody waits for."""
    await asyncio.Event().wait()


@workflow.defn
class BusyScene:
    """Has a picture and a line in the making."""

    @workflow.run
    async def run(self) -> None:
        works = [
            workflow.execute_activity(name, start_to_close_timeout=_LONG, heartbeat_timeout=_LONG) for name in ("speak_line", "paint_image")
        ]
        await asyncio.gather(*works)


@workflow.defn
class BusyFilm:
    """Has one scene in the making, and a row to write."""

    @workflow.run
    async def run(self) -> None:
        scene = workflow.execute_child_workflow(BusyScene.run, id=f"{workflow.info().workflow_id}/scene-1/cut-1")
        row = workflow.execute_activity("record_state", start_to_close_timeout=_LONG)
        await asyncio.gather(scene, row)
