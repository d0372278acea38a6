"""How fast SDXL paints through the engine: alone and merged, against a plain diffusers loop in the same run; memory; the cost of a swap.

`python -m tests.bench.gpu.images [--rounds N] [--steps N] [--miniature]`. On a GPU, 1024 × 1024 with weights of full size and random
numbers. Without a GPU it says so and ends; `--miniature` runs the same program on a tiny model anywhere, to try the program itself.
"""

import argparse
import logging
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog
from pydantic import JsonValue

from activities.batching import Batcher
from activities.engines import Engine, Job, Made, engine_class, engine_options
from activities.images.diffusion import DiffusionImages
from activities.media.prompting import image_prompt
from activities.models.engine import ModelEngine
from activities.models.headers import component_bytes
from activities.models.needs import Activations
from activities.models.pool import warm_pool
from activities.models.tiny.sdxl import make_tiny_sdxl
from activities.models.torch_setup import torch_module
from schemas.images import PaintImage
from schemas.stages import Stage
from tests.activities.images.painting import small
from tests.bench.gpu.large import make_large_sdxl
from tests.bench.meter import middle, show

TOGETHER = 8


@dataclass
class Setup:
    """One size of model on one device."""

    engine: Engine[Any]
    plain: Any
    """The diffusers pipeline without us."""
    side_px: int
    steps: int
    device: str
    folder: Path

    def orders(self, count: int, first: int) -> list[PaintImage]:
        """Shots that differ in words and noise."""
        return [
            small(width_px=self.side_px, height_px=self.side_px, prompt=f"A harbour, view {n}", seed=n) for n in range(first, first + count)
        ]

    def job(self, order: PaintImage) -> Job[PaintImage]:
        own = Path(tempfile.mkdtemp(dir=self.folder))
        return Job(order=order, inputs={}, folder=own)

    def paint_plain(self, orders: list[PaintImage]) -> None:
        """What anybody would write: one call, pictures saved as PNG."""
        torch = torch_module()
        pictures = self.plain(
            prompt=[image_prompt(order) for order in orders],
            width=self.side_px,
            height=self.side_px,
            num_inference_steps=self.steps,
            guidance_scale=7.0,
            generator=[torch.Generator("cpu").manual_seed(order.seed) for order in orders],
        ).images
        for number, picture in enumerate(pictures):
            picture.save(self.folder / f"plain-{number}.png", compress_level=1)

    def paint_alone(self, number: int) -> None:
        """One order through the engine."""
        self.engine.make(self.job(self.orders(1, number)[0]))

    def paint_merged(self, batcher: Batcher, orders: list[PaintImage]) -> None:
        """Orders of as many activities, merged by the worker."""
        with ThreadPoolExecutor(len(orders)) as threads:
            made: list[Made] = list(threads.map(lambda order: batcher.make(self.engine, self.job(order)), orders))
        assert all(result.path.is_file() for result in made)


def prepare(folder: Path, steps: int, *, is_miniature: bool) -> Setup:
    """Build the weights, the engine and the plain pipeline."""
    torch = torch_module()
    from diffusers import StableDiffusionXLPipeline

    device = "cpu" if is_miniature else "cuda"
    models_dir = folder / "models"
    model = make_tiny_sdxl(models_dir) if is_miniature else make_large_sdxl(models_dir, device)
    given: dict[str, JsonValue] = {
        "model": model,
        "steps": steps,
        "guidance": 7.0,
        "megapixels": 0.016 if is_miniature else 1.0,
        "batch_max": TOGETHER,
    }
    options = engine_options(Stage.IMAGES, "sdxl", {"FILM_MODELS_DIR": str(models_dir)}, given)
    engine = engine_class(Stage.IMAGES, "sdxl")(options)
    assert isinstance(engine, ModelEngine)
    plain = StableDiffusionXLPipeline.from_pretrained(engine.folder, dtype=engine.dtype, local_files_only=True, add_watermarker=False)
    plain.to(device)
    plain.set_progress_bar_config(disable=True)
    torch.set_grad_enabled(False)
    return Setup(engine, plain, 128 if is_miniature else 1024, steps, device, folder)


