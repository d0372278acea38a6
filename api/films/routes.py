"""Films: submit a script, list, look, delete."""

from typing import Annotated

import structlog
from fastapi import APIRouter, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import delete, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from temporalio.client import WorkflowExecutionStatus
from temporalio.service import RPCError, RPCStatusCode

from api.answers import FilmAnswer, FilmSummary, Page, Progress
from api.cuts.routes import signed
from api.deps import FilmDep, IdempotencyKey, OwnerDep, ServicesDep, SessionDep
from api.engines.availability import check_options
from api.films.clearing import start_clearing
from api.films.projects import owned_project
from api.films.submissions import DOCUMENTED_BODY, Submission, read_submission, store_script
from api.films.views import href, progress, summaries, whole_film
from api.idempotency import claim, known
from api.identifiers import new_id
from api.paging import Cursor, Limit, cursor_after, read_cursor
from api.problems import Problem, documented, no_such
from api.starting import check_temporal, start_film, workflow_id
from api.voices.routes import check_cast_voices
from schemas.media import ArtifactRef
from schemas.moderation import policy_fields
from schemas.options import FilmOptions
from schemas.screenplay import title_of_file
from schemas.settings import Settings
from schemas.states import FilmState
from schemas.tables import CutRow, FilmRow, IdempotencyRow, PaidCallRow, ProjectRow, UseRow
from workers.bootstrap import Services

router = APIRouter(prefix="/api", tags=["films"])

_log = structlog.get_logger(__name__)


@router.post(
    "/projects/{project_id}/films",
    status_code=201,
    summary="Make a film of a script",
    responses=documented(404, 409, 413, 415),
    openapi_extra=DOCUMENTED_BODY,
)
async def submit_film(  # noqa: PLR0913, PLR0917 - what a request brings
    project_id: str,
    request: Request,
    response: Response,
    services: ServicesDep,
    session: SessionDep,
    owner: OwnerDep,
    key: IdempotencyKey = None,
) -> FilmSummary:
    """Stores the script, writes the film down and starts its workflow. With an `Idempotency-Key`, once.

    What can't be made here is refused and leaves nothing behind: 422 when the request must change, 409 when something must be set up.
    """
    project = await owned_project(session, project_id, owner)
    submission = await read_submission(request, services.settings.script_size_max)
    film = await _again(session, owner, key, submission.request_hash(project_id))
    if film is None:
        options = _options(submission, project, services.settings)
        await check_cast_voices(session, owner, options)
        await check_options(services.temporal, options)
        film = await _submit(services, session, submission, _row(submission, owner, project, options), key)
    else:
        response.headers["Idempotency-Replayed"] = "true"
    response.headers["Location"] = href(film.id)
    return (await summaries(session, [film]))[0]


async def _again(session: AsyncSession, owner: str, key: str | None, request_hash: str) -> FilmRow | None:
    film = await known(session, owner, key, request_hash) if key else None
    return await session.get(FilmRow, film) if film else None


def _options(submission: Submission, project: ProjectRow, settings: Settings) -> FilmOptions:
    """What the film is made with: as asked, where project and server are not stricter."""
    own = submission.options
    held = policy_fields(own, [project.moderation, settings.moderation], settings.moderation_threshold)
    return own.model_copy(update={"commercial_only": own.commercial_only or project.commercial_only, **held})


def _row(submission: Submission, owner: str, project: ProjectRow, options: FilmOptions) -> FilmRow:
    return FilmRow(
        id=new_id(),
        owner=owner,
        project_id=project.id,
        title=options.title or title_of_file(submission.name),
        state=FilmState.PENDING,
        options=options.model_dump(mode="json"),
        script_name=submission.name,
        script_format=submission.format,
    )


async def _submit(services: Services, session: AsyncSession, submission: Submission, film: FilmRow, key: str | None) -> FilmRow:
    # Before anything is written: a stack without Temporal takes no films. Afterwards the row is enough for the film to be made.
    await check_temporal(services.temporal)
    script = await store_script(session, services.store, submission)
    film.script = script.model_dump(mode="json")
    if key is not None:
        winner = await claim(session, film.owner, key, submission.request_hash(film.project_id), film.id)
        if winner != film.id:  # the same request came twice at once, and the other one was first
            await session.rollback()
            return await session.get_one(FilmRow, winner)
    session.add(film)
    await session.flush()
    session.add(UseRow(film_id=film.id, key=script.key))
    await session.commit()
    await session.refresh(film)
    try:
        await start_film(services.temporal, film)
    except RPCError as error:
        if error.status not in {RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED}:
            raise
        # It is written down as pending: `start_lost_films` starts it as soon as Temporal is back.
    return film


