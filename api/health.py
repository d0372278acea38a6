"""Whether this process is up, and whether what it needs answers."""

import asyncio
from collections.abc import Awaitable
from importlib.metadata import version

from fastapi import APIRouter, Response
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from temporalio.service import RPCError

from api.answers import Health, Readiness
from api.deps import ServicesDep
from api.starting import is_healthy
from schemas.failures import FilmError
from workers.bootstrap import Services

router = APIRouter(prefix="/api", tags=["operating"])

_CHECKED_WITHIN_S = 3.0


@router.get("/health", summary="Is this process up?")
async def read_health() -> Health:
    """Answers as long as the process can answer at all; asks nobody else."""
    return Health(version=version("filmwright"))


@router.get("/ready", summary="Can films be made?", responses={503: {"model": Readiness, "description": "A part does not answer."}})
async def read_readiness(services: ServicesDep, response: Response) -> Readiness:
    """Asks the database, Temporal and the store."""
    names = ("database", "temporal", "store")
    checks = (_database(services), _temporal(services), asyncio.to_thread(services.store.check))
    states = await asyncio.gather(*(_checked(check) for check in checks))
    parts = dict(zip(names, states, strict=True))
    is_ready = all(state == "ready" for state in states)
    if not is_ready:
        response.status_code = 503
        response.headers["Retry-After"] = "2"
    return Readiness(is_ready=is_ready, parts=parts)


async def _database(services: Services) -> None:
    async with services.sessions() as session:
        await session.execute(text("SELECT 1"))


async def _temporal(services: Services) -> None:
    await is_healthy(services.temporal)


async def _checked(check: Awaitable[object]) -> str:
    try:
        async with asyncio.timeout(_CHECKED_WITHIN_S):
            await check
    except TimeoutError:
        return f"no answer in {_CHECKED_WITHIN_S:.0f} s"
    except (SQLAlchemyError, OSError, RPCError, RuntimeError, FilmError) as error:
        return f"does not answer: {str(error).splitlines()[0] if str(error) else type(error).__name__}"
    return "ready"
