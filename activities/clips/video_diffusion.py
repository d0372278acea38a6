"""What the model engines of this stage share: from orders to calls of a model, under the memory there is, to clips of the ordered frames.

An engine says how it loads and how it sets pictures in motion for one call. Here a shot is cut into windows, cards are left to the camera;
`activities.clips.moving_shot` has what each call is told, and what becomes of its frames.
"""

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Any, ClassVar

from numpy.typing import NDArray
from pydantic import Field

from activities.clips.engine import ClipEngine
from activities.clips.engines.camera import Camera
from activities.clips.guide import is_card
from activities.clips.moving_shot import MADE, Call, Ending, MovingShot
from activities.engines import EngineOptions, Job, Made
from activities.media.sizes import bucket
from activities.media.windows import Lengths, Window, frames_needed, windows_of
from activities.models.diffusers_engine import DiffusersEngine, DiffusersOptions
from activities.models.ladder import Conditions
from activities.models.loading import LoadedPipeline
from activities.models.needs import Activations
from activities.models.seeds import generators
from activities.models.steps import Steps
from schemas.clips import AnimateClip
from schemas.failures import Refused
from schemas.media import JPEG, PICTURE, PNG

CAMERA_VERSION = Camera.version
"""Part of the version of every engine that begins with what the camera draws."""


class ClipOptions(DiffusersOptions):
    """What all model engines of this stage can be told."""

    megapixels: float = Field(default=0.4, ge=0.003, le=4.0)
    """Area at which the model works; the frames are then scaled to the film's."""
    negative: str = "static picture, blurry, distorted, deformed hands, extra limbs, text, subtitles, watermark, worst quality"
    """What is not to be seen; without effect where the model follows no guidance."""


class EndingOptions(ClipOptions):
    """For models that can be given their last frame too."""

    ending: Ending = "free"
    """Where every call ends."""


