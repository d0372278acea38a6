"""Reads a script by rules alone: Fountain, FDX, Markdown, prose in any language; needs no model."""

from activities.engines import Job, Made
from activities.screenplay.engine import ScreenplayEngine
from activities.screenplay.parse import parse_script
from schemas.media import JSON
from schemas.screenplay import WriteScreenplay


class Rules(ScreenplayEngine):
    """The full rules of every accepted format; see `activities/screenplay/parse.py`."""

    version = "10"
    summary = "Fountain, Final Draft, Markdown and prose by rules, without a model"
    licence = "LicenseRef-Filmwright"

    def make(self, job: Job[WriteScreenplay]) -> Made:
        """Parse the script into `screenplay.json`."""
        job.progress(0.0)
        screenplay = parse_script(job.input(job.order.script).path.read_bytes(), job.order.format, job.order.language)
        job.progress(0.8)
        path = job.folder / "screenplay.json"
        path.write_text(screenplay.model_dump_json(), encoding="utf-8")
        return Made(
            path, JSON, facts={"scenes": len(screenplay.scenes), "speeches": sum(member.speeches for member in screenplay.characters)}
        )
