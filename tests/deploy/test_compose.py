"""The server's compose file is whole and keeps the house's rules. It isn't run here: that takes a container engine."""

import asyncio
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
import urllib3
import yaml  # type: ignore[import-untyped]
from minio import Minio
from minio.error import S3Error
from temporalio.api.operatorservice.v1 import ListSearchAttributesRequest
from temporalio.api.workflowservice.v1 import DescribeNamespaceRequest
from temporalio.client import Client

from deploy import annex
from deploy.stack import ports
from deploy.stack.control import Stack
from deploy.stack.parts.temporal import SEARCH_ATTRIBUTES
from schemas.engines import Queue

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = ROOT / "temporal-compose.yml"
SCRIPTS = sorted((ROOT / "deploy" / "compose").glob("*.sh"))

VARIABLE = re.compile(r"\$\{([A-Z0-9_]+)(:[?-][^}]*)?\}")


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    """The compose file's services, with their anchors merged."""
    found: dict[str, Any] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["services"]
    return found


def test_every_variable_is_told_in_the_example() -> None:
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    told = set(re.findall(r"^(?:# )?([A-Z][A-Z0-9_]*)=", example, re.MULTILINE))

    assert {name for name, _ in _variables()} == told


def test_no_secret_has_a_default() -> None:
    for name, rest in _variables():
        if re.search("PASSWORD|SECRET|ACCESS_KEY", name):
            assert rest.startswith(":?"), f"{name} may be left out"
    example = (ROOT / "deploy" / "env.example").read_text(encoding="utf-8")
    assert re.findall(r"^# ?\w*(?:PASSWORD|SECRET|ACCESS_KEY)\w*=|^\w*(?:PASSWORD|SECRET|ACCESS_KEY)\w*=.+", example, re.MULTILINE) == []


def test_everything_is_published_on_loopback_only(services: dict[str, Any]) -> None:
    published = [port for service in services.values() for port in service.get("ports", [])]

    assert len(published) >= 4
    assert [port for port in published if not port.startswith("127.0.0.1:")] == []


def test_what_is_needed_exists(services: dict[str, Any]) -> None:
    for name, service in services.items():
        for needed in service.get("depends_on", {}):
            assert needed in services, f"{name} needs {needed}"
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert not source.startswith(".") or (ROOT / source).is_file(), f"{name} mounts {source}"
        assert "latest" not in service.get("image", "")
        assert ("image" in service) != ("build" in service), name


def test_images_are_built_from_targets_that_exist(services: dict[str, Any]) -> None:
    targets = set(re.findall(r"^FROM \S+ AS (\w+)$", (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE))

    assert {service["build"]["target"] for service in services.values() if "build" in service} <= targets


def test_every_queue_has_a_worker(services: dict[str, Any]) -> None:
    served = [
        queue
        for service in services.values()
        if service.get("command", [])[:3] == ["python", "-m", "workers"]
        for queue in service["command"][3:]
    ]

    assert sorted(served) == sorted(Queue)


def test_an_annex_is_one_that_is_written_down(services: dict[str, Any]) -> None:
    annexes = {service["build"].get("args", {}).get("ANNEX") for service in services.values() if "build" in service} - {None}

    assert annexes == set(annex.NAMES)
    assert all((ROOT / "deploy" / "requirements" / f"{name}.txt").is_file() for name in annexes)


def test_our_services_are_told_where_everything_is(services: dict[str, Any]) -> None:
    for name in ("api", "worker-workflows", "worker-cpu", "worker-gpu", "worker-audiocraft"):
        environment = services[name]["environment"]
        assert environment["FILM_DATABASE_URL"].startswith("postgresql+asyncpg://film:")
        assert environment["TEMPORAL_ADDRESS"] == "temporal:7233"


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_scripts_parse(script: Path) -> None:
    assert subprocess.run(["/bin/sh", "-n", script], check=False).returncode == 0


async def test_the_namespace_script_can_run_again_and_again(stack_parts: Stack) -> None:
    environment = {**_programs(), "TEMPORAL_ADDRESS": stack_parts.record.temporal_address, "FILM_RETENTION": "365d"}
    for _ in range(2):
        script = ROOT / "deploy" / "compose" / "temporal-namespace.sh"
        process = await asyncio.create_subprocess_exec("/bin/sh", script, env=environment, stdout=asyncio.subprocess.DEVNULL)
        assert await asyncio.wait_for(process.wait(), 60) == 0

    client = await Client.connect(stack_parts.record.temporal_address, namespace="films")
    found = await client.operator_service.list_search_attributes(ListSearchAttributesRequest(namespace="films"))
    assert set(SEARCH_ATTRIBUTES) <= set(found.custom_attributes)
    namespace = await client.workflow_service.describe_namespace(DescribeNamespaceRequest(namespace="films"))
    assert namespace.config.workflow_execution_retention_ttl.ToTimedelta().days == 365


@pytest.mark.slow
def test_the_store_script_serves_those_who_know_the_key(tmp_path: Path) -> None:
    # SeaweedFS's own ports are fixed inside its container; here they may belong to someone else.
    if not all(ports.is_free(port) for port in (9333, 19333, 8080, 18080, 8888, 18888)):
        pytest.skip("needs SeaweedFS's usual ports: 9333, 8080, 8888 and the same plus 10000; free them to run this")
    port = ports.choose({"s3": [0]})[0]["s3"]
    environment = {
        **_programs(),
        "TMPDIR": str(tmp_path),
        "OBJECTS_DIR": str(tmp_path),
        "OBJECTS_BIND": "127.0.0.1",
        "OBJECTS_PORT": str(port),
        "FILM_S3_ACCESS_KEY": "KNOWN",
        "FILM_S3_SECRET_KEY": "SECRET",
    }
    log = tmp_path / "log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            ["/bin/sh", ROOT / "deploy" / "compose" / "objects.sh"], env=environment, stdout=output, stderr=output, start_new_session=True
        )
    try:
        known, unknown = (_store(port, "KNOWN", secret) for secret in ("SECRET", "WRONG"))
        _until_bucket(known)
        assert known.bucket_exists(bucket_name="films")
        with pytest.raises(S3Error, match=r"(?i)signature"):
            unknown.list_buckets()
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _variables() -> list[tuple[str, str]]:
    lines = [line for line in COMPOSE.read_text(encoding="utf-8").splitlines() if not line.lstrip().startswith("#")]
    return [(match[1], match[2] or "") for match in VARIABLE.finditer("\n".join(lines))]


def _programs() -> dict[str, str]:
    return {"PATH": f"{Path(sys.executable).parent}:{Path(shutil.which('sh') or '/bin/sh').parent}:{os.defpath}", "HOME": "/nonexistent"}


def _store(port: int, access_key: str, secret_key: str) -> Minio:
    pool = urllib3.PoolManager(retries=False, timeout=5.0)
    return Minio(f"127.0.0.1:{port}", access_key=access_key, secret_key=secret_key, secure=False, region="us-east-1", http_client=pool)


def _until_bucket(store: Minio) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            store.make_bucket(bucket_name="films")
        except (S3Error, urllib3.exceptions.HTTPError):
            assert time.monotonic() < deadline
            time.sleep(0.1)
        else:
            return
