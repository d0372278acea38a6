"""Exports: a finished cut as a file for editors, made once, on request, by a workflow of its own."""

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse
from pydantic import ConfigDict, Field
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from temporalio.client import Client, WorkflowExecutionStatus, WorkflowFailureError
from temporalio.common import Priority, SearchAttributeKey, SearchAttributePair, TypedSearchAttributes, WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from activities.entries import is_gone
from api.answers import FileAnswer
from api.cuts.export_answers import ExportAnswer, ExportState
from api.cuts.files import file_title
from api.cuts.routes import CutNumber, signed
from api.deps import FilmDep, ServicesDep, SessionDep
from api.films.views import href
from api.problems import Problem, documented, no_such
from api.starting import RPC_TIMEOUT, check_temporal
from schemas.engines import Queue
from schemas.exports import EXPORT_FILES, EXPORTER, FORMATS, ExportCut, ExportFormat
from schemas.film import CutFiles
from schemas.media import ArtifactRef
from schemas.message import Request
from schemas.order import About
from schemas.states import CutState
from schemas.tables import ArtifactRow, CutRow, FilmRow, UseRow

router = APIRouter(prefix="/api/films/{film_id}/cuts/{number}/exports", tags=["exports"], responses=documented(404, 409))


class ExportAsk(Request):
    """Which format."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": {"to": "bundle"}})

    to: ExportFormat = Field(
        description="otio: OpenTimelineIO. edl: CMX 3600, picture only. fcpxml: Final Cut Pro and DaVinci Resolve. srt, vtt: subtitles. "
        "stems: dialogue, music and effects as FLAC in a zip. bundle: everything, every shot with its handles included, in a zip."
    )


@router.post("", status_code=202, summary="Export a cut for editors")
async def export_cut(
    ask: ExportAsk, number: CutNumber, film: FilmDep, session: SessionDep, services: ServicesDep, response: Response
) -> ExportAnswer:
    """Starts making the file, or finds it made (200). Asking twice does nothing twice; after a failure it is tried again."""
    order = await _order(session, film, number, ask.to)
    response.headers["Location"] = _href(film, number, ask.to)
    row = await session.get(ArtifactRow, order.key)
    if row is not None and await _is_kept(session, film, row):
        response.status_code = 200
        return _answer(film, number, ask.to, ExportState.COMPLETED, row)
    await check_temporal(services.temporal)
    await _start(services.temporal, film, order)
    return _answer(film, number, ask.to, ExportState.PROCESSING)


@router.get("", summary="Exports of a cut")
async def list_exports(number: CutNumber, film: FilmDep, session: SessionDep, services: ServicesDep) -> list[ExportAnswer]:
    """Those that were asked for, in whatever state they are."""
    orders = [await _order(session, film, number, to) for to in FORMATS]
    made = await session.scalars(select(ArtifactRow).where(col(ArtifactRow.key).in_([order.key for order in orders])))
    rows = {row.key: row for row in made}
    found = [await _told(services.temporal, film, order, rows.get(order.key)) for order in orders]
    return [answer for answer in found if answer is not None]


@router.get("/{to}", summary="One export")
async def read_export(to: ExportFormat, number: CutNumber, film: FilmDep, session: SessionDep, services: ServicesDep) -> ExportAnswer:
    """How far it is; with `file` when it is completed."""
    order = await _order(session, film, number, to)
    answer = await _told(services.temporal, film, order, await session.get(ArtifactRow, order.key))
    if answer is None:
        # the workflow may have ended, and its artifact come to be, after we looked for that
        row = await session.get(ArtifactRow, order.key, populate_existing=True)
        if row is None:
            raise Problem(
                404, f"cut {number} of film '{film.id}' was not exported to {to}; POST {href(film.id)}/cuts/{number}/exports does it"
            )
        answer = _answer(film, number, to, ExportState.COMPLETED, row)
    return answer


@router.get("/{to}/file", status_code=307, response_class=RedirectResponse, summary="The file of an export")
async def read_file(to: ExportFormat, number: CutNumber, film: FilmDep, session: SessionDep, services: ServicesDep) -> RedirectResponse:
    """Redirects to a signed address in the store that serves the file, ranges included, for an hour."""
    order = await _order(session, film, number, to)
    row = await session.get(ArtifactRow, order.key)
    if row is None:
        raise no_such(f"finished export of cut {number} of film '{film.id}' to", to)
    return await signed(session, services.store, ArtifactRef.model_validate(row.ref), _name(film, number, to))


async def _order(session: AsyncSession, film: FilmRow, number: int, to: ExportFormat) -> ExportCut:
    """What makes an export of a finished cut.

    Raises:
        Problem: 404, there is no such cut; 409, it is not finished.
    """
    cut = await session.get(CutRow, (film.id, number))
    if cut is None:
        raise no_such(f"cut of film '{film.id}' with number", number)
    if cut.state != CutState.COMPLETED or not cut.files:
        raise Problem(409, f"cut {number} of film '{film.id}' is {cut.state}; only a finished cut can be exported")
    about = About(film=film.id, owner=film.owner, cut=number, target=f"export {to}", label=f"Cut {number} · export · {to}")
    return ExportCut(engine=EXPORTER, about=about, to=to, film=CutFiles.model_validate(cut.files).film.key)


async def _is_kept(session: AsyncSession, film: FilmRow, row: ArtifactRow) -> bool:
    """Write down that a film has an export, which may have been made for another film that is the same; False when it goes just now."""
    try:
        async with session.begin_nested():
            await session.execute(insert(UseRow).values(film_id=film.id, key=row.key).on_conflict_do_nothing())
    except IntegrityError as error:
        if not is_gone(error):
            raise
        return False
    await session.commit()
    return True


def _workflow_id(film: FilmRow, order: ExportCut) -> str:
    return f"export-{film.id}-{order.about.cut}-{order.to}"


async def _start(temporal: Client, film: FilmRow, order: ExportCut) -> None:
    named = {"FilmId": film.id, "Owner": film.owner, "Project": film.project_id}
    await temporal.start_workflow(
        "ExportFilm",
        order,
        id=_workflow_id(film, order),
        task_queue=Queue.WORKFLOWS,
        result_type=ArtifactRef,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
        search_attributes=TypedSearchAttributes(
            [SearchAttributePair(SearchAttributeKey.for_keyword(name), value) for name, value in named.items()]
        ),
        static_summary=f"{film.title} · {order.about.label}",
        priority=Priority(fairness_key=film.owner[:64]),
        rpc_timeout=RPC_TIMEOUT,
    )


async def _told(temporal: Client, film: FilmRow, order: ExportCut, row: ArtifactRow | None) -> ExportAnswer | None:
    """The state of an export; None when nobody asked for it, or what was made is gone."""
    number, to = order.about.cut, order.to
    if row is not None:
        return _answer(film, number, to, ExportState.COMPLETED, row)
    handle = temporal.get_workflow_handle(_workflow_id(film, order))
    try:
        status = (await handle.describe(rpc_timeout=RPC_TIMEOUT)).status
        if status is WorkflowExecutionStatus.RUNNING:
            return _answer(film, number, to, ExportState.PROCESSING)
        if status is not WorkflowExecutionStatus.COMPLETED:
            await handle.result(follow_runs=False, rpc_timeout=RPC_TIMEOUT)
    except WorkflowFailureError as error:
        return _answer(film, number, to, ExportState.FAILED, reason=_why(error))
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise
    return None


def _why(error: BaseException) -> str:
    while error.__cause__ is not None:
        error = error.__cause__
    return str(error)


def _answer(
    film: FilmRow, number: int, to: ExportFormat, state: ExportState, row: ArtifactRow | None = None, reason: str = ""
) -> ExportAnswer:
    place = _href(film, number, to)
    ref = ArtifactRef.model_validate(row.ref) if row else None
    file = FileAnswer(href=f"{place}/file", media_type=ref.media_type, size_bytes=ref.size_bytes, sha256=ref.sha256) if ref else None
    return ExportAnswer(
        film=film.id,
        cut=number,
        to=to,
        state=state,
        reason=reason,
        notes=row.facts.get("notes", []) if row else [],
        name=_name(film, number, to),
        file=file,
        href=place,
    )


def _href(film: FilmRow, number: int, to: ExportFormat) -> str:
    return f"{href(film.id)}/cuts/{number}/exports/{to}"


def _name(film: FilmRow, number: int, to: ExportFormat) -> str:
    return f"{file_title(film.title)}-cut{number}{EXPORT_FILES[to].suffix}"
