"""What is put onto a model may be replaced in the registry while a worker has the model warm."""

import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from safetensors.numpy import load_file, save_file

from activities.images.engines.sdxl import Sdxl
from activities.models.addons import folder_of
from activities.models.pool import warm_pool
from activities.models.registry import Registry
from activities.models.tiny.cards import TERMS
from activities.models.tiny.sdxl import LORA, TINY
from schemas.failures import Superseded
from tests.activities.images.painting import change, engine, made_many, small

# diffusers' schedulers turn tensors into arrays in a way that numpy 2 is about to change
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")


@pytest.fixture
def models_dir(image_models: Path, tmp_path: Path) -> Path:
    """A registry of one's own with the same files."""
    return Path(shutil.copytree(image_models, tmp_path / "models", copy_function=_brought, ignore=shutil.ignore_patterns(".cache")))


def _brought(source: str, target: str) -> None:
    (os.link if source.endswith(".safetensors") else shutil.copy2)(source, target)


def _painter(models_dir: Path) -> Any:
    return engine(models_dir, "sdxl", **TINY["sdxl"], lora=LORA)


def _replace_lora(models_dir: Path) -> None:
    """Put a revision into use that does the opposite."""
    old = folder_of(models_dir, LORA) / "hero.safetensors"
    new = models_dir.parent / "new"
    new.mkdir()
    save_file({name: -weights if "lora_B" in name else weights for name, weights in load_file(old).items()}, new / old.name)
    Registry(models_dir).add_folder(LORA, new, TERMS)


def test_a_replaced_lora_is_not_painted_with_because_it_is_warm(models_dir: Path, tmp_path: Path) -> None:
    before = _painter(models_dir)
    first = made_many(before, tmp_path / "a", [small()])[0]
    _replace_lora(models_dir)
    after = _painter(models_dir)
    second = made_many(after, tmp_path / "b", [small()])[0]
    again = made_many(before, tmp_path / "c", [small()])[0]

    assert before.model_name != after.model_name
    assert change(first, second) > 1
    assert change(first, again) == 0


def test_a_lora_that_was_replaced_before_it_was_loaded_is_ordered_anew(models_dir: Path, tmp_path: Path) -> None:
    painter = _painter(models_dir)
    _replace_lora(models_dir)
    warm_pool(painter.device).let_go()

    with pytest.raises(Superseded, match="when it was ordered"):
        made_many(painter, tmp_path, [small()])


def test_what_was_remembered_of_words_is_of_the_loras_it_was_made_with(models_dir: Path) -> None:
    before = _painter(models_dir)
    _replace_lora(models_dir)
    after = _painter(models_dir)

    assert isinstance(before, Sdxl)
    assert before.encoder_with_loras != after.encoder_with_loras
    assert before.encoder == after.encoder
