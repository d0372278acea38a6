"""The first day with a GPU: what the machine is, whether every engine runs on it, what published models take, how fast pictures are.

`python -m tests.bench.gpu [--device cuda|cpu] [--only SECTION ...] [--names NAME ...]`. Weights are random, so nothing is downloaded. Every
trial has a process of its own: what fails is told with its last words, and the others go on. On a GPU some twenty minutes; `--device cpu`
tries the program itself on miniatures.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

import psutil

from activities.engines import engine_class, engine_names
from activities.film.coding.encode import why_not
from activities.film.coding.encoders import ENCODERS
from activities.models.engine import ModelEngine
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from schemas.engines import Queue
from schemas.stages import Stage
from tests.bench.meter import show
from tests.bench.published import SHAPES

_LONGEST_S = 900
_MADE_BY_HAND = {Stage.SCREENPLAY, Stage.MODERATION, Stage.SHOTS}
"""Stages whose model engines make words; random weights write none."""
_GIBIBYTE = 2**30


def machine(device: str, _names: Sequence[str]) -> None:
    """What torch and we see of it."""
    torch = torch_module()
    rows: list[list[object]] = [
        ["torch", f"{torch.__version__}, CUDA {torch.version.cuda}, cuDNN {torch.backends.cudnn.version()}"],
        ["main memory, GiB", psutil.virtual_memory().total / _GIBIBYTE],
        ["processors", os.cpu_count() or 0],
    ]
    if device == "cuda":
        card = torch.cuda.get_device_properties(0)
        free, total = torch.cuda.mem_get_info()
        generation = f"sm_{card.major}{card.minor}"
        rows += [
            ["GPU", f"{card.name}, {generation}"],
            ["this torch has code for it", "yes" if generation in torch.cuda.get_arch_list() else f"NO: {torch.cuda.get_arch_list()}"],
            ["memory free, GiB", free / _GIBIBYTE],
            ["memory, GiB", total / _GIBIBYTE],
        ]
    for package in ("flash_attn", "flash_attn_interface", "torchvision", "torchaudio", "torchcodec", "kernels"):
        rows.append([package, "there" if importlib.util.find_spec(package) else "absent"])
    rows += [[encoder.name, why_not(encoder) or "works"] for encoder in ENCODERS.values() if encoder.hardware == "nvenc"]
    show("The machine", ["", ""], rows)


def engines(device: str, names: Sequence[str]) -> None:
    """Every engine's miniature on every rung."""
    rungs = [rung for rung in Rung if device == "cuda" or rung is not Rung.MODEL]
    rows: list[list[object]] = []
    for stage in Stage:
        for name in engine_names(stage):
            kind = engine_class(stage, name)
            if stage not in _MADE_BY_HAND and issubclass(kind, ModelEngine) and kind.queue is Queue.GPU and (not names or name in names):
                for rung in rungs:
                    found = trial("engine", f"{stage.value}/{name}", rung.value, device)
                    rows.append([f"{stage.value}/{name}", rung.value, *_cells(found, ("result", "first s", "again s", "again"))])
    show(f"Engines on {device}", ["engine", "rung", "result", "first s", "again s", "again"], rows)


def shapes(device: str, names: Sequence[str]) -> None:
    """Published models with random weights: seconds, and memory against what is believed."""
    if device != "cuda":
        print("\nPublished models: skipped, they are for a GPU; `python -m tests.bench.activations` counts them anywhere")
        return
    columns = ("weights GB", "step s", "step GB", "step believed", "decoding s", "decoding GB", "decoding believed")
    found = [(name, trial("shape", name, device)) for name in SHAPES if not names or name in names]
    rows = [[name, *_cells(row, ("result", *columns))] for name, row in found]
    show("Published models, beside their weights", ["model", "result", *columns], rows)


def pictures(device: str, _names: Sequence[str]) -> None:
    """SDXL through the engine, against diffusers alone."""
    miniature = [] if device == "cuda" else ["--miniature", "--rounds", "2", "--steps", "4"]
    done = subprocess.run([sys.executable, "-m", "tests.bench.gpu.images", *miniature], check=False, timeout=4 * _LONGEST_S)
    if done.returncode:
        print(f"\nSDXL: it ended with {done.returncode}")


def trial(*arguments: str) -> dict[str, object]:
    """The row of one trial; of one that fails, its last words."""
    begun_s = time.monotonic()
    command = [sys.executable, "-m", "tests.bench.gpu.trials", *arguments]
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=_LONGEST_S)
    except subprocess.TimeoutExpired:
        return {"result": f"FAILED: not done after {_LONGEST_S} s"}
    told = [line for line in done.stdout.splitlines() if line.startswith("ROW ")]
    print(f"  {' '.join(arguments)}: {time.monotonic() - begun_s:.0f} s", flush=True)
    if told:
        row: dict[str, object] = json.loads(told[-1].removeprefix("ROW "))
        return row
    last = next((line for line in reversed(done.stderr.splitlines()) if line.strip()), "")
    return {"result": f"FAILED ({done.returncode}): {last[:120]}"}


def _cells(row: dict[str, object], names: Sequence[str]) -> list[object]:
    return [row.get(name, "") for name in names]


SECTIONS: dict[str, Callable[[str, Sequence[str]], None]] = {"machine": machine, "engines": engines, "shapes": shapes, "pictures": pictures}


def main() -> None:
    """Read the command line, run the sections."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.gpu")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--only", nargs="*", choices=tuple(SECTIONS), default=list(SECTIONS))
    parser.add_argument("--names", nargs="*", default=[], help="engines and published models, by name; all of them if none is named")
    given = parser.parse_args()
    if given.device == "cuda" and not torch_module().cuda.is_available():
        print("skipped: torch sees no GPU here; --device cpu tries the program on miniatures")
        return
    for name in given.only:
        SECTIONS[name](given.device, given.names)


if __name__ == "__main__":
    main()
