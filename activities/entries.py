"""Writes what came of a film's orders in one statement: artifact, use, steps, takes, costs, events.

Written row by row through SQLAlchemy this was most of what an order cost beside its engine: a dozen statements, each built, compiled and
sent while the film's other orders waited for the lock. All parts of the statement see the rows as they were when it began, so the film is
locked by a statement before it: the numbers of its takes follow on one another.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import TextClause, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from schemas.changes import TakeSettings
from schemas.clips import AnimateClip
from schemas.effects import MakeEffects
from schemas.images import PaintImage
from schemas.music import ComposeMusic
from schemas.order import Order
from schemas.tables import ArtifactRow
from schemas.voices import SpeakLine

_LOCK = text("SELECT pg_advisory_xact_lock(hashtextextended(:film, 0))")

_NEW_ARTIFACT = """
artifact AS (
    INSERT INTO artifacts (key, stage, kind, ref, object_name, facts, engine, engine_version, seconds, worker, attempt, names)
    SELECT key, stage, kind, ref, object_name, facts, engine, engine_version, seconds, worker, attempt, names
    FROM jsonb_populate_record(NULL::artifacts, CAST(:artifact AS jsonb)) AS new
    WHERE NOT EXISTS (
        SELECT FROM removals WHERE removals.key = new.key AND removals.at IS DISTINCT FROM CAST(:settled_at AS timestamptz)
    )
    ON CONFLICT DO NOTHING
    RETURNING key
)
"""

# What an artifact names, its film has had since before it was made; of one that is found there it may have had nothing.
_USED = """
used AS (
    INSERT INTO uses (film_id, key) SELECT :film, key FROM entry
    UNION SELECT :film, jsonb_array_elements_text(artifacts.names) FROM entry JOIN artifacts ON artifacts.key = entry.key
    ON CONFLICT DO NOTHING
)
"""

_USED_ALONE = """
used AS (
    INSERT INTO uses (film_id, key) VALUES (:film, CAST(:artifact AS jsonb) ->> 'key') ON CONFLICT DO NOTHING
)
"""

# A step that was made stays made when a retry finds the artifact there.
_ENTRIES = """
entry AS MATERIALIZED (
    SELECT * FROM jsonb_to_recordset(CAST(:entries AS jsonb)) AS entry (
        place int, cut int, stage text, target text, label text, key text, engine text,
        is_step boolean, is_last_step boolean, settings jsonb
    )
),
step AS (
    INSERT INTO steps (film_id, cut, stage, target, state, key)
    SELECT :film, cut, stage, target, :state, key FROM entry WHERE is_last_step
    ON CONFLICT (film_id, cut, stage, target) DO UPDATE SET state = excluded.state, key = excluded.key, at = clock_timestamp()
    WHERE steps.key <> excluded.key OR steps.state = 'planned'
),
chosen AS (
    UPDATE takes SET is_selected = NOT takes.is_selected FROM entry
    WHERE entry.settings IS NOT NULL AND takes.film_id = :film AND takes.stage = entry.stage AND takes.target = entry.target
        AND takes.is_selected <> (takes.key = entry.key)
),
take AS (
    INSERT INTO takes (film_id, stage, target, number, key, settings, is_selected)
    SELECT :film, entry.stage, entry.target, 1 + coalesce(max(takes.number), 0), entry.key, entry.settings, true
    FROM entry LEFT JOIN takes ON takes.film_id = :film AND takes.stage = entry.stage AND takes.target = entry.target
    WHERE entry.settings IS NOT NULL
    GROUP BY entry.stage, entry.target, entry.key, entry.settings
    HAVING coalesce(bool_and(takes.key <> entry.key), true)
)
"""

_MADE = """
cost AS (
    INSERT INTO costs (film_id, key, stage, engine, seconds, amount_micros, currency)
    SELECT :film, key, stage, engine, CAST(:seconds AS double precision), CAST(:amount_micros AS bigint), 'USD' FROM entry
    ON CONFLICT DO NOTHING
),
event AS (
    INSERT INTO events (film_id, mark, kind, data)
    SELECT :film, 'step ' || cut || ' ' || key, 'step', jsonb_build_object('cut', cut, 'stage', stage, 'target', target, 'label', label)
    FROM entry WHERE is_step ORDER BY place
    ON CONFLICT DO NOTHING
    RETURNING id
)
"""

_STORED = "(SELECT count(*) FROM artifact) AS stored"
_TOLD = "(SELECT count(CAST(pg_notify('film_events', :film) AS text)) FROM event) AS told"


def _statement(*parts: str, answers: Sequence[str]) -> TextClause:
    return text("WITH " + ", ".join(parts) + " SELECT " + ", ".join(answers))


_STORE = _statement(_NEW_ARTIFACT, answers=[_STORED])
_STORE_AND_USE = _statement(_NEW_ARTIFACT, _USED_ALONE, answers=[_STORED])
_NOTE_REUSED = _statement(_ENTRIES, _USED, answers=["1"])
_NOTE_MADE = _statement(_ENTRIES, _USED, _MADE, answers=[_TOLD])
_STORE_AND_NOTE = _statement(_NEW_ARTIFACT, _ENTRIES, _USED, _MADE, answers=[_STORED, _TOLD])


async def lock_film(session: AsyncSession, film: str) -> None:
    """One writer at a time per film, until the transaction ends."""
    await session.execute(_LOCK, {"film": film})


async def store(session: AsyncSession, film: str | None, row: ArtifactRow, *, settled_at: datetime | None) -> bool:
    """Write an artifact's row, and that a film has it, if any does; False when there is one under its key already, which stays.

    Raises:
        IntegrityError: An artifact of this key was removed (`is_gone`), at another time than the one after which its object was stored
            again.
    """
    new = {"artifact": _artifact(row), "settled_at": settled_at}
    if film is None:
        return bool(await session.scalar(_STORE, new))
    return bool(await session.scalar(_STORE_AND_USE, {**new, "film": film}))


async def store_and_note(session: AsyncSession, row: ArtifactRow, order: Order, amount_micros: int, *, settled_at: datetime | None) -> bool:
    """`store`, and note in the same moment that the order's film made it, for `amount_micros` millionths of a US dollar."""
    film = order.about.film
    await lock_film(session, film)  # before any row: two that lock rows first could each wait for the other's
    made = {"seconds": row.seconds, "amount_micros": amount_micros, "settled_at": settled_at}
    return bool(await session.scalar(_STORE_AND_NOTE, {"artifact": _artifact(row), **_entries(film, [order], "made"), **made}))


