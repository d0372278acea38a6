"""The events of a film as a stream (server-sent events) that can be resumed anywhere."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.deps import FilmId, NewsDep, OwnerDep, ServicesDep, owned_film
from api.events.watching import Watch
from api.problems import documented, refused

router = APIRouter(prefix="/api/films/{film_id}", tags=["films"])

_PING_S = 15
_RETRY_MS = 1000
"""How soon a browser whose stream broke comes back."""

_EXAMPLE = (
    'id: 41\r\nevent: step\r\ndata: {"id": 41, "kind": "step", "at": "2026-11-20T10:00:04.120000Z", "data": '
    '{"cut": 1, "stage": "images", "target": "shot 3", "label": "Shot 3 · images · drawn · take 1"}}\r\n\r\n'
)


@router.get(
    "/events",
    response_class=EventSourceResponse,
    summary="Follow a film",
    responses={
        200: {"description": "The stream; each event's data is a `FilmEvent`.", "content": {"text/event-stream": {"example": _EXAMPLE}}},
        204: {"description": "The film is final and the sender has seen every event; a browser stops coming back."},
        **documented(404),
    },
)
async def follow_film(  # noqa: PLR0913, PLR0917 - what a request brings
    film_id: FilmId,
    services: ServicesDep,
    owner: OwnerDep,
    news: NewsDep,
    last_event_id: Annotated[str | None, Header(description="Go on behind this event.")] = None,
    after: Annotated[int | None, Query(ge=0, description="The same, for clients that can't set the header.")] = None,
    follow: Annotated[bool, Query(description="Stay open when the film is final, for its edits.")] = False,
    cut: Annotated[int | None, Query(ge=1, description="Stay open until this cut is final, too.")] = None,
) -> Response:
    """Everything from the beginning, or from behind `Last-Event-ID`; then what happens. Ends when the film is final."""
    seen = _event_id(last_event_id) if last_event_id is not None else after or 0
    watch = Watch(services, news, film_id, follow=follow, cut=cut)
    # Not a session of the request's: that lives until the answer ends, and would keep a connection for each watcher.
    async with services.sessions() as session:
        await owned_film(film_id, session, owner)
        if seen and not follow and await watch.is_over(session) and not await watch.next_events(session, seen):
            return Response(status_code=204)
    return EventSourceResponse(_streamed(watch, seen), ping=_PING_S, headers={"X-Accel-Buffering": "no"})


def _event_id(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise refused("header/Last-Event-ID", f"'{text}' is no id of an event; send the last one you saw, as it was")
    return int(text)


async def _streamed(watch: Watch, seen: int) -> AsyncIterator[ServerSentEvent]:
    yield ServerSentEvent(comment="film events", retry=_RETRY_MS)
    async for event in watch.events(seen):
        yield ServerSentEvent(id=str(event.id), event=event.kind, data=event.model_dump_json())
