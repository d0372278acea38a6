"""Whether memory grows with a film's length: the most that the worker process and its children hold at 10 and at 100 shots.

`python -m tests.bench.memory [--shots 10 100] [--resolution 1080p]`. Each film on a stack of its own, so that neither
profits from the other's memory.
"""

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import psutil

from tests.bench.meter import MEBIBYTE, PeakMemory, part_pids, show
from tests.end_to_end.filming import studio

SHOTS_A_SCENE = 5
PLACES = ("KITCHEN", "HARBOUR", "LIBRARY", "STREET", "GARDEN", "STATION")


@dataclass(frozen=True)
class Peak:
    """One film's."""

    shots: int
    seconds: float
    wall_s: float
    idle_bytes: int
    peak_bytes: int
    files_bytes: int
    """What of the peak were pages of files."""
    left_bytes: int
    """Held when the film was finished."""


def script(shots: int) -> str:
    """A script of about so many short shots: two people who answer each other, in scenes of a few lines."""
    scenes = []
    for number in range(max(1, round((shots - 2) / SHOTS_A_SCENE))):
        place = PLACES[number % len(PLACES)]
        scenes.append(f"EXT. {place} {number} - {'DAY' if number % 2 else 'NIGHT'}\n\nMARA and TOM wait.\n")
        scenes += [
            f"{name}\nNumber {number} and {line}.\n\n{name.capitalize()} looks away.\n" for line, name in enumerate(("MARA", "TOM") * 2)
        ]
    return "Title: Memory\n\n" + "\n".join(scenes)


def peak(shots: int, resolution: str, aspect: str) -> Peak:
    """Make a film on a fresh stack and watch its workers."""
    with tempfile.TemporaryDirectory() as folder, studio(Path(folder) / ".film") as stage:
        worker = part_pids(stage)["workers"]
        idle = psutil.Process(worker).memory_info().rss
        begun_s = time.monotonic()
        with PeakMemory(worker) as memory:
            known = stage.finished(stage.submit(script(shots), aspect=aspect, resolution=resolution), timeout_s=3600)
        wall_s = time.monotonic() - begun_s
        left = psutil.Process(worker).memory_info().rss
        return Peak(len(known["shots"]), known["duration_s"], wall_s, idle, memory.peak_bytes, memory.files_bytes, left)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    asked.add_argument("--shots", type=int, nargs="+", default=[10, 100])
    asked.add_argument("--resolution", default="480p")
    asked.add_argument("--aspect", default="16:9")
    ask = asked.parse_args()
    peaks = [peak(shots, ask.resolution, ask.aspect) for shots in ask.shots]
    head = ["shots", "film s", "wall s", "idle MiB", "peak MiB", "of it files", "left MiB", "peak to the first's"]
    rows = [
        [
            str(one.shots),
            one.seconds,
            one.wall_s,
            one.idle_bytes / MEBIBYTE,
            one.peak_bytes / MEBIBYTE,
            one.files_bytes / MEBIBYTE,
            one.left_bytes / MEBIBYTE,
            one.peak_bytes / peaks[0].peak_bytes,
        ]
        for one in peaks
    ]
    show(f"Memory of the worker process and its children, {ask.resolution}", head, rows)


if __name__ == "__main__":
    main()
