"""Models fetched over HTTP: by the real workflow and worker, from a hub on loopback."""

import asyncio
import json
import random
import struct
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from httpx import AsyncClient
from temporalio.exceptions import ApplicationError
from temporalio.testing import ActivityEnvironment

from activities.models.activity import ModelsActivities
from activities.models.cards import registry_name
from activities.models.hub import Hub
from activities.models.registry import Registry
from schemas.models import FetchModel, Terms
from tests.api.conftest import Face, served
from tests.fakes.hub import COMMIT, serving
from tests.fakes.hub import Hub as FakeHub
from workers.bootstrap import Services
from workers.roster import registry_worker

MODEL, NAME = "me/hosted", "unet/weights.safetensors"
ASK = {"id": MODEL, "licence": "MIT", "commercial_use": True, "terms_accepted": True}
AT = f"/api/models/{MODEL}/download"
Told = dict[str, Any]


def weights(size_bytes: int = 300_000) -> bytes:
    """A safetensors file of one tensor of noise."""
    header = json.dumps({"w": {"dtype": "U8", "shape": [size_bytes], "data_offsets": [0, size_bytes]}}).encode()
    return struct.pack("<Q", len(header)) + header + random.Random(1).randbytes(size_bytes)


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    """A hub that has one model."""
    with serving(MODEL, {"model_index.json": b"{}", NAME: weights()}) as hub:
        yield hub


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """That of this test, where the API looks for it."""
    monkeypatch.setenv("FILM_MODELS_DIR", str(tmp_path / "models"))
    return Registry(tmp_path / "models")


@pytest.fixture
async def fetcher(services: Services, film_worker: None, registry: Registry, hub: FakeHub) -> AsyncIterator[None]:
    """A worker that fetches into it."""
    async with registry_worker(services.temporal, {"FILM_MODELS_DIR": str(registry.models_dir), "FILM_HUB_ENDPOINT": hub.address}):
        yield
        hub.resume()


async def until(http: AsyncClient, is_so: Callable[[Told], bool]) -> Told:
    """What is told of the download once something is true of it."""
    told: Told = {}
    async with asyncio.timeout(60):
        while not is_so(told := (await http.get(AT)).raise_for_status().json()):  # noqa: ASYNC110 - it happens in another process
            await asyncio.sleep(0.05)
    return told


async def ended(http: AsyncClient) -> Told:
    """What is told of the download once it has ended."""
    return await until(http, lambda told: told["state"] in {"completed", "failed", "cancelled"})


def left(registry: Registry) -> list[str]:
    """What there is in the registry beside its own name and locks."""
    return sorted(path.name for path in registry.models_dir.iterdir() if not path.name.startswith("."))


@pytest.mark.usefixtures("fetcher")
async def test_a_model_is_fetched_as_the_command_would_have(http: AsyncClient, registry: Registry, hub: FakeHub, tmp_path: Path) -> None:
    asked = await http.post("/api/models", json=ASK)
    told = await ended(http)
    with Hub(hub.address) as connected:
        by_hand = Registry(tmp_path / "by hand").download(connected, MODEL, terms=Terms(licence="MIT", commercial_use=True))

    assert (asked.status_code, asked.headers["Location"]) == (202, AT)
    assert (told["state"], told["reason"], told["commit"]) == ("completed", "", COMMIT)
    assert told["bytes_done"] == told["size_bytes"] == by_hand.size_bytes
    assert registry.cards() == [by_hand]
    assert registry.is_active(by_hand)
    assert (await http.get(told["model"])).json()["is_active"]


@pytest.mark.usefixtures("fetcher")
async def test_a_branch_is_asked_for_its_commit_once(http: AsyncClient, hub: FakeHub) -> None:
    hub.breaks_at[NAME] = 100_000
    await http.post("/api/models", json={**ASK, "revision": "refs/pr/1"})
    await ended(http)

    asked = [path.rpartition("/")[2] for path in hub.asked if "/revision/" in path]
    assert asked == ["refs%2Fpr%2F1", COMMIT]


