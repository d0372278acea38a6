"""Fetches the files of a cut into a folder: each appears whole or not at all."""

import hashlib
import os
import re
import unicodedata
from pathlib import Path

import httpx

from api.answers import CutAnswer, FileAnswer
from api.commands.failing import BAD_INPUT, FILM_FAILED, CommandFailed
from api.commands.talking import Talk
from api.cuts.names import NAMES

OUT = Path("out")
"""Where films are left, each in a folder named after its title, when nobody says."""
_FOR_THE_DEAF = ("film.sdh.srt", "film.sdh.vtt")


def slug(title: str) -> str:
    """A title as a folder's name: letters and digits of any writing system, joined by hyphens."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return re.sub(r"[^\w]+", "-", plain).strip("-_")[:80].rstrip("-_") or "film"


def check_folder(folder: Path | None, option: str = "--out") -> None:
    """Make sure before anything is begun that a cut's files can be left in a folder; None is one of our own choice, below `OUT`.

    Raises:
        CommandFailed: It is no folder, or can't be made or written; says why.
    """
    if folder is None:
        _check_own_folder()
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = "it is a file, a folder is wanted" if isinstance(error, FileExistsError) else error.strerror
        raise CommandFailed(f"{option} {folder} can't be written: {reason}", BAD_INPUT) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise CommandFailed(f"{option} {folder} can't be written: no permission", BAD_INPUT)


def _check_own_folder() -> None:
    # Nothing is made yet: how the folder is called may be known only when the film is.
    there = OUT if OUT.exists() else Path()
    reason = "no permission" if there.is_dir() else "it is a file, a folder is wanted"
    if not there.is_dir() or not os.access(there, os.W_OK | os.X_OK):
        raise CommandFailed(f"{there.absolute()} can't be written: {reason}; --out names another folder", BAD_INPUT)


def fetch_cut(talk: Talk, cut: CutAnswer, folder: Path) -> dict[str, Path]:
    """Fetch every file of a cut; a file that is there already with the same bytes is left alone.

    Returns:
        Where each lies, by name, in the order people look for them.

    Raises:
        CommandFailed: The folder can't be written, or a file did not come whole.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in (*NAMES, *_FOR_THE_DEAF):
            if name not in cut.files:  # of an earlier cut: beside this film it would be wrong. Translations may be a person's own work
                (folder / name).unlink(missing_ok=True)
        names = [*(name for name in NAMES if name in cut.files), *(name for name in cut.files if name not in NAMES)]
        return {name: _fetch(talk, cut.files[name], folder / name) for name in names}
    except OSError as error:
        raise CommandFailed(f"{folder} can't be written: {error}", FILM_FAILED) from error


def fetch_file(talk: Talk, file: FileAnswer, place: Path) -> Path:
    """Fetch one file; one that is there already with the same bytes is left alone.

    Raises:
        CommandFailed: Its folder can't be written, or it did not come whole.
    """
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        return _fetch(talk, file, place)
    except OSError as error:
        raise CommandFailed(f"{place} can't be written: {error}", FILM_FAILED) from error


def _fetch(talk: Talk, file: FileAnswer, place: Path) -> Path:
    if place.is_file() and place.stat().st_size == file.size_bytes and _sha256(place) == file.sha256:
        return place
    draft = place.with_name(f".{place.name}.{os.getpid()}.part")  # another command may be fetching the same
    try:
        _copy(talk, file, draft)
        if _sha256(draft) != file.sha256:
            raise CommandFailed(f"{place.name} came with other bytes than were stored; try again", FILM_FAILED)
        draft.replace(place)
    finally:
        draft.unlink(missing_ok=True)
    return place


def _copy(talk: Talk, file: FileAnswer, draft: Path) -> None:
    while True:
        try:
            with talk.stream(file.href) as answer, draft.open("wb") as copy:
                for chunk in answer.iter_bytes():
                    copy.write(chunk)
                copy.flush()
                os.fsync(copy.fileno())
        except httpx.TransportError as error:
            talk.away(error)
            continue
        return


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
