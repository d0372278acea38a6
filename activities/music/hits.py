"""Makes a cue hit the cuts: beats are pulled onto them by bending the tempo, and they are marked by an accent.

A cue is written in an even tempo. Then a few of its beats are tied to cuts, and all times between are stretched or squeezed evenly; a
stretch never changes the tempo by more than a tenth, so which cuts are met is a choice: as many as can be, strong beats first. A cut that
no beat can meet gets its accent between the beats, without the chord.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from activities.music.form import Form

_MOST_STRETCH = 1.1
_LOOK_BACK = 12
"""Cuts: a tie is only weighed against so many before it."""
_SAME_S = 1e-3
_CLOSEST_S = 1.1
"""Cuts that come faster are not all marked: accents would rattle."""


@dataclass(frozen=True)
class Hit:
    """An accent."""

    at_s: float
    """In the finished cue."""
    bar: int
    """The bar it lies in."""
    is_on_beat: bool


@dataclass(frozen=True)
class Bent:
    """A tempo that was bent: times as written, and as played."""

    written_s: tuple[float, ...]
    played_s: tuple[float, ...]
    hits: tuple[Hit, ...] = ()

    def played(self, written_s: float) -> float:
        """When something is played that is written at a time; what lies behind the last tie keeps its distance to it."""
        if written_s >= self.written_s[-1]:
            return self.played_s[-1] + written_s - self.written_s[-1]
        return float(np.interp(written_s, self.written_s, self.played_s))


def bent_to(form: Form, cuts_s: Sequence[float]) -> Bent:
    """Tie beats of a form to cuts.

    Args:
        form: In even tempo.
        cuts_s: Rising.
    """
    cuts = _apart([cut for cut in cuts_s if form.beat_s <= cut <= form.end_s - form.beat_s])
    ties = _ties(form, cuts)
    tied = {played for _, played in ties}
    written = (0.0, *(time for time, _ in ties), form.end_s)
    played = (0.0, *(time for _, time in ties), form.end_s)
    hits = [Hit(cut, int(np.interp(cut, played, written) / form.bar_s + 1e-6), cut in tied) for cut in cuts]
    if form.bars and any(abs(cut - form.end_s) < _SAME_S for cut in cuts_s):
        hits.append(Hit(form.end_s, form.bars, is_on_beat=True))
    return Bent(written, played, tuple(hits))


def _apart(cuts: Sequence[float]) -> list[float]:
    kept: list[float] = []
    for cut in cuts:
        if not kept or cut - kept[-1] >= _CLOSEST_S:
            kept.append(cut)
    return kept


def _ties(form: Form, cuts: Sequence[float]) -> list[tuple[float, float]]:
    """Written and played times of the beats that meet cuts, by the best chain of ties from the beginning to the end."""
    places = [(0.0, 0.0, -1)]
    for index, cut in enumerate(cuts):
        nearest = round(cut / form.beat_s)
        places += [(beat * form.beat_s, cut, index) for beat in range(max(1, nearest - 2), nearest + 3) if beat < form.bars * form.beats]
    best: list[tuple[float, int]] = [(0.0, -1)]
    for now, (written, played, index) in enumerate(places[1:], start=1):
        gain = 1.5 if round(written / form.beat_s) % form.beats == 0 else 1.0
        ways = [
            (best[before][0] + gain - _strain(places[before], (written, played)), before)
            for before in range(now - 1, -1, -1)
            if index - places[before][2] <= _LOOK_BACK or before == 0
            if places[before][2] < index and best[before][1] != -2 and _fits(places[before], (written, played))
        ]
        best.append(max(ways, default=(0.0, -2)))
    end = (form.end_s, form.end_s)
    last = max(
        (now for now in range(len(places)) if best[now][1] != -2 and _fits(places[now], end)), key=lambda now: best[now][0], default=0
    )
    chain: list[tuple[float, float]] = []
    while last > 0:
        chain.append(places[last][:2])
        last = best[last][1]
    return chain[::-1]


def _fits(before: tuple[float, float, int], after: tuple[float, float]) -> bool:
    written, played = after[0] - before[0], after[1] - before[1]
    return written > 0 and 1 / _MOST_STRETCH <= played / written <= _MOST_STRETCH


def _strain(before: tuple[float, float, int], after: tuple[float, float]) -> float:
    """What a stretch costs: a tempo bent by a tenth is worth two thirds of a cut that is met."""
    return 6.0 * abs((after[1] - before[1]) / (after[0] - before[0]) - 1)
