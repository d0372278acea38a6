"""Runs image engines on small orders."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from activities.engines import Engine, Input, Job, Made, engine_class, engine_options
from schemas.images import PaintImage
from schemas.media import PNG, ArtifactRef
from schemas.stages import Stage
from tests.activities.images.orders import paint

SMALL = {"width_px": 128, "height_px": 72}


def engine(models_dir: Path, name: str, **options: str | float | bool) -> Engine[PaintImage]:
    """An engine of the images stage over a tiny registry."""
    given = engine_options(Stage.IMAGES, name, {"FILM_MODELS_DIR": str(models_dir)}, options)
    return engine_class(Stage.IMAGES, name)(given)


def job(
    folder: Path,
    order: PaintImage | None = None,
    *,
    inputs: Mapping[str, Input] | None = None,
    progress: Callable[[float], None] = lambda _fraction: None,
) -> Job[PaintImage]:
    """An order on the bench."""
    folder.mkdir(parents=True, exist_ok=True)
    return Job(order or small(), inputs or {}, folder, progress)


def small(**fields: Any) -> PaintImage:
    """An order for a very small picture."""
    return paint(**{**SMALL, "prompt": "A woman at the table", **fields})


def pixels(made: Made) -> NDArray[np.int16]:
    """A result's picture, wide enough for differences."""
    with Image.open(made.path) as picture:
        return np.asarray(picture.convert("RGB")).astype(np.int16)


def change(first: Made, second: Made) -> float:
    """Mean difference of two pictures, in levels of 255."""
    return float(np.abs(pixels(first) - pixels(second)).mean())


def made_many(painter: Engine[PaintImage], folder: Path, orders: Sequence[PaintImage]) -> list[Made]:
    """Results of orders merged into one call."""
    return painter.make_many([job(folder / str(index), order) for index, order in enumerate(orders)])


def sheet(folder: Path, key: str, tint: tuple[int, int, int], character: str = "") -> tuple[ArtifactRef, dict[str, Input]]:
    """A reference picture of one colour and some noise; a character's when one is named."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{key}.png"
    noise = np.random.Generator(np.random.PCG64(len(key) + tint[0])).integers(0, 90, (64, 48, 3), np.uint8)
    Image.fromarray((noise + np.asarray(tint, np.uint8)).astype(np.uint8)).save(path)
    ref = ArtifactRef(key=key, media_type=PNG, size_bytes=path.stat().st_size, sha256="0" * 64)
    return ref, {key: Input(path, {"character": character} if character else {})}
