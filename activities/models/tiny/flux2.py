"""A tiny FLUX.2 klein: the real classes with random weights."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.qwen_text import qwen3, qwen_tokenizer
from activities.models.torch_setup import torch_module

MODEL = "tiny/flux2-klein"
TINY: dict[str, dict[str, str | int | float | bool]] = {"flux2_klein": {"model": MODEL, "steps": 2, "megapixels": 0.016}}


def make_tiny_flux2(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from diffusers import AutoencoderKLFlux2, FlowMatchEulerDiscreteScheduler, Flux2KleinPipeline, Flux2Transformer2DModel
    from transformers import Qwen3ForCausalLM

    torch.manual_seed(0)
    transformer = Flux2Transformer2DModel(
        patch_size=1,
        in_channels=16,
        num_layers=1,
        num_single_layers=1,
        attention_head_dim=16,
        num_attention_heads=2,
        joint_attention_dim=48,
        timestep_guidance_channels=256,
        axes_dims_rope=[4, 4, 4, 4],
        guidance_embeds=False,
    )
    vae = AutoencoderKLFlux2(
        sample_size=256,
        down_block_types=("DownEncoderBlock2D",) * 4,
        up_block_types=("UpDecoderBlock2D",) * 4,
        block_out_channels=(4, 4, 4, 4),
        layers_per_block=1,
        latent_channels=4,
        norm_num_groups=2,
        use_quant_conv=False,
        use_post_quant_conv=False,
    )
    pipeline = Flux2KleinPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        # the pipeline takes the states of its layers 9, 18 and 27
        text_encoder=qwen3(Qwen3ForCausalLM, layers=28),
        tokenizer=qwen_tokenizer(),
        transformer=transformer,
        vae=vae,
        is_distilled=True,
    )
    pipeline.save_pretrained(files_folder(models_dir, MODEL))
    return register(models_dir, MODEL)
