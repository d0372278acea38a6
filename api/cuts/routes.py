"""Cuts: the numbered versions of a film, and their files behind signed addresses."""

import re
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.storage.store import Store
from api.answers import CutAnswer
from api.cuts.files import FileName, file_title, files_of
from api.deps import FilmDep, ServicesDep, SessionDep
from api.films.views import cut_answer
from api.problems import Problem, documented, no_such
from schemas.film import CutFiles
from schemas.media import ArtifactRef
from schemas.states import CutState
from schemas.tables import ArtifactRow, CutRow, FilmRow

router = APIRouter(prefix="/api/films/{film_id}/cuts", tags=["cuts"])

SIGNED_FOR = timedelta(hours=1)
"""Long enough to watch a film through; a player that comes back later asks us again."""

CutNumber = Annotated[int, Path(ge=1, le=2**31 - 1, description="Cuts count from 1.")]


@router.get("", summary="Cuts of a film", responses=documented(404))
async def list_cuts(film: FilmDep, session: SessionDep) -> list[CutAnswer]:
    rows = await session.scalars(select(CutRow).where(col(CutRow.film_id) == film.id).order_by(col(CutRow.number)))
    return [cut_answer(row) for row in rows]


@router.get("/{number}", summary="One cut", responses=documented(404))
async def read_cut(number: CutNumber, film: FilmDep, session: SessionDep) -> CutAnswer:
    return cut_answer(await _cut(session, film.id, number))


@router.get(
    "/{number}/{name}",
    status_code=307,
    response_class=RedirectResponse,
    summary="A file of a cut",
    responses=documented(404, 409),
)
async def read_file(number: CutNumber, name: FileName, film: FilmDep, session: SessionDep, services: ServicesDep) -> RedirectResponse:
    """Redirects to a signed address in the store that serves the file, ranges included, for an hour."""
    ref = await finished_file(session, film, number, name)
    return await signed(session, services.store, ref, f"{file_title(film.title)}-cut{number}-{name}")


@router.head("/{number}/{name}", summary="What a file of a cut is", responses=documented(404, 409))
async def look_at_file(number: CutNumber, name: FileName, film: FilmDep, session: SessionDep) -> Response:
    """Type, size and hash, without an address: a signed address is good for GET alone."""
    ref = await finished_file(session, film, number, name)
    told = {"Content-Length": str(ref.size_bytes), "ETag": f'"{ref.sha256}"', "Accept-Ranges": "bytes", "Cache-Control": "no-store"}
    return Response(media_type=ref.media_type, headers=told)


async def finished_file(session: AsyncSession, film: FilmRow, number: int, name: FileName) -> ArtifactRef:
    """A file of a cut.

    Raises:
        Problem: 404, there is no such cut, or it has no such file; 409, it is not finished.
    """
    cut = await _cut(session, film.id, number)
    if cut.state != CutState.COMPLETED or not cut.files:
        raise Problem(409, f"cut {number} of film '{film.id}' is {cut.state}; it has no files")
    files = files_of(CutFiles.model_validate(cut.files))
    if name not in files:
        raise Problem(404, f"cut {number} of film '{film.id}' has no {name}; it has {', '.join(files)}")
    return files[name]


async def signed(session: AsyncSession, store: Store, ref: ArtifactRef, download_name: str) -> RedirectResponse:
    """A redirect to where the store serves an artifact.

    Raises:
        Problem: 404, the artifact is not there (any more).
    """
    row = await session.get(ArtifactRow, ref.key)
    if row is None:
        raise no_such("artifact", ref.key)
    plain = re.sub(r"[^\w .()-]+", "_", download_name, flags=re.ASCII)
    address = store.signed_url(row.object_name, SIGNED_FOR, plain)
    return RedirectResponse(address, 307, {"Cache-Control": "no-store"})


async def _cut(session: AsyncSession, film: str, number: int) -> CutRow:
    row = await session.get(CutRow, (film, number))
    if row is None:
        raise no_such(f"cut of film '{film}' with number", number)
    return row
