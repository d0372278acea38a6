"""Keeps samples of voices and lets go of them: the row says what holds, the recording lies in the store and nowhere else."""

import asyncio
import hashlib
from datetime import UTC, datetime
from typing import Any

import structlog
from sqlalchemy import delete, func, select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.storage.store import Store
from api.problems import Problem, unavailable
from api.voices.recordings import Taken, Upload
from api.voices.sample_answers import SampleState, sample_answer
from schemas.failures import Unavailable
from schemas.keys import text_key
from schemas.media import FLAC, SAMPLE_RATE_HZ, ArtifactRef
from schemas.samples import SAMPLE_STAGE, sample_id
from schemas.tables import ArtifactRow, VoiceSampleRow
from workers.bootstrap import Services

_LOOK_EVERY_S = 60.0

_log = structlog.get_logger(__name__)


async def keep(session: AsyncSession, store: Store, owner: str, upload: Upload, taken: Taken) -> tuple[VoiceSampleRow, bool]:
    """Store a recording with its consent; both or neither. Answers with its row, and whether anything was stored.

    Raises:
        Problem: 409, the same recording is kept with another consent that still holds.
    """
    sha256 = hashlib.sha256(taken.flac).hexdigest()
    name = sample_id(owner, sha256)
    # one at a time for one recording: two uploads of the same at once must not each find nothing there
    await _lock(session, name)
    row = await session.get(VoiceSampleRow, name, populate_existing=True)
    if row is not None and (known := sample_answer(row)).state is SampleState.USABLE:
        if known.consent == upload.consent:
            return row, False
        raise Problem(409, f"this recording is sample '{name}' already, with another consent; withdraw that first: DELETE {known.href}")
    ref = ArtifactRef(
        key=text_key(f"voice sample {name}"),
        media_type=FLAC,
        size_bytes=len(taken.flac),
        sha256=sha256,
        samples=round(taken.measures.duration_s * SAMPLE_RATE_HZ),
    )
    was_there = row is not None and row.erased_at is None
    if row is None:
        row = VoiceSampleRow(id=name, owner=owner, name="")
    else:
        row.former = [*row.former, _ended(row)]
    row.name, row.recording, row.measures = upload.name, ref.model_dump(mode="json"), taken.measures.model_dump(mode="json")
    row.consent, row.created_at = upload.consent.model_dump(mode="json"), datetime.now(UTC)
    row.withdrawn_at, row.reason, row.erased_at = None, "", None
    session.add(row)
    await session.merge(_artifact(ref))
    await session.flush()
    await asyncio.to_thread(store.put_bytes, _object_name(ref), taken.flac, FLAC)
    try:
        await session.commit()
    except SQLAlchemyError:
        if not was_there:
            await asyncio.to_thread(store.remove, _object_name(ref))
        raise
    return row, True


async def withdraw(session: AsyncSession, row: VoiceSampleRow, reason: str) -> None:
    """End a consent: from now on no new line is spoken with the sample."""
    row.withdrawn_at, row.reason = datetime.now(UTC), reason
    key = ArtifactRef.model_validate(row.recording).key
    await session.execute(delete(ArtifactRow).where(col(ArtifactRow.key) == key))
    await session.commit()


async def erase(session: AsyncSession, store: Store, row: VoiceSampleRow) -> None:
    """Remove the recording of a withdrawn consent from the store.

    Raises:
        Problem: 503, the store is away; the consent stays withdrawn.
    """
    await _lock(session, row.id)
    await session.refresh(row)
    if row.withdrawn_at is None:  # it was given again meanwhile, for the same recording
        return
    try:
        await asyncio.to_thread(store.remove, _object_name(ArtifactRef.model_validate(row.recording)))
    except Unavailable as error:
        _log.warning("a withdrawn recording is still in the store", sample=row.id, reason=str(error))
        raise unavailable(
            f"the consent for sample '{row.id}' is withdrawn, but its recording could not be removed yet ({error}); send the same again", 5
        ) from error
    row.erased_at = datetime.now(UTC)
    await session.commit()


async def erase_withdrawn(services: Services) -> None:
    """Remove recordings that a store which was away still has after their consent was withdrawn, until cancelled."""
    left = select(VoiceSampleRow).where(col(VoiceSampleRow.withdrawn_at).is_not(None), col(VoiceSampleRow.erased_at).is_(None))
    while True:
        await asyncio.sleep(_LOOK_EVERY_S)
        try:
            async with services.sessions() as session:
                for row in list(await session.scalars(left.limit(100))):
                    await erase(session, services.store, row)
        except (Problem, SQLAlchemyError, OSError) as error:
            _log.warning("could not look for recordings that are to be removed", error=str(error))


async def _lock(session: AsyncSession, sample: str) -> None:
    """One at a time for one sample, until the transaction ends."""
    await session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(sample, 0))))


def _object_name(ref: ArtifactRef) -> str:
    return f"artifacts/{SAMPLE_STAGE}/{ref.key}/{ref.sha256[:16]}.flac"


def _artifact(ref: ArtifactRef) -> ArtifactRow:
    return ArtifactRow(
        key=ref.key,
        stage=SAMPLE_STAGE,
        kind="VoiceSample",
        ref=ref.model_dump(mode="json"),
        object_name=_object_name(ref),
        engine="upload",
        engine_version="1",
        created_at=datetime.now(UTC),
    )


def _ended(row: VoiceSampleRow) -> dict[str, Any]:
    """A consent that another one takes the place of."""
    withdrawn_at = row.withdrawn_at.isoformat() if row.withdrawn_at else None
    return {"consent": row.consent, "created_at": row.created_at.isoformat(), "withdrawn_at": withdrawn_at, "reason": row.reason}
