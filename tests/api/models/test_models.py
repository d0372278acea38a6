"""`/api/models` and `film models`: the weights on this machine, what is wrong with them, and what they want of a GPU."""

import json
import struct
from pathlib import Path

import pytest
from httpx import AsyncClient

from activities.engines import engine_info
from activities.models.cards import model_folder
from activities.models.registry import Registry
from schemas.models import Terms
from schemas.stages import Stage
from tests.api.commanding import film
from tests.api.conftest import Face

MIT = Terms(licence="MIT", commercial_use=True)


def _pipeline(folder: Path, note: str = "") -> Path:
    """Of two parts: 1,000 numbers of 32 bits, and 3,000."""
    for part, numbers in (("vae", 1_000), ("unet", 3_000)):
        header = json.dumps({"w": {"dtype": "F32", "shape": [numbers], "data_offsets": [0, 4 * numbers]}}).encode()
        (folder / part).mkdir(parents=True)
        (folder / part / "weights.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + bytes(4 * numbers))
    (folder / "model_index.json").write_text(json.dumps({"note": note}), encoding="utf-8")
    return folder


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Registry:
    """That of this test, where API and command look for it."""
    monkeypatch.setenv("FILM_MODELS_DIR", str(tmp_path / "models"))
    return Registry(tmp_path / "models")


async def test_a_model_tells_what_it_wants_of_a_gpu_on_every_rung(http: AsyncClient, registry: Registry, tmp_path: Path) -> None:
    registry.add_folder("me/small", _pipeline(tmp_path / "source"), MIT)

    answer = (await http.get("/api/models/me/small")).json()
    listed = (await http.get("/api/models")).json()["models"]

    # at two bytes a number: both parts; the larger and a twentieth of all; a share of the larger and the decoder
    assert answer["memory_by_rung"] == {"resident": 8_000, "model": 6_400, "group": 2_900}
    assert listed == [answer]


async def test_the_command_tells_the_same_in_words(face: Face, registry: Registry, tmp_path: Path) -> None:
    source = _pipeline(tmp_path / "source")

    added = await film(face.url, "models", "add", "me/small", "--from", str(source), "--licence", "MIT", "--commercial")
    listed = await film(face.url, "models", "list")

    assert [card.id for card in registry.cards()] == ["me/small"]
    assert added[0] == listed[0] == 0
    told = "3 files, 16 kB; weights 8 kB on a GPU, 6 kB with model offload, 3 kB with group offload"
    assert told in added[1]
    assert told in listed[1]


async def test_regions_where_a_licence_does_not_hold_are_told_wherever_the_licence_is(
    face: Face, http: AsyncClient, registry: Registry, tmp_path: Path
) -> None:
    source = str(_pipeline(tmp_path / "source"))
    add = ("models", "add", "me/small", "--from", source)

    wrong = await film(face.url, *add, "--licence", "Ours", "--commercial", "--not-in", "Europe")
    alone = await film(face.url, *add, "--not-in", "EU")
    added = await film(face.url, *add, "--licence", "Ours", "--commercial", "--not-in", "kr", "--not-in", "EU")
    info = engine_info(Stage.IMAGES, "sdxl", {"FILM_MODELS_DIR": str(registry.models_dir)}, {"model": "me/small"})

    assert (wrong[0], alone[0], added[0]) == (2, 2, 0)
    assert "codes of two letters" in wrong[2]
    assert "--licence NAME" in alone[2]
    assert "Ours: commercial use allowed (not in EU, KR)" in added[1]
    assert (await http.get("/api/models/me/small")).json()["model"]["terms"]["regions_excluded"] == ["EU", "KR"]
    assert info.note == "not in EU, KR"


async def test_a_damaged_model_is_found_by_verifying_and_does_not_hide_the_others(
    http: AsyncClient, registry: Registry, tmp_path: Path
) -> None:
    card = registry.add_folder("me/small", _pipeline(tmp_path / "source"), MIT)
    registry.add_folder("me/other", _pipeline(tmp_path / "other", "other"), MIT)
    damaged = model_folder(registry.models_dir, card) / "unet" / "weights.safetensors"
    damaged.unlink()
    damaged.write_bytes(b"nothing")

    verified = (await http.get("/api/models/me/small/verification")).json()
    listed = (await http.get("/api/models")).json()["models"]

    assert verified["faults"] == [f"unet/weights.safetensors has 7 bytes instead of {card.files[1].size_bytes}"]
    assert [each["model"]["id"] for each in listed] == ["me/other", "me/small"]


async def test_revisions_are_activated_and_removed_the_one_in_use_last(http: AsyncClient, registry: Registry, tmp_path: Path) -> None:
    old = registry.add_folder("me/small", _pipeline(tmp_path / "one"), MIT)
    new = registry.add_folder("me/small", _pipeline(tmp_path / "two", "changed"), MIT)

    refused = await http.delete("/api/models/me/small")
    activated = await http.post("/api/models/me/small/activation", params={"revision": old.revision})
    removed = await http.delete("/api/models/me/small", params={"revision": new.revision})

    assert (refused.status_code, old.revision in refused.json()["detail"]) == (422, True)
    assert activated.json()["is_active"]
    assert removed.status_code == 204
    assert registry.cards() == [old]


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "me/none"), ("GET", "me/none/verification"), ("POST", "me/none/activation?revision=1"), ("DELETE", "me/none")],
)
async def test_a_model_that_is_not_there_is_not_found(http: AsyncClient, method: str, path: str) -> None:
    answer = await http.request(method, f"/api/models/{path}")

    assert answer.status_code == 404
    assert "there is no model 'me/none" in answer.json()["detail"]


async def test_known_models_are_told_with_their_licences(http: AsyncClient) -> None:
    known = {model["id"]: model for model in (await http.get("/api/models/known")).json()["models"]}

    assert known["coqui/XTTS-v2"]["terms"]["commercial_use"] is False
    assert known["Tongyi-MAI/Z-Image-Turbo"]["terms"]["licence"] == "Apache-2.0"


@pytest.mark.usefixtures("registry")
@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("verify", "me/none"), 2, "the model me/none is not in the registry"),
        (("add", "me/new"), 2, "--licence MIT --commercial, or --licence NAME --no-commercial"),
        (("add", "me/new", "--licence", "MIT"), 2, "the terms of a model are two options"),
        (("add", "../up", "--licence", "MIT", "--commercial"), 2, "is no name of a model"),
        (("add", "me/new", "--from", "/nowhere", "--licence", "MIT", "--commercial"), 2, "/nowhere is no folder"),
        (("add", "wav2lip"), 2, "wav2lip is not on the hub: fetch its files from https://github.com/Rudrabha/Wav2Lip"),
        (("download", "suno/bark", "--accept-licence", "--endpoint", "http://127.0.0.1:9"), 3, "the hub can't be reached for suno/bark"),
    ],
)
async def test_what_can_not_be_done_is_told_with_its_reason(face: Face, arguments: tuple[str, ...], code: int, told: str) -> None:
    ended, _, said = await film(face.url, "models", *arguments)

    assert (ended, told in said) == (code, True), said
