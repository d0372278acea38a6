"""FLUX.2 klein through a tiny model of the real classes."""

from pathlib import Path
from typing import Any

import numpy as np

from activities.models.tiny.flux2 import TINY
from schemas.shots import Card
from tests.activities.images.orders import JONAS, MARA, seen
from tests.activities.images.painting import change, engine, job, made_many, pixels, sheet, small

_OPTIONS: dict[str, Any] = TINY["flux2_klein"]


def test_a_picture_has_the_ordered_size_and_the_same_bytes_each_time(flux2_models: Path, tmp_path: Path) -> None:
    first, second = (engine(flux2_models, "flux2_klein", **_OPTIONS, reproducible=True).make(job(tmp_path / name)) for name in "ab")

    assert pixels(first).shape == (72, 128, 3)
    assert first.path.read_bytes() == second.path.read_bytes()


def test_takes_and_words_have_effect(flux2_models: Path, tmp_path: Path) -> None:
    painter = engine(flux2_models, "flux2_klein", **_OPTIONS)
    first, again, other = (
        painter.make(job(tmp_path / str(n), order)) for n, order in enumerate((small(), small(take=2), small(prompt="x")))
    )

    assert change(first, again) > 1
    assert change(first, other) > 0.005


def test_references_have_effect_in_their_order(flux2_models: Path, tmp_path: Path) -> None:
    refs = [sheet(tmp_path, "mara", (150, 10, 10), "MARA"), sheet(tmp_path, "jonas", (10, 10, 150), "JONAS")]
    inputs = {**refs[0][1], **refs[1][1]}
    subjects = [seen(MARA, position="left"), seen(JONAS, position="right")]
    painter = engine(flux2_models, "flux2_klein", **_OPTIONS)
    none, one, both, turned = (
        painter.make(job(tmp_path / str(number), small(subjects=subjects, references=references), inputs=inputs))
        for number, references in enumerate(([], [refs[0][0]], [refs[0][0], refs[1][0]], [refs[1][0], refs[0][0]]))
    )

    assert change(none, one) > 0.01
    assert change(one, both) > 0.01
    assert change(both, turned) > 0.001
    assert both.facts["references"] == 2


def test_the_storyboard_has_effect(flux2_models: Path, tmp_path: Path) -> None:
    order = small(subjects=[seen(MARA)])
    plain, staged = (
        engine(flux2_models, "flux2_klein", **_OPTIONS, storyboard=storyboard).make(job(tmp_path / str(storyboard), order))
        for storyboard in (False, True)
    )

    assert change(plain, staged) > 0.01
    assert staged.facts["storyboard"]


def test_orders_without_pictures_are_merged_and_look_as_if_made_alone(flux2_models: Path, tmp_path: Path) -> None:
    painter = engine(flux2_models, "flux2_klein", **_OPTIONS, batch_max=4)
    orders = [small(), small(take=2, prompt="A harbour at night")]
    merged = made_many(painter, tmp_path / "m", orders)
    alone = [painter.make(job(tmp_path / f"a{order.take}", order)) for order in orders]

    assert painter.batch_key(orders[0]) is not None
    assert max(int(np.abs(pixels(one) - pixels(other)).max()) for one, other in zip(merged, alone, strict=True)) <= 1


def test_orders_with_pictures_go_alone(flux2_models: Path, tmp_path: Path) -> None:
    ref, _ = sheet(tmp_path, "mara", (150, 10, 10), "MARA")
    painter = engine(flux2_models, "flux2_klein", **_OPTIONS, storyboard=True)

    assert painter.batch_key(small(references=[ref])) is None
    assert painter.batch_key(small()) is None
    assert painter.batch_key(small(card=Card(kind="title", heading="X"))) is not None
