"""Follows the steps of a diffusion loop: progress goes out, a cancellation comes in, within one step."""

from collections.abc import Callable, Sequence
from typing import Any

from activities.engines import Job


class Steps:
    """Give `.callback` to a diffusers pipeline as `callback_on_step_end`.

    When the film of a job was cancelled its `progress` raises, which leaves the loop at once.
    """

    def __init__(self, jobs: Sequence[Job[Any]], steps: int, first: float = 0.0, last: float = 1.0) -> None:
        """Report `first` to `last` of each job's whole work over `steps` steps."""
        self._jobs = jobs
        self._steps = max(steps, 1)
        self._first, self._share = first, last - first

    def callback(self, _pipeline: object, step: int, _timestep: object, kwargs: dict[str, Any]) -> dict[str, Any]:
        """One step, counted from 0, was done."""
        self.done(step + 1)
        return kwargs

    def after(self, steps: int) -> Callable[[object, int, object, dict[str, Any]], dict[str, Any]]:
        """A callback for a loop that begins when so many steps were done, or are left out."""

        def callback(_pipeline: object, step: int, _timestep: object, kwargs: dict[str, Any]) -> dict[str, Any]:
            self.done(steps + step + 1)
            return kwargs

        return callback

    def of(self, steps: int) -> "Steps":
        """The same work, counted in another number of steps."""
        return Steps(self._jobs, steps, self._first, self._first + self._share)

    def done(self, steps: int) -> None:
        """So many steps were done."""
        for job in self._jobs:
            job.progress(self._first + self._share * min(steps / self._steps, 1.0))
