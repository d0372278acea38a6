"""How a cue is laid out in time: a whole number of bars and a last chord that rings out, exactly as long as it must be.

The tempo gives way: it is moved by a few percent, so that the bars and the ring fill the length to the sample.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from schemas.media import SAMPLE_RATE_HZ

_RING_S = 4.2
_SHORTEST_RING_S, _LONGEST_RING_S, _MOST_RING = 1.2, 6.5, 0.5
"""How long the last chord may ring when it comes with a cut: in seconds, and as a share of the cue."""
_CARRIED = 0.75
"""How full music is at least that goes on from music before it."""
_SHORTEST_BARS_S = 3.5
"""Below it a cue is one chord."""


@dataclass(frozen=True)
class Form:
    """A cue in time."""

    samples: int
    bars: int
    """Before the last chord; 0 for a cue that is a single chord."""
    beats: int
    """In a bar."""
    beat_s: float
    intensity: float
    is_carried: bool = False
    """By music before it: it need not begin thin."""

    @property
    def seconds(self) -> float:
        """The whole length."""
        return self.samples / SAMPLE_RATE_HZ

    @property
    def bar_s(self) -> float:
        """Length of a bar."""
        return self.beats * self.beat_s

    @property
    def end_s(self) -> float:
        """Where the last chord begins."""
        return self.bars * self.bar_s

    @property
    def ring_s(self) -> float:
        """How long the last chord has."""
        return self.seconds - self.end_s

    def energy(self, bar: int) -> float:
        """How full the music is in a bar, 0 to 1: it begins thin, builds over three quarters, and steps back before the end."""
        if self.bars <= 1:
            return self.intensity
        place = bar / (self.bars - 1)
        rise = 0.35 + 0.65 * min(1.0, place / 0.6)
        rise = max(rise, _CARRIED) if self.is_carried else rise
        fall = 1.0 if place < 0.86 else 1.0 - 1.6 * (place - 0.86)
        # short cues have no time to build
        presence = 1.0 if self.bars <= 4 else rise
        return min(1.0, (0.25 + 0.75 * self.intensity) * presence * fall)


def form_of(samples: int, tempo_bpm: float, beats: int, intensity: float, cuts_s: Sequence[float] = ()) -> Form:
    """The form of a cue; its last chord comes with a cut of the picture, where one lies near enough.

    Args:
        samples: Its length; at least 1.
        tempo_bpm: Wanted.
        beats: In a bar.
        intensity: 0 to 1.
        cuts_s: Where the picture cuts.
    """
    seconds = samples / SAMPLE_RATE_HZ
    if seconds < _SHORTEST_BARS_S:
        return Form(samples, 0, beats, 60 / tempo_bpm, intensity)
    ring_s = min(_RING_S, 0.3 * seconds)
    rings_s = [seconds - cut for cut in cuts_s if _SHORTEST_RING_S <= seconds - cut <= min(_LONGEST_RING_S, _MOST_RING * seconds)]
    ring_s = min(rings_s, key=lambda ring: abs(ring - ring_s), default=ring_s)
    bars = max(1, round((seconds - ring_s) / (beats * 60 / tempo_bpm)))
    # phrases of four feel whole; give up at most a twelfth of the tempo for one
    square = 4 * round(bars / 4)
    if square and abs(square - bars) / bars <= 1 / 12:
        bars = square
    return Form(samples, bars, beats, (seconds - ring_s) / (bars * beats), intensity)
