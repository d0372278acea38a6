"""The events of a film as a stream (server-sent events) that can be resumed anywhere."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Header, Query, Response
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col
from sse_starlette import EventSourceResponse, ServerSentEvent

from api.deps import FilmId, NewsDep, OwnerDep, ServicesDep, owned_film
from api.news import FilmNews
from api.problems import documented, refused
from schemas.states import CutState, FilmState
from schemas.tables import CutRow, EventRow, FilmRow
from workers.bootstrap import Services

router = APIRouter(prefix="/api/films/{film_id}", tags=["films"])

_AT_ONCE = 500
"""Events read in one go; a stream that is far behind gets the rest in the next."""
_PING_S = 15
_RETRY_MS = 1000
"""How soon a browser whose stream broke comes back."""

_EXAMPLE = (
    'id: 41\r\nevent: step\r\ndata: {"id": 41, "kind": "step", "at": "2026-11-20T10:00:04.120000+00:00", "data": '
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
    watch = _Watch(services, news, film_id, follow=follow, cut=cut)
    # Not a session of the request's: that lives until the answer ends, and would keep a connection for each watcher.
    async with services.sessions() as session:
        await owned_film(film_id, session, owner)
        if seen and not follow and await watch.is_over(session) and not await watch.events(session, seen):
            return Response(status_code=204)
    return EventSourceResponse(watch.stream(seen), ping=_PING_S, headers={"X-Accel-Buffering": "no"})


def _event_id(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise refused("header/Last-Event-ID", f"'{text}' is no id of an event; send the last one you saw, as it was")
    return int(text)


class _Watch:
    """One watcher of one film."""

    def __init__(self, services: Services, news: FilmNews, film: str, *, follow: bool, cut: int | None) -> None:
        self._services = services
        self._news = news
        self._film = film
        self._follow = follow
        self._cut = cut

    async def stream(self, seen: int) -> AsyncIterator[ServerSentEvent]:
        """Every event behind `seen`, in order, each once."""
        yield ServerSentEvent(comment="film events", retry=_RETRY_MS)
        with self._news.bell(self._film) as bell:
            while True:
                bell.clear()
                try:
                    async with self._services.sessions() as session:
                        # Asked before the events are read: what made it final is then among them.
                        is_over = not self._follow and await self.is_over(session)
                        events = await self.events(session, seen)
                except (DBAPIError, OSError, TimeoutError):
                    # The database is being restarted. The watcher keeps its stream; pings tell it that we are there.
                    await asyncio.sleep(1)
                    continue
                for event in events:
                    assert event.id is not None
                    seen = event.id
                    yield _sent(event)
                if len(events) == _AT_ONCE:
                    continue
                if is_over:
                    return
                await self._news.wait(bell)

    async def events(self, session: AsyncSession, seen: int) -> list[EventRow]:
        """The next events behind `seen`."""
        rows = select(EventRow).where(col(EventRow.film_id) == self._film, col(EventRow.id) > seen)
        return list(await session.scalars(rows.order_by(col(EventRow.id)).limit(_AT_ONCE)))

    async def is_over(self, session: AsyncSession) -> bool:
        """Whether nothing will happen any more unless somebody changes the film; true for a film that was deleted."""
        state = await session.scalar(select(col(FilmRow.state)).where(col(FilmRow.id) == self._film))
        if state is None:
            return True
        if not FilmState(state).is_final:
            return False
        cuts = await session.execute(select(col(CutRow.number), col(CutRow.state)).where(col(CutRow.film_id) == self._film))
        states = {row.number: row.state for row in cuts}
        awaited = self._cut is None or self._cut in states or state != FilmState.COMPLETED
        return awaited and CutState.PROCESSING not in states.values()


def _sent(event: EventRow) -> ServerSentEvent:
    data = {"id": event.id, "kind": event.kind, "at": event.at.isoformat(), "data": event.data}
    return ServerSentEvent(id=str(event.id), event=event.kind, data=json.dumps(data, ensure_ascii=False))
