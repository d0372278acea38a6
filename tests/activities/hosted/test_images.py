"""Pictures bought from providers: the right size and shape, what is asked, what a fault costs."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from activities.engines import engine_class, engine_info, engine_options
from schemas.media import PICTURE, PNG, ArtifactRef
from schemas.shots import Card
from schemas.stages import Stage
from tests.hosted.orders import Desk, picture_order
from tests.hosted.replies import form_of
from tests.hosted.server import Server

ENGINES = ["openai_images", "stability", "replicate_images", "fal_images"]


@pytest.mark.parametrize("name", ENGINES)
@pytest.mark.parametrize(("width_px", "height_px"), [(320, 180), (180, 320), (200, 200), (192, 240)])
def test_a_picture_has_exactly_the_films_frame(server: Server, tmp_path: Path, name: str, width_px: int, height_px: int) -> None:
    made = Desk(server, tmp_path).make(picture_order(name, width_px=width_px, height_px=height_px))

    assert (made.media_type, made.width_px, made.height_px) == (PNG, width_px, height_px)
    with Image.open(made.path) as picture:
        assert picture.size == (width_px, height_px)


@pytest.mark.parametrize("name", ENGINES)
def test_a_picture_is_cut_and_not_squeezed(server: Server, tmp_path: Path, name: str) -> None:
    made = Desk(server, tmp_path).make(picture_order(name))

    with Image.open(made.path) as picture:
        pixels = np.asarray(picture).astype(int)
    border = int(np.argmax(pixels[90, :, 1] > pixels[90, :, 0]))
    assert abs(border - 160) <= 2
    assert made.facts["cut"] < 0.2


@pytest.mark.parametrize("name", ENGINES)
def test_the_shot_is_described_and_the_key_sent(server: Server, tmp_path: Path, name: str) -> None:
    Desk(server, tmp_path).make(picture_order(name))

    seen = server.seen[0]
    assert b"A kitchen at night" in seen.body
    assert "secret-key" in seen.headers["authorization"]
    assert len(seen.headers["idempotency-key"]) == 48


@pytest.mark.parametrize("name", ENGINES)
def test_a_card_is_drawn_and_nothing_is_bought(server: Server, tmp_path: Path, name: str) -> None:
    made = Desk(server, tmp_path).make(picture_order(name, card=Card(kind="title", heading="The Last Lamp")))

    assert made.media_type == PICTURE
    assert server.seen == []


@pytest.mark.parametrize("name", ["stability", "replicate_images", "fal_images"])
def test_another_take_has_another_seed(server: Server, tmp_path: Path, name: str) -> None:
    for take in (1, 2):
        Desk(server, tmp_path / str(take)).make(picture_order(name, seed=5, take=take))

    first, second = (seen.body for seen in server.seen if seen.route.endswith(".submit"))
    assert b"5" in first
    assert first != second


def test_reference_pictures_go_through_the_edits(server: Server, tmp_path: Path) -> None:
    sheet = ArtifactRef(key="c" * 64, media_type=PNG, size_bytes=1, sha256="d" * 64, width_px=320, height_px=180)

    Desk(server, tmp_path).make(picture_order("openai_images", references=[sheet]))

    assert server.seen[0].path == "/openai/v1/images/edits"
    assert form_of(server.seen[0])["image[]"].startswith(b"\xff\xd8")


def test_a_models_own_inputs_are_added_and_left_out(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path, INPUTS='{"guidance": 3, "seed": null}')

    desk.make(picture_order("replicate_images"))

    told = server.requests("replicate.submit")[0].json["input"]
    assert told["guidance"] == 3
    assert "seed" not in told


@pytest.mark.parametrize(("name", "cost_usd"), [("openai_images", 0.063), ("stability", 0.03), ("replicate_images", 0.025)])
def test_a_picture_costs_what_the_provider_lists(server: Server, tmp_path: Path, name: str, cost_usd: float) -> None:
    desk = Desk(server, tmp_path)

    desk.make(picture_order(name))

    assert desk.purchases.costs == {1: round(cost_usd * 1e6)}


def test_a_price_of_ones_own_counts(server: Server, tmp_path: Path) -> None:
    desk = Desk(server, tmp_path, PRICE_USD="0.5")

    desk.make(picture_order("openai_images"))

    assert desk.purchases.costs == {1: 500_000}


@pytest.mark.parametrize(("model", "is_allowed"), [("black-forest-labs/flux-dev", True), ("somebody/model", False)])
def test_commercial_use_is_promised_for_models_we_know_only(model: str, is_allowed: bool) -> None:
    kind = engine_class(Stage.IMAGES, "replicate_images")

    terms = kind.terms(engine_options(Stage.IMAGES, "replicate_images", {}, {"model": model}))

    assert terms.commercial_use is is_allowed
    assert bool(terms.note) is not is_allowed


@pytest.mark.parametrize("name", ENGINES)
def test_without_a_key_an_engine_says_which_to_set(name: str) -> None:
    told = engine_info(Stage.IMAGES, name, {}).unavailable

    assert told == f"not available: set FILM_IMAGES_{name.upper()}_API_KEY"


def refusal_of(name: str) -> tuple[str, int, Any]:
    """How a provider refuses content: route, status, body."""
    match name:
        case "openai_images":
            return "openai.submit", 400, {"error": {"message": "your request was rejected", "code": "moderation_blocked"}}
        case "stability":
            return "stability.submit", 403, {"id": "1", "name": "content_moderation", "errors": ["your request was rejected"]}
        case _:
            return "fal.result", 422, {"detail": [{"msg": "your request was rejected", "type": "content_policy_violation"}]}
