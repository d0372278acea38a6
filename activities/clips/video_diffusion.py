"""What the model engines of this stage share: from orders to calls of a model, under the memory there is, to clips of the ordered frames.

An engine says how it loads and how it sets pictures in motion for one call. Here a shot is cut into windows, frames are brought to the
film's rate and size, cards are left to the camera.
Memory of the results: all frames of a shot at the model's size and rate, 3 bytes a pixel.
"""

from abc import abstractmethod
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from activities.clips.engine import ClipEngine
from activities.clips.engines.camera import Camera
from activities.clips.freezing import freeze_frame
from activities.clips.guide import Guide, is_card, picture_at_rest
from activities.clips.interpolation import at_rate
from activities.engines import EngineOptions, Job, Made
from activities.media.fitting import to_film, to_model
from activities.media.prompting import motion_prompt
from activities.media.sizes import Rgb, bucket
from activities.media.video_writer import write_video
from activities.media.windows import Lengths, Window, frames_needed, nearest_moment, windows_of
from activities.models.decoding import ready_decoder
from activities.models.diffusers_engine import DiffusersEngine, DiffusersOptions
from activities.models.ladder import Conditions, first_conditions, run_down
from activities.models.loading import Manner, cache_first_block, choose_attention, compile_blocks, forget_steps, put_on_loras, store_in_fp8
from activities.models.needs import DENOISERS, Activations, needed_bytes
from activities.models.pool import warm_pool
from activities.models.rungs import Rung, place
from activities.models.seeds import generators
from activities.models.steps import Steps
from schemas.clips import AnimateClip
from schemas.failures import Broken, Refused
from schemas.media import JPEG, MP4, PICTURE, PNG

CAMERA_VERSION = Camera.version
"""Part of the version of every engine that begins with what the camera draws."""
_PAIR = 2
"""Frames of a call of engines that make one frame from the one before, for which windows say nothing."""
_MADE = 0.85
"""How much of the work is done when all frames are made; the rest is frames between them and writing."""


class ClipOptions(DiffusersOptions):
    """What all model engines of this stage can be told."""

    megapixels: float = Field(default=0.4, ge=0.003, le=4.0)
    """Area at which the model works; the frames are then scaled to the film's."""
    negative: str = "static picture, blurry, distorted, deformed hands, extra limbs, text, subtitles, watermark, worst quality"
    """What is not to be seen; without effect where the model follows no guidance."""


class EndingOptions(ClipOptions):
    """For models that can be given their last frame too."""

    ending: Literal["free", "camera", "start"] = "free"
    """Where every call ends. free: as the model likes; camera: begins and ends at what the camera engine shows then, so that the move of
    the shot is kept to; start: at the picture it began with, as loops do and as long shots must that may not drift."""


@dataclass(frozen=True)
class Call:
    """One order's part in one call of the model."""

    job: Job[AnimateClip]
    window: Window
    prompt: str
    start: Rgb
    """The first frame, of the model's size."""
    end: Rgb | None
    """The last frame, where the model is to be told."""
    guide: tuple[Rgb, ...] = ()
    """What the camera engine shows at the moment of each frame, for engines that follow it."""


