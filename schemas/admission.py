"""Whose turn it is among an owner's films."""

from schemas.message import Message


class AdmissionOrder(Message):
    """Starts `AdmitFilms`."""

    owner: str
    limit: int
    inside: list[str] = []
    """Workflow ids of films in the making."""
    returning: list[str] = []
    """Of films that gave their place back while they waited for a person and go on now, in order; before those that were not begun."""
    waiting: list[str] = []
    """Workflow ids of films that wait, in order."""


class AdmissionRequest(Message):
    """A film that wants to be made."""

    owner: str
    workflow_id: str
    limit: int
    is_begun: bool = False
    """Whether it had a place before."""
