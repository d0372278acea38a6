"""The film's theme over the chords of a cue: a call and an answer in four bars, on the chord at strong beats, home at the end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from activities.music.harmony import near
from activities.music.palettes import Part
from activities.music.piece import Piece
from activities.music.theme import Theme


@dataclass(frozen=True)
class Sung:
    """One note of a melody."""

    start_s: float
    length_s: float
    key: float
    velocity: float
    glide_from: float | None = None


def melody_notes(part: Part, piece: Piece, phrases: Sequence[int], random: np.random.Generator) -> Iterator[Sung]:
    """What a melody or a second voice plays.

    Args:
        part: Its range and style.
        piece: The cue in outline.
        phrases: Which phrases of four bars it plays, in order.
        random: What differs between phrases.
    """
    form, last_chord = piece.form, piece.chords[-1]
    last: Sung | None = None
    for number in phrases:
        for sung in _phrase(part, piece, number, random):
            yield sung
            last = sung
    if last is not None and phrases[-1] == (form.bars - 1) // 4:
        home = near(last.key, frozenset({0} if part.role == "melody" else {last_chord.tones[1] % 12}), piece.tonic)
        yield Sung(form.end_s, form.ring_s * 0.4, home, 0.5 + 0.3 * form.intensity)


def _phrase(part: Part, piece: Piece, number: int, random: np.random.Generator) -> Iterator[Sung]:
    form = piece.form
    before: float | None = None
    for offset, figure in enumerate(_figures(part, piece.theme(number, part.role), number, random)):
        bar = number * 4 + offset
        if bar >= form.bars:
            return
        if form.energy(bar) < part.needs * 0.8:
            continue
        beat = 0.0
        for beats, step in figure:
            if beat >= form.beats:
                break
            key = _key(part, piece, bar, step, is_strong=beat % 2 == 0)
            shortened = 0.45 if part.style == "staccato" and beats <= 1 else 0.96
            length_s = min(beats, form.beats - beat) * form.beat_s * shortened
            velocity = 0.5 + 0.35 * form.energy(bar) + (0.06 if beat == 0 else 0)
            slides = "raga" in part.style and before is not None and 0 < abs(before - key) <= 4 and random.random() < 0.5
            yield Sung(bar * form.bar_s + beat * form.beat_s, length_s, key, velocity, before if slides else None)
            before = key
            beat += beats


def _figures(part: Part, theme: Theme, number: int, random: np.random.Generator) -> list[tuple[tuple[float, int], ...]]:
    """Four bars: call, answer, call moved by a step or two, a long note; a second voice has long notes, a fragment only the call."""
    if part.role == "counter":
        ends = [figure[-1][1] for figure in (theme.call, theme.answer)]
        return [((4, ends[0] + 2),), ((2, ends[1] + 2), (2, ends[1] + 1)), ((4, ends[0] - 2),), ((4, ends[1] - 3),)]
    if "fragment" in part.style or "sparse" in part.style:
        return [theme.call, (), theme.answer if number % 2 else (), ()]
    moved = int(random.choice([-2, -1, 1, 2]))
    again = tuple((beats, step + moved) for beats, step in theme.call)
    close = ((3, theme.answer[-1][1]), (1, theme.answer[-1][1] - 1)) if number % 2 == 0 else ((4, 0),)
    return [theme.call, theme.answer, again, close]


def _key(part: Part, piece: Piece, bar: int, step: int, *, is_strong: bool) -> int:
    """A step of the scale in the part's range; on strong beats a tone of the chord, else one that does not grate against it."""
    scale = piece.mood.raga if "raga" in part.style else piece.mood.scale
    tonic, over = piece.tonic, piece.chords[bar]
    octave, degree = divmod(step, len(scale))
    home = tonic + 12 * round((part.low + 5 + piece.mood.register - tonic) / 12)
    key = home + 12 * octave + scale[degree]
    if "raga" in part.style:
        return key
    if is_strong:
        return near(key, over.classes, tonic)
    grating = {(tone + 1) % 12 for tone in over.classes} - over.classes
    return near(key, frozenset(scale) - grating or frozenset(scale), tonic)
