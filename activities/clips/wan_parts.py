"""Loads the parts of Wan pipelines: a decoder that wants full precision, noise levels, LoRAs of two experts."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from activities.models.addons import Lora, weights_file
from activities.models.faults import refusing
from activities.models.loading import load_lora, load_pipeline, put_on_loras, weights_variant
from activities.models.needs import Activations
from activities.models.torch_setup import torch_module
from schemas.failures import Refused

_PATCH = 2
"""Side of what Wan's transformers read at once, in steps of the decoder."""
_PLACE_BYTES, _WIDE_PLACE_BYTES = 19_700, 21_700
"""What decoding four frames takes for each of their places."""
_DECODED_BYTES = 12
"""Of a pixel: three numbers of 32 bits."""
_TILE_PX = 256
"""Side of a tile of its decoder."""


def sides_multiple(folder: Path) -> int:
    """What the sides of frames must be multiples of: 16, for TI2V-5B 32."""
    config = json.loads((folder / "vae" / "config.json").read_text(encoding="utf-8"))
    return _PATCH * int(config.get("scale_factor_spatial") or 8)


def wan_activations(size: tuple[int, int], frames: int, making_bytes_per_pixel: int, *, is_wide: bool) -> Activations:
    """What a call takes on the GPU beside the weights.

    Its decoder, of 32 bits, goes through time in runs of four frames: what it takes does not grow with the length, but for the frames.

    Args:
        size: Width and height of the frames.
        frames: Of the call.
        making_bytes_per_pixel: What a step takes for each pixel of each frame.
        is_wide: Whether the decoder is that of TI2V-5B.
    """
    places, pixels = size[0] * size[1], size[0] * size[1] * frames
    place = _WIDE_PLACE_BYTES if is_wide else _PLACE_BYTES
    tiled = min(places, _TILE_PX**2) * place + 2 * pixels * _DECODED_BYTES
    return Activations(pixels * making_bytes_per_pixel, places * place + pixels * _DECODED_BYTES, tiled)


def whole_call(engine: str, frames: int) -> int:
    """How many frames a call makes: 4k + 1.

    Raises:
        ValueError: They are none; names those that are.
    """
    if frames % 4 != 1:
        msg = f"{engine} makes 4k + 1 frames in a call: {frames} is none, take {frames // 4 * 4 + 1}"
        raise ValueError(msg)
    return frames


def load_wan(name: str, folder: Path, dtype: Any) -> Any:
    """A Wan pipeline in main memory.

    Args:
        name: A class of diffusers.
        folder: The model.
        dtype: Of everything but the decoder, which shows bands in bfloat16 and stays in float32.

    Raises:
        Refused: The files are not such a model.
    """
    torch = torch_module()
    from diffusers import AutoencoderKLWan  # noqa: PLC0415 - seconds

    with refusing(f"the model in {folder} has no decoder of Wan"):
        decoder = AutoencoderKLWan.from_pretrained(
            folder / "vae", dtype=torch.float32, variant=weights_variant(folder), use_safetensors=True, local_files_only=True
        )
    return load_pipeline(name, folder, dtype, vae=decoder)


def shift_noise(pipeline: Any, shift: float) -> None:
    """Give more of a warm pipeline's steps to the coarse, the more so the larger `shift`."""
    scheduler = pipeline.scheduler
    setting = "flow_shift" if "flow_shift" in scheduler.config else "shift"
    pipeline.scheduler = type(scheduler).from_config(scheduler.config, **{setting: shift})


def put_on_wan_loras(pipeline: Any, models_dir: Path, loras: Sequence[Lora]) -> None:
    """Load LoRAs, those for the expert of fine noise (with "low" in the file's name) onto that one.

    Raises:
        Refused: One is missing, or is none for this model.
    """
    fine = [lora for lora in loras if "low" in weights_file(models_dir, lora.id, lora.file).name.lower()]
    coarse = [lora for lora in loras if lora not in fine]
    put_on_loras(pipeline, models_dir, coarse)
    if fine and getattr(pipeline, "transformer_2", None) is None:
        msg = f"{fine[0].id} is for an expert of fine noise, which this model has not"
        raise Refused(msg)
    for lora in fine:
        load_lora(pipeline, models_dir, lora, load_into_transformer_2=True)
    if fine:
        pipeline.transformer_2.set_adapters([lora.adapter for lora in fine], [lora.weight for lora in fine])
