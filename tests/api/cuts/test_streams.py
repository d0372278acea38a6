"""The live stream of a cut: a playlist and byte ranges, from the address of the film itself."""

import hashlib

import pytest
from httpx import AsyncClient
from sqlalchemy import update
from sqlmodel import col

from schemas.film import CutFiles
from schemas.media import MOV, MP4, PLAYLIST, ArtifactRef
from schemas.tables import ArtifactRow, CutRow
from tests.api.rows import finish
from tests.api.submitting import submit
from workers.bootstrap import Services

STREAM = bytes(range(250)) * 4
LIST = b'#EXTM3U\n#EXT-X-MAP:URI="stream.mp4",BYTERANGE="100@0"\n'


@pytest.fixture
async def film(http: AsyncClient, project: str, services: Services) -> str:
    """A finished film that was made with `hls`."""
    made = str((await submit(http, project))["id"])
    await finish(services, made)
    await _add(services, made, stream=await _stored(services, made, MP4, STREAM), playlist=await _stored(services, made, PLAYLIST, LIST))
    return made


async def _stored(services: Services, film: str, media_type: str, data: bytes) -> ArtifactRef:
    digest = hashlib.sha256(data).hexdigest()
    ref = ArtifactRef(key=f"{film} {media_type}", media_type=media_type, size_bytes=len(data), sha256=digest)
    name = f"tests/{film}/{digest[:16]}"
    services.store.put_bytes(name, data, media_type)
    async with services.sessions.begin() as session:
        session.add(
            ArtifactRow(
                key=ref.key, stage="film", kind="Test", ref=ref.model_dump(mode="json"), object_name=name, engine="test", engine_version="1"
            )
        )
    return ref


async def _add(services: Services, of: str, **more: ArtifactRef) -> None:
    async with services.sessions.begin() as session:
        row = await session.get_one(CutRow, (of, 1))
        files = CutFiles.model_validate(row.files).model_copy(update=more)
        await session.execute(update(CutRow).where(col(CutRow.film_id) == of).values(files=files.model_dump(mode="json")))


async def test_a_cut_tells_of_its_stream(http: AsyncClient, film: str) -> None:
    files = (await http.get(f"/api/films/{film}/cuts/1")).json()["files"]

    assert {name: files[name]["media_type"] for name in ("stream.m3u8", "stream.mp4")} == {"stream.m3u8": PLAYLIST, "stream.mp4": MP4}


async def test_the_playlist_is_answered_here_so_that_its_names_stay_addresses(http: AsyncClient, film: str) -> None:
    answer = await http.get(f"/api/films/{film}/cuts/1/stream.m3u8")

    assert (answer.status_code, answer.content, answer.headers["content-type"]) == (200, LIST, PLAYLIST)


@pytest.mark.parametrize(
    ("wanted", "found", "said"),
    [
        ("bytes=0-99", STREAM[:100], "bytes 0-99/1000"),
        ("bytes=990-", STREAM[990:], "bytes 990-999/1000"),
        ("bytes=990-5000", STREAM[990:], "bytes 990-999/1000"),
        ("bytes=-10", STREAM[-10:], "bytes 990-999/1000"),
    ],
)
async def test_a_range_of_the_stream_is_answered(http: AsyncClient, film: str, wanted: str, found: bytes, said: str) -> None:
    answer = await http.get(f"/api/films/{film}/cuts/1/stream.mp4", headers={"Range": wanted})

    assert (answer.status_code, answer.content, answer.headers["content-range"]) == (206, found, said)
    assert answer.headers["content-length"] == str(len(found))


@pytest.mark.parametrize("wanted", ["", "bytes=0-1,5-6", "seconds=1-2"])
async def test_without_a_range_it_knows_the_whole_stream_is_answered(http: AsyncClient, film: str, wanted: str) -> None:
    answer = await http.get(f"/api/films/{film}/cuts/1/stream.mp4", headers={"Range": wanted} if wanted else {})

    assert (answer.status_code, answer.content, answer.headers["accept-ranges"]) == (200, STREAM, "bytes")


@pytest.mark.parametrize("wanted", ["bytes=1000-", "bytes=20-10", "bytes=-0"])
async def test_a_range_that_holds_nothing_is_refused(http: AsyncClient, film: str, wanted: str) -> None:
    answer = await http.get(f"/api/films/{film}/cuts/1/stream.mp4", headers={"Range": wanted})

    assert (answer.status_code, answer.headers["content-range"]) == (416, "bytes */1000")
    assert answer.json()["type"] == "urn:filmwright:problem:range"


@pytest.mark.parametrize(("name", "size"), [("stream.mp4", len(STREAM)), ("stream.m3u8", len(LIST))])
async def test_players_may_ask_first_how_large_it_is(http: AsyncClient, film: str, name: str, size: int) -> None:
    answer = await http.head(f"/api/films/{film}/cuts/1/{name}")

    assert (answer.status_code, answer.headers["content-length"], answer.content) == (200, str(size), b"")


async def test_a_film_made_without_one_has_no_stream(http: AsyncClient, project: str, services: Services) -> None:
    made = (await submit(http, project))["id"]
    await finish(services, made)

    answer = await http.get(f"/api/films/{made}/cuts/1/stream.mp4")

    assert answer.status_code == 404
    assert "it has film.mp4, film.srt" in answer.json()["detail"]


async def test_a_mezzanine_film_is_a_mov(http: AsyncClient, film: str, services: Services) -> None:
    await _add(services, film, film=await _stored(services, film, MOV, b"prores"))

    files = (await http.get(f"/api/films/{film}/cuts/1")).json()["files"]

    assert files["film.mov"]["media_type"] == MOV
    assert "film.mp4" not in files


async def test_a_signed_film_is_given_where_there_is_one(http: AsyncClient, film: str, services: Services) -> None:
    signed = (await _stored(services, film, "video/x-signed", b"signed")).model_copy(update={"media_type": MP4})
    await _add(services, film, signed=signed)

    redirect = await http.get(f"/api/films/{film}/cuts/1/film.mp4")

    assert (await http.get(redirect.headers["location"])).content == b"signed"
