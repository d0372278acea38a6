"""A tiny Stable Diffusion 1.5 with a motion module and a ControlNet that have effect: what AnimateDiff runs on."""

from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.sdxl import clip_tokenizer
from activities.models.torch_setup import torch_module

MODEL, MOTION, EDGES = "tiny/sd15", "tiny/sd15-motion", "tiny/sd15-edges"
TINY: dict[str, dict[str, str | int | float | bool]] = {
    "animatediff": {"model": MODEL, "motion_model": MOTION, "control_model": EDGES, "steps": 2, "megapixels": 0.004, "most_frames": 6}
}
_WIDTHS = (8, 16)


def make_tiny_animatediff(models_dir: Path) -> None:
    """Build and register all three."""
    torch = torch_module()
    from diffusers import AutoencoderKL, ControlNetModel, MotionAdapter, PNDMScheduler, StableDiffusionPipeline, UNet2DConditionModel
    from transformers import CLIPTextConfig, CLIPTextModel

    torch.manual_seed(0)
    folder = files_folder(models_dir, MODEL)
    words = CLIPTextConfig(
        vocab_size=514,
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=2,
        num_attention_heads=4,
        bos_token_id=512,
        eos_token_id=513,
        pad_token_id=513,
    )
    vae = AutoencoderKL(
        block_out_channels=[8, 8, 16, 16],
        layers_per_block=1,
        down_block_types=["DownEncoderBlock2D"] * 4,
        up_block_types=["UpDecoderBlock2D"] * 4,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=512,
    )
    pipeline = StableDiffusionPipeline(
        vae=vae,
        text_encoder=CLIPTextModel(words).eval(),
        tokenizer=clip_tokenizer(folder / "tokenizer"),
        unet=UNet2DConditionModel(**_shape(), out_channels=4, sample_size=32, up_block_types=("UpBlock2D", "CrossAttnUpBlock2D")),
        scheduler=PNDMScheduler(beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, skip_prk_steps=True),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder)
    register(models_dir, MODEL)
    motion = MotionAdapter(
        block_out_channels=_WIDTHS,
        motion_layers_per_block=1,
        motion_norm_num_groups=4,
        motion_num_attention_heads=2,
        motion_max_seq_length=32,
    )
    _give_effect(motion, "proj_out", 0.3)
    motion.save_pretrained(files_folder(models_dir, MOTION))
    register(models_dir, MOTION)
    edges = ControlNetModel(**_shape(), conditioning_embedding_out_channels=(8, 8, 8, 8))
    _give_effect(edges, "controlnet_", 0.2)
    edges.save_pretrained(files_folder(models_dir, EDGES))
    register(models_dir, EDGES)


def _shape() -> dict[str, Any]:
    return {
        "block_out_channels": _WIDTHS,
        "layers_per_block": 1,
        "in_channels": 4,
        "down_block_types": ("CrossAttnDownBlock2D", "DownBlock2D"),
        "cross_attention_dim": 32,
        "attention_head_dim": 4,
        "norm_num_groups": 4,
    }


def _give_effect(net: Any, part: str, deviation: float) -> None:
    """As built these are zeros, and the net does nothing."""
    torch = torch_module()
    for name, weights in net.named_parameters():
        if part in name:
            torch.nn.init.normal_(weights, std=deviation)