def is_gone(error: IntegrityError) -> bool:
    """Whether a film could not be given an artifact because it was removed in this moment."""
    driver = error.orig.__cause__ if error.orig is not None else None
    return getattr(driver, "constraint_name", "") == "uses_key_fkey"


async def note(session: AsyncSession, film: str, orders: Sequence[Order], *, reused: bool, seconds: float) -> None:
    """Note that what some orders of one film make is there: found there, or made in `seconds` each."""
    await lock_film(session, film)
    if reused:
        await session.execute(_NOTE_REUSED, _entries(film, orders, "reused"))
    else:
        await session.execute(_NOTE_MADE, {**_entries(film, orders, "made"), "seconds": seconds, "amount_micros": 0})


def _artifact(row: ArtifactRow) -> str:
    return json.dumps(row.model_dump(exclude={"created_at"}))


def _entries(film: str, orders: Sequence[Order], state: str) -> dict[str, str]:
    """What a statement over `_ENTRIES` is told; of two orders for one place the last counts."""
    steps = {(order.about.cut, order.stage, order.about.target): place for place, order in enumerate(orders) if order.is_step}
    settings = {place: told for place, order in enumerate(orders) if (told := take_settings(order)) is not None}
    takes = {(orders[place].stage, orders[place].about.target): place for place in settings}
    last_steps, last_takes = set(steps.values()), set(takes.values())
    entries: list[dict[str, Any]] = [
        {
            "place": place,
            "cut": order.about.cut,
            "stage": order.stage,
            "target": order.about.target,
            "label": order.about.label,
            "key": order.key,
            "engine": order.engine.name,
            "is_step": order.is_step,
            "is_last_step": place in last_steps,
            "settings": settings[place].model_dump(mode="json", exclude_none=True) if place in last_takes else None,
        }
        for place, order in enumerate(orders)
    ]
    return {"film": film, "state": state, "entries": json.dumps(entries)}


def take_settings(order: Order) -> TakeSettings | None:
    """The settings a person can go back to; None for what has no takes."""
    match order:
        case PaintImage():
            return TakeSettings(
                take=order.take,
                seed=order.seed,
                prompt=order.prompt,
                negative_prompt=order.negative_prompt,
                looks={subject.character.name: subject.character.description for subject in order.subjects},
                style=order.style,
                heading=order.card.heading if order.card else None,
            )
        case AnimateClip():
            return TakeSettings(take=order.take, seed=order.seed, camera=order.move, intensity=order.intensity)
        case MakeEffects():
            return TakeSettings(take=order.take, seed=order.seed)
        case SpeakLine():
            return TakeSettings(
                take=order.take,
                seed=order.seed,
                text=order.text,
                delivery=order.delivery,
                voice=order.voice,
                speed=order.speed,
                pitch=order.pitch,
            )
        case ComposeMusic():
            return TakeSettings(
                take=order.take,
                seed=order.seed,
                mood=order.cue.mood,
                genre=order.cue.genre,
                tempo_bpm=order.cue.tempo_bpm,
                prompt=order.cue.prompt,
            )
        case _:
            return None
