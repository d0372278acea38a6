"""How decoders of pixels are told to save memory: one result at a time always, in tiles when memory is short."""

from typing import Any

TILE_PX = 512
"""Side of a tile. Decoders of pictures that were published for 1024² would by themselves tile above it only, and save nothing there."""


def ready_decoder(decoder: Any, *, is_tiled: bool) -> None:
    """Set a decoder of diffusers up for the next call.

    Args:
        decoder: It may know no tiles: then it always decodes whole.
        is_tiled: Whether frames are decoded in tiles.
    """
    if hasattr(decoder, "use_slicing"):
        decoder.enable_slicing()
    if not hasattr(decoder, "use_tiling"):
        return
    if is_tiled and hasattr(decoder, "tile_latent_min_size"):
        steps_px = 2 ** (len(decoder.config.block_out_channels) - 1)
        decoder.tile_sample_min_size = min(TILE_PX, decoder.config.sample_size)
        decoder.tile_latent_min_size = decoder.tile_sample_min_size // steps_px
    (decoder.enable_tiling if is_tiled else decoder.disable_tiling)()
