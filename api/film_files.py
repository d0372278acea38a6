"""The files of a cut, by the names people see."""

import re
import unicodedata

FILES = {
    "film.mp4": "film",
    "film.srt": "srt",
    "film.vtt": "vtt",
    "poster.jpg": "poster",
    "contact-sheet.jpg": "contact_sheet",
    "manifest.json": "manifest",
}
"""As fields of `schemas.film.CutFiles`."""


def file_title(title: str) -> str:
    """A film's title as part of a file's name: accents dropped, words joined by hyphens; "film" where no ASCII is left."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9_]+", "-", plain).strip("-") or "film"
