"""Tiny Wan models: the real classes with random weights. Two experts (I2V-A14B), one small (TI2V-5B), and VACE."""

from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.t5 import t5_encoder, t5_tokenizer
from activities.models.torch_setup import torch_module

TWO_EXPERTS, SMALL, VACE = "tiny/wan-i2v", "tiny/wan-ti2v", "tiny/wan-vace"
TINY: dict[str, dict[str, str | int | float | bool]] = {
    "wan": {"model": TWO_EXPERTS, "steps": 3, "megapixels": 0.004, "most_frames": 9},
    "wan_vace": {"model": VACE, "steps": 2, "megapixels": 0.004, "most_frames": 9},
}
_SHAPE: dict[str, Any] = {
    "patch_size": (1, 2, 2),
    "num_attention_heads": 2,
    "attention_head_dim": 12,
    "out_channels": 16,
    "text_dim": 32,
    "freq_dim": 256,
    "ffn_dim": 32,
    "cross_attn_norm": True,
    "qk_norm": "rms_norm_across_heads",
    "rope_max_seq_len": 64,
}


def make_tiny_wan(models_dir: Path) -> str:
    """I2V with an expert for coarse and one for fine noise; gives its id."""
    torch = torch_module()
    from diffusers import WanImageToVideoPipeline, WanTransformer3DModel

    torch.manual_seed(0)
    pipeline = WanImageToVideoPipeline(
        **_parts(3.0),
        transformer=WanTransformer3DModel(in_channels=36, num_layers=2, **_SHAPE),
        transformer_2=WanTransformer3DModel(in_channels=36, num_layers=2, **_SHAPE),
        boundary_ratio=0.9,
    )
    pipeline.save_pretrained(files_folder(models_dir, TWO_EXPERTS))
    return register(models_dir, TWO_EXPERTS)


def make_tiny_wan_small(models_dir: Path) -> str:
    """TI2V, whose repository names the class for words alone; gives its id."""
    torch = torch_module()
    from diffusers import WanPipeline, WanTransformer3DModel

    torch.manual_seed(1)
    pipeline = WanPipeline(**_parts(5.0), transformer=WanTransformer3DModel(in_channels=16, num_layers=2, **_SHAPE), expand_timesteps=True)
    pipeline.save_pretrained(files_folder(models_dir, SMALL))
    return register(models_dir, SMALL)


def make_tiny_wan_vace(models_dir: Path) -> str:
    """VACE, whose control has effect; gives its id."""
    torch = torch_module()
    from diffusers import WanVACEPipeline, WanVACETransformer3DModel

    torch.manual_seed(2)
    transformer = WanVACETransformer3DModel(in_channels=16, num_layers=3, vace_layers=[0, 2], vace_in_channels=96, **_SHAPE)
    for name, weights in transformer.named_parameters():
        if ("vace_blocks" in name and "proj_out" in name) or ("vace_patch_embedding" in name):
            torch.nn.init.normal_(weights, std=0.5)
    pipeline = WanVACEPipeline(**_parts(3.0), transformer=transformer)
    pipeline.save_pretrained(files_folder(models_dir, VACE))
    return register(models_dir, VACE)


def _parts(shift: float) -> dict[str, Any]:
    from diffusers import AutoencoderKLWan, UniPCMultistepScheduler

    return {
        "vae": AutoencoderKLWan(base_dim=3, z_dim=16, dim_mult=[1, 1, 1, 1], num_res_blocks=1, temperal_downsample=[False, True, True]),
        "text_encoder": t5_encoder(umt5=True),
        "tokenizer": t5_tokenizer(),
        "scheduler": UniPCMultistepScheduler(prediction_type="flow_prediction", use_flow_sigmas=True, flow_shift=shift),
    }
