"""Makes two orders on a GPU of main memory that has no room for all of a model, and tells what was tried: for tests that start a process.

`python -m tests.activities.models.climbing MODELS_DIR GPU_BYTES [breaks]`; with `breaks` the device does so once something fits.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import structlog

from activities.engines import Job, Made
from activities.models.ladder import Conditions, run_down
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from schemas.engines import EngineChoice
from schemas.media import TEXT
from schemas.order import About
from schemas.stages import Stage
from schemas.voices import SpeakLine
from tests.fakes.gpu import lent_gpu
from tests.small import MARA

START = Conditions(batch=2, is_tiled=False, rung=Rung.RESIDENT)
TAKES_BYTES = {Rung.RESIDENT: 2000, Rung.MODEL: 1000, Rung.GROUP: 200}
ORDER_BYTES = 100
"""Of each order of a call, whatever the rung."""


def tried(models_dir: Path, *, breaks: bool) -> list[str]:
    """Under which conditions orders were tried, the last of which worked."""
    found: list[str] = []

    def attempt(jobs: Sequence[Job[SpeakLine]], conditions: Conditions) -> list[Made]:
        found.append(str(conditions))
        torch = torch_module()
        torch.zeros(TAKES_BYTES[conditions.rung] + ORDER_BYTES * len(jobs), dtype=torch.uint8, device="cuda")
        if breaks:
            raise RuntimeError("CUDA error: an illegal memory access was encountered")
        return [Made(path=job.folder / "a", media_type=TEXT) for job in jobs]

    about = About(film="f", owner="o", cut=1, target="line 1", label="Scene 1 · Line 1")
    order = SpeakLine(
        engine=EngineChoice(stage=Stage.VOICES, name="any", version="1"), about=about, seed=1, character=MARA, text="Well.", language="en"
    )
    with TemporaryDirectory() as folder:
        jobs = [Job(order, {}, Path(folder), lambda _fraction: None) for _ in range(2)]
        run_down(jobs, attempt, START, ("engine", "weights"), "cuda", may_tile=False, models_dir=models_dir)
    return found


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    with lent_gpu(int(sys.argv[2])):
        told = tried(Path(sys.argv[1]), breaks=sys.argv[3:] == ["breaks"])
    sys.stdout.write(json.dumps(told))
