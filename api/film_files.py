"""The files of a cut, by the names people see."""

FILES = {
    "film.mp4": "film",
    "film.srt": "srt",
    "film.vtt": "vtt",
    "poster.jpg": "poster",
    "contact-sheet.jpg": "contact_sheet",
    "manifest.json": "manifest",
}
"""As fields of `schemas.film.CutFiles`."""
