"""A `MakeFilm` that makes nothing: it notes what it is told, so that the API can be tested without engines."""

from temporalio import workflow
from temporalio.exceptions import ApplicationError

from schemas.approvals import ApproveScenes, ScenesApproved
from schemas.changes import EditAccepted, EditFilm
from schemas.making import CancelFilm, FilmMade, FilmOrder
from schemas.stages import Stage
from schemas.states import FilmState

IMPOSSIBLE_SHOT = 99


@workflow.defn(name="MakeFilm")
class NotingFilm:
    """Takes every message the real one takes, and ends when it is cancelled or after the idle time of its order."""

    @workflow.init
    def __init__(self, order: FilmOrder) -> None:
        self._notes: list[str] = ["made" if order.is_made else "new"]
        self._edits: list[str] = []
        self._is_over = False

    @workflow.run
    async def run(self, order: FilmOrder) -> FilmMade:
        await workflow.wait_condition(lambda: self._is_over)
        await workflow.wait_condition(workflow.all_handlers_finished)
        return FilmMade(film=order.film, state=FilmState.COMPLETED, cut=1)

    @workflow.signal
    def cancel(self, request: CancelFilm) -> None:
        self._notes.append(f"cancel: {request.reason}")
        self._is_over = True

    @workflow.signal
    def pause(self) -> None:
        self._notes.append("pause")

    @workflow.signal
    def resume(self) -> None:
        self._notes.append("resume")

    @workflow.update
    async def edit(self, edit: EditFilm) -> EditAccepted:
        if edit.id not in self._edits:
            self._edits.append(edit.id)
            self._notes.append(edit.model_dump_json(exclude_none=True, exclude={"id"}))
        return EditAccepted(revision=len(self._edits), cut=1 + len(self._edits))

    @edit.validator
    def check_edit(self, edit: EditFilm) -> None:
        if any(getattr(change, "shot", None) == IMPOSSIBLE_SHOT for change in edit.changes):
            raise ApplicationError(f"no shot {IMPOSSIBLE_SHOT}; the film has shots 0 to 5", type="Refused", non_retryable=True)

    @workflow.update
    async def approve(self, order: ApproveScenes) -> ScenesApproved:
        self._notes.append(f"approve: {order.stage} {order.scenes}")
        return ScenesApproved(scenes=order.scenes)

    @approve.validator
    def check_approval(self, order: ApproveScenes) -> None:
        if order.stage is Stage.CLIPS:
            raise ApplicationError("this film waits for no approval of clips", type="Refused", non_retryable=True)

    @workflow.query
    def notes(self) -> list[str]:
        """What it was told, in order."""
        return self._notes