@router.get("/films", summary="List films, newest first")
async def list_films(
    session: SessionDep,
    owner: OwnerDep,
    project: Annotated[str | None, Query(description="Only films of this project.", max_length=100)] = None,
    state: Annotated[list[FilmState] | None, Query(description="Only films in these states.")] = None,
    limit: Limit = 50,
    cursor: Cursor = None,
) -> Page[FilmSummary]:
    films = select(FilmRow).where(col(FilmRow.owner) == owner)
    if project is not None:
        films = films.where(col(FilmRow.project_id) == project)
    if state:
        films = films.where(col(FilmRow.state).in_(state))
    if cursor is not None:
        films = films.where(tuple_(col(FilmRow.created_at), col(FilmRow.id)) < read_cursor(cursor))
    found = list(await session.scalars(films.order_by(col(FilmRow.created_at).desc(), col(FilmRow.id).desc()).limit(limit + 1)))
    page = found[:limit]
    next_cursor = cursor_after(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return Page(items=await summaries(session, page), next_cursor=next_cursor)


@router.get("/films/{film_id}", summary="Everything about a film", responses=documented(404))
async def read_film(film: FilmDep, session: SessionDep, services: ServicesDep) -> FilmAnswer:
    return await whole_film(session, film, _temporal_ui(services, film.id))


def _temporal_ui(services: Services, film: str) -> str | None:
    address = services.settings.temporal_ui_url
    return f"{address.rstrip('/')}/namespaces/{services.temporal.namespace}/workflows/{workflow_id(film)}" if address else None


@router.get("/films/{film_id}/progress", summary="How far a film is", responses=documented(404))
async def read_progress(film: FilmDep, session: SessionDep) -> Progress:
    """What a progress bar needs, and no more."""
    return await progress(session, film)


@router.delete("/films/{film_id}", status_code=204, summary="Delete a finished film", responses=documented(404, 409))
async def delete_film(
    film: FilmDep,
    session: SessionDep,
    services: ServicesDep,
    keep_files: Annotated[
        bool, Query(description="Leave its files to the next clearing: to make the film again of what there is.")
    ] = False,
) -> None:
    """Deletes a film that is final, with its cuts and takes, and starts to remove the files that no other film has.

    `GET /api/storage/clearing` tells how far that is.
    """
    being_made = await session.scalar(select(CutRow).where(col(CutRow.film_id) == film.id, col(CutRow.state) == "processing"))
    if not FilmState(film.state).is_final or being_made is not None:
        raise Problem(409, f"film '{film.id}' is being made; cancel it first")
    await _close_workflow(services, film.id)
    await session.execute(delete(IdempotencyRow).where(col(IdempotencyRow.film_id) == film.id))
    if not keep_files:
        answers = update(PaidCallRow).where(col(PaidCallRow.film_id) == film.id, col(PaidCallRow.answer).is_not(None))
        await session.execute(answers.values(answer=None, answer_headers={}))
    await session.delete(film)
    await session.commit()
    if not keep_files:
        try:
            await start_clearing(services.temporal)
        except RPCError as error:  # the film is deleted all the same; its files go with the next clearing
            _log.warning("the files of a deleted film are still in the store", film=film.id, reason=str(error))


async def _close_workflow(services: Services, film: str) -> None:
    # A finished film's workflow waits for edits; without its rows it has nothing to wait for.
    handle = services.temporal.get_workflow_handle(workflow_id(film))
    try:
        if (await handle.describe()).status is WorkflowExecutionStatus.RUNNING:
            await handle.terminate("the film was deleted")
    except RPCError as error:
        if error.status is not RPCStatusCode.NOT_FOUND:
            raise


@router.get("/films/{film_id}/script", status_code=307, response_class=RedirectResponse, summary="The script", responses=documented(404))
async def read_script(film: FilmDep, session: SessionDep, services: ServicesDep) -> RedirectResponse:
    """Redirects to the script's bytes as they came."""
    return await signed(session, services.store, ArtifactRef.model_validate(film.script), film.script_name)


@router.get(
    "/films/{film_id}/screenplay", status_code=307, response_class=RedirectResponse, summary="The parsed script", responses=documented(404)
)
async def read_screenplay(film: FilmDep, session: SessionDep, services: ServicesDep) -> RedirectResponse:
    """Redirects to the screenplay as JSON."""
    if not film.screenplay:
        raise no_such("screenplay of film", film.id)
    return await signed(session, services.store, ArtifactRef.model_validate(film.screenplay), "screenplay.json")
