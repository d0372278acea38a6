"""A stack on a disk without room: it starts not at all, or goes on."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from deploy.stack import control
from schemas.failures import Unavailable
from tests.stack import private_stack

ROOM_BYTES = 150_000_000


@pytest.fixture
def little_room(tmp_path: Path) -> Iterator[Path]:
    """A file system of `ROOM_BYTES` in memory."""
    folder = tmp_path / "room"
    folder.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={ROOM_BYTES}", "none", folder], capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a file system: run as root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def test_a_stack_without_room_is_not_started(little_room: Path) -> None:
    _fill(little_room / "full", ROOM_BYTES - 20_000_000)

    with pytest.raises(Unavailable, match=r"^\d+ MB are free in .*, the stack wants 100 MB to start: free some space on that disk$"):
        control.up(little_room / ".film", parts=["postgres"])

    assert control.status(little_room / ".film") is None


@pytest.mark.slow
def test_a_full_disk_does_not_end_a_stack_that_runs(little_room: Path) -> None:
    """What its supervisor could not write down meanwhile is written when there is room again."""
    with private_stack(little_room / ".film", ["postgres"], is_lasting=True) as stack:
        process = stack.status.parts["postgres"].process
        assert process is not None
        _fill(little_room / "full", ROOM_BYTES)
        os.kill(process.pid, signal.SIGKILL)
        time.sleep(2)
        assert control.status(little_room / ".film") is not None

        (little_room / "full").unlink()

        deadline = time.monotonic() + 60
        while True:
            again = control.up(little_room / ".film", parts=["postgres"])
            if again.status.parts["postgres"].restarts or time.monotonic() > deadline:
                break
            time.sleep(0.2)
        assert again.status.parts["postgres"].restarts
        assert (again.was_running, again.status.supervisor) == (True, stack.status.supervisor)


def _fill(path: Path, size_bytes: int) -> None:
    with path.open("wb", buffering=0) as file, suppress(OSError):
        for _ in range(0, size_bytes, 4096):
            file.write(bytes(4096))
