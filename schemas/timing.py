"""How long a shot is and where its lines lie in it: the lines decide, then the action."""

from collections.abc import Sequence
from math import ceil

from schemas.media import SAMPLE_RATE_HZ, ArtifactRef
from schemas.message import Message
from schemas.shots import Shot
from schemas.timeline import samples_per_frame

LEAD_S = 0.22
"""Before the first line. With `TAIL_S` of the shot before, a reply comes after about half a second."""
TAIL_S = 0.30
GAP_S = 0.28
"""Between two lines of one shot."""
MIN_BODY_FRAMES = 6
"""What must be left of a shot between its transitions."""


class ShotTiming(Message):
    """One shot in time."""

    frames: int
    first_samples: list[int]
    """Where each line begins, in samples of 48 kHz from the shot's first frame."""


def overlap_frames(shot: Shot, fps: int) -> int:
    """Frames `shot` shares with the shot before it; 0 for cuts and fades."""
    return round(shot.transition_s * fps) if shot.transition_in in {"dissolve", "wipe_left", "wipe_right", "iris"} else 0


def fade_frames(shot: Shot, fps: int) -> tuple[int, int]:
    """Frames over which the shot before fades out to black, and over which `shot` fades in from it."""
    frames = round(shot.transition_s * fps)
    match shot.transition_in:
        case "fade_in":
            return 0, frames
        case "fade_through_black":
            return frames // 2, frames - frames // 2
        case _:
            return 0, 0


def time_shot(shot: Shot, speeches: Sequence[ArtifactRef], fps: int, *, quiet_in: int, quiet_out: int, wish_s: float | None) -> ShotTiming:
    """Lay the lines of a shot one after another and find the shot's length.

    Args:
        shot: Its `min_duration_s` and the pauses before its lines count.
        speeches: The recording of each line, in the order of `shot.lines`.
        fps: Frames per second.
        quiet_in: Frames at the beginning that a transition covers: nobody speaks in them.
        quiet_out: The same at the end.
        wish_s: A length set by a person instead of `min_duration_s`; the lines still fit.
    """
    position = round(LEAD_S * SAMPLE_RATE_HZ) + quiet_in * samples_per_frame(fps) if speeches else 0
    starts: list[int] = []
    for index, (line, speech) in enumerate(zip(shot.lines, speeches, strict=True)):
        position += round(line.pause_before_s * SAMPLE_RATE_HZ) + (round(GAP_S * SAMPLE_RATE_HZ) if index else 0)
        starts.append(position)
        position += speech.samples or 0
    spoken = ceil((position + round(TAIL_S * SAMPLE_RATE_HZ)) / samples_per_frame(fps)) + quiet_out if speeches else 0
    wished = round((shot.min_duration_s if wish_s is None else wish_s) * fps)
    return ShotTiming(frames=max(spoken, wished, quiet_in + quiet_out + MIN_BODY_FRAMES), first_samples=starts)
