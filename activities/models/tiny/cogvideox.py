"""A tiny CogVideoX: the real classes with random weights, of 1.0 (one size, one length) and of 1.5."""

from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.t5 import t5_encoder, t5_tokenizer
from activities.models.torch_setup import torch_module

MODEL, NEWER = "tiny/cogvideox", "tiny/cogvideox-newer"
TINY: dict[str, dict[str, str | int | float | bool]] = {"cogvideox": {"model": MODEL, "steps": 2, "megapixels": 0.008}}


def make_tiny_cogvideox(models_dir: Path) -> str:
    """1.0, 96 × 64 and 9 frames; gives its id."""
    return _make(models_dir, MODEL, {"sample_width": 12, "sample_height": 8, "sample_frames": 9, "use_learned_positional_embeddings": True})


def make_tiny_newer_cogvideox(models_dir: Path) -> str:
    """1.5: any size, 16k + 1 frames; gives its id."""
    places = {"sample_width": 40, "sample_height": 40, "sample_frames": 33, "use_learned_positional_embeddings": False}
    newer = {**places, "patch_size_t": 2, "patch_bias": False, "ofs_embed_dim": 8}
    return _make(models_dir, NEWER, newer)


def _make(models_dir: Path, model_id: str, shape: dict[str, Any]) -> str:
    torch = torch_module()
    from diffusers import AutoencoderKLCogVideoX, CogVideoXDPMScheduler, CogVideoXImageToVideoPipeline, CogVideoXTransformer3DModel

    torch.manual_seed(0)
    transformer = CogVideoXTransformer3DModel(
        num_attention_heads=2,
        attention_head_dim=16,
        in_channels=8,
        out_channels=4,
        time_embed_dim=8,
        text_embed_dim=32,
        num_layers=1,
        patch_size=2,
        temporal_compression_ratio=4,
        max_text_seq_length=226,
        use_rotary_positional_embeddings=True,
        **shape,
    )
    vae = AutoencoderKLCogVideoX(
        down_block_types=("CogVideoXDownBlock3D",) * 4,
        up_block_types=("CogVideoXUpBlock3D",) * 4,
        block_out_channels=(8, 8, 8, 8),
        latent_channels=4,
        layers_per_block=1,
        norm_num_groups=2,
        temporal_compression_ratio=4,
    )
    pipeline = CogVideoXImageToVideoPipeline(
        transformer=transformer, vae=vae, text_encoder=t5_encoder(), tokenizer=t5_tokenizer(), scheduler=CogVideoXDPMScheduler()
    )
    pipeline.save_pretrained(files_folder(models_dir, model_id))
    return register(models_dir, model_id)
