"""A film's themes: short melodies and a key drawn from its title, so that all its cues belong together; each main character has one too."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from activities.media.sound.waveform import random_numbers

_RHYTHMS: tuple[tuple[float, ...], ...] = (
    (1.5, 0.5, 1, 1),
    (1, 1, 2),
    (0.5, 0.5, 1, 2),
    (2, 1, 1),
    (1, 0.5, 0.5, 2),
    (3, 1),
    (1.5, 1.5, 1),
    (1, 2, 1),
)
_ANSWERS: tuple[tuple[float, ...], ...] = ((2, 2), (4,), (3, 1), (1, 1, 2), (1.5, 0.5, 2))


@dataclass(frozen=True)
class Theme:
    """A melody in steps of a scale; how it sounds depends on the scale of the mood."""

    tonic: int
    """MIDI number, 45 (A) to 56 (G sharp)."""
    call: tuple[tuple[float, int], ...]
    """(beats, step of the scale from its first note); one bar of four beats."""
    answer: tuple[tuple[float, int], ...]


def themes_of(title: str, leads: Sequence[str]) -> tuple[Theme, ...]:
    """The themes a cue is made of, at least one: those of the characters it is about, else the film's own.

    A character's theme is drawn from the film's title and the name: it is the same in all cues of a film, and in the film's key.
    """
    film = theme_of(title)
    own = [theme_of(f"{title}\n{name}") for name in leads]
    return tuple(replace(theme, tonic=film.tonic) for theme in own) or (film,)


def theme_of(text: str) -> Theme:
    """The theme of a text; the same text has the same theme, "" has one too."""
    random = random_numbers("theme", *(" ".join(line.casefold().split()) for line in text.split("\n")))
    tonic = 45 + int(random.integers(12))
    call = _RHYTHMS[int(random.integers(len(_RHYTHMS)))]
    answer = _ANSWERS[int(random.integers(len(_ANSWERS)))]
    start = int(random.choice([0, 2, 4]))
    steps = [start]
    leaps = 0
    for _ in range(len(call) + len(answer) - 1):
        move = int(random.choice([-2, -1, -1, 1, 1, 2]))
        if not leaps and random.random() < 0.35:
            move, leaps = int(random.choice([3, 4, -3])), 1
        # a melody that has gone far turns back
        if abs(steps[-1] + move - 2) > 5:
            move = -move
        steps.append(steps[-1] + move)
    return Theme(tonic, tuple(zip(call, steps, strict=False)), tuple(zip(answer, steps[len(call) :], strict=True)))
