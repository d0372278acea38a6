"""Stable Audio 3 through diffusers, for every stage that plays it: music and effects.

The distilled weights need eight steps and no guidance and draw fresh noise at every step; the base weights about a hundred with
guidance. Which they are, their scheduler says.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from activities.media.sound.waveform import Sound
from activities.models.rungs import Rung
from activities.models.sounding import as_sounds, placed
from activities.models.steps import Steps
from activities.models.torch_setup import torch_module
from schemas.failures import Refused

_DISTILLED_STEPS, _BASE_STEPS = 8, 100
_BASE_GUIDANCE = 6.0
MOST_S = 380.0
"""The longest it plays in one piece."""
BYTES_PER_SECOND = 25_000_000
"""What a second takes on the GPU beside the weights; of what is longer than a piece less."""
_PIECE, _BESIDE = 320, 16
"""Latents that are decoded at once, half a minute of sound, and those beside them on either side that are decoded with them: more than the
decoder's attention reaches, which is one in each of its twelve layers. It writes down for every two places of a sound whether they heed
each other; of two minutes that is 9 GB, of six 90."""


@dataclass(frozen=True)
class Manner:
    """How some weights are played."""

    steps: int
    guidance: float
    avoid: str
    """What is not to be heard; "" for nothing in particular."""


def manner_of(folder: Path, name: str, *, steps: int, guidance: float, avoid: str) -> Manner:
    """How the weights in a folder are played.

    Args:
        folder: Of the pipeline.
        name: Of the model, for messages.
        steps: 0 for as many as the weights are made for.
        guidance: Below 0 for what suits the weights.
        avoid: What is not to be heard.

    Raises:
        Refused: The folder has no such scheduler, or distilled weights are told what only base weights take.
    """
    if not _is_distilled(folder):
        return Manner(steps or _BASE_STEPS, _BASE_GUIDANCE if guidance < 0 else max(1.0, guidance), avoid)
    if guidance > 1 or avoid:
        msg = f"{name} is distilled and takes neither GUIDANCE nor AVOID: leave them out, or use base weights"
        raise Refused(msg)
    return Manner(steps or _DISTILLED_STEPS, 1.0, "")


def loaded(folder: Path, dtype: Any, rung: Rung, device: str) -> Any:
    """The pipeline, on its rung."""
    pipeline = placed("StableAudio3Pipeline", folder, dtype, rung, device)
    decode_in_pieces(pipeline.vae)
    return pipeline


def decode_in_pieces(decoder: Any) -> None:
    """Have a decoder of long sounds decode a piece at a time: the same sound but for rounding, in the memory of one piece."""
    torch, decode = torch_module(), decoder.decode

    def by_pieces(latents: Any, **named: Any) -> Any:
        length = latents.shape[-1]
        if length <= _PIECE:
            return decode(latents, **named)
        pieces = []
        for first in range(0, length, _PIECE):
            begin, end = max(0, first - _BESIDE), min(length, first + _PIECE + _BESIDE)
            made = decode(latents[..., begin:end], **named)
            samples = made.sample.shape[-1] // (end - begin)
            pieces.append(made.sample[..., (first - begin) * samples : (min(first + _PIECE, length) - begin) * samples])
        return type(made)(sample=torch.cat(pieces, dim=-1))

    decoder.decode = by_pieces


def played(pipeline: Any, prompts: Sequence[str], seconds: float, manner: Manner, noise: Sequence[Any], steps: Steps) -> list[Sound]:
    """One call of the pipeline: a sound of `seconds` for each of the prompts, each from its own generator, at 48 kHz."""
    result = pipeline(
        prompt=list(prompts),
        negative_prompt=[manner.avoid] * len(prompts) if manner.avoid else None,
        duration=seconds,
        num_inference_steps=manner.steps,
        guidance_scale=manner.guidance,
        generator=list(noise),
        callback_on_step_end=steps.callback,
    )
    return as_sounds(result.audios, pipeline.vae.config.sampling_rate)


def _is_distilled(folder: Path) -> bool:
    try:
        told = json.loads((folder / "scheduler" / "scheduler_config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"the model in {folder} has no readable scheduler/scheduler_config.json: {error}"
        raise Refused(msg) from error
    return bool(told.get("stochastic_sampling"))
