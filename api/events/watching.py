"""Watches a film: every event behind the last one that was seen, in order, each once, until nothing more will happen."""

import asyncio
from collections.abc import AsyncIterator

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import col

from api.answers import FilmEvent
from api.events.news import FilmNews
from schemas.states import CutState, FilmState
from schemas.tables import CutRow, EventRow, FilmRow
from workers.bootstrap import Services

_AT_ONCE = 500
"""Events read in one go; a watcher who is far behind gets the rest in the next."""


class Watch:
    """One watcher of one film."""

    def __init__(self, services: Services, news: FilmNews, film: str, *, follow: bool, cut: int | None) -> None:
        """Watch a film.

        Args:
            services: Open connections.
            news: Who tells when to look.
            film: Its id.
            follow: Go on when the film is final, for its edits.
            cut: Go on until this cut is final, too.
        """
        self._services = services
        self._news = news
        self._film = film
        self._follow = follow
        self._cut = cut

    async def events(self, seen: int) -> AsyncIterator[FilmEvent]:
        """Every event behind the one of number `seen`; ends when the film is final."""
        with self._news.bell(self._film) as bell:
            while True:
                bell.clear()
                try:
                    async with self._services.sessions() as session:
                        # Asked before the events are read: what made it final is then among them.
                        is_over = not self._follow and await self.is_over(session)
                        events = await self.next_events(session, seen)
                except (DBAPIError, OSError, TimeoutError):
                    # The database is being restarted. The watcher stays; pings tell it that we are there.
                    await asyncio.sleep(1)
                    continue
                for event in events:
                    seen = event.id
                    yield event
                if len(events) == _AT_ONCE:
                    continue
                if is_over:
                    return
                await self._news.wait(bell)

    async def next_events(self, session: AsyncSession, seen: int) -> list[FilmEvent]:
        """The next events behind `seen`."""
        rows = select(EventRow).where(col(EventRow.film_id) == self._film, col(EventRow.id) > seen)
        found = await session.scalars(rows.order_by(col(EventRow.id)).limit(_AT_ONCE))
        return [FilmEvent.model_validate(row.model_dump(include={"id", "kind", "at", "data"})) for row in found]

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
