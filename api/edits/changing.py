"""Sends changes to a film's workflow and waits until they are taken or refused.

The change travels as a Temporal update. A film that was finished and then idle for days has no running workflow: for a completed film the
update is sent together with a start, so that it begins again from its rows in the same moment.
"""

import asyncio

from sqlalchemy.ext.asyncio import AsyncSession
from temporalio.client import Client, WithStartWorkflowOperation, WorkflowHandle
from temporalio.common import Priority, WorkflowIDConflictPolicy
from temporalio.service import RPCError, RPCStatusCode

from api.answers import ChangeTaken
from api.engines.availability import check_wishes
from api.films.views import href
from api.idempotency import claim
from api.identifiers import new_id
from api.problems import Problem, unavailable
from api.starting import film_order, search_attributes, workflow_id
from api.voices.routes import check_changed_voices
from schemas.changes import Change, EditAccepted, EditFilm
from schemas.edits import wishes_of
from schemas.engines import Queue, Wish
from schemas.keys import text_key
from schemas.making import FilmMade
from schemas.options import FilmOptions
from schemas.states import FilmState
from schemas.tables import FilmRow
from workers.bootstrap import Services

_TAKEN_WITHIN_S = 20.0
"""A worker takes a change in milliseconds, and in a few seconds when it must load the film first."""


async def change(
    services: Services, session: AsyncSession, film: FilmRow, changes: list[Change], key: str | None, reason: str = ""
) -> ChangeTaken:
    """Send changes that belong together; they become one new cut.

    `key` is the request's `Idempotency-Key`; it becomes the change's id, so that sending it again changes nothing more.

    Raises:
        Problem: 409, the film is in a state that takes no changes; 422, there is no such voice, or no consent; 503, nobody took it in time.
        WorkflowUpdateFailedError: The film refused it; see `api/errors.py`.
    """
    if FilmState(film.state).is_given_up:
        raise Problem(409, f"film '{film.id}' is {film.state}; nothing of it can be changed any more, submit its script again")
    await check_changed_voices(session, film, changes)
    await check_wishes(services.temporal, _wishes(changes), FilmOptions.model_validate(film.options))
    edit = EditFilm(id=key or f"edit-{new_id()}", changes=changes, reason=reason)
    if key is not None:
        await claim(session, film.owner, key, text_key(f"{film.id} {edit.model_dump_json()}"), film.id)
        await session.commit()
    try:
        async with asyncio.timeout(_TAKEN_WITHIN_S):
            accepted = await _send(services.temporal, film, edit)
    except TimeoutError as error:
        raise unavailable(
            f"no worker took the change in {_TAKEN_WITHIN_S:.0f} s; send it again with the same Idempotency-Key", 5
        ) from error
    return ChangeTaken(
        film=film.id, edit=edit.id, revision=accepted.revision, cut=accepted.cut, href=f"{href(film.id)}/cuts/{accepted.cut}"
    )


def _wishes(changes: list[Change]) -> list[tuple[Wish, str]]:
    return [(wish, f"/changes/{number}/shot/engines/{wish.stage}") for number, change in enumerate(changes) for wish in wishes_of([change])]


async def _send(temporal: Client, film: FilmRow, edit: EditFilm) -> EditAccepted:
    if film.state == FilmState.COMPLETED:
        start: WithStartWorkflowOperation[WorkflowHandle[object, FilmMade], FilmMade] = WithStartWorkflowOperation(
            "MakeFilm",
            film_order(film, is_made=True),
            id=workflow_id(film.id),
            task_queue=Queue.WORKFLOWS,
            result_type=FilmMade,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            search_attributes=search_attributes(film),
            static_summary=film.title,
            priority=Priority(fairness_key=film.owner[:64]),
        )
        taken = await temporal.execute_update_with_start_workflow(
            "edit", edit, id=edit.id, start_workflow_operation=start, result_type=EditAccepted
        )
    else:
        handle = temporal.get_workflow_handle(workflow_id(film.id))
        try:
            taken = await handle.execute_update("edit", edit, id=edit.id, result_type=EditAccepted)
        except RPCError as error:
            if error.status is not RPCStatusCode.NOT_FOUND:
                raise
            raise Problem(409, f"film '{film.id}' is {film.state}, but nobody is making it; it can be cancelled") from error
    return EditAccepted.model_validate(taken)
