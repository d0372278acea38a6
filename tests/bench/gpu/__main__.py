"""The first day with a GPU: what the machine is, how fast pictures are, whether every engine runs on it, what published models take.

`python -m tests.bench.gpu [--minutes N] [--markdown FILE] [--device cuda|cpu] [--only SECTION ...] [--names NAME ...]`. Weights are random,
so nothing is downloaded. Every trial has a process of its own: what fails is told with its last words, and the others go on. On a GPU some
twenty minutes; with `--minutes` what is worth most comes first, and what there was no time for is named. `--device cpu` tries the program
itself on miniatures.
"""

import argparse
import importlib.util
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil

from activities.engines import engine_class, engine_names
from activities.models.engine import ModelEngine
from activities.models.rungs import Rung
from activities.models.torch_setup import torch_module
from schemas.engines import Queue
from schemas.stages import Stage
from tests.bench.gpu.results import Results

_LONGEST_S = 900
_LEAST_S = 20
"""A process that imports torch and diffusers has done nothing before."""
_SHARE_OF_PICTURES = 0.5
"""Of the time there is, when it is short."""
_AT_ONCE = 6
"""Miniatures, of which none keeps a GPU busy."""
_MADE_BY_HAND = {Stage.SCREENPLAY, Stage.MODERATION, Stage.SHOTS}
"""Stages whose model engines make words; random weights write none."""
_GIBIBYTE = 2**30
PASSES = {
    "sdxl": 30,
    "ltx": 40,
    "animatediff": 20,
    "wan": 80,
    "wan-decoder": 0,
    "z_image": 8,
    "flux2_klein": 4,
    "qwen_edit": 80,
    "ltx2-distilled": 8,
    "svd": 25,
    "cogvideox": 50,
    "ltx-13b": 40,
    "ltx2": 30,
}
"""Published models, those worth most first, with the passes of one result: the steps of their engines, twice where a guided step is two."""


def machine(results: Results, device: str, _names: Sequence[str]) -> None:
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
    for package in ("diffusers", "transformers", "flash_attn", "flash_attn_interface", "torchvision", "torchaudio", "kernels"):
        rows.append([package, "there" if importlib.util.find_spec(package) else "absent"])
    results.table("The machine", ["", ""], [*rows, *_video_encoders()])


def _video_encoders() -> list[list[object]]:
    try:
        from activities.film.coding.encode import why_not
        from activities.film.coding.encoders import ENCODERS
    except ImportError as error:
        return [["encoders of the GPU", f"not looked at: {error}"]]
    return [[encoder.name, why_not(encoder) or "works"] for encoder in ENCODERS.values() if encoder.hardware == "nvenc"]


def engines(results: Results, device: str, names: Sequence[str]) -> None:
    """Every engine's miniature: all of them whole on the device first, then streamed, then in parts."""
    rungs = (Rung.RESIDENT, Rung.GROUP, Rung.MODEL) if device == "cuda" else (Rung.RESIDENT, Rung.GROUP)
    asked = [
        (stage, name, rung) for rung in rungs for stage in Stage for name in engine_names(stage) if _is_tried(stage, name, rung, names)
    ]
    with ThreadPoolExecutor(_AT_ONCE if device == "cuda" else 1) as threads:
        found = threads.map(lambda one: trial(results, "engine", f"{one[0].value}/{one[1]}", one[2].value, device), asked)
        rows = [
            [f"{stage.value}/{name}", rung.value, *_cells(row, ("result", "first s", "again s", "again"))]
            for (stage, name, rung), row in zip(asked, found, strict=True)
        ]
    title = f"Engines on {device}, {_AT_ONCE} processes at once" if device == "cuda" else f"Engines on {device}"
    results.table(title, ["engine", "rung", "result", "first s", "again s", "again"], rows)


def _is_tried(stage: Stage, name: str, rung: Rung, names: Sequence[str]) -> bool:
    kind = engine_class(stage, name)
    if stage in _MADE_BY_HAND or not issubclass(kind, ModelEngine) or kind.queue is not Queue.GPU or (names and name not in names):
        return False
    return kind.offloads or rung is Rung.RESIDENT


