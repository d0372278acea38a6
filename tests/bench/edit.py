"""What an edit costs against making the whole film: time on the wall, CPU of the whole stack, activities.

`python -m tests.bench.edit [SCRIPT] [--rounds N]`. One film is made, then, in turns, the camera of a shot and the words of a line are
changed, each time to something new. An edit's price should be that of a shot and of joining the cut, not of the film.
"""

import argparse
import asyncio
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import httpx
from temporalio.api.enums.v1 import EventType
from temporalio.client import Client

from tests.bench.meter import cpu_s, middle, part_pids, show
from tests.bench.stages import EXAMPLE
from tests.end_to_end.filming import Studio, studio

CAMERAS = ("pan_left", "pan_right", "push_in", "pull_out", "static")
WORDS = ("Say that again.", "Nobody ever told me.", "Then it is done, is it not?", "Wait.", "I heard you the first time.")


@dataclass(frozen=True)
class Price:
    """Of one cut."""

    wall_s: float
    cpu_s: float
    activities: int


async def priced(stage: Studio, client: Client, film: Callable[[], tuple[str, int]]) -> tuple[str, Price]:
    """Order a cut with `film`, which answers with the film's id and the cut's number, and wait for it."""
    pids = list(part_pids(stage).values())
    before_s, begun_s = cpu_s(pids), time.monotonic()
    name, cut = film()
    # Watched, not asked again and again, which would cost CPU itself; the stream ends when the cut is final.
    watch = f"{stage.stack.record.api_url}/api/films/{name}/events?cut={cut}"
    async with httpx.AsyncClient(timeout=None) as http, http.stream("GET", watch) as events:
        async for _ in events.aiter_raw():
            pass
    wall_s, spent_s = time.monotonic() - begun_s, cpu_s(pids) - before_s
    states = await stage.rows("SELECT state FROM cuts WHERE film_id = $1 AND number = $2", name, cut)
    assert [row["state"] for row in states] == ["completed"], "the cut was not made"
    return name, Price(wall_s, spent_s, await activities(client, name))


async def activities(client: Client, film: str) -> int:
    """How many activities a film's workflows have ordered so far."""
    await asyncio.sleep(1)  # the list of workflows lags behind a little
    count = 0
    async for one in client.list_workflows(f"WorkflowId STARTS_WITH 'film-{film}'"):
        history = await client.get_workflow_handle(one.id, run_id=one.run_id).fetch_history()
        count += sum(event.event_type == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED for event in history.events)
    return count


def edited(stage: Studio, film: str, path: str, body: dict[str, object]) -> Callable[[], tuple[str, int]]:
    """Sends an edit."""
    return lambda: (film, int(stage.call("PATCH", f"/api/films/{film}/{path}", json=body).raise_for_status().json()["cut"]))


async def run(stage: Studio, script: str, rounds: int) -> None:
    """Measure in turns and print."""
    client = await Client.connect(stage.stack.record.temporal_address, namespace="films")
    film, whole = await priced(stage, client, lambda: (stage.submit(script), 1))
    known = stage.film(film)
    line = known["lines"][len(known["lines"]) // 2]
    shot = next(shot for shot in known["shots"] if shot["number"] > line["shot"] and shot["lines"])
    edits: dict[str, list[Price]] = {"camera of a shot": [], "words of a line": []}
    ordered = whole.activities
    cameras = [camera for camera in CAMERAS if camera != shot["move"]]
    for turn in range(rounds):
        for name, path, body in (
            ("camera of a shot", f"shots/{shot['number']}", {"camera": cameras[turn % len(cameras)], "intensity": 0.5 + turn / 100}),
            ("words of a line", f"lines/{line['number']}", {"text": f"{WORDS[turn % len(WORDS)]} {'No. ' * (turn // len(WORDS))}".strip()}),
        ):
            _, price = await priced(stage, client, edited(stage, film, path, dict(body)))
            edits[name].append(Price(price.wall_s, price.cpu_s, price.activities - ordered))
            ordered = price.activities
    rows: list[list[object]] = [["whole film", whole.wall_s, "1", whole.cpu_s, "1", whole.activities, "1"]]
    for name, prices in edits.items():
        wall, cpu = middle(prices, lambda one: one.wall_s), middle(prices, lambda one: one.cpu_s)
        count = middle(prices, lambda one: one.activities)
        rows.append([name, wall, wall / whole.wall_s, cpu, cpu / whole.cpu_s, count, count / whole.activities])
    title = f"Cost of an edit of a film of {known['duration_s']:.1f} s, {len(known['shots'])} shots, 480p (medians of {rounds})"
    show(title, ["", "wall s", "of whole", "CPU s", "of whole", "activities", "of whole"], rows)


async def main() -> None:
    """On a stack of one's own."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("script", type=Path, nargs="?", default=EXAMPLE)
    asked.add_argument("--rounds", type=int, default=3)
    ask = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, studio(Path(folder) / ".film") as stage:
        await run(stage, ask.script.read_text(encoding="utf-8"), ask.rounds)


if __name__ == "__main__":
    asyncio.run(main())
