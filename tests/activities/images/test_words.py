"""Words are encoded once for every picture engine that remembers them, counted at the text encoder itself."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from activities.models.embeddings import embedding_cache
from activities.models.pool import warm_pool
from activities.models.tiny import flux2, sdxl, z_image
from tests.activities.images.painting import engine, job, small

# diffusers' schedulers turn tensors into arrays in a way that numpy 2 is about to change
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")

_EXAMPLES = [
    ("image_models", "sdxl", sdxl.TINY["sdxl"]),
    ("z_image_models", "z_image", z_image.TINY["z_image"]),
    ("flux2_models", "flux2_klein", flux2.TINY["flux2_klein"]),
]


@pytest.mark.parametrize(("models", "name", "options"), _EXAMPLES, ids=[name for _, name, _ in _EXAMPLES])
def test_words_are_encoded_once_and_remembered_words_make_the_same_bytes(
    models: str, name: str, options: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    models_dir: Path = request.getfixturevalue(models)
    worker = engine(models_dir, name, **options)
    order = small(prompt=f"a letter on the table, {name}", negative_prompt="rain")
    worker.make(job(tmp_path / "warm", small(prompt="a lamp", negative_prompt="rain")))
    calls: list[int] = []
    pool = warm_pool("cpu")
    with pool.borrow(pool.names[-1], 0, lambda: pytest.fail("it is not warm")) as loaded:
        pipeline = loaded.words if name == "sdxl" else loaded.pipeline
        hook = pipeline.text_encoder.register_forward_hook(lambda *_told: calls.append(1))
        first = worker.make(job(tmp_path / "first", order))
        other_take = worker.make(job(tmp_path / "other", order.model_copy(update={"take": 2})))
        known = len(calls)
        shutil.rmtree(models_dir / ".cache")
        embedding_cache(models_dir).forget()
        anew = worker.make(job(tmp_path / "anew", order))
        hook.remove()

    assert known == 1
    assert len(calls) > 1
    assert first.path.read_bytes() == anew.path.read_bytes()
    assert first.path.read_bytes() != other_take.path.read_bytes()
