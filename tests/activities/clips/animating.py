"""Runs model engines of the clips stage on small orders, and looks at what came out."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from activities.engines import Engine, Input, Job, Made, engine_class, engine_options
from activities.media.frames import open_clip
from activities.media.planes import planes_of
from activities.media.rgb import rgb_from_planes
from schemas.clips import AnimateClip
from schemas.media import PNG
from schemas.stages import Stage
from tests.activities.clips.orders import clip_order, picture_ref

SMALL: dict[str, object] = {"width_px": 128, "height_px": 72, "frames": 7, "prompt": "She turns to the window", "image": picture_ref(PNG)}


def engine(models_dir: Path, name: str, **options: str | float | bool) -> Engine[AnimateClip]:
    """An engine of the clips stage over a tiny registry."""
    given = engine_options(Stage.CLIPS, name, {"FILM_MODELS_DIR": str(models_dir)}, options)
    return engine_class(Stage.CLIPS, name)(given)


def still(folder: Path, seed: int = 0) -> Path:
    """A picture with structure of all sizes."""
    folder.mkdir(parents=True, exist_ok=True)
    dice = np.random.Generator(np.random.PCG64(seed))
    coarse = cv2.resize(dice.integers(0, 256, (9, 16, 3), np.uint8), (160, 90), interpolation=cv2.INTER_CUBIC)
    path = folder / f"still-{seed}.png"
    cv2.imwrite(str(path), coarse)
    return path


def job(
    folder: Path,
    order: AnimateClip | None = None,
    *,
    picture: Path | None = None,
    progress: Callable[[float], None] = lambda _fraction: None,
) -> Job[AnimateClip]:
    """An order on the bench."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = order or small()
    return Job(wanted, {wanted.image.key: Input(picture or still(folder))}, folder, progress)


def small(**fields: Any) -> AnimateClip:
    """An order for a very small, short clip."""
    return clip_order(**{**SMALL, **fields})


def made_many(worker: Engine[AnimateClip], folder: Path, orders: Sequence[AnimateClip]) -> list[Made]:
    """Results of orders merged into one call."""
    return worker.make_many([job(folder / str(index), order) for index, order in enumerate(orders)])


def frames_of(made: Made, order: AnimateClip | None = None) -> NDArray[np.int16]:
    """A clip's frames, shape (frames, height, width, 3), read as the film reads them; checks length, rate and size."""
    wanted = order or small()
    clip = open_clip(made.path, made.media_type, made.path, wanted.width_px, wanted.height_px, wanted.fps)
    assert (clip.frames, made.frames, made.fps) == (wanted.frames, wanted.frames, wanted.fps)
    assert (made.width_px, made.height_px) == (wanted.width_px, wanted.height_px)
    return np.stack([rgb_from_planes(*planes_of(frame)) for frame in clip.read(0, clip.frames)]).astype(np.int16)


def change(first: Made, second: Made, order: AnimateClip | None = None) -> float:
    """Mean difference of two clips, in levels of 255."""
    return float(np.abs(frames_of(first, order) - frames_of(second, order)).mean())
