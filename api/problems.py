"""Failures as HTTP problems (RFC 9457): one shape for every error of every route.

    {"type": "urn:filmwright:problem:not-found", "title": "Not found", "status": 404, "detail": "there is no film 'k3'", ...}

`type` is what a program looks at; `detail` is for people; `errors` says which field of the request was wrong, as a JSON pointer into the
body ("/options/fps") or a place beside it ("query/limit", "header/Idempotency-Key"), with the line of the script where there is one.
"""

from collections.abc import Mapping
from typing import Any

from fastapi import Request
from fastapi.responses import JSONResponse
from pydantic import Field

from schemas.message import Message

MEDIA_TYPE = "application/problem+json"

_TITLES: dict[int, tuple[str, str]] = {
    400: ("bad-request", "Bad request"),
    403: ("forbidden", "Forbidden"),
    404: ("not-found", "Not found"),
    405: ("method-not-allowed", "Method not allowed"),
    409: ("conflict", "Not possible in this state"),
    413: ("too-large", "Too large"),
    415: ("unsupported-media-type", "Unsupported media type"),
    416: ("range", "Range not satisfiable"),
    421: ("misdirected", "Misdirected request"),
    422: ("refused", "Refused: something in the request must change"),
    500: ("broken", "Our fault"),
    503: ("unavailable", "Something needed does not answer"),
}


class FieldError(Message):
    """One thing wrong with a request."""

    field: str
    """JSON pointer into the body, or "query/NAME", "path/NAME", "header/NAME"."""
    message: str
    line: int | None = None
    """Line of the script, from 1, when the fault lies in the script."""


class ProblemDetails(Message):
    """The body of every error."""

    type: str = Field(examples=["urn:filmwright:problem:not-found"])
    title: str = Field(examples=["Not found"])
    status: int = Field(examples=[404])
    detail: str = Field(examples=["there is no film 'k3wq8x2p4m'"])
    instance: str = Field(examples=["/api/films/k3wq8x2p4m"])
    errors: list[FieldError] = []


class Problem(Exception):
    """Raised by a route to answer with an error.

    Attributes:
        status: HTTP status, one of those in `_TITLES`.
        detail: What was wanted, what was found, what to do.
        errors: What in the request was wrong.
        headers: Sent with the answer.
    """

    def __init__(self, status: int, detail: str, errors: list[FieldError] | None = None, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail
        self.errors = errors or []
        self.headers = dict(headers or {})


def no_such(what: str, name: object) -> Problem:
    """404: it isn't there, or it is somebody else's."""
    return Problem(404, f"there is no {what} '{name}'")


def refused(field: str, message: str, line: int | None = None) -> Problem:
    """422 because of one field."""
    return Problem(422, f"{field}: {message}", [FieldError(field=field, message=message, line=line)])


def unavailable(detail: str, retry_after_s: float = 2) -> Problem:
    """503: the same request may succeed later."""
    return Problem(503, detail, headers={"Retry-After": str(max(1, round(retry_after_s)))})


def problem_response(problem: Problem, path: str) -> JSONResponse:
    """A problem as the answer to a request for `path`."""
    kind, title = _TITLES.get(problem.status, ("error", "Error"))
    details = ProblemDetails(
        type=f"urn:filmwright:problem:{kind}",
        title=title,
        status=problem.status,
        detail=problem.detail,
        instance=path,
        errors=problem.errors,
    )
    content = details.model_dump(mode="json", exclude_none=True)
    return JSONResponse(content, problem.status, problem.headers, media_type=MEDIA_TYPE)


def answer(request: Request, problem: Problem) -> JSONResponse:
    """A problem as the answer to `request`."""
    return problem_response(problem, request.url.path)


def documented(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The `responses` of a route that can fail in these ways, for OpenAPI; 422, 503 and 500 are everywhere."""
    return {status: _documented(status) for status in statuses}


def _documented(status: int) -> dict[str, Any]:
    kind, title = _TITLES[status]
    example = {
        "type": f"urn:filmwright:problem:{kind}",
        "title": title,
        "status": status,
        "detail": _EXAMPLES.get(status, title),
        "instance": "/api/films/k3wq8x2p4m",
        "errors": [{"field": "/options/fps", "message": "Input should be 24, 25 or 30"}] if status == 422 else [],
    }
    return {
        "description": title,
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemDetails"}, "example": example}},
    }


_EXAMPLES = {
    404: "there is no film 'k3wq8x2p4m'",
    409: "film 'k3wq8x2p4m' is cancelled; nothing of it can be changed any more",
    413: "the request is larger than 16 MiB; split the script, or raise FILM_SCRIPT_SIZE_MAX",
    422: "/options/fps: Input should be 24, 25 or 30",
    503: "Temporal does not answer; try again in 2 seconds",
}
