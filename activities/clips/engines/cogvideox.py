"""CogVideoX: 49 frames at 8 a second from a picture and words (1.0), up to 81 at 16 (1.5).

What a model can make is read from its configuration: 1.0 has learned places, and so one size and one length; 1.5 has neither.
"""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

from numpy.typing import NDArray
from PIL import Image

from activities.clips.moving_shot import Call, check_words
from activities.clips.video_diffusion import CAMERA_VERSION, ClipOptions, DiffusionClips
from activities.engines import EngineOptions
from activities.media.windows import Lengths
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.rungs import Rung
from schemas.clips import AnimateClip

_DECODED_PX = 8
"""Pixels each way to a step of the decoder."""


class CogVideoXOptions(ClipOptions):
    """How CogVideoX moves."""

    model: str = "THUDM/CogVideoX-5b-I2V"


class CogVideoX(DiffusionClips):
    """Sets pictures in motion with CogVideoX."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "CogVideoX: six seconds of motion a call from a picture and words"
    licence: ClassVar[str] = "CogVideoX"
    needs: ClassVar[tuple[str, ...]] = ("torch", "diffusers", "transformers", "accelerate", "sentencepiece")
    Options: ClassVar[type[EngineOptions]] = CogVideoXOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"CogVideoXImageToVideoPipeline"})
    multiple = 16
    bytes_per_pixel: ClassVar[int] = 170
    decoding_bytes_per_pixel: ClassVar[int] = 940
    tiled_bytes_per_pixel: ClassVar[int] = 300

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, CogVideoXOptions):
            raise TypeError("the options of cogvideox must be CogVideoXOptions")
        config = json.loads((self.folder / "transformer" / "config.json").read_text(encoding="utf-8"))
        self._most = int(config.get("sample_frames") or 49)
        self._is_newer = config.get("patch_size_t") is not None
        self._learned_px: tuple[int, int] | None = None
        if config.get("use_learned_positional_embeddings"):
            self._learned_px = (int(config["sample_width"]) * _DECODED_PX, int(config["sample_height"]) * _DECODED_PX)
        self._tokens = int(config.get("max_text_seq_length") or 226)

    @property
    def step_count(self) -> int:
        """Steps of one call."""
        return self.clip.steps or 50

    @property
    def guidance(self) -> float:
        """How closely words are followed."""
        return 6.0 if self.clip.guidance < 0 else self.clip.guidance

    @property
    def lengths(self) -> Lengths:
        """One for 1.0; 16k + 1 for 1.5."""
        return Lengths(17, 16, self._most) if self._is_newer else Lengths(self._most, 0, self._most)

    def rate(self, order: AnimateClip) -> Fraction:  # noqa: ARG002 - the model's own
        """The model's."""
        return Fraction(16 if self._is_newer else 8)

    def size(self, order: AnimateClip) -> tuple[int, int]:
        """The one size that was learned, or the nearest to the film's shape."""
        return self._learned_px or super().size(order)

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        return self.loaded(load_pipeline("CogVideoXImageToVideoPipeline", self.folder, self.dtype), rung)

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        return {**super().facts(order), "guidance": self.guidance}

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call each: the decoder is what takes the memory."""
        check_words(loaded.pipeline.tokenizer, calls, self._tokens)
        return [self._animate(loaded, call, one, told) for call, one in zip(calls, noise, strict=True)]

    def _animate(self, loaded: LoadedPipeline, call: Call, noise: Any, told: Any) -> NDArray[Any]:
        height, width = call.start.shape[:2]
        frames: NDArray[Any] = loaded.pipeline(
            image=Image.fromarray(call.start),
            **self.words(loaded.pipeline, self._tokens).embeddings([call.prompt], [self.clip.negative] if self.guidance > 1 else None),
            width=width,
            height=height,
            num_frames=call.window.frames,
            num_inference_steps=self.step_count,
            guidance_scale=self.guidance,
            # made for the scheduler that the weights come with
            use_dynamic_cfg="DPM" in type(loaded.pipeline.scheduler).__name__,
            generator=noise,
            callback_on_step_end=told,
            output_type="np",
        ).frames[0]
        return frames
