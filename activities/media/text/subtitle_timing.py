"""Decides when subtitles come and go, so that they can be read.

Each is shown for as long as its characters take to read at `READ_COLUMNS_PER_S`, a second at least, never two at once. It comes with the
voice; where speech is denser than people read, subtitles may come a little earlier or later than the voice, in a run as short as it can
be. Only where even two seconds of that do not suffice is a subtitle shown for less time than it takes to read.
"""

from collections.abc import Sequence
from dataclasses import dataclass

READ_COLUMNS_PER_S = 17
"""How fast people read: the limit of broadcasters and streaming services, in characters a second."""
SHORTEST_S = 1.0
LINGER_S = 0.4
"""How much longer than the voice a subtitle stays when nothing follows."""
GAP_FRAMES = 2
"""Between two subtitles that would otherwise touch, so that the eye sees the change."""
_NEVER = 10**9


@dataclass(frozen=True)
class Span:
    """What is timed: a text of a width, heard over a run of frames."""

    first_frame: int
    end_frame: int
    columns: int


@dataclass(frozen=True)
class _Give:
    """How far one subtitle may leave its voice, in seconds, and which share of its reading time it must have."""

    early_s: float
    late_s: float
    share: float


_GIVES = (
    _Give(0.0, 0.25, 1.0),
    _Give(0.3, 0.5, 1.0),
    _Give(0.6, 1.0, 1.0),
    _Give(1.0, 1.5, 1.0),
    _Give(1.5, 2.0, 1.0),
    *(_Give(1.5, 2.0, share / 20) for share in range(19, 7, -1)),
)


def reading_frames(columns: int, fps: int) -> int:
    """How many frames a text of `columns` characters must be shown."""
    return max(round(SHORTEST_S * fps), -(-columns * fps // READ_COLUMNS_PER_S))


def timed(spans: Sequence[Span], fps: int, frames: int) -> list[tuple[int, int]]:
    """First frame and end frame of each span's subtitle.

    Args:
        spans: In order of their first frame.
        fps: Frames a second.
        frames: Of the film or the shot; no subtitle is shown beyond it.

    Returns:
        In the same order, not overlapping; each at least a second long unless the whole is too short for that.
    """
    starts = _starts(spans, fps, frames)
    shortest = round(SHORTEST_S * fps)
    found: list[tuple[int, int]] = []
    for span, start, following in zip(spans, starts, [*starts[1:], frames + GAP_FRAMES], strict=False):
        wish = max(span.end_frame + round(LINGER_S * fps), start + reading_frames(span.columns, fps))
        room = following - GAP_FRAMES if following - GAP_FRAMES - start >= shortest else following
        found.append((start, max(start + 1, min(wish, room))))
    return found


def _starts(spans: Sequence[Span], fps: int, frames: int) -> list[int]:
    """Where each begins; those that do not fit are given more room to move, and only those."""
    given = [0] * len(spans)
    while True:
        earliest, latest, lengths = _limits(spans, given, fps, frames)
        tight = [index for index in range(len(spans)) if earliest[index] > latest[index]]
        if not tight:
            break
        if all(given[index] > len(_GIVES) for index in tight):
            # a film shorter than its subtitles need: they share it evenly
            return [frames * index // len(spans) for index in range(len(spans))]
        for index in _neighbours(tight, earliest, latest, lengths):
            given[index] += 1
    starts: list[int] = []
    for index, span in enumerate(spans):
        after = starts[-1] + lengths[index - 1] if starts else 0  # a voice may begin before its shot
        starts.append(min(latest[index], max(span.first_frame, after, 0)))
    return starts


def _limits(spans: Sequence[Span], given: Sequence[int], fps: int, frames: int) -> tuple[list[int], list[int], list[int]]:
    """The earliest and the latest start of each, and how long it must last before the next may come."""
    shortest = round(SHORTEST_S * fps)
    earliest, latest, lengths = [0] * len(spans), [0] * len(spans), [0] * len(spans)
    for index, span in enumerate(spans):
        give = _GIVES[given[index]] if given[index] < len(_GIVES) else None
        lengths[index] = max(shortest, round(reading_frames(span.columns, fps) * give.share)) + GAP_FRAMES if give else shortest
        soonest = max(0, span.first_frame - round(give.early_s * fps)) if give else 0
        earliest[index] = max(soonest, earliest[index - 1] + lengths[index - 1]) if index else soonest
    for index in range(len(spans) - 1, -1, -1):
        give = _GIVES[given[index]] if given[index] < len(_GIVES) else None
        last = frames + GAP_FRAMES if index == len(spans) - 1 else latest[index + 1]
        if not give and index == len(spans) - 1:
            last = frames
        latest[index] = min(last - lengths[index], spans[index].first_frame + round(give.late_s * fps) if give else _NEVER)
    return earliest, latest, lengths


def _neighbours(tight: Sequence[int], earliest: Sequence[int], latest: Sequence[int], lengths: Sequence[int]) -> list[int]:
    """Those that do not fit, and those before and after that they are pressed against."""
    found: set[int] = set()
    for index in tight:
        first = last = index
        while first > 0 and earliest[first] == earliest[first - 1] + lengths[first - 1]:
            first -= 1
        while last + 1 < len(latest) and latest[last] == latest[last + 1] - lengths[last]:
            last += 1
        found.update(range(first, last + 1))
    return sorted(found)
