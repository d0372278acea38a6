"""Subtitles timed to the voices, as SRT and WebVTT.

At most two lines, never two subtitles at once, as long as they take to read (`subtitle_timing`). A speaker who is not seen is named; a
voice-over is set in italics. What is said so fast that a second is not to be had shares a subtitle with what follows, with a dash for
each speaker. WebVTT: https://www.w3.org/TR/webvtt1/. Durations and line lengths follow the public timed text guides of broadcasters.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import accumulate, pairwise
from typing import Literal

from activities.media.text.line_breaks import columns_of, run_on, sentences_of, subtitles_of, usual_columns
from activities.media.text.subtitle_timing import SHORTEST_S, Span, timed
from schemas.message import Message
from schemas.timeline import PlacedLine, Timeline, samples_per_frame

Rgb = tuple[int, int, int]
_COLOURS: tuple[Rgb, ...] = (
    (255, 255, 255),
    (255, 236, 95),
    (120, 235, 255),
    (140, 245, 140),
    (255, 178, 215),
    (255, 190, 120),
    (205, 190, 255),
)
"""Of speakers, one after the other; all light enough to be read on a dark edge."""
_MARK = "\N{RIGHT-TO-LEFT MARK}"


class Cue(Message):
    """One subtitle."""

    first_frame: int
    end_frame: int
    """The first frame without it."""
    lines: list[str]
    speaker: str
    """"" when two speak, or nobody."""
    is_voice_over: bool = False
    speakers: list[str] = []
    """Who speaks each of the lines."""


@dataclass(frozen=True)
class Heard:
    """What a subtitle tells of: a speech, or for those who do not hear a sound or the music."""

    first_frame: int
    frames: int
    text: str
    speaker: str = ""
    placement: Literal["on", "voice_over", "off_screen"] = "on"
    kind: Literal["speech", "sound", "music"] = "speech"
    is_named: bool = False
    """Whether the speaker is named whether seen or not."""


def cues_of(timeline: Timeline) -> list[Cue]:
    """The subtitles of a cut, in order, none overlapping."""
    return cues_from([heard_line(line, timeline.fps) for line in _spoken(timeline)], timeline.fps, timeline.frames)


def heard_line(placed: PlacedLine, fps: int) -> Heard:
    """A spoken line as its subtitle tells of it."""
    line, spf = placed.line, samples_per_frame(fps)
    start = placed.first_sample // spf
    frames = max(1, -(-(placed.first_sample + placed.samples) // spf) - start)
    return Heard(start, frames, line.text, line.character, line.placement)


def cues_from(heard: Sequence[Heard], fps: int, frames: int, columns: int | None = None) -> list[Cue]:
    """What is heard in a film or a shot as subtitles, in order, none overlapping.

    Args:
        heard: In order of the first frame.
        fps: Frames a second.
        frames: Of the whole; no subtitle is shown beyond it.
        columns: The widest line that has room, at least 4; None for what is usual in the text's writing system.
    """
    heard = _in_turn(heard, fps)
    raw = [cue for index, what in enumerate(heard) for cue in _cues_of(what, heard[index - 1] if index else None, columns)]
    raw.sort(key=lambda cue: cue.first_frame)
    cues = _joined(raw, fps, columns)
    spans = [Span(cue.first_frame, cue.end_frame, sum(map(columns_of, cue.lines))) for cue in cues]
    times = timed(spans, fps, frames)
    return [cue.model_copy(update={"first_frame": first, "end_frame": end}) for cue, (first, end) in zip(cues, times, strict=True)]


def speaker_colour(number: int) -> Rgb:
    """The colour of a speaker by `Character.number`."""
    return _COLOURS[max(0, number - 1) % len(_COLOURS)]


def srt(cues: Sequence[Cue], fps: int, colours: Mapping[str, Rgb] | None = None) -> str:
    """SubRip text; voice-overs in italics, right-to-left lines marked as such; `colours` of speakers as the font tags players know."""
    return "".join(
        f"{number}\n{_clock(cue.first_frame, fps, ',')} --> {_clock(cue.end_frame, fps, ',')}\n{_plain(cue, colours or {})}\n\n"
        for number, cue in enumerate(cues, start=1)
    )


def vtt(cues: Sequence[Cue], fps: int, colours: Mapping[str, Rgb] | None = None) -> str:
    """WebVTT text; every subtitle of one speaker carries the name as a voice tag, which `colours` are tied to."""
    blocks = ["WEBVTT\n"]
    for speaker, colour in (colours or {}).items():
        quoted = re.sub(r'[\\"\n<>]', "", speaker)
        blocks.append(f'STYLE\n::cue(v[voice="{quoted}"]) {{ color: {_hex(colour)} }}\n')
    for number, cue in enumerate(cues, start=1):
        text = _escaped(directed(cue))
        text = f"<i>{text}</i>" if cue.is_voice_over else text
        # the annotation of a voice tag ends with the first ">"
        voice = f"<v {_escaped(cue.speaker)}>" if cue.speaker else ""
        blocks.append(f"{number}\n{_clock(cue.first_frame, fps, '.')} --> {_clock(cue.end_frame, fps, '.')}\n{voice}{text}\n")
    return "\n".join(blocks)


def directed(cue: Cue) -> str:
    """The lines of a cue that reads from right to left between marks, so that punctuation and foreign words stay where they belong."""
    if not is_right_to_left("".join(cue.lines)):
        return "\n".join(cue.lines)
    return "\n".join(f"{_MARK}{line}{_MARK}" for line in cue.lines)


def parts_of(text: str, frames: int, columns: int | None = None) -> list[tuple[int, int, list[str]]]:
    """A speech of `frames` frames as subtitles, each as long as its share of the words.

    Returns:
        First frame, frames and lines of each, one after the other without a gap; fewer when there are fewer frames than subtitles.
    """
    parts = subtitles_of(text, columns)
    shares = _shares(frames, [max(1, sum(map(columns_of, lines))) for lines in parts])
    return [(start, end - start, lines) for (start, end), lines in zip(shares, parts, strict=True) if end > start]


def _shares(frames: int, widths: Sequence[int]) -> list[tuple[int, int]]:
    """Begin and end of each part of so many frames, one after the other, as long as the parts are wide."""
    return list(pairwise(frames * before // max(1, sum(widths)) for before in accumulate(widths, initial=0)))


def is_right_to_left(text: str) -> bool:
    """Whether most of its letters with a direction read from right to left."""
    strong = [kind for kind in map(unicodedata.bidirectional, text) if kind in {"L", "R", "AL"}]
    return sum(kind != "L" for kind in strong) * 2 > len(strong)


def _spoken(timeline: Timeline) -> list[PlacedLine]:
    return sorted((line for line in timeline.lines if line.line.text.strip()), key=lambda line: (line.first_sample, line.line.number))


def _in_turn(heard: Sequence[Heard], fps: int) -> list[Heard]:
    """What is heard, the longer of two who speak at once sentence by sentence: each is told when it is said, not behind the other."""
    parts: list[Heard] = []
    for what in heard:
        end = what.first_frame + what.frames
        is_shared = what.kind == "speech" and any(
            other.kind == "speech" and other.speaker != what.speaker and other.frames < what.frames
            and min(end, other.first_frame + other.frames) - max(what.first_frame, other.first_frame) >= fps * SHORTEST_S / 2
            for other in heard
        )  # fmt: skip
        sentences = sentences_of(what.text) if is_shared else [what.text]
        shares = _shares(what.frames, [max(1, columns_of(sentence)) for sentence in sentences])
        parts += [
            replace(what, text=text, first_frame=what.first_frame + begin, frames=max(1, until - begin))
            for text, (begin, until) in zip(sentences, shares, strict=True)
        ]
    return sorted(parts, key=lambda part: part.first_frame)


def _cues_of(heard: Heard, before: Heard | None, columns: int | None) -> Iterator[Cue]:
    is_new = before is None or before.speaker != heard.speaker or before.placement != heard.placement
    is_named = bool(heard.speaker) and is_new and (heard.is_named or heard.placement == "off_screen")
    text = f"{heard.speaker}: {heard.text}" if is_named else heard.text
    usual = usual_columns(heard.text)
    for first, length, lines in parts_of(text, heard.frames, usual if columns is None else min(columns, usual)):
        yield Cue(
            first_frame=heard.first_frame + first,
            end_frame=heard.first_frame + first + length,
            lines=lines,
            speaker=heard.speaker,
            is_voice_over=heard.placement == "voice_over",
            speakers=[heard.speaker] * len(lines),
        )


def _joined(raw: Sequence[Cue], fps: int, columns: int | None) -> list[Cue]:
    """Those that come within a second of each other as one, where two lines hold them."""
    shortest = round(SHORTEST_S * fps)
    cues: list[Cue] = []
    for cue in raw:
        together = _together(cues[-1], cue, columns) if cues and cue.first_frame - cues[-1].first_frame < shortest else None
        cues[-1:] = [together] if together else [*cues[-1:], cue]
    return cues


def _together(first: Cue, second: Cue, columns: int | None) -> Cue | None:
    """Two cues as one of two lines; None when they are too long for it."""
    one, other = run_on(first.lines), run_on(second.lines)
    if first.speaker == second.speaker and first.is_voice_over == second.is_voice_over and first.speaker:
        joined = subtitles_of(run_on([one, other]), columns)
        lines, speakers = (joined[0], [first.speaker] * len(joined[0])) if len(joined) == 1 else (None, [])
    else:
        # a sound has no speaker, and no dash
        lines = [f"– {text}" if cue.speaker else text for text, cue in ((one, first), (other, second))]
        widest = [min(columns or usual_columns(line), usual_columns(line)) for line in lines]
        is_fresh = len(first.lines) == 1 == len(second.lines) and not first.lines[0].startswith("– ")
        lines = lines if is_fresh and all(columns_of(line) <= width for line, width in zip(lines, widest, strict=True)) else None
        speakers = [first.speaker, second.speaker]
    if lines is None:
        return None
    return Cue(
        first_frame=first.first_frame,
        end_frame=max(first.end_frame, second.end_frame),
        lines=lines,
        speaker=first.speaker if first.speaker == second.speaker else "",
        is_voice_over=first.is_voice_over and second.is_voice_over,
        speakers=speakers,
    )


def _plain(cue: Cue, colours: Mapping[str, Rgb]) -> str:
    # SubRip knows no escapes: an arrow or a tag in a speech would be taken for a time or for markup
    lines = directed(cue).replace("-->", "→").replace("<", "‹").replace(">", "›").split("\n")
    found = [colours.get(speaker) for speaker in cue.speakers or [cue.speaker] * len(lines)]
    if any(found):
        lines = [f'<font color="{_hex(colour)}">{line}</font>' if colour else line for line, colour in zip(lines, found, strict=True)]
    text = "\n".join(lines)
    return f"<i>{text}</i>" if cue.is_voice_over else text


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


def _escaped(text: str) -> str:
    return escape(text, quote=False)


def _clock(frame: int, fps: int, point: str) -> str:
    milliseconds = (frame * 1000 + fps // 2) // fps
    seconds, milliseconds = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{point}{milliseconds:03}"
