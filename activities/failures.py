"""Any failure of a step as Temporal's: which type, retried or not, and when.

Refused       at once final
Unavailable   tried again without limit: a service that is down is waited for, it does not end a film
Broken        and every unexpected exception: three attempts, then final
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from temporalio import activity
from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from schemas.failures import Broken, FilmError, Refused, Unavailable

LONGEST_MESSAGE = 4000
"""Characters; a failure travels in a payload and must never be the reason that one is too large."""
BROKEN_ATTEMPTS = 3

_STORAGE_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})


@contextmanager
def for_temporal() -> Iterator[None]:
    """Turn what is raised inside into Temporal's failure."""
    try:
        yield
    except ApplicationError:
        raise
    except Exception as error:
        raise as_application_error(_named(error)) from error


def as_application_error(error: FilmError) -> ApplicationError:
    """The same failure for Temporal; its type is the class's name, which the retry policies match."""
    message = str(error)
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[:LONGEST_MESSAGE]} … ({len(message)} characters)"
    delay = timedelta(seconds=error.retry_after_s) if isinstance(error, Unavailable) and error.retry_after_s is not None else None
    is_final = isinstance(error, Refused) or (isinstance(error, Broken) and _attempt() >= BROKEN_ATTEMPTS)
    return ApplicationError(
        message,
        type=type(error).__name__,
        non_retryable=is_final,
        next_retry_delay=delay,
        category=ApplicationErrorCategory.BENIGN if isinstance(error, Unavailable) else ApplicationErrorCategory.UNSPECIFIED,
    )


def _named(error: Exception) -> FilmError:
    match error:
        case FilmError():
            return error
        case OperationalError() | InterfaceError():
            return Unavailable(f"the database does not answer: {error.orig}")
        case DBAPIError(connection_invalidated=True):
            return Unavailable(f"the connection to the database was lost: {error.orig}")
        case ConnectionError() | TimeoutError():
            return Unavailable(f"{type(error).__name__}: {error}")
        case OSError(errno=number) if number in _STORAGE_FULL:
            return Unavailable(f"the disk is full: {error}")
        case _:
            return Broken(f"{type(error).__name__}: {error}")


def _attempt() -> int:
    return activity.info().attempt if activity.in_activity() else 1
