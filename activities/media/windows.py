"""How a shot of any length becomes calls of a model that makes a few lengths only, at a rate of its own.

A shot longer than the longest call is made in windows that share one frame: the last of one is the first of the next.
"""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Lengths:
    """What a model makes in one call: `least`, `least + step` and so on to `most` frames."""

    least: int
    step: int
    most: int

    def fitting(self, frames: int) -> int:
        """The shortest call of at least `frames`; the longest where none is long enough."""
        if frames <= self.least or not self.step:
            return min(self.least, self.most)
        steps = -(-(frames - self.least) // self.step)
        return self.least + min(steps, (self.most - self.least) // self.step) * self.step


@dataclass(frozen=True)
class Window:
    """One call."""

    number: int
    """From 0."""
    first_frame: int
    """Of the shot, counted in the model's frames; for windows after the first it is the last frame of the one before."""
    frames: int


def windows_of(frames: int, lengths: Lengths) -> list[Window]:
    """The calls that make a shot: as few as can be, nearly equally long.

    Args:
        frames: Of the model, at least 1; the windows together are at least as long.
        lengths: What one call makes; `most` is at least 2.
    """
    found: list[Window] = []
    first, wanted = 0, max(frames - 1, 1)
    while first < wanted:
        calls_left = -(-(wanted - first) // (lengths.most - 1))
        length = lengths.fitting(-(-(wanted - first) // calls_left) + 1)
        found.append(Window(len(found), first, length))
        first += length - 1
    return found


def frames_needed(frames: int, fps: int, rate: Fraction) -> int:
    """Frames of a model at `rate` between the first and the last of which every frame of a shot lies."""
    return -(-(frames - 1) * rate // fps) + 1


def nearest_moment(frame: int, rate: Fraction, frames: int, fps: int) -> int:
    """The shot's frame that is shown nearest to the moment of a model's frame; the last for what lies behind the end."""
    return min(round(Fraction(frame) / rate * fps), frames - 1)
