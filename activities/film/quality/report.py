"""Writes the report on a cut from what was measured of its shots, its sound and its file."""

from collections.abc import Mapping, Sequence
from typing import Any, get_args

from activities.engines import Job
from activities.film.quality.film_file import MixReader, film_file
from activities.film.quality.heard import Sounds
from activities.film.quality.judging import judged_length, judged_shot, judged_sound, judged_texts
from activities.film.sound.track import read_track
from schemas.film import Reel
from schemas.quality import CheckFilm, CheckName, Finding, QualityReport
from schemas.timeline import lay_out

_MOST_GAIN_DB = 23.9
"""The mixer raises no cut by more than 24 dB."""


def report_on(
    job: Job[CheckFilm],
    reels: Sequence[Reel],
    shots: Sequence[Mapping[str, Any]],
    sounds: Sequence[Mapping[str, Any]],
) -> QualityReport:
    """The report on a cut.

    Args:
        job: Its inputs hold the film, the mix and the parts that name.
        reels: Of the cut, in order.
        shots: The facts of the inspection of each shot, in film order.
        sounds: The facts of the inspection of each part of the mix, in order.
    """
    order, timeline = job.order, lay_out(reels)
    mix, sound, gain_db = _mix(job, [Sounds.model_validate(facts) for facts in sounds])
    file = film_file(job.input(order.film).path, timeline, order.encoding, mix)
    findings: list[Finding] = [*judged_length(timeline, order), *file.findings]
    for placed, facts in zip(timeline.shots, shots, strict=True):
        findings += judged_shot(timeline, placed, facts)
    findings += judged_sound(timeline, order, sound, is_as_loud_as_can_be=gain_db >= _MOST_GAIN_DB)
    findings += judged_texts(timeline, order)
    findings.sort(key=lambda finding: (not finding.is_fault, finding.first_frame))
    return QualityReport(
        passed=not any(finding.is_fault for finding in findings),
        findings=findings,
        checks=list(get_args(CheckName)),
        frames=timeline.frames,
        seconds=round(float(timeline.seconds), 3),
        loudness_lufs=sound.loudness_lufs,
        true_peak_dbtp=sound.true_peak_dbtp,
        drift_ms=file.drift_ms,
        notes=order.notes,
    )


def _mix(job: Job[CheckFilm], parts: Sequence[Sounds]) -> tuple[MixReader, Sounds, float]:
    """The mix to read, what was measured of the whole of it, and by how much the mixer raised it."""
    track = read_track(job.input(job.order.mix).path)
    places = [(job.input(part.mix).path, part.first_sample, part.samples) for part in track.parts]
    whole = Sounds(
        loudness_lufs=track.loudness_lufs,
        true_peak_dbtp=max(sounds.true_peak_dbtp for sounds in parts),
        clipped=[
            (part.first_sample + first, length) for part, sounds in zip(track.parts, parts, strict=True) for first, length in sounds.clipped
        ],
    )
    return MixReader(places), whole, track.gain_db
