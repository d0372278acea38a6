"""A Stable Audio 3 of two layers: the real classes with random weights, distilled and not."""

from pathlib import Path
from typing import Any

from activities.models.sounding import unwarned
from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL, BASE = "tiny/stable-audio", "tiny/stable-audio-base"
TINY: dict[str, dict[str, str | int | float | bool]] = {"stable_audio": {"model": MODEL, "steps": 2, "longest_s": 3.0}}
_WIDTH = 32


def make_tiny_stable_audio(models_dir: Path) -> str:
    """Build and register both; gives the id of the distilled one."""
    for model_id, is_distilled in ((BASE, False), (MODEL, True)):
        _pipeline(is_distilled=is_distilled).save_pretrained(files_folder(models_dir, model_id))
        register(models_dir, model_id)
    return MODEL


def _pipeline(*, is_distilled: bool) -> Any:
    torch = torch_module()
    from diffusers import (
        AutoencoderSAME,
        FlowMatchEulerDiscreteScheduler,
        StableAudio3DiTModel,
        StableAudio3Pipeline,
    )
    from diffusers.pipelines.stable_audio_3.modeling_stable_audio_3 import StableAudio3DurationEmbedder
    from transformers import GemmaTokenizer, T5GemmaConfig, T5GemmaEncoderModel

    torch.manual_seed(0)
    transformer = StableAudio3DiTModel(
        io_channels=16,
        embed_dim=_WIDTH,
        depth=2,
        num_heads=2,
        cond_token_dim=_WIDTH,
        global_cond_dim=_WIDTH,
        local_add_cond_dim=17,
        timestep_features_dim=16,
        ff_mult=2.0,
        num_memory_tokens=4,
    )
    with unwarned():
        vae = AutoencoderSAME(
            patch_size=64,
            encoder_channels=16,
            encoder_c_mults=[2],
            encoder_strides=[16],
            encoder_transformer_depths=[1],
            latent_dim=16,
            dim_heads=16,
            ff_mult=2,
        )
    side = {
        "vocab_size": 300,
        "hidden_size": _WIDTH,
        "intermediate_size": 32,
        "num_hidden_layers": 2,
        "num_attention_heads": 2,
        "num_key_value_heads": 1,
        "head_dim": 16,
        "query_pre_attn_scalar": 16,
    }
    words = T5GemmaEncoderModel(T5GemmaConfig(encoder=side, decoder=side, vocab_size=300, is_encoder_decoder=False))
    for network in (transformer, vae):
        _wake(torch, network)
    return StableAudio3Pipeline(
        vae=vae.eval(),
        text_encoder=words.eval(),
        tokenizer=GemmaTokenizer(vocab=_pieces(), merges=[]),
        duration_embedder=StableAudio3DurationEmbedder(output_dim=_WIDTH, fourier_dim=16),
        transformer=transformer.eval(),
        scheduler=FlowMatchEulerDiscreteScheduler(stochastic_sampling=is_distilled),
    )


def _wake(torch: Any, network: Any) -> None:
    """As built many of its projections are zeros, which do nothing, and attention is too even to carry anything across."""
    with torch.no_grad():
        for name, weights in network.named_parameters():
            if weights.ndim >= 2 and not weights.any():
                weights.normal_(std=0.2)
            if "new_tokens" in name:
                weights.normal_()
            if "to_q" in name or "to_kv" in name:
                weights.mul_(6)


def _pieces() -> dict[str, int]:
    letters = ["<pad>", "<eos>", "<bos>", "<unk>", "<mask>", "▁", *(f"<0x{byte:02X}>" for byte in range(256))]
    return {letter: number for number, letter in enumerate(letters)}
