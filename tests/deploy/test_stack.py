"""The stack starts, serves, keeps what it was given, and leaves nothing behind."""

from pathlib import Path

import asyncpg
import psutil
from minio import Minio
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from deploy.stack.control import Stack
from deploy.stack.parts.postgres import UNFLUSHED
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


def test_another_does_not(tmp_path: Path) -> None:
    with private_stack(tmp_path / ".film", ["postgres", "temporal"], is_lasting=True) as stack:
        assert "fsync=on" in _command(stack, "postgres")
        assert "synchronous=NORMAL" in _command(stack, "temporal")


def _command(stack: Stack, part: str) -> list[str]:
    process = stack.status.parts[part].process
    assert process is not None
    command: list[str] = psutil.Process(process.pid).cmdline()
    return command
