"""Up, down, status: the stack as a client sees it.

Every `film` command imports this module, so it and what it imports stay light: no asyncpg, no minio.

A test or program that wants a private stack gives its own state folder, the parts it needs and `ANY_PORTS`; see `tests/stack.py`.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from deploy.stack import logs, processes
from deploy.stack.layout import CHECKOUT, Layout, default_state_dir
from deploy.stack.liveness import LEFTOVER_GRACE_S, is_running
from deploy.stack.parts import PARTS
from deploy.stack.record import ProcessMark, StackRecord, StackStatus, read
from schemas.failures import Broken, Refused, Unavailable

ANY_PORTS = {name: 0 for part in PARTS.values() for name in part.preferred_ports}
"""Any free port for everything: for stacks that live beside others."""

UP_TIMEOUT_S = 120.0
DOWN_TIMEOUT_S = 25.0
DYING_S = 5.0
"""A killed process keeps its locks for an instant, a new one has them for an instant before it tells who it is."""
LAUNCH_TIMEOUT_S = 30.0
"""From the supervisor's first line to its lock; ending what a killed one left takes several seconds."""
LEAST_SPACE_BYTES = 100_000_000
"""A new stack writes half of it before it serves; servers that find no room while they start leave data that must be recovered."""
HOPELESS_RESTARTS = 4
"""A part that died this often without ever having served won't; say why instead of waiting on."""

Tell = Callable[[str], None]


@dataclass(frozen=True)
class Stack:
    """A running stack."""

    record: StackRecord
    status: StackStatus
    was_running: bool
    seconds: float


def stack_environment(state_dir: Path | None = None) -> dict[str, str]:
    """The environment variables that lead a client (`Settings`, Temporal's `envconfig`) to a stack. They hold its passwords.

    Raises:
        Unavailable: No stack was ever started there.
    """
    return stack_record(state_dir).environment()


def stack_record(state_dir: Path | None = None) -> StackRecord:
    """Addresses of the stack of a state folder, running or not.

    Raises:
        Unavailable: No stack was ever started there.
    """
    layout = Layout.at(state_dir or default_state_dir())
    record = read(layout.stack_file, StackRecord)
    if record is None:
        raise Unavailable(f"no stack was started in {layout.state_dir}; run `film up`")
    return record


def status(state_dir: Path | None = None) -> StackStatus | None:
    """How the parts are; None if the stack is down."""
    layout = Layout.at(state_dir or default_state_dir())
    deadline = time.monotonic() + DYING_S
    while is_running(layout):
        known = read(layout.status_file, StackStatus)
        if known is not None and processes.find(known.supervisor) is not None:
            return known
        if time.monotonic() > deadline:
            raise Broken(f"{layout.supervisor_lock} is held by a process that {layout.status_file} doesn't know; find and end it")
        time.sleep(0.02)  # it is just starting, or just dying
    return None


def up(
    state_dir: Path | None = None,
    *,
    parts: Sequence[str] = tuple(PARTS),
    wanted_ports: Mapping[str, int] | None = None,
    dies_with: int | None = None,
    is_lasting: bool = True,
    tell: Tell = lambda _: None,
) -> Stack:
    """Starts the stack if it is down and waits until every part serves. Harmless when it is up, and when two do it at once.

    Args:
        state_dir: None for the checkout's `.film`.
        parts: What to start; what they need comes along. If a running stack lacks one, it is started anew with it.
        wanted_ports: Ports by name (`postgres`, `temporal`, `temporal_ui`, `s3`, `api`, ...), 0 for any; otherwise those of last time, or
            the usual ones, and their neighbours if they are taken.
        dies_with: A process whose end ends the stack.
        is_lasting: False spares the disk, for tests: what is acknowledged outlives every process, but not a power cut. Of a stack that
            runs already it changes nothing.
        tell: Gets a sentence whenever something worth telling happens.

    Raises:
        Refused: A part is unknown.
        Unavailable: The state folder can't be written, or there is too little room to start in it.
        Broken: A part can't be started; the message has the end of its log.
    """
    began_s = time.monotonic()
    layout = Layout.at(state_dir or default_state_dir())
    _make_folders(layout)
    wanted = with_needs(parts)
    was_running = True
    final = None
    while final is None:
        with _command_lock(layout):
            running = status(layout.state_dir)
            if running is not None and not set(wanted) <= set(running.parts):
                tell("starting the stack anew with more parts")
                _end(layout)
                wanted = with_needs([*wanted, *running.parts])
                running = None
            if running is None:
                was_running = False
                _check_room(layout)
                _launch(layout, wanted, wanted_ports or {}, dies_with, is_lasting=is_lasting)
        # A supervisor that was found running may have been dying just then: start another.
        final = _wait(layout, wanted, tell, began_s + UP_TIMEOUT_S)
        if final is None and not was_running:
            raise Broken(f"the stack's supervisor ended while starting:\n{_tail(layout.log('supervisor'))}")
    return Stack(stack_record(layout.state_dir), final, was_running, time.monotonic() - began_s)


def down(state_dir: Path | None = None) -> bool:
    """Stops the stack and leaves no process of it. False if nothing ran."""
    layout = Layout.at(state_dir or default_state_dir())
    if not layout.state_dir.is_dir():
        return False
    with _command_lock(layout):
        return _end(layout)


