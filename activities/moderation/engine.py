"""What every moderation engine is: one `ModerateText` in, one `Verdict` out, as JSON and as the fact `verdict`."""

from collections.abc import Mapping
from typing import Any, ClassVar

from activities.engines import Engine, Job, Made
from schemas.media import JSON
from schemas.moderation import ModerateText, Verdict
from schemas.stages import Stage

VERDICT = "verdict"
"""The fact that carries the verdict: whoever ordered it needs no second look into the store."""


class ModerationEngine(Engine[ModerateText]):
    """The root of the moderation engines."""

    stage: ClassVar[Stage] = Stage.MODERATION


def written(job: Job[ModerateText], verdict: Verdict, **facts: Any) -> Made:
    """A verdict as its engine's result."""
    path = job.folder / "verdict.json"
    path.write_text(verdict.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return Made(path=path, media_type=JSON, facts={**facts, VERDICT: verdict.model_dump(mode="json")})


def verdict_in(facts: Mapping[str, Any]) -> Verdict:
    """The verdict in a result's facts."""
    return Verdict.model_validate(facts[VERDICT])
