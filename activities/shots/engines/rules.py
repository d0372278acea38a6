"""Breaks a screenplay into shots by the rules of editing; needs no model."""

from typing import ClassVar

from activities.engines import Job, Made
from activities.shots.breakdown import break_down
from activities.shots.check import check_shot_list
from activities.shots.engine import ShotsEngine
from activities.shots.files import read_screenplay, write_shot_list
from schemas.failures import Broken
from schemas.shots import ListShots


class Rules(ShotsEngine):
    """Covers every scene as an editor would cut it: place, people, faces, things."""

    version: ClassVar[str] = "38"
    summary: ClassVar[str] = "Shot list by the rules of editing: establishing shots, singles and over-the-shoulders, close-ups, inserts."
    licence: ClassVar[str] = "LicenseRef-Filmwright"

    def make(self, job: Job[ListShots]) -> Made:
        """One shot list.

        Raises:
            Refused: The screenplay has nothing to show, or is not one.
            Broken: The list fails its own check.
        """
        screenplay = read_screenplay(job.input(job.order.screenplay).path)
        shot_list = break_down(screenplay, job.order.title)
        faults = check_shot_list(shot_list, screenplay)
        if faults:
            msg = f"the shot list fails its check: {'; '.join(faults[:5])}"
            raise Broken(msg)
        return write_shot_list(job.folder, shot_list)
