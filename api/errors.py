"""Every failure as an HTTP problem: whichever exception leaves a route, the answer is problem details.

Refused              422    a person must change something
Unavailable          503    with Retry-After; so are a database, a Temporal or a store that do not answer
Broken, anything     500    our fault; the log has the rest
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeVar

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError, WebSocketRequestValidationError
from fastapi.responses import JSONResponse
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException
from temporalio.client import WorkflowUpdateFailedError, WorkflowUpdateRPCTimeoutOrCancelledError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from api.problems import FieldError, Problem, answer, unavailable
from schemas.failures import NAMES, REFUSALS, Broken, Refused, Unavailable
from schemas.message import said_plainly

_log = structlog.get_logger(__name__)

_AWAY = frozenset({RPCStatusCode.UNAVAILABLE, RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.RESOURCE_EXHAUSTED, RPCStatusCode.CANCELLED})
_GONE_CLASSES = ("08", "53", "57")
"""SQLSTATE classes: connection exception, insufficient resources, operator intervention (starting up, shutting down)."""

E = TypeVar("E", bound=Exception)


def install(app: FastAPI) -> None:
    """Make `app` answer every failure with problem details."""
    _on(app, Problem, lambda problem: problem)
    _on(app, HTTPException, lambda error: Problem(error.status_code, _sentence(error), headers=error.headers))
    _on(app, RequestValidationError, lambda error: invalid(error.errors()))
    _on(app, WebSocketRequestValidationError, lambda error: invalid(error.errors()))
    _on(app, Refused, lambda error: Problem(422, str(error)))
    _on(app, Unavailable, lambda error: unavailable(str(error), error.retry_after_s or 2))
    _on(app, Broken, _ours)
    _on(app, RPCError, _temporal)
    _on(app, WorkflowUpdateFailedError, _update)
    _on(app, WorkflowUpdateRPCTimeoutOrCancelledError, lambda _: unavailable("no worker took the change in time; send it again"))
    _on(app, DBAPIError, _database)
    _on(app, PoolTimeoutError, lambda _: unavailable("the database is busy"))
    _on(app, ConnectionError, lambda _: unavailable("the database does not answer"))
    _on(app, TimeoutError, lambda _: unavailable("a part of the stack did not answer in time"))
    _on(app, Exception, _ours)


def invalid(errors: Sequence[Any]) -> Problem:
    """422 from the errors of a pydantic validation whose locations begin with "body", "query", "path" or "header"."""
    found = [FieldError(field=_field(error), message=_plain(error)) for error in errors]
    return Problem(422, "; ".join(f"{error.field}: {error.message}" for error in found[:5]), found)


def _on(app: FastAPI, kind: type[E], problem: Callable[[E], Problem]) -> None:
    async def answered(request: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, kind)
        return answer(request, problem(error))

    handler: Callable[[Request, Exception], Awaitable[JSONResponse]] = answered
    app.add_exception_handler(kind, handler)


def _sentence(error: HTTPException) -> str:
    return {404: "there is nothing at this address; /docs lists what there is", 405: "this address does not take that method"}.get(
        error.status_code if error.detail in {"Not Found", "Method Not Allowed"} else 0, str(error.detail)
    )


def _field(error: Any) -> str:
    return "/" if error["type"] == "json_invalid" else _pointer(error["loc"])


def _pointer(location: Sequence[str | int]) -> str:
    place, *inner = location or ("body",)
    if place == "body":
        # "/" is the whole body; the name of a union's member in a location is pydantic's, not the sender's, but tells which was meant.
        return "/" + "/".join(str(part).replace("~", "~0").replace("/", "~1") for part in inner)
    return "/".join(str(part) for part in location)


def _plain(error: Any) -> str:
    if error["type"] == "extra_forbidden":
        return "there is no such field"
    if error["type"] == "json_invalid":
        where = error["loc"][-1]
        return f"not JSON: {error['ctx']['error']}" + (f" (after {where} characters)" if isinstance(where, int) else "")
    if error["type"] == "model_attributes_type":
        return "a JSON object is wanted, sent as application/json"
    return said_plainly(str(error["msg"]))


def _ours(error: Exception) -> Problem:
    _log.error("a request failed", exc_info=error)
    return Problem(500, f"this is our fault, and it is in the log of the api: {type(error).__name__}")


def _temporal(error: RPCError) -> Problem:
    if error.status in _AWAY:
        return unavailable("Temporal does not answer")
    if error.status in {RPCStatusCode.FAILED_PRECONDITION, RPCStatusCode.ABORTED}:
        # The film's workflow can't go on (its worker is of another version, say); an operator sees why in the Web UI.
        return unavailable(f"the film takes no message at the moment: {error.message}", 5)
    return _ours(error)


def _update(error: WorkflowUpdateFailedError) -> Problem:
    cause = error.cause
    if isinstance(cause, ApplicationError) and cause.type in REFUSALS:
        return Problem(422, cause.message)
    _log.warning("a change was not taken", cause=repr(cause))
    reason = cause.message if isinstance(cause, ApplicationError) and cause.type in NAMES else cause
    return Problem(409, f"the film did not take the change: {reason}")


def _database(error: DBAPIError) -> Problem:
    state = str(getattr(error.orig, "sqlstate", "") or "")
    if error.connection_invalidated or isinstance(error, InterfaceError | OperationalError) or state.startswith(_GONE_CLASSES):
        return unavailable("the database does not answer")
    if state.startswith("22"):  # data exception: a NUL character, a text that is no text
        return Problem(422, "some text of the request has characters that can't be stored (NUL)")
    return _ours(error)
