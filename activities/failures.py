"""Any failure of a step as Temporal's: which type, retried or not, and when.

Refused       at once final
Unavailable   tried again without limit: a service that is down is waited for, it does not end a film
Broken        and every unexpected exception: three attempts, then final
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from asyncpg import InterfaceError, PostgresError
from sqlalchemy import exc
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from schemas.failures import Broken, FilmError, Refused, Unavailable

LONGEST_MESSAGE = 4000
"""Characters; a failure travels in a payload and must never be the reason that one is too large."""
BROKEN_ATTEMPTS = 3

_AWAY = frozenset({"08", "40", "53", "57", "58"})
"""Classes of SQLSTATE that pass: connection lost, transaction rolled back, no resources, shutting down or starting up, its system's fault
(https://www.postgresql.org/docs/current/errcodes-appendix.html)."""
_STORAGE_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def for_temporal() -> Iterator[None]:
    """Turn what is raised inside into Temporal's failure."""
    try:
        yield
    except ApplicationError:
        raise
    except Exception as error:
        failure = as_application_error(named(error))
        if _is_long(error) or not failure.non_retryable:
            # Why something is tried again is told meanwhile, but not when that has more than 4 KiB, causes and their tracebacks included
            # (Temporal's limit.mutableStateActivityFailureSize): it is "Failure exceeds size limit." then.
            raise failure from None
        raise failure from error


@contextmanager
def told_of(label: str) -> Iterator[None]:
    """Let failures that are raised inside begin with what they are about, "Shot 3 · images · sdxl · take 1", where they do not name it."""
    try:
        yield
    except FilmError as error:
        if label not in str(error):
            error.args = (f"{label}: {error}",)
        raise


def as_application_error(error: FilmError) -> ApplicationError:
    """The same failure for Temporal; its type is the name of the class in `schemas.failures`, which workflows and routes look at."""
    message = str(error)
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[:LONGEST_MESSAGE]} … ({len(message)} characters)"
    delay = timedelta(seconds=error.retry_after_s) if isinstance(error, Unavailable) and error.retry_after_s is not None else None
    is_final = isinstance(error, Refused) or (isinstance(error, Broken) and _attempt() >= BROKEN_ATTEMPTS)
    return ApplicationError(
        message,
        type=next(kind.__name__ for kind in type(error).__mro__ if kind.__module__ == FilmError.__module__),
        non_retryable=is_final,
        next_retry_delay=delay,
        category=ApplicationErrorCategory.BENIGN if isinstance(error, (Unavailable, Refused)) else ApplicationErrorCategory.UNSPECIFIED,
    )


def _is_long(error: BaseException | None) -> bool:
    """Whether an error with its causes, which travel with it, says too much: a driver's may hold a whole statement."""
    said = 0
    while error is not None:
        said += len(str(error))
        error = error.__cause__
    return said > LONGEST_MESSAGE


def named(error: Exception) -> FilmError:
    """Any exception as the failure it is."""
    match error:
        case FilmError():
            return error
        case exc.DBAPIError():
            return _of_database(error.orig or error, is_lost=error.connection_invalidated or isinstance(error, exc.OperationalError))
        case PostgresError() | InterfaceError():  # while connecting, SQLAlchemy lets the driver's own through
            return _of_database(error, is_lost=False)
        case exc.TimeoutError():
            return Unavailable(f"no connection to the database was free: {error}")
        case ConnectionError() | TimeoutError():
            return Unavailable(f"{type(error).__name__}: {error}")
        case OSError(errno=number) if number in _STORAGE_FULL:
            return Unavailable(f"the disk is full: {error}")
        case _:
            return Broken(f"{type(error).__name__}: {error}")


def _of_database(error: BaseException, *, is_lost: bool) -> FilmError:
    state = str(getattr(error, "sqlstate", None) or "")
    text = str(error).partition("\n")[0]
    if is_lost or state[:2] in _AWAY:
        return Unavailable(f"the database does not answer: {text}")
    return Broken(f"the database refused ({state or type(error).__name__}): {text}")


def _attempt() -> int:
    return activity.info().attempt if activity.in_activity() else 1
