"""Shows a film in the making: bars on a terminal, lines elsewhere, JSON for machines."""

import json
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Protocol, Self

from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from api.answers import FilmEvent, Progress, StepAtWork
from schemas.stages import Stage

_LINE_EVERY_S = 2.0
_SHARES_EVERY_S = 10.0
"""How often there is a line of which only the shares of what is at work are new."""
_TARGETS = 3
"""Of one stage, named with their shares."""
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

    def working(self, steps: Sequence[StepAtWork]) -> None:
        """What is at work now."""

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
        self._known: Progress | None = None
        self._steps: Sequence[StepAtWork] = ()
        self._troubles = _Troubles(self.say)

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
        self._known = progress
        self._draw(progress)

    def working(self, steps: Sequence[StepAtWork]) -> None:
        self._steps = steps
        self._troubles.tell(steps)
        if self._known is not None:
            self._draw(self._known)

    def _draw(self, progress: Progress) -> None:
        for stage, task in self._tasks.items():
            found = progress.stages.get(stage)
            if found is None:
                continue
            if not self._bars.tasks[task].started:
                self._bars.start_task(task)
            note = "; ".join(filter(None, (f"{found.reused} reused" if found.reused else "", shares(self._steps, stage))))
            begun = sum(step.fraction for step in self._steps if step.stage is stage)
            done = min(found.planned, found.done + begun)
            self._bars.update(task, total=found.planned, completed=done, counts=f"{found.done}/{found.planned}", note=note)
            if found.done == found.planned:
                self._bars.stop_task(task)

    def say(self, sentence: str) -> None:
        self._bars.console.print(sentence, style="dim", markup=False, soft_wrap=True)  # commands and addresses stay whole


class ShowLines:
    """Plain lines, not too many."""

    def __init__(self) -> None:
        self._shown = self._latest = ""
        self._shown_s = 0.0
        self._stages: dict[Stage, str] = {}
        self._troubles = _Troubles(self.say)

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
        self._stages = {stage: f"{stage} {found.done}/{found.planned}" for stage, found in progress.stages.items()}
        self._latest = ", ".join(self._stages.values())
        if time.monotonic() - self._shown_s >= _LINE_EVERY_S:
            self._flush()

    def working(self, steps: Sequence[StepAtWork]) -> None:
        self._troubles.tell(steps)
        told = {stage: shares(steps, stage) for stage in self._stages}
        if any(told.values()) and time.monotonic() - self._shown_s >= _SHARES_EVERY_S:
            self.say(", ".join(f"{words} ({told[stage]})" if told[stage] else words for stage, words in self._stages.items()))
            self._shown, self._shown_s = self._latest, time.monotonic()

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
        self._working: list[dict[str, Any]] = []

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

    def working(self, steps: Sequence[StepAtWork]) -> None:
        now = [step.model_dump(mode="json") for step in steps]
        if now != self._working:
            self._working = now
            say_json({"event": "working", "steps": now})

    def say(self, sentence: str) -> None:
        say_json({"event": "note", "message": sentence})


class _Troubles:
    """Says once of each attempt why it is made again."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self._say = say
        self._told: set[tuple[str, str]] = set()

    def tell(self, steps: Sequence[StepAtWork]) -> None:
        for step in steps:
            if step.trouble and (step.label, step.trouble) not in self._told:
                self._told.add((step.label, step.trouble))
                self._say(f"{step.label}: attempt {step.attempt}, for the one before failed: {step.trouble}")


def shares(steps: Sequence[StepAtWork], stage: Stage) -> str:
    """How far what is at work of a stage is: "shot 3 45 %, shot 4 12 %"."""
    at_work = [step for step in steps if step.stage is stage and step.state == "working" and step.fraction > 0]
    named = [f"{step.target} {step.fraction:.0%}".replace("%", " %") for step in at_work[:_TARGETS]]
    more = len(at_work) - len(named)
    return ", ".join([*named, *([f"{more} more"] if more else [])])


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
        case "approval":
            return _approval(data)
        case "step":
            return str(data.get("label", ""))
        case "warning":
            place = f" in line {data['line']}" if data.get("line") else ""
            return f"warning{place}: {data.get('message')}"
        case _:
            return ""


def _approval(data: Mapping[str, object]) -> str:
    given = data.get("scenes")
    numbers = [str(number) for number in given] if isinstance(given, list) else []
    scenes = f"scene{'s' * (len(numbers) != 1)} {', '.join(numbers)}"
    if data.get("is_approved"):
        return f"{data.get('stage')} of {scenes} approved"
    return f"{scenes} waits for you behind {data.get('stage')}: `film takes` shows what there is, `film approve` lets it go on"
