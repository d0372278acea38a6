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
MOST_BEYOND = 0.6
"""Share of a line that is heard over another picture, at most."""
MIN_BODY_FRAMES = 6
"""What must be left of a shot between its transitions."""


class ShotTiming(Message):
    """One shot in time."""

    frames: int
    first_samples: list[int]
    """Where each line begins, in samples of 48 kHz from the shot's first frame."""


def overlap_frames(shot: Shot, fps: int) -> int:
    """Frames `shot` shares with the shot before it; 0 for cuts and fades."""
    is_joined = shot.transition_in not in {"cut", "fade_in", "fade_through_black"}
    return round(shot.transition_s * fps) if is_joined else 0


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


def sound_leads_frames(shot: Shot, fps: int) -> int:
    """How long `shot` is heard before it is seen; below 0, how long the shot before it is heard on. Only at cuts."""
    return round(shot.sound_leads_s * fps) if shot.transition_in == "cut" else 0


class Surroundings(Message):
    """What the cuts on both sides of a shot do to its lines, in frames."""

    quiet_in: int = 0
    """At the beginning, covered by a transition: nobody speaks in them."""
    quiet_out: int = 0
    """The same at the end."""
    leads_in: int = 0
    """How long the shot is heard before it is seen; below 0, how long the one before it is heard on."""
    leads_out: int = 0
    """How long the next shot is heard before it is seen; below 0, how long this one is heard on."""


def time_shot(shot: Shot, speeches: Sequence[ArtifactRef], fps: int, around: Surroundings, wish_s: float | None) -> ShotTiming:
    """Lay the lines of a shot one after another, those of a dual dialogue beside each other, and find the shot's length.

    Args:
        shot: Its `min_duration_s` and the pauses before its lines count.
        speeches: The recording of each line, in the order of `shot.lines`.
        fps: Frames per second.
        around: What the cuts on both sides do to its lines.
        wish_s: A length set by a person instead of `min_duration_s`; the lines still fit.
    """
    rate = samples_per_frame(fps)
    quiet_in, quiet_out = around.quiet_in + max(0, -around.leads_in), around.quiet_out + max(0, around.leads_out)
    starts, end = _laid(shot, speeches, round(LEAD_S * SAMPLE_RATE_HZ) + quiet_in * rate)
    if starts and around.leads_in > 0:
        earlier = min(around.leads_in * rate, _most_beyond(speeches[0]))
        starts, end = [start - earlier for start in starts], end - earlier
    beyond = min(-around.leads_out * rate, _most_beyond(speeches[-1])) if starts and around.leads_out < 0 else 0
    tail = 0 if beyond else round(TAIL_S * SAMPLE_RATE_HZ)
    spoken = ceil((end - beyond + tail) / rate) + quiet_out if starts else 0
    wished = round((shot.min_duration_s if wish_s is None else wish_s) * fps)
    frames = max(spoken, wished, quiet_in + quiet_out + MIN_BODY_FRAMES)
    if beyond:
        # what happens in it lasts longer than its lines: they wait, so that the last one is still heard on
        later = max(0, frames * rate + beyond - end)
        starts = [start + later for start in starts]
    return ShotTiming(frames=frames, first_samples=starts)


def _laid(shot: Shot, speeches: Sequence[ArtifactRef], first_sample: int) -> tuple[list[int], int]:
    """Where each line begins, and where the last of them ends."""
    position, starts = first_sample, list[int]()
    left_starts: int | None = None
    left_ends = 0
    for index, (line, speech) in enumerate(zip(shot.lines, speeches, strict=True)):
        gap = round(line.pause_before_s * SAMPLE_RATE_HZ) + (round(GAP_S * SAMPLE_RATE_HZ) if index else 0)
        before = shot.lines[index - 1].dual if index else None
        if line.dual == "right" and before == "left" and left_starts is not None:
            position, left_ends = left_starts, position
        else:
            if line.dual != "right":
                position = max(position, left_ends)
            position += gap
            if line.dual == "left" and before != "left":
                left_starts = position
        starts.append(position)
        position += speech.samples or 0
    return starts, max(position, left_ends)


def _most_beyond(speech: ArtifactRef) -> int:
    """How much of a line may be heard without its picture: most of it, and never all."""
    return round((speech.samples or 0) * MOST_BEYOND)
