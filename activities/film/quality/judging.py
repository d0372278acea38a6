"""Judges what was measured of a cut: which limit is passed, where, by how much, and what another take of may mend it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from activities.film.delivery.stills import is_black_screen
from activities.film.quality.heard import Sounds
from activities.film.quality.looks import Looks
from activities.film.quality.places import found
from activities.film.subtitles.burn import letterings
from activities.media.text.line_breaks import columns_of
from activities.media.text.subtitle_timing import READ_COLUMNS_PER_S, reading_frames
from activities.media.text.subtitles import Cue, cues_of
from schemas.film import Encoding
from schemas.quality import CheckFilm, Finding
from schemas.stages import Stage
from schemas.timeline import PlacedShot, Timeline, samples_per_frame

BLACK_S = 0.5
"""A shorter black is a flash, and meant."""
STILL_S = 1.0
DOUBLED_SHARE = 0.3
"""Of neighbouring pictures; a clip of twelve pictures a second has half of them twice."""
SILENT_DBFS = -50.0
LOUDNESS_TOLERANCE_LU = 1.0
PEAK_TOLERANCE_DB = 0.2
_INAUDIBLE_LUFS = -70.0


def judged_shot(timeline: Timeline, placed: PlacedShot, facts: Mapping[str, Any]) -> Iterator[Finding]:
    """What is wrong with one shot; `facts` are those of its inspection."""
    looks = Looks.model_validate(facts)
    yield from _black(timeline, placed, looks)
    yield from _still(timeline, placed, looks)
    yield from _doubled(timeline, placed, looks)
    yield from _silent(timeline, placed, facts["speech_peaks_dbfs"])


def _black(timeline: Timeline, placed: PlacedShot, looks: Looks) -> Iterator[Finding]:
    shot, source = placed.shot, placed.shot.source
    body = shot.frames - shot.overlap_in_frames - shot.overlap_out_frames
    seen_from = max(0, source.fade_in_frames - shot.overlap_in_frames)
    seen_to = min(body, shot.frames - source.fade_out_frames - shot.overlap_in_frames)
    limit = min(BLACK_S * timeline.fps, seen_to - seen_from)
    for first, frames in [] if is_black_screen(shot) else looks.black:
        begin, end = max(first, seen_from), min(first + frames, seen_to)
        if end - begin >= max(2, limit):
            frame = placed.first_frame + shot.overlap_in_frames + begin
            seconds = (end - begin) / timeline.fps
            message = f"{{where}} is black for {seconds:.1f} s"
            yield found(timeline, "black", frame, message, **_of(placed, seconds, BLACK_S), redo=Stage.IMAGES)


def _still(timeline: Timeline, placed: PlacedShot, looks: Looks) -> Iterator[Finding]:
    black = {frame for first, frames in looks.black for frame in range(first, first + frames)}
    for first, frames in looks.still:
        if frames > STILL_S * timeline.fps and not placed.shot.may_be_still and first not in black:
            frame = placed.first_frame + placed.shot.overlap_in_frames + first
            seconds = frames / timeline.fps
            message = f"{{where}} is frozen for {seconds:.1f} s"
            yield found(timeline, "frozen", frame, message, **_of(placed, seconds, STILL_S), redo=Stage.CLIPS)


def _doubled(timeline: Timeline, placed: PlacedShot, looks: Looks) -> Iterator[Finding]:
    share = looks.doubled / looks.sampled if looks.sampled else 0.0
    if share > DOUBLED_SHARE and not placed.shot.may_be_still and not looks.still:
        message = f"{share:.0%} of the pictures of {{where}} are shown twice"
        yield found(timeline, "duplicates", placed.first_frame, message, **_of(placed, share, DOUBLED_SHARE, "share"), is_fault=False)


def _silent(timeline: Timeline, placed: PlacedShot, peaks_dbfs: Sequence[float]) -> Iterator[Finding]:
    for line, peak_dbfs in zip(placed.shot.lines, peaks_dbfs, strict=True):
        if any(map(str.isalnum, line.text)) and peak_dbfs < SILENT_DBFS:
            frame = placed.first_frame + line.first_sample // samples_per_frame(timeline.fps)
            message = f"line {line.number} ({line.character}) is silent in {{where}}"
            rest = _of(placed, peak_dbfs, SILENT_DBFS, "dBFS")
            yield found(timeline, "silent_line", frame, message, **rest, line=line.number, redo=Stage.VOICES)


def _of(placed: PlacedShot, measured: float, limit: float, unit: str = "s") -> dict[str, Any]:
    return {"scene": placed.scene, "shot": placed.shot.number, "measured": round(measured, 3), "limit": limit, "unit": unit}


def judged_sound(timeline: Timeline, order: CheckFilm, sounds: Sounds, *, is_as_loud_as_can_be: bool) -> Iterator[Finding]:
    """What is wrong with the mix.

    Args:
        timeline: The cut's.
        order: Says what the mix should be.
        sounds: What was measured of it.
        is_as_loud_as_can_be: Whether the mixer has raised it as far as it may: a cut of hardly more than room tone stays quiet.
    """
    error = sounds.loudness_lufs - order.loudness_lufs
    is_meant = is_as_loud_as_can_be or sounds.loudness_lufs < _INAUDIBLE_LUFS
    if abs(error) > LOUDNESS_TOLERANCE_LU:
        message = f"the film is {sounds.loudness_lufs:.1f} LUFS loud, {order.loudness_lufs:.1f} were planned"
        limit = {"measured": sounds.loudness_lufs, "limit": order.loudness_lufs, "unit": "LUFS"}
        yield found(timeline, "loudness", 0, message, **limit, is_fault=error > 0 or not is_meant)
    if sounds.true_peak_dbtp > order.true_peak_dbtp + PEAK_TOLERANCE_DB:
        message = f"the film peaks at {sounds.true_peak_dbtp:.1f} dBTP, {order.true_peak_dbtp:.1f} are allowed"
        yield found(timeline, "true_peak", 0, message, measured=sounds.true_peak_dbtp, limit=order.true_peak_dbtp, unit="dBTP")
    for first, samples in sounds.clipped[:5]:
        message = f"the sound is cut off at full scale for {samples} samples in {{where}}"
        frame = first // samples_per_frame(timeline.fps)
        yield found(timeline, "clipping", frame, message, measured=samples, limit=2, unit="samples")


def judged_texts(timeline: Timeline, order: CheckFilm) -> Iterator[Finding]:
    """Subtitles that run beyond the film, a shot or the frame."""
    if order.subtitles == "sidecar":
        for before, cue in zip([None, *(cues := cues_of(timeline))], cues, strict=False):
            if cue.end_frame > timeline.frames or (before is not None and cue.first_frame < before.end_frame):
                what = "is shown beyond the end" if cue.end_frame > timeline.frames else "comes before the one before it has gone"
                limit = timeline.frames if cue.end_frame > timeline.frames else before.end_frame if before else 0
                message = f"the subtitle “{' '.join(cue.lines)}” in {{where}} {what}"
                yield found(timeline, "subtitles", cue.first_frame, message, measured=cue.end_frame, limit=limit, unit="frames")
            yield from _hurried(timeline, cue)
    for placed in timeline.shots if order.subtitles == "burned" else ():
        yield from _burned(timeline, placed, order.encoding)


def _hurried(timeline: Timeline, cue: Cue) -> Iterator[Finding]:
    """A subtitle that goes before it is read, where people speak so fast that there is no room: told, since no other take has more."""
    columns = sum(map(columns_of, cue.lines))
    shown = cue.end_frame - cue.first_frame
    if shown < reading_frames(columns, timeline.fps):
        pace = columns * timeline.fps / shown
        message = f"the subtitle “{' '.join(cue.lines)}” in {{where}} must be read at {pace:.1f} characters a second"
        rest: dict[str, Any] = {"limit": READ_COLUMNS_PER_S, "unit": "characters/s", "is_fault": False}
        yield found(timeline, "subtitles", cue.first_frame, message, measured=round(pace, 1), **rest)


def _burned(timeline: Timeline, placed: PlacedShot, encoding: Encoding) -> Iterator[Finding]:
    for timed in letterings(placed.shot.source, encoding.width_px, encoding.height_px, encoding.fps):
        rows, columns = timed.lettering.cover.shape
        over_px = max(
            -timed.lettering.left,
            -timed.lettering.top,
            timed.lettering.left + columns - encoding.width_px,
            timed.lettering.top + rows - encoding.height_px,
        )
        frame = placed.first_frame + timed.first_frame
        if over_px > 0:
            message = f"a burned subtitle in {{where}} runs {over_px} pixels beyond the frame"
            yield found(timeline, "subtitles", frame, message, measured=over_px, limit=0, unit="px")
        if timed.end_frame > placed.shot.frames:
            message = "a burned subtitle in {where} is shown beyond its shot"
            yield found(timeline, "subtitles", frame, message, measured=timed.end_frame, limit=placed.shot.frames, unit="frames")


def judged_length(timeline: Timeline, order: CheckFilm) -> Iterator[Finding]:
    """Whether the cut is as long as its plan."""
    if timeline.frames != order.frames:
        message = f"the cut has {timeline.frames} frames, its plan {order.frames}"
        yield found(timeline, "length", timeline.frames - 1, message, measured=timeline.frames, limit=order.frames, unit="frames")