class DiffusionClips(DiffusersEngine[AnimateClip], ClipEngine):
    """Sets pictures in motion with a diffusers pipeline.

    A subclass names its pipeline classes, `multiple`, `lengths`, `rate`, and writes `load` and `animate`.
    """

    extra: ClassVar[str] = "clips"
    Options: ClassVar[type[EngineOptions]] = ClipOptions
    multiple: int
    """Sides of the model's frames are multiples of it."""
    bytes_per_pixel: ClassVar[int]
    """What a step takes on the GPU beside the weights, for each pixel of each frame; see `activities.models.needs`."""
    decoding_bytes_per_pixel: ClassVar[int]
    """What decoding takes."""
    tiled_bytes_per_pixel: ClassVar[int]
    """What decoding in tiles takes, or of fewer frames at once."""
    usual_company_s: ClassVar[float] = 1.0
    is_merging: ClassVar[bool] = False
    """Whether several orders may share a call."""
    follows: bool = False
    """Whether calls are given the guide's frames."""

    clip: ClipOptions

    @classmethod
    def ignored(cls, options: EngineOptions) -> frozenset[str]:
        """How far the camera moves is for engines that follow it to know; the others are told in words where it goes."""
        follows = cls.follows or getattr(options, "ending", "free") == "camera" or bool(getattr(options, "control", ""))
        return cls.ignores if follows else cls.ignores | {"intensity"}

    def __init__(self, options: EngineOptions) -> None:
        """Find the weights; they are loaded with the first order."""
        super().__init__(options)
        if not isinstance(options, ClipOptions):
            msg = f"a clip engine's options must be ClipOptions, got {type(options).__name__}"
            raise TypeError(msg)
        self.clip = options

    @property
    @abstractmethod
    def step_count(self) -> int:
        """Steps of one call."""

    @property
    @abstractmethod
    def lengths(self) -> Lengths:
        """What the model makes in one call."""

    @abstractmethod
    def rate(self, order: AnimateClip) -> Fraction:
        """Frames a second that the model makes."""

    @abstractmethod
    def animate(self, loaded: LoadedPipeline, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
        """Frames of calls of one window.

        Args:
            loaded: From `load`.
            calls: At least one, all of one size and window.
            noise: A generator for each.
            told: For `callback_on_step_end`.

        Returns:
            For each call its frames, shape (window's frames, height, width, 3): floats of 0 to 1, or uint8.
        """

    def facts(self, order: AnimateClip) -> dict[str, Any]:  # noqa: ARG002 - for those whose facts depend on it
        """What is noted about a clip."""
        return {"steps": self.step_count, **self.facts_of_model()}

    def size(self, order: AnimateClip) -> tuple[int, int]:
        """Width and height at which the model works."""
        return bucket(order.width_px, order.height_px, self.clip.megapixels * 2**20, self.multiple)

    def batch_key(self, order: AnimateClip) -> Hashable | None:
        """Frame, length and rate; None for models that make one clip a call, and where bytes must not depend on neighbours."""
        if self.clip.reproducible or not self.is_merging or order.is_card:
            return None
        return (order.width_px, order.height_px, order.frames, order.fps)

    def batch_max(self, order: AnimateClip) -> int:  # noqa: ARG002 - all orders are made at one area
        """Few at a time: a clip is many pictures already."""
        if self.clip.reproducible or not self.is_merging:
            return 1
        return self.clip.batch_max or (1 if self.device == "cpu" else 4)

    def make_many(self, jobs: Sequence[Job[AnimateClip]]) -> list[Made]:
        """Clips of orders; those of one key together, cards by the camera."""
        made: dict[int, Made] = {}
        groups: dict[Hashable, list[int]] = {}
        for index, job in enumerate(jobs):
            check(job.order)
            if is_card(job):
                card = Camera(EngineOptions()).make(job)
                made[index] = replace(card, facts={**card.facts, "card": "the camera moves over it; no model sets lettering in motion"})
            else:
                groups.setdefault(self.batch_key(job.order) or ("alone", index), []).append(index)
        for group in groups.values():
            made |= dict(zip(group, self._animated([jobs[index] for index in group]), strict=True))
        return [made[index] for index in range(len(jobs))]

    def _animated(self, jobs: Sequence[Job[AnimateClip]]) -> list[Made]:
        order = jobs[0].order
        size, batch = self.size(order), min(len(jobs), self.batch_max(order))
        longest = max(window.frames for window in self._windows(order))
        activations = self.activations(size, longest)

        def attempt(some: Sequence[Job[AnimateClip]], conditions: Conditions) -> list[Made]:
            return self._attempt(some, conditions, activations)

        return self.within_memory(jobs, attempt, batch, activations, size, longest)

    def activations(self, size: tuple[int, int], frames: int) -> Activations:
        """What a call of so many frames takes on the GPU beside the weights."""
        pixels = size[0] * size[1] * frames
        return Activations(pixels * self.bytes_per_pixel, pixels * self.decoding_bytes_per_pixel, pixels * self.tiled_bytes_per_pixel)

    def _windows(self, order: AnimateClip) -> list[Window]:
        return windows_of(frames_needed(order.frames, order.fps, self.rate(order)), self.lengths)

    def _attempt(self, jobs: Sequence[Job[AnimateClip]], conditions: Conditions, activations: Activations) -> list[Made]:
        windows = self._windows(jobs[0].order)
        ending: Ending = getattr(self.clip, "ending", "free")
        shots = [MovingShot(job, self.size(job.order), self.rate(job.order), ending=ending, follows=self.follows) for job in jobs]
        steps = Steps(jobs, self.step_count * len(windows), 0.0, MADE)
        with self.lent(conditions, activations, len(jobs)) as loaded:
            noise = generators(jobs)
            for window in windows:
                calls = [shot.call(window) for shot in shots]
                made = self.animate(loaded, calls, noise, steps.after(window.number * self.step_count))
                for shot, frames in zip(shots, made, strict=True):
                    shot.add(window, frames)
        return [shot.written(self.facts(shot.job.order)) for shot in shots]


def check(order: AnimateClip) -> None:
    """Refuse orders that make no film.

    Raises:
        Refused: Length, rate or size are out of range, or the picture is none.
    """
    if order.frames < 1 or order.fps < 1:
        msg = f"a clip of {order.frames} frames at {order.fps} frames a second; at least one of each is needed"
        raise Refused(msg)
    if order.width_px < 2 or order.height_px < 2 or order.width_px % 2 or order.height_px % 2:
        msg = f"a clip of {order.width_px} × {order.height_px}; width and height must be even and above zero"
        raise Refused(msg)
    if order.image.media_type not in {PICTURE, PNG, JPEG}:
        msg = f"a picture is set in motion, {order.image.media_type} is none; give it {PICTURE}, {PNG} or {JPEG}"
        raise Refused(msg)