def _make_folders(layout: Layout) -> None:
    try:
        layout.state_dir.mkdir(parents=True, exist_ok=True)
        # Nobody else's business, but a plain account that PostgreSQL runs as must be able to pass through.
        layout.state_dir.chmod(0o711 if os.geteuid() == 0 else 0o700)
        layout.logs.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise Unavailable(f"the state folder {layout.state_dir} can't be made: {error.strerror}; --state-dir names another one") from error


def _check_room(layout: Layout) -> None:
    free = shutil.disk_usage(layout.state_dir).free
    if free < LEAST_SPACE_BYTES:
        wanted = f"{LEAST_SPACE_BYTES // 1_000_000} MB to start"
        raise Unavailable(f"{free // 1_000_000} MB are free in {layout.state_dir}, the stack wants {wanted}: free some space on that disk")


def with_needs(parts: Sequence[str]) -> tuple[str, ...]:
    """Parts and what they need, in the order of starting.

    Raises:
        Refused: One is unknown.
    """
    wanted: set[str] = set()
    queue = list(parts)
    while queue:
        name = queue.pop()
        if name not in PARTS:
            raise Refused(f"the stack has no part {name!r}; there are {', '.join(PARTS)}")
        if name not in wanted:
            wanted.add(name)
            queue += PARTS[name].needs
    return tuple(name for name in PARTS if name in wanted)


@contextmanager
def _command_lock(layout: Layout) -> Iterator[None]:
    with layout.command_lock.open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _launch(layout: Layout, parts: Sequence[str], wanted_ports: Mapping[str, int], dies_with: int | None, *, is_lasting: bool) -> None:
    """Starts the supervisor, detached from this terminal, and returns once it holds its lock."""
    arguments = [sys.executable, "-m", "deploy.stack", "run", "--state-dir", str(layout.state_dir), "--parts", ",".join(parts)]
    arguments += ["--ports", ",".join(f"{name}={port}" for name, port in wanted_ports.items())]
    if dies_with is not None:
        arguments += ["--dies-with", str(dies_with)]
    if not is_lasting:
        arguments += ["--spare-the-disk"]
    log = layout.log("supervisor")
    with log.open("ab") as output:
        # It forks once more, so that the system reaps it and not whoever happened to say `up`; the first process tells its pid.
        first = subprocess.run(  # noqa: S603 our own program
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=output, cwd=CHECKOUT, start_new_session=True, check=False
        )
    if first.returncode != 0:
        raise Broken(f"the stack's supervisor could not start:\n{_tail(log)}")
    pid = int(first.stdout)
    deadline = time.monotonic() + LAUNCH_TIMEOUT_S
    while time.monotonic() < deadline:
        if not psutil.pid_exists(pid):
            raise Broken(f"the stack's supervisor ended at once:\n{_tail(log)}")
        known = read(layout.status_file, StackStatus)
        if known is not None and known.supervisor.pid == pid and is_running(layout):
            return
        time.sleep(0.02)
    raise Broken(f"the stack's supervisor does not answer:\n{_tail(log)}")


def _wait(layout: Layout, parts: Sequence[str], tell: Tell, deadline_s: float) -> StackStatus | None:
    """The status once all parts serve; None if the supervisor is gone."""
    told: set[str] = set()
    while True:
        known = status(layout.state_dir)
        if known is None:
            return None
        asked = [known.parts[name] for name in parts if name in known.parts]
        for sentence in [*known.notices, *(f"{part.name} is ready" for part in asked if part.ready_after_s is not None)]:
            if sentence not in told:
                told.add(sentence)
                tell(sentence)
        if all(part.health in ("healthy", "done") for part in asked):
            return known
        for part in asked:
            if part.restarts >= HOPELESS_RESTARTS and part.ready_after_s is None:
                raise Broken(f"{part.name} can't be started: {part.problem}\n{_tail(layout.log(part.name))}")
        if time.monotonic() > deadline_s:
            late = "; ".join(f"{part.name}: {part.problem or part.health}" for part in asked if part.health not in ("healthy", "done"))
            raise Broken(f"the stack is not ready in time ({late}); see `film logs`")
        time.sleep(0.03)


def _end(layout: Layout) -> bool:
    """Ends the supervisor, which ends the rest; by force, and the rest one by one, if it doesn't."""
    running = status(layout.state_dir)
    if running is not None:
        _stop_supervisor(running.supervisor)
    last = read(layout.status_file, StackStatus)
    left = [] if last is None else [part.process for part in last.parts.values()]
    ended = processes.end_leftovers([(process, signal.SIGINT) for process in left if process is not None], LEFTOVER_GRACE_S)
    return running is not None or bool(ended)


def _stop_supervisor(supervisor: ProcessMark) -> None:
    process = processes.find(supervisor)
    if process is None:
        return
    try:
        process.terminate()
        if not processes.is_gone(process, DOWN_TIMEOUT_S):
            process.kill()
            processes.is_gone(process, processes.KILL_S)
    except psutil.NoSuchProcess:
        return


def _tail(log: Path) -> str:
    return "\n".join(logs.last_lines(log, 15)) or "(its log is empty)"
