"""What the files of a cut are called."""

NAMES = (
    "film.mp4",
    "film.mov",
    "film.srt",
    "film.vtt",
    "poster.jpg",
    "contact-sheet.jpg",
    "manifest.json",
    "quality.json",
    "stream.m3u8",
    "stream.mp4",
)
"""In the order people look for them; further subtitles (film.sdh.srt, film.fr.vtt) come after."""
