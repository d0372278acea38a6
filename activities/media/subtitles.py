"""Subtitles timed to the voices, as SRT and WebVTT.

At most two lines, at least a second each, never two at once. They begin with the voice and stay a little longer than it where there is
room. What is said so fast that a second is not to be had shares a subtitle with what follows, with a dash for each speaker.
WebVTT: https://www.w3.org/TR/webvtt1/. Durations and line lengths follow the public timed text guides of broadcasters.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from html import escape

from activities.media.line_breaks import columns_of, subtitles_of, usual_columns
from schemas.message import Message
from schemas.timeline import PlacedLine, Timeline, samples_per_frame

_SHORTEST_S = 1.0
_LINGER_S = 0.4
"""How much longer than the voice a subtitle stays when nothing follows."""
_READ_COLUMNS_PER_S = 17
"""How fast people read; a subtitle stays that long when there is room."""
_GAP_FRAMES = 2
"""Between two subtitles that would otherwise touch, so that the eye sees the change."""
_MARK = "\N{RIGHT-TO-LEFT MARK}"


class Cue(Message):
    """One subtitle."""

    first_frame: int
    end_frame: int
    """The first frame without it."""
    lines: list[str]
    speaker: str
    """"" when two speak."""
    is_voice_over: bool = False


def cues_of(timeline: Timeline) -> list[Cue]:
    """The subtitles of a cut, in order, none overlapping.

    A speaker who is not seen is named at the beginning of the line; a voice-over is set in italics instead.
    """
    spoken = sorted((line for line in timeline.lines if line.line.text.strip()), key=lambda line: (line.first_sample, line.line.number))
    raw = [cue for index, line in enumerate(spoken) for cue in _cues_of_line(line, spoken[index - 1] if index else None, timeline.fps)]
    raw.sort(key=lambda cue: cue.first_frame)
    return _untangled(raw, timeline.fps, timeline.frames)


def srt(cues: Sequence[Cue], fps: int) -> str:
    """SubRip text; voice-overs in italics, right-to-left lines marked as such."""
    return "".join(
        f"{number}\n{_clock(cue.first_frame, fps, ',')} --> {_clock(cue.end_frame, fps, ',')}\n{_plain(cue)}\n\n"
        for number, cue in enumerate(cues, start=1)
    )


def vtt(cues: Sequence[Cue], fps: int) -> str:
    """WebVTT text; every subtitle of one speaker carries the name as a voice tag."""
    blocks = ["WEBVTT\n"]
    for number, cue in enumerate(cues, start=1):
        text = _escaped(directed(cue))
        text = f"<i>{text}</i>" if cue.is_voice_over else text
        # the annotation of a voice tag ends with the first ">"
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        blocks.append(f"{number}\n{_clock(cue.first_frame, fps, '.')} --> {_clock(cue.end_frame, fps, '.')}\n{voice}{text}\n")
    return "\n".join(blocks)


def directed(cue: Cue) -> str:
    """The lines of a cue, right-to-left ones between marks so that their punctuation stays at the end where it belongs."""
    return "\n".join(f"{_MARK}{line}{_MARK}" if is_right_to_left(line) else line for line in cue.lines)


def parts_of(text: str, frames: int, columns: int | None = None) -> list[tuple[int, int, list[str]]]:
    """A speech of `frames` frames as subtitles, each as long as its share of the words.

    Returns:
        First frame, frames and lines of each, one after the other without a gap; fewer when there are fewer frames than subtitles.
    """
    parts = subtitles_of(text, columns)
    widths = [max(1, sum(map(columns_of, lines))) for lines in parts]
    total = sum(widths)
    edges = [frames * sum(widths[:index]) // total for index in range(len(parts) + 1)] if parts else []
    return [(start, end - start, lines) for start, end, lines in zip(edges, edges[1:], parts, strict=False) if end > start]


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction reads from right to left."""
    strong = (unicodedata.bidirectional(character) for character in text)
    return next((kind in {"R", "AL"} for kind in strong if kind in {"L", "R", "AL"}), False)


