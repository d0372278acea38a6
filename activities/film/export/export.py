"""Makes a file for editors out of a finished cut."""

from pathlib import Path

from activities.engines import Job, Made
from activities.film.export.archive import Archive
from activities.film.export.bundle import STEMS_DONE, write_bundle
from activities.film.export.cut import Cut, read_cut
from activities.film.export.editing import Edit, edit_of
from activities.film.export.edl import write_edl
from activities.film.export.fcpxml import write_fcpxml
from activities.film.export.notes import notes_of
from activities.film.export.otio import write_otio
from activities.film.export.stems import NAMES, StemFiles, write_stems
from activities.film.sound.track import TrackFiles
from activities.media.text.subtitles import srt, vtt
from schemas.exports import EXPORT_FILES, ExportCut, ExportFormat
from schemas.failures import Refused
from schemas.film import AssembleFilm
from schemas.sound import SoundTrack


def export_cut(job: Job[ExportCut], assembly: AssembleFilm, track: SoundTrack) -> Made:
    """Export a cut; the same cut gives the same bytes.

    Args:
        job: Its inputs hold the cut's reels and, for stems and bundles, what `cut.needed` names.
        assembly: What the film was made of.
        track: Its sound.

    Returns:
        The file; what it could not hold is in the fact `notes`.

    Raises:
        Refused: The format can't hold this cut.
        Broken: The cut can't be read.
    """
    cut = read_cut(assembly, track, job.inputs)
    edit = edit_of(assembly.title, assembly.encoding, cut.reels, cut.timeline)
    path = job.folder / f"export{EXPORT_FILES[job.order.to].suffix}"
    match job.order.to:
        case "stems":
            notes = _stems(job, cut, path)
        case "bundle":
            notes = write_bundle(job, cut, edit, _written_stems(job, cut), path) + notes_of("bundle", edit)
        case to:
            path.write_text(_text(to, cut, edit), encoding="utf-8", newline="")
            notes = notes_of(to, edit)
    job.progress(1.0)
    return Made(
        path=path,
        media_type=EXPORT_FILES[job.order.to].media_type,
        frames=cut.timeline.frames,
        fps=cut.timeline.fps,
        facts={"notes": notes} if notes else {},
    )


def _text(to: ExportFormat, cut: Cut, edit: Edit) -> str:
    if to in {"srt", "vtt"} and not cut.cues:
        msg = "nobody speaks in this cut, so it has no subtitles"
        raise Refused(msg)
    match to:
        case "otio":
            return write_otio(edit)
        case "edl":
            return write_edl(edit)
        case "fcpxml":
            return write_fcpxml(edit)
        case "srt":
            return srt(cut.cues, edit.fps)
        case _:
            return vtt(cut.cues, edit.fps)


def _written_stems(job: Job[ExportCut], cut: Cut) -> StemFiles:
    return write_stems(TrackFiles(cut.track, job.inputs), job.folder, lambda share: job.progress(STEMS_DONE * share))


def _stems(job: Job[ExportCut], cut: Cut, path: Path) -> list[str]:
    written = _written_stems(job, cut)
    with Archive(path) as archive:
        for name in NAMES:
            archive.add(f"{name}.flac", written.paths[name])
    quieter = f"the stems are {written.below_mix_db:.2f} dB quieter than in the mix, so that none of them clips"
    return [quieter] if written.below_mix_db else []
