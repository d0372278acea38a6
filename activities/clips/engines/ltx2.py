"""LTX-2: motion and sound in one pass, up to 20 s a call at the film's rate; the sound it makes is not used, the film has its own.

2.5 is distilled: eight noise levels of its own, no guidance. 2.0 and 2.3 are guided four ways (words, layers left out, sound and picture
apart from each other) and take some 30 steps.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar, Literal

from numpy.typing import NDArray
from PIL import Image
from pydantic import Field

from activities.clips.video_diffusion import CAMERA_VERSION, Call, DiffusionClips, EndingOptions, LoadedVideo, check_words
from activities.clips.windows import Lengths
from activities.engines import EngineOptions
from activities.models.loading import load_pipeline
from activities.models.rungs import Rung
from activities.models.words import LayeredWords
from schemas.clips import AnimateClip
from schemas.failures import Refused

_TOKENS = 1024
_IMAGE, _CONDITION = "LTX2ImageToVideoPipeline", "LTX2ConditionPipeline"


class Ltx2Options(EndingOptions):
    """How LTX-2 moves."""

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


class Ltx2(DiffusionClips):
    """Sets pictures in motion with LTX-2."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "LTX-2: long shots in one call, with first and last frame, at the film's rate"
    licence: ClassVar[str] = "LTX-2 Community"
    Options: ClassVar[type[EngineOptions]] = Ltx2Options
    pipelines: ClassVar[frozenset[str]] = frozenset({"LTX2Pipeline", _IMAGE, _CONDITION})
    multiple = 32
    bytes_per_pixel: ClassVar[int] = 260

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, Ltx2Options):
            raise TypeError("the options of ltx2 must be Ltx2Options")
        if options.most_frames % 8 != 1:
            msg = f"ltx2 makes 8k + 1 frames in a call: MOST_FRAMES is {options.most_frames}, take {options.most_frames // 8 * 8 + 1}"
            raise Refused(msg)
        self.ltx2 = options
        name = options.model.lower()
        self._is_distilled = options.kind == "distilled" or (options.kind == "auto" and ("distilled" in name or "ltx-2.5" in name))

    @property
    def step_count(self) -> int:
        """Steps of one call."""
        return self.ltx2.steps or (8 if self._is_distilled else 30)

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return (1.0 if self._is_distilled else 3.0) if self.ltx2.guidance < 0 else self.ltx2.guidance

    @property
    def lengths(self) -> Lengths:
        """8k + 1."""
        return Lengths(9, 8, self.ltx2.most_frames)

    def rate(self, order: AnimateClip) -> Fraction:
        """The film's: the model is told."""
        return Fraction(order.fps)

    def load(self, rung: Rung) -> LoadedVideo:
        """The pipeline on its rung."""
        name = _IMAGE if self.ltx2.ending == "free" else _CONDITION
        return self.loaded(load_pipeline(name, self.folder, self.dtype), rung)

    @property
    def weights_key(self) -> str:
        """One pipeline for a first frame, one for a last frame too."""
        return f"{super().weights_key} {'first' if self.ltx2.ending == 'free' else 'both'}"

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        return {**super().facts(order), "guidance": self.guidance, "sound_unused": "the model's own sound is not kept"}

    def animate(self, loaded: LoadedVideo, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call each: a clip of this model fills a card."""
        check_words(loaded.pipeline.tokenizer, calls, _TOKENS)
        return [self._animate(loaded, call, one, told) for call, one in zip(calls, noise, strict=True)]

    def _animate(self, loaded: LoadedVideo, call: Call, noise: Any, told: Any) -> NDArray[Any]:
        height, width = call.start.shape[:2]
        # a guided model's sound is guided whatever its picture is
        negatives = None if self._is_distilled and self.guidance <= 1 else [self.ltx2.negative]
        video, _sound = loaded.pipeline(
            **self._given(call),
            **self._guided(),
            **self.words(loaded.pipeline, _TOKENS, LayeredWords).embeddings([call.prompt], negatives),
            width=width,
            height=height,
            num_frames=call.window.frames,
            frame_rate=float(call.job.order.fps),
            num_inference_steps=self.step_count,
            generator=noise,
            callback_on_step_end=told,
            output_type="np",
            return_dict=False,
        )
        frames: NDArray[Any] = video[0]
        return frames

    def _given(self, call: Call) -> dict[str, Any]:
        if call.end is None:
            return {"image": Image.fromarray(call.start)}
        from diffusers.pipelines.ltx2.pipeline_ltx2_condition import LTX2VideoCondition  # noqa: PLC0415 - seconds

        first, last = (LTX2VideoCondition(frames=Image.fromarray(frame), index=index) for frame, index in ((call.start, 0), (call.end, -1)))
        return {"conditions": [first, last]}

    def _guided(self) -> dict[str, Any]:
        """The pipeline's scales; a distilled model has none, and noise levels of its own."""
        if self._is_distilled:
            from diffusers.pipelines.ltx2.utils import DISTILLED_SIGMA_VALUES  # noqa: PLC0415 - seconds

            levels = {} if self.ltx2.steps else {"sigmas": list(DISTILLED_SIGMA_VALUES)}
            off: dict[str, Any] = {"stg_scale": 0.0, "audio_stg_scale": 0.0, "modality_scale": 1.0, "audio_modality_scale": 1.0}
            return {**off, **levels, "guidance_scale": self.guidance, "audio_guidance_scale": 1.0, "spatio_temporal_guidance_blocks": None}
        return {
            "guidance_scale": self.guidance,
            "stg_scale": self.ltx2.left_out,
            "audio_stg_scale": self.ltx2.left_out,
            "modality_scale": self.ltx2.apart,
            "audio_modality_scale": self.ltx2.apart,
            "spatio_temporal_guidance_blocks": [self.ltx2.left_out_layer] if self.ltx2.left_out else None,
        }
