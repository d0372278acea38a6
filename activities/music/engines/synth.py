"""Composes and synthesises music: harmony from the mood, melody from the film's title, players from the genre; no model, no samples.

The same order gives the same bytes; another take or seed is another piece of the same kind in the same key and with the same theme. It
needs about a thirtieth of the music's length on one core. Limits: up to two hours; one metre and one key through a cue.
"""

from typing import ClassVar

from activities.engines import Job, Made
from activities.media.sound import random_numbers, write_sound
from activities.music.engine import MusicEngine
from activities.music.form import form_of
from activities.music.harmony import MOODS
from activities.music.hits import bent_to
from activities.music.palettes import palette_of
from activities.music.piece import piece_of
from activities.music.render import played
from activities.music.score import score_of
from activities.music.theme import themes_of
from schemas.failures import Refused
from schemas.media import FLAC, SAMPLE_RATE_HZ
from schemas.music import ComposeMusic

_LONGEST_S = 2 * 60 * 60


class Synth(MusicEngine):
    """See the module."""

    version: ClassVar[str] = "2"
    summary: ClassVar[str] = "Composed and synthesised by rules: twelve moods, eleven genres, exact length, a musical ending"
    licence: ClassVar[str] = "LicenseRef-Filmwright"

    def make(self, job: Job[ComposeMusic]) -> Made:
        """Compose one cue.

        Raises:
            Refused: The length, tempo or intensity is out of range.
        """
        order = job.order
        _check(order)
        mood, palette = MOODS[order.cue.mood], palette_of(order.cue)
        tempo_bpm = min(180.0, max(40.0, order.cue.tempo_bpm * mood.tempo))
        form = form_of(order.samples, tempo_bpm, palette.beats, order.cue.intensity)
        random = random_numbers("cue", order.theme, *order.leads, order.cue.model_dump_json(), order.samples, order.seed, order.take)
        piece = piece_of(form, mood, themes_of(order.theme, order.leads), random)
        bent = bent_to(form, [] if order.cue.manner == "recitation" else [hit / SAMPLE_RATE_HZ for hit in order.hits])
        score = score_of(piece, palette, bent, random)
        blocks = played(score, palette, job.folder, job.progress)
        path = job.folder / "music.flac"
        samples = write_sound(path, blocks, channels=2)
        job.progress(1.0)
        facts = {
            "bars": form.bars,
            "beat_s": round(form.beat_s, 4),
            "last_chord_s": round(form.end_s, 3),
            "tonic": piece.tonic % 12,
            "themes": order.leads or ["film"],
            "hits": [round(hit.at_s, 3) for hit in bent.hits if hit.is_on_beat],
        }
        return Made(path=path, media_type=FLAC, samples=samples, facts=facts)


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
