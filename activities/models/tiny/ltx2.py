"""A tiny LTX-2: the real classes with random weights, picture and sound."""

from pathlib import Path
from typing import Any

from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.t5 import byte_tokenizer
from activities.models.torch_setup import torch_module

MODEL = "tiny/ltx-2"
TINY: dict[str, dict[str, str | int | float | bool]] = {
    "ltx2": {"model": MODEL, "steps": 2, "megapixels": 0.004, "most_frames": 9, "kind": "distilled"}
}


def make_tiny_ltx2(models_dir: Path) -> str:
    """Build and register it; gives its id."""
    torch = torch_module()
    from diffusers import FlowMatchEulerDiscreteScheduler, LTX2ImageToVideoPipeline

    tokenizer, words, width, layers = _gemma()
    torch.manual_seed(0)
    pipeline = LTX2ImageToVideoPipeline(
        scheduler=FlowMatchEulerDiscreteScheduler(),
        text_encoder=words,
        tokenizer=tokenizer,
        processor=None,
        prompt_enhancer=None,
        duration_head=None,
        **_networks(width, layers),
    )
    pipeline.save_pretrained(files_folder(models_dir, MODEL))
    return register(models_dir, MODEL)


def _gemma() -> tuple[Any, Any, int, int]:
    from transformers import Gemma3Config, Gemma3ForConditionalGeneration

    marks = [
        "<pad>",
        "<eos>",
        "<bos>",
        "<unk>",
        "<start_of_turn>",
        "<end_of_turn>",
        "<start_of_image>",
        "<end_of_image>",
        "<image_soft_token>",
    ]
    tokenizer = byte_tokenizer(marks, pad_token="<pad>", eos_token="<eos>", bos_token="<bos>", unk_token="<unk>")
    torch_module().manual_seed(1)
    told = {"vocab_size": 320, "hidden_size": 32, "intermediate_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2}
    more = {"num_key_value_heads": 1, "head_dim": 16, "sliding_window": 16, "pad_token_id": 0, "eos_token_id": 1, "bos_token_id": 2}
    seen = {"hidden_size": 16, "intermediate_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "image_size": 32, "patch_size": 8}
    config = Gemma3Config(
        text_config={**told, **more}, vision_config=seen, mm_tokens_per_image=4, image_token_index=8, boi_token_index=6, eoi_token_index=7
    )
    return tokenizer, Gemma3ForConditionalGeneration(config).eval(), 32, 2


def _networks(width: int, layers: int) -> dict[str, Any]:
    from diffusers import AutoencoderKLLTX2Audio, AutoencoderKLLTX2Video, LTX2VideoTransformer3DModel
    from diffusers.pipelines.ltx2 import LTX2TextConnectors
    from diffusers.pipelines.ltx2.vocoder import LTX2Vocoder

    sides: dict[str, Any] = {}
    for side in ("video", "audio"):
        sides |= {f"{side}_connector_num_attention_heads": 4, f"{side}_connector_attention_head_dim": 8}
        sides |= {f"{side}_connector_num_layers": 1, f"{side}_connector_num_learnable_registers": None}
    return {
        "transformer": LTX2VideoTransformer3DModel(
            in_channels=4,
            out_channels=4,
            patch_size=1,
            patch_size_t=1,
            num_attention_heads=2,
            attention_head_dim=8,
            cross_attention_dim=16,
            audio_in_channels=4,
            audio_out_channels=4,
            audio_num_attention_heads=2,
            audio_attention_head_dim=4,
            audio_cross_attention_dim=8,
            num_layers=2,
            qk_norm="rms_norm_across_heads",
            caption_channels=width,
            rope_double_precision=False,
            rope_type="split",
        ),
        "connectors": LTX2TextConnectors(
            caption_channels=width,
            text_proj_in_factor=layers + 1,
            connector_rope_base_seq_len=32,
            rope_theta=10000.0,
            rope_double_precision=False,
            causal_temporal_positioning=False,
            rope_type="split",
            **sides,
        ),
        "vae": AutoencoderKLLTX2Video(
            in_channels=3,
            out_channels=3,
            latent_channels=4,
            block_out_channels=(8, 8, 8, 8),
            decoder_block_out_channels=(8, 8, 8),
            layers_per_block=(1, 1, 1, 1, 1),
            decoder_layers_per_block=(1, 1, 1, 1),
            # as the real one
            spatial_compression_ratio=32,
            temporal_compression_ratio=8,
            spatio_temporal_scaling=(True, True, True, True),
            decoder_spatio_temporal_scaling=(True, True, True),
            decoder_inject_noise=(False,) * 4,
            downsample_type=("spatial", "temporal", "spatiotemporal", "spatiotemporal"),
            upsample_residual=(False,) * 3,
            upsample_factor=(1,) * 3,
            timestep_conditioning=False,
            patch_size=4,
            patch_size_t=1,
            encoder_causal=True,
            decoder_causal=False,
        ),
        "audio_vae": AutoencoderKLLTX2Audio(
            base_channels=4,
            output_channels=2,
            # as the real one: a quarter of the steps, a quarter of the bands
            ch_mult=(1, 2, 4),
            num_res_blocks=1,
            attn_resolutions=None,
            in_channels=2,
            resolution=32,
            latent_channels=2,
            norm_type="pixel",
            causality_axis="height",
            dropout=0.0,
            mid_block_add_attention=False,
            sample_rate=16000,
            mel_hop_length=160,
            is_causal=True,
            mel_bins=8,
        ),
        "vocoder": LTX2Vocoder(
            in_channels=16,
            hidden_channels=32,
            out_channels=2,
            upsample_kernel_sizes=[4, 4],
            upsample_factors=[2, 2],
            resnet_kernel_sizes=[3],
            resnet_dilations=[[1, 3, 5]],
            leaky_relu_negative_slope=0.1,
            output_sampling_rate=16000,
        ),
    }
