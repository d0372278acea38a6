"""How fast films are made: seconds of film per second of work, by stage, and the whole film's time on the wall.

`python -m tests.bench.stages [SCRIPT] [--rounds N] [--resolutions 720p 1080p]`. Films of a script in some sizes, in turns, each with a seed
of its own so that nothing is there already; one more, small, is made before, so that everything is loaded. Seconds of work are those the
engines took, as their artifacts tell; two run at once, so they are longer than on an idle machine. CPU is the worker process's, all stages
together.
"""

import argparse
import asyncio
import os
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests.bench.meter import cpu_s, middle, part_pids, show
from tests.end_to_end.filming import Studio, studio

RESOLUTIONS = ("720p", "1080p")
EXAMPLE = Path(__file__).parents[2] / "examples" / "the-letter.md"


@dataclass(frozen=True)
class MadeFilm:
    """A film that was made, and what it took."""

    seconds: float
    """Its running time."""
    shots: int
    wall_s: float
    cpu_s: float
    work_s: dict[str, float]
    """By step."""


async def make(stage: Studio, script: str, resolution: str, seed: int) -> MadeFilm:
    """Make a film of which nothing exists but its screenplay and shots."""
    worker = part_pids(stage)["workers"]
    before_s, begun_s = cpu_s([worker]), time.monotonic()
    film = stage.submit(script, resolution=resolution, seed=seed)
    known = stage.finished(film, timeout_s=1800)
    wall_s, spent_s = time.monotonic() - begun_s, cpu_s([worker]) - before_s
    # A cut's film, poster and subtitles are artifacts of one step: costs tell of it once.
    rows = await stage.rows(
        "SELECT kind, sum(c.seconds) work FROM costs c JOIN artifacts a USING (key) WHERE c.film_id = $1 GROUP BY kind", film
    )
    return MadeFilm(known["duration_s"], len(known["shots"]), wall_s, spent_s, {row["kind"]: row["work"] for row in rows})


def tell(resolution: str, films: list[MadeFilm]) -> None:
    """Print one resolution's table."""
    film_s = films[0].seconds
    kinds = sorted({kind for film in films for kind in film.work_s}, key=lambda kind: -middle(films, lambda film: film.work_s.get(kind, 0)))
    work = {kind: middle(films, lambda film: film.work_s.get(kind, 0.0)) for kind in kinds}  # noqa: B023 - called at once
    total = sum(work.values())
    rows: list[list[object]] = [[kind, seconds, seconds / total, film_s / max(seconds, 1e-3)] for kind, seconds in work.items()]
    rows.append(["all work", total, 1.0, film_s / total])
    cpu, wall = middle(films, lambda film: film.cpu_s), middle(films, lambda film: film.wall_s)
    rows.append(["worker's CPU", cpu, cpu / total, film_s / cpu])
    rows.append(["on the wall", wall, wall / total, film_s / wall])
    rows.append(["of its running time: CPU", cpu / film_s, "", ""])
    rows.append(["of its running time: wall", wall / film_s, "", ""])
    title = f"{resolution}: a film of {film_s:.1f} s, {films[0].shots} shots (medians of {len(films)})"
    show(title, ["", "seconds", "share of work", "s of film per s"], rows)


async def main() -> None:
    """On a stack of one's own."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("script", type=Path, nargs="?", default=EXAMPLE)
    asked.add_argument("--rounds", type=int, default=2)
    asked.add_argument("--resolutions", nargs="+", default=list(RESOLUTIONS))
    ask = asked.parse_args()
    script = ask.script.read_text(encoding="utf-8")
    made: dict[str, list[MadeFilm]] = {resolution: [] for resolution in ask.resolutions}
    with tempfile.TemporaryDirectory() as folder, studio(Path(folder) / ".film") as stage:
        await make(stage, script, "480p", seed=1000)
        for turn in range(ask.rounds):
            for index, resolution in enumerate(ask.resolutions):
                made[resolution].append(await make(stage, script, resolution, seed=1 + turn * len(ask.resolutions) + index))
        for resolution, films in made.items():
            tell(resolution, films)
    print(f"  load: {' '.join(f'{load:.1f}' for load in os.getloadavg())}")


if __name__ == "__main__":
    asyncio.run(main())
