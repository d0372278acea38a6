"""Image engines under short memory, and what they remember between pictures."""

import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PIL import Image

from activities.engines import engine_options
from activities.images.briefs import Brief
from activities.images.engines.sdxl import Sdxl
from activities.models.addons import folder_of
from activities.models.embeddings import EmbeddingCache
from activities.models.pool import warm_pool
from activities.models.steps import Steps
from activities.models.tiny.sdxl import ADAPTER, ADAPTER_ENCODER, ADAPTER_FILE, CONTROL_MODELS, LORA, TINY
from activities.models.torch_setup import torch_module
from schemas.failures import Refused
from schemas.stages import Stage
from tests.activities.images.painting import change, engine, job, made_many, small

# diffusers' schedulers turn tensors into arrays in a way that numpy 2 is about to change
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation doesn't accept a copy keyword:DeprecationWarning")


class SmallCard(Sdxl):
    """SDXL on a device with memory for one picture at a time, decoded in tiles."""

    needs_tiles: ClassVar[bool] = True
    calls: ClassVar[list[tuple[int, bool]]] = []

    def paint(self, loaded: Any, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        self.calls.append((len(briefs), loaded.vae.use_tiling))
        if len(briefs) > 1 or (self.needs_tiles and not loaded.vae.use_tiling):
            raise torch_module().OutOfMemoryError("the device has no room for this")
        return super().paint(loaded, briefs, noise, steps)


class TinyCard(SmallCard):
    """SDXL on a device that is too small for anything."""

    def paint(self, loaded: Any, briefs: Sequence[Brief], noise: Sequence[Any], steps: Steps) -> list[Image.Image]:
        raise torch_module().OutOfMemoryError("the device has no room for this")


def _options(models_dir: Path, **options: Any) -> Any:
    return engine_options(Stage.IMAGES, "sdxl", {"FILM_MODELS_DIR": str(models_dir)}, {**TINY["sdxl"], **options})


def test_short_memory_paints_fewer_at_once_then_in_tiles_and_says_so(image_models: Path, tmp_path: Path) -> None:
    painter = SmallCard(_options(image_models, batch_max=2))
    SmallCard.calls.clear()
    warm_pool(painter.device).let_go()  # with others to send away, it would try once more as it was
    first = made_many(painter, tmp_path / "a", [small(), small(take=2)])
    tried = list(SmallCard.calls)
    SmallCard.calls.clear()
    made_many(painter, tmp_path / "b", [small(), small(take=2)])

    assert tried == [(2, False), (1, False), (1, True), (1, True)]
    assert SmallCard.calls == [(1, True), (1, True)]
    assert all("memory was short: 1 at once, in tiles" in made.facts["memory"] for made in first)


def test_a_model_that_does_not_fit_at_all_is_refused_with_advice(image_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"does not fit into memory.*lower megapixels of images engine"):
        TinyCard(_options(image_models)).make(job(tmp_path))


def test_weights_streamed_by_groups_paint_the_same_picture(image_models: Path, tmp_path: Path) -> None:
    resident, streamed = (
        engine(image_models, "sdxl", **TINY["sdxl"], offload=offload).make(job(tmp_path / offload)) for offload in ("resident", "group")
    )

    assert change(resident, streamed) == 0


def test_a_remembered_embedding_is_what_the_encoder_made(tmp_path: Path) -> None:
    torch = torch_module()
    made: list[int] = []

    def encode() -> dict[str, Any]:
        made.append(1)
        return {"states": torch.arange(6, dtype=torch.bfloat16).reshape(1, 2, 3) / 7, "pooled": torch.ones(1, 3)}

    first = EmbeddingCache(tmp_path).get("clip v1", "rain", encode)
    cache = EmbeddingCache(tmp_path)
    from_disk = cache.get("clip v1", "rain", encode)
    cache.get("clip v2", "rain", encode)

    assert len(made) == 2
    assert all(torch.equal(first[name], from_disk[name]) for name in ("states", "pooled"))
    assert from_disk["states"].dtype == torch.bfloat16


def test_a_damaged_embedding_is_made_again(tmp_path: Path) -> None:
    torch = torch_module()
    EmbeddingCache(tmp_path).get("clip", "rain", lambda: {"states": torch.ones(2)})
    (file,) = tmp_path.rglob("*.safetensors")
    file.write_bytes(file.read_bytes()[:20])

    assert EmbeddingCache(tmp_path).get("clip", "rain", lambda: {"states": torch.zeros(2)})["states"].sum() == 0


def test_memory_and_disk_keep_what_was_used_last(tmp_path: Path) -> None:
    torch = torch_module()
    cache = EmbeddingCache(tmp_path, memory_bytes=2 * 400, disk_bytes=10_000)
    asked: list[str] = []

    def get(text: str) -> None:
        def encode() -> dict[str, Any]:
            asked.append(text)
            return {"states": torch.ones(100)}

        cache.get("clip", text, encode)

    for number in range(65):
        get(str(number))
    get("64")

    assert asked.count("64") == 1
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.safetensors")) <= 10_000


def test_pictures_from_remembered_words_are_the_same(image_models: Path, tmp_path: Path) -> None:
    first, second = (engine(image_models, "sdxl", **TINY["sdxl"]).make(job(tmp_path / name, small(prompt="a lamp"))) for name in "ab")

    assert any((image_models / ".cache" / "embeddings").rglob("*.safetensors"))
    assert first.path.read_bytes() == second.path.read_bytes()


@pytest.mark.slow
# torch's compiler still uses its older one
@pytest.mark.filterwarnings("ignore:`torch.jit:DeprecationWarning")
@pytest.mark.skipif(shutil.which("c++") is None, reason="compiling for the CPU needs a C++ compiler: apt-get install g++")
def test_compiled_blocks_paint_nearly_the_same_and_are_compiled_once_for_all_films_of_one_shape(image_models: Path, tmp_path: Path) -> None:
    plain = engine(image_models, "sdxl", **TINY["sdxl"]).make(job(tmp_path / "plain"))
    before, painter = _graphs(), engine(image_models, "sdxl", **TINY["sdxl"], compile=True)
    compiled = painter.make(job(tmp_path / "compiled"))
    once = _graphs()
    painter.make(job(tmp_path / "larger", small(width_px=384, height_px=216)))

    assert change(plain, compiled) < 0.5
    assert once > before
    assert _graphs() == once


def _graphs() -> int:
    """What torch has compiled in this process so far."""
    from torch._dynamo.utils import counters

    return int(counters["stats"]["unique_graphs"])


def test_memory_is_estimated_from_the_files_in_use_not_from_all_of_a_repository(image_models: Path, tmp_path: Path) -> None:
    models_dir = tmp_path / "models"
    shutil.copytree(image_models, models_dir)
    other = folder_of(models_dir, ADAPTER) / "sdxl_models" / "another.safetensors"
    shutil.copyfile(folder_of(models_dir, ADAPTER) / ADAPTER_FILE, other)
    options = {"adapter": ADAPTER, "adapter_file": ADAPTER_FILE, "adapter_encoder": ADAPTER_ENCODER, "lora": LORA, "control": "pose"}
    before, after = (Sdxl(_options(folder, **options, **CONTROL_MODELS)).components() for folder in (image_models, models_dir))

    assert before == after
    assert len(before) == len(Sdxl(_options(image_models)).components()) + 3
