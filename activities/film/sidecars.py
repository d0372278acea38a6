"""The subtitle files beside a cut: as spoken, for those who do not hear, and in other languages."""

from collections.abc import Sequence

from activities.engines import Job
from activities.film.captions import captions_of
from activities.media.subtitles import Cue, Rgb, cues_of, speaker_colour, srt, vtt
from schemas.failures import Broken
from schemas.film import AssembleFilm, Reel
from schemas.media import SRT, VTT, ArtifactRef
from schemas.subtitles import TranslatedLines
from schemas.timeline import Timeline


def sidecars(job: Job[AssembleFilm], reels: Sequence[Reel], timeline: Timeline) -> dict[str, tuple[str, str, str]]:
    """Every subtitle file a cut has: file name, media type and text, by its name in `CutFiles`. One that would be empty is left out.

    Raises:
        Broken: A translation does not fit the lines it is of.
    """
    order = job.order
    sets: dict[str, list[Cue]] = {}
    if order.subtitles == "sidecar":
        sets[""] = cues_of(timeline)
    if order.sdh:
        sets["sdh"] = captions_of(timeline, reels, order.language)
    for translation in order.translations:
        sets[translation.language] = cues_of(_in_other_words(job, timeline, translation.scenes))
    colours = _colours(timeline) if order.subtitles_style == "colours" else None
    files: dict[str, tuple[str, str, str]] = {}
    for kind, cues in sets.items():
        for ending, media_type, text in (
            ("srt", SRT, srt(cues, timeline.fps, colours)),
            ("vtt", VTT, vtt(cues, timeline.fps, colours)),
        ):
            name = f"{kind}.{ending}" if kind else ending
            if cues:
                files[name] = (f"film.{name}", media_type, text)
    return files


def _in_other_words(job: Job[AssembleFilm], timeline: Timeline, scenes: Sequence[ArtifactRef | None]) -> Timeline:
    texts = [
        text
        for scene in scenes
        if scene is not None
        for text in TranslatedLines.model_validate_json(job.input(scene).path.read_bytes()).texts
    ]
    if len(texts) != len(timeline.lines):
        msg = f"a translation has {len(texts)} lines, the film {len(timeline.lines)}"
        raise Broken(msg)
    lines = [
        placed.model_copy(update={"line": placed.line.model_copy(update={"text": text})})
        for placed, text in zip(timeline.lines, texts, strict=True)
    ]
    return timeline.model_copy(update={"lines": lines})


def _colours(timeline: Timeline) -> dict[str, Rgb]:
    return {placed.line.character: speaker_colour(placed.line.number_of_speaker) for placed in timeline.lines}
