"""The HTTP live stream of a cut: its playlist, and the byte ranges of it that a player asks for, from here and not from the store.

Scripts of a page may read from where the page came from, not from a store elsewhere; and a playlist's relative names must stay addresses of
this server. Both are as immutable as the cut.
"""

import asyncio
import re
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import Response, StreamingResponse
from sqlalchemy.ext.asyncio import AsyncSession

from activities.storage.store import Store
from api.cuts.routes import CutNumber, finished_file
from api.deps import FilmDep, ServicesDep, SessionDep
from api.problems import Problem, documented, no_such
from schemas.film import STREAM_NAME
from schemas.media import MP4, PLAYLIST, ArtifactRef
from schemas.tables import ArtifactRow

router = APIRouter(prefix="/api/films/{film_id}/cuts", tags=["cuts"])

_ONE_RANGE = re.compile(r"bytes=(?:\d{1,18}-\d{0,18}|-\d{1,18})")
Range = Annotated[str | None, Header(alias="Range", description="One range of bytes, as `bytes=0-1023`.")]


@router.get(
    "/{number}/stream.m3u8",
    summary="The playlist of a cut's live stream",
    response_class=Response,
    responses=documented(404, 409) | {200: {"content": {PLAYLIST: {}}}},
)
async def read_playlist(number: CutNumber, film: FilmDep, session: SessionDep, services: ServicesDep) -> Response:
    """For hls.js and for players that know HLS; there for films that were made with `hls`."""
    return await _answer(session, services.store, await finished_file(session, film, number, "stream.m3u8"))


@router.get(
    f"/{{number}}/{STREAM_NAME}",
    summary="The live stream of a cut",
    response_class=Response,
    responses=documented(404, 409, 416) | {200: {"content": {MP4: {}}}, 206: {"content": {MP4: {}}, "description": "The range asked for."}},
)
async def read_stream(number: CutNumber, film: FilmDep, session: SessionDep, services: ServicesDep, wanted: Range = None) -> Response:
    """Fragmented MP4 with the film's own packets, by ranges of bytes as its playlist names them."""
    return await _answer(session, services.store, await finished_file(session, film, number, STREAM_NAME), wanted)


async def _answer(session: AsyncSession, store: Store, ref: ArtifactRef, wanted: str | None = None) -> Response:
    row = await session.get(ArtifactRow, ref.key)
    if row is None:
        raise no_such("artifact", ref.key)
    headers = {"Accept-Ranges": "bytes", "ETag": f'"{ref.sha256}"', "Cache-Control": "private, max-age=31536000, immutable"}
    first, end = 0, ref.size_bytes
    is_part = wanted is not None and _ONE_RANGE.fullmatch(wanted) is not None  # RFC 9110, 14.2: any other range may be passed over
    if wanted is not None and is_part:
        first, end = _span(wanted, ref.size_bytes)
        headers["Content-Range"] = f"bytes {first}-{end - 1}/{ref.size_bytes}"
    headers["Content-Length"] = str(end - first)
    body = await asyncio.to_thread(store.part, row.object_name, first, end - first)
    return StreamingResponse(body, 206 if is_part else 200, headers, ref.media_type)


def _span(wanted: str, size_bytes: int) -> tuple[int, int]:
    """First byte and the byte behind the last one.

    Raises:
        Problem: 416, the range begins behind the end, or ends before it begins.
    """
    begin, last = wanted.removeprefix("bytes=").split("-")
    first = int(begin) if begin else max(0, size_bytes - int(last))
    end = min(size_bytes, int(last) + 1) if begin and last else size_bytes
    if first >= end:
        detail = f"the range {wanted} holds no byte of the {size_bytes} there are"
        raise Problem(416, detail, headers={"Content-Range": f"bytes */{size_bytes}"})
    return first, end
