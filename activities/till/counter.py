"""A worker's side of its till: hands calls over and waits for what they come to. The till is opened with the first call."""

import atexit
import itertools
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress

import structlog

from activities.purchase import Kept, Lost
from activities.till.frames import Order, Outcome, PaidCall, packed, read_frame, write_packed
from schemas.failures import Unavailable

_POLL_S = 0.25
_CLOSING_S = 5.0
_OURS = ("FILM_", "TEMPORAL_")
"""How the names of settings begin that hold keys and passwords; a till is told with each call what it needs."""

_log = structlog.get_logger(__name__)


class Counter:
    """Where calls are handed over; thread-safe."""

    def __init__(self) -> None:
        """Nothing is open yet; what is, is closed when the process ends."""
        atexit.register(self.close)
        self._till: subprocess.Popen[bytes] | None = None
        self._numbers = itertools.count(1)
        self._waiting: dict[int, Future[Outcome]] = {}
        """Calls that the till which is open has: one that was ended before answers for none of them."""
        self._lock = threading.Lock()

    def carry_out(self, paid: PaidCall, tick: Callable[[], None]) -> Kept:
        """Have a call made whose row is there, and wait for it.

        Args:
            paid: What is to be done.
            tick: Called several times a second; may raise, which ends the waiting and not the call.

        Raises:
            Lost: The till was ended: nobody knows what became of the call but, perhaps, its row.
            Unavailable: The till was ended before it took the call.
            Refused, Unavailable, Broken: What the call came to.
        """
        outcome = self._hand_over(paid)
        while True:
            tick()
            with suppress(NotYet):
                result = outcome.result(_POLL_S).result
                if isinstance(result, Kept):
                    return result
                raise result

    def close(self) -> None:
        """Order nothing more; the till goes as soon as nothing is under way."""
        with self._lock:
            till, self._till = self._till, None
            is_busy = bool(self._waiting)
        if till is None or till.stdin is None:
            return
        with suppress(OSError):  # what was not sent whole never will be
            till.stdin.close()
        if not is_busy:
            with suppress(subprocess.TimeoutExpired):
                till.wait(_CLOSING_S)

    def _hand_over(self, paid: PaidCall) -> "Future[Outcome]":
        outcome: Future[Outcome] = Future()
        number = next(self._numbers)
        order = packed(Order(number, paid))
        with self._lock:
            try:
                till = self._till if self._till is not None and self._till.poll() is None else self._opened()
                self._waiting[number] = outcome
                assert till.stdin is not None
                write_packed(till.stdin, order)
            except OSError as error:  # it can't be opened, or was ended and has not read it whole: nothing was sent
                self._waiting.pop(number, None)
                raise Unavailable(f"the process that makes paid calls was ended before it took this one: {error}") from error
        return outcome

    def _opened(self) -> "subprocess.Popen[bytes]":
        # A session of its own: a signal to the worker's group is not meant for it.
        command = [sys.executable, "-m", "activities.till.process"]
        environment = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}  # noqa: TID251 - less of ours
        till = subprocess.Popen(  # noqa: S603 - our own module, by this Python
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True, env=environment
        )
        self._till, self._waiting = till, {}
        threading.Thread(target=self._listen, args=(till, self._waiting), name="till", daemon=True).start()
        return till

    def _listen(self, till: "subprocess.Popen[bytes]", waiting: "dict[int, Future[Outcome]]") -> None:
        assert till.stdin is not None
        assert till.stdout is not None
        try:
            while isinstance(told := read_frame(till.stdout), Outcome):
                with self._lock:
                    outcome = waiting.pop(told.number, None)
                if outcome is not None:
                    outcome.set_result(told)
        except Exception:  # noqa: BLE001 - whatever it is, somebody waits
            _log.exception("what the till says can't be read; it is given up")
        with self._lock:
            if self._till is till:
                self._till = None
            with suppress(OSError):  # what was not sent whole never will be
                till.stdin.close()
        till.stdout.close()
        till.wait()  # one that was given up makes what it has, and the rows say what that came to
        with self._lock:
            ended = [*waiting.items()]
            waiting.clear()
        for number, outcome in ended:
            outcome.set_result(Outcome(number, _ended()))


def _ended() -> Lost:
    return Lost("the process that makes paid calls was ended")


COUNTER = Counter()
"""This process's."""
