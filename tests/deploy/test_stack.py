"""The stack starts, serves, keeps what it was given, and leaves nothing behind."""

import asyncpg
from minio import Minio
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from deploy.stack.control import Stack
from tests.stack import new_database, plain_url


async def test_the_database_answers_with_the_password_only(stack_parts: Stack) -> None:
    url = plain_url(await new_database(stack_parts))
    connection = await asyncpg.connect(url)
    try:
        assert await connection.fetchval("SHOW fsync") == "on"
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