def _cues_of_line(placed: PlacedLine, before: PlacedLine | None, fps: int) -> Iterator[Cue]:
    line, spf = placed.line, samples_per_frame(fps)
    start = placed.first_sample // spf
    frames = max(1, -(-(placed.first_sample + placed.samples) // spf) - start)
    is_new = before is None or before.line.character != line.character or before.line.placement != line.placement
    named = line.placement == "off_screen" and is_new and bool(line.character)
    text = f"{line.character}: {line.text}" if named else line.text
    for first, length, lines in parts_of(text, frames, usual_columns(line.text)):
        yield Cue(
            first_frame=start + first,
            end_frame=start + first + length,
            lines=lines,
            speaker=line.character,
            is_voice_over=line.placement == "voice_over",
        )


def _untangled(raw: Sequence[Cue], fps: int, frames: int) -> list[Cue]:
    """Give every cue its second, and none to two at once."""
    shortest = round(_SHORTEST_S * fps)
    cues: list[Cue] = []
    for cue in raw:
        if cues and cue.first_frame - cues[-1].first_frame < shortest:
            together = _together(cues[-1], cue)
            if together is not None:
                cues[-1] = together
                continue
            # no room for both lines of both: the second waits until the first had its second
            late = cues[-1].first_frame + shortest
            cues.append(cue.model_copy(update={"first_frame": late, "end_frame": max(cue.end_frame, late + 1)}))
        else:
            cues.append(cue)
    starts = _pulled_into(frames, [cue.first_frame for cue in cues], shortest)
    return [
        cue.model_copy(update={"first_frame": start, "end_frame": _end(cue, start, following, fps)})
        for cue, start, following in zip(cues, starts, [*starts[1:], frames + _GAP_FRAMES], strict=False)
    ]


def _pulled_into(frames: int, starts: list[int], shortest: int) -> list[int]:
    """Move the last cues forward in time where the film ends too soon for them."""
    latest = frames - shortest
    pulled = list(starts)
    for index in range(len(pulled) - 1, -1, -1):
        if pulled[index] <= latest:
            break
        # in a film shorter than its subtitles need, they share it evenly
        pulled[index] = max(latest, frames * index // len(pulled))
        latest = pulled[index] - shortest
    return pulled


def _end(cue: Cue, start: int, following: int, fps: int) -> int:
    width = sum(map(columns_of, cue.lines))
    wish = max(cue.end_frame + round(_LINGER_S * fps), start + round(_SHORTEST_S * fps), start + -(-width * fps // _READ_COLUMNS_PER_S))
    room = following - _GAP_FRAMES if following - _GAP_FRAMES - start >= round(_SHORTEST_S * fps) else following
    return max(start + 1, min(wish, room))


def _together(first: Cue, second: Cue) -> Cue | None:
    """Two cues as one of two lines; None when they are too long for it."""
    one, other = " ".join(first.lines), " ".join(second.lines)
    if first.speaker == second.speaker and first.is_voice_over == second.is_voice_over and first.speaker:
        joined = subtitles_of(f"{one} {other}")
        lines = joined[0] if len(joined) == 1 else None
    else:
        dashed = [f"– {one}", f"– {other}"]
        is_fresh = bool(first.speaker) and len(first.lines) == 1 == len(second.lines)
        lines = dashed if is_fresh and all(columns_of(line) <= usual_columns(line) for line in dashed) else None
    if lines is None:
        return None
    is_same = first.speaker == second.speaker
    return Cue(
        first_frame=first.first_frame,
        end_frame=max(first.end_frame, second.end_frame),
        lines=lines,
        speaker=first.speaker if is_same else "",
        is_voice_over=first.is_voice_over and second.is_voice_over,
    )


def _plain(cue: Cue) -> str:
    # SubRip knows no escapes: an arrow or a tag in a speech would be taken for a time or for markup
    text = directed(cue).replace("-->", "→").replace("<", "‹").replace(">", "›")
    return f"<i>{text}</i>" if cue.is_voice_over else text


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _clock(frame: int, fps: int, point: str) -> str:
    milliseconds = (frame * 1000 + fps // 2) // fps
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{milliseconds:03}"
