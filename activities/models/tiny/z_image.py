"""A tiny Z-Image and a ControlNet for it: the real classes with random weights."""

from pathlib import Path

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.qwen_text import qwen3, qwen_tokenizer
from activities.models.torch_setup import torch_module

MODEL, CONTROL = "tiny/z-image", "tiny/z-image-control"
TINY: dict[str, dict[str, str | int | float | bool]] = {
    "z_image": {"model": MODEL, "control_model": CONTROL, "steps": 2, "megapixels": 0.016}
}
_SHAPE = {"all_patch_size": (2,), "all_f_patch_size": (1,), "dim": 32, "n_refiner_layers": 1, "n_heads": 2, "n_kv_heads": 2}


def make_tiny_z_image(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from diffusers import AutoencoderKL, FlowMatchEulerDiscreteScheduler, ZImagePipeline, ZImageTransformer2DModel
    from transformers import Qwen3Model

    torch.manual_seed(0)
    transformer = ZImageTransformer2DModel(
        **_SHAPE, in_channels=16, n_layers=2, cap_feat_dim=16, axes_dims=[8, 4, 4], axes_lens=[1024, 64, 64]
    )
    with torch.no_grad():
        # made empty, and so whatever memory held
        transformer.x_pad_token.fill_(1.0)
        transformer.cap_pad_token.fill_(1.0)
    vae = AutoencoderKL(
        down_block_types=["DownEncoderBlock2D"] * 4,
        up_block_types=["UpDecoderBlock2D"] * 4,
        block_out_channels=[8, 8, 8, 8],
        layers_per_block=1,
        latent_channels=16,
        norm_num_groups=4,
        sample_size=256,
        scaling_factor=0.3611,
        shift_factor=0.1159,
    )
    pipeline = ZImagePipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(shift=3.0),
        text_encoder=qwen3(Qwen3Model, layers=2),
        tokenizer=qwen_tokenizer(),
        transformer=transformer,
        vae=vae,
    )
    pipeline.save_pretrained(files_folder(models_dir, MODEL))
    return register(models_dir, MODEL)


def make_tiny_z_image_control(models_dir: Path) -> str:
    """A ControlNet whose weights have effect; gives its id."""
    torch = torch_module()
    from diffusers import ZImageControlNetModel

    torch.manual_seed(1)
    net = ZImageControlNetModel(
        **_SHAPE, control_layers_places=[0], control_refiner_layers_places=[0], control_in_dim=16, add_control_noise_refiner=None
    )
    for weights in net.parameters():
        if weights.ndim > 1:
            torch.nn.init.normal_(weights, std=0.3)
    net.save_pretrained(files_folder(models_dir, CONTROL))
    return register(models_dir, CONTROL)
