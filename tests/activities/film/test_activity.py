"""Assembling as workers do it: what is made once, what a certificate adds, what another one changes."""

import asyncio
from pathlib import Path

import pytest
from temporalio.testing import ActivityEnvironment

from activities.engines import Made
from activities.film.activity import FilmActivities
from activities.film.delivery.credentials import Credentials, check_signature
from schemas.film import AssembleFilm, CutFiles
from schemas.media import FLAC, JSON, MP4, PLAYLIST, SEGMENT
from tests.activities.conftest import Workplace
from tests.activities.film.delivery.certificates import write_credentials
from tests.activities.film.small_film import MATROSKA, SmallFilm, Take

KINDS = {".flac": FLAC, ".json": JSON, ".mkv": MATROSKA, ".fwseg": SEGMENT}


@pytest.fixture
async def order(workplace: Workplace, tmp_path: Path) -> AssembleFilm:
    """A cut whose parts are in the store."""
    folder = tmp_path / "parts"
    folder.mkdir()
    small = SmallFilm(folder)
    made = small.order([[Take(24), Take(30, "dissolve", 8)]], hls=True)
    for key, found in small.inputs.items():
        part = Made(found.path, KINDS.get(found.path.suffix, "application/octet-stream"))
        await workplace.bench.ledger.commit(await asyncio.to_thread(workplace.bench.objects.put, made, key, part, 0.0, 1))
    return made


def credentials(folder: Path) -> Credentials:
    folder.mkdir()
    return Credentials(*write_credentials(folder))


async def assembled(workplace: Workplace, order: AssembleFilm, by: Credentials | None = None) -> CutFiles:
    return await ActivityEnvironment().run(FilmActivities(workplace.bench, by).assemble_film, order)


async def test_a_cut_has_its_stream_when_it_is_wanted(workplace: Workplace, order: AssembleFilm) -> None:
    made = await assembled(workplace, order)

    assert made.stream is not None
    assert made.playlist is not None
    assert (made.stream.media_type, made.playlist.media_type) == (MP4, PLAYLIST)
    assert b"stream.mp4" in await workplace.bench.read(made.playlist)
    assert await assembled(workplace, order) == made


async def test_a_film_is_signed_once(workplace: Workplace, order: AssembleFilm, tmp_path: Path) -> None:
    by = credentials(tmp_path / "by")

    first, second = await assembled(workplace, order, by), await assembled(workplace, order, by)

    assert first.signed is not None
    assert second == first
    signed = tmp_path / "signed.mp4"
    signed.write_bytes(await workplace.bench.read(first.signed))
    assert check_signature(signed, MP4)["title"] == order.title


async def test_a_signature_leaves_the_film_as_it_is_without(workplace: Workplace, order: AssembleFilm, tmp_path: Path) -> None:
    plain = await assembled(workplace, order)
    signed = await assembled(workplace, order, credentials(tmp_path / "by"))

    assert plain.signed is None
    assert signed.model_copy(update={"signed": None}) == plain


async def test_another_certificate_makes_another_signature_of_the_same_film(
    workplace: Workplace, order: AssembleFilm, tmp_path: Path
) -> None:
    one, other = [await assembled(workplace, order, credentials(tmp_path / name)) for name in ("one", "other")]

    assert one.film == other.film
    assert one.signed is not None
    assert other.signed is not None
    assert one.signed.key != other.signed.key
