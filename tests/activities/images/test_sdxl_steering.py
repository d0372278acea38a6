"""What steers SDXL has effect, and none at scale 0: staging, LoRAs, references, the drawing as a start, sets and people apart."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from activities.engines import Input, Made, engine_class, engine_options
from activities.models.tiny.sdxl import ADAPTER, ADAPTER_ENCODER, ADAPTER_FILE, CANNY, CONTROL_MODELS, DEPTH, LORA, POSE, TINY
from schemas.failures import Refused
from schemas.images import PaintImage
from schemas.stages import Stage
from tests.activities.images.orders import JONAS, MARA, seen
from tests.activities.images.painting import change, engine, job, pixels, sheet, small

# diffusers' schedulers turn tensors into arrays in a way that numpy 2 is about to change
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")

_OPTIONS = {**TINY["sdxl"], **CONTROL_MODELS}
_ADAPTER: dict[str, Any] = {"adapter": ADAPTER, "adapter_file": ADAPTER_FILE, "adapter_encoder": ADAPTER_ENCODER}


def _shot(**fields: Any) -> PaintImage:
    return small(subjects=[seen(MARA, position="left"), seen(JONAS, position="right")], framing="two_shot", **fields)


def _made(models_dir: Path, folder: Path, order: PaintImage, inputs: Mapping[str, Input] | None = None, **options: Any) -> Made:
    return engine(models_dir, "sdxl", **{**_OPTIONS, **options}).make(job(folder, order, inputs=inputs))


@pytest.mark.parametrize("control", ["pose", "depth", "canny", "pose+depth"])
def test_staging_has_effect_and_none_at_scale_0(image_models: Path, tmp_path: Path, control: str) -> None:
    plain = _made(image_models, tmp_path / "plain", _shot())
    none = _made(image_models, tmp_path / "none", _shot(), control=control, control_scale=0.0)
    full = _made(image_models, tmp_path / "full", _shot(), control=control, control_scale=1.0)

    assert change(plain, none) == 0
    assert change(plain, full) > 1
    assert full.facts["control"] == control


def test_the_same_words_staged_otherwise_are_another_picture(image_models: Path, tmp_path: Path) -> None:
    left = small(subjects=[seen(MARA, position="left", facing="left")])
    right = small(subjects=[seen(MARA, position="left", facing="right", pose="gesture")])

    assert change(*(_made(image_models, tmp_path / name, order) for name, order in (("a", left), ("b", right)))) == 0
    assert change(*(_made(image_models, tmp_path / name, order, control="depth") for name, order in (("c", left), ("d", right)))) > 0.5


def test_a_lora_has_effect_by_its_weight_and_none_at_0(image_models: Path, tmp_path: Path) -> None:
    plain = _made(image_models, tmp_path / "plain", _shot())
    none, half, full = (_made(image_models, tmp_path / weight, _shot(), lora=f"{LORA}@{weight}") for weight in ("0", "0.5", "1"))

    assert change(plain, none) == 0
    assert 0.5 < change(plain, half) < change(plain, full)


def test_a_reference_has_effect_by_its_scale_and_none_at_0(image_models: Path, tmp_path: Path) -> None:
    ref, inputs = sheet(tmp_path, "mood", (140, 20, 20))
    plain = _made(image_models, tmp_path / "plain", _shot())
    idle = _made(image_models, tmp_path / "idle", _shot(), **_ADAPTER)
    none = _made(image_models, tmp_path / "none", _shot(references=[ref]), inputs, **_ADAPTER, reference_scale=0.0)
    full = _made(image_models, tmp_path / "full", _shot(references=[ref]), inputs, **_ADAPTER, reference_scale=1.0)

    assert change(plain, idle) == 0
    assert change(plain, none) == 0
    assert change(plain, full) > 0.5
    assert full.facts["references"] == 1


def test_a_sheet_works_where_its_character_stands(image_models: Path, tmp_path: Path) -> None:
    mara, mara_input = sheet(tmp_path, "mara", (150, 10, 10), "MARA")
    jonas, jonas_input = sheet(tmp_path, "jonas", (10, 10, 150), "JONAS")
    other, other_input = sheet(tmp_path, "other", (10, 150, 10), "JONAS")
    inputs = {**mara_input, **jonas_input, **other_input}
    options: dict[str, Any] = {**_ADAPTER, "reference_scale": 1.5, "steps": 1}
    first = _made(image_models, tmp_path / "a", _shot(references=[mara, jonas]), inputs, **options)
    second = _made(image_models, tmp_path / "b", _shot(references=[mara, other]), inputs, **options)

    by_column = np.abs(pixels(first) - pixels(second)).mean(axis=(0, 2))
    assert by_column[80:].mean() > 1.2 * by_column[:48].mean()


def test_the_sheet_of_somebody_who_is_not_in_the_shot_is_left_out(image_models: Path, tmp_path: Path) -> None:
    ref, inputs = sheet(tmp_path, "tom", (10, 150, 10), "TOM")

    assert (
        change(
            _made(image_models, tmp_path / "a", _shot(), **_ADAPTER),
            _made(image_models, tmp_path / "b", _shot(references=[ref]), inputs, **_ADAPTER),
        )
        == 0
    )


def test_references_without_an_adapter_are_said_to_be_unused(image_models: Path, tmp_path: Path) -> None:
    ref, inputs = sheet(tmp_path, "mood", (140, 20, 20))

    assert "no adapter" in _made(image_models, tmp_path / "a", _shot(references=[ref]), inputs).facts["notes"][0]


def test_orders_with_sheets_of_their_own_can_be_merged(image_models: Path, tmp_path: Path) -> None:
    refs = [sheet(tmp_path, "mara", (150, 10, 10), "MARA"), sheet(tmp_path, "second", (10, 150, 10), "MARA")]
    painter = engine(image_models, "sdxl", **_OPTIONS, **_ADAPTER, control="depth", batch_max=4)
    orders = [_shot(references=[ref], take=number) for number, (ref, _) in enumerate(refs, 1)]
    inputs = {**refs[0][1], **refs[1][1]}
    merged = painter.make_many([job(tmp_path / f"m{order.take}", order, inputs=inputs) for order in orders])
    alone = [painter.make(job(tmp_path / f"a{order.take}", order, inputs=inputs)) for order in orders]

    assert max(int(np.abs(pixels(one) - pixels(other)).max()) for one, other in zip(merged, alone, strict=True)) <= 2


@pytest.mark.parametrize("control", ["", "depth"])
def test_less_strength_leaves_more_of_the_drawing(image_models: Path, tmp_path: Path, control: str) -> None:
    drawn_like, painted_over = (
        _made(image_models, tmp_path / f"{strength}", _shot(), start="drawn", strength=strength, steps=5, control=control)
        for strength in (0.2, 1.0)
    )

    assert change(drawn_like, painted_over) > 2
    assert drawn_like.facts["start"] == "drawn, painted over by 0.2"


@pytest.mark.parametrize("control", ["", "pose"])
def test_people_are_painted_into_a_ground_where_the_staging_has_them(image_models: Path, tmp_path: Path, control: str) -> None:
    told: list[float] = []
    order = small(subjects=[seen(MARA, position="left")], size="FS", width_px=192, height_px=108)
    painter = engine(image_models, "sdxl", **{**_OPTIONS, "megapixels": 0.03}, people="inpainted", control=control, batch_max=1)
    inpainted = painter.make(job(tmp_path / "a", order, progress=told.append))
    drawn = _made(image_models, tmp_path / "b", order, megapixels=0.03, people="drawn", control=control)

    differs = np.abs(pixels(inpainted) - pixels(drawn)).max(axis=2) > 6
    assert 0.01 < differs.mean() < 0.5
    assert not differs[:, 150:].any()
    assert sorted(told) == told
    assert inpainted.facts["people"] == "inpainted"


def test_every_add_on_counts_into_the_key_and_is_asked_for(image_models: Path) -> None:
    def given(**options: str) -> Any:
        settings = {"FILM_MODELS_DIR": str(image_models)}
        return engine_options(Stage.IMAGES, "sdxl", settings, {**TINY["sdxl"], **CONTROL_MODELS, **_ADAPTER, **options})

    cls = engine_class(Stage.IMAGES, "sdxl")
    options = given(lora=f"{LORA}:hero.safetensors@0.5", control="pose+depth+canny")

    assert cls.model(options) == " + ".join(f"{name}@tiny" for name in (TINY["sdxl"]["model"], LORA, POSE, DEPTH, CANNY, ADAPTER))
    assert cls.unavailable(options) is None
    assert "film models add no/such" in str(cls.unavailable(given(lora="no/such")))


@pytest.mark.parametrize(("option", "value"), [("control", "depht"), ("lora", "a b c"), ("steps", 1000)])
def test_options_that_make_no_sense_are_refused(image_models: Path, option: str, value: str | int) -> None:
    with pytest.raises(Refused, match=f"FILM_IMAGES_SDXL_{option.upper()}"):
        engine(image_models, "sdxl", **{**TINY["sdxl"], option: value})


def test_a_file_that_is_no_lora_is_named(image_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="is no LoRA"):
        _made(image_models, tmp_path / "a", _shot(), lora=f"{POSE}:diffusion_pytorch_model.safetensors")
