"""Chords and scales, as semitones above the tonic, and how a mood moves through them.

A chord is written as its root in semitones and a quality: "0m" is the minor tonic, "8" the major chord on the lowered sixth, "5j" a major
seventh on the fourth.
"""

from collections.abc import Sequence
from dataclasses import dataclass

_QUALITIES: dict[str, tuple[int, ...]] = {
    "": (0, 4, 7),
    "m": (0, 3, 7),
    "j": (0, 4, 7, 11),
    "m7": (0, 3, 7, 10),
    "7": (0, 4, 7, 10),
    "add": (0, 4, 7, 14),
    "m9": (0, 3, 7, 14),
    "s2": (0, 2, 7),
    "s4": (0, 5, 7),
    "p": (0, 7, 12),
    "d": (0, 3, 6),
    "a": (0, 4, 8),
    "x": (0, 1, 6),
}
IONIAN = (0, 2, 4, 5, 7, 9, 11)
LYDIAN = (0, 2, 4, 6, 7, 9, 11)
MIXOLYDIAN = (0, 2, 4, 5, 7, 9, 10)
DORIAN = (0, 2, 3, 5, 7, 9, 10)
AEOLIAN = (0, 2, 3, 5, 7, 8, 10)
PHRYGIAN = (0, 1, 3, 5, 7, 8, 10)
HARMONIC_MINOR = (0, 2, 3, 5, 7, 8, 11)
BHUPALI = (0, 2, 4, 7, 9)
BHAIRAV = (0, 1, 4, 5, 7, 8, 11)
KAFI = (0, 2, 3, 5, 7, 9, 10)
YAMAN = (0, 2, 4, 6, 7, 9, 11)


@dataclass(frozen=True)
class Chord:
    """A chord above the tonic."""

    root: int
    tones: tuple[int, ...]
    """Semitones above the tonic, the root first."""

    @property
    def classes(self) -> frozenset[int]:
        """Its tones within one octave."""
        return frozenset(tone % 12 for tone in self.tones)

    @property
    def fifth(self) -> int:
        """The tone a bass alternates with: the fifth, or what the chord has instead."""
        return next((tone for tone in self.tones if tone - self.root in {6, 7, 8}), self.root)


@dataclass(frozen=True)
class Mood:
    """How a mood moves."""

    scale: tuple[int, ...]
    raga: tuple[int, ...]
    """What a melody over a drone is made of."""
    phrases: tuple[str, ...]
    """Four chords each."""
    cadence: str
    """The chord before the last, and the last."""
    tempo: float = 1.0
    """Against the cue's own."""
    register: int = 0
    """Semitones the melody is moved by."""
    density: float = 0.5
    """How much happens, 0 to 1."""
    brightness: float = 0.5
    """0 dark to 1 bright."""


MOODS: dict[str, Mood] = {
    "calm": Mood(IONIAN, BHUPALI, ("0j 5j 9m7 7s4", "0j 4m7 5j 0s2", "0 9m7 5j 7s4"), "5j 0add", 0.95, 0, 0.35, 0.45),
    "happy": Mood(IONIAN, BHUPALI, ("0 5 7 0", "0 9m 5 7", "0 4m 5 7"), "7 0add", 1.08, 4, 0.75, 0.75),
    "sad": Mood(AEOLIAN, KAFI, ("0m 8 3 10", "0m 5m 8 7s4", "0m9 10 8j 5m"), "5m 0m9", 0.82, -3, 0.3, 0.3),
    "tense": Mood(PHRYGIAN, BHAIRAV, ("0m 0m 1 0m", "0m 8 5m 1", "0m 6d 8 7"), "1 0p", 1.04, -2, 0.6, 0.35),
    "action": Mood(AEOLIAN, KAFI, ("0m 0m 8 10", "0m 3 10 5m", "0m 8 10 0m"), "10 0p", 1.1, 0, 0.95, 0.7),
    "mysterious": Mood(DORIAN, YAMAN, ("0m 4m 0m 8j", "0m9 6 0m 3j", "0m 1j 0m9 10s2"), "8j 0m9", 0.9, 2, 0.35, 0.4),
    "romantic": Mood(IONIAN, YAMAN, ("0j 9m7 2m7 7s4", "0j 4m7 5j 5m", "9m7 5j 0j 7"), "5m 0add", 0.92, 2, 0.45, 0.55),
    "triumphant": Mood(MIXOLYDIAN, YAMAN, ("0 5 0 7", "0 10 5 0", "0 8 10 0"), "10 0", 1.04, 3, 0.85, 0.85),
    "horror": Mood(PHRYGIAN, BHAIRAV, ("0m 0m 6d 1m", "0x 0x 1m 6m", "0m 11m 0m 6d"), "6d 0x", 0.82, 5, 0.25, 0.2),
    "comic": Mood(IONIAN, BHUPALI, ("0 9 2 7", "0 0 5 7", "0 1d 2m 7"), "7 0", 1.12, 5, 0.8, 0.7),
    "epic": Mood(AEOLIAN, KAFI, ("0m 8 3 10", "0m 10 8 5m", "0m 3 8 7"), "8 0", 0.96, 0, 0.85, 0.75),
    "wistful": Mood(IONIAN, KAFI, ("9m7 5j 0 7", "0j 4m7 9m7 5j", "5j 7 4m7 9m7"), "5j 0add", 0.88, 1, 0.4, 0.45),
}


def chord(text: str) -> Chord:
    """A chord as it is written."""
    digits = "".join(char for char in text[:2] if char.isdigit())
    # "10" and "11" are roots, "57" is the seventh chord on 5
    root = int(digits) if digits in {"10", "11"} else int(digits[0])
    quality = text[len(str(root)) :]
    return Chord(root, tuple(root + tone for tone in _QUALITIES[quality]))


def phrase(text: str) -> tuple[Chord, ...]:
    """Chords as they are written, with spaces between."""
    return tuple(chord(part) for part in text.split())


def cadence(mood: Mood) -> tuple[Chord, Chord]:
    """A mood's last two chords."""
    before, last = phrase(mood.cadence)
    return before, last


def voiced(wanted: Chord, tonic: int, low: int, before: Sequence[int] = (), voices: int = 4) -> list[int]:
    """Keys (MIDI numbers) of a chord in close position, as near to the chord before as can be.

    Args:
        wanted: The chord.
        tonic: The key's MIDI number in any octave.
        low: The lowest key it may use; it stays within 16 semitones above.
        before: The keys of the chord before.
        voices: How many keys.
    """
    classes = [(tonic + tone) % 12 for tone in wanted.tones]
    keys = [key for key in range(low, low + 17) if key % 12 in classes]
    choices = [keys[first : first + voices] for first in range(max(1, len(keys) - voices + 1))]
    complete = [choice for choice in choices if {key % 12 for key in choice} >= set(classes[:voices])] or choices
    if not before:
        return complete[0]
    return min(complete, key=lambda choice: sum(min(abs(key - old) for old in before) for key in choice))


def near(key: float, classes: frozenset[int], tonic: int) -> int:
    """The key nearest to `key` whose class above the tonic is one of `classes`."""
    start = round(key)
    for distance in range(12):
        for candidate in (start - distance, start + distance):
            if (candidate - tonic) % 12 in classes:
                return candidate
    return start
