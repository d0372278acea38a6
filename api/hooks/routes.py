"""Webhooks: make, list, change, roll the secret, delete."""

import asyncio
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Body, Response
from sqlalchemy import delete, func, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from activities.hooks import signing
from activities.hooks.addresses import Bounds, read_url, resolve
from activities.hooks.switching import give_up_waiting, switch_off
from api.answers import Page
from api.deps import IdempotencyKey, OwnerDep, ServicesDep, SessionDep, owned_film
from api.hooks.answers import HookAnswer, HookAsk, HookChange, HookMade, SecretRoll
from api.hooks.rows import hook_answer, hook_answers, hook_made, owned_hook
from api.idempotency import claim, known
from api.identifiers import new_id
from api.paging import Cursor, Limit, cursor_after, read_cursor
from api.problems import Problem, documented, no_such, refused
from schemas.failures import Refused, Unavailable
from schemas.hook_tables import HookRow
from schemas.keys import text_key
from schemas.settings import Settings
from schemas.tables import FilmRow, IdempotencyRow

router = APIRouter(prefix="/api/hooks", tags=["webhooks"])

HOOKS_MAX = 20
"""Of one owner: every event asks for them, and each is told everything it wants."""

_RESOLVED_WITHIN_S = 3.0


@router.post("", status_code=201, summary="Have a server told what happens to films", responses=documented(404, 409))
async def make_hook(
    ask: HookAsk, session: SessionDep, owner: OwnerDep, services: ServicesDep, response: Response, key: IdempotencyKey = None
) -> HookMade:
    """Answers with the secret that deliveries are signed with, this once. `POST .../test` tries the receiver.

    With an `Idempotency-Key` one hook is made, and whoever asks again is told of it with its secret.
    """
    signing_key = _key(services.settings)
    row = await _again(session, owner, key, ask)
    if row is None:
        await _check_url(ask.url, services.settings)
        if ask.film is not None:
            await owned_film(ask.film, session, owner)
        await _one_at_a_time(session, owner)
        row = await _again(session, owner, key, ask)
    if row is None:
        row = await _make(session, owner, key, ask, signing_key)
    else:
        response.headers["Idempotency-Replayed"] = "true"
    response.headers["Location"] = f"/api/hooks/{row.id}"
    return await hook_made(session, row, _secret(signing_key, row))


async def _again(session: AsyncSession, owner: str, key: str | None, ask: HookAsk) -> HookRow | None:
    made = await known(session, owner, key, _request_hash(ask)) if key else None
    row = await session.get(HookRow, made) if made else None
    if made and row is None:  # it went with its film, and the key is free
        await session.execute(delete(IdempotencyRow).where(col(IdempotencyRow.owner) == owner, col(IdempotencyRow.key) == key))
    return row


def _request_hash(ask: HookAsk) -> str:
    return text_key(f"hook {ask.model_dump_json()}")


async def _make(session: AsyncSession, owner: str, key: str | None, ask: HookAsk, signing_key: str) -> HookRow:
    await _check_room(session, owner)
    if ask.film is not None:
        await _hold_film(session, ask.film)
    hook = new_id()
    row = HookRow(
        id=hook,
        owner=owner,
        url=ask.url,
        kinds=[str(kind) for kind in ask.kinds],
        description=ask.description,
        film_id=ask.film,
        secret_mark=signing.mark(signing.secret(signing_key, hook, 1)),
    )
    if key is not None:
        await claim(session, owner, key, _request_hash(ask), hook)
    session.add(row)
    await session.commit()
    await session.refresh(row)
    return row


async def _hold_film(session: AsyncSession, film: str) -> None:
    """Let no film be deleted before the hook that refers to it is there."""
    held = select(col(FilmRow.id)).where(col(FilmRow.id) == film)
    if await session.scalar(held.with_for_update(read=True, key_share=True)) is None:
        raise no_such("film", film)


def _secret(signing_key: str, row: HookRow) -> str:
    secret = signing.secret(signing_key, row.id, row.secret_number)
    if signing.mark(secret) != row.secret_mark:
        raise Problem(409, f"this server has another FILM_HOOKS_KEY than when hook '{row.id}' was made; roll its secret")
    return secret


@router.get("", summary="List webhooks, newest first")
async def list_hooks(session: SessionDep, owner: OwnerDep, limit: Limit = 50, cursor: Cursor = None) -> Page[HookAnswer]:
    rows = select(HookRow).where(col(HookRow.owner) == owner)
    if cursor is not None:
        rows = rows.where(tuple_(col(HookRow.created_at), col(HookRow.id)) < read_cursor(cursor))
    found = list(await session.scalars(rows.order_by(col(HookRow.created_at).desc(), col(HookRow.id).desc()).limit(limit + 1)))
    page = found[:limit]
    return Page(
        items=await hook_answers(session, page),
        next_cursor=cursor_after(page[-1].created_at, page[-1].id) if len(found) > limit else None,
    )


