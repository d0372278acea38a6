"""A tiny Qwen-Image-Edit: the real classes with random weights."""

import json
from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.qwen_text import qwen_tokenizer
from activities.models.torch_setup import torch_module

MODEL = "tiny/qwen-image-edit"
TINY: dict[str, dict[str, str | int | float | bool]] = {"qwen_edit": {"model": MODEL, "steps": 1, "guidance": 1.0, "megapixels": 0.016}}
_PARTS = {
    "scheduler": ("diffusers", "FlowMatchEulerDiscreteScheduler"),
    "vae": ("diffusers", "AutoencoderKLQwenImage"),
    "text_encoder": ("transformers", "Qwen2_5_VLForConditionalGeneration"),
    "tokenizer": ("transformers", "PreTrainedTokenizerFast"),
    "processor": ("transformers", "Qwen2VLProcessor"),
    "transformer": ("diffusers", "QwenImageTransformer2DModel"),
}


def make_tiny_qwen_image(models_dir: Path) -> str:
    """Build and register it, part by part as the pipeline's own saving would; gives its id."""
    torch = torch_module()
    from diffusers import AutoencoderKLQwenImage, FlowMatchEulerDiscreteScheduler, QwenImageTransformer2DModel
    from transformers import Qwen2VLImageProcessorPil

    torch.manual_seed(0)
    folder = files_folder(models_dir, MODEL)
    tokenizer = qwen_tokenizer()
    QwenImageTransformer2DModel(
        patch_size=2,
        in_channels=16,
        out_channels=4,
        num_layers=1,
        attention_head_dim=16,
        num_attention_heads=1,
        joint_attention_dim=16,
        guidance_embeds=False,
        axes_dims_rope=(8, 4, 4),
    ).save_pretrained(folder / "transformer")
    AutoencoderKLQwenImage(
        base_dim=4,
        z_dim=4,
        dim_mult=[1, 1, 1, 1],
        num_res_blocks=1,
        temperal_downsample=[False, True, True],
        latents_mean=[0.0] * 4,
        latents_std=[1.0] * 4,
    ).save_pretrained(folder / "vae")
    _text_encoder(tokenizer).save_pretrained(folder / "text_encoder")
    FlowMatchEulerDiscreteScheduler().save_pretrained(folder / "scheduler")
    for part in ("tokenizer", "processor"):
        tokenizer.save_pretrained(folder / part)
    Qwen2VLImageProcessorPil(min_pixels=28 * 28 * 4, max_pixels=28 * 28 * 16).save_pretrained(folder / "processor")
    index = {"_class_name": "QwenImageEditPlusPipeline", "_diffusers_version": "0.42.1", **_PARTS}
    (folder / "model_index.json").write_text(json.dumps(index), encoding="utf-8")
    return register(models_dir, MODEL)


def _text_encoder(tokenizer: Any) -> Any:
    from transformers import Qwen2_5_VLConfig, Qwen2_5_VLForConditionalGeneration

    number = tokenizer.get_vocab()
    config = Qwen2_5_VLConfig(
        text_config={
            "hidden_size": 16,
            "intermediate_size": 16,
            "num_hidden_layers": 2,
            "num_attention_heads": 2,
            "num_key_value_heads": 2,
            "vocab_size": 320,
            "rope_parameters": {"mrope_section": [1, 1, 2], "rope_type": "default", "rope_theta": 1e6},
            "max_position_embeddings": 32768,
        },
        vision_config={"depth": 2, "hidden_size": 16, "intermediate_size": 16, "num_heads": 2, "out_hidden_size": 16},
        vision_start_token_id=number["<|vision_start|>"],
        vision_end_token_id=number["<|vision_end|>"],
        image_token_id=number["<|image_pad|>"],
        video_token_id=number["<|video_pad|>"],
    )
    return Qwen2_5_VLForConditionalGeneration(config).eval()
