"""SDXL in its full size with random weights: 2.57 billion numbers in the denoiser, 0.82 in the text encoders.

The shapes are those of the published configuration (https://huggingface.co/stabilityai/stable-diffusion-xl-base-1.0).
"""

from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.sdxl import clip_tokenizer
from activities.models.torch_setup import torch_module
from tests.bench.published import sdxl_modules

MODEL = "large/sdxl"


def make_large_sdxl(models_dir: Path, device: str) -> str:
    """Build it in half precision and register it; gives its id."""
    torch = torch_module()
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline
    from transformers import CLIPTextModel, CLIPTextModelWithProjection

    folder = files_folder(models_dir, MODEL)
    torch.manual_seed(0)
    with torch.device(device):
        unet, vae = sdxl_modules()
        small, large = _text(CLIPTextModel, 768, 12, 12, 768), _text(CLIPTextModelWithProjection, 1280, 32, 20, 1280)
    tokenizer = clip_tokenizer(folder / "tokenizer")
    pipeline = StableDiffusionXLPipeline(
        vae=vae,
        text_encoder=small,
        text_encoder_2=large,
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=unet,
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, timestep_spacing="leading"
        ),
        add_watermarker=False,
    )
    pipeline.to(torch.bfloat16).save_pretrained(folder)
    return register(models_dir, MODEL)


def _text(kind: Any, width: int, layers: int, heads: int, projection: int) -> Any:
    from transformers import CLIPTextConfig

    config = CLIPTextConfig(
        vocab_size=49_408,
        hidden_size=width,
        intermediate_size=4 * width,
        num_hidden_layers=layers,
        num_attention_heads=heads,
        projection_dim=projection,
        bos_token_id=512,
        eos_token_id=513,
        pad_token_id=513,
    )
    return kind(config).eval()
