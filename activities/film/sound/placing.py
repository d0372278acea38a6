"""Puts sounds at their samples, and stops them where the film does."""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from activities.media.sound.waveform import Sound, faded


@dataclass(frozen=True)
class Stop:
    """Where everything that sounds before must have ended."""

    sample: int
    fade_samples: int
    """Over which it fades towards it."""


def add(block: Sound, sound: Sound, at: int) -> None:
    """Add a sound to a block in place, from sample `at` of it, which may lie before or behind the block."""
    begin, end = max(0, at), min(block.shape[1], at + sound.shape[1])
    if end > begin:
        block[:, begin:end] += sound[:, begin - at : end - at]


def stopped(sound: Sound, first_sample: int, stops: Sequence[Stop]) -> Sound:
    """A sound that begins at `first_sample`, ended at the first stop behind that."""
    stop = min((stop for stop in stops if stop.sample > first_sample), key=lambda stop: stop.sample, default=None)
    if stop is None or first_sample + sound.shape[1] <= stop.sample:
        return sound
    return faded(sound[:, : stop.sample - first_sample], out_samples=stop.fade_samples)


class Sounding:
    """Sounds of a scene, each made when its time comes, added block by block, and dropped when it has sounded."""

    def __init__(self, sounds: Iterable[tuple[int, Callable[[], Sound]]], stops: Sequence[Stop]) -> None:
        """`sounds` by their first samples, in that order; what sounds at one of the `stops` ends there."""
        self._waiting = deque(sounds)
        self._stops = stops
        self._sounds: list[tuple[int, Sound]] = []

    @property
    def end_sample(self) -> int | None:
        """Where the last of those that sound has died away; None when none sounds."""
        return max((start + sound.shape[1] for start, sound in self._sounds), default=None)

    def block(self, first_sample: int, samples: int) -> Sound:
        """Their sum over a run of samples, shape (2, samples); runs are asked for in order."""
        while self._waiting and self._waiting[0][0] < first_sample + samples:
            start, make = self._waiting.popleft()
            self._sounds.append((start, stopped(make(), start, self._stops)))
        block = np.zeros((2, samples), np.float32)
        for start, sound in self._sounds:
            add(block, sound, start - first_sample)
        self._sounds = [(start, sound) for start, sound in self._sounds if start + sound.shape[1] > first_sample + samples]
        return block