class LoadedVideo:
    """A pipeline on its rung; engines may keep others over the same weights in `others`."""

    def __init__(self, pipeline: Any, rung: Rung, device: str, manner: Manner) -> None:
        """Place a pipeline and ready its denoisers.

        Raises:
            Refused: A LoRA is none for it; it can't be compiled.
        """
        put_on_loras(pipeline, manner.models_dir, manner.loras)
        denoisers = [part for name in DENOISERS if (part := getattr(pipeline, name, None)) is not None]
        for denoiser in denoisers:
            if manner.in_fp8:
                store_in_fp8(denoiser, manner.dtype)
        place(pipeline, rung, device)
        for denoiser in denoisers:
            choose_attention(denoiser, device, manner.dtype)
            if manner.is_compiled:
                compile_blocks(denoiser, rung)
            if manner.cache:
                cache_first_block(denoiser, manner.cache)
        self.pipeline = pipeline
        self._denoisers = denoisers
        self.is_tiled = False
        self.others: dict[str, Any] = {}

    def rest(self) -> None:
        """With model offloading, off the GPU with what a call left there."""
        self.pipeline.maybe_free_model_hooks()

    def make_ready(self, *, is_tiled: bool) -> None:
        """Before every call: forget the last one, and decode in tiles or whole; without tiles, fewer frames are decoded at once."""
        for denoiser in self._denoisers:
            forget_steps(denoiser)
        self.is_tiled = is_tiled
        ready_decoder(self.pipeline.vae, is_tiled=is_tiled)


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
    def load(self, rung: Rung) -> LoadedVideo:
        """What `animate` needs, on its rung; usually `loaded` of a pipeline."""

    def loaded(self, pipeline: Any, rung: Rung) -> LoadedVideo:
        """A pipeline that lies in main memory, on its rung."""
        return LoadedVideo(pipeline, rung, self.device, self.manner)

    @abstractmethod
    def animate(self, loaded: LoadedVideo, calls: Sequence[Call], noise: Sequence[Any], told: Any) -> Sequence[NDArray[Any]]:
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

        start = first_conditions(self.settings.offload, batch, self.components(), activations, self.device)
        remembered_as = (type(self).__name__, self.weights_key, size, longest)
        return run_down(jobs, attempt, start, remembered_as, self.device, is_fixed=self.settings.offload != "auto")

    def activations(self, size: tuple[int, int], frames: int) -> Activations:
        """What a call of so many frames takes on the GPU beside the weights."""
        pixels = size[0] * size[1] * frames
        return Activations(pixels * self.bytes_per_pixel, pixels * self.decoding_bytes_per_pixel, pixels * self.tiled_bytes_per_pixel)

    def _windows(self, order: AnimateClip) -> list[Window]:
        return windows_of(frames_needed(order.frames, order.fps, self.rate(order)), self.lengths)

    def _attempt(self, jobs: Sequence[Job[AnimateClip]], conditions: Conditions, activations: Activations) -> list[Made]:
        estimate = needed_bytes(conditions.rung, self.components(), activations, len(jobs), is_tiled=conditions.is_tiled)
        windows = self._windows(jobs[0].order)
        shots = [_Shot(job, self) for job in jobs]
        steps = Steps(jobs, self.step_count * len(windows), 0.0, _MADE)
        name = f"{type(self).__name__} {self.weights_key} {conditions.rung}"
        with warm_pool(self.device).borrow(name, estimate, lambda: self.load(conditions.rung), sum(self.components().values())) as loaded:
            loaded.make_ready(is_tiled=conditions.is_tiled)
            noise = generators(jobs)
            for window in windows:
                calls = [shot.call(window) for shot in shots]
                made = self.animate(loaded, calls, noise, steps.after(window.number * self.step_count))
                for shot, frames in zip(shots, made, strict=True):
                    shot.add(window, pixels_of(frames, shot.size))
        return [shot.written(self.facts(shot.job.order)) for shot in shots]


