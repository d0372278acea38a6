"""LTX-2: motion and sound in one pass, up to 20 s a call at the film's rate; the sound it makes is not used, the film has its own.

2.5 is distilled: eight noise levels of its own, no guidance. 2.0 and 2.3 are guided four ways (words, layers left out, sound and picture
apart from each other) and take some 30 steps. Shots in which somebody speaks can be made by the lipsync engine of the same name, which
follows the given voice.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any, ClassVar

from numpy.typing import NDArray
from PIL import Image

from activities.clips.moving_shot import Call, check_words
from activities.clips.video_diffusion import CAMERA_VERSION, DiffusionClips, EndingOptions
from activities.engines import EngineOptions
from activities.media.windows import Lengths
from activities.models.loading import LoadedPipeline, load_pipeline
from activities.models.ltx2 import (
    CONDITION_PIPELINE,
    IMAGE_PIPELINE,
    LENGTHS,
    PIPELINES,
    SIDES_MULTIPLE,
    TOKENS,
    Ltx2Settings,
    activations_of,
    as_given,
    of_age,
)
from activities.models.needs import Activations
from activities.models.rungs import Rung
from activities.models.words import LayeredWords
from schemas.clips import AnimateClip


class Ltx2Options(Ltx2Settings, EndingOptions):
    """How LTX-2 moves."""


class Ltx2(DiffusionClips):
    """Sets pictures in motion with LTX-2."""

    version: ClassVar[str] = f"2+camera{CAMERA_VERSION}"
    summary: ClassVar[str] = "LTX-2: long shots in one call, with first and last frame, at the film's rate"
    licence: ClassVar[str] = "LTX-2 Community"
    Options: ClassVar[type[EngineOptions]] = Ltx2Options
    pipelines: ClassVar[frozenset[str]] = PIPELINES
    multiple = SIDES_MULTIPLE

    def __init__(self, options: EngineOptions) -> None:
        super().__init__(options)
        if not isinstance(options, Ltx2Options):
            raise TypeError("the options of ltx2 must be Ltx2Options")
        self.ltx2 = options

    @property
    def step_count(self) -> int:
        """Steps of one call."""
        return self.ltx2.step_count

    def activations(self, size: tuple[int, int], frames: int) -> Activations:
        """With guidance a step takes twice as much."""
        return activations_of(size, frames, is_guided=self.ltx2.negatives)

    @property
    def lengths(self) -> Lengths:
        """8k + 1."""
        return Lengths(*LENGTHS, self.ltx2.most_frames)

    def rate(self, order: AnimateClip) -> Fraction:
        """The film's: the model is told."""
        return Fraction(order.fps)

    def load(self, rung: Rung) -> LoadedPipeline:
        """The pipeline on its rung."""
        name = IMAGE_PIPELINE if self.ltx2.ending == "free" else CONDITION_PIPELINE
        pipeline = load_pipeline(name, self.folder, self.dtype)
        if self.ltx2.levels:
            pipeline.scheduler = as_given(pipeline.scheduler)
        return self.loaded(pipeline, rung)

    @property
    def weights_key(self) -> str:
        """One pipeline for a first frame, one for a last frame too; noise levels are shifted or given."""
        given = "as given" if self.ltx2.levels else "shifted"
        return f"{super().weights_key} {'first' if self.ltx2.ending == 'free' else 'both'} {given}"

    def facts(self, order: AnimateClip) -> dict[str, Any]:
        """What steered the clip."""
        return {**super().facts(order), "guidance": self.ltx2.words_guidance, "sound_unused": "the model's own sound is not kept"}

    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """One call each: a clip of this model fills a card."""
        check_words(loaded.pipeline.tokenizer, calls, TOKENS)
        return [self._animate(loaded, call, one, told) for call, one in zip(calls, noise, strict=True)]

    def _animate(self, loaded: LoadedPipeline, call: Call, noise: Any, told: Any) -> NDArray[Any]:
        height, width = call.start.shape[:2]
        words = self.words(loaded.pipeline, TOKENS, LayeredWords)
        video, _sound = loaded.pipeline(
            **self._given(call),
            **self.ltx2.scales,
            **of_age(loaded.pipeline),
            **words.embeddings([call.prompt], [self.ltx2.negative] if self.ltx2.negatives else None),
            sigmas=self.ltx2.levels,
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
