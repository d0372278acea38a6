"""Looks words through by rules alone, in English, French, German, Italian, Portuguese and Spanish; needs no model and is always there.

It runs beside the workflows: some milliseconds for a whole script are not worth a queue behind encoders.
"""

from typing import ClassVar

from activities.engines import Job, Made
from activities.moderation.engine import ModerationEngine, written
from activities.moderation.passages import text_of
from activities.moderation.rules import judge
from schemas.engines import Queue
from schemas.moderation import ModerateText


class Words(ModerationEngine):
    """Word lists and what stands near what; see `activities/moderation/rules.py`."""

    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Words and what stands near them, by rules, in six languages: a first sieve that takes milliseconds."
    licence: ClassVar[str] = "LicenseRef-Filmwright"
    queue: ClassVar[Queue] = Queue.WORKFLOWS

    def make(self, job: Job[ModerateText]) -> Made:
        """Judge the words by rules."""
        job.progress(0.0)
        return written(job, judge(text_of(job)))
