"""Writes the picture of a cut as an edit decision list in the CMX 3600 layout.

One event a shot. Where a shot dissolves or wipes in, its event has two lines: where the shot before stands when the transition begins, and
the shot with the length of the transition. Source times count each shot's own file from 00:00:00:00, record times begin at 01:00:00:00.
Comments carry file names, scenes and spoken lines (`* LOC`), in UTF-8. The format holds one picture track and no sound.
Numbers grow a fourth digit after event 999, which today's programs read; reels keep to eight characters.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from activities.film.export.editing import FIRST_HOUR_S, Clip, Edit, LineMark
from schemas.failures import Refused
from schemas.shots import TransitionKind

LONGEST_TRANSITION_FRAMES = 255
"""What edit controllers take: the length was kept in one byte."""
_WIPES = {"wipe_left": "W001", "wipe_right": "W001", "iris": "W119"}
"""SMPTE wipe patterns: 1 is a vertical edge that travels from left to right, 119 a circle that grows from the middle."""
REVERSED = frozenset({"wipe_left"})
"""The layout has no sign for a pattern that runs backwards; a comment says it."""


def write_edl(edit: Edit) -> str:
    """The list; lines end in CR LF.

    Raises:
        Refused: A transition is longer than the format can say.
    """
    lines = [f"TITLE: {_one_line(edit.title) or 'FILM'}", "FCM: NON-DROP FRAME", ""]
    marks = {clip: list(found) for clip, found in groupby(edit.lines, lambda mark: mark.placed.shot)}
    scenes = {scene.number: scene for scene in edit.scenes}
    begun: set[int] = set()
    for number, (before, clip, after) in enumerate(zip([None, *edit.clips], edit.clips, [*edit.clips[1:], None], strict=False), start=1):
        lines += _event(number, before, clip, after, edit.fps)
        if clip.placed.scene not in begun:
            begun.add(clip.placed.scene)
            scene = scenes[clip.placed.scene]
            lines.append(_locator(scene.first_frame, "GREEN", scene.words, edit.fps))
        lines += _locators(marks.get(clip.number, []), edit.fps)
    return "\r\n".join([*lines, ""])


def strange_to_edl(kind: TransitionKind) -> bool:
    """Whether a transition is written as a dissolve because there is nothing nearer."""
    return kind not in _WIPES and kind != "dissolve"


def timecode(frames: int, fps: int) -> str:
    """Hours, minutes, seconds and frames; no frame numbers are dropped."""
    seconds, frame = divmod(frames, fps)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}:{frame:02}"


def reel_name(clip: Clip) -> str:
    """What the format calls a shot's file: eight characters at most."""
    return f"SHOT{clip.number:04}" if clip.number < 10_000 else f"S{clip.number}"


def _event(number: int, before: Clip | None, clip: Clip, after: Clip | None, fps: int) -> Iterator[str]:
    shot, overlap = clip.placed.shot, clip.overlap
    first, frames = clip.placed.first_frame, shot.frames - (after.placed.shot.overlap_in_frames if after else 0)
    if overlap is not None and before is not None:
        if overlap.frames > LONGEST_TRANSITION_FRAMES:
            msg = (
                f"the transition into shot {shot.number} has {overlap.frames} frames, an edit decision list holds at most "
                f"{LONGEST_TRANSITION_FRAMES}; shorten it, or export to otio or fcpxml"
            )
            raise Refused(msg)
        stands = before.placed.shot.frames - overlap.frames
        yield _line(number, before, "C", (stands, stands, first, first), fps)
        kind = f"{_WIPES.get(overlap.kind, 'D'):<4} {overlap.frames:03}"
        yield _line(number, clip, kind, (0, frames, first, first + frames), fps)
        yield f"* FROM CLIP NAME: {before.name}"
        yield f"* TO CLIP NAME: {clip.name}"
        if overlap.kind in REVERSED:
            yield f"* WIPE {_WIPES[overlap.kind][1:]} RUNS BACKWARDS: THE EDGE TRAVELS FROM RIGHT TO LEFT"
    else:
        yield _line(number, clip, "C", (0, frames, first, first + frames), fps)
        yield f"* FROM CLIP NAME: {clip.name}"
    yield f"* SOURCE FILE: {clip.file}"
    if shot.source.fade_in_frames:
        yield f"* FADES IN FROM BLACK OVER {shot.source.fade_in_frames} FRAMES, IN THE FILE"
    if shot.source.fade_out_frames:
        yield f"* FADES OUT TO BLACK OVER {shot.source.fade_out_frames} FRAMES, IN THE FILE"
    if shot.title:
        yield f"* COMMENT: {_one_line(shot.title)}"


def _line(number: int, clip: Clip, kind: str, times: tuple[int, int, int, int], fps: int) -> str:
    hour = FIRST_HOUR_S * fps
    source_in, source_out, record_in, record_out = times
    shown = (source_in, source_out, record_in + hour, record_out + hour)
    return f"{number:03}  {reel_name(clip):<8} V     {kind:<8} " + " ".join(timecode(frames, fps) for frames in shown)


def _locators(marks: Sequence[LineMark], fps: int) -> Iterator[str]:
    for mark in marks:
        yield _locator(mark.first_frame, "YELLOW", mark.words, fps)


def _locator(frame: int, colour: str, words: str, fps: int) -> str:
    return f"* LOC: {timecode(frame + FIRST_HOUR_S * fps, fps)} {colour:<7} {_one_line(words)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())
