"""Talks to the API: finds it, says what went wrong in words, and waits when it is away."""

import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import typer

from api.commands.failing import BAD_INPUT, FILM_FAILED, NO_STACK, CommandFailed

_AWAY_MAX_S = 600.0
"""How long a command that may wait goes on asking an API that is away."""
_ASK_AGAIN_S = 0.5
_TIMEOUT = httpx.Timeout(30, connect=5)
_BUSY = frozenset({502, 503, 504})

OPTIONS = {
    "duration_s": "duration",
    "engines": "engine",
    "tempo_bpm": "tempo",
    "sounds": "sound",
    "loudness_lufs": "loudness",
    "level_db": "level",
    "music_db": "music-level",
    "voices": "voice",
    "languages": "language",
    "commercial_use": "commercial",
    "words": "consent",
    "take": "select",
}
"""Fields whose option has another name."""
_FIELD = re.compile(
    r"(?:(?<=; )|^)/(?:changes/\d+/\w+(?=: )|(?:changes/\d+/\w+|options|consent)/(?P<inner>\w+)(?:/[^/:]+)*"
    r"|(?P<own>voice|line|stage|prompt|text|seed|consent|take)|recording|url)?: "
)
"""A JSON pointer before a sentence, as `api/problems.py` has it; of the body as a whole it is "/"."""
_SETTING = re.compile(
    r"(?:(?<=; )|^)(?P<name>prompt|negative_prompt|camera|intensity|transition_s|cut|cut_s|sounds_like|delivery|speed|pitch"
    r"|mood|genre|tempo_bpm|level_db|subtitles): "
)
"""What of a film's change was refused by the film itself, as `schemas/rehearsal.py` has it."""

Say = Callable[[str], None]


@dataclass
class Reach:
    """Where the API is, as the command line tells it."""

    api: str | None = None
    """Given by `--api`; otherwise the local stack's."""
    state_dir: Path | None = None

    @property
    def is_local(self) -> bool:
        """Whether it is the stack of this machine, which we may start."""
        return self.api is None

    def address(self) -> str:
        """The API's address; asked anew each time, as a restarted stack may have another port.

        Raises:
            CommandFailed: There is no stack, or what was given is no address.
        """
        if self.api is not None:
            return _web_address(self.api)
        # Imported here, as it is in all commands that need the stack: it takes longer than answering `film --help`.
        from deploy.stack.control import stack_record  # noqa: PLC0415
        from schemas.failures import FilmError  # noqa: PLC0415

        try:
            return stack_record(self.state_dir).api_url
        except FilmError as error:
            raise CommandFailed(str(error), NO_STACK) from error

    def is_up(self) -> bool:
        """Whether the local stack runs; what is elsewhere can't be told."""
        from deploy.stack import control  # noqa: PLC0415 - as above
        from schemas.failures import FilmError  # noqa: PLC0415

        if not self.is_local:
            return False
        try:
            return control.status(self.state_dir) is not None
        except FilmError:
            return True  # it is starting or dying


def _web_address(given: str) -> str:
    try:
        url = httpx.URL(given)
    except httpx.InvalidURL:
        url = httpx.URL()
    if url.scheme not in {"http", "https"} or not url.host:
        raise CommandFailed(f"--api {given}: wanted an address like http://127.0.0.1:8484", BAD_INPUT)
    return given.rstrip("/")


def reach(context: typer.Context) -> Reach:
    """What the command line said about where the API is."""
    found = context.find_object(Reach)
    return found if found is not None else Reach()


