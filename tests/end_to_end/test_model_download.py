"""A model fetched over HTTP through `kill -9` of the workers and of Temporal: it goes on at its byte, and comes out as by hand."""

import json
import random
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from activities.models.hub import Hub
from activities.models.registry import Registry
from schemas.models import Terms
from tests.end_to_end.filming import Studio, studio
from tests.fakes.hub import serving

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]

NAME = "weights.safetensors"
ASK = {"id": "me/hosted", "licence": "MIT", "commercial_use": True, "terms_accepted": True}
AT = "/api/models/me/hosted/download"


def weights(size_bytes: int) -> bytes:
    """A safetensors file of one tensor of noise."""
    header = json.dumps({"w": {"dtype": "U8", "shape": [size_bytes], "data_offsets": [0, size_bytes]}}).encode()
    return struct.pack("<Q", len(header)) + header + random.Random(1).randbytes(size_bytes)


def until(stage: Studio, is_so: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
    """What is told of the download once something is true of it."""
    deadline = time.monotonic() + 90
    while not is_so(told := stage.call("GET", AT).raise_for_status().json()):
        assert time.monotonic() < deadline, told
        time.sleep(0.1)
    return dict(told)


def test_a_download_survives_its_workers_and_temporal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving("me/hosted", {NAME: weights(3_000_000), "config.json": b"{}"}) as hub:
        monkeypatch.setenv("FILM_HUB_ENDPOINT", hub.address)
        hub.sends_bytes[NAME] = 1_000_000
        with studio(tmp_path / ".film") as stage:
            asked = stage.call("POST", "/api/models", json=ASK)
            until(stage, lambda told: told["bytes_done"] >= 1_000_000)
            killed = stage.kill("workers")
            until(stage, lambda told: told["state"] == "waiting" and told["reason"] == "its worker went away; another goes on with it")
            stage.healthy("workers", after=killed)
            until(stage, lambda told: told["bytes_done"] >= 2_000_000)  # a second million, behind the first
            stage.healthy("temporal", after=stage.kill("temporal"))
            hub.resume()
            told = until(stage, lambda told: told["state"] in {"completed", "failed", "cancelled"})
            listed = stage.call("GET", "/api/models").json()["models"]
        with Hub(hub.address) as connected:
            by_hand = Registry(tmp_path / "by hand").download(connected, "me/hosted", terms=Terms(licence="MIT", commercial_use=True))

    there = Registry(tmp_path / ".film" / "models")
    assert asked.status_code == 202
    assert (told["state"], told["reason"]) == ("completed", "")
    assert hub.ranges[0] == f"{NAME} bytes=1000000-"
    assert [each["model"] for each in listed] == [by_hand.model_dump(mode="json")]
    assert there.verify(by_hand) == []
