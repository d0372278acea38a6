"""How a command fails: with a sentence for a person and a code for a script, as the README lists them."""

DONE = 0
FILM_FAILED = 1
"""The film failed, was cancelled, is not there, or is in a state that doesn't allow it."""
BAD_INPUT = 2
"""Something given is wrong or can't work here; nothing was begun."""
NO_STACK = 3
"""The stack, or the API that was named, does not answer."""
INTERRUPTED = 130
"""As shells have it: 128 + SIGINT."""


class CommandFailed(Exception):
    """Ends the command.

    Attributes:
        code: Exit code.
    """

    def __init__(self, message: str, code: int) -> None:
        super().__init__(message)
        self.code = code
