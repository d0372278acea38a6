"""The root of everything that travels: a frozen pydantic model."""

import re
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

_MEMBER = re.compile(r"<\w+\.\w+: ('[^']*')>")
"""How pydantic writes the member of an enumeration: <Stage.IMAGES: 'images'>; its value alone is what one can send."""


class Message(BaseModel):
    """A value that travels through Temporal, the store or the API.

    Unknown fields are ignored, so that a newer writer can talk to an older reader (old workflow histories must still load); what comes
    from people is checked by `Request` instead.
    """

    model_config = ConfigDict(frozen=True)

    keyed_when_set: ClassVar[frozenset[str]] = frozenset()
    """Fields that count into the keys of orders only where there is something in them: what came later leaves older keys as they are."""


class Request(Message):
    """A message written by a person or their program: an unknown field is an error, not a typo that does nothing; so is "nan"."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def said_plainly(message: str) -> str:
    """What pydantic says of a wrong value, without the words that are meant for programmers."""
    return _MEMBER.sub(r"\1", message.removeprefix("Value error, "))
