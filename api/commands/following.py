"""Follows a film: its events as they happen, through every loss of the API, and how far it is."""

import contextlib
import json
import queue
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from api.answers import FilmEvent, Progress, StepAtWork, Working
from api.commands.failing import CommandFailed
from api.commands.talking import Talk
from schemas.states import CutState, FilmState

_LOOK_S = 0.25
"""Least time between two looks at how far it is."""
_LOOK_AGAIN_S = 2.0
"""Longest time without looking: planned and reused things make no events."""
_SILENCE_S = 45.0
"""The API pings every 15 s; after this a stream is dead."""


@dataclass
class Seen:
    """What somebody who follows a film hears."""

    event: Callable[[FilmEvent], None] = lambda _event: None
    progress: Callable[[Progress], None] = lambda _progress: None
    working: Callable[[Sequence[StepAtWork]], None] = lambda _steps: None
    """What is at work; looked at every two seconds."""
    last_event: int = 0


@dataclass
class _Mail:
    """Between the thread that listens and the one that shows."""

    box: "queue.Queue[FilmEvent | Exception | None]" = field(default_factory=queue.Queue)
    is_unwanted: threading.Event = field(default_factory=threading.Event)


def follow(talk: Talk, film: str, seen: Seen, cut: int | None = None) -> Progress:
    """Follow a film until nothing of it is being made; answers with how it stands then.

    Args:
        talk: The conversation with the API; waits when it is away.
        film: The film's id.
        seen: Is told what happens.
        cut: A cut that must be final, too, before it is over.

    Raises:
        CommandFailed: There is no such film, or the API is away for too long.
    """
    mail = _Mail()
    listener = threading.Thread(target=_listen, args=(talk, film, seen.last_event, cut, mail), daemon=True)
    listener.start()
    looked_s, asked_s = 0.0, time.monotonic()
    is_news = True
    try:
        while True:
            if time.monotonic() - asked_s >= _LOOK_AGAIN_S:
                seen.working(at_work(talk, film))
                asked_s = time.monotonic()
            if (is_news and time.monotonic() - looked_s >= _LOOK_S) or time.monotonic() - looked_s >= _LOOK_AGAIN_S:
                progress = how_far(talk, film)
                looked_s, is_news = time.monotonic(), False
                seen.progress(progress)
            with contextlib.suppress(queue.Empty):
                letter = mail.box.get(timeout=_LOOK_S)
                if letter is None:
                    progress = how_far(talk, film)
                    seen.progress(progress)
                    return progress
                if isinstance(letter, Exception):
                    raise letter
                seen.last_event, is_news = letter.id, True
                seen.event(letter)
    finally:
        mail.is_unwanted.set()


def how_far(talk: Talk, film: str) -> Progress:
    """How far a film is."""
    return Progress.model_validate(talk.ask("GET", f"/api/films/{film}/progress", is_patient=True))


def at_work(talk: Talk, film: str) -> list[StepAtWork]:
    """What is at work for a film; nothing while nobody can tell, for the film goes on."""
    try:
        return Working.model_validate(talk.ask("GET", f"/api/films/{film}/working")).steps
    except CommandFailed:
        return []


def is_over(progress: Progress, cut: int | None) -> bool:
    """Whether nothing of a film is being made, and `cut` is final."""
    if not progress.state.is_final or progress.cut_state is CutState.PROCESSING:
        return False
    return cut is None or progress.cut >= cut or progress.state is not FilmState.COMPLETED


def _listen(talk: Talk, film: str, last_event: int, cut: int | None, mail: _Mail) -> None:
    try:
        while not mail.is_unwanted.is_set():
            try:
                for event in _events(talk, film, last_event, cut):
                    last_event = event.id
                    mail.box.put(event)
                if is_over(how_far(talk, film), cut):
                    break
            except httpx.TransportError as error:
                talk.away(error)
        mail.box.put(None)
    except CommandFailed as error:
        mail.box.put(error)


def _events(talk: Talk, film: str, last_event: int, cut: int | None) -> Iterator[FilmEvent]:
    headers = {"Accept": "text/event-stream"} | ({"Last-Event-ID": str(last_event)} if last_event else {})
    timeout = httpx.Timeout(_SILENCE_S, connect=5)
    with talk.stream(f"/api/films/{film}/events", headers=headers, timeout=timeout, params={"cut": cut} if cut else {}) as answer:
        for data in stream_data(answer.iter_lines()):
            yield FilmEvent.model_validate(json.loads(data))


def stream_data(lines: Iterable[str]) -> Iterator[Any]:
    """The data of each event in the lines of an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html)."""
    data: list[str] = []
    for line in lines:
        if line.startswith("data:"):
            data.append(line[5:].removeprefix(" "))
        elif not line and data:
            yield "\n".join(data)
            data = []
