"""Runs Wav2Lip over faces: many a call, always the same number, so that a face comes out the same whoever shares its call.

Imports torch, so engines import this module when they load.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import torch

from activities.lipsync.faces import SIDE_PX
from activities.lipsync.mel import Mel
from activities.lipsync.wav2lip_network import Generator
from activities.media.rgb import Rgb

_HIDDEN_FROM = SIDE_PX // 2
"""The first row of a face that the network does not see."""


def paint(
    generator: Generator, faces: Sequence[Rgb], heard: Sequence[Mel], faces_a_call: int, progress: Callable[[int], None]
) -> list[Rgb]:
    """The faces, saying what is heard.

    Args:
        generator: On its device; its type of number is what is calculated with.
        faces: uint8 of shape (96, 96, 3).
        heard: Of each face, shape (80, 16).
        faces_a_call: Shape of every call; the last one is filled up.
        progress: Called with the number of faces done after every call; what it raises ends the work.
    """
    weight = next(generator.parameters())
    made: list[Rgb] = []
    for first in range(0, len(faces), faces_a_call):
        now = slice(first, first + faces_a_call)
        face, mel = _filled(_seen(faces[now]), faces_a_call), _filled(np.stack(heard[now])[:, None], faces_a_call)
        with torch.inference_mode(), torch.backends.cudnn.flags(enabled=True, benchmark=False, deterministic=True):
            painted = generator(_on(mel, weight), _on(face, weight)).float().cpu().numpy()
        made += [_as_rgb(picture) for picture in painted[: len(faces[now])]]
        progress(len(made))
    return made


def _seen(faces: Sequence[Rgb]) -> Any:
    """Shape (faces, 6, 96, 96): the upper half, then the whole; blue, green, red."""
    whole = np.stack(faces)[..., ::-1].transpose(0, 3, 1, 2).astype(np.float32) / 255
    upper = whole.copy()
    upper[:, :, _HIDDEN_FROM:] = 0
    return np.concatenate([upper, whole], axis=1)


def _filled(values: Any, count: int) -> Any:
    return np.concatenate([values, np.zeros((count - len(values), *values.shape[1:]), np.float32)])


def _on(values: Any, weight: Any) -> Any:
    return torch.from_numpy(np.ascontiguousarray(values)).to(weight.device, weight.dtype)


def _as_rgb(painted: Any) -> Rgb:
    return np.ascontiguousarray(np.clip(np.rint(painted * 255), 0, 255).astype(np.uint8).transpose(1, 2, 0)[..., ::-1])
