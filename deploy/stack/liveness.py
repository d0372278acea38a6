"""Whether a stack runs: its supervisor holds a lock for as long as it lives, whatever any pid file says."""

import fcntl
import time
from typing import IO

import psutil

from deploy.stack import processes
from deploy.stack.layout import Layout
from deploy.stack.record import ProcessMark
from schemas.failures import Refused

LEFTOVER_GRACE_S = 6.0
"""What a part that a killed supervisor left gets to end in good order."""


def take_lock(layout: Layout) -> IO[bytes]:
    """The supervisor's lock, held until it is closed or the process ends.

    Raises:
        Refused: Another supervisor holds it.
    """
    lock = layout.supervisor_lock.open("ab")
    deadline = time.monotonic() + 1.0
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            # `is_running` holds it for an instant too.
            if time.monotonic() > deadline:
                lock.close()
                raise Refused(f"a stack already runs on {layout.state_dir}") from None
            time.sleep(0.02)
        else:
            return lock


def is_running(layout: Layout) -> bool:
    """Whether a supervisor holds its lock on this state folder."""
    try:
        lock = layout.supervisor_lock.open("rb")
    except FileNotFoundError:
        return False
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def mark_of(pid: int) -> ProcessMark:
    """A running process, to be an owner.

    Raises:
        Refused: There is no such process.
    """
    known = processes.mark(pid)
    if known is None:
        raise Refused(f"there is no process {pid}")
    return known


def memory_bytes(known: ProcessMark) -> int | None:
    """Resident memory of a process and all it started; None if it is gone."""
    process = processes.find(known)
    if process is None:
        return None
    total = 0
    for member in (process, *process.children(recursive=True)):
        try:
            total += member.memory_info().rss
        except psutil.Error:
            continue
    return total
