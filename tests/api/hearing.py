"""What a film tells, and what it was told."""

import json
from typing import Any

from httpx import AsyncClient

from api.starting import workflow_id
from workers.bootstrap import Services


async def read(
    http: AsyncClient,
    film: str,
    count: int | None = None,
    headers: dict[str, str] | None = None,
    found: list[Any] | None = None,
    **params: Any,
) -> list[Any]:
    """Events of a stream: `count` of them, or all until it ends; `found` fills as they come."""
    found = [] if found is None else found
    async with http.stream("GET", f"/api/films/{film}/events", headers=headers, params=params) as answer:
        async for line in answer.aiter_lines():
            if line.startswith("data: "):
                found.append(json.loads(line[6:]))
                if len(found) == count:
                    break
    return found


def marks(events: list[Any]) -> list[Any]:
    """What the events of a test carry."""
    return [event["data"].get("n", event["kind"]) for event in events]


async def told(services: Services, film: str) -> list[Any]:
    """The changes a film's workflow was told of, in order, without what is empty."""
    notes = await services.temporal.get_workflow_handle(workflow_id(film)).query("notes", result_type=list[str])
    changes = [change for note in notes if note.startswith("{") for change in json.loads(note)["changes"]]
    return [{name: value for name, value in change.items() if value not in ([], False)} for change in changes]
