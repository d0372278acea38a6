"""Where those sit who share a piece of furniture: at a table, or at the keys of a piano that is seen from its side."""

from collections.abc import Sequence

from schemas.shots import Subject

BENCH_BEHIND_M = 0.24
"""How much farther from the camera the one sits, of two who play together, who is nearer to the keys."""
_BENCH_APART_M = 0.27
"""How far that one is across from the other."""
_PIANO_APART_M = 1.4
"""From who plays to who stands behind the piano."""
_AT_TABLES = frozenset({"table", "desk", "piano"})
_PLACES = ("left", "centre", "right")


def is_at_table(subject: Subject) -> bool:
    """Whether somebody sits with their hands on something."""
    return subject.pose == "sit" and subject.seat in _AT_TABLES


def is_at_piano(subject: Subject) -> bool:
    """Whether somebody sits at a piano that is seen from its side."""
    return subject.pose == "sit" and subject.seat == "piano" and subject.facing in {"left", "right"} and not subject.is_foreground


def is_at_keys(subject: Subject, subjects: Sequence[Subject]) -> bool:
    """Whether somebody is, of two who play together, the nearer to the keys."""
    players = sorted((other for other in subjects if is_at_piano(other)), key=lambda other: _PLACES.index(other.position))
    return len(players) > 1 and subject == players[-1 if subject.facing == "right" else 0]


def hands_reach_m(subject: Subject, subjects: Sequence[Subject]) -> tuple[float, float]:
    """How far before the middle of somebody at a table or a piano their hands lie, and how high; metres."""
    if not is_at_piano(subject):
        return 0.37, 0.79
    players = sum(is_at_piano(other) for other in subjects)
    return 0.45 + (_BENCH_APART_M if players > 1 and not is_at_keys(subject, subjects) else 0.0), 0.775


def beside_piano_m(left: Subject, right: Subject, gap_m: float) -> float | None:
    """How far apart two neighbours are of whom at least one plays the piano; None when it does not stand between them.

    Args:
        left: Who is on the left.
        right: Their neighbour.
        gap_m: How far apart people are otherwise.
    """
    if is_at_piano(left) and is_at_piano(right) and left.facing == right.facing:
        return _BENCH_APART_M
    is_between = (is_at_piano(left) and left.facing == "right") or (is_at_piano(right) and right.facing == "left")
    return max(gap_m, _PIANO_APART_M) if is_between else None
