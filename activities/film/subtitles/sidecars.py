"""The subtitle files beside a cut: as spoken, for those who do not hear, and in other languages."""

from collections.abc import Mapping, Sequence

from activities.engines import Job, Made
from activities.film.subtitles.captions import captions_note, captions_of
from activities.media.text.subtitles import Cue, Rgb, cues_of, speaker_colour, srt, vtt
from schemas.failures import Broken
from schemas.film import AssembleFilm, Reel
from schemas.media import SRT, VTT, ArtifactRef
from schemas.subtitles import TranslatedLines
from schemas.timeline import Timeline


def subtitles_of(job: Job[AssembleFilm], reels: Sequence[Reel], timeline: Timeline) -> dict[str, list[Cue]]:
    """Every set of subtitles that is ordered beside the picture: "" as spoken, "sdh" for those who do not hear, else by language.

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
    return sets


def sidecars(job: Job[AssembleFilm], sets: Mapping[str, Sequence[Cue]], timeline: Timeline) -> dict[str, Made]:
    """The sets as files, by their names in `CutFiles`; one that would be empty is left out."""
    colours = _colours(timeline) if job.order.subtitles_style == "colours" else None
    made: dict[str, Made] = {}
    for kind, cues in sets.items():
        note = captions_note(job.order.language) if kind == "sdh" else None
        for ending, media_type, text in (("srt", SRT, srt(cues, timeline.fps, colours)), ("vtt", VTT, vtt(cues, timeline.fps, colours))):
            name = f"{kind}.{ending}" if kind else ending
            if cues:
                path = job.folder / f"film.{name}"
                path.write_text(text, encoding="utf-8", newline="\n")
                made[name] = Made(path, media_type, facts={"notes": [note]} if note else {})
    return made


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
