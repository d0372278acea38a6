"""Orders of a screenplay, and the job around them."""

import hashlib
from collections.abc import Callable
from pathlib import Path

from activities.engines import Input, Job
from schemas.engines import EngineChoice
from schemas.media import TEXT, ArtifactRef
from schemas.order import About
from schemas.screenplay import ScriptFormat, WriteScreenplay
from schemas.stages import Stage

_ABOUT = About(film="film", owner="owner", cut=1, target="film", label="Screenplay")


def job_of(
    folder: Path,
    script: bytes,
    engine: str = "rules",
    format: ScriptFormat = "auto",
    progress: Callable[[float], None] = lambda _fraction: None,
    model: str = "",
) -> Job[WriteScreenplay]:
    """A job that reads `script`."""
    path = folder / "script"
    path.write_bytes(script)
    made = folder / "made"
    made.mkdir(exist_ok=True)
    ref = ArtifactRef(key="0" * 64, media_type=TEXT, size_bytes=len(script), sha256=hashlib.sha256(script).hexdigest())
    choice = EngineChoice(stage=Stage.SCREENPLAY, name=engine, version="1", model=model)
    order = WriteScreenplay(engine=choice, about=_ABOUT, script=ref, format=format)
    return Job(order=order, inputs={ref.key: Input(path)}, folder=made, progress=progress)
