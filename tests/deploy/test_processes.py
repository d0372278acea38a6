"""A process is known by more than its number, and none that was started is left behind."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from deploy.stack import processes
from deploy.stack.processes import Command
from schemas.failures import Broken

ENVIRONMENT = {"PATH": os.defpath}


def test_a_marked_process_is_found_again() -> None:
    known = processes.mark(os.getpid())

    assert known is not None
    found = processes.find(known)
    assert found is not None
    assert found.pid == os.getpid()


def test_another_process_with_the_same_number_is_not_taken_for_it() -> None:
    known = processes.mark(os.getpid())
    assert known is not None

    assert processes.find(known.model_copy(update={"started_s": known.started_s - 60})) is None
    assert processes.find(known.model_copy(update={"command": "/usr/bin/other"})) is None


def test_a_stranger_with_a_remembered_number_is_left_alone() -> None:
    with subprocess.Popen(["sleep", "60"], start_new_session=True) as stranger:
        known = processes.mark(stranger.pid)
        assert known is not None
        earlier = known.model_copy(update={"started_s": known.started_s - 60})

        assert processes.end_leftovers([(earlier, signal.SIGTERM)], 1.0) == []
        assert stranger.poll() is None
        stranger.kill()


def test_a_leftover_that_ignores_the_polite_signal_is_killed_with_its_children(tmp_path: Path) -> None:
    with subprocess.Popen(
        ["/bin/sh", "-c", f"trap '' TERM; sleep 60 & echo $! > {tmp_path}/child; wait"], start_new_session=True
    ) as leftover:
        while not (tmp_path / "child").exists() or not (tmp_path / "child").read_text():
            time.sleep(0.01)
        known = processes.mark(leftover.pid)
        assert known is not None

        assert processes.end_leftovers([(known, signal.SIGTERM)], 0.3) == [leftover.pid]

        child = int((tmp_path / "child").read_text())
        assert leftover.wait(5) == -signal.SIGKILL
        assert not psutil.pid_exists(child) or psutil.Process(child).status() == psutil.STATUS_ZOMBIE


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent died")
def test_a_child_dies_with_the_one_that_started_it(tmp_path: Path) -> None:
    program = (
        "import sys, time; from pathlib import Path; from deploy.stack.processes import Command, start;"
        "folder = Path(sys.argv[1]);"
        "child = start(Command(['sleep', '60'], {'PATH': '/usr/bin:/bin'}, folder), folder / 'log');"
        "print(child.pid, flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        child = psutil.Process(int(parent.stdout.readline()))
        parent.kill()

    assert processes.is_gone(child, 5.0)


async def test_a_short_command_gives_its_status_and_output(tmp_path: Path) -> None:
    command = Command(["/bin/sh", "-c", "read word; echo got $word; echo bad >&2; exit 3"], ENVIRONMENT, tmp_path)

    assert await processes.run_to_end(command, typed="this\n", timeout_s=10) == (3, "got this\nbad\n")


async def test_a_command_that_takes_too_long_is_killed(tmp_path: Path) -> None:
    began_s = asyncio.get_running_loop().time()
    with pytest.raises(Broken, match=r"`sleep 60 ...` did not end within 0 s"):
        await processes.run_to_end(Command(["sleep", "60"], ENVIRONMENT, tmp_path), timeout_s=0.1)

    assert asyncio.get_running_loop().time() - began_s < 5
