"""The files of a cut, by the names people see."""

import re
import unicodedata
from typing import Annotated, TypeAlias

from fastapi import Path

from api.cuts.names import NAMES
from schemas.film import STREAM_NAME, CutFiles
from schemas.media import MOV, ArtifactRef

FileName: TypeAlias = Annotated[
    str,
    Path(
        pattern=rf"^({'|'.join(map(re.escape, NAMES))}|film\.[A-Za-z0-9-]+\.(srt|vtt))$",
        description=f"{', '.join(NAMES)}, or further subtitles: film.sdh.srt, film.fr.vtt.",
    ),
]


def files_of(cut: CutFiles) -> dict[str, ArtifactRef]:
    """The files a cut has; where the film was signed, the signed one is the film."""
    film = cut.signed or cut.film
    named = {
        "film.mov" if film.media_type == MOV else "film.mp4": film,
        "film.srt": cut.srt,
        "film.vtt": cut.vtt,
        "poster.jpg": cut.poster,
        "contact-sheet.jpg": cut.contact_sheet,
        "manifest.json": cut.manifest,
        "quality.json": cut.quality,
        "stream.m3u8": cut.playlist,
        STREAM_NAME: cut.stream,
    }
    named |= {f"film.{name}": ref for name, ref in cut.subtitles.items()}
    return {name: ref for name, ref in named.items() if ref is not None}


def file_title(title: str) -> str:
    """A film's title as part of a file's name: accents dropped, words joined by hyphens; "film" where no ASCII is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-") or "film"
