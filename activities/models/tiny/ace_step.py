"""An ACE-Step 1.5 of two layers: the real classes with random weights, distilled and not."""

from pathlib import Path
from typing import Any

from activities.models.sounding import unwarned
from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.qwen_text import qwen3, qwen_tokenizer
from activities.models.torch_setup import torch_module

MODEL, BASE = "tiny/ace-step", "tiny/ace-step-base"
TINY: dict[str, dict[str, str | int | float | bool]] = {"ace_step": {"model": MODEL, "steps": 2, "longest_s": 3.0}}


def make_tiny_ace_step(models_dir: Path) -> str:
    """Build and register both; gives the id of the distilled one."""
    for model_id, is_turbo in ((BASE, False), (MODEL, True)):
        _pipeline(is_turbo=is_turbo).save_pretrained(files_folder(models_dir, model_id))
        register(models_dir, model_id)
    return MODEL


def _pipeline(*, is_turbo: bool) -> Any:
    torch = torch_module()
    from diffusers import AceStepPipeline, AceStepTransformer1DModel, AutoencoderOobleck, FlowMatchEulerDiscreteScheduler
    from diffusers.pipelines.ace_step import AceStepConditionEncoder
    from transformers import Qwen3Model

    torch.manual_seed(0)
    size = {"hidden_size": 32, "intermediate_size": 64, "num_attention_heads": 4, "num_key_value_heads": 2, "head_dim": 8}
    transformer = AceStepTransformer1DModel(
        **size, num_hidden_layers=2, in_channels=24, audio_acoustic_hidden_dim=8, sliding_window=16, is_turbo=is_turbo
    )
    conditions = AceStepConditionEncoder(
        **size,
        text_hidden_dim=16,
        timbre_hidden_dim=8,
        num_lyric_encoder_hidden_layers=2,
        num_timbre_encoder_hidden_layers=2,
        sliding_window=16,
    )
    with torch.no_grad():
        # as built words hardly move the noise
        for name, weights in transformer.named_parameters():
            if "cross_attn" in name and weights.ndim == 2:
                weights.mul_(4)
    with unwarned():
        vae = AutoencoderOobleck(
            encoder_hidden_size=8,
            downsampling_ratios=[2, 4, 4, 6, 10],
            decoder_channels=8,
            decoder_input_channels=8,
            audio_channels=2,
            sampling_rate=48_000,
        )
    return AceStepPipeline(
        vae=vae.eval(),
        text_encoder=qwen3(Qwen3Model, layers=2),
        tokenizer=qwen_tokenizer(),
        transformer=transformer.eval(),
        condition_encoder=conditions.eval(),
        scheduler=FlowMatchEulerDiscreteScheduler(num_train_timesteps=1, shift=1.0),
    )
