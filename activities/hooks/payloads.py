"""What a hook is told: a thin JSON object that says what happened and where to look, and never changes between attempts."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from schemas.hooks import PING, Happening

LONGEST_TEXT = 1000
"""Characters of a reason or a message; what is longer is read where the links lead."""


def happening(kind: str, data: Mapping[str, Any]) -> Happening | None:
    """What an event of a film is to a hook; None for those that only its watchers are told of, as the single steps."""
    match kind:
        case "state":
            name = f"film.{data['state']}"
        case "cut":
            name = f"cut.{data['state']}"
        case "pause":
            name = "film.paused" if data["is_paused"] else "film.resumed"
        case "approval":
            name = "film.approved" if data["is_approved"] else "film.approval_wanted"
        case "outline":
            name = "film.outlined"
        case "warning":
            name = "film.warned"
        case _:
            return None
    return Happening(name) if name in set(Happening) else None


def body(what: Happening, at: datetime, film: Mapping[str, Any], event: int, data: Mapping[str, Any]) -> str:
    """The JSON of an event.

    Args:
        what: What happened.
        at: When.
        film: The film's `id`, `project`, `title`, `state` and `cut`.
        event: The number of the event in the film's stream.
        data: What the event says.
    """
    told = {name: _short(value) for name, value in data.items() if name in TOLD and value is not None}
    links = {"film": f"/api/films/{film['id']}", "events": f"/api/films/{film['id']}/events"}
    cut = data.get("cut") or film["cut"]
    if cut:
        links["cut"] = f"/api/films/{film['id']}/cuts/{cut}"
    named = {"event": event, "film": film["id"], "project": film["project"], "title": _short(film["title"])}
    own = {"film_state": film["state"], **({"cut": cut} if cut else {})}
    return _written(what, at, {**named, **own, **told, "links": links})


def ping(hook: str, at: datetime) -> str:
    """The JSON that a receiver is tried with."""
    return _written(PING, at, {"hook": hook, "links": {"hook": f"/api/hooks/{hook}"}})


TOLD = frozenset(
    {"state", "reason", "frames", "fps", "is_paused", "stage", "scenes", "is_approved", "message", "target", "shots", "warnings"}
)
"""Of an event's data; whatever else an event has is for watchers."""


def _short(value: Any) -> Any:
    return f"{value[:LONGEST_TEXT]} …" if isinstance(value, str) and len(value) > LONGEST_TEXT else value


def _written(what: str, at: datetime, data: Mapping[str, Any]) -> str:
    timestamp = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return json.dumps({"type": str(what), "timestamp": timestamp, "data": data}, ensure_ascii=False, separators=(",", ":"))
