"""Long sounds are decoded a piece at a time: they are the same sounds, in memory that does not grow with the square of their length."""

from typing import Any

import pytest

from activities.models.sounding import unwarned
from activities.models.stable_audio import BYTES_PER_SECOND, decode_in_pieces
from activities.models.torch_setup import torch_module
from tests.bench.counting import held_bytes, shapes_only

LATENTS_HZ = 44_100 / 4_096


def _decoder(**shape: Any) -> Any:
    torch_module()
    from diffusers import AutoencoderSAME

    with unwarned():
        return AutoencoderSAME(**shape).eval()


def test_the_pieces_of_a_sound_fit_to_each_other() -> None:
    torch = torch_module()
    torch.manual_seed(0)
    small = {"patch_size": 4, "encoder_channels": 16, "encoder_c_mults": [2], "encoder_strides": [4], "latent_dim": 8, "dim_heads": 16}
    decoder = _decoder(**small, encoder_transformer_depths=[4])
    for name, weights in decoder.named_parameters():
        if not weights.any() or "new_tokens" in name:
            torch.nn.init.normal_(weights, std=0.05)
    latents = torch.randn(1, 8, 400)
    with torch.inference_mode():
        whole = decoder.decode(latents).sample
        decode_in_pieces(decoder)
        pieces = decoder.decode(latents).sample

    assert pieces.shape == whole.shape
    assert whole.abs().max() > 0.1
    assert (pieces - whole).abs().max() < 1e-4


@pytest.mark.filterwarnings("ignore")  # libraries, about shapes without numbers
@pytest.mark.slow
def test_decoding_two_minutes_holds_no_more_than_is_said() -> None:
    torch = torch_module()
    with shapes_only(torch.float32):
        decoder = _decoder(encoder_channels=256, encoder_transformer_depths=[12])  # as stable-audio-3-medium has it
        decode_in_pieces(decoder)
        held = held_bytes(lambda: decoder.decode(torch.empty(1, 256, round(120 * LATENTS_HZ))), (decoder,))

    assert held <= BYTES_PER_SECOND * 120
