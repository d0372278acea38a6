"""Composes a cue by rules: from an order to a score, before anything sounds."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from activities.media.sound.waveform import Sound, random_numbers
from activities.music.form import form_of
from activities.music.harmony import MOODS
from activities.music.hits import Bent, bent_to
from activities.music.notes import Score
from activities.music.palettes import Palette, palette_of
from activities.music.piece import Piece, piece_of
from activities.music.render import played
from activities.music.score import score_of
from activities.music.theme import themes_of
from schemas.failures import Refused
from schemas.media import SAMPLE_RATE_HZ
from schemas.music import ComposeMusic

_LONGEST_S = 2 * 60 * 60
_UNTUNED = frozenset({"drums", "accents", "hits", "dust", "bass"})
"""Roles that carry no tune."""


@dataclass(frozen=True)
class Composition:
    """A cue on paper."""

    palette: Palette
    piece: Piece
    bent: Bent
    """Its tempo, and where it meets the cuts."""
    score: Score


def composed(order: ComposeMusic) -> Composition:
    """Harmony from the mood, melody from the film's title, players from the genre; the same order gives the same notes.

    Raises:
        Refused: The length, tempo or intensity is out of range.
    """
    _check(order)
    mood, palette = MOODS[order.cue.mood], palette_of(order.cue)
    tempo_bpm = min(180.0, max(40.0, order.cue.tempo_bpm * mood.tempo))
    cuts_s = [] if order.cue.manner == "recitation" else [hit / SAMPLE_RATE_HZ for hit in order.hits]
    form = replace(form_of(order.samples, tempo_bpm, palette.beats, order.cue.intensity, cuts_s), is_carried=order.cue.is_carried)
    random = random_numbers("cue", order.theme, *order.leads, order.cue.model_dump_json(), order.samples, order.seed, order.take)
    piece = piece_of(form, mood, themes_of(order.theme, order.leads), random)
    bent = bent_to(form, cuts_s)
    return Composition(palette, piece, bent, score_of(piece, palette, bent, random))


def tune_of(order: ComposeMusic) -> Sound:
    """What of a composed cue can be sung: melody and harmony without bass and drums, for models that take up a tune.

    Returns:
        Shape (2, `order.samples`) at 48 kHz.
    """
    cue = composed(order)
    score = replace(cue.score, parts=tuple((part, notes) for part, notes in cue.score.parts if part.role not in _UNTUNED))
    with tempfile.TemporaryDirectory(prefix="tune-") as folder:
        return np.concatenate(list(played(score, cue.palette, Path(folder), lambda _fraction: None)), axis=1)


def _check(order: ComposeMusic) -> None:
    if not 0 < order.samples <= _LONGEST_S * SAMPLE_RATE_HZ:
        msg = f"a cue of {order.samples} samples cannot be composed; from 1 to {_LONGEST_S * SAMPLE_RATE_HZ} (two hours)"
        raise Refused(msg)
    if not 0 <= order.cue.intensity <= 1:
        msg = f"intensity {order.cue.intensity} is outside 0 to 1"
        raise Refused(msg)
    if not 20 <= order.cue.tempo_bpm <= 300:
        msg = f"a tempo of {order.cue.tempo_bpm} beats a minute is outside 20 to 300"
        raise Refused(msg)
