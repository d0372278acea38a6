"""The events of a film over a WebSocket: what `api/events/routes.py` streams, for clients that would rather have a socket."""

import asyncio
from typing import Annotated

from fastapi import APIRouter, Query, WebSocket
from starlette.websockets import WebSocketDisconnect

from api.deps import FilmId, NewsDep, OwnerDep, ServicesDep, owned_film
from api.events.watching import Watch

router = APIRouter()

_NORMAL = 1000
"""Closed because all is said (RFC 6455, 7.4.1)."""


@router.websocket("/ws/films/{film_id}")
async def follow_film(  # noqa: PLR0913, PLR0917 - what a request brings
    socket: WebSocket,
    film_id: FilmId,
    services: ServicesDep,
    owner: OwnerDep,
    news: NewsDep,
    after: Annotated[int, Query(ge=0)] = 0,
    follow: Annotated[bool, Query()] = False,
    cut: Annotated[int | None, Query(ge=1)] = None,
) -> None:
    """Send every event behind `after`, one message a `FilmEvent`; closed with 1000 when the film is final.

    `follow` and `cut` are those of `GET /api/films/{film_id}/events`. What the other side says is not listened to.
    """
    # Not a session of the request's: that lives until the socket is closed, and would keep a connection for each watcher.
    async with services.sessions() as session:
        await owned_film(film_id, session, owner)
    await socket.accept()
    telling = asyncio.create_task(_tell(socket, Watch(services, news, film_id, follow=follow, cut=cut), after))
    leaving = asyncio.create_task(_until_left(socket))
    try:
        await asyncio.wait({telling, leaving}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (telling, leaving):
            task.cancel()
        ends = await asyncio.gather(telling, leaving, return_exceptions=True)
    for end in ends:
        if isinstance(end, Exception) and not isinstance(end, WebSocketDisconnect):
            raise end


async def _tell(socket: WebSocket, watch: Watch, seen: int) -> None:
    async for event in watch.events(seen):
        await socket.send_text(event.model_dump_json())
    await socket.close(_NORMAL, "nothing more will happen")


async def _until_left(socket: WebSocket) -> None:
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
