"""What the diffusion engines of sound share: loading a pipeline of diffusers onto its rung, and its sound as ours.

Decoders of sound calculate in 32 bits whatever the model does: bfloat16 keeps 8 bits of a sample, which is noise 55 dB below the music for
its rounding alone, and with what the layers add 44 dB (measured on AutoencoderOobleck in its published size).
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from activities.media.sound.waveform import Sound, resampled
from activities.models.loading import load_pipeline
from activities.models.rungs import Rung, place
from activities.models.torch_setup import with_all_bits


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
        _decode_in_full(pipeline.vae)
    place(pipeline, rung, device)
    return pipeline


def _decode_in_full(decoder: Any) -> None:
    """Have a decoder calculate in 32 bits, of whatever type its latents are."""
    decode = decoder.float().decode

    def in_full(latents: Any, **named: Any) -> Any:
        with with_all_bits():
            return decode(latents.float(), **named)

    decoder.decode = in_full


def as_sounds(audios: Any, rate_hz: float) -> list[Sound]:
    """A pipeline's tensor of shape (orders, channels, samples) as sounds at 48 kHz."""
    return [resampled(np.asarray(one, dtype=np.float32), rate_hz) for one in audios.float().cpu().numpy()]
