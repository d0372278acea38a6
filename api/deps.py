"""What a route, or a WebSocket, can ask for: the open connections, a session, who asks, the film that was named."""

from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import Depends, Header, Path
from sqlalchemy.ext.asyncio import AsyncSession
from starlette.requests import HTTPConnection

from api.events.news import FilmNews
from api.problems import Problem, no_such
from schemas.tables import FilmRow
from workers.bootstrap import Services

LOCAL_OWNER = "local"
"""The built-in user of local mode."""


async def services(connection: HTTPConnection) -> Services:
    """The connections of this process."""
    found: Services = connection.app.state.services
    return found


async def film_news(connection: HTTPConnection) -> FilmNews:
    """Who tells when something about a film was written."""
    found: FilmNews = connection.app.state.news
    return found


ServicesDep = Annotated[Services, Depends(services)]
NewsDep = Annotated[FilmNews, Depends(film_news)]


async def session(services: ServicesDep) -> AsyncIterator[AsyncSession]:
    """A session for one request; what isn't committed is rolled back."""
    async with services.sessions() as opened:
        yield opened


async def current_owner() -> str:
    """Who asks. Every route names it, and every row is looked up with it."""
    return LOCAL_OWNER


async def current_operator(owner: Annotated[str, Depends(current_owner)], services: ServicesDep) -> str:
    """Who asks, where that is somebody who may change what is the machine's and nobody's own: the weights that all films are made with.

    In local mode it is the one user, who could do the same with `film models`. A server has no login that would tell its operator from
    others, so there nobody is.

    Raises:
        Problem: 403.
    """
    if services.settings.mode != "local":
        raise Problem(403, "the models of a server are changed by whoever runs it, on its machine: `film models`")
    return owner


SessionDep = Annotated[AsyncSession, Depends(session)]
OwnerDep = Annotated[str, Depends(current_owner)]
OperatorDep = Annotated[str, Depends(current_operator)]

FilmId = Annotated[str, Path(description="The film's id.", examples=["k3wq8x2p4m"], max_length=100)]
IdempotencyKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        description="Chosen by the sender. The same key with the same request does nothing twice and answers the same; "
        "the same key with another request is refused (409).",
        min_length=1,
        max_length=100,
        pattern=r"^[\x21-\x7e]+$",
        examples=["2f1c9a4e-make-opening"],
    ),
]


async def owned_film(film_id: FilmId, session: SessionDep, owner: OwnerDep) -> FilmRow:
    """The film of that id, if it is the asker's.

    Raises:
        Problem: 404, for somebody else's film too.
    """
    film = await session.get(FilmRow, film_id)
    if film is None or film.owner != owner:
        raise no_such("film", film_id)
    return film


FilmDep = Annotated[FilmRow, Depends(owned_film)]
