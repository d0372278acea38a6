"""The life of a film: which state may follow which.

    pending ─► queued ─► moderating ─► processing ─► completed
       │         ├───────────────────────►│
       │         │           ├──► moderation_failed
       └─────────┴───────────┴────────────┴──► failed | cancelled

A film whose words nobody looks through goes from queued to processing. completed, moderation_failed, failed and
cancelled are final. A completed film that is edited stays completed: the new cut has a state of its own.
"""

from enum import StrEnum


class FilmState(StrEnum):
    """Where a film is in its life."""

    PENDING = "pending"
    QUEUED = "queued"
    MODERATING = "moderating"
    """Its script is read and looked through; nothing is made of it yet."""
    MODERATION_FAILED = "moderation_failed"
    """Its script was refused; nothing was made of it."""
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing can follow."""
        return not _NEXT[self]

    @property
    def is_given_up(self) -> bool:
        """Whether it ended without becoming a film; nothing of it can be changed any more."""
        return self.is_final and self is not FilmState.COMPLETED

    def may_become(self, state: "FilmState") -> bool:
        """Whether `state` can follow this one directly."""
        return state in _NEXT[self]


class CutState(StrEnum):
    """Where one cut is in its life; `completed`, `failed` and `cancelled` are final."""

    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"


_ENDS = frozenset({FilmState.FAILED, FilmState.CANCELLED})
_NEXT: dict[FilmState, frozenset[FilmState]] = {
    FilmState.PENDING: _ENDS | {FilmState.QUEUED},
    FilmState.QUEUED: _ENDS | {FilmState.MODERATING, FilmState.PROCESSING},
    FilmState.MODERATING: _ENDS | {FilmState.PROCESSING, FilmState.MODERATION_FAILED},
    FilmState.PROCESSING: _ENDS | {FilmState.COMPLETED},
    FilmState.COMPLETED: frozenset(),
    FilmState.MODERATION_FAILED: frozenset(),
    FilmState.FAILED: frozenset(),
    FilmState.CANCELLED: frozenset(),
}
