"""`up` and `down`: harmless twice, harmless at once, nothing lost, nothing left."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import asyncpg
import psutil
import pytest

from deploy.stack import control
from deploy.stack.control import Stack, stack_environment
from schemas.failures import Broken, Refused, Unavailable
from tests.stack import cluster_of, plain_url, private_stack


@pytest.fixture(scope="module")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack of a database only, that may be stopped and started."""
    with private_stack(tmp_path_factory.mktemp("updown") / ".film", ["postgres"], is_lasting=True) as stack:
        yield stack


@pytest.mark.slow
async def test_what_was_stored_is_there_after_down_and_up(own_stack: Stack) -> None:
    before = _up(own_stack)
    connection = await asyncpg.connect(plain_url(before.record.database_url))
    await connection.execute("CREATE TABLE kept AS SELECT 42 AS number")
    await connection.close()
    assert control.down(before.record.state_dir)

    after = _up(own_stack)

    assert not after.was_running
    assert after.record == before.record
    connection = await asyncpg.connect(plain_url(after.record.database_url))
    assert await connection.fetchval("SELECT number FROM kept") == 42
    await connection.close()


@pytest.mark.slow
def test_a_database_outlives_lost_secrets(own_stack: Stack) -> None:
    before = _up(own_stack)
    control.down(before.record.state_dir)
    (before.record.state_dir / "secrets.json").unlink()

    after = _up(own_stack)

    assert after.record.secrets != before.record.secrets


@pytest.mark.slow
def test_down_leaves_no_process(tmp_path: Path) -> None:
    state_dir = tmp_path / ".film"
    with private_stack(state_dir, is_lasting=True) as stack:
        started = _processes_of(stack)
        assert {"temporal", "weed", "postgres"} <= {process.name() for process in started}

        assert control.down(state_dir)

        assert [process for process in started if process.is_running() and process.status() != psutil.STATUS_ZOMBIE] == []
        assert not control.down(state_dir)


@pytest.mark.slow
def test_three_ups_at_once_make_one_stack(own_stack: Stack) -> None:
    control.down(own_stack.record.state_dir)

    with ThreadPoolExecutor(3) as threads:
        stacks = list(threads.map(_up, [own_stack] * 3))

    assert len({stack.status.supervisor.pid for stack in stacks}) == 1
    assert sorted(stack.was_running for stack in stacks) == [False, True, True]


@pytest.mark.slow
def test_a_taken_port_is_told_with_its_owner_and_another_is_used(own_stack: Stack) -> None:
    port = _up(own_stack).record.ports["postgres"]
    control.down(own_stack.record.state_dir)
    told: list[str] = []
    with socket.socket() as holder:
        holder.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        holder.bind(("127.0.0.1", port))
        holder.listen()

        stack = _up(own_stack, told.append)

    assert stack.record.ports["postgres"] != port
    assert any(f"port {port} for postgres is taken by {psutil.Process().name()} (process {os.getpid()})" in line for line in told)


def test_settings_are_read_from_the_environment_of_a_stack(stack_parts: Stack) -> None:
    program = "from schemas.settings import Settings; s = Settings(); print(s.s3_endpoint, s.database_url.get_secret_value()); print(s)"
    environment = {"PATH": os.defpath, **stack_environment(stack_parts.record.state_dir)}

    done = subprocess.run([sys.executable, "-c", program], env=environment, check=True, capture_output=True, text=True, timeout=30)

    asked, printed = done.stdout.splitlines()
    assert asked == f"{stack_parts.record.s3_endpoint} {stack_parts.record.database_url}"
    assert stack_parts.record.secrets.database_password not in printed


def test_passwords_are_readable_by_their_owner_only(stack_parts: Stack) -> None:
    secret = stack_parts.record.secrets
    files = [path for path in stack_parts.record.state_dir.rglob("*") if path.is_file() and path.stat().st_mode & 0o077]
    commands = " ".join(" ".join(process.cmdline()) for process in _processes_of(stack_parts))
    for password in (secret.database_password, secret.s3_secret_key, secret.store_signing_key):
        assert password not in commands
        assert [path for path in files if password.encode() in path.read_bytes()] == []


@pytest.mark.slow
def test_a_part_that_cannot_start_is_told_with_its_log(own_stack: Stack) -> None:
    state_dir = own_stack.record.state_dir
    control.down(state_dir)
    version = cluster_of(state_dir) / "PG_VERSION"
    version.write_text("9\n", encoding="utf-8")
    try:
        with pytest.raises(Broken, match=r"(?s)postgres can't be started.*initialized by PostgreSQL version 9"):
            _up(own_stack)
    finally:
        control.down(state_dir)
        version.write_text("18\n", encoding="utf-8")


def test_an_unknown_part_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no part 'redis'; there are postgres, temporal"):
        control.up(tmp_path / ".film", parts=["redis"])


def test_a_stack_that_never_ran_has_no_environment(tmp_path: Path) -> None:
    with pytest.raises(Unavailable, match="run `film up`"):
        stack_environment(tmp_path / ".film")


def _up(stack: Stack, tell: Callable[[str], None] = lambda _: None) -> Stack:
    return control.up(stack.record.state_dir, parts=["postgres"], dies_with=os.getpid(), tell=tell)


def _processes_of(stack: Stack) -> list[psutil.Process]:
    """The supervisor and all that came from it."""
    supervisor = psutil.Process(stack.status.supervisor.pid)
    return [supervisor, *supervisor.children(recursive=True)]
