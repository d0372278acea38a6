"""A shot whose people speak, for a model that makes the whole picture: what it is told, shown and given to hear, and what it made."""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from activities.engines import Job, Made
from activities.lipsync.speakers import seen_people
from activities.media.fitting import to_film, to_model
from activities.media.frames import FrameSource
from activities.media.planes import planes_of
from activities.media.rgb import Rgb, rgb_from_planes
from activities.media.sound.waveform import Sound, read_sound
from activities.media.video_writer import write_video
from activities.media.windows import Window
from schemas.failures import Broken, Refused
from schemas.lipsync import SyncLips
from schemas.media import MP4
from schemas.timeline import samples_per_frame

MADE = 0.85
"""Progress when all frames are made; the rest is writing."""


class TalkingShot:
    """One order's clip, before and in the making."""

    def __init__(self, job: Job[SyncLips], source: FrameSource, size: tuple[int, int]) -> None:
        """A shot at a model's size, width and height."""
        self.job = job
        self.source = source
        self.size = size
        self._made: list[Rgb] = []

    def prompt(self, tokenizer: Any, most_tokens: int) -> str:
        """What happens: what the clip or its picture was made from, and who speaks and who listens.

        Raises:
            Refused: It is longer than a model reads.
        """
        prompt = talking_prompt(self.job)
        count = len(tokenizer(prompt, truncation=False, verbose=False).input_ids)
        if count > most_tokens:
            msg = f"{self.job.order.about.label}: the prompt has {count} tokens; the model reads {most_tokens}, shorten it"
            raise Refused(msg)
        return prompt

    def voices(self) -> Sound:
        """All who speak on screen, as they are heard from the first frame to the last: shape (1, samples)."""
        samples = self.source.frames * samples_per_frame(self.source.fps)
        heard = np.zeros((1, samples), np.float32)
        for line in self.job.order.speeches:
            speech = read_sound(self.job.input(line.speech).path).mean(axis=0)
            begin, end = max(0, line.first_sample), min(samples, line.first_sample + len(speech))
            if begin < end:
                heard[0, begin:end] += speech[begin - line.first_sample : end - line.first_sample]
        return heard

    def shape(self, window: Window) -> dict[str, int | float]:
        """A window's size, length and rate, as pipelines of diffusers are told them."""
        return {"width": self.size[0], "height": self.size[1], "num_frames": window.frames, "frame_rate": float(self.source.fps)}

    def first(self, window: Window) -> Rgb:
        """The frame a window begins with: that of the clip, or the last that was made."""
        return self._made[-1] if self._made else self.shown(window.first_frame, 1)[0]

    def shown(self, first_frame: int, frames: int) -> list[Rgb]:
        """What the clip shows, at the model's size; behind its end it stands still."""
        last = self.source.frames - 1
        begin = min(first_frame, last)
        read = self.source.read(begin, min(frames, last - begin + 1))
        found = [to_model(rgb_from_planes(*planes_of(frame)), self.size) for frame in read]
        return found + [found[-1]] * (frames - len(found))

    def add(self, frames: NDArray[Any], window: Window) -> None:
        """Take a window's frames; the first of a later window is the last of the one before.

        Raises:
            Broken: They are others than were asked for, or no numbers.
        """
        wanted = (window.frames, self.size[1], self.size[0], 3)
        if frames.shape != wanted or not np.isfinite(frames).all():
            msg = f"{self.job.order.about.label}: the model made frames of shape {frames.shape}, {wanted} were asked for, of finite numbers"
            raise Broken(msg)
        pixels = list(np.clip(np.rint(frames * 255), 0, 255).astype(np.uint8))
        self._made += pixels[1:] if self._made else pixels

    def written(self, facts: Mapping[str, Any]) -> Made:
        """The clip at its own size and length."""
        source, path = self.source, self.job.folder / "clip.mp4"
        size = (source.width_px, source.height_px)
        write_video(path, (self._finished(number, size) for number in range(source.frames)), source.fps, *size)
        self.job.progress(1.0)
        told = {**facts, "model_px": f"{self.size[0]}x{self.size[1]}", "remade": "the whole picture, not the mouths alone"}
        return Made(path, MP4, *size, source.frames, source.fps, facts=told)

    def _finished(self, number: int, size: tuple[int, int]) -> Rgb:
        self.job.progress(MADE + (1 - MADE) * number / self.source.frames)
        return to_film(self._made[number], size)


def talking_prompt(job: Job[SyncLips]) -> str:
    """What happens in a shot, as far as its files and people tell."""
    order = job.order
    known = (order.motion, *(job.input(ref).facts.get("prompt", "") for ref in (order.clip, order.image)))
    scene = next((prompt for prompt in known if isinstance(prompt, str) and prompt.strip()), "")
    speakers = list(dict.fromkeys(line.character for line in order.speeches))
    seen = dict.fromkeys(subject.character.name for subject in seen_people(order.subjects))
    speaking = [f"{name.title()} is talking, the lips move with every word" for name in speakers]
    listening = [f"{name.title()} listens with closed lips" for name in seen if name not in speakers]
    return ". ".join(part for part in (scene.strip().rstrip("."), *speaking, *listening) if part)