@router.get("/{hook_id}", summary="One webhook", responses=documented(404))
async def read_hook(hook_id: str, session: SessionDep, owner: OwnerDep) -> HookAnswer:
    """Without its secret: one that is lost is replaced by rolling it."""
    return await hook_answer(session, await owned_hook(session, hook_id, owner))


@router.patch("/{hook_id}", summary="Change a webhook, switch it off or on", responses=documented(404))
async def change_hook(hook_id: str, change: HookChange, session: SessionDep, owner: OwnerDep, services: ServicesDep) -> HookAnswer:
    """What waits for it goes to the new address. Switched off, it gives up what waits; switched on, it is told what happens then."""
    if change.url is not None:
        await _check_url(change.url, services.settings)
    row = await owned_hook(session, hook_id, owner, to_change=True)
    now = await session.scalar(select(func.clock_timestamp()))
    assert now is not None
    row.url = change.url or row.url
    row.kinds = row.kinds if change.kinds is None else [str(kind) for kind in change.kinds]
    row.description = row.description if change.description is None else change.description
    if change.url is not None or (change.is_on and not row.is_on):
        row.failures, row.failing_since, row.rests_until = 0, None, None
    if change.is_on:
        if not row.is_on:
            await give_up_waiting(session, row, now)
        row.is_on, row.reason = True, ""
    elif change.is_on is False and row.is_on:
        await switch_off(session, row, "its owner switched it off", now)
    row.updated_at = now
    await session.commit()
    return await hook_answer(session, row)


@router.post("/{hook_id}/secret", summary="Roll a webhook's secret", responses=documented(404, 409))
async def roll_secret(
    hook_id: str, session: SessionDep, owner: OwnerDep, services: ServicesDep, roll: Annotated[SecretRoll | None, Body()] = None
) -> HookMade:
    """Signs with a new secret, which is answered this once, and for a while with the one before as well: both stand in the header."""
    key, overlap_h = _key(services.settings), (roll or SecretRoll()).overlap_h
    row = await owned_hook(session, hook_id, owner, to_change=True)
    now = await session.scalar(select(func.clock_timestamp()))
    assert now is not None
    is_known = signing.mark(signing.secret(key, row.id, row.secret_number)) == row.secret_mark
    row.secret_number += 1
    secret = signing.secret(key, row.id, row.secret_number)
    row.secret_mark = signing.mark(secret)
    # A secret of another key of the server can't be computed any more.
    row.former_until = now + timedelta(hours=overlap_h) if overlap_h and is_known else None
    row.updated_at = now
    await session.commit()
    return await hook_made(session, row, secret)


@router.delete("/{hook_id}", status_code=204, summary="Delete a webhook", responses=documented(404))
async def delete_hook(hook_id: str, session: SessionDep, owner: OwnerDep) -> None:
    """With its deliveries; what is being sent at this moment arrives."""
    row = await owned_hook(session, hook_id, owner)
    await session.execute(delete(IdempotencyRow).where(col(IdempotencyRow.film_id) == row.id))
    await session.delete(row)
    await session.commit()


def _key(settings: Settings) -> str:
    if settings.hooks_key is None:
        raise Problem(409, "this server has no key to sign webhooks with: set FILM_HOOKS_KEY for the API and the workers")
    return settings.hooks_key.get_secret_value()


async def _check_url(url: str, settings: Settings) -> None:
    bounds = Bounds.of(settings)
    try:
        async with asyncio.timeout(_RESOLVED_WITHIN_S):
            await resolve(read_url(url, bounds), bounds)
    except Refused as error:
        raise refused("/url", str(error)) from error
    except (Unavailable, TimeoutError):
        return  # a name may be known to the workers only, or tomorrow; a test of the hook tells


async def _one_at_a_time(session: AsyncSession, owner: str) -> None:
    # Two that are made at once would both find room, and of one request both would be made.
    await session.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:owner, 1))"), {"owner": owner})


async def _check_room(session: AsyncSession, owner: str) -> None:
    made = await session.scalar(select(func.count()).where(col(HookRow.owner) == owner)) or 0
    if made >= HOOKS_MAX:
        raise Problem(409, f"you have {made} webhooks, and {HOOKS_MAX} is the most; delete one first")
