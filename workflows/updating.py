"""Goes on with a film when workers were updated meanwhile: its engines are cast anew, and what exists stays."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from temporalio import workflow
from temporalio.exceptions import ApplicationError, FailureError

from schemas.failures import Superseded

T = TypeVar("T")

PATIENCE = timedelta(minutes=30)
"""How long workers may disagree about an engine's version, while they are updated one after the other."""
LOOK_AGAIN = timedelta(seconds=5)


async def through_updates(make: Callable[[], Awaitable[T]], recast: Callable[[], Awaitable[bool]]) -> T:
    """Make something, whatever happens to the engines meanwhile.

    Args:
        make: Orders by the newest cast; called again after a worker refused because it has another version of an engine.
        recast: Casts anew; answers whether anything is different now.

    Raises:
        FailureError: Of another kind; or for half an hour the worker that casts and the one that makes had different versions.
    """
    waited = timedelta()
    while True:
        try:
            return await make()
        except FailureError as error:
            if not is_superseded(error) or waited >= PATIENCE:
                raise
        if await recast():
            waited = timedelta()
        else:
            await workflow.sleep(LOOK_AGAIN, summary="Workers are being updated")
            waited += LOOK_AGAIN


def is_superseded(error: BaseException | None) -> bool:
    """Whether a step failed because its worker has another version of the engine."""
    while error is not None:
        if isinstance(error, ApplicationError) and error.type == Superseded.__name__:
            return True
        error = error.__cause__
    return False
