"""Samples of voices: taken with their speakers' consent, listed, heard, withdrawn."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import RedirectResponse
from sqlalchemy import select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.answers import Page
from api.cuts.routes import signed
from api.deps import OwnerDep, ServicesDep, SessionDep
from api.paging import Cursor, Limit, cursor_after, read_cursor
from api.problems import Problem, documented, no_such
from api.voices.recordings import read_upload, take_in
from api.voices.sample_answers import SampleAnswer, sample_answer
from api.voices.sample_store import erase, keep, withdraw
from schemas.media import ArtifactRef
from schemas.samples import Consent, sample_voice
from schemas.stages import Stage
from schemas.tables import FilmRow, TakeRow, VoiceSampleRow

router = APIRouter(prefix="/api/voices/samples", tags=["voices"])

SampleId = Annotated[str, Path(description="The sample's id.", max_length=100)]
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["recording", "consent"],
                    "properties": {
                        "recording": {
                            "type": "string",
                            "format": "binary",
                            "description": "WAV, FLAC, MP3 or M4A: 3 to 60 s of one person speaking, in a quiet room.",
                        },
                        "consent": {"type": "string", "description": "Consent as JSON.", "contentMediaType": "application/json"},
                    },
                },
                "example": {"consent": Consent.model_json_schema()["example"]},
            }
        },
    }
}


@router.post("", status_code=201, summary="Take a sample of a voice", responses=documented(409, 413, 415), openapi_extra=_BODY)
async def add_sample(request: Request, response: Response, owner: OwnerDep, session: SessionDep, services: ServicesDep) -> SampleAnswer:
    """Takes a recording together with its speaker's consent, and never without. Sending the same again changes nothing (200)."""
    upload = await read_upload(request)
    taken = await take_in(upload.data)
    row, is_new = await keep(session, services.store, owner, upload, taken)
    if not is_new:
        response.status_code = 200
    answer = sample_answer(row)
    response.headers["Location"] = answer.href
    return answer


@router.get("", summary="List samples, newest first")
async def list_samples(owner: OwnerDep, session: SessionDep, limit: Limit = 50, cursor: Cursor = None) -> Page[SampleAnswer]:
    """Withdrawn ones too: that there was a consent, and that it ended, is kept."""
    rows = select(VoiceSampleRow).where(col(VoiceSampleRow.owner) == owner)
    if cursor is not None:
        rows = rows.where(tuple_(col(VoiceSampleRow.created_at), col(VoiceSampleRow.id)) < read_cursor(cursor))
    newest = rows.order_by(col(VoiceSampleRow.created_at).desc(), col(VoiceSampleRow.id).desc())
    found = list(await session.scalars(newest.limit(limit + 1)))
    page = found[:limit]
    next_cursor = cursor_after(page[-1].created_at, page[-1].id) if len(found) > limit else None
    return Page(items=[sample_answer(row) for row in page], next_cursor=next_cursor)


@router.get("/{sample_id}", summary="One sample", responses=documented(404))
async def read_sample(sample_id: SampleId, owner: OwnerDep, session: SessionDep) -> SampleAnswer:
    """With the films that have takes spoken with it."""
    row = await _owned(session, sample_id, owner)
    return sample_answer(row, await _films(session, row))


@router.get(
    "/{sample_id}/recording",
    status_code=307,
    response_class=RedirectResponse,
    summary="The recording of a sample",
    responses=documented(404, 409),
)
async def hear_sample(sample_id: SampleId, owner: OwnerDep, session: SessionDep, services: ServicesDep) -> RedirectResponse:
    """Redirects to a signed address that serves the recording as it is kept: mono FLAC, at one loudness."""
    row = await _owned(session, sample_id, owner)
    if row.withdrawn_at is not None:
        raise Problem(409, f"the recording is gone: {sample_answer(row).reason}")
    return await signed(session, services.store, ArtifactRef.model_validate(row.recording), f"sample-{row.id}.flac")


@router.delete("/{sample_id}", summary="Withdraw a consent", responses=documented(404))
async def withdraw_sample(
    sample_id: SampleId,
    owner: OwnerDep,
    session: SessionDep,
    services: ServicesDep,
    reason: Annotated[str, Query(max_length=500, description="Told whenever a line is refused because of it.")] = "",
) -> SampleAnswer:
    """Removes the recording; no new line is spoken with it from now on. Cuts and takes that exist stay; `films` names where.

    If the store is away, the consent is withdrawn all the same, this answers 503, and sending it again removes the recording.
    """
    row = await _owned(session, sample_id, owner)
    if row.withdrawn_at is None:
        await withdraw(session, row, reason)
    if row.erased_at is None:
        await erase(session, services.store, row)
    return sample_answer(row, await _films(session, row))


async def _owned(session: AsyncSession, sample_id: str, owner: str) -> VoiceSampleRow:
    row = await session.get(VoiceSampleRow, sample_id)
    if row is None or row.owner != owner:
        raise no_such("voice sample", sample_id)
    return row


async def _films(session: AsyncSession, row: VoiceSampleRow) -> list[str]:
    with_it = (
        select(col(TakeRow.film_id))
        .join(FilmRow, col(FilmRow.id) == col(TakeRow.film_id))
        .where(
            col(FilmRow.owner) == row.owner,
            col(TakeRow.stage) == Stage.VOICES,
            col(TakeRow.settings)["voice"].astext == sample_voice(row.id),
        )
        .distinct()
        .order_by(col(TakeRow.film_id))
    )
    return list(await session.scalars(with_it))
