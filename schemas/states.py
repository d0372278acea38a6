"""The life of a film: which state may follow which.

    pending ─► queued ─► processing ─► completed
       └─────────┴───────────┴──► failed | cancelled

completed, failed and cancelled are final. A completed film that is edited stays completed: the new cut has a state of its own.
"""

from enum import StrEnum


class FilmState(StrEnum):
    """Where a film is in its life."""

    PENDING = "pending"
    QUEUED = "queued"
    PROCESSING = "processing"
    COMPLETED = "completed"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def is_final(self) -> bool:
        """Whether nothing can follow."""
        return not _NEXT[self]

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
    FilmState.QUEUED: _ENDS | {FilmState.PROCESSING},
    FilmState.PROCESSING: _ENDS | {FilmState.COMPLETED},
    FilmState.COMPLETED: frozenset(),
    FilmState.FAILED: frozenset(),
    FilmState.CANCELLED: frozenset(),
}
