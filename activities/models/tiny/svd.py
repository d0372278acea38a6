"""A tiny Stable Video Diffusion: the real classes with random weights, nine frames a call."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL = "tiny/svd"
TINY: dict[str, dict[str, str | int | float | bool]] = {"svd": {"model": MODEL, "steps": 2, "megapixels": 0.008}}
FRAMES = 5


def make_tiny_svd(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from diffusers import (
        AutoencoderKLTemporalDecoder,
        EulerDiscreteScheduler,
        StableVideoDiffusionPipeline,
        UNetSpatioTemporalConditionModel,
    )
    from transformers import CLIPImageProcessorPil, CLIPVisionConfig, CLIPVisionModelWithProjection

    torch.manual_seed(0)
    unet = UNetSpatioTemporalConditionModel(
        block_out_channels=(32, 64),
        layers_per_block=1,
        sample_size=32,
        in_channels=8,
        out_channels=4,
        down_block_types=("CrossAttnDownBlockSpatioTemporal", "DownBlockSpatioTemporal"),
        up_block_types=("UpBlockSpatioTemporal", "CrossAttnUpBlockSpatioTemporal"),
        cross_attention_dim=32,
        num_attention_heads=4,
        projection_class_embeddings_input_dim=96,
        addition_time_embed_dim=32,
        num_frames=FRAMES,
    )
    vae = AutoencoderKLTemporalDecoder(
        block_out_channels=[32] * 4, layers_per_block=1, down_block_types=["DownEncoderBlock2D"] * 4, latent_channels=4
    )
    seeing = CLIPVisionConfig(
        hidden_size=32, projection_dim=32, num_hidden_layers=2, num_attention_heads=4, image_size=224, intermediate_size=37, patch_size=32
    )
    pipeline = StableVideoDiffusionPipeline(
        unet=unet,
        image_encoder=CLIPVisionModelWithProjection(seeing).eval(),
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085,
            beta_end=0.012,
            beta_schedule="scaled_linear",
            interpolation_type="linear",
            prediction_type="v_prediction",
            sigma_max=700.0,
            sigma_min=0.002,
            steps_offset=1,
            timestep_spacing="leading",
            timestep_type="continuous",
            use_karras_sigmas=True,
        ),
        vae=vae,
        feature_extractor=CLIPImageProcessorPil(crop_size=32, size=32),
    )
    pipeline.save_pretrained(files_folder(models_dir, MODEL))
    return register(models_dir, MODEL)
