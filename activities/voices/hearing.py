"""Listens to a model while it speaks: progress goes out, a cancellation comes in, with each step of its network."""

import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from activities.engines import Job
from schemas.voices import SpeakLine

_USUAL_STEPS = 300.0
"""After so many steps nearly two thirds are taken to be done: how many there will be is not known before the model stops."""
_LAST = 0.9
"""The rest is finishing."""


class Hearing:
    """Progress over the pieces of one line; `job.progress` raises when the film was cancelled, which leaves the network at once."""

    def __init__(self, job: Job[SpeakLine], pieces: int) -> None:
        """Nothing is said yet."""
        self._job = job
        self._share = _LAST / pieces
        self._done = 0

    @contextmanager
    def of(self, modules: Sequence[Any]) -> Iterator[None]:
        """Hear one piece: every call of one of these torch modules is a step."""
        steps = 0

        def step(*_arguments: object) -> None:
            nonlocal steps
            steps += 1
            self._job.progress(self._share * (self._done + 1 - math.exp(-steps / _USUAL_STEPS)))

        with ExitStack() as hooks:
            for module in modules:
                hooks.callback(module.register_forward_pre_hook(step).remove)
            yield
        self._done += 1
        self._job.progress(self._share * self._done)
