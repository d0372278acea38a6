"""Messages of webhooks: of what a hook may be told, and the workflow that tells it."""

from enum import StrEnum

from schemas.message import Message

HOOKS_QUEUE = "hooks"
"""The Temporal task queue on which receivers are told; cpu workers serve it beside their own, so that no film waits for a receiver."""


class Happening(StrEnum):
    """What a hook can be told of: the `type` of what it gets."""

    FILM_QUEUED = "film.queued"
    FILM_MODERATING = "film.moderating"
    FILM_PROCESSING = "film.processing"
    FILM_OUTLINED = "film.outlined"
    """Its script is broken into shots."""
    FILM_APPROVAL_WANTED = "film.approval_wanted"
    FILM_APPROVED = "film.approved"
    FILM_PAUSED = "film.paused"
    FILM_RESUMED = "film.resumed"
    FILM_WARNED = "film.warned"
    FILM_COMPLETED = "film.completed"
    FILM_MODERATION_FAILED = "film.moderation_failed"
    FILM_FAILED = "film.failed"
    FILM_CANCELLED = "film.cancelled"
    CUT_PROCESSING = "cut.processing"
    CUT_COMPLETED = "cut.completed"
    CUT_FAILED = "cut.failed"
    CUT_CANCELLED = "cut.cancelled"


PING = "hook.ping"
"""What a receiver is tried with; every hook gets it, and only when it is asked for."""


class DeliveryState(StrEnum):
    """Where a delivery is in its life."""

    WAITING = "waiting"
    """To be sent, for the first time or again."""
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


class DeliverHook(Message):
    """Starts `DeliverHook`: tell one hook whatever waits for it. Its address and its secret stay in the database, and out of histories."""

    hook: str


class DeliveryTried(Message):
    """What came of looking for something to send."""

    delivery: str = ""
    """What was sent; empty when nothing was due."""
    outcome: str = ""
    """How its receiver answered, in a few words."""
    next_in_s: float | None = None
    """When something will be due, where nothing was; None when nothing waits."""
