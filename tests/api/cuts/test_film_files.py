"""The names under which people find the files of a cut."""

import re
from typing import get_args

import pytest
from fastapi.params import Path

from api.cuts.files import FileName, files_of
from schemas.film import CutFiles
from schemas.media import MP4, SRT, ArtifactRef


def _ref(key: str, media_type: str = MP4) -> ArtifactRef:
    return ArtifactRef(key=key * 64, media_type=media_type, size_bytes=1, sha256="")


CUT = CutFiles(
    film=_ref("1"), poster=_ref("2"), contact_sheet=_ref("3"), manifest=_ref("4"), srt=_ref("5", SRT), subtitles={"fr.srt": _ref("6", SRT)}
)


def test_further_subtitles_stand_beside_the_film_under_their_language() -> None:
    assert list(files_of(CUT)) == ["film.mp4", "film.srt", "poster.jpg", "contact-sheet.jpg", "manifest.json", "film.fr.srt"]


@pytest.mark.parametrize("name", ["film.mp4", "film.sdh.srt", "film.pt-BR.vtt", "stream.m3u8"])
def test_name_of_a_file_is_taken(name: str) -> None:
    assert _pattern().match(name)


@pytest.mark.parametrize("name", ["film.exe", "../film.srt", "film.a/b.srt", "film..srt", "film.mp4\n"])
def test_other_names_are_refused(name: str) -> None:
    assert not _pattern().fullmatch(name)


def _pattern() -> re.Pattern[str]:
    path = get_args(FileName)[1]
    assert isinstance(path, Path)
    return re.compile(next(part.pattern for part in path.metadata if hasattr(part, "pattern")))
