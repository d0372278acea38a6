"""Which failures are waited for, which end a film, and what travels with them."""

import errno

import asyncpg
import pytest
from sqlalchemy import exc
from temporalio.exceptions import ApplicationError

from activities.failures import LONGEST_MESSAGE, for_temporal, named, told_of
from activities.hosted.service import Denied, Failing, Missing
from schemas.failures import NAMES, Broken, DoesNotFit, FilmError, Refused, Superseded, Unavailable

PASSING = [
    asyncpg.CannotConnectNowError("the database system is starting up"),
    asyncpg.AdminShutdownError("terminating connection due to administrator command"),
    asyncpg.TooManyConnectionsError("sorry, too many clients already"),
    asyncpg.DeadlockDetectedError("deadlock detected"),
    asyncpg.ConnectionDoesNotExistError("connection was closed in the middle of operation"),
]


@pytest.mark.parametrize("error", PASSING, ids=lambda error: type(error).__name__)
def test_a_database_that_comes_back_is_waited_for(error: asyncpg.PostgresError) -> None:
    assert isinstance(named(error), Unavailable), "while connecting"
    assert isinstance(named(exc.DBAPIError("SELECT 1", None, error)), Unavailable), "in a statement"


def test_no_free_connection_is_waited_for() -> None:
    assert isinstance(named(exc.TimeoutError("QueuePool limit of size 8 overflow 8 reached")), Unavailable)


def test_a_statement_that_can_never_work_is_not_waited_for() -> None:
    error = asyncpg.InterfaceError("the number of query arguments cannot exceed 32767")

    assert isinstance(named(exc.InterfaceError("INSERT", None, error)), Broken)
    assert isinstance(named(exc.IntegrityError("INSERT", None, asyncpg.ForeignKeyViolationError("no such film"))), Broken)


def test_a_failure_names_what_it_is_about_once_and_stays_what_it_is() -> None:
    with pytest.raises(Unavailable) as busy, told_of("Shot 3 · images"):
        raise Unavailable("too many requests", retry_after_s=7)
    with pytest.raises(Refused) as named_already, told_of("Shot 3 · images"):
        raise Refused("Shot 3 · images: no such voice")

    assert (str(busy.value), busy.value.retry_after_s) == ("Shot 3 · images: too many requests", 7)
    assert str(named_already.value) == "Shot 3 · images: no such voice"


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (Denied("the key is wrong"), "Refused"),
        (Missing("nothing there"), "Refused"),
        (Failing("it failed", 3, {}), "Unavailable"),
        (Superseded("another version"), "Superseded"),
        (DoesNotFit("too large"), "DoesNotFit"),
        (Broken("our fault"), "Broken"),
    ],
)
def test_a_failure_travels_under_a_name_that_everybody_knows(error: FilmError, kind: str) -> None:
    with pytest.raises(ApplicationError) as raised, for_temporal():
        raise error

    assert raised.value.type == kind
    assert kind in NAMES
    assert raised.value.non_retryable == isinstance(error, Refused)


def test_a_long_cause_does_not_travel() -> None:
    with pytest.raises(ApplicationError) as raised, for_temporal():
        raise exc.DBAPIError("INSERT INTO steps " + "(secret), " * 100_000, None, asyncpg.SyntaxOrAccessError("no"))

    assert raised.value.__cause__ is None
    assert len(raised.value.message) < LONGEST_MESSAGE


def _voice(name: str) -> None:
    voices: dict[str, str] = {}
    try:
        voices[name]
    except KeyError as error:
        raise Refused(f"no voice '{name}'") from error


def test_a_short_cause_travels_for_whoever_looks_into_it() -> None:
    with pytest.raises(ApplicationError) as raised, for_temporal():
        _voice("x")

    assert (raised.value.message, raised.value.type, raised.value.non_retryable) == ("no voice 'x'", "Refused", True)
    assert isinstance(raised.value.__cause__, Refused)


def test_of_what_is_tried_again_no_cause_travels_that_would_crowd_out_the_reason() -> None:
    with pytest.raises(ApplicationError) as raised, for_temporal():
        raise OSError(errno.ENOSPC, "No space left on device")

    assert (raised.value.message, raised.value.__cause__) == ("the disk is full: [Errno 28] No space left on device", None)
