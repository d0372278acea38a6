"""Shows a film in the making: bars on a terminal, lines elsewhere, JSON for machines."""

import json
import sys
import time
from types import TracebackType
from typing import Any, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from api.answers import FilmEvent, Progress
from schemas.stages import Stage

_LINE_EVERY_S = 2.0
_MAKERS = [stage for stage in Stage if stage is not Stage.MODERATION]
"""Stages with steps to count."""


class Show(Protocol):
    """One way of showing a film in the making."""

    def __enter__(self) -> Self: ...

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None: ...

    def event(self, event: FilmEvent) -> None:
        """Something happened."""

    def progress(self, progress: Progress) -> None:
        """It got further."""

    def say(self, sentence: str) -> None:
        """Something a person should know."""


def choose(*, as_json: bool) -> Show:
    """The way that fits where the output goes."""
    if as_json:
        return ShowJson()
    console = Console(stderr=True, highlight=False)
    return ShowBars(console) if console.is_terminal else ShowLines()


class ShowBars:
    """One bar per stage."""

    def __init__(self, console: Console) -> None:
        self._bars = Bars(
            TextColumn("{task.description:<11}"),
            BarColumn(bar_width=40),
            TextColumn("{task.fields[counts]:>9}"),
            TextColumn("[dim]{task.fields[note]}"),
            TimeElapsedColumn(),
            console=console,
        )
        self._tasks: dict[Stage, TaskID] = {}
        self._state = ""

    def __enter__(self) -> Self:
        self._bars.start()
        for stage in _MAKERS:
            self._tasks[stage] = self._bars.add_task(stage.value, total=None, start=False, counts="", note="")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._bars.stop()

    def event(self, event: FilmEvent) -> None:
        sentence = sentence_of(event)
        if sentence and event.kind != "step":
            self.say(sentence)

    def progress(self, progress: Progress) -> None:
        for stage, task in self._tasks.items():
            found = progress.stages.get(stage)
            if found is None:
                continue
            if not self._bars.tasks[task].started:
                self._bars.start_task(task)
            note = f"{found.reused} reused" if found.reused else ""
            self._bars.update(task, total=found.planned, completed=found.done, counts=f"{found.done}/{found.planned}", note=note)
            if found.done == found.planned:
                self._bars.stop_task(task)

    def say(self, sentence: str) -> None:
        self._bars.console.print(sentence, style="dim", markup=False)


class ShowLines:
    """Plain lines, not too many."""

    def __init__(self) -> None:
        self._shown = ""
        self._shown_s = 0.0
        self._latest = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._flush()

    def event(self, event: FilmEvent) -> None:
        sentence = sentence_of(event)
        if sentence and event.kind != "step":
            self._flush()
            self.say(sentence)

    def progress(self, progress: Progress) -> None:
        self._latest = ", ".join(f"{stage} {found.done}/{found.planned}" for stage, found in progress.stages.items())
        if time.monotonic() - self._shown_s >= _LINE_EVERY_S:
            self._flush()

    def say(self, sentence: str) -> None:
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()

    def _flush(self) -> None:
        if self._latest and self._latest != self._shown:
            self.say(self._latest)
            self._shown, self._shown_s = self._latest, time.monotonic()


class ShowJson:
    """One JSON object a line on standard output."""

    def __init__(self) -> None:
        self._shown: dict[str, Any] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        return

    def event(self, event: FilmEvent) -> None:
        say_json({"event": event.kind, **event.model_dump(mode="json", exclude={"kind"})})

    def progress(self, progress: Progress) -> None:
        now = progress.model_dump(mode="json")
        if now != self._shown:
            self._shown = now
            say_json({"event": "progress", **now})

    def say(self, sentence: str) -> None:
        say_json({"event": "note", "message": sentence})


def say_json(value: dict[str, Any]) -> None:
    """One line for a machine."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def sentence_of(event: FilmEvent) -> str:
    """An event in words."""
    data = event.data
    reason = f": {data['reason']}" if data.get("reason") else ""
    match event.kind:
        case "state":
            return f"the film is {data.get('state')}{reason}"
        case "pause":
            return "the film is paused" if data.get("is_paused") else "the film goes on"
        case "outline":
            return f"“{data.get('title')}”: {data.get('scenes')} scenes, {data.get('shots')} shots"
        case "cut":
            return f"cut {data.get('cut')} is {data.get('state')}{reason}"
        case "step":
            return str(data.get("label", ""))
        case "warning":
            place = f" in line {data['line']}" if data.get("line") else ""
            return f"warning{place}: {data.get('message')}"
        case _:
            return ""
