"""A performance: how a picture moves, as numbers; every pixel of it is drawn once, when the film is encoded.

Lengths are shares of the frame or of a figure, so that one performance can be drawn at any size. Everything repeats from its numbers alone:
a wave has a phase, a blink has a frame; nothing is random when it is drawn.
"""

import math
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from activities.media.drawn.picture import Viseme
from schemas.failures import Broken
from schemas.media import PICTURE
from schemas.message import Message


class Wave(Message):
    """A slow to and fro: `amplitude · sin(2π (seconds / period_s + phase))`."""

    amplitude: float
    period_s: float
    phase: float = 0.0
    """In turns, 0 to 1."""

    def at(self, seconds: float) -> float:
        """Its value at a time."""
        return self.amplitude * math.sin(2 * math.pi * (seconds / self.period_s + self.phase))


def at_once(waves: list[Wave], seconds: float) -> float:
    """The sum of waves at a time."""
    return sum(wave.at(seconds) for wave in waves)


class View(Message):
    """What the camera sees of a picture, against the picture's frame at rest."""

    x: float = 0.0
    """How far the middle of the view lies right of the frame's middle, in widths of the frame."""
    y: float = 0.0
    """How far it lies below, in heights of the frame."""
    zoom: float = 1.0
    """2 shows half as much in each direction."""
    roll_deg: float = 0.0
    """Clockwise turn of the camera; the picture turns the other way."""


class CameraPath(Message):
    """From one view to another, with a hand's unrest on top."""

    start: View = View()
    end: View = View()
    ease_s: float = 0.8
    """How long it takes to come to full speed, and to stop; at most half of the clip."""
    parallax: float = 0.3
    """0: all layers move together, as a camera that only turns; 1: the horizon stands still."""
    sway_x: list[Wave] = []
    sway_y: list[Wave] = []
    sway_zoom: list[Wave] = []
    """Added to the logarithm of the zoom."""
    sway_roll_deg: list[Wave] = []


class Nod(Message):
    """One small nod."""

    first_frame: int
    frames: int
    degrees: float = 0.0
    """Turn of the head about the neck, clockwise: how a head seen from the side nods."""
    drop: float = 0.0
    """How far the crown sinks, in heights of the figure: how a head seen from the front nods."""


class Walk(Message):
    """Going across the picture, at one speed."""

    start: float
    """Right of where the figure was drawn, in heights of the figure."""
    end: float
    bob: float
    """How far each step lifts, in heights of the figure."""
    steps_per_s: float
    rock_deg: float = 0.0
    """How far the figure leans to the side of each step."""
    growth: float = 0.0
    """How much larger the figure is at the end than at the start: 0.05 comes nearer, −0.05 goes away."""
    gait: Literal["walk", "run"] = "walk"
    stride: float = 0.0
    """How far one step goes, in heights of the figure; across the picture it is the way divided by the steps, or feet would slide."""
    sink: float = 0.0
    """How much lower the figure is while both feet are far apart, in heights of the figure."""


class Gesture(Message):
    """A hand goes up, says something and comes down again."""

    limb: int
    """Index into the figure's limbs; an arm."""
    first_frame: int
    frames: int
    upper_deg: float
    """How far the upper arm is raised from where it was drawn."""
    lower_deg: float
    """How far the forearm is bent on top of that."""
    beat_deg: float = 0.0
    """How far the forearm marks the words while it is up."""
    is_arrival: bool = False
    """Instead of going up and coming down, the arm begins there and comes to where it was drawn; only then it beats."""


class FigureMotion(Message):
    """How one figure of the rig moves."""

    figure: int
    """Index into `Rig.figures`."""
    character: str
    breath: Wave = Wave(amplitude=0.0, period_s=4.0)
    """Share of its height by which the figure grows and shrinks from the feet."""
    lean_deg: list[Wave] = []
    """The whole figure about its feet."""
    tilt_deg: list[Wave] = []
    """The head about the neck."""
    blinks: list[int] = []
    """First frame of each blink, ascending."""
    nods: list[Nod] = []
    walk: Walk | None = None
    gestures: list[Gesture] = []
    """Ascending; those of one limb never overlap."""
    mouth: list[tuple[int, Viseme]] = []
    """`[first_frame, viseme]`, ascending; each holds until the next, before the first the mouth is at rest."""


class Surroundings(Message):
    """How what is not a person moves."""

    precipitation: tuple[float, float] = (0.0, 1.0)
    """Right and down, in frame heights a second, at the subject's depth."""
    flutter: float = 0.0
    """How far precipitation sways sideways, in frame heights; snow."""
    clouds: float = 0.004
    """To the right, in frame widths a second."""
    wind: float = 0.2
    """How far foliage leans, 0 to 1."""
    gust_s: float = 4.0
    """From one gust to the next."""
    ripple: float = 0.0015
    """How far water moves sideways, in frame widths."""
    ripple_s: float = 3.2
    """From one ripple to the next."""
    shimmer: float = 0.04
    """Share by which light grows weaker and stronger."""
    shimmer_s: float = 5.0


class Performance(Message):
    """A whole clip."""

    frames: int
    fps: int
    width_px: int
    """The size it was ordered in; it can be drawn in any."""
    height_px: int
    seed: int
    image_media_type: str = PICTURE
    """What the picture is: layered, or a flat image that only the camera moves over."""
    camera: CameraPath = CameraPath()
    figures: list[FigureMotion] = []
    surroundings: Surroundings = Surroundings()
    still_from: int | None = None
    """The frame from which the picture stands still, when the script asks for a freeze frame."""
    notes: list[str] = []
    """What was settled for: "ANNA is not in the picture"."""


def write_performance(path: Path, performance: Performance) -> None:
    """Write it as JSON; equal performances give equal bytes."""
    path.write_text(performance.model_dump_json(indent=1) + "\n", encoding="utf-8")


def read_performance(path: Path) -> Performance:
    """Read what `write_performance` wrote.

    Raises:
        Broken: The file holds no performance.
    """
    try:
        return Performance.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        msg = f"{path.name} holds no performance: {error}"
        raise Broken(msg) from error
