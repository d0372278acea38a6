"""Packs everything an editor needs into one zip: every shot with its handles, every line, cue and stem, and the lists that link to them."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from activities.engines import Job
from activities.film.delivery.manifest import manifest
from activities.film.export.archive import Archive
from activities.film.export.cut import Cut
from activities.film.export.editing import Edit
from activities.film.export.edl import LONGEST_TRANSITION_FRAMES, write_edl
from activities.film.export.fcpxml import write_fcpxml
from activities.film.export.otio import write_otio
from activities.film.export.shot_media import write_shot
from activities.film.export.sound_media import write_speech
from activities.film.export.stems import NAMES, StemFiles
from activities.film.sound.track import TrackFiles
from activities.media.segment import read_segment
from activities.media.sound.waveform import write_sound
from activities.media.text.subtitles import srt, vtt
from schemas.exports import ExportCut

STEMS_DONE = 0.5
"""Share of the work that is done when the stems are written, which comes before the bundle."""


def write_bundle(job: Job[ExportCut], cut: Cut, edit: Edit, stems: StemFiles, path: Path) -> list[str]:
    """Write the bundle.

    Args:
        job: Its inputs hold every artifact the cut was made of.
        cut: The cut.
        edit: The same, as it is written down.
        stems: Written already; they move into the bundle.
        path: Of the zip.

    Returns:
        Notes on what a list could not hold.
    """
    name = file_stem(edit.title)
    texts, notes = _lists(cut, edit)
    encoder = read_segment(job.input(cut.timeline.shots[0].shot.segment).path).header.encoder
    with Archive(path) as archive:
        for suffix, text in texts.items():
            archive.write(f"{name}.{suffix}", text)
        archive.write("manifest.json", manifest(cut.assembly, cut.reels, cut.timeline, encoder))
        archive.write("README.txt", _read_me(edit, name, stems, list(texts), notes))
        for file, source in _media(job, cut, edit, stems):
            archive.add(file, source)
            if source.is_relative_to(job.folder):
                source.unlink()
    return notes


def file_stem(title: str) -> str:
    """A title as the name of files in an archive: letters, digits and hyphens, "film" when it has none."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", title) if not unicodedata.combining(letter))
    return "-".join(re.findall("[a-z0-9]+", bare.casefold()))[:60].rstrip("-") or "film"


def _lists(cut: Cut, edit: Edit) -> tuple[dict[str, str], list[str]]:
    texts = {"otio": write_otio(edit), "fcpxml": write_fcpxml(edit)}
    notes = []
    longest = max((clip.overlap.frames for clip in edit.clips if clip.overlap), default=0)
    if longest > LONGEST_TRANSITION_FRAMES:
        notes.append(f"no edit decision list: a transition has {longest} frames, the format holds {LONGEST_TRANSITION_FRAMES}")
    else:
        texts["edl"] = write_edl(edit)
    if cut.cues:
        texts |= {"srt": srt(cut.cues, edit.fps), "vtt": vtt(cut.cues, edit.fps)}
    return texts, notes


def _media(job: Job[ExportCut], cut: Cut, edit: Edit, stems: StemFiles) -> Iterator[tuple[str, Path]]:
    """Every file by its place, written when its turn comes."""
    for number, clip in enumerate(edit.clips):
        path = job.folder / clip.name
        write_shot(_part(job, number, len(edit.clips)), clip.placed.shot, edit.encoding, path)
        yield clip.file, path
    spoken = {mark.placed.line.number: mark for mark in edit.lines}
    music = {reel.scene: reel.music for reel in cut.reels if reel.music is not None}
    for sound in edit.sounds:
        path = job.folder / sound.name
        if sound.kind == "dialogue":
            mark = spoken[sound.number]
            write_speech(job.input(mark.placed.line.speech).path, mark.placed, mark.frames, edit.fps, path)
            yield sound.file, path
        elif sound.kind == "music":
            yield sound.file, job.input(music[sound.number]).path
        elif sound.kind == "mix":
            write_sound(path, TrackFiles(cut.track, job.inputs).mix(), channels=2)
            yield sound.file, path
    for name in NAMES:
        yield f"stems/{name}.flac", stems.paths[name]


def _part(job: Job[ExportCut], number: int, parts: int) -> Job[ExportCut]:
    """The job, reporting the progress of one of its shots as that of the whole."""
    span = (1 - STEMS_DONE) / parts
    return replace(job, progress=lambda share: job.progress(STEMS_DONE + span * (number + share)))


def _read_me(edit: Edit, name: str, stems: StemFiles, suffixes: Sequence[str], notes: Sequence[str]) -> str:
    quieter = f", {stems.below_mix_db:.2f} dB quieter than in the mix so that none of them clips" if stems.below_mix_db else ""
    lines = [
        edit.title,
        "",
        f"{edit.encoding.width_px} x {edit.encoding.height_px}, {edit.fps} frames a second, {edit.timeline.frames} frames",
        "",
        "Unpack the whole folder, then open one of the lists; they link to the files beside them.",
        "",
        *(f"  {name}.{suffix}" for suffix in suffixes),
        "",
        "  media/    every shot with its handles; what the film shows of it alone is the film's picture to the bit",
        "  sound/    every line as it was spoken, beginning on a frame; every scene's music; the film's mix",
        f"  stems/    dialogue, music and effects as they are in the mix{quieter}",
        "",
        "Fades from and to black, and burned subtitles, are in the shots. Lines are untreated: rooms, phones and levels are in the stems.",
        *notes,
    ]
    return "\n".join(lines) + "\n"
