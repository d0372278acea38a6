"""Says where in a film something is: scene, shot and time, in the words of a report."""

from fractions import Fraction
from typing import Any

from schemas.quality import CheckName, Finding
from schemas.timeline import PlacedShot, Timeline


def clock(frame: Fraction | int, fps: int) -> str:
    """Minutes, seconds, milliseconds: "0:07.250"."""
    seconds = Fraction(frame) / fps
    return f"{int(seconds) // 60}:{float(seconds % 60):06.3f}"


def shot_at(timeline: Timeline, frame: int) -> PlacedShot:
    """The shot that a frame of the film shows; the later one where two overlap."""
    return next((placed for placed in reversed(timeline.shots) if placed.first_frame <= frame), timeline.shots[0])


def found(timeline: Timeline, check: CheckName, frame: int, message: str, **rest: Any) -> Finding:
    """A finding at a frame of the film; `{where}` in its message becomes shot, scene and time."""
    placed = shot_at(timeline, min(max(0, frame), timeline.frames - 1))
    at = clock(frame, timeline.fps)
    where = f"shot {placed.shot.number} of scene {placed.scene} at {at}"
    fields = {"is_fault": True, "scene": placed.scene, "shot": placed.shot.number, "first_frame": frame, "at": at} | rest
    return Finding(check=check, message=message.replace("{where}", where), **fields)
