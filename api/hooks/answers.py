"""What the routes of webhooks take and answer with."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import ConfigDict, Field, JsonValue

from schemas.hooks import DeliveryState, Happening
from schemas.message import Message, Request
from schemas.states import FilmState

_HOOK: dict[str, JsonValue] = {
    "id": "h7m2c9xd3a",
    "url": "https://example.com/films",
    "kinds": ["film.completed", "film.failed"],
    "description": "The studio's site",
    "film": None,
    "is_on": True,
    "reason": "",
    "failures": 0,
    "failing_since": None,
    "former_until": None,
    "waiting": 0,
    "created_at": "2026-11-21T20:00:00Z",
    "updated_at": "2026-11-21T20:00:00Z",
    "href": "/api/hooks/h7m2c9xd3a",
    "deliveries": "/api/hooks/h7m2c9xd3a/deliveries",
}
_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo="  # noqa: S105 - an example
_DELIVERY: dict[str, JsonValue] = {
    "id": "msg_41_h7m2c9xd3a",
    "hook": "h7m2c9xd3a",
    "kind": "film.completed",
    "film": "k3wq8x2p4m",
    "state": "waiting",
    "tries": 1,
    "attempts": [
        {
            "at": "2026-11-21T20:00:00.100000Z",
            "duration_s": 0.042,
            "status": 500,
            "reason": "answered 500",
            "answer": "Internal Server Error",
        }
    ],
    "created_at": "2026-11-21T20:00:00Z",
    "due_at": "2026-11-21T20:00:05Z",
    "ended_at": None,
    "payload": {
        "type": "film.completed",
        "timestamp": "2026-11-21T20:00:00.000Z",
        "data": {
            "event": 41,
            "film": "k3wq8x2p4m",
            "project": "p7m2c9hdxa",
            "title": "The Lighthouse",
            "film_state": "completed",
            "cut": 1,
            "state": "completed",
            "reason": "",
            "links": {
                "film": "/api/films/k3wq8x2p4m",
                "events": "/api/films/k3wq8x2p4m/events",
                "cut": "/api/films/k3wq8x2p4m/cuts/1",
            },
        },
    },
    "href": "/api/hooks/deliveries/msg_41_h7m2c9xd3a",
}

Url = Annotated[
    str, Field(min_length=1, max_length=2000, description="Where to: https to a public address; in local mode also http and this machine.")
]
Kinds = Annotated[list[Happening], Field(max_length=50, description="What it is told of; empty for everything.")]
Description = Annotated[str, Field(max_length=200)]


class HookAsk(Request):
    """A new hook."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={"example": {"url": "https://example.com/films", "kinds": ["film.completed", "film.failed"]}},
    )

    url: Url
    kinds: Kinds = []
    description: Description = ""
    film: str | None = Field(default=None, max_length=100, description="The only film it is told of; null for all, also those to come.")


class HookChange(Request):
    """What of a hook is to be otherwise; what is left out stays."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": {"is_on": True}})

    url: Url | None = None
    kinds: Kinds | None = None
    description: Description | None = None
    is_on: bool | None = Field(default=None, description="false: it is told nothing, and what happens meanwhile is not kept for it.")


class SecretRoll(Request):
    """How a hook gets another secret."""

    model_config = ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": {"overlap_h": 24}})

    overlap_h: float = Field(default=24, ge=0, le=168, description="Hours for which the secret before signs as well; 0 when it is known.")


class HookAnswer(Message):
    """A hook."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"example": _HOOK})

    id: str
    url: str
    kinds: list[Happening]
    description: str
    film: str | None
    is_on: bool
    reason: str = Field(description="Why it was switched off; empty otherwise.")
    failures: int = Field(description="Attempts that failed since the last that did not.")
    failing_since: datetime | None
    former_until: datetime | None = Field(description="Until when the secret before this one signs as well.")
    waiting: int = Field(description="Deliveries that are to be sent, for the first time or again.")
    created_at: datetime
    updated_at: datetime
    href: str
    deliveries: str


class HookMade(HookAnswer):
    """A hook with a secret that is told this once."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"example": _HOOK | {"secret": _SECRET}})

    secret: str = Field(description="What deliveries are signed with: keep it, it is not told again.")


class AttemptAnswer(Message):
    """One attempt."""

    at: datetime
    duration_s: float
    status: int | None = Field(description="Of HTTP; null when there was no answer.")
    reason: str = Field(description="Why it failed; empty when it did not.")
    answer: str = Field(description="The beginning of what the receiver answered.")


class DeliveryAnswer(Message):
    """Something a hook is told."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"example": _DELIVERY})

    id: str = Field(description="The header `webhook-id`, the same in every attempt.")
    hook: str
    kind: str = Field(description="A kind that hooks are told of, or `hook.ping`.")
    film: str | None
    state: DeliveryState
    tries: int
    attempts: list[AttemptAnswer] = Field(description="The newest last; 16 at most.")
    created_at: datetime
    due_at: datetime | None = Field(description="When it is tried, unless its receiver is left alone a little longer; null when it ended.")
    ended_at: datetime | None
    payload: dict[str, Any]
    href: str


class HookData(Message):
    """What happened, and to what."""

    event: int = Field(description="The number of the event in the film's stream.")
    film: str
    project: str
    title: str
    film_state: FilmState
    cut: int | None = Field(default=None, description="The one it is about, else the newest finished one; missing before there is one.")
    state: str | None = Field(default=None, description="Of `film.*` states and of `cut.*`.")
    reason: str | None = None
    frames: int | None = None
    fps: int | None = None
    is_paused: bool | None = None
    stage: str | None = None
    scenes: list[int] | int | None = Field(default=None, description="Their numbers; of `film.outlined`, how many.")
    is_approved: bool | None = None
    message: str | None = None
    target: str | None = None
    shots: int | None = None
    warnings: int | None = None
    links: dict[str, str] = Field(description="Paths on this server: film, events, and where there is one cut.")


class HookMessage(Message):
    """What a hook is sent; fields that a kind does not have are missing."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"example": _DELIVERY["payload"]})

    type: Happening
    timestamp: datetime = Field(description="When it happened.")
    data: HookData