def shapes(results: Results, device: str, names: Sequence[str]) -> None:
    """Published models with random weights: seconds, memory against what is believed, and what that comes to for a whole result."""
    if device != "cuda":
        results.skipped("Published models", "they are for a GPU; `python -m tests.bench.activations` counts them anywhere")
        return
    columns = ("weights GB", "step s", "step GB", "step believed", "decoding s", "decoding GB", "decoding believed")
    found = {name: trial(results, "shape", name, device) for name in PASSES if not names or name in names}
    rows = [[name, *_cells(row, ("result", *columns))] for name, row in found.items()]
    results.table("Published models, beside their weights", ["model", "result", *columns], rows)
    rates = [rate for name, row in found.items() if (rate := _rate(name, row))]
    results.table("A whole result, words and files left out", ["model", "passes", "seconds", "frames/s"], rates)


def _rate(name: str, row: dict[str, object]) -> list[object]:
    """Seconds of one result, by the steps its engine takes; empty when there is no step."""
    step_s, decoding_s, frames = row.get("step s"), row.get("decoding s", 0.0), row.get("frames")
    if not isinstance(step_s, float) or not isinstance(decoding_s, float) or not isinstance(frames, int):
        return []
    seconds = PASSES[name] * step_s + decoding_s
    return [name, PASSES[name], seconds, frames / seconds]


def pictures(results: Results, device: str, _names: Sequence[str]) -> None:
    """SDXL through the engine, against diffusers alone."""
    quick = ["--rounds", "2", "--steps", "20"] if results.is_short else []
    given = quick if device == "cuda" else ["--miniature", "--rounds", "2", "--steps", "4"]
    left_s = results.left_s(4 * _LONGEST_S) * (_SHARE_OF_PICTURES if results.is_short else 1)
    if left_s < _LEAST_S:
        results.skipped("SDXL", "no time is left")
        return
    command = [sys.executable, "-u", "-m", "tests.bench.gpu.images", *given]
    try:
        done = subprocess.run(command, check=False, timeout=left_s, capture_output=True)
        told, end = done.stdout, f"it ended with {done.returncode}: {_last(done.stderr)}" if done.returncode else ""
    except subprocess.TimeoutExpired as late:
        told, end = late.stdout or b"", f"not done after {left_s:.0f} s"
    results.words("SDXL through its engine, against a plain loop", f"{told.decode(errors='replace')}\n{end}")


def trial(results: Results, *arguments: str) -> dict[str, object]:
    """The row of one trial; of one that fails, its last words."""
    begun_s, left_s = time.monotonic(), results.left_s(_LONGEST_S)
    if left_s < _LEAST_S:
        return {"result": "skipped: no time is left"}
    command = [sys.executable, "-m", "tests.bench.gpu.trials", *arguments]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=left_s)
    except subprocess.TimeoutExpired:
        return {"result": f"FAILED: not done after {left_s:.0f} s"}
    told = [line for line in done.stdout.decode(errors="replace").splitlines() if line.startswith("ROW ")]
    print(f"  {' '.join(arguments)}: {time.monotonic() - begun_s:.0f} s", flush=True)
    if told:
        row: dict[str, object] = json.loads(told[-1].removeprefix("ROW "))
        return row
    return {"result": f"FAILED ({done.returncode}): {_last(done.stderr)}"}


def _last(told: bytes) -> str:
    return next((line for line in reversed(told.decode(errors="replace").splitlines()) if line.strip()), "")[:120]


def _cells(row: dict[str, object], names: Sequence[str]) -> list[object]:
    return [row.get(name, "") for name in names]


Section = Callable[[Results, str, Sequence[str]], None]
SECTIONS: dict[str, Section] = {"machine": machine, "pictures": pictures, "engines": engines, "shapes": shapes}


def main() -> None:
    """Read the command line, run the sections."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.gpu")
    parser.add_argument("--device", choices=("cuda", "cpu"), default="cuda")
    parser.add_argument("--only", nargs="*", choices=tuple(SECTIONS), default=list(SECTIONS))
    parser.add_argument("--names", nargs="*", default=[], help="engines and published models, by name; all of them if none is named")
    parser.add_argument("--minutes", type=float, help="end by then, and name what was left out")
    parser.add_argument("--markdown", type=Path, metavar="FILE", help="write the tables there too, each as it is done")
    given = parser.parse_args()
    if given.device == "cuda" and not torch_module().cuda.is_available():
        print("skipped: torch sees no GPU here; --device cpu tries the program on miniatures")
        return
    results = Results(given.markdown, given.minutes)
    for name in given.only:
        SECTIONS[name](results, given.device, given.names)


if __name__ == "__main__":
    main()