@pytest.mark.usefixtures("fetcher")
async def test_how_far_it_is_is_told_and_asking_again_joins_it(http: AsyncClient, hub: FakeHub) -> None:
    hub.sends_bytes[NAME] = 200_000
    first = (await http.post("/api/models", json=ASK)).json()
    told = await until(http, lambda told: told["bytes_done"] >= 200_000)
    again = (await http.post("/api/models", json=ASK)).json()
    other = await http.post("/api/models", json={**ASK, "revision": "v2"})
    listed = await http.get("/api/models/downloads")
    hub.resume()

    assert (told["state"], told["bytes_done"], told["size_bytes"]) == ("fetching", 200_002, 2 + len(hub.files[NAME]))
    assert again["begun_at"] == first["begun_at"]
    assert (other.status_code, "being fetched already, at revision 'main'" in other.json()["detail"]) == (409, True)
    assert [each["id"] for each in listed.json()["downloads"]] == [MODEL]
    assert (await ended(http))["state"] == "completed"


@pytest.mark.usefixtures("fetcher")
async def test_a_cancelled_download_leaves_nothing_and_can_be_asked_for_again(http: AsyncClient, registry: Registry, hub: FakeHub) -> None:
    hub.sends_bytes[NAME] = 200_000
    await http.post("/api/models", json=ASK)
    await until(http, lambda told: told["bytes_done"] >= 200_000)
    cancelled = await http.post(f"{AT}/cancel")
    told = await ended(http)
    after = left(registry)
    hub.resume()
    again = await http.post("/api/models", json=ASK)

    assert (cancelled.status_code, cancelled.json()["state"]) == (202, "cancelling")
    assert (told["state"], after) == ("cancelled", [])
    assert again.status_code == 202
    assert (await ended(http))["state"] == "completed"
    assert (await http.post(f"{AT}/cancel")).status_code == 409


@pytest.mark.usefixtures("fetcher")
async def test_a_hub_that_is_away_is_waited_for_and_that_is_told(http: AsyncClient, hub: FakeHub) -> None:
    hub.is_away = True
    await http.post("/api/models", json=ASK)
    waiting = await until(http, lambda told: told["state"] == "waiting" and (told["attempt"] or 1) > 1)
    hub.is_away = False

    assert "the hub can't give me/hosted now: 503" in waiting["reason"]
    assert (await ended(http))["state"] == "completed"


def _gate(hub: FakeHub) -> None:
    hub.is_gated = True


def _pickle(hub: FakeHub) -> None:
    hub.said = {"weights.bin": b"pickle", "pytorch_model.safetensors.bin": b"pickle"}


def _rename(hub: FakeHub) -> None:
    hub.repository = "me/another"


class _Endless(bytes):
    """Some bytes that call themselves more than any disk takes."""

    def __len__(self) -> int:
        return 9 * 10**18


def _swell(hub: FakeHub) -> None:
    hub.said[NAME] = _Endless()


def _spoil(hub: FakeHub) -> None:
    hub.said[NAME] = weights()[:-1] + b"x"


