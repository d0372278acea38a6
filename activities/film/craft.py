"""The film stage's own work, imported when it is first done, in the thread that does it.

PyAV, OpenCV and SciPy take some two seconds to import; a worker takes up its queues without them.
"""
# ruff: noqa: PLC0415 - that is what this module is for

from collections.abc import Mapping, Sequence
from typing import Any

from activities.engines import Job, Made
from activities.film.sound.steps import Mixing
from schemas.exports import ExportCut
from schemas.film import AssembleFilm, EncodeSegment, EncodeTransition, MixSound, Reel
from schemas.media import ArtifactRef
from schemas.quality import CheckFilm, InspectShot, InspectSound, QualityReport
from schemas.sound import FinishPart, MixScene, SoundOrder, SoundTrack


def encode_segment(job: Job[EncodeSegment]) -> Made:
    """See `activities/film/segments.py`."""
    from activities.film import segments

    return segments.encode_segment(job)


def encode_transition(job: Job[EncodeTransition]) -> Made:
    """See `activities/film/segments.py`."""
    from activities.film import segments

    return segments.encode_transition(job)


def mixing(order: MixSound, reels: Sequence[tuple[ArtifactRef, Reel]]) -> Mixing:
    """See `activities/film/sound/mix.py`."""
    from activities.film.sound import mix

    return mix.mixing(order, reels)


def make_sound(job: Job[SoundOrder]) -> Made:
    """Make what a mixing asks for."""
    from activities.film.sound import aac, finish, scene

    match job.order:
        case MixScene() as order:
            return scene.mix_scene(Job(order, job.inputs, job.folder, job.progress))
        case FinishPart() as order:
            return finish.finish_part(Job(order, job.inputs, job.folder, job.progress))
        case order:
            return aac.encode_part(Job(order, job.inputs, job.folder, job.progress))


def assemble_film(job: Job[AssembleFilm]) -> Mapping[str, Made]:
    """See `activities/film/assemble.py`."""
    from activities.film import assemble

    return assemble.assemble_film(job)


def export_cut(job: Job[ExportCut], assembly: AssembleFilm, track: SoundTrack) -> Made:
    """See `activities/film/export/export.py`."""
    from activities.film.export import export

    return export.export_cut(job, assembly, track)


def inspect_shot(job: Job[InspectShot]) -> Made:
    """See `activities/film/quality/inspect.py`."""
    from activities.film.quality import inspect

    return inspect.inspect_shot(job)


def inspect_sound(job: Job[InspectSound]) -> Made:
    """See `activities/film/quality/inspect.py`."""
    from activities.film.quality import inspect

    return inspect.inspect_sound(job)


def report_on(
    job: Job[CheckFilm], reels: Sequence[Reel], shots: Sequence[Mapping[str, Any]], sounds: Sequence[Mapping[str, Any]]
) -> QualityReport:
    """See `activities/film/quality/report.py`."""
    from activities.film.quality import report

    return report.report_on(job, reels, shots, sounds)
