"""Clears the store of what no film has any more; one at a time, however many ask."""

from temporalio import workflow

from schemas.clearing import Cleared, ClearSome
from schemas.clearing import ClearStore as ClearOrder
from schemas.steps import clear_some, tell_cleared
from workflows.steps import note


@workflow.defn
class ClearStore:
    """Removes batch after batch until nothing is left, and answers with how much it was."""

    @workflow.init
    def __init__(self, order: ClearOrder) -> None:
        """Signals may come before `run`."""
        self._is_asked = False
        self._removed = 0
        self._clearing = order.clearing or workflow.info().run_id

    @workflow.run
    async def run(self, _order: ClearOrder) -> Cleared:
        """Clear; a film that is deleted while the last batch is removed, or while it is told how much it was, is cleared too."""
        some = ClearSome(clearing=self._clearing)
        while True:
            self._is_asked = False
            await self._clear(some)
            if self._is_asked:
                continue
            cleared = await note(tell_cleared, some, "How much it was")
            if not self._is_asked:
                return cleared

    async def _clear(self, some: ClearSome) -> None:
        is_over = False
        while not is_over:
            if workflow.info().is_continue_as_new_suggested():
                workflow.continue_as_new(ClearOrder(clearing=self._clearing))
            batch = await note(clear_some, some, "Remove what no film has")
            is_over = batch.is_over
            self._removed += batch.artifacts
            workflow.set_current_details(f"{self._removed} files removed")

    @workflow.signal(description="A film was deleted: look again when nothing is left.")
    def ask(self) -> None:
        """Sent by whoever starts a clearing, or joins the one that runs."""
        self._is_asked = True
