"""The ways a stage can fail, by what can be done about it.

    FilmError
    ├── Refused       a person must change something: not retried
    │   └── Superseded   the engine has another version by now: ordered anew
    ├── Unavailable   try later (rate limit, memory, network): retried; carries when
    └── Broken        our fault: a few retries

`activities/failures.py` turns them into Temporal's, `api/errors.py` into HTTP problems. Retry rules match these class names.
"""

from typing import Final


class FilmError(Exception):
    """Any failure with a named remedy; never raised itself."""


class Refused(FilmError):
    """A person must change something: bad input, forbidden content, an engine that isn't there. Not retried."""


class Superseded(Refused):
    """What is ordered was of another version of an engine than this worker has: whoever ordered it casts its engines anew."""


class DoesNotFit(Refused):
    """A model needs more memory than its device has, however it is run; an engine that the profile names as a fallback may take over."""


class Unavailable(FilmError):
    """Something outside is away. Retried.

    Attributes:
        retry_after_s: Seconds to wait before the next try; None lets the retry policy decide.
    """

    def __init__(self, message: str, retry_after_s: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_s = retry_after_s


class Broken(FilmError):
    """Our own fault: a result that fails its check, an invariant that does not hold. Retried a few times."""


REFUSALS: Final = frozenset(kind.__name__ for kind in (Refused, Superseded, DoesNotFit))
"""Of failures that travelled, by the names of their classes: those that nobody tries again."""
SCRIPT_REFUSED: Final = "ScriptRefused"
"""That of a film whose script is refused."""
NAMES: Final = REFUSALS | {SCRIPT_REFUSED, Unavailable.__name__, Broken.__name__}
"""Of all of them. The name says who can help; why it failed is in the message, which alone is for people."""