@pytest.mark.usefixtures("fetcher")
@pytest.mark.parametrize(
    ("trouble", "reason"),
    [
        (_gate, "the hub does not give out me/hosted: accept its terms there and give a token"),
        (_pickle, "me/hosted has only pickled weights on the hub (weights.bin, pytorch_model.safetensors.bin)"),
        (_rename, "the hub has no model me/hosted"),
        (_swell, r"me/hosted takes 9000000000.00 GB more, and the disk of"),
        (_spoil, "me/hosted: unet/weights.safetensors came with other content than the hub says it has, and was thrown away"),
    ],
)
async def test_what_can_not_be_fetched_says_why_and_leaves_nothing(
    http: AsyncClient, registry: Registry, hub: FakeHub, trouble: Callable[[FakeHub], None], reason: str
) -> None:
    trouble(hub)
    await http.post("/api/models", json=ASK)
    told = await ended(http)

    assert told["state"] == "failed"
    assert told["reason"].startswith(reason)
    assert left(registry) == []


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("ask", "field", "reason"),
    [
        ({"id": "suno/bark"}, "/terms_accepted", "suno/bark is under MIT, commercial use allowed; it is fetched once you accept that"),
        ({**ASK, "terms_accepted": False}, "/terms_accepted", "me/hosted is under MIT"),
        ({**ASK, "regions_excluded": ["KR", "EU"], "terms_accepted": False}, "/terms_accepted", "commercial use allowed (not in EU, KR)"),
        ({**ASK, "regions_excluded": ["Korea"]}, "/regions_excluded/0", "should match pattern"),
        ({"id": "suno/bark", "regions_excluded": ["EU"], "terms_accepted": True}, "/licence", "terms of suno/bark are known"),
        ({"id": MODEL, "terms_accepted": True}, "/licence", "is not in the catalogue: give its licence"),
        ({"id": "suno/bark", "licence": "X", "commercial_use": True, "terms_accepted": True}, "/licence", "terms of suno/bark are known"),
        ({"id": "../up", "terms_accepted": True}, "/id", "should match pattern"),
        ({**ASK, "revision": "../main"}, "/revision", "should match pattern"),
        ({"id": "suno/bark", "terms_accepted": True, "token": "hf_x"}, "/token", "there is no such field"),
        (
            {"id": "wav2lip", "terms_accepted": True},
            None,
            "wav2lip is not on the hub: fetch its files from https://github.com/Rudrabha/Wav2Lip",
        ),
    ],
)
async def test_what_may_not_be_fetched_is_refused_at_once(http: AsyncClient, ask: dict[str, Any], field: str | None, reason: str) -> None:
    answer = await http.post("/api/models", json=ask)

    assert answer.status_code == 422
    assert reason in answer.json()["detail"]
    assert [error["field"] for error in answer.json().get("errors", [])] == ([field] if field else [])


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("settings", "ask", "reason"),
    [
        ({"model_downloads": "off"}, ASK, "FILM_MODEL_DOWNLOADS=off"),
        ({"model_downloads": "known"}, ASK, "me/hosted is not in it"),
        ({"models_commercial_only": True}, {**ASK, "commercial_use": False}, "FILM_MODELS_COMMERCIAL_ONLY"),
        ({"mode": "server"}, ASK, "changed by whoever runs it"),
    ],
)
async def test_what_the_place_forbids_is_refused(face: Face, settings: dict[str, Any], ask: dict[str, Any], reason: str) -> None:
    strict = replace(face.services, settings=face.services.settings.model_copy(update=settings))
    async with served(strict) as place, place.client() as http:
        answer = await http.post("/api/models", json=ask)

    assert answer.status_code == 403
    assert reason in answer.json()["detail"]


@pytest.mark.usefixtures("registry")
async def test_on_a_server_nobody_removes_or_activates_models_either(face: Face) -> None:
    server = replace(face.services, settings=face.services.settings.model_copy(update={"mode": "server"}))
    async with served(server) as place, place.client() as http:
        answers = [
            await http.delete("/api/models/me/any"),
            await http.post("/api/models/me/any/activation", params={"revision": "1"}),
            await http.post("/api/models/me/any/download/cancel"),
        ]

    assert [answer.status_code for answer in answers] == [403, 403, 403]


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize("name", ["me/none", "..%2F..%2Fup", "a" * 3000])
async def test_a_download_that_nobody_asked_for_is_not_found(http: AsyncClient, name: str) -> None:
    read = await http.get(f"/api/models/{name}/download")
    cancelled = await http.post(f"/api/models/{name}/download/cancel")

    assert [read.status_code, cancelled.status_code] == [404, 404]


async def test_a_worker_refuses_what_is_for_another_folder(registry: Registry, hub: FakeHub) -> None:
    """Its folder was deleted, or another was mounted in its place."""
    order = FetchModel(id=MODEL, terms=Terms(licence="MIT", commercial_use=True), registry=registry_name(registry.models_dir))
    (registry.models_dir / ".registry").unlink()
    fetches = ModelsActivities(registry, hub.address)

    for activity in (fetches.look_up_model, fetches.fetch_model, fetches.discard_model):
        with pytest.raises(ApplicationError, match="is another folder of models than when this worker began") as refused:
            await ActivityEnvironment().run(activity, order)
        assert (refused.value.type, refused.value.non_retryable) == ("Refused", True)
