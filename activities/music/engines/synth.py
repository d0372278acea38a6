"""Composes and synthesises music: harmony from the mood, melody from the film's title, players from the genre; no model, no samples.

The same order gives the same bytes; another take or seed is another piece of the same kind in the same key and with the same theme. It
needs about a thirtieth of the music's length on one core. Limits: up to two hours; one metre and one key through a cue.
"""

from typing import ClassVar

from activities.engines import Job, Made
from activities.media.sound.waveform import write_sound
from activities.music.composition import composed
from activities.music.engine import MusicEngine
from activities.music.render import played
from schemas.media import FLAC
from schemas.music import ComposeMusic


class Synth(MusicEngine):
    """See the module."""

    version: ClassVar[str] = "5"
    summary: ClassVar[str] = "Composed and synthesised by rules: twelve moods, eleven genres, exact length, a musical ending"
    licence: ClassVar[str] = "LicenseRef-Filmwright"
    ignores: ClassVar[frozenset[str]] = frozenset({"prompt"})
    """It composes by mood, genre and tempo; words would only throw its dice anew."""

    def make(self, job: Job[ComposeMusic]) -> Made:
        """Compose one cue.

        Raises:
            Refused: The length, tempo or intensity is out of range.
        """
        order = job.order
        cue = composed(order)
        blocks = played(cue.score, cue.palette, job.folder, job.progress)
        path = job.folder / "music.flac"
        samples = write_sound(path, blocks, channels=2)
        job.progress(1.0)
        form = cue.score.form
        facts = {
            "bars": form.bars,
            "beat_s": round(form.beat_s, 4),
            "last_chord_s": round(form.end_s, 3),
            "tonic": cue.piece.tonic % 12,
            "themes": order.leads or ["film"],
            "hits": [round(hit.at_s, 3) for hit in cue.bent.hits if hit.is_on_beat],
        }
        return Made(path=path, media_type=FLAC, samples=samples, facts=facts)
