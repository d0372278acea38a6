"""What the measurements of a GPU are told to, and what time they have: tables on the screen and, as they come, in a Markdown file."""

import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from tests.bench.meter import show, text_of


class Results:
    """Tables and words; the file has everything that was told when the program is ended in the middle."""

    def __init__(self, file: Path | None, minutes: float | None) -> None:
        """Begin; without `minutes` there is all the time."""
        self._file = file
        self._end_s = time.monotonic() + minutes * 60 if minutes else None
        self.is_short = minutes is not None
        """Whether time counts."""
        if file is not None:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("# Measured on a GPU\n", encoding="utf-8")

    def left_s(self, most_s: float) -> float:
        """What a piece of work may take, at most so much; 0 when there is no time left."""
        return most_s if self._end_s is None else max(0.0, min(most_s, self._end_s - time.monotonic()))

    def table(self, title: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Tell a table."""
        told: list[Sequence[object]] = [list(row) for row in rows]
        show(title, head, told)
        lines = ["| " + " | ".join(text_of(cell).replace("|", "\\|") for cell in row) + " |" for row in (head, *told)]
        self._write("\n".join([f"## {title}", "", lines[0], "|" + " --- |" * len(head), *lines[1:]]))

    def words(self, title: str, text: str) -> None:
        """Tell what another program has told."""
        print(f"\n{title}\n{text}", flush=True)
        self._write(f"## {title}\n\n```text\n{text.strip()}\n```")

    def skipped(self, what: str, why: str) -> None:
        """Tell what was left out."""
        print(f"\n{what}: skipped, {why}", flush=True)
        self._write(f"{what}: skipped, {why}.")

    def _write(self, text: str) -> None:
        if self._file is not None:
            with self._file.open("a", encoding="utf-8") as file:
                file.write(f"\n{text}\n")
