"""What goes to and fro between a worker and its till: objects, each behind its length (8 bytes, most significant first).

They are pickled: both ends are this program, joined by a pipe that nobody else has.
"""

import pickle
from dataclasses import dataclass
from typing import IO

from activities.purchase import Call, Kept
from schemas.failures import FilmError

_LENGTH_BYTES = 8


@dataclass(frozen=True)
class PaidCall:
    """A call whose row is there: it is to be made, and the row to be kept."""

    database: str
    """The address of the film database."""
    key: str
    part: int
    holder: str
    """The attempt that wants it."""
    price_micros: int
    """What stands in the row for it, in millionths of a US dollar."""
    call: Call
    asked: str = ""
    """The offer's: an answer that comes late is written only where the same is asked."""


@dataclass(frozen=True)
class Order:
    """A call for the till."""

    number: int
    """By which the answer tells what it answers."""
    paid: PaidCall


@dataclass(frozen=True)
class Outcome:
    """What a call came to; its row says so already."""

    number: int
    result: Kept | FilmError


def packed(frame: Order | Outcome) -> bytes:
    """Something as it is sent."""
    content = pickle.dumps(frame)
    return len(content).to_bytes(_LENGTH_BYTES) + content


def write_packed(pipe: IO[bytes], content: bytes) -> None:
    """Send it.

    Raises:
        OSError: The other end is gone.
    """
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: IO[bytes]) -> Order | Outcome | None:
    """Wait for what the other end sends; None when it is gone, also in the middle of something."""
    length = pipe.read(_LENGTH_BYTES)
    if len(length) < _LENGTH_BYTES:
        return None
    size = int.from_bytes(length)
    content = pipe.read(size)
    if len(content) < size:
        return None
    frame: Order | Outcome = pickle.loads(content)  # noqa: S301 - see the module
    return frame