class _Shot:
    """One order's clip in the making."""

    def __init__(self, job: Job[AnimateClip], engine: DiffusionClips) -> None:
        self.job = job
        self.size = engine.size(job.order)
        self._rate = engine.rate(job.order)
        self._ending: str = getattr(engine.clip, "ending", "free")
        self._follows = engine.follows
        self._most = engine.lengths.most
        self._windows = 0
        self._frames: list[Rgb] = []
        self._guide: Guide | None = None

    def call(self, window: Window) -> Call:
        """What the model is given for a window."""
        first = self._frames[-1] if self._frames else self._start()
        moments = range(window.first_frame, window.first_frame + window.frames)
        guide = tuple(self._guided(frame) for frame in moments) if self._follows else ()
        return Call(self.job, window, motion_prompt(self.job.order), first, self._end(window), guide)

    def add(self, window: Window, frames: Sequence[Rgb]) -> None:
        """Take a window's frames; the first of a later window is the last of the one before."""
        if len(frames) != window.frames:
            msg = f"{self.job.order.about.label}: the model made {len(frames)} frames, {window.frames} were asked for"
            raise Broken(msg)
        self._windows += 1
        self._frames += frames[1:] if self._frames else frames

    def written(self, facts: dict[str, Any]) -> Made:
        """The clip at the film's rate and size."""
        order, path = self.job.order, self.job.folder / "clip.mp4"
        self._write(path)
        told = {
            "prompt": motion_prompt(order),
            "model_px": f"{self.size[0]}x{self.size[1]}",
            "model_frames": len(self._frames),
            "model_fps": float(self._rate),
            **({"windows": self._windows} if self._windows > 1 and self._most > _PAIR else {}),
            **({"ending": self._ending} if self._ending != "free" else {}),
            **facts,
        }
        self.job.progress(1.0)
        return Made(path, MP4, order.width_px, order.height_px, order.frames, order.fps, facts=told)

    def _write(self, path: Path) -> None:
        order = self.job.order
        still_from = freeze_frame(order)
        runs = order.frames if still_from is None else still_from + 1

        def frames() -> Iterator[Rgb]:
            last: Rgb | None = None
            for number, frame in enumerate(at_rate(self._frames, self._rate, runs, order.fps)):
                last = to_film(frame, (order.width_px, order.height_px))
                self.job.progress(_MADE + (1 - _MADE) * number / order.frames)
                yield last
            assert last is not None  # orders have at least one frame
            for _ in range(order.frames - runs):
                yield last

        write_video(path, frames(), order.fps, order.width_px, order.height_px)

    def _start(self) -> Rgb:
        if self._ending == "camera" or self._follows:
            return self._guided(0)
        return to_model(picture_at_rest(self.job), self.size)

    def _end(self, window: Window) -> Rgb | None:
        match self._ending:
            case "camera":
                return self._guided(window.first_frame + window.frames - 1)
            case "start":
                return self._start()
            case _:
                return None

    def _guided(self, frame: int) -> Rgb:
        """What the camera engine shows at the moment of a frame of the model."""
        if self._guide is None:
            self._guide = Guide(self.job)
        order = self.job.order
        return to_model(self._guide.frame(nearest_moment(frame, self._rate, order.frames, order.fps)), self.size)


def check_words(tokenizer: Any, calls: Sequence[Call], most_tokens: int) -> None:
    """Refuse prompts of which a model would read the beginning only.

    Raises:
        Refused: One is longer than `most_tokens`, its end mark counted.
    """
    for call in calls:
        count = len(tokenizer(call.prompt, truncation=False, verbose=False).input_ids)
        if count > most_tokens:
            msg = f"{call.job.order.about.label}: the prompt has {count} tokens; the model reads {most_tokens}, shorten it"
            raise Refused(msg)


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


def pixels_of(frames: NDArray[Any], size: tuple[int, int]) -> list[Rgb]:
    """A model's frames as pictures.

    Args:
        frames: Shape (frames, height, width, 3), floats of 0 to 1 or uint8.
        size: Width and height asked for.

    Raises:
        Broken: They have another size, or numbers that are none.
    """
    if frames.shape[1:] != (size[1], size[0], 3):
        msg = f"the model made frames of shape {frames.shape[1:]}, {(size[1], size[0], 3)} were asked for"
        raise Broken(msg)
    if frames.dtype != np.uint8:
        if not np.isfinite(frames).all():
            raise Broken("the model made frames with numbers that are none; with DTYPE=bfloat16 or float32 it may not")
        frames = np.clip(np.rint(frames * 255), 0, 255).astype(np.uint8)
    return list(frames)
