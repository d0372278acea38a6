"""Model engines on a GPU of main memory: nothing of a model, of words or of noise is left on the wrong device, on any rung.

What kernels do can't be seen this way; see `tests.fakes.gpu`. Each engine runs on the rung that moves most: its parts take turns on the
device, and whatever one of them leaves behind is missed by the next; some also stream their layers, and one of them lies there whole.
What comes out is what a CPU makes with numbers of the same kind: where a model runs counts into no key.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from activities.engines import Engine, Made, engine_class, engine_names, engine_options
from activities.media.frames import open_clip
from activities.media.sound.waveform import read_sound
from activities.models.engine import ModelEngine
from activities.models.pool import warm_pool
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from schemas.engines import Queue
from schemas.failures import DoesNotFit
from schemas.media import FLAC, PNG
from schemas.stages import Stage
from tests.fakes.gpu import lent_gpu
from tests.fakes.gpu_driver import Memory
from tests.models.commissions import commission, fault
from tests.models.conftest import Miniatures

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]

torch = torch_module()
MADE_BY_HAND = {Stage.SCREENPLAY, Stage.MODERATION, Stage.SHOTS}
"""Stages whose model engines make words: see tests/activities/models/test_remembering.py for these."""
GPU_BYTES = 8 << 30
SMALLER_GPU_BYTES = {"wav2lip": 420_000_000}
"""By engine: with more memory Wav2Lip would paint 128 faces a call, however many there are, which take half a minute here."""
UNLIKE_AT_MOST = 0.1
"""How far what two devices make may lie apart, as a share of how far the values of one of it lie apart.

Seen are the same bytes from every engine; noise of another seed lies 0.2 apart and more (XTTS alone says nearly the same with any). The
rest is left to the last bits of sums, whose order is another with more threads, or where numbers lie otherwise in memory. Most engines
then differ by 1 or 2 of 255 in a few values; SVD by more, for its latents begin 700 times as large as others' (`sigma_max` of its
scheduler), so that what is left of them in the end has lost ten bits. Its own frames then differ by 1 of 255 in one value of two thousand;
those that are made between them, along what seems to have moved, in one of ten, by 0.15 of 255 on average. That is 0.01 here.
"""
PARTS = [
    (stage, name)
    for stage in Stage
    for name in engine_names(stage)
    if stage not in MADE_BY_HAND and issubclass(kind := engine_class(stage, name), ModelEngine) and kind.queue is Queue.GPU
]
STREAMED = [(Stage.IMAGES, "sdxl"), (Stage.CLIPS, "ltx"), (Stage.EFFECTS, "stable_audio")]
"""One of each kind of denoiser: convolutions, attention over frames, attention over sound."""
WHOLE = (Stage.IMAGES, "z_image")
LITTLE_BYTES = 2_000_000
"""Tables of places that models remember on the device, whatever size they have."""


@pytest.fixture
def gpu() -> Iterator[Memory]:
    """A GPU of 8 GiB, and nothing on it."""
    with lent_gpu(GPU_BYTES) as memory:
        yield memory
        warm_pool("cuda").let_go()


def made(stage: Stage, name: str, miniatures: Miniatures, folder: Path, **given: str) -> Made:
    """What an engine makes of its stage's smallest order with a device of its own choice, which is what was ordered."""
    options = {**miniatures.options(name), "reproducible": True, **given}
    engine: Engine[Any] = engine_class(stage, name)(engine_options(stage, name, {"FILM_MODELS_DIR": str(miniatures.models_dir)}, options))
    asked = commission(stage, folder / "inputs")
    result = engine.make(asked.job(folder / "made"))
    assert fault(asked.order, result) is None
    return result


