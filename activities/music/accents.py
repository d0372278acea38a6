"""Accents at the cuts: who is playing plays stronger, and one or two players mark the moment."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from activities.music.hits import Bent, Hit
from activities.music.notes import Note
from activities.music.palettes import Part
from activities.music.piece import Piece

_NEAR_S = 0.03
_STRONGER = 1.22


def bent_notes(notes: Sequence[Note], bent: Bent) -> Iterator[Note]:
    """Notes in the bent tempo, those on a cut stronger."""
    marked = [hit.at_s for hit in bent.hits if hit.is_on_beat]
    for note in notes:
        start_s = bent.played(note.start_s)
        length_s = bent.played(note.start_s + note.length_s) - start_s
        is_marked = any(abs(start_s - at_s) < _NEAR_S for at_s in marked)
        velocity = min(1.0, note.velocity * _STRONGER) if is_marked else note.velocity
        yield replace(note, start_s=start_s, length_s=length_s, velocity=velocity)


def hit_notes(part: Part, piece: Piece, hits: Sequence[Hit]) -> Iterator[Note]:
    """What a part that marks cuts plays: a drum at every hit, a chord only where the beat is on it."""
    form = piece.form
    for hit in hits:
        energy = form.energy(min(hit.bar, form.bars - 1))
        velocity = min(1.0, 0.35 + 0.6 * energy)
        if "chord" in part.style:
            if hit.is_on_beat:
                chord = piece.chords[hit.bar]
                # in a raga nothing moves away from the drone
                above, fifth = (0, 7) if "open" in part.style else (chord.root, chord.fifth - chord.root)
                root = part.low + (piece.tonic + above - part.low) % 12
                keys = (root, root + fifth, root + 12)
                yield from (Note(hit.at_s, 2.2 * form.beat_s, key, velocity) for key in keys)
        elif part.style == "swell":
            # the roll ends on the cut
            if hit.at_s > 1.8 and energy > 0.45:
                yield Note(hit.at_s - 1.8, 0.0, 0, velocity * 0.8, part.instrument)
        else:
            yield Note(hit.at_s, 0.0, 0, velocity * (1.0 if hit.is_on_beat else 0.75), part.instrument)
