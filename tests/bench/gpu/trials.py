"""One trial on a device, in a process of its own, so that a device it breaks is no other trial's: prints one row as JSON.

`python -m tests.bench.gpu.trials engine STAGE/NAME RUNG DEVICE`: a miniature of the engine makes its smallest order twice.
`python -m tests.bench.gpu.trials shape NAME DEVICE`: a step and the decoding of a published model with random weights.
"""

import hashlib
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from activities.engines import engine_class, engine_options
from activities.models.faults import is_memory_short
from activities.models.miniatures import families
from activities.models.torch_setup import torch_module
from schemas.failures import Refused
from schemas.stages import Stage
from tests.bench.activations import believed
from tests.bench.published import SHAPES, Shape
from tests.models.commissions import commission, fault

_GIGABYTE = 1e9


def engine(stage_name: str, rung: str, device: str) -> dict[str, object]:
    """Whether an engine runs on a rung, how long it took, and whether it makes the same bytes again."""
    stage, name = Stage(stage_name.partition("/")[0]), stage_name.partition("/")[2]
    family = next(family for family in families().values() if name in family.engines)
    with tempfile.TemporaryDirectory(prefix="bench-") as place:
        folder = Path(place)
        family.build(folder / "models")
        given: dict[str, Any] = {**family.engines[name], "reproducible": True, "device": device, "offload": rung}
        asked = commission(stage, folder / "inputs")
        took_s, digests = [], []
        try:
            maker = engine_class(stage, name)(engine_options(stage, name, {"FILM_MODELS_DIR": str(folder / "models")}, given))
            for turn in range(2):
                begun_s = time.monotonic()
                made = maker.make(asked.job(folder / f"turn-{turn}"))
                took_s.append(time.monotonic() - begun_s)
                digests.append(hashlib.sha256(made.path.read_bytes()).hexdigest())
        except Refused as error:
            return {"result": f"refused: {str(error)[:70]}"}
        wrong = fault(asked.order, made)
    same = "same bytes" if digests[0] == digests[1] else "OTHER BYTES"
    return {"result": wrong or "right", "first s": took_s[0], "again s": took_s[1], "again": same}


def shape(name: str, device: str) -> dict[str, object]:
    """What a step and the decoding of a published model take on a device, against what its engine says."""
    torch = torch_module()
    build, dtype = SHAPES[name]
    torch.set_default_dtype(dtype)
    try:
        with torch.device("meta"):
            known = build()
        return measured(known, device)
    except RuntimeError as error:
        if not is_memory_short(error):
            raise
        return {"model": known.model, "result": "it does not fit"}


def measured(known: Shape, device: str) -> dict[str, object]:
    """The same of a shape whose modules have no weights yet: seconds and peaks beside the weights (on a GPU)."""
    torch = torch_module()
    torch.set_default_device(device)
    weights = 0
    with torch.no_grad():
        for module in known.modules:
            module.to_empty(device=device)
            for tensor in (*module.parameters(), *module.buffers()):
                tensor.normal_(0, 0.02) if tensor.is_floating_point() else tensor.zero_()
                weights += tensor.numel() * tensor.element_size()
    row: dict[str, object] = {"model": known.model, "result": "ran", "frames": known.frames, "weights GB": weights / _GIGABYTE}
    for what, work, told in zip(("step", "decoding"), (known.step, known.decode), believed(known), strict=True):
        if work is not None:
            took_s, peak = _watched(work, device)
            row |= {f"{what} s": took_s, f"{what} GB": peak / _GIGABYTE, f"{what} believed": told / _GIGABYTE}
    return row


def _watched(work: Any, device: str) -> tuple[float, int]:
    """Seconds of the second run, and its peak beside what was held before; 0 where there is no GPU."""
    torch = torch_module()
    has_gpu = device == "cuda"
    with torch.no_grad():
        work()
        if has_gpu:
            torch.cuda.synchronize()
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats()
        before = torch.cuda.memory_allocated() if has_gpu else 0
        begun_s = time.monotonic()
        work()
        if has_gpu:
            torch.cuda.synchronize()
        took_s = time.monotonic() - begun_s
    return took_s, (torch.cuda.max_memory_allocated() - before if has_gpu else 0)


if __name__ == "__main__":
    kind, *given = sys.argv[1:]
    print("ROW " + json.dumps(engine(*given) if kind == "engine" else shape(*given)))