def timed(setup: Setup, work: Callable[[], None]) -> float:
    """Seconds of one piece of work, the device's queue included."""
    begun_s = time.monotonic()
    work()
    if setup.device == "cuda":
        torch_module().cuda.synchronize()
    return time.monotonic() - begun_s


def measure(setup: Setup, rounds: int) -> None:
    """Everything in turns, the table at the end."""
    batcher = Batcher(setup.folder)
    ways: dict[str, Callable[[int], None]] = {
        "plain, 1": lambda n: setup.paint_plain(setup.orders(1, n)),
        "engine, 1": setup.paint_alone,
        f"plain, {TOGETHER} in a call": lambda n: setup.paint_plain(setup.orders(TOGETHER, n)),
        f"engine, {TOGETHER} merged": lambda n: setup.paint_merged(batcher, setup.orders(TOGETHER, n)),
    }
    for work in ways.values():  # weights, kernels, caches
        work(0)
    found: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name, work in ways.items():
            number = 1000 * (turn + 1)
            found[name].append(timed(setup, lambda work=work, number=number: work(number)))  # type: ignore[misc]
    seconds = {name: middle(times, lambda value: value) for name, times in found.items()}
    pictures = {name: TOGETHER if str(TOGETHER) in name else 1 for name in ways}
    rate = {name: pictures[name] / seconds[name] for name in ways}
    base = list(rate.values())
    rows: list[list[object]] = [
        [name, seconds[name], rate[name], rate[name] / (base[0] if pictures[name] == 1 else base[2])] for name in ways
    ]
    show(
        f"SDXL {setup.side_px}², {setup.steps} steps, {setup.device} (medians of {rounds})",
        ["way", "seconds", "pictures/s", "of the plain rate"],
        rows,
    )


def measure_memory(setup: Setup) -> None:
    """What the engine believes it needs against what it takes, and what loading it again costs."""
    assert isinstance(setup.engine, ModelEngine)
    pool, torch = warm_pool(setup.device), torch_module()
    setup.plain = None
    pool.make_room(2**62)
    if setup.device == "cuda":
        torch.cuda.empty_cache()
        torch.cuda.reset_peak_memory_stats()
    load_s = timed(setup, lambda: setup.paint_alone(1))
    warm_s = timed(setup, lambda: setup.paint_alone(2))
    weights = sum(component_bytes(setup.engine.folder, setup.engine.dtype.itemsize).values())
    assert isinstance(setup.engine, DiffusionImages)
    pixels = setup.side_px**2
    beside = Activations(pixels * setup.engine.bytes_per_pixel, pixels * setup.engine.decoding_bytes_per_pixel)
    activations = max(beside.of(1, is_tiled=False))
    peak = torch.cuda.max_memory_allocated() if setup.device == "cuda" else pool.size_bytes
    gigabyte = 1e9
    rows: list[list[object]] = [
        ["weights, by their headers", weights / gigabyte],
        ["with activations, estimated", (weights + activations) / gigabyte],
        ["peak, measured" if setup.device == "cuda" else "process grew by (no GPU: no peak)", peak / gigabyte],
    ]
    show("Memory of one picture", ["", "GB"], rows)
    show("A swap", ["", "seconds"], [["first picture, weights loaded", load_s], ["next picture", warm_s], ["swap", load_s - warm_s]])


def main() -> None:
    """Read the command line, measure, tell."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.gpu.images")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--steps", type=int, default=30)
    parser.add_argument("--miniature", action="store_true", help="a tiny model, anywhere")
    given = parser.parse_args()
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    if not given.miniature and not torch_module().cuda.is_available():
        print("skipped: torch sees no GPU here; --miniature tries the program on a tiny model")
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        setup = prepare(Path(folder), given.steps, is_miniature=given.miniature)
        measure(setup, given.rounds)
        measure_memory(setup)


if __name__ == "__main__":
    main()
