"""Whatever dies, the stack comes back by itself and what was acknowledged is still there."""

import io
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import asyncpg
import psutil
import pytest
import urllib3
from minio import Minio
from minio.error import MinioException

from deploy.stack import control, processes
from deploy.stack.control import Stack
from deploy.stack.parts import FOUNDATION
from deploy.stack.record import PartStatus
from tests.stack import cluster_of, plain_url, private_stack

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def own_stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    """A stack that may be hurt; each test leaves it healthy."""
    with private_stack(tmp_path_factory.mktemp("crashes") / ".film", is_lasting=True) as stack:
        yield stack


@pytest.mark.parametrize("part", FOUNDATION)
def test_a_killed_part_comes_back(own_stack: Stack, part: str) -> None:
    before = _status(own_stack, part)

    _kill(before)

    after = _await_part(own_stack, part, lambda status: status.restarts > before.restarts and status.health == "healthy")
    assert after.ports == before.ports


async def test_committed_rows_survive_a_killed_database(own_stack: Stack) -> None:
    name = f"kept_{secrets.token_hex(4)}"
    connection = await asyncpg.connect(plain_url(own_stack.record.database_url))
    await connection.execute(f"CREATE TABLE {name} (number int)")
    for number in range(200):
        await connection.execute(f"INSERT INTO {name} VALUES ($1)", number)

    _kill_and_await(own_stack, "postgres")
    connection.terminate()

    connection = await asyncpg.connect(plain_url(own_stack.record.database_url))
    try:
        assert await connection.fetchval(f"SELECT count(*) FROM {name}") == 200
    finally:
        await connection.close()


def test_acknowledged_objects_survive_a_killed_store(own_stack: Stack) -> None:
    store = _store(own_stack)
    acknowledged: dict[str, bytes] = {}

    def upload() -> None:
        for number in range(10_000):
            key, body = f"{secrets.token_hex(8)}/{number}", secrets.token_bytes((200, 30_000, 1_500_000)[number % 3])
            try:
                store.put_object(bucket_name="films", object_name=key, data=io.BytesIO(body), length=len(body))
            except (MinioException, urllib3.exceptions.HTTPError, OSError):
                return
            acknowledged[key] = body

    uploads = [threading.Thread(target=upload) for _ in range(3)]
    for thread in uploads:
        thread.start()
    time.sleep(1.5)
    _kill_and_await(own_stack, "objects")
    for thread in uploads:
        thread.join()

    assert len(acknowledged) > 10
    kept = {key: store.get_object(bucket_name="films", object_name=key).data for key in acknowledged}
    assert kept == acknowledged


def test_nothing_outlives_a_killed_supervisor_and_up_starts_anew(own_stack: Stack) -> None:
    status = control.status(own_stack.record.state_dir)
    assert status is not None
    parts = [part.process for part in status.parts.values() if part.process]

    os.kill(status.supervisor.pid, signal.SIGKILL)
    _wait_until(lambda: processes.find(status.supervisor) is None)
    again = control.up(own_stack.record.state_dir, parts=FOUNDATION, dies_with=os.getpid())

    assert not again.was_running
    assert again.record.ports == own_stack.record.ports, again.status.notices
    assert [part for part in parts if processes.find(part) is not None] == []


def test_a_machine_that_crashed_starts_cleanly(own_stack: Stack) -> None:
    state_dir = own_stack.record.state_dir
    status = control.status(state_dir)
    assert status is not None
    for mark in (status.supervisor, *(part.process for part in status.parts.values() if part.process)):
        os.kill(mark.pid, signal.SIGKILL)
    # After a reboot the pid in PostgreSQL's file belongs to some other program: here, to this one.
    pid_file = cluster_of(state_dir) / "postmaster.pid"
    lines = pid_file.read_text(encoding="utf-8").splitlines()
    _wait_until(lambda: not psutil.pid_exists(int(lines[0])) or psutil.Process(int(lines[0])).status() == psutil.STATUS_ZOMBIE)
    pid_file.write_text("\n".join([str(os.getpid()), *lines[1:]]), encoding="utf-8")

    again = control.up(state_dir, parts=FOUNDATION, dies_with=os.getpid())

    assert again.status.parts["postgres"].restarts == 0


def test_a_port_stolen_from_a_dead_part_moves_it(own_stack: Stack) -> None:
    before = _status(own_stack, "temporal")
    port = before.ports["temporal"]
    with socket.socket() as thief:
        thief.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with _suspended(own_stack):  # or it would be a race for the port
            _kill(before)
            _wait_until(lambda: _binds(thief, port))
            thief.listen()
        after = _await_part(
            own_stack, "temporal", lambda status: status.health == "healthy" and status.ports["temporal"] != before.ports["temporal"]
        )

    assert control.stack_record(own_stack.record.state_dir).ports["temporal"] == after.ports["temporal"]
    status = control.status(own_stack.record.state_dir)
    assert status is not None
    assert any(f"port {port} for temporal is taken by" in notice for notice in status.notices)


def test_a_stack_ends_with_its_owner(tmp_path: Path) -> None:
    program = (
        "import sys, os; from pathlib import Path; from deploy.stack import control;"
        "control.up(Path(sys.argv[1]), parts=['postgres'], wanted_ports=control.ANY_PORTS, dies_with=os.getpid())"
    )
    subprocess.run([sys.executable, "-c", program, str(tmp_path / ".film")], check=True, timeout=60)

    _wait_until(lambda: control.status(tmp_path / ".film") is None)


@contextmanager
def _suspended(stack: Stack) -> Iterator[None]:
    """The supervisor sees nothing of what happens meanwhile."""
    status = control.status(stack.record.state_dir)
    assert status is not None
    supervisor = psutil.Process(status.supervisor.pid)
    supervisor.suspend()
    try:
        yield
    finally:
        supervisor.resume()


def _binds(thief: socket.socket, port: int) -> bool:
    try:
        thief.bind(("127.0.0.1", port))
    except OSError:
        return False
    return True


def _status(stack: Stack, part: str) -> PartStatus:
    status = control.status(stack.record.state_dir)
    assert status is not None
    return status.parts[part]


def _kill(status: PartStatus) -> None:
    assert status.process is not None
    os.kill(status.process.pid, signal.SIGKILL)


def _kill_and_await(stack: Stack, part: str) -> None:
    before = _status(stack, part)
    _kill(before)
    _await_part(stack, part, lambda status: status.restarts > before.restarts and status.health == "healthy")


def _await_part(stack: Stack, part: str, holds: Callable[[PartStatus], bool]) -> PartStatus:
    _wait_until(lambda: holds(_status(stack, part)))
    return _status(stack, part)


def _wait_until(holds: Callable[[], bool], timeout_s: float = 60.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < deadline, f"did not happen within {timeout_s} s"
        time.sleep(0.01)


def _store(stack: Stack) -> Minio:
    return Minio(
        stack.record.s3_endpoint.removeprefix("http://"),
        access_key=stack.record.secrets.s3_access_key,
        secret_key=stack.record.secrets.s3_secret_key,
        secure=False,
        region="us-east-1",
        http_client=urllib3.PoolManager(retries=False, timeout=10.0),
    )
