"""Starting, recognising and ending processes of the stack, so that none outlives it.

A child is its own process group and, on Linux, gets a signal from the kernel the moment the supervisor is gone (PR_SET_PDEATHSIG), even
after `kill -9`. Where the kernel offers no such thing, and for what ignores the signal, the next `film up` or `film down` ends what the
last status file names, if pid, start time and command all still match.
"""

import asyncio
import ctypes
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from deploy.stack.accounts import Account
from deploy.stack.record import ProcessMark
from schemas.failures import Broken

PR_SET_PDEATHSIG = 1  # <sys/prctl.h>

KILL_S = 5.0
"""How long the kernel may take to end a killed process that is deep in a disk write."""

START_TIME_TOLERANCE_S = 0.05
"""Start times are counted in ticks of 10 ms."""


@dataclass(frozen=True)
class Command:
    """What to run and how.

    Attributes:
        environment: The whole environment; nothing is inherited.
        account: Whom to run as; None for ourselves.
        stop_signal: Asks it to end in good order; also what it gets if the supervisor dies.
    """

    arguments: Sequence[str]
    environment: Mapping[str, str]
    folder: Path
    account: Account | None = None
    stop_signal: signal.Signals = signal.SIGTERM


def start(command: Command, log: Path) -> subprocess.Popen[bytes]:
    """Runs a command as a process group of its own, its output appended to a log file.

    Must be called from the supervisor's main thread: the kernel's death signal is bound to the thread that forks.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return _spawn(command, subprocess.DEVNULL, output)


def _spawn(command: Command, given: IO[bytes] | int, output: IO[bytes]) -> subprocess.Popen[bytes]:
    account = command.account
    return subprocess.Popen(  # noqa: S603 the parts' own command lines
        list(command.arguments),
        stdin=given,
        stdout=output,
        stderr=subprocess.STDOUT,
        cwd=command.folder,
        env=dict(command.environment),
        start_new_session=True,
        user=account.uid if account else None,
        group=account.gid if account else None,
        extra_groups=[] if account else None,
        preexec_fn=_leash(command.stop_signal),  # noqa: PLW1509 the supervisor has one thread
    )


async def has_ended(process: subprocess.Popen[bytes], within_s: float | None = None) -> bool:
    """Waits for a child without blocking; False if it still runs after `within_s` seconds. None waits for ever."""
    deadline = None if within_s is None else time.monotonic() + within_s
    while True:
        if process.poll() is not None:
            return True
        if deadline is not None and time.monotonic() > deadline:
            return False
        await asyncio.sleep(0.02)


async def run_to_end(command: Command, *, typed: str = "", timeout_s: float) -> tuple[int, str]:
    """Runs a short command with text on its standard input.

    Polls instead of using asyncio's subprocesses, which would fork beside a waiting thread.

    Returns:
        Its exit status and what it wrote, both streams together.

    Raises:
        Broken: It took longer than `timeout_s`; it was killed.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as output:
        given.write(typed.encode())
        given.seek(0)
        process = _spawn(command, given, output)
        if not await has_ended(process, timeout_s):
            signal_group(process.pid, signal.SIGKILL)
            process.wait()
            raise Broken(f"`{' '.join(map(str, command.arguments[:3]))} ...` did not end within {timeout_s:.0f} s")
        output.seek(0)
        return process.returncode, output.read().decode(errors="replace")


def _leash(stop_signal: signal.Signals) -> Callable[[], None] | None:
    if sys.platform != "linux":
        return None
    # Looked up before the fork: the child must do as little as possible between fork and exec.
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    parent = os.getpid()
    number = int(stop_signal)

    def bind_to_parent() -> None:
        prctl(PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:  # the parent died before the line above: no signal will come
            os._exit(1)

    return bind_to_parent


def mark(pid: int) -> ProcessMark | None:
    """What to write down about a running process; None if it is gone already."""
    try:
        process = psutil.Process(pid)
        return ProcessMark(pid=pid, started_s=_started_s(process), command=_command_of(process))
    except psutil.Error:
        return None


def find(known: ProcessMark) -> psutil.Process | None:
    """The process that was marked, if it still runs; never another one that got its pid."""
    try:
        process = psutil.Process(known.pid)
        if abs(_started_s(process) - known.started_s) > START_TIME_TOLERANCE_S or _is_empty(process):
            return None
        command = _command_of(process)
    except psutil.Error:
        return None
    return process if command in ("", known.command) or known.command == "" else None


def _started_s(process: psutil.Process) -> float:
    """When a process began: on Linux in seconds since the machine did, which no correction of the clock changes, else since 1970.

    Since 1970 it is the time since the start of the machine added to the whole second in which that was (proc(5): `btime`), which
    is told one second earlier or later once the clock has been corrected; by that a running process would be taken for another one.
    """
    try:
        told = Path(f"/proc/{process.pid}/stat").read_text(encoding="utf-8", errors="replace")
    except ProcessLookupError as error:
        raise psutil.NoSuchProcess(process.pid) from error
    except OSError:
        started_s: float = process.create_time()
        return started_s
    # proc(5): the 22nd field is `starttime`; the second, a name in brackets, may have blanks and brackets of its own.
    return int(told.rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")


def _command_of(process: psutil.Process) -> str:
    """The program of a process; empty where the system doesn't tell us, who may not look at it."""
    try:
        program: str = process.exe()
    except psutil.AccessDenied:
        return ""
    return program


def end_leftovers(leftovers: Sequence[tuple[ProcessMark, signal.Signals]], grace_s: float) -> list[int]:
    """Ends processes that a dead supervisor left behind, with all of their groups.

    Returns:
        The pids that had to be ended.
    """
    alive = [(process, how) for known, how in leftovers if (process := find(known)) is not None]
    for process, how in alive:
        signal_group(process.pid, how)
    deadline = time.monotonic() + grace_s
    for process, _ in alive:
        if not is_gone(process, max(0.0, deadline - time.monotonic())):
            signal_group(process.pid, signal.SIGKILL)
            is_gone(process, KILL_S)
    return [process.pid for process, _ in alive]


def is_gone(process: psutil.Process, within_s: float) -> bool:
    """Waits for somebody else's child to end.

    A zombie without threads counts as gone: it holds nothing any more, and some containers have a first process that takes seconds to
    reap it. One with threads still has its ports.
    """
    deadline = time.monotonic() + within_s
    while True:
        try:
            if not process.is_running() or _is_empty(process):
                return True
        except psutil.NoSuchProcess:
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(0.02)


def _is_empty(process: psutil.Process) -> bool:
    return bool(process.status() == psutil.STATUS_ZOMBIE and process.num_threads() <= 1)


def signal_group(pid: int, number: signal.Signals) -> None:
    """Signals a child and everything it started; nothing if they are gone."""
    try:
        os.killpg(pid, number)
    except (ProcessLookupError, PermissionError):
        # macOS answers EPERM for a group of which only a zombie is left
        return
