"""How LTX-2 is asked, whoever asks: as a distilled model, or guided four ways."""

from collections.abc import Sequence
from typing import Any, Literal, Self

from pydantic import Field, model_validator

from activities.models.diffusers_engine import DiffusersOptions
from activities.models.needs import Activations

TOKENS = 1024
"""Of a prompt at most."""
LENGTHS = (9, 8)
"""Frames of the shortest call, and of the step to the next longer."""
SIDES_MULTIPLE = 32
BYTES_PER_PIXEL, DECODING_BYTES_PER_PIXEL, TILED_BYTES_PER_PIXEL = 48, 90, 60
"""What a step, decoding, and decoding in tiles take on the GPU beside the weights, for each pixel of each frame; a step that is guided asks
with words and without them in one call, and takes twice as much."""
IMAGE_PIPELINE, CONDITION_PIPELINE = "LTX2ImageToVideoPipeline", "LTX2ConditionPipeline"
PIPELINES = frozenset({"LTX2Pipeline", IMAGE_PIPELINE, CONDITION_PIPELINE})
"""Classes that a model may name."""

_DISTILLED_STEPS, _GUIDED_STEPS = 8, 30
_GUIDANCE = 3.0


class Ltx2Settings(DiffusersOptions):
    """What every engine over LTX-2 can be told."""

    model: str = "Lightricks/LTX-2.5-Diffusers"
    kind: Literal["auto", "guided", "distilled"] = "auto"
    """auto: distilled for 2.5 and where the model's name says so."""
    most_frames: int = Field(default=241, ge=9, le=481)
    """In one call, 8k + 1; longer shots are made in windows."""
    apart: float = Field(default=3.0, ge=1.0, le=10.0)
    """How much picture and sound heed each other; 1 leaves it to the model. Guided models only."""
    left_out: float = Field(default=1.0, ge=0.0, le=5.0)
    """How far to go from what the model makes without attention in one of its layers. Guided models only."""
    left_out_layer: int = Field(default=28, ge=0, le=100)
    """Which layer that is."""

    @model_validator(mode="after")
    def _whole_calls(self) -> Self:
        if self.most_frames % LENGTHS[1] != 1:
            msg = f"LTX-2 makes 8k + 1 frames in a call: most_frames is {self.most_frames}, take {self.most_frames // 8 * 8 + 1}"
            raise ValueError(msg)
        return self

    @property
    def is_distilled(self) -> bool:
        """Whether the model is made for few noise levels of its own, and no guidance."""
        name = self.model.lower()
        return self.kind == "distilled" or (self.kind == "auto" and ("distilled" in name or "ltx-2.5" in name))

    @property
    def step_count(self) -> int:
        """Steps of one call."""
        return self.steps or (_DISTILLED_STEPS if self.is_distilled else _GUIDED_STEPS)

    @property
    def words_guidance(self) -> float:
        """How closely words are followed."""
        return (1.0 if self.is_distilled else _GUIDANCE) if self.guidance < 0 else self.guidance

    @property
    def negatives(self) -> bool:
        """Whether what is not to be seen is heeded; the sound of a guided model is guided whatever its picture is."""
        return not self.is_distilled or self.words_guidance > 1

    @property
    def levels(self) -> Sequence[float] | None:
        """The noise levels a distilled model is made for; None where the scheduler makes them."""
        if self.steps or not self.is_distilled:
            return None
        from diffusers.pipelines.ltx2.utils import DISTILLED_SIGMA_VALUES  # noqa: PLC0415 - seconds

        return [float(level) for level in DISTILLED_SIGMA_VALUES]

    @property
    def scales(self) -> dict[str, Any]:
        """The pipeline's scales; a distilled model has none."""
        if self.is_distilled:
            off = {"stg_scale": 0.0, "audio_stg_scale": 0.0, "modality_scale": 1.0, "audio_modality_scale": 1.0}
            return {**off, "guidance_scale": self.words_guidance, "audio_guidance_scale": 1.0, "spatio_temporal_guidance_blocks": None}
        return {
            "guidance_scale": self.words_guidance,
            "stg_scale": self.left_out,
            "audio_stg_scale": self.left_out,
            "modality_scale": self.apart,
            "audio_modality_scale": self.apart,
            "spatio_temporal_guidance_blocks": [self.left_out_layer] if self.left_out else None,
        }


def activations_of(size: tuple[int, int], frames: int, *, is_guided: bool) -> Activations:
    """What a call takes on the GPU beside the weights."""
    pixels = size[0] * size[1] * frames
    return Activations(
        pixels * BYTES_PER_PIXEL * (2 if is_guided else 1), pixels * DECODING_BYTES_PER_PIXEL, pixels * TILED_BYTES_PER_PIXEL
    )


def of_age(pipeline: Any) -> dict[str, bool]:
    """What weights of one age want told otherwise than those of another.

    From 2.3 on, whose transformer modulates its prompts, picture and sound are told of each other's noise; in 2.0 each of its own (the
    argument of that name in `diffusers.pipelines.ltx2.pipeline_ltx2`).
    """
    return {"use_cross_timestep": bool(pipeline.transformer.prompt_modulation)}


def as_given(scheduler: Any) -> Any:
    """A scheduler that takes noise levels as they are given: one with shifting would shift them a second time."""
    return type(scheduler).from_config(scheduler.config, use_dynamic_shifting=False, shift=1.0, shift_terminal=None)
