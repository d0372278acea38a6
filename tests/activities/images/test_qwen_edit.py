"""Qwen-Image-Edit through a tiny model of the real classes; its pipeline scales every picture to a megapixel: a call costs seconds."""

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from activities.images.qwen_pictures import picture_processor
from activities.models.cards import active_card, model_folder
from activities.models.tiny.qwen_image import MODEL, TINY
from schemas.failures import Refused
from schemas.shots import Card
from tests.activities.images.orders import MARA, seen
from tests.activities.images.painting import change, engine, job, pixels, sheet, small

_OPTIONS: dict[str, Any] = TINY["qwen_edit"]


def test_every_picture_is_as_many_marks_as_the_model_sees_patches(qwen_models: Path) -> None:
    card = active_card(qwen_models, MODEL)
    assert card is not None
    processor = picture_processor(model_folder(qwen_models, card))
    pictures = [Image.new("RGB", (64, 64)), Image.new("RGB", (112, 56))]
    text = "Picture 1: <|vision_start|><|image_pad|><|vision_end|>Picture 2: <|vision_start|><|image_pad|><|vision_end|> a coat"
    read = processor(text=[text], images=pictures, padding=True, return_tensors="pt")

    marks = int((read["input_ids"] == processor.tokenizer.convert_tokens_to_ids("<|image_pad|>")).sum())
    assert marks == int(read["image_grid_thw"].prod(dim=1).sum()) // 4
    assert read["pixel_values"].shape[0] == marks * 4


def test_a_picture_has_the_ordered_size_and_progress_rises(qwen_models: Path, tmp_path: Path) -> None:
    told: list[float] = []
    made = engine(qwen_models, "qwen_edit", **_OPTIONS).make(job(tmp_path, progress=told.append))

    assert pixels(made).shape == (72, 128, 3)
    assert sorted(told) == told
    assert told[-1] == 1.0
    assert made.facts["storyboard"]


@pytest.mark.slow
def test_sheets_words_and_the_storyboard_have_effect(qwen_models: Path, tmp_path: Path) -> None:
    ref, inputs = sheet(tmp_path, "mara", (150, 10, 10), "MARA")
    painter = engine(qwen_models, "qwen_edit", **_OPTIONS)
    order = small(subjects=[seen(MARA)])
    orders = {
        "again": order,
        "sheet": order.model_copy(update={"references": [ref]}),
        "words": order.model_copy(update={"prompt": "a red car in the rain"}),
        "staged": order.model_copy(update={"size": "WS"}),
    }
    first = painter.make(job(tmp_path / "first", order))
    changes = {name: change(first, painter.make(job(tmp_path / name, other, inputs=inputs))) for name, other in orders.items()}

    assert changes["again"] == 0
    assert min(changes[name] for name in ("sheet", "words", "staged")) > 0.001


@pytest.mark.slow
def test_guidance_brings_in_what_shall_not_be_seen(qwen_models: Path, tmp_path: Path) -> None:
    painter = engine(qwen_models, "qwen_edit", **{**_OPTIONS, "guidance": 6.0})
    made = [painter.make(job(tmp_path / words, small(negative_prompt=words))) for words in ("blurry", "extra limbs and hands")]

    assert change(*made) > 0


def test_cards_are_drawn(qwen_models: Path, tmp_path: Path) -> None:
    made = engine(qwen_models, "qwen_edit", **_OPTIONS).make(job(tmp_path, small(card=Card(kind="title", heading="DAWN"))))

    assert made.facts["card"] == "drawn type on a drawn ground"
    with pytest.raises(Refused, match="leave CARDS=drawn"):
        engine(qwen_models, "qwen_edit", **_OPTIONS, cards="generated")