class Talk:
    """A conversation with the API."""

    def __init__(self, where: Reach, say: Say = lambda _: None) -> None:
        """`say` gets a sentence when the API is away, and when it is back."""
        self._where = where
        self._say = say
        # A film is followed by two threads; that the API is away is said once.
        self._lock = threading.Lock()
        self._away_since_s: float | None = None
        self._has_answered = False
        # The API is on this machine or named by the user: a proxy of the environment is for others.
        self.http = httpx.Client(timeout=_TIMEOUT, trust_env=not where.is_local)

    def ask(self, method: str, path: str, *, is_patient: bool = False, **request: Any) -> Any:
        """The JSON of an answer; None for an empty one.

        Args:
            method: HTTP method.
            path: On the API: "/api/films".
            is_patient: Wait when the API is away. Only for what may be asked twice.
            **request: As httpx takes it.

        Raises:
            CommandFailed: The API refused, with its words; or it is away.
        """
        answer = self._answer(method, path, is_patient, request)
        if answer.is_success:
            return answer.json() if answer.content else None
        raise refusal(answer)

    def fetch(self, path: str, **request: Any) -> bytes:
        """The bytes of an answer.

        Raises:
            CommandFailed: The API refused, with its words; or it is away.
        """
        answer = self._answer("GET", path, False, request)
        if answer.is_success:
            return answer.content
        raise refusal(answer)

    def _answer(self, method: str, path: str, is_patient: bool, request: Mapping[str, Any]) -> httpx.Response:
        while True:
            try:
                answer = self.http.request(method, self._where.address() + path, **request)
            except httpx.TransportError as error:
                self.away(error, is_patient=is_patient)
                continue
            self._has_answered = True
            if answer.status_code in _BUSY and is_patient:
                self.away(refusal(answer))
                continue
            self._back()
            return answer

    def away(self, error: Exception, *, is_patient: bool = True) -> None:
        """Wait a moment for an API that doesn't answer; not for one that never did, unless its stack is seen to run.

        Raises:
            CommandFailed: It has been away for too long, or nobody may wait.
        """
        if not is_patient or not (self._has_answered or self._where.is_up()):
            hint = "`film up` starts the stack, `film status` shows it" if self._where.is_local else "is the address right?"
            raise CommandFailed(f"the API at {self._where.address()} does not answer: {error}; {hint}", NO_STACK) from error
        now_s = time.monotonic()
        with self._lock:
            if self._away_since_s is None:
                self._away_since_s = now_s
                self._say(f"the API does not answer ({error}); waiting for it")
            away_s = now_s - self._away_since_s
        if away_s > _AWAY_MAX_S:
            raise CommandFailed(f"the API has been away for {_AWAY_MAX_S / 60:.0f} minutes; `film status` shows why", NO_STACK) from error
        time.sleep(_ASK_AGAIN_S)

    def _back(self) -> None:
        self._has_answered = True
        with self._lock:
            if self._away_since_s is not None:
                self._away_since_s = None
                self._say("the API is back")

    @contextmanager
    def stream(self, path: str, **request: Any) -> Iterator[httpx.Response]:
        """An answer that is read as it comes; redirects are followed.

        Raises:
            CommandFailed: The API refused.
            httpx.TransportError: It is away.
        """
        with self.http.stream("GET", self._where.address() + path, follow_redirects=True, **request) as answer:
            if not answer.is_success:
                answer.read()
                raise refusal(answer)
            self._back()
            yield answer


def refusal(answer: httpx.Response) -> CommandFailed:
    """The failure an error of the API amounts to."""
    is_given = False
    try:
        problem = answer.json()
        message = _in_options(str(problem["detail"]))
        is_given = bool(problem.get("errors"))
        lines = [f"\n  line {item['line']}: {item['message']}" for item in problem.get("errors", []) if item.get("line")]
    except (ValueError, KeyError, TypeError):
        message, lines = f"the server answered {answer.status_code} {answer.reason_phrase}", []
    if answer.status_code in _BUSY:
        return CommandFailed(message, NO_STACK)
    # 409 without a word on what was sent: the film, or whatever else there is, is in no state for it
    is_state = answer.status_code in {404, 409} and not is_given
    return CommandFailed(message + "".join(lines), FILM_FAILED if is_state else BAD_INPUT)


def _in_options(detail: str) -> str:
    """What the API says of fields of a request, said of the options that filled them: "/changes/0/shot/duration_s" is --duration."""

    def option(name: str | None) -> str:
        return f"--{OPTIONS.get(name, name.replace('_', '-'))}: " if name else ""

    detail = _SETTING.sub(lambda found: option(found["name"]), detail)
    return _FIELD.sub(lambda found: option(found["inner"] or found["own"]), detail)


def tell(sentence: str) -> None:
    """A sentence beside the results, for a person."""
    sys.stderr.write(f"{sentence}\n")
