"""Joins what was made into a finished cut: the film, its poster, contact sheet, manifest and subtitles."""

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from activities.engines import Job, Made
from activities.film.delivery.contact_sheet import sheet_notes, write_contact_sheet
from activities.film.delivery.hls import write_stream
from activities.film.delivery.manifest import embed, manifest
from activities.film.delivery.mux import Parts, mux
from activities.film.delivery.picture_track import CONTAINERS
from activities.film.delivery.poster import write_poster
from activities.film.sound.track import TrackFiles, read_track
from activities.film.subtitles.sidecars import sidecars, subtitles_of
from activities.media.segment import Segment, read_segment
from schemas.failures import Broken
from schemas.film import STREAM_NAME, AssembleFilm, Encoding, Reel
from schemas.media import JPEG, JSON, MOV, MP4, PLAYLIST, ArtifactRef
from schemas.timeline import Timeline, lay_out

_MUXED = 0.6
"""Share of the work that is done when the film is written."""
_PICTURED = 0.85
_FILM_TYPES = {"mp4": MP4, "mov": MOV}


def assemble_film(job: Job[AssembleFilm]) -> dict[str, Made]:
    """Assemble one cut; `activities/film/quality` checks it.

    Returns:
        By the names of `CutFiles`: film, poster, contact_sheet, manifest; srt and vtt for sidecar subtitles when somebody speaks, and the
        further ones that are ordered; stream and playlist when it is to be streamed.

    Raises:
        Broken: The parts do not fit together; names the shot.
    """
    order = job.order
    reels = [_reel(job.input(ref).path) for ref in order.reels]
    timeline = _laid_out(reels, order.encoding)
    bodies = [_segment(job, placed.shot.segment, order.encoding, f"shot {placed.shot.number}") for placed in timeline.shots]
    subtitles = subtitles_of(job, reels, timeline)
    film = job.folder / f"film.{CONTAINERS[order.encoding.codec]}"
    track = read_track(job.input(order.mix).path)
    parts = Parts(
        segments=_in_order(job, timeline, bodies),
        sound=TrackFiles(track, job.inputs),
        cues=subtitles.get("", []),
        scenes=timeline.scenes,
        title=order.title,
        authors=order.authors,
        language=order.language,
        translations={translation.language: subtitles[translation.language] for translation in order.translations},
    )
    mux(parts, film, lambda share: job.progress(share * _MUXED))
    text = manifest(order, reels, timeline, bodies[0].header.encoder)
    embed(film, text)
    made = {"film": _film(film, timeline, order.encoding)}
    made |= _pictures(job, timeline, bodies)
    made["manifest"] = _manifest(job, text)
    made |= sidecars(job, subtitles, timeline)
    made |= _streamed(job, film) if order.hls else {}
    job.progress(1.0)
    return made


def _reel(path: Path) -> Reel:
    try:
        return Reel.model_validate_json(path.read_bytes())
    except ValidationError as error:
        msg = f"{path.name} is no reel: {error}"
        raise Broken(msg) from error


def _laid_out(reels: Sequence[Reel], encoding: Encoding) -> Timeline:
    """The timeline, after checking that the reels agree with each other and with the encoding."""
    if not any(reel.shots for reel in reels):
        msg = "a film needs at least one shot, its reels have none"
        raise Broken(msg)
    odd = next((reel for reel in reels if reel.fps != encoding.fps), None)
    if odd is not None:
        msg = f"scene {odd.scene} runs at {odd.fps} fps, the film at {encoding.fps}"
        raise Broken(msg)
    timeline = lay_out(reels)
    given = 0
    for placed in timeline.shots:
        wanted = placed.shot.overlap_in_frames
        if wanted != given:
            msg = f"shot {placed.shot.number} overlaps the shot before by {wanted} frames, which overlaps it by {given}"
            raise Broken(msg)
        given = placed.shot.overlap_out_frames
    if given:
        msg = f"the last shot overlaps a next one by {given} frames"
        raise Broken(msg)
    return timeline


def _in_order(job: Job[AssembleFilm], timeline: Timeline, bodies: Sequence[Segment]) -> list[Segment]:
    """Transitions and bodies as they are shown, each as long as the timeline wants it."""
    joins = {join.before_shot: join.segment for join in job.order.joins}
    found: list[Segment] = []
    for placed, body in zip(timeline.shots, bodies, strict=True):
        shot = placed.shot
        if shot.overlap_in_frames:
            ref = joins.pop(shot.number, None)
            if ref is None:
                msg = f"the transition into shot {shot.number} ({shot.transition_in}, {shot.overlap_in_frames} frames) was not encoded"
                raise Broken(msg)
            found.append(_of_length(_segment(job, ref, job.order.encoding, f"transition into shot {shot.number}"), shot.overlap_in_frames))
        found.append(_of_length(body, shot.frames - shot.overlap_in_frames - shot.overlap_out_frames))
    if joins:
        msg = f"transitions were encoded into shots {', '.join(map(str, sorted(joins)))}, which begin with a cut or are not in the film"
        raise Broken(msg)
    return found


def _segment(job: Job[AssembleFilm], ref: ArtifactRef, encoding: Encoding, name: str) -> Segment:
    segment = read_segment(job.input(ref).path)
    if segment.header.encoding != encoding:
        msg = f"{name} was encoded as {segment.header.encoding}, the film is {encoding}"
        raise Broken(msg)
    return segment


def _of_length(segment: Segment, frames: int) -> Segment:
    if segment.header.frames != frames:
        msg = f"{segment.path.name} has {segment.header.frames} frames, its place in the film {frames}"
        raise Broken(msg)
    return segment


def _film(path: Path, timeline: Timeline, encoding: Encoding) -> Made:
    return Made(
        path=path,
        media_type=_FILM_TYPES[CONTAINERS[encoding.codec]],
        width_px=encoding.width_px,
        height_px=encoding.height_px,
        frames=timeline.frames,
        fps=timeline.fps,
        samples=timeline.samples,
    )


def _streamed(job: Job[AssembleFilm], film: Path) -> dict[str, Made]:
    stream, playlist = job.folder / STREAM_NAME, job.folder / "stream.m3u8"
    write_stream(film, stream, playlist)
    return {"stream": Made(stream, MP4), "playlist": Made(playlist, PLAYLIST)}


def _pictures(job: Job[AssembleFilm], timeline: Timeline, bodies: Sequence[Segment]) -> dict[str, Made]:
    poster, sheet = job.folder / "poster.jpg", job.folder / "contact-sheet.jpg"
    poster_size = write_poster(timeline.shots, bodies, poster)
    notes = sheet_notes(job.order, timeline)
    span = _PICTURED - _MUXED
    sheet_size = write_contact_sheet(job.order, timeline, bodies, sheet, lambda share: job.progress(_MUXED + span * share))
    return {
        "poster": Made(poster, JPEG, width_px=poster_size[0], height_px=poster_size[1]),
        "contact_sheet": Made(sheet, JPEG, width_px=sheet_size[0], height_px=sheet_size[1], facts={"notes": notes} if notes else {}),
    }


def _manifest(job: Job[AssembleFilm], text: str) -> Made:
    path = job.folder / "manifest.json"
    path.write_text(text, encoding="utf-8", newline="\n")
    return Made(path, JSON)
