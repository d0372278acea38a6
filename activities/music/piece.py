"""What is settled before a note is written: the form, the mood, the theme, and a chord for every bar."""

from dataclasses import dataclass

import numpy as np

from activities.music.form import Form
from activities.music.harmony import Chord, Mood, cadence, phrase
from activities.music.theme import Theme


@dataclass(frozen=True)
class Piece:
    """A cue in outline."""

    form: Form
    mood: Mood
    themes: tuple[Theme, ...]
    """At least one; phrases take them in turn."""
    chords: tuple[Chord, ...]
    """One for every bar, and the last chord."""

    @property
    def tonic(self) -> int:
        """The key's MIDI number."""
        return self.themes[0].tonic

    def theme(self, phrase: int, role: str) -> Theme:
        """What a part plays in a phrase of four bars; a second voice has the other theme where there are two."""
        return self.themes[(phrase + (role == "counter")) % len(self.themes)]


def piece_of(form: Form, mood: Mood, themes: tuple[Theme, ...], random: np.random.Generator) -> Piece:
    """Choose the chords: one phrase twice, then another, as in a song; a cadence at the end."""
    order = [int(choice) for choice in random.permutation(len(mood.phrases))]
    pattern = (order[0], order[0], order[1 % len(order)], order[0], order[-1], order[1 % len(order)])
    chords: list[Chord] = []
    turn = 0
    while len(chords) < form.bars:
        chords += phrase(mood.phrases[pattern[turn % len(pattern)]])
        turn += 1
    before, last = cadence(mood)
    chords = chords[: form.bars]
    if form.bars >= 2:
        chords[-1] = before
    return Piece(form, mood, themes, (*chords, last))
