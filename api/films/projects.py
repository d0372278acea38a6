"""Projects: folders of films."""

from datetime import UTC, datetime

from fastapi import APIRouter, Response
from sqlalchemy import func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.answers import Page, ProjectAnswer
from api.asks import ProjectWords
from api.deps import OwnerDep, SessionDep
from api.identifiers import new_id
from api.paging import Cursor, Limit, cursor_after, read_cursor
from api.problems import Problem, documented, no_such
from schemas.tables import FilmRow, ProjectRow

router = APIRouter(prefix="/api/projects", tags=["projects"])


@router.post("", status_code=201, summary="Make a project")
async def make_project(words: ProjectWords, session: SessionDep, owner: OwnerDep, response: Response) -> ProjectAnswer:
    row = ProjectRow(
        id=new_id(),
        owner=owner,
        title=words.title,
        description=words.description,
        commercial_only=words.commercial_only,
        moderation=words.moderation,
    )
    session.add(row)
    await session.commit()
    await session.refresh(row)
    response.headers["Location"] = f"/api/projects/{row.id}"
    return _answer(row, 0)


@router.get("", summary="List projects")
async def list_projects(session: SessionDep, owner: OwnerDep, limit: Limit = 50, cursor: Cursor = None) -> Page[ProjectAnswer]:
    rows = select(ProjectRow).where(col(ProjectRow.owner) == owner)
    if cursor is not None:
        rows = rows.where(tuple_(col(ProjectRow.created_at), col(ProjectRow.id)) < read_cursor(cursor))
    found = list(await session.scalars(rows.order_by(col(ProjectRow.created_at).desc(), col(ProjectRow.id).desc()).limit(limit + 1)))
    page = found[:limit]
    films = select(col(FilmRow.project_id), func.count()).where(col(FilmRow.project_id).in_([row.id for row in page]))
    counts = {row[0]: row[1] for row in await session.execute(films.group_by(col(FilmRow.project_id)))}
    return Page(
        items=[_answer(row, counts.get(row.id, 0)) for row in page],
        next_cursor=cursor_after(page[-1].created_at, page[-1].id) if len(found) > limit else None,
    )


@router.get("/{project_id}", summary="One project", responses=documented(404))
async def read_project(project_id: str, session: SessionDep, owner: OwnerDep) -> ProjectAnswer:
    row = await owned_project(session, project_id, owner)
    return _answer(row, await _films(session, project_id))


@router.put("/{project_id}", summary="Rename or describe a project", responses=documented(404))
async def change_project(project_id: str, words: ProjectWords, session: SessionDep, owner: OwnerDep) -> ProjectAnswer:
    row = await owned_project(session, project_id, owner)
    row.title, row.description = words.title, words.description
    row.commercial_only, row.moderation = words.commercial_only, words.moderation
    row.updated_at = datetime.now(UTC)
    await session.commit()
    return _answer(row, await _films(session, project_id))


@router.delete("/{project_id}", status_code=204, summary="Delete an empty project", responses=documented(404, 409))
async def delete_project(project_id: str, session: SessionDep, owner: OwnerDep) -> None:
    row = await owned_project(session, project_id, owner)
    films = await _films(session, project_id)
    if films:
        raise Problem(409, f"project '{project_id}' has {films} film{'s' * (films > 1)}; delete {'them' if films > 1 else 'it'} first")
    await session.delete(row)
    await session.commit()


async def owned_project(session: AsyncSession, project_id: str, owner: str) -> ProjectRow:
    """The project of that id, if it is the owner's.

    Raises:
        Problem: 404, for somebody else's project too.
    """
    row = await session.get(ProjectRow, project_id)
    if row is None or row.owner != owner:
        raise no_such("project", project_id)
    return row


async def _films(session: AsyncSession, project_id: str) -> int:
    return await session.scalar(select(func.count()).where(col(FilmRow.project_id) == project_id)) or 0


def _answer(row: ProjectRow, films: int) -> ProjectAnswer:
    return ProjectAnswer(
        id=row.id,
        title=row.title,
        description=row.description,
        commercial_only=row.commercial_only,
        moderation=row.moderation,
        films=films,
        created_at=row.created_at,
        updated_at=row.updated_at,
    )
