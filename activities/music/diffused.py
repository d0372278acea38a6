"""What the diffusion engines of music share: loading a pipeline of diffusers onto its rung, and its sound as ours."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from activities.media.sound import Sound, resampled
from activities.models.loading import load_pipeline
from activities.models.rungs import Rung, place


@contextmanager
def unwarned() -> Iterator[None]:
    """Inside, diffusers builds its autoencoders without a notice: it uses a function that torch has renamed, which is not ours to mend."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "`torch.nn.utils.weight_norm` is deprecated", FutureWarning)
        yield


def placed(name: str, folder: Any, dtype: Any, rung: Rung, device: str) -> Any:
    """A pipeline of the class `name`, on its rung.

    Raises:
        Refused: The files are not such a model, or the rung needs a GPU.
    """
    with unwarned():
        pipeline = load_pipeline(name, folder, dtype)
    place(pipeline, rung, device)
    return pipeline


def as_sounds(audios: Any, rate_hz: float) -> list[Sound]:
    """A pipeline's tensor of shape (orders, channels, samples) as sounds at 48 kHz."""
    return [resampled(np.asarray(one, dtype=np.float32), rate_hz) for one in audios.float().cpu().numpy()]
