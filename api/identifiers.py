"""New ids: short enough to type, random enough never to meet (10 of 30 signs: 49 bits), without signs that look alike."""

import secrets

_SIGNS = "23456789abcdefghjkmnpqrstvwxyz"
_LENGTH = 10


def new_id() -> str:
    """An id for a film or a project."""
    return "".join(secrets.choice(_SIGNS) for _ in range(_LENGTH))
