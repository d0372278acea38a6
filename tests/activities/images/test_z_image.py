"""Z-Image through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import Made
from activities.models.tiny.z_image import TINY
from schemas.failures import Refused
from schemas.images import PaintImage
from schemas.shots import Card
from tests.activities.images.orders import MARA, seen
from tests.activities.images.painting import change, engine, job, made_many, pixels, small

_OPTIONS = TINY["z_image"]


def _made(models_dir: Path, folder: Path, order: PaintImage | None = None, **options: Any) -> Made:
    return engine(models_dir, "z_image", **{**_OPTIONS, **options}).make(job(folder, order))


def test_a_picture_has_the_ordered_size_and_the_same_bytes_each_time(z_image_models: Path, tmp_path: Path) -> None:
    first, second = (_made(z_image_models, tmp_path / name, reproducible=True) for name in "ab")

    assert pixels(first).shape == (72, 128, 3)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_takes_and_words_have_effect(z_image_models: Path, tmp_path: Path) -> None:
    first, again, other = (
        _made(z_image_models, tmp_path / name, small(take=take, prompt=prompt))
        for name, take, prompt in (("a", 1, "A red car"), ("b", 2, "A red car"), ("c", 1, "An old sailor in a storm"))
    )

    assert change(first, again) > 1
    assert change(first, other) > 0.05


def test_guidance_brings_in_what_shall_not_be_seen(z_image_models: Path, tmp_path: Path) -> None:
    orders = [small(), small(negative_prompt="blurry, low quality")]
    free = made_many(engine(z_image_models, "z_image", **_OPTIONS), tmp_path / "a", orders)
    guided = made_many(engine(z_image_models, "z_image", **_OPTIONS, guidance=8.0), tmp_path / "b", orders)

    assert change(*free) == 0
    assert change(*guided) > 0.02


def test_a_merged_order_looks_as_if_made_alone(z_image_models: Path, tmp_path: Path) -> None:
    painter = engine(z_image_models, "z_image", **_OPTIONS, batch_max=4, control="depth")
    orders = [small(subjects=[seen(MARA)]), small(take=2, prompt="A much longer prompt about the harbour at night", size="WS")]
    merged = made_many(painter, tmp_path / "m", orders)
    alone = [painter.make(job(tmp_path / f"a{order.take}", order)) for order in orders]

    assert max(int(np.abs(pixels(one) - pixels(other)).max()) for one, other in zip(merged, alone, strict=True)) <= 1


@pytest.mark.parametrize("control", ["pose", "depth", "canny"])
def test_staging_has_effect_and_none_at_scale_0(z_image_models: Path, tmp_path: Path, control: str) -> None:
    order = small(subjects=[seen(MARA)])
    plain = _made(z_image_models, tmp_path / "plain", order)
    none = _made(z_image_models, tmp_path / "none", order, control=control, control_scale=0.0)
    full = _made(z_image_models, tmp_path / "full", order, control=control, control_scale=1.0)

    assert change(plain, none) == 0
    assert change(plain, full) > 0.5


def test_less_strength_leaves_more_of_the_drawing(z_image_models: Path, tmp_path: Path) -> None:
    little, much = (_made(z_image_models, tmp_path / f"{strength}", start="drawn", strength=strength, steps=5) for strength in (0.2, 1.0))

    assert change(little, much) > 2


def test_a_title_is_set_over_a_ground_that_is_not_staged(z_image_models: Path, tmp_path: Path) -> None:
    made = _made(z_image_models, tmp_path, small(card=Card(kind="title", heading="DAWN"), width_px=320, height_px=180), control="depth")

    assert pixels(made)[60:100].max() > 225
    assert made.facts["card"] == "drawn type on a generated ground"


def test_a_cancellation_stops_within_a_step(z_image_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_second(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(z_image_models, "z_image", **{**_OPTIONS, "steps": 6}).make(job(tmp_path, progress=until_second))
    assert len(told) == 2


def test_a_prompt_longer_than_the_model_reads_is_refused(z_image_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the model reads 2048"):
        _made(z_image_models, tmp_path, small(prompt="rain " * 600))


def test_the_end_of_a_prompt_of_over_512_tokens_counts(z_image_models: Path, tmp_path: Path) -> None:
    long = "rain and wind " * 45
    first, second = (_made(z_image_models, tmp_path / name, small(prompt=long + name)) for name in ("a red buoy", "a green door"))

    assert change(first, second) > 0
