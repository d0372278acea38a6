"""Breaks a screenplay down with coverage chosen by a language model, wherever that runs."""

from collections.abc import Callable

from activities.asking import Question
from activities.engines import Job, Made
from activities.shots.beats import read_story
from activities.shots.breakdown import break_down
from activities.shots.check import check_shot_list
from activities.shots.covering.choosing import ChosenCoverage, cover_by_model
from activities.shots.files import read_screenplay, write_shot_list
from schemas.failures import Broken
from schemas.shots import ListShots

AskCoverage = Callable[[Question[ChosenCoverage], Callable[[], None], str], ChosenCoverage]
"""A question, progress and the model's name in; the checked answer out."""


def list_shots_by_model(job: Job[ListShots], ask: AskCoverage) -> Made:
    """One shot list.

    Raises:
        Refused: The screenplay has nothing to show, the model refuses, or it breaks the rules twice.
        Unavailable: The model can't be reached now.
        Broken: The list fails its own check.
    """
    order = job.order
    screenplay = read_screenplay(job.input(order.screenplay).path)
    scenes = max(1, len(read_story(screenplay).scenes))
    asked = 0

    def ask_next(question: Question[ChosenCoverage]) -> ChosenCoverage:
        nonlocal asked
        done = min(0.99, asked / scenes)
        asked += 1
        return ask(question, lambda: job.progress(done), order.engine.model)

    shot_list = break_down(screenplay, order.title, cover_by_model(ask_next, order.seed + order.take - 1))
    faults = check_shot_list(shot_list, screenplay)
    if faults:
        msg = f"the shot list fails its check: {'; '.join(faults[:5])}"
        raise Broken(msg)
    return write_shot_list(job.folder, shot_list)
