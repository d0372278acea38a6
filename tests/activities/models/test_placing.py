"""Where the parts of a pipeline lie on each rung, and how its decoder saves memory."""

from pathlib import Path
from typing import Any

import pytest

from activities.models.decoding import ready_decoder
from activities.models.rungs import Rung, place
from activities.models.tiny.sdxl import make_tiny_sdxl
from activities.models.torch_setup import torch_module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny SDXL."""
    models_dir = tmp_path_factory.mktemp("models")
    make_tiny_sdxl(models_dir)
    return next(models_dir.rglob("model_index.json")).parent


def test_the_decoder_is_not_streamed_so_that_a_pipeline_can_widen_it(folder: Path) -> None:
    torch = torch_module()
    from diffusers import StableDiffusionXLImg2ImgPipeline
    from diffusers.hooks.group_offloading import _is_group_offload_enabled

    pipeline: Any = StableDiffusionXLImg2ImgPipeline.from_pretrained(folder, dtype=torch.bfloat16, local_files_only=True)
    place(pipeline, Rung.GROUP, "cpu")

    assert _is_group_offload_enabled(pipeline.unet)
    assert not _is_group_offload_enabled(pipeline.vae)


def test_a_decoder_made_for_1024_pixels_decodes_1024_pixels_in_tiles() -> None:
    torch = torch_module()
    from diffusers import AutoencoderKL

    small = {"block_out_channels": [4, 4, 4, 4], "layers_per_block": 1, "norm_num_groups": 2, "latent_channels": 4, "sample_size": 1024}
    decoder: Any = AutoencoderKL(
        **small, down_block_types=["DownEncoderBlock2D"] * 4, up_block_types=["UpDecoderBlock2D"] * 4, mid_block_add_attention=False
    )
    seen: list[int] = []
    decoder.decoder.register_forward_pre_hook(lambda _module, given: seen.append(given[0].shape[-1]))
    latents = torch.zeros(2, 4, 128, 128)
    with torch.no_grad():
        ready_decoder(decoder, is_tiled=True)
        tiled = decoder.decode(latents).sample
        in_tiles, seen[:] = list(seen), []
        ready_decoder(decoder, is_tiled=False)
        decoder.decode(latents)

    assert tiled.shape == (2, 3, 1024, 1024)
    assert max(in_tiles) == 64
    assert seen == [128, 128], "one picture after the other"