@pytest.mark.parametrize(("stage", "name"), PARTS)
def test_an_engine_makes_on_a_gpu_what_it_makes_without_one_and_leaves_nothing_there(
    stage: Stage, name: str, miniatures: Miniatures, tmp_path: Path
) -> None:
    kind = engine_class(stage, name)
    assert issubclass(kind, ModelEngine)
    numbers = kind.Options.model_fields["dtype"].default
    without = values(made(stage, name, miniatures, tmp_path / "cpu", dtype=kind.gpu_dtype if numbers == "auto" else numbers))
    warm_pool("cpu").let_go()
    rung = Rung.MODEL if kind.offloads else Rung.RESIDENT
    with lent_gpu(SMALLER_GPU_BYTES.get(name, GPU_BYTES)) as gpu:
        on_it = values(made(stage, name, miniatures, tmp_path / "gpu", offload=rung.value))
        warm_bytes, left_bytes = warm_pool("cuda").size_bytes, gpu.held_bytes - warm_pool("cuda").size_bytes
        warm_pool("cuda").let_go()

    assert np.abs(on_it - without).mean() <= UNLIKE_AT_MOST * np.abs(without - without.mean()).mean()
    assert gpu.peak_bytes > 0
    assert left_bytes < LITTLE_BYTES
    assert not kind.offloads or warm_bytes == 0


def values(result: Made) -> NDArray[np.float64]:
    """Every value of a picture, a clip or a sound."""
    if result.media_type == PNG:
        picture = cv2.imread(str(result.path))
        assert picture is not None
        return picture.astype(np.float64)
    if result.media_type == FLAC:
        return read_sound(result.path).astype(np.float64)
    assert result.width_px
    assert result.height_px
    assert result.fps
    clip = open_clip(result.path, result.media_type, result.path, result.width_px, result.height_px, result.fps)
    return np.stack([frame.to_ndarray(format="rgb24") for frame in clip.read(0, clip.frames)]).astype(np.float64)


@pytest.mark.parametrize(("stage", "name"), STREAMED)
def test_an_engine_that_streams_its_layers_leaves_its_decoder_there(
    stage: Stage, name: str, miniatures: Miniatures, tmp_path: Path, gpu: Memory
) -> None:
    made(stage, name, miniatures, tmp_path, offload=Rung.GROUP.value)

    assert 0 < warm_pool("cuda").size_bytes < gpu.peak_bytes
    assert gpu.held_bytes - warm_pool("cuda").size_bytes < LITTLE_BYTES


def test_an_engine_that_lies_there_whole_is_gone_once_it_is_let_go(miniatures: Miniatures, tmp_path: Path, gpu: Memory) -> None:
    made(*WHOLE, miniatures, tmp_path)
    held_bytes = warm_pool("cuda").size_bytes
    warm_pool("cuda").let_go()

    assert held_bytes > 500_000
    assert gpu.held_bytes < 100_000


def test_what_no_rung_fits_is_told(miniatures: Miniatures, tmp_path: Path) -> None:
    with lent_gpu(1_500_000), pytest.raises(DoesNotFit, match=r"even with 1 at once, in tiles, group weights.*out of memory"):
        made(*WHOLE, miniatures, tmp_path)


def test_tensors_of_two_devices_are_refused_as_by_a_gpu(gpu: Memory) -> None:
    there, here = torch.ones(3, device="cuda"), torch.ones(3)

    with pytest.raises(RuntimeError, match="same device"):
        there + here
    with pytest.raises(RuntimeError, match="same device"):
        torch.nn.functional.linear(there, here[None])
    with pytest.raises(RuntimeError, match="generator"):
        torch.randn(3, device="cuda", generator=torch.Generator("cpu"))
    with pytest.raises(TypeError, match="numpy"):
        there.numpy()
    with pytest.raises(RuntimeError, match="indices"):
        here[torch.zeros(1, dtype=torch.long, device="cuda")]
    assert (there * torch.tensor(2.0)).sum().item() == 6
    assert there[torch.zeros(2, dtype=torch.long)].cpu().tolist() == [1.0, 1.0]
    assert gpu.held_bytes == 12


def test_memory_runs_out_and_views_take_none() -> None:
    with lent_gpu(1000) as memory:
        half = torch.zeros(125, device="cuda")
        views = [half[first:] for first in range(100)]

        assert (memory.held_bytes, len(views)) == (500, 100)
        with pytest.raises(torch.OutOfMemoryError):
            half + 1.0 + torch.ones(125, device="cuda")
        del half, views
        assert torch.cuda.mem_get_info() == (0, 1000)
        torch.cuda.empty_cache()
        assert torch.cuda.mem_get_info() == (1000, 1000)
