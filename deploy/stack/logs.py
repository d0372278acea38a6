"""The parts' log files: kept small, shown, followed."""

import shutil
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

MAX_BYTES = 8 * 1024 * 1024
KEPT = 2
"""Older files kept beside each log: part.log.1 is the younger."""


def rotate(log: Path, *, max_bytes: int = MAX_BYTES) -> bool:
    """Moves a log's text aside once it is large.

    The writer keeps its open file: the text is copied and the file emptied, and the next line lands at its start because it is open for
    appending. Lines written between the copy and the emptying are lost; it is a matter of microseconds once in millions of lines.
    """
    try:
        if log.stat().st_size < max_bytes:
            return False
    except FileNotFoundError:
        return False
    for age in range(KEPT, 1, -1):
        younger = _aged(log, age - 1)
        if younger.exists():
            younger.replace(_aged(log, age))
    shutil.copyfile(log, _aged(log, 1))
    with log.open("r+b") as file:
        file.truncate(0)
    return True


def _aged(log: Path, age: int) -> Path:
    return log.with_name(f"{log.name}.{age}")


def last_lines(log: Path, count: int) -> list[str]:
    """The end of a log; nothing if there is none yet."""
    return _lines_before(log, _size(log), count)


def _lines_before(log: Path, end: int, count: int) -> list[str]:
    if end == 0 or count == 0:
        return []
    # 400 bytes a line on average is more than any part writes; too few lines are better than a whole file in memory.
    start = max(0, end - 400 * count)
    with log.open("rb") as file:
        file.seek(start)
        return file.read(end - start).decode(errors="replace").splitlines()[-count:]


def _size(log: Path) -> int:
    try:
        return log.stat().st_size
    except FileNotFoundError:
        return 0


def follow(logs: Sequence[tuple[str, Path]], *, count: int, every_s: float = 0.25) -> Iterator[tuple[str, str]]:
    """The last lines of several logs, then new ones for ever, as (part, line).

    Ends only with the caller's interest in it.
    """
    # What is written from here on is new, however long it takes to show what was there.
    positions = {part: _size(log) for part, log in logs}
    for part, log in logs:
        for line in _lines_before(log, positions[part], count):
            yield part, line
    while True:
        for part, log in logs:
            size = _size(log)
            if size < positions[part]:  # rotated
                positions[part] = 0
            if size > positions[part]:
                with log.open("rb") as file:
                    file.seek(positions[part])
                    fresh = file.read(size - positions[part])
                whole, _, _ = fresh.rpartition(b"\n")
                if whole:
                    positions[part] += len(whole) + 1
                    for line in whole.decode(errors="replace").split("\n"):
                        yield part, line
        time.sleep(every_s)
