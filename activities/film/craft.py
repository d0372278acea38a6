"""The film stage's own work, imported when it is first done, in the thread that does it.

PyAV, OpenCV and SciPy take some two seconds to import; a worker takes up its queues without them.
"""
# ruff: noqa: PLC0415 - that is what this module is for

from collections.abc import Mapping

from activities.engines import Job, Made
from schemas.exports import ExportCut
from schemas.film import AssembleFilm, EncodeSegment, EncodeTransition, MixSound


def encode_segment(job: Job[EncodeSegment]) -> Made:
    """See `activities/film/segments.py`."""
    from activities.film import segments

    return segments.encode_segment(job)


def encode_transition(job: Job[EncodeTransition]) -> Made:
    """See `activities/film/segments.py`."""
    from activities.film import segments

    return segments.encode_transition(job)


def mix_sound(job: Job[MixSound]) -> Made:
    """See `activities/film/mix.py`."""
    from activities.film import mix

    return mix.mix_sound(job)


def assemble_film(job: Job[AssembleFilm]) -> Mapping[str, Made]:
    """See `activities/film/assemble.py`."""
    from activities.film import assemble

    return assemble.assemble_film(job)


def export_cut(job: Job[ExportCut], assembly: AssembleFilm, mix_gain_db: float) -> Made:
    """See `activities/film/export/export.py`."""
    from activities.film.export import export

    return export.export_cut(job, assembly, mix_gain_db)
