"""One shot for a model that sets pictures in motion: what each of its calls is told and shown, and how the frames it makes become the clip.

The calls share frames: the last of one is the first of the next. Memory: all frames at the model's size and rate, 3 bytes a pixel.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from activities.clips.freezing import freeze_frame
from activities.clips.guide import Guide, picture_at_rest
from activities.clips.interpolation import at_rate
from activities.engines import Job, Made
from activities.media.fitting import to_film, to_model
from activities.media.prompting import motion_prompt
from activities.media.sizes import Rgb
from activities.media.video_writer import write_video
from activities.media.windows import Window, nearest_moment
from schemas.clips import AnimateClip
from schemas.failures import Broken, Refused
from schemas.media import MP4

MADE = 0.85
"""How much of the work is done when all frames are made; the rest is frames between them and writing."""
_PAIR = 2
"""Frames of a call of engines that make one frame from the one before, for which windows say nothing."""
Ending = Literal["free", "camera", "start"]
"""Where every call ends. free: as the model likes; camera: begins and ends at what the camera engine shows then, so that the move of the
shot is kept to; start: at the picture it began with, as loops do and as long shots must that may not drift."""


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


class MovingShot:
    """One order's clip, before and in the making."""

    def __init__(self, job: Job[AnimateClip], size: tuple[int, int], rate: Fraction, *, ending: Ending, follows: bool) -> None:
        """A shot as a model makes it.

        Args:
            job: Its order.
            size: Width and height of the model's frames.
            rate: Frames a second that the model makes.
            ending: Where every call ends.
            follows: Whether calls are given the guide's frames.
        """
        self.job = job
        self.size = size
        self._rate = rate
        self._ending = ending
        self._follows = follows
        self._windows = 0
        self._frames: list[Rgb] = []
        self._guide: Guide | None = None

    def call(self, window: Window) -> Call:
        """What the model is given for a window."""
        first = self._frames[-1] if self._frames else self._start()
        moments = range(window.first_frame, window.first_frame + window.frames)
        guide = tuple(self._guided(frame) for frame in moments) if self._follows else ()
        return Call(self.job, window, motion_prompt(self.job.order), first, self._end(window), guide)

    def add(self, window: Window, frames: NDArray[Any]) -> None:
        """Take a window's frames; the first of a later window is the last of the one before.

        Args:
            window: Whose they are.
            frames: Shape (window's frames, height, width, 3), floats of 0 to 1 or uint8.

        Raises:
            Broken: They are others than were asked for, or no numbers.
        """
        if len(frames) != window.frames:
            msg = f"{self.job.order.about.label}: the model made {len(frames)} frames, {window.frames} were asked for"
            raise Broken(msg)
        pixels = _pixels_of(frames, self.size)
        self._windows += window.frames > _PAIR
        self._frames += pixels[1:] if self._frames else pixels

    def written(self, facts: dict[str, Any]) -> Made:
        """The clip at the film's rate and size."""
        order, path = self.job.order, self.job.folder / "clip.mp4"
        self._write(path)
        told = {
            "prompt": motion_prompt(order),
            "model_px": f"{self.size[0]}x{self.size[1]}",
            "model_frames": len(self._frames),
            "model_fps": float(self._rate),
            **({"windows": self._windows} if self._windows > 1 else {}),
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
                self.job.progress(MADE + (1 - MADE) * number / order.frames)
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


def _pixels_of(frames: NDArray[Any], size: tuple[int, int]) -> list[Rgb]:
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
