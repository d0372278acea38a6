"""Orders to look words through, and the job around them."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from activities.engines import Engine, Input, Job
from activities.moderation.engine import verdict_in
from activities.purchase import MemoryPurchases
from activities.screenplay.parse import parse_script
from schemas.engines import EngineChoice
from schemas.media import JSON, ArtifactRef
from schemas.moderation import GivenWords, ModerateText, Verdict
from schemas.order import About
from schemas.stages import Stage

ABOUT = About(film="film", owner="owner", cut=1, target="film", label="Moderation")


def job_of(
    folder: Path,
    script: str = "",
    words: list[GivenWords] | None = None,
    engine: str = "words",
    progress: Callable[[float], None] = lambda _fraction: None,
) -> Job[ModerateText]:
    """A job that looks a script through, or other words, or both."""
    made = folder / "made"
    made.mkdir(parents=True, exist_ok=True)
    choice = EngineChoice(stage=Stage.MODERATION, name=engine, version="1")
    order = ModerateText(engine=choice, about=ABOUT, words=words or [])
    if not script:
        return Job(order=order, inputs={}, folder=made, progress=progress, purchase=MemoryPurchases(order.key))
    data = parse_script(script.encode(), "fountain", "auto").model_dump_json().encode()
    path = folder / "screenplay.json"
    path.write_bytes(data)
    ref = ArtifactRef(key="0" * 64, media_type=JSON, size_bytes=len(data), sha256=hashlib.sha256(data).hexdigest())
    order = order.model_copy(update={"screenplay": ref})
    return Job(order=order, inputs={ref.key: Input(path)}, folder=made, progress=progress, purchase=MemoryPurchases(order.key))


def verdict_of(engine: Engine[ModerateText], job: Job[ModerateText]) -> Verdict:
    """What an engine finds; the file and the facts must say the same."""
    made = engine.make(job)
    verdict = Verdict.model_validate_json(made.path.read_bytes())
    assert verdict == verdict_in(made.facts)
    return verdict
