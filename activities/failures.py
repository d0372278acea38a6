"""An engine's failure as Temporal's: which type, retried or not, and when."""

from datetime import timedelta

from temporalio.exceptions import ApplicationError, ApplicationErrorCategory

from schemas.failures import FilmError, Refused, Unavailable

LONGEST_MESSAGE = 4000
"""Characters; a failure travels in a payload and must never be the reason that one is too large."""


def as_application_error(error: FilmError) -> ApplicationError:
    """The same failure for Temporal; its type is the class's name, which the retry policies match."""
    message = str(error)
    if len(message) > LONGEST_MESSAGE:
        message = f"{message[:LONGEST_MESSAGE]} … ({len(message)} characters)"
    delay = timedelta(seconds=error.retry_after_s) if isinstance(error, Unavailable) and error.retry_after_s is not None else None
    return ApplicationError(
        message,
        type=type(error).__name__,
        non_retryable=isinstance(error, Refused),
        next_retry_delay=delay,
        category=ApplicationErrorCategory.BENIGN if isinstance(error, Unavailable) else ApplicationErrorCategory.UNSPECIFIED,
    )
