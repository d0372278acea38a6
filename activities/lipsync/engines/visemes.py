"""Moves the drawn mouths of a performance with the phonemes of what is said."""

from collections.abc import Mapping
from typing import Any, ClassVar

from activities.engines import Job, Made
from activities.lipsync.engine import LipsyncEngine
from activities.lipsync.heard import shapes_of_sound
from activities.lipsync.mouths import Shape, mouth_keys, spoken_shapes
from activities.media.drawn.performance import FigureMotion, Performance, read_performance, write_performance
from activities.media.drawn.picture import Rig, read_rig
from schemas.failures import Broken, Refused
from schemas.lipsync import SpokenLine, SyncLips
from schemas.media import PERFORMANCE, PICTURE


class Visemes(LipsyncEngine):
    """Eleven mouth shapes over the IPA of many languages; a voice without phoneme times moves the mouth by its loudness."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Drawn mouths that follow the phonemes of any language"
    licence: ClassVar[str] = "LicenseRef-Filmwright"

    def make(self, job: Job[SyncLips]) -> Made:
        """Write the performance again, with mouths.

        Facts: `notes` (speakers whose mouth can't be seen), `heard` (characters whose mouth follows loudness, for want of phonemes).

        Raises:
            Refused: The clip has no drawn mouths.
        """
        performance, rig = _opened(job)
        notes, shapes, heard = list(performance.notes), dict[int, list[Shape]](), list[str]()
        for number, line in enumerate(job.order.speeches):
            job.progress(number / len(job.order.speeches))
            figure = _speaker(rig, line.character)
            if figure is None:
                notes.append(_unseen(rig, line.character))
                continue
            facts = job.input(line.speech).facts
            if "phonemes" in facts:
                shapes.setdefault(figure, []).extend(spoken_shapes(_phonemes(facts, line), line.first_sample))
            else:
                shapes.setdefault(figure, []).extend(shapes_of_sound(job.input(line.speech).path, line.first_sample))
                heard.append(line.character)
        made = _with_mouths(performance, rig, shapes).model_copy(update={"notes": list(dict.fromkeys(notes))})
        path = job.folder / "performance.json"
        write_performance(path, made)
        job.progress(1.0)
        facts = {name: value for name, value in (("notes", made.notes), ("heard", list(dict.fromkeys(heard)))) if value}
        return Made(
            path=path,
            media_type=PERFORMANCE,
            width_px=made.width_px,
            height_px=made.height_px,
            frames=made.frames,
            fps=made.fps,
            facts=facts,
        )


def _opened(job: Job[SyncLips]) -> tuple[Performance, Rig]:
    order = job.order
    if order.clip.media_type != PERFORMANCE:
        msg = (
            f"this engine moves drawn mouths, the clip is {order.clip.media_type}; make the clip with the clips engine 'camera' "
            "over a drawn picture, or use a lipsync engine for video"
        )
        raise Refused(msg)
    if order.image.media_type != PICTURE:
        msg = (
            f"this engine moves drawn mouths, the picture is a flat {order.image.media_type} without any; paint it with the images "
            "engine 'drawn', or use clips and lipsync engines for video"
        )
        raise Refused(msg)
    return read_performance(job.input(order.clip).path), read_rig(job.input(order.image).path)


def _speaker(rig: Rig, character: str) -> int | None:
    """The figure whose mouth can be moved."""
    for number, figure in enumerate(rig.figures):
        if figure.character == character and any(layer.figure == number and layer.role == "mouth" for layer in rig.layers):
            return number
    return None


def _unseen(rig: Rig, character: str) -> str:
    if any(figure.character == character for figure in rig.figures):
        return f"{character} speaks with the mouth out of sight"
    return f"{character} speaks but is not in the picture"


def _phonemes(facts: Mapping[str, Any], line: SpokenLine) -> list[list[int | str]]:
    phonemes = facts["phonemes"]
    is_sound = isinstance(phonemes, list) and all(
        isinstance(phoneme, list | tuple)
        and len(phoneme) == 3
        and isinstance(phoneme[0], int)
        and isinstance(phoneme[1], int)
        and isinstance(phoneme[2], str)
        for phoneme in phonemes
    )
    if not is_sound:
        msg = f"the phonemes of {line.character}'s speech are no list of [first_sample, samples, IPA]"
        raise Broken(msg)
    return [list(phoneme) for phoneme in phonemes]


def _with_mouths(performance: Performance, rig: Rig, shapes: Mapping[int, list[Shape]]) -> Performance:
    """The performance with the mouths of all who speak; everybody else stays as they are."""
    motions = {motion.figure: motion for motion in performance.figures}
    for figure, spoken in shapes.items():
        motion = motions.get(figure) or FigureMotion(figure=figure, character=rig.figures[figure].character)
        motions[figure] = motion.model_copy(update={"mouth": mouth_keys(spoken, performance.frames, performance.fps)})
    return performance.model_copy(update={"figures": [motions[figure] for figure in sorted(motions)]})
