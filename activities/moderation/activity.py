"""Look words through: the plumbing of the moderation stage."""

from temporalio import activity

from activities.engines import Made
from activities.failures import for_temporal
from activities.heartbeat import alive
from activities.making import Bench
from activities.moderation.engine import VERDICT, verdict_in
from schemas.media import JSON
from schemas.moderation import ModerateText, TextModerated


class ModerationActivities:
    """The activity of the moderation stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def moderate_text(self, order: ModerateText) -> TextModerated:
        """Look words through; the same words are looked through once by one engine, whoever's they are."""
        report = await self._bench.make(order, fault)
        with for_temporal():
            rows = await alive(self._bench.ledger.find([report.key]))
            return TextModerated(report=report, verdict=verdict_in(rows[report.key].facts))


def fault(_order: ModerateText, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    if made.media_type != JSON:
        return f"wanted {JSON}, got {made.media_type}"
    return None if VERDICT in made.facts else "the result has no verdict among its facts"
