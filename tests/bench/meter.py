"""What programs measure with: CPU time and memory of processes, and tables of what came out."""

import statistics
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

import psutil

from deploy.stack import control
from tests.end_to_end.filming import Studio

T = TypeVar("T")

MEBIBYTE = 1024 * 1024


def cpu_s(pids: Iterable[int]) -> float:
    """CPU seconds of some processes so far, with those of their children that ended or live."""
    total = 0.0
    for pid in pids:
        process = psutil.Process(pid)
        times = process.cpu_times()
        total += times.user + times.system + times.children_user + times.children_system
        for child in process.children(recursive=True):
            try:
                times = child.cpu_times()
            except psutil.NoSuchProcess:
                continue  # it ended just now, and its parent has its time
            total += times.user + times.system
    return total


def part_pids(stage: Studio) -> dict[str, int]:
    """The process of every running part of a stack."""
    status = control.status(stage.state_dir)
    return {name: part.process.pid for name, part in status.parts.items() if part.process is not None} if status else {}


def held_most_mib() -> float:
    """The most memory this process held so far, as Linux tells it; `getrusage` would begin with what the parent held."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


class PeakMemory:
    """Watches a process and its children: the most memory they held at once (resident set, sampled every 50 ms)."""

    def __init__(self, pid: int) -> None:
        """Begins with `with`."""
        self.peak_bytes = 0
        self.files_bytes = 0
        """What of it were pages of files: libraries, which processes share and the system takes back when it wants to (Linux only)."""
        self._process = psutil.Process(pid)
        self._stop = threading.Event()
        self._watcher = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "PeakMemory":
        self._watcher.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._watcher.join()

    def _watch(self) -> None:
        while not self._stop.wait(0.05):
            held = files = 0
            for process in (self._process, *self._process.children(recursive=True)):
                try:
                    told = process.memory_info()
                except psutil.NoSuchProcess:
                    continue
                held, files = held + told.rss, files + getattr(told, "shared", 0)
            if held > self.peak_bytes:
                self.peak_bytes, self.files_bytes = held, files


def middle(values: Iterable[T], of: Callable[[T], float]) -> float:
    """The median of something."""
    return statistics.median(of(value) for value in values)


def show(title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table; numbers get three significant digits."""
    texts = [list(head), *([text_of(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in texts) for column in range(len(head))]
    print(f"\n{title}")
    for index, row in enumerate(texts):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        print("  " + "  ".join(cells).rstrip())
        if index == 0:
            print("  " + "  ".join("-" * width for width in widths))


def text_of(cell: object) -> str:
    """A cell as it is told; numbers with three significant digits."""
    if isinstance(cell, float):
        return f"{cell:.0f}" if abs(cell) >= 100 else f"{cell:.3g}"
    return str(cell)
