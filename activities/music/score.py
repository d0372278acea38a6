"""Writes the score of a cue: which part plays which note when.

A cue is phrases of four bars; chords come from the mood, the melody from the film's theme, laid over the chords; parts join as the energy
grows and the last chord is played by all who were there, who let it ring.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from activities.music.accents import bent_notes, hit_notes
from activities.music.drumming import strokes
from activities.music.form import Form
from activities.music.harmony import Mood, voiced
from activities.music.hits import Bent
from activities.music.melody import melody_notes
from activities.music.notes import Note, Score
from activities.music.palettes import Palette, Part
from activities.music.piece import Piece
from activities.music.playing import Moment, chord_notes, rhythm_notes


def score_of(piece: Piece, palette: Palette, bent: Bent, random: np.random.Generator) -> Score:
    """Write out a cue.

    Args:
        piece: Its outline.
        palette: Who plays.
        bent: Where it meets the cuts of the picture.
        random: What differs from cue to cue.
    """
    lead = _lead_by_phrase(palette, piece.form, random)
    parts: list[tuple[Part, tuple[Note, ...]]] = []
    for index, part in enumerate(palette.parts):
        own = np.random.Generator(np.random.PCG64([int(random.integers(2**31)), index]))
        led = sorted(number for number, leader in lead.items() if leader == index or part.role == "counter")
        notes = _melody(part, piece, led, own) if part.role in {"melody", "counter"} else _accompaniment(part, piece, own)
        written = tuple(_swung(notes, piece.form, palette.swing))
        parts.append((part, tuple(_humane(bent_notes(written, bent), own))))
    if piece.form.bars:
        parts += [(part, tuple(hit_notes(part, piece, bent.hits))) for part in palette.hits]
    return Score(piece.form, tuple(parts))


def _lead_by_phrase(palette: Palette, form: Form, random: np.random.Generator) -> dict[int, int]:
    """Which melody part leads each phrase; phrases without an entry rest, so that there is air for speech."""
    melodies = [index for index, part in enumerate(palette.parts) if part.role == "melody"]
    lead: dict[int, int] = {}
    for number in range(-(-form.bars // 4)):
        able = [index for index in melodies if palette.parts[index].needs <= form.energy(min(number * 4 + 2, form.bars - 1))]
        rests = number % 4 == 2 if form.intensity > 0.6 else number % 2 == 0 and form.bars > 8
        if able and not rests:
            lead[number] = able[(number // 2 + int(random.integers(2))) % len(able)]
    if not lead and melodies and form.bars:
        # a quiet cue too says once whose it is
        lead[0 if form.bars < 8 else 1] = min(melodies, key=lambda index: (palette.parts[index].needs, index))
    return lead


def _melody(part: Part, piece: Piece, phrases: Sequence[int], random: np.random.Generator) -> Iterator[Note]:
    if len(phrases) == 1 and part.role == "melody":
        part = replace(part, needs=0.0)
    for sung in melody_notes(part, piece, phrases, random):
        yield Note(sung.start_s, sung.length_s, sung.key, sung.velocity, glide_from=sung.glide_from)


def _accompaniment(part: Part, piece: Piece, random: np.random.Generator) -> Iterator[Note]:
    form, tonic = piece.form, piece.tonic
    keys: list[int] = []
    has_played = form.bars == 0
    for bar in range(form.bars):
        energy = form.energy(bar)
        # who holds the harmony stays once in
        if energy < part.needs and not (has_played and part.role in {"chords", "bass"}):
            continue
        has_played = True
        keys = voiced(piece.chords[bar], tonic, part.low, keys)
        moment = Moment(bar, bar * form.bar_s, form.beat_s, form.beats, energy, piece.chords[bar], tuple(keys), tonic)
        match part.role:
            case "drums":
                yield from _drum_bar(part, moment, piece.mood)
            case "accents":
                yield from _accents(part, moment, form)
            case "dust":
                yield from _dust(part, moment, random)
            case "chords" | "drone":
                yield from (Note(*event) for event in chord_notes(part, moment))
            case _:
                yield from (Note(*event) for event in rhythm_notes(part, moment, piece.mood, random))
    if has_played:
        yield from _last(part, piece, keys)


def _drum_bar(part: Part, moment: Moment, mood: Mood) -> Iterator[Note]:
    half = 4 * (moment.bar % 2)
    busy = 0.35 + 0.65 * max(mood.density, moment.energy)
    for stroke, beat, velocity in strokes(part.instrument):
        within = beat - half
        # weak strokes drop out first when there is little going on
        if 0 <= within < moment.beats and velocity >= 0.95 - busy:
            yield Note(moment.start_s + within * moment.beat_s, 0.0, 0, velocity * (0.45 + 0.55 * moment.energy), stroke)


def _accents(part: Part, moment: Moment, form: Form) -> Iterator[Note]:
    """A boom on the first beat of every other phrase, a swell into it."""
    if part.instrument == "swell":
        if moment.bar % 8 == 7 and moment.bar + 1 < form.bars:
            yield Note(max(0.0, moment.start_s + moment.beats * moment.beat_s - 1.8), 0.0, 0, 0.4 + 0.6 * moment.energy, "swell")
    elif moment.bar % 8 == (0 if part.instrument == "boom" else 4):
        yield Note(moment.start_s, 3.0, moment.tonic + 36, 0.5 + 0.5 * moment.energy, "boom" if part.instrument == "boom" else "")


def _dust(part: Part, moment: Moment, random: np.random.Generator) -> Iterator[Note]:
    """What an old record adds: some ten crackles a second, most of them hardly heard."""
    for _ in range(round(10 * moment.beats * moment.beat_s)):
        loud = float(random.random()) ** 4
        yield Note(moment.at(float(random.uniform(0, moment.beats))), 0.0, 0, 0.03 + 0.9 * loud, part.instrument)


def _last(part: Part, piece: Piece, before: Sequence[int]) -> Iterator[Note]:
    """What a part has of the last chord."""
    form, tonic, last = piece.form, piece.tonic, piece.chords[-1]
    start_s, hold_s = form.end_s, form.ring_s * 0.45
    keys = voiced(last, tonic, part.low, before)
    soft = 0.45 + 0.4 * form.intensity
    match part.role:
        case "chords" | "comp":
            tonic_in_range = part.low + (tonic - part.low) % 12
            shown = {"top": keys[-1:], "open": [tonic_in_range, tonic_in_range + 7]}.get(part.style, keys)
            yield from (Note(start_s, hold_s, key, soft) for key in shown)
        case "drone":
            yield Note(start_s, hold_s, keys[0] if part.style != "tanpura" else tonic, soft)
        case "bass":
            yield Note(start_s, hold_s, part.low + (tonic + last.root - part.low) % 12, soft)
        case "arpeggio":
            yield from (Note(start_s + step * 0.09, hold_s, key, soft * 0.9) for step, key in enumerate([*keys, keys[0] + 12]))
        case "pulse":
            yield Note(start_s, 0.3, keys[0], soft)
        case "drums":
            first = next(stroke for stroke, beat, _ in strokes(part.instrument) if beat == 0)
            if form.bars:
                yield Note(start_s, 0.0, 0, soft * 0.9, first)
        case _:
            return


def _swung(notes: Iterator[Note], form: Form, swing: float) -> Iterator[Note]:
    """Second halves of beats a little late."""
    for note in notes:
        place = note.start_s / form.beat_s
        if swing and abs(place % 1 - 0.5) < 0.01 and note.start_s < form.end_s:
            yield Note(note.start_s + swing * form.beat_s, note.length_s, note.key, note.velocity, note.stroke, note.glide_from)
        else:
            yield note


def _humane(notes: Iterator[Note], random: np.random.Generator) -> Iterator[Note]:
    """Nobody plays like a machine: a few milliseconds and a little strength this way or that."""
    for note in notes:
        late_s = float(random.uniform(0, 0.012))
        strength = float(random.uniform(0.88, 1.08))
        yield Note(note.start_s + late_s, note.length_s, note.key, min(1.0, note.velocity * strength), note.stroke, note.glide_from)
