"""Inspects one shot or one mix; the measurements are kept with the artifact, so that each is made once."""

from activities.engines import Job, Made
from activities.film.quality.heard import peak_dbfs, sounds_of
from activities.film.quality.looks import looks_of
from activities.media.segment import read_segment
from schemas.media import JSON
from schemas.message import Message
from schemas.quality import InspectShot, InspectSound


def inspect_shot(job: Job[InspectShot]) -> Made:
    """Measure how an encoded shot looks and how loud the recordings of its lines are."""
    looks = looks_of(read_segment(job.input(job.order.segment).path))
    speeches = [round(peak_dbfs(job.input(ref).path), 1) for ref in job.order.speeches]
    return _written(job, looks, {"speech_peaks_dbfs": speeches})


def inspect_sound(job: Job[InspectSound]) -> Made:
    """Measure a mix."""
    return _written(job, sounds_of(job.input(job.order.mix).path), {})


def _written(job: Job[InspectShot] | Job[InspectSound], measured: Message, more: dict[str, object]) -> Made:
    path = job.folder / "measured.json"
    path.write_text(measured.model_dump_json(), encoding="utf-8")
    return Made(path=path, media_type=JSON, facts=measured.model_dump(mode="json") | more)
