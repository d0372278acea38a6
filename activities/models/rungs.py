"""How much of a model stays on the GPU: the rungs of the ladder that is climbed down when memory is short.

resident   all of it; fastest
model      the part at work, a whole part at a time: needs the largest part (text encoder, transformer, decoder)
group      the layers at work, streamed from main memory: needs a small part of the transformer, several times slower; the decoder, which
           is small, stays on the GPU
"""

from enum import StrEnum
from typing import Any

from activities.models.torch_setup import torch_module
from schemas.failures import Refused


class Rung(StrEnum):
    """Where a pipeline's weights lie between its steps."""

    RESIDENT = "resident"
    MODEL = "model"
    GROUP = "group"


LADDER = tuple(Rung)
"""From fast and large to slow and small."""

DECODER = "vae"
"""What pipelines call the part that makes pictures of latents. Streamed, its layers would keep the precision that they were streamed with,
when a pipeline widens them for a call (as SDXL's do before they encode a picture)."""
BESIDE_LARGEST_SHARE = 0.05
"""Of all weights: what model offload leaves on the GPU beside the largest part, hooks and fragments."""
_SHARE_STREAMED = 0.15
"""Of the largest part: what group offload with streams holds on the GPU at once."""
_PINNED_PER_BYTE = 2.0
"""Of main memory for each byte of weights, at worst: pinned blocks are rounded up to powers of two (torch's CachingHostAllocator)."""


def weights_on_gpu(rung: Rung, components: dict[str, int]) -> int:
    """Bytes of weights on the GPU at a time, from the bytes of each part; an estimate but for `resident`."""
    total, largest = sum(components.values()), max(components.values(), default=0)
    match rung:
        case Rung.RESIDENT:
            return total
        case Rung.MODEL:
            return int(largest + total * BESIDE_LARGEST_SHARE)
        case Rung.GROUP:
            streamed = max((size for name, size in components.items() if name != DECODER), default=0)
            return int(streamed * _SHARE_STREAMED) + components.get(DECODER, 0)


def place(pipeline: Any, rung: Rung, device: str) -> None:
    """Put a freshly loaded diffusers pipeline on its rung.

    Raises:
        Refused: `model` needs a GPU; a CPU has all of a model in main memory anyhow.
    """
    torch = torch_module()
    match rung:
        case Rung.RESIDENT:
            pipeline.to(device)
        case Rung.MODEL:
            if device == "cpu":
                raise Refused("model offload moves parts between main memory and a GPU; on a CPU use offload=resident or group")
            pipeline.enable_model_cpu_offload(device=device)
        case Rung.GROUP:
            pipeline.enable_group_offload(
                onload_device=torch.device(device),
                offload_device=torch.device("cpu"),
                offload_type="leaf_level",
                use_stream=device != "cpu",
                low_cpu_mem_usage=not _can_pin(pipeline),
                exclude_modules=DECODER,
            )


def _can_pin(pipeline: Any) -> bool:
    """Whether main memory has room for all weights where the GPU reads them itself; pinning them layer by layer is slower."""
    parts = [part for part in pipeline.components.values() if hasattr(part, "parameters")]
    size_bytes = sum(weight.numel() * weight.element_size() for part in parts for weight in part.parameters())
    return bool(_PINNED_PER_BYTE * size_bytes < free_bytes("cpu"))


def free_bytes(device: str) -> int:
    """Memory of the device that new weights and activations can take."""
    if device == "cpu":
        import psutil  # noqa: PLC0415 - engines on a GPU don't need it

        return int(psutil.virtual_memory().available)
    torch = torch_module()
    free, _total = torch.cuda.mem_get_info()
    held: int = torch.cuda.memory_reserved() - torch.cuda.memory_allocated()
    return int(free) + held
