"""Edits are tried out on paper before they are taken: what would change nothing makes no cut."""

from collections.abc import Sequence

from temporalio.exceptions import ApplicationError

from schemas.changes import EditFilm
from schemas.engines import Guest
from schemas.failures import Refused
from schemas.making import RehearseEdit
from schemas.steps import rehearse_edit
from workflows.production import Production
from workflows.steps import note


async def rehearse(edit: EditFilm, film: Production, guests: Sequence[Guest]) -> None:
    """Make sure that an edit does something; one that was seen before is no question any more.

    Args:
        edit: What is to be changed.
        film: What it is changed of.
        guests: The engines that it brings for single shots.

    Raises:
        ApplicationError: `Refused`: a part of it can't have an effect, or all of it would change nothing.
    """
    if film.plan is None or film.scenes is None or edit.id in film.seen:
        return
    order = RehearseEdit(plan=film.plan.joined_by(guests), changes=edit.changes, shots=film.scenes.shots)
    found = await note(rehearse_edit, order, "What an edit would do")
    if found.problems:
        raise ApplicationError("; ".join(found.problems), type=Refused.__name__, non_retryable=True)
