"""The stack starts, serves, keeps what it was given, and leaves nothing behind."""

from pathlib import Path

import asyncpg
import psutil
from minio import Minio
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from deploy.stack.control import Stack
from deploy.stack.layout import Layout
from deploy.stack.part import clean_environment
from deploy.stack.parts.objects import weed_binary
from deploy.stack.parts.postgres import UNFLUSHED
from deploy.stack.processes import Command, run_to_end
from tests.stack import new_database, plain_url, private_stack


async def test_the_database_answers_with_the_password_only(stack_parts: Stack) -> None:
    url = plain_url(await new_database(stack_parts))
    connection = await asyncpg.connect(url)
    try:
        assert str(await connection.fetchval("SHOW server_version")).startswith("18.")
    finally:
        await connection.close()


async def test_closed_films_stay_in_temporal_for_a_year(stack_parts: Stack) -> None:
    client = await Client.connect(stack_parts.record.temporal_address, namespace="films")
    found = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace="films"))
    assert found.config.workflow_execution_retention_ttl.ToTimedelta().days == 365


def test_the_store_has_its_bucket(stack_parts: Stack) -> None:
    secrets = stack_parts.record.secrets
    store = Minio(
        stack_parts.record.s3_endpoint.removeprefix("http://"),
        access_key=secrets.s3_access_key,
        secret_key=secrets.s3_secret_key,
        secure=False,
        region="us-east-1",
    )
    assert store.bucket_exists(bucket_name="films")


async def test_a_stack_of_tests_spares_the_disk(stack_parts: Stack) -> None:
    connection = await asyncpg.connect(plain_url(stack_parts.record.database_url))
    try:
        told = [await connection.fetchval(f"SHOW {name}") for name in UNFLUSHED]
    finally:
        await connection.close()

    assert told == [*UNFLUSHED.values()]
    assert "synchronous=OFF" in _command(stack_parts, "temporal")
    assert not await _uploads_wait_for_the_disk(stack_parts)


async def test_another_does_not(tmp_path: Path) -> None:
    with private_stack(tmp_path / ".film", is_lasting=True) as stack:
        assert "fsync=on" in _command(stack, "postgres")
        assert "synchronous=NORMAL" in _command(stack, "temporal")
        assert await _uploads_wait_for_the_disk(stack)


async def _uploads_wait_for_the_disk(stack: Stack) -> bool:
    ports, home = stack.record.ports, stack.record.state_dir
    arguments = [f"-{part}=127.0.0.1:{ports[f'store_{part}']}.{ports[f'store_{part}_grpc']}" for part in ("master", "filer")]
    command = Command([str(weed_binary()), "shell", *arguments], clean_environment(home), Layout.at(home).objects / "home")
    status, told = await run_to_end(command, typed="fs.configure\n", timeout_s=30)
    assert status == 0, told
    return '"fsync":true' in "".join(told.split())


def _command(stack: Stack, part: str) -> list[str]:
    process = stack.status.parts[part].process
    assert process is not None
    command: list[str] = psutil.Process(process.pid).cmdline()
    return command
