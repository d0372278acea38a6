"""What a call of a model takes of a GPU: weights by rung, and beside them what its phases take, of which one runs at a time.

The numbers that engines give for it were counted on their models in published size, operation by operation, without their weights and
without a GPU (`python -m tests.bench.activations`); what kernels take for themselves comes on top, see `_KERNELS_SHARE`.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from activities.models.rungs import BESIDE_LARGEST_SHARE, DECODER, Rung, weights_on_gpu

DENOISERS = ("unet", "transformer", "transformer_2")
"""What pipelines call the part that is called in every step."""
ADD_ON = "add-on"
"""How the names of parts begin that are put onto the denoiser, and lie on the GPU beside it."""
_KERNELS_SHARE = 0.15
"""Of activations: workspaces of convolutions and matrix products, and what the allocator can't use of its blocks."""


@dataclass(frozen=True)
class Activations:
    """Bytes beside the weights."""

    making: int
    """Of each order of a call, in a step."""
    decoding: int = 0
    """Of a call: its results are decoded one after the other."""
    tiled: int | None = None
    """The same in tiles; None where there are none."""

    def of(self, batch: int, *, is_tiled: bool) -> tuple[int, int]:
        """While a call of so many orders is made, and while it is decoded."""
        decoding = self.tiled if is_tiled and self.tiled is not None else self.decoding
        return int(batch * self.making * (1 + _KERNELS_SHARE)), int(decoding * (1 + _KERNELS_SHARE))


def needed_bytes(rung: Rung, components: Mapping[str, int], activations: Activations, batch: int, *, is_tiled: bool) -> int:
    """What a call takes of the GPU at its peak, weights included; an estimate.

    Args:
        rung: Where the weights are.
        components: Bytes of the model's parts once loaded, by the names that pipelines give them.
        activations: Beside them.
        batch: Orders of the call.
        is_tiled: Whether it decodes in tiles.
    """
    making, decoding = activations.of(batch, is_tiled=is_tiled)
    if rung is not Rung.MODEL:
        return weights_on_gpu(rung, dict(components)) + max(making, decoding)
    largest = max(components.values(), default=0)
    denoiser = max((components[name] for name in DENOISERS if name in components), default=largest)
    beside = sum(size for name, size in components.items() if name.startswith(ADD_ON))
    phases = (largest, denoiser + beside + making, components.get(DECODER, 0 if denoiser < largest else denoiser) + decoding)
    return int(max(phases) + sum(components.values()) * BESIDE_LARGEST_SHARE)
