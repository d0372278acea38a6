"""Remembers which request an `Idempotency-Key` came with, and which film it was about, or which hook it made."""

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.problems import Problem
from schemas.tables import IdempotencyRow


async def known(session: AsyncSession, owner: str, key: str, request_hash: str) -> str | None:
    """The film or hook that an earlier request with this key was about; None when there was none.

    Raises:
        Problem: 409, the key came with another request before.
    """
    row = await session.scalar(select(IdempotencyRow).where(col(IdempotencyRow.owner) == owner, col(IdempotencyRow.key) == key))
    if row is None:
        return None
    if row.request_hash != request_hash:
        raise Problem(409, f"the Idempotency-Key '{key}' came with another request before; use a new key for a new request")
    return row.film_id


async def claim(session: AsyncSession, owner: str, key: str, request_hash: str, about: str) -> str:
    """Bind a key to a film or a hook in the caller's transaction; answers with the one that has it, which another request's may be.

    A second request with the same key waits here until the first one's transaction is over.

    Raises:
        Problem: 409, the key came with another request before.
    """
    new = insert(IdempotencyRow).values(owner=owner, key=key, request_hash=request_hash, film_id=about)
    written = await session.scalar(new.on_conflict_do_nothing().returning(col(IdempotencyRow.film_id)))
    return written or await known(session, owner, key, request_hash) or about
