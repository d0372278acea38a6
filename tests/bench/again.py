"""What a film costs that was made before: seconds from submitting it to its end, when every part of it exists.

`python -m tests.bench.again [--scenes 10] [--shots 10] [--rounds N]`. A film of title cards is made once at 480p, then submitted again as
another film of the same words; the stack is warm. Nothing is drawn, spoken or encoded then: what remains is looking things up, and writing
that they are there.
"""

import argparse
import asyncio
import tempfile
import time
from pathlib import Path

import httpx
from temporalio.client import Client

from tests.bench.edit import activities
from tests.bench.meter import cpu_s, middle, part_pids, show
from tests.end_to_end.filming import Studio, studio


def script_of_cards(scenes: int, shots: int) -> str:
    """Fountain in which every shot is an intertitle."""
    told = [
        f"INT. ROOM {scene} - DAY\n\n" + "".join(f"TITLE: Card {scene}.{shot}\n\n" for shot in range(shots))
        for scene in range(1, scenes + 1)
    ]
    return "Title: Again\n\n" + "".join(told)


def made(stage: Studio, script: str) -> tuple[str, float, dict[str, float]]:
    """Make a film; its id, seconds from submit to its end, and CPU seconds by part of the stack."""
    pids = part_pids(stage)
    before, begun_s = {name: cpu_s([pid]) for name, pid in pids.items()}, time.monotonic()
    film = stage.submit(script)
    # Watched, not asked again and again, which would cost time itself; the stream ends when the cut is final.
    with httpx.Client(timeout=None) as http, http.stream("GET", f"{stage.stack.record.api_url}/api/films/{film}/events?cut=1") as events:
        for _ in events.iter_raw():
            pass
    wall_s = time.monotonic() - begun_s
    assert stage.finished(film)["cut"] == 1
    return film, wall_s, {name: cpu_s([pid]) - before[name] for name, pid in pids.items()}


async def run(stage: Studio, script: str, rounds: int) -> None:
    """Measure and print."""
    client = await Client.connect(stage.stack.record.temporal_address, namespace="films")
    first, *again = [made(stage, script) for _ in range(rounds + 1)]
    shots = len(stage.film(first[0])["shots"])
    rows: list[list[object]] = []
    for name, films in (("first", [first]), ("again", again)):
        parts = [middle(films, lambda film: film[2].get(part, 0.0)) for part in ("temporal", "workers", "postgres", "api")]  # noqa: B023 - called at once
        wall_s = middle(films, lambda film: film[1])
        rows.append([name, wall_s, max(film[1] for film in films), *parts, await activities(client, films[-1][0])])
    head = ["", "wall s", "longest s", "CPU s temporal", "workers", "postgres", "api", "activities"]
    show(f"A film of {shots} shots, then the same again (medians of {rounds})", head, rows)


async def main() -> None:
    """On a stack of one's own."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--scenes", type=int, default=10)
    asked.add_argument("--shots", type=int, default=10, help="a scene")
    asked.add_argument("--rounds", type=int, default=3)
    ask = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder, studio(Path(folder) / ".film") as stage:
        await run(stage, script_of_cards(ask.scenes, ask.shots), ask.rounds)


if __name__ == "__main__":
    asyncio.run(main())
