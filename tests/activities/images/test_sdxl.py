"""SDXL through a tiny model of the real classes."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from activities.engines import engine_class, engine_options
from activities.models.tiny.sdxl import TINY
from schemas.failures import Refused
from schemas.media import PNG
from schemas.shots import Card
from schemas.stages import Stage
from tests.activities.images.painting import change, engine, job, made_many, pixels, small

# diffusers' schedulers turn tensors into arrays in a way that numpy 2 is about to change
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")

_OPTIONS = TINY["sdxl"]
_LONG = "a harbour at night with fishing boats, ropes and lanterns " * 3


def test_a_picture_has_exactly_the_ordered_size(image_models: Path, tmp_path: Path) -> None:
    made = engine(image_models, "sdxl", **_OPTIONS).make(job(tmp_path, small(width_px=142, height_px=80)))

    with Image.open(made.path) as picture:
        assert (142, 80) == picture.size == (made.width_px, made.height_px)
    assert made.media_type == PNG
    assert made.facts["painted_px"] == "160x96"


def test_the_same_order_gives_the_same_bytes(image_models: Path, tmp_path: Path) -> None:
    first = engine(image_models, "sdxl", **_OPTIONS, reproducible=True).make(job(tmp_path / "a"))
    second = engine(image_models, "sdxl", **_OPTIONS, reproducible=True).make(job(tmp_path / "b"))

    assert first.path.read_bytes() == second.path.read_bytes()


def test_another_take_is_another_picture(image_models: Path, tmp_path: Path) -> None:
    painter = engine(image_models, "sdxl", **_OPTIONS)

    assert change(painter.make(job(tmp_path / "a")), painter.make(job(tmp_path / "b", small(take=2)))) > 3


def test_words_have_effect(image_models: Path, tmp_path: Path) -> None:
    painter = engine(image_models, "sdxl", **_OPTIONS)

    assert change(painter.make(job(tmp_path / "a")), painter.make(job(tmp_path / "b", small(prompt="A red car")))) > 0.2


def test_what_shall_not_be_seen_has_effect_under_guidance(image_models: Path, tmp_path: Path) -> None:
    orders = [small(), small(negative_prompt="blurry")]
    guided = made_many(engine(image_models, "sdxl", **_OPTIONS, guidance=8.0), tmp_path / "a", orders)
    free = made_many(engine(image_models, "sdxl", **_OPTIONS, guidance=0.0), tmp_path / "b", orders)

    assert change(*guided) > 0.2
    assert change(*free) == 0


def test_the_end_of_a_long_prompt_is_not_cut_off(image_models: Path, tmp_path: Path) -> None:
    painter = engine(image_models, "sdxl", **_OPTIONS)
    first = painter.make(job(tmp_path / "a", small(prompt=_LONG + "a red buoy")))
    second = painter.make(job(tmp_path / "b", small(prompt=_LONG + "a green door")))

    assert change(first, second) > 0.05


def test_a_merged_order_looks_as_if_made_alone(image_models: Path, tmp_path: Path) -> None:
    painter = engine(image_models, "sdxl", **_OPTIONS, batch_max=4)
    orders = [small(), small(take=2), small(prompt=_LONG)]
    merged = made_many(painter, tmp_path / "merged", orders)
    alone = [painter.make(job(tmp_path / f"alone{index}", order)) for index, order in enumerate(orders)]

    assert max(int(np.abs(pixels(one) - pixels(other)).max()) for one, other in zip(merged, alone, strict=True)) <= 1


@pytest.mark.parametrize("scheduler", ["euler", "dpmpp_2m", "lcm", "lightning"])
def test_every_scheduler_paints_its_own_way(image_models: Path, tmp_path: Path, scheduler: str) -> None:
    usual = engine(image_models, "sdxl", **_OPTIONS, guidance=0.0).make(job(tmp_path / "a"))
    made = engine(image_models, "sdxl", **_OPTIONS, guidance=0.0, scheduler=scheduler).make(job(tmp_path / "b"))

    assert (change(usual, made) > 0.5) == (scheduler != "euler")


def test_type_on_a_title_is_set_over_a_generated_ground(image_models: Path, tmp_path: Path) -> None:
    order = small(card=Card(kind="title", heading="THE LIGHTHOUSE"), framing="card", width_px=320, height_px=180)
    made = engine(image_models, "sdxl", **_OPTIONS).make(job(tmp_path / "a", order))
    drawn = engine(image_models, "sdxl", **_OPTIONS, cards="drawn").make(job(tmp_path / "b", order))

    middle = pixels(made)[60:100]
    assert (made.width_px, made.height_px) == (320, 180)
    assert middle.max() > 225
    assert made.facts["card"] == "drawn type on a generated ground"
    assert drawn.facts["card"] == "drawn type on a drawn ground"
    assert change(made, drawn) > 3


def test_progress_rises_to_one_and_a_cancellation_stops_within_a_step(image_models: Path, tmp_path: Path) -> None:
    painter = engine(image_models, "sdxl", **{**_OPTIONS, "steps": 6})
    told: list[float] = []

    def until_third(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        painter.make(job(tmp_path / "a", progress=until_third))
    assert len(told) == 3

    told.clear()
    painter.make(job(tmp_path / "b", progress=told.append))
    assert sorted(told) == told
    assert told[-1] == 1.0
    assert len(told) >= 6


def test_absent_weights_are_named(image_models: Path) -> None:
    options = engine_options(Stage.IMAGES, "sdxl", {"FILM_MODELS_DIR": str(image_models)}, {"model": "none/there"})

    assert "film models add none/there" in str(engine_class(Stage.IMAGES, "sdxl").unavailable(options))


def test_weights_kept_in_8_bits_paint_nearly_the_same(image_models: Path, tmp_path: Path) -> None:
    full = engine(image_models, "sdxl", **_OPTIONS).make(job(tmp_path / "a"))
    small_storage = engine(image_models, "sdxl", **_OPTIONS, storage="fp8").make(job(tmp_path / "b"))

    assert 0 < change(full, small_storage) < 20


def test_a_model_without_a_cache_refuses_one(image_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="keeps no cache between steps; set cache=0"):
        engine(image_models, "sdxl", **_OPTIONS, cache=0.1).make(job(tmp_path))
