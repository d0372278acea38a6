"""A tiny SDXL: the real classes with random weights, and add-ons for it whose effect can be seen."""

import json
from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.torch_setup import torch_module

MODEL = "tiny/sdxl"
TINY: dict[str, dict[str, str | int | float | bool]] = {
    "sdxl": {"model": MODEL, "steps": 2, "megapixels": 0.016},
    "deforum": {"model": MODEL, "steps": 2, "megapixels": 0.008},
}
"""Options by engine under which it runs in about a second."""


def make_tiny_sdxl(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline
    from transformers import CLIPTextModel, CLIPTextModelWithProjection

    folder = files_folder(models_dir, MODEL)
    torch.manual_seed(0)
    tokenizer = clip_tokenizer(folder / "tokenizer")
    pipeline = StableDiffusionXLPipeline(
        vae=_vae(),
        text_encoder=_text_encoder(CLIPTextModel),
        text_encoder_2=_text_encoder(CLIPTextModelWithProjection),
        tokenizer=tokenizer,
        tokenizer_2=tokenizer,
        unet=unet(),
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", steps_offset=1, timestep_spacing="leading"
        ),
        add_watermarker=False,
    )
    pipeline.save_pretrained(folder)
    return register(models_dir, MODEL)


POSE, DEPTH, CANNY = "tiny/sdxl-pose", "tiny/sdxl-depth", "tiny/sdxl-canny"
LORA, ADAPTER = "tiny/sdxl-lora", "tiny/sdxl-adapter"
CONTROL_MODELS: dict[str, str | int | float | bool] = {"pose_model": POSE, "depth_model": DEPTH, "canny_model": CANNY}
ADAPTER_FILE, ADAPTER_ENCODER = "sdxl_models/adapter.safetensors", "models/image_encoder"


def make_tiny_addons(models_dir: Path) -> None:
    """ControlNets for three kinds of control, a LoRA and an IP-Adapter for the tiny SDXL, all with weights that have effect."""
    for number, model_id in enumerate((POSE, DEPTH, CANNY)):
        _make_control(models_dir, model_id, number)
    _make_lora(models_dir)
    _make_adapter(models_dir)


def _make_control(models_dir: Path, model_id: str, seed: int) -> None:
    torch = torch_module()
    from diffusers import ControlNetModel

    torch.manual_seed(seed)
    net = ControlNetModel(**_shape(), conditioning_embedding_out_channels=(8, 8, 8, 8))
    for name, weights in net.named_parameters():
        # as built they are zeros, and the net does nothing
        if name.startswith(("controlnet_down_blocks", "controlnet_mid_block")):
            torch.nn.init.normal_(weights, std=0.1)
        elif name.startswith("controlnet_cond_embedding") and name.endswith("weight"):
            torch.nn.init.normal_(weights, std=0.4)
    net.save_pretrained(files_folder(models_dir, model_id))
    register(models_dir, model_id)


def _make_lora(models_dir: Path) -> None:
    torch = torch_module()
    from diffusers import StableDiffusionXLPipeline
    from peft import LoraConfig, get_peft_model_state_dict

    torch.manual_seed(5)
    changed = unet()
    changed.add_adapter(LoraConfig(r=4, lora_alpha=4, init_lora_weights="gaussian", target_modules=["to_q", "to_k", "to_v", "to_out.0"]))
    for name, weights in changed.named_parameters():
        if "lora_B" in name:
            torch.nn.init.normal_(weights, std=0.5)
    layers = get_peft_model_state_dict(changed)
    StableDiffusionXLPipeline.save_lora_weights(files_folder(models_dir, LORA), unet_lora_layers=layers, weight_name="hero.safetensors")
    register(models_dir, LORA)


