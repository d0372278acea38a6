"""Asks engines with an environment of their own (`./film install audiocraft`) there: this one can't see what is installed in it."""

import json
import subprocess
from functools import lru_cache
from pathlib import Path

from activities.models.cards import ACTIVE
from deploy.annex import interpreter
from deploy.stack.layout import CHECKOUT
from schemas.engines import EngineInfo, Queue
from workers.bootstrap import engine_settings

_PATIENCE_S = 60
_ASK = """
import json, sys
from activities.engines import engine_info
from schemas.stages import Stage

stage, name, settings, options = json.load(sys.stdin)
sys.stdout.write(engine_info(Stage(stage), name, settings, options).model_dump_json())
"""


def seen_from_home(info: EngineInfo, options: dict[str, str | int | float | bool], root: Path = CHECKOUT) -> EngineInfo:
    """What an engine tells of itself in the environment it has of its own; as it is where it has none, or none was made.

    Args:
        info: As seen from here.
        options: Of a profile.
        root: The checkout.
    """
    python = interpreter(root, str(info.queue)) if info.unavailable and info.queue is Queue.AUDIOCRAFT else None
    if python is None:
        return info
    question = json.dumps([info.stage, info.name, engine_settings(), options])
    state = (python.parents[1].stat().st_mtime_ns, *_in_use(Path(engine_settings()["FILM_MODELS_DIR"])))
    try:
        return _told(python, question, root, state)
    except (OSError, subprocess.SubprocessError, ValueError):
        broken = f"not available: its environment {python.parents[1]} is broken; delete it and `./film install {info.queue}`"
        return info.model_copy(update={"unavailable": broken})


@lru_cache(maxsize=64)
def _told(python: Path, question: str, root: Path, _state: tuple[int, ...]) -> EngineInfo:
    """What another Python answers, asked once as long as nothing of the `_state` that it depends on is other; it takes seconds.

    One that fails is asked again the next time: a machine that was too busy for it would else have no such engine until it is restarted.
    """
    done = subprocess.run(  # noqa: S603 - the annex's own Python
        [python, "-c", _ASK], input=question, cwd=root, capture_output=True, text=True, timeout=_PATIENCE_S, check=True
    )
    return EngineInfo.model_validate_json(done.stdout)


def _in_use(models_dir: Path) -> list[int]:
    """What changes when another model is in use."""
    return sorted(marker.stat().st_mtime_ns for marker in models_dir.glob(f"*/{ACTIVE}"))
