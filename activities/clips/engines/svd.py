"""Stable Video Diffusion: 14 or 25 frames out of one picture; it reads no words, so what moves is its own idea."""

import json
from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

from numpy.typing import NDArray
from PIL import Image
from pydantic import Field

from activities.clips.moving_shot import Call
from activities.clips.video_diffusion import CAMERA_VERSION, ClipOptions, DiffusionClips
from activities.engines import EngineOptions
from activities.media.windows import Lengths
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.rungs import Rung
from schemas.clips import AnimateClip

_FRAMES = 14
_DECODED_MOST = 8
"""Frames that are decoded at once."""
_MOST_MOTION = 255
"""Of the buckets that the model was trained with."""


class SvdOptions(ClipOptions):
    """How Stable Video Diffusion moves."""

    model: str = "stabilityai/stable-video-diffusion-img2vid-xt"
    megapixels: float = Field(default=0.5625, ge=0.003, le=1.5)
    rate: int = Field(default=7, ge=3, le=30)
    """Frames a second that the model is asked for; fewer move farther in one call, and more of what is seen is made between them."""
    motion: int = Field(default=127, ge=1, le=_MOST_MOTION)
    """How much moves in shots of intensity 0.5; more with more intensity."""
    noise: float = Field(default=0.02, ge=0.0, le=1.0)
    """How much the picture may be changed by."""


class Svd(DiffusionClips):
    """Sets pictures in motion with Stable Video Diffusion."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "Stable Video Diffusion: motion from a picture alone, without words"
    licence: ClassVar[str] = "Stability AI Community"
    Options: ClassVar[type[EngineOptions]] = SvdOptions
    pipelines: ClassVar[frozenset[str]] = frozenset({"StableVideoDiffusionPipeline"})
    multiple = 64
    bytes_per_pixel: ClassVar[int] = 570
    decoding_bytes_per_pixel: ClassVar[int] = 410
    tiled_bytes_per_pixel: ClassVar[int] = 90
    is_merging: ClassVar[bool] = True

    @classmethod
    def ignored(cls, options: EngineOptions) -> frozenset[str]:  # noqa: ARG003 - whatever they are
        """It reads no words, and so is not told where the camera goes; how much moves it is told."""
        return frozenset({"camera"})

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, SvdOptions):
            raise TypeError("the options of svd must be SvdOptions")
        self.svd = options
        config = json.loads((self.folder / "unet" / "config.json").read_text(encoding="utf-8"))
        self._frames = int(config.get("num_frames") or _FRAMES)

    @property
    def step_count(self) -> int:
        """Steps of one call."""
        return self.svd.steps or 25

    @property
    def guidance(self) -> float:
        """Of the last frame; it grows from 1 at the first."""
        return 3.0 if self.svd.guidance < 0 else self.svd.guidance

    @property
    def lengths(self) -> Lengths:
        """One: what the model was trained with."""
        return Lengths(self._frames, 0, self._frames)

    def rate(self, order: AnimateClip) -> Fraction:  # noqa: ARG002 - the model's own
        """As set."""
        return Fraction(self.svd.rate)

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        return self.loaded(load_pipeline("StableVideoDiffusionPipeline", self.folder, self.dtype), rung)

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        found = {"guidance": self.guidance, "motion": self._motion(order), "prompt_unused": "the model reads no words"}
        return {**super().facts(order), **found}

    def batch_key(self, order: AnimateClip) -> Any:
        """Orders of one motion go together."""
        own = super().batch_key(order)
        return own and (own, self._motion(order))

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call for all."""
        height, width = calls[0].start.shape[:2]
        frames: NDArray[Any] = loaded.pipeline(
            image=[Image.fromarray(call.start) for call in calls],
            width=width,
            height=height,
            num_frames=calls[0].window.frames,
            num_inference_steps=self.step_count,
            max_guidance_scale=self.guidance,
            fps=self.svd.rate,
            motion_bucket_id=self._motion(calls[0].job.order),
            noise_aug_strength=self.svd.noise,
            # its decoder has no tiles, and must not see frames of two clips at once
            decode_chunk_size=1 if loaded.is_tiled else self._decoded_at_once(),
            generator=list(noise),
            callback_on_step_end=told,
            output_type="np",
        ).frames
        return list(frames)

    def _decoded_at_once(self) -> int:
        return max(count for count in range(1, _DECODED_MOST + 1) if self._frames % count == 0)

    def _motion(self, order: AnimateClip) -> int:
        return max(1, min(_MOST_MOTION, round(self.svd.motion * 2 * order.intensity)))
