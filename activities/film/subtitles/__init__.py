"""Subtitles: beside the film and in its pictures, as spoken, in other languages, and for those who do not hear."""
