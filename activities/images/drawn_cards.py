"""Cards (titles, intertitles, credits) for engines that paint at a provider: they are drawn, for models misspell, and cost money."""

from activities.engines import EngineOptions, Job, Made
from activities.images.engines.drawn import Drawn
from schemas.images import PaintImage

CARD_VERSION = Drawn.version
"""Part of the version of every engine that draws its cards here."""


def drawn_card(job: Job[PaintImage]) -> Made | None:
    """The picture of a card; None for a shot that is none."""
    return Drawn(EngineOptions()).make(job) if job.order.card is not None else None
