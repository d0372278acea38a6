"""People are compared with their sheets, and painted again where they are too unlike them."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from activities.engines import Input
from activities.images.briefs import Brief, Reference, brief_of
from activities.images.identity import IdentityModel, best_likenesses, bust, identities
from activities.models.addons import folder_of
from activities.models.tiny.sdxl import CONTROL_MODELS, IDENTITY, TINY
from activities.models.tiny.z_image import TINY as Z_IMAGE
from activities.models.torch_setup import torch_module
from schemas.failures import Refused
from schemas.media import PNG, ArtifactRef
from schemas.orders import sheet_order
from tests.activities.images.orders import JONAS, MARA, seen
from tests.activities.images.painting import change, engine, job, sheet, small
from tests.small import small_plan

# diffusers' schedulers turn tensors into arrays in a way that numpy 2 is about to change
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")

_OPTIONS: dict[str, Any] = {**TINY["sdxl"], **CONTROL_MODELS, "identity_model": IDENTITY}


def _noise(seed: int, size: tuple[int, int] = (56, 56)) -> Image.Image:
    return Image.fromarray(np.random.Generator(np.random.PCG64(seed)).integers(0, 255, (size[1], size[0], 3), np.uint8))


def _brief(folder: Path, *references: Reference, **fields: Any) -> Brief:
    brief = brief_of(job(folder, small(**fields)), 16384, 32)
    return Brief(brief.job, brief.prompt, brief.negative, brief.size, references)


def _model(models_dir: Path) -> IdentityModel:
    return IdentityModel(folder_of(models_dir, IDENTITY), "cpu", torch_module().float32)


def test_a_picture_is_most_like_itself(image_models: Path) -> None:
    vectors = _model(image_models).embed([_noise(1), _noise(1), Image.new("RGB", (56, 56), (200, 30, 30))])

    assert vectors[0] @ vectors[1] == pytest.approx(1.0, abs=1e-5)
    assert vectors[0] @ vectors[2] < 0.999


def test_the_crop_where_somebody_stands_is_compared_with_the_best_view(image_models: Path, tmp_path: Path) -> None:
    picture = Image.new("RGB", (160, 96))
    picture.paste(_noise(7), (80, 20))
    two_views = Image.new("RGB", (112, 56), (255, 255, 255))
    two_views.paste(_noise(7), (56, 0))
    reference = Reference(two_views, "MARA", ((0, 0, 56, 56), (56, 0, 112, 56)))
    brief = _brief(tmp_path, reference, subjects=[seen(MARA), seen(JONAS)])

    assert identities(_model(image_models), picture, brief, {"MARA": (80, 20, 136, 76)}) == {"MARA": 1.0}


def test_people_who_can_not_be_told_apart_are_not_judged(image_models: Path, tmp_path: Path) -> None:
    reference = Reference(_noise(3), "MARA")
    together = _brief(tmp_path / "a", reference, subjects=[seen(MARA), seen(JONAS)])
    alone = _brief(tmp_path / "b", reference, subjects=[seen(MARA)])

    assert identities(_model(image_models), _noise(4), together, {}) == {}
    assert list(identities(_model(image_models), _noise(4), alone, {})) == ["MARA"]


def test_of_somebody_head_and_chest_are_compared() -> None:
    assert bust((10, 20, 50, 200)) == (10, 20, 50, 74)
    assert bust((10, 20, 50, 60)) == (10, 20, 50, 60)


def test_only_pictures_below_the_limit_are_painted_again_and_the_best_is_kept(tmp_path: Path) -> None:
    briefs = [_brief(tmp_path / name, prompt=name) for name in ("good", "late", "never")]
    worth = {"good": [0.9], "late": [0.2, 0.8], "never": [0.3, 0.5, 0.4]}
    painted: list[list[str]] = []

    def paint(some: Any, attempt: int, first: float, last: float) -> list[Image.Image]:
        assert first < last
        names = [brief.order.prompt for brief in some]
        painted.append(names)
        return [Image.new("RGB", (round(worth[name][attempt] * 100), 1)) for name in names]

    found = best_likenesses(briefs, paint, lambda _brief, picture: {"MARA": picture.width / 100}, 0.7, 3)

    assert painted == [["good", "late", "never"], ["late", "never"], ["never"]]
    assert [(each.least, each.tries) for each in found] == [(0.9, 1), (0.8, 2), (0.5, 3)]


def test_an_engine_reports_identity_and_tries_again_from_other_noise(image_models: Path, tmp_path: Path) -> None:
    ref, inputs = sheet(tmp_path, "mara", (150, 10, 10), "MARA")
    order = small(subjects=[seen(MARA)], references=[ref])
    told: list[float] = []
    once = engine(image_models, "sdxl", **_OPTIONS, control="pose").make(job(tmp_path / "a", order, inputs=inputs))
    strict = engine(image_models, "sdxl", **_OPTIONS, control="pose", identity_min=1.0, identity_tries=2)
    twice = strict.make(job(tmp_path / "b", order, inputs=inputs, progress=told.append))

    assert 0 <= once.facts["identity"]["MARA"] <= 1
    assert once.facts["identity_tries"] == 1
    assert twice.facts["identity_tries"] == 2
    assert f"likeness to the character sheets: MARA {once.facts['identity']['MARA']:g}" in once.notes
    assert "wanted 1; the best of 2 pictures" in twice.downgrades[0]
    assert once.downgrades == ()
    assert twice.facts["identity"]["MARA"] >= once.facts["identity"]["MARA"]
    assert (change(once, twice) > 0) == (twice.facts["identity"] != once.facts["identity"])
    assert sorted(told) == told


@pytest.mark.parametrize(("control", "count"), [("pose", 3), ("", 3)])
def test_a_sheet_says_whose_it_is_and_where_its_views_are(image_models: Path, tmp_path: Path, control: str, count: int) -> None:
    painter = engine(image_models, "sdxl", **TINY["sdxl"], **CONTROL_MODELS, control=control)
    order = sheet_order(small_plan(), 1, MARA).model_copy(update={"width_px": 224, "height_px": 128})
    made = painter.make(job(tmp_path, order))
    boxes = np.asarray(made.facts["views"])

    assert made.facts["character"] == "MARA"
    assert boxes.shape == (count, 4)
    assert (boxes >= 0).all()
    assert (boxes[:, 2] <= 224).all()
    assert (np.diff(boxes[:, 0]) > 30).all()


def test_who_can_not_be_compared_is_told(image_models: Path, tmp_path: Path) -> None:
    """Where nothing says who stands where, a picture of two could be of either."""
    sheets = [sheet(tmp_path, person.name, (150, 10, 10), person.name) for person in (MARA, JONAS)]
    order = small(subjects=[seen(MARA), seen(JONAS)], references=[ref for ref, _ in sheets])
    inputs = {key: value for _, each in sheets for key, value in each.items()}
    made = engine(image_models, "sdxl", **_OPTIONS).make(job(tmp_path / "a", order, inputs=inputs))

    assert "MARA, JONAS can't be compared with the character sheets" in made.notes[-1]


def test_a_sheet_that_is_given_to_a_shot_is_its_characters(image_models: Path, tmp_path: Path) -> None:
    painter = engine(image_models, "sdxl", **TINY["sdxl"], **CONTROL_MODELS)
    sheet_made = painter.make(
        job(tmp_path / "sheet", sheet_order(small_plan(), 1, MARA).model_copy(update={"width_px": 224, "height_px": 128}))
    )
    ref = ArtifactRef(key="s", media_type=PNG, size_bytes=1, sha256="0" * 64)
    shot = job(tmp_path / "shot", small(subjects=[seen(MARA)], references=[ref]), inputs={"s": Input(sheet_made.path, sheet_made.facts)})
    (reference,) = brief_of(shot, 16384, 32).references

    assert reference.character == "MARA"
    assert len(reference.views) == 3


@pytest.mark.parametrize("name", ["sdxl", "z_image"])
def test_engines_that_can_not_use_sheets_refuse_to_order_them(image_models: Path, z_image_models: Path, name: str) -> None:
    models_dir, options = (image_models, TINY["sdxl"]) if name == "sdxl" else (z_image_models, Z_IMAGE["z_image"])

    with pytest.raises(Refused, match=r"leave (the option )?sheets out"):
        engine(models_dir, name, **options, sheets=True)
