"""Starts the workflows of films: at once when a film is submitted, and again for films whose start was lost.

A film's row is written before its workflow is started. If the process or Temporal dies between the two, the row stays `pending`; every API
process looks for such rows and starts them. A workflow id runs once, so starting twice is harmless.
"""

import asyncio
from datetime import timedelta

import structlog
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError
from sqlmodel import col
from temporalio.client import Client
from temporalio.common import Priority, SearchAttributeKey, SearchAttributePair, TypedSearchAttributes, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from api.problems import unavailable
from schemas.engines import Queue
from schemas.making import FilmMade, FilmOrder
from schemas.media import ArtifactRef
from schemas.options import FilmOptions
from schemas.states import FilmState
from schemas.tables import FilmRow
from workers.bootstrap import Services

_log = structlog.get_logger(__name__)

RPC_TIMEOUT = timedelta(seconds=5)
_TRIES = 3
_PAUSE_S = 0.05
"""Long enough for another connection."""
_LOOK_EVERY_S = 10.0
_LOST_AFTER = timedelta(seconds=10)
"""A start takes milliseconds; a film that is still pending after this may have lost its own."""


def workflow_id(film: str) -> str:
    """The id of a film's workflow."""
    return f"film-{film}"


def film_order(film: FilmRow, *, is_made: bool = False) -> FilmOrder:
    """What a film's workflow is started with."""
    return FilmOrder(
        film=film.id,
        owner=film.owner,
        project=film.project_id,
        script=ArtifactRef.model_validate(film.script),
        script_name=film.script_name,
        format=film.script_format,
        options=FilmOptions.model_validate(film.options),
        is_made=is_made,
    )


def search_attributes(film: FilmRow) -> TypedSearchAttributes:
    """By what operators find a film in the Web UI; its workflow keeps State and Stage current."""
    values = {
        "FilmId": film.id,
        "Owner": film.owner,
        "Project": film.project_id,
        "State": film.state,
        "Profile": FilmOptions.model_validate(film.options).profile,
    }
    return TypedSearchAttributes([SearchAttributePair(SearchAttributeKey.for_keyword(name), value) for name, value in values.items()])


async def check_temporal(temporal: Client) -> None:
    """Make sure Temporal answers, before anything is written that needs it.

    Raises:
        Problem: 503.
    """
    try:
        healthy = await is_healthy(temporal)
    except (RPCError, RuntimeError) as error:  # RuntimeError: a lazy client that can't connect
        raise unavailable("Temporal does not answer; nothing was started") from error
    if not healthy:
        raise unavailable("Temporal is not ready; nothing was started")


async def is_healthy(temporal: Client) -> bool:
    """Whether Temporal says that it can be used.

    The server ends every connection after some minutes, and a call that is begun in this moment fails: as canceled, or by an error of the
    protocol. The client makes other calls again by itself, this one not.

    Raises:
        RPCError: It does not answer.
        RuntimeError: It never did.
    """
    for _ in range(_TRIES - 1):
        try:
            return await temporal.service_client.check_health(timeout=RPC_TIMEOUT)
        except RPCError as error:
            if error.status is RPCStatusCode.DEADLINE_EXCEEDED:
                raise
            await asyncio.sleep(_PAUSE_S)
    return await temporal.service_client.check_health(timeout=RPC_TIMEOUT)


async def start_film(temporal: Client, film: FilmRow) -> None:
    """Start a film's workflow, unless it was started before."""
    try:
        await temporal.start_workflow(
            "MakeFilm",
            film_order(film),
            id=workflow_id(film.id),
            task_queue=Queue.WORKFLOWS,
            result_type=FilmMade,
            id_reuse_policy=WorkflowIDReusePolicy.REJECT_DUPLICATE,
            search_attributes=search_attributes(film),
            static_summary=film.title,
            priority=Priority(fairness_key=film.owner[:64]),
            rpc_timeout=RPC_TIMEOUT,
        )
    except WorkflowAlreadyStartedError:
        return


async def start_lost_films(services: Services) -> None:
    """Look for films whose start was lost, until cancelled."""
    while True:
        await asyncio.sleep(_LOOK_EVERY_S)
        try:
            async with services.sessions() as session:
                lost = select(FilmRow).where(
                    col(FilmRow.state) == FilmState.PENDING, col(FilmRow.created_at) < func.clock_timestamp() - _LOST_AFTER
                )
                films = list(await session.scalars(lost.order_by(col(FilmRow.created_at)).limit(100)))
            for film in films:
                await start_film(services.temporal, film)
        except (DBAPIError, RPCError, OSError, TimeoutError, RuntimeError) as error:
            _log.warning("could not look for films that wait to be started", error=str(error))
