"""Hands a finished cut to an editor: one activity, as durable as the film it comes from."""

from temporalio import workflow

from schemas.exports import ExportCut
from schemas.media import ArtifactRef
from workflows.steps import carry_out


@workflow.defn
class ExportFilm:
    """Exports one cut in one format."""

    @workflow.run
    async def run(self, order: ExportCut) -> ArtifactRef:
        """Make the file, or find it made."""
        return await carry_out(order)