def _make_adapter(models_dir: Path) -> None:
    """The shape of the public files: a projection, and keys and values for every cross attention, numbered 1, 3, 5 ..."""
    torch = torch_module()
    from safetensors.torch import save_file
    from transformers import CLIPVisionConfig, CLIPVisionModelWithProjection

    torch.manual_seed(7)
    folder = files_folder(models_dir, ADAPTER)
    config = CLIPVisionConfig(
        hidden_size=32, intermediate_size=37, num_hidden_layers=2, num_attention_heads=4, image_size=32, patch_size=8, projection_dim=32
    )
    CLIPVisionModelWithProjection(config).eval().save_pretrained(folder / ADAPTER_ENCODER)
    plain = unet()
    across, tokens = plain.config.cross_attention_dim, 4
    weights = {
        "image_proj.proj.weight": torch.randn(tokens * across, 32) * 0.3,
        "image_proj.proj.bias": torch.zeros(tokens * across),
        "image_proj.norm.weight": torch.ones(across),
        "image_proj.norm.bias": torch.zeros(across),
    }
    crossing = [name for name in plain.attn_processors if name.endswith("attn2.processor")]
    for number, name in enumerate(crossing):
        width = plain.get_submodule(name.removesuffix(".processor")).to_q.out_features
        for side in ("k", "v"):
            weights[f"ip_adapter.{2 * number + 1}.to_{side}_ip.weight"] = torch.randn(width, across) * 0.3
    (folder / ADAPTER_FILE).parent.mkdir(parents=True, exist_ok=True)
    save_file(weights, folder / ADAPTER_FILE)
    register(models_dir, ADAPTER)


IDENTITY = "tiny/identity"


def make_tiny_identity(models_dir: Path) -> str:
    """A tiny DINOv2 with its image processor; gives its id."""
    torch = torch_module()
    from transformers import BitImageProcessorPil, Dinov2Config, Dinov2Model

    torch.manual_seed(3)
    folder = files_folder(models_dir, IDENTITY)
    config = Dinov2Config(hidden_size=32, num_hidden_layers=2, num_attention_heads=4, mlp_ratio=2, image_size=28, patch_size=14)
    Dinov2Model(config).eval().save_pretrained(folder)
    size = {"height": 28, "width": 28}
    BitImageProcessorPil(size={"shortest_edge": 28}, crop_size=size).save_pretrained(folder)
    return register(models_dir, IDENTITY)


def clip_tokenizer(folder: Path) -> Any:
    """CLIP's tokenizer over single bytes: 514 tokens, any text."""
    from transformers import CLIPTokenizer

    folder.mkdir(parents=True, exist_ok=True)
    shown = [*range(33, 127), *range(161, 173), *range(174, 256)]
    letters = [chr(code) for code in shown] + [chr(256 + index) for index in range(256 - len(shown))]
    pieces = [*letters, *(f"{letter}</w>" for letter in letters), "<|startoftext|>", "<|endoftext|>"]
    vocabulary, merges = folder / "vocab.json", folder / "merges.txt"
    vocabulary.write_text(json.dumps({piece: index for index, piece in enumerate(pieces)}), encoding="utf-8")
    merges.write_text("#version: 0.2\n", encoding="utf-8")
    return CLIPTokenizer(str(vocabulary), str(merges), model_max_length=77)


def unet() -> Any:
    """Two levels, with SDXL's size conditioning."""
    from diffusers import UNet2DConditionModel

    return UNet2DConditionModel(
        **_shape(),
        out_channels=4,
        sample_size=16,
        up_block_types=("CrossAttnUpBlock2D", "UpBlock2D"),
    )


def _shape() -> dict[str, Any]:
    return {
        "block_out_channels": (16, 32),
        "layers_per_block": 1,
        "in_channels": 4,
        "down_block_types": ("DownBlock2D", "CrossAttnDownBlock2D"),
        "attention_head_dim": (2, 4),
        "use_linear_projection": True,
        "addition_embed_type": "text_time",
        "addition_time_embed_dim": 8,
        "transformer_layers_per_block": (1, 2),
        "projection_class_embeddings_input_dim": 80,
        "cross_attention_dim": 64,
        "norm_num_groups": 8,
    }


def _vae() -> Any:
    """Eightfold smaller each way, as the real one."""
    from diffusers import AutoencoderKL

    return AutoencoderKL(
        block_out_channels=[8, 8, 16, 16],
        layers_per_block=1,
        down_block_types=["DownEncoderBlock2D"] * 4,
        up_block_types=["UpDecoderBlock2D"] * 4,
        latent_channels=4,
        norm_num_groups=4,
        sample_size=512,
    )


def _text_encoder(kind: Any) -> Any:
    from transformers import CLIPTextConfig

    config = CLIPTextConfig(
        vocab_size=514,
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=3,
        num_attention_heads=4,
        projection_dim=32,
        bos_token_id=512,
        eos_token_id=513,
        pad_token_id=513,
    )
    return kind(config).eval()
