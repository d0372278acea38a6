"""A tiny LTX-Video: the real classes with random weights, as of 0.9.5 (first and last frame) and as before."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.t5 import t5_encoder, t5_tokenizer
from activities.models.torch_setup import torch_module

MODEL, EARLY = "tiny/ltx", "tiny/ltx-early"
TINY: dict[str, dict[str, str | int | float | bool]] = {"ltx": {"model": MODEL, "steps": 2, "megapixels": 0.008, "most_frames": 9}}


def make_tiny_ltx(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    return _make(models_dir, MODEL, "LTXConditionPipeline", is_shifting=False)


def make_tiny_early_ltx(models_dir: Path) -> str:
    """The same weights as a model that takes a first frame only."""
    return _make(models_dir, EARLY, "LTXImageToVideoPipeline", is_shifting=True)


def _make(models_dir: Path, model_id: str, pipeline: str, *, is_shifting: bool) -> str:
    torch = torch_module()
    import diffusers
    from diffusers import AutoencoderKLLTXVideo, FlowMatchEulerDiscreteScheduler, LTXVideoTransformer3DModel

    torch.manual_seed(0)
    transformer = LTXVideoTransformer3DModel(
        in_channels=8,
        out_channels=8,
        patch_size=1,
        patch_size_t=1,
        num_attention_heads=4,
        attention_head_dim=8,
        cross_attention_dim=32,
        num_layers=1,
        caption_channels=32,
    )
    vae = AutoencoderKLLTXVideo(
        in_channels=3,
        out_channels=3,
        latent_channels=8,
        block_out_channels=(8, 8, 8, 8),
        decoder_block_out_channels=(8, 8, 8, 8),
        layers_per_block=(1, 1, 1, 1, 1),
        decoder_layers_per_block=(1, 1, 1, 1, 1),
        # 32 and 8 times smaller, as the real one
        spatio_temporal_scaling=(True, True, True, False),
        decoder_spatio_temporal_scaling=(True, True, True, False),
        decoder_inject_noise=(False,) * 5,
        upsample_residual=(False,) * 4,
        upsample_factor=(1,) * 4,
        timestep_conditioning=False,
        patch_size=4,
        patch_size_t=1,
        encoder_causal=True,
        decoder_causal=False,
    )
    shifting = {"use_dynamic_shifting": True, "base_shift": 0.95, "max_shift": 2.05, "base_image_seq_len": 1024, "max_image_seq_len": 4096}
    made = getattr(diffusers, pipeline)(
        scheduler=FlowMatchEulerDiscreteScheduler(**(shifting if is_shifting else {})),
        vae=vae,
        text_encoder=t5_encoder(),
        tokenizer=t5_tokenizer(),
        transformer=transformer,
    )
    made.save_pretrained(files_folder(models_dir, model_id))
    return register(models_dir, model_id)
