"""Wav2Lip's generator, whose tensors are named as in the public weights, and the reading of those weights.

The network (Prajwal et al., A Lip Sync Expert Is All You Need, 2020, https://arxiv.org/abs/2008.10010) paints the lower half of a face from
its upper half, a picture of the same person and 0.2 s of sound. 36.3 million parameters in 352 tensors.

Imports torch, so engines import this module when they load.
"""

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file
from torch import nn

from activities.models.faults import refusing
from schemas.failures import Refused


class _Stage(NamedTuple):
    """A unit that changes the size, and residual units that refine at the new one."""

    channels_in: int
    channels: int
    kernel: int
    stride: int | tuple[int, int]
    padding: int
    residuals: int


_FACE = (
    _Stage(6, 16, 7, 1, 3, 0),
    _Stage(16, 32, 3, 2, 1, 2),  # 48 × 48
    _Stage(32, 64, 3, 2, 1, 3),  # 24 × 24
    _Stage(64, 128, 3, 2, 1, 2),  # 12 × 12
    _Stage(128, 256, 3, 2, 1, 2),  # 6 × 6
    _Stage(256, 512, 3, 2, 1, 1),  # 3 × 3
)
_SOUND = (
    _Stage(1, 32, 3, 1, 1, 2),  # 80 × 16
    _Stage(32, 64, 3, (3, 1), 1, 2),  # 27 × 16
    _Stage(64, 128, 3, 3, 1, 2),  # 9 × 6
    _Stage(128, 256, 3, (3, 2), 1, 1),  # 3 × 3
)
_PAINT = (
    _Stage(1024, 512, 3, 1, 0, 1),  # 3 × 3
    _Stage(1024, 512, 3, 2, 1, 2),
    _Stage(768, 384, 3, 2, 1, 2),
    _Stage(512, 256, 3, 2, 1, 2),
    _Stage(320, 128, 3, 2, 1, 2),
    _Stage(160, 64, 3, 2, 1, 2),  # 96 × 96
)
"""Each is given what came before it and, as further channels, what the face encoder had at that size."""


class Unit(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """Convolution, batch norm and ReLU; a residual unit adds what came in before the ReLU."""

    def __init__(self, convolution: Any, *, is_residual: bool = False) -> None:
        """Wrap a convolution."""
        super().__init__()
        self.conv_block = nn.Sequential(convolution, nn.BatchNorm2d(convolution.out_channels))
        self.is_residual = is_residual

    def forward(self, x: Any) -> Any:
        """Shape (batch, channels, height, width) in and out."""
        y = self.conv_block(x)
        return torch.relu(y + x if self.is_residual else y)


class Generator(nn.Module):  # type: ignore[misc]  # torch is untyped here
    """Paints mouths. Takes and gives faces in the order blue, green, red."""

    def __init__(self) -> None:
        """With random weights."""
        super().__init__()
        ends = [_conv(_Stage(512, 512, 3, 1, 0, 0)), _conv(_Stage(512, 512, 1, 1, 0, 0))]
        self.face_encoder_blocks = nn.ModuleList([*(nn.Sequential(*_units(stage, _conv)) for stage in _FACE), nn.Sequential(*ends)])
        heard = chain.from_iterable(_units(stage, _conv) for stage in _SOUND)
        self.audio_encoder = nn.Sequential(*heard, _conv(_Stage(256, 512, 3, 1, 0, 0)), _conv(_Stage(512, 512, 1, 1, 0, 0)))
        first = nn.Sequential(_conv(_Stage(512, 512, 1, 1, 0, 0)))
        self.face_decoder_blocks = nn.ModuleList([first, *(nn.Sequential(*_units(stage, _transposed)) for stage in _PAINT)])
        self.output_block = nn.Sequential(_conv(_Stage(80, 32, 3, 1, 1, 0)), nn.Conv2d(32, 3, 1), nn.Sigmoid())

    def forward(self, mel: Any, face: Any) -> Any:
        """Faces that say what is heard.

        Args:
            mel: Shape (batch, 1, 80, 16), −4 to 4; see `activities.lipsync.mel`.
            face: Shape (batch, 6, 96, 96), 0 to 1: the face with its lower half black, then the same person whole.

        Returns:
            Shape (batch, 3, 96, 96), 0 to 1.
        """
        seen = []
        for block in self.face_encoder_blocks:
            face = block(face)
            seen.append(face)
        x = self.audio_encoder(mel)
        for block in self.face_decoder_blocks:
            x = torch.cat([block(x), seen.pop()], dim=1)
        return self.output_block(x)


def load_generator(path: Path, device: str) -> Generator:
    """The generator with weights from a file, ready to paint.

    Args:
        path: `.safetensors`, or a checkpoint of torch (`.pth`, `.pt`) with the tensors in it or under `state_dict`, named with or without
            the `module.` of data-parallel training. Only tensors are read of it: no code in a pickle is run.
        device: "cpu" or "cuda".

    Raises:
        Refused: The file can't be read, or holds another network; says which tensor differs.
    """
    generator = Generator()
    tensors = {name.removeprefix("module."): tensor for name, tensor in _read(path).items()}
    fault = _difference(generator.state_dict(), tensors)
    if fault:
        msg = f"{path.name} is no Wav2Lip generator: {fault}"
        raise Refused(msg)
    generator.load_state_dict(tensors)
    generator.to(device).eval()
    return generator


def _conv(stage: _Stage) -> Unit:
    return Unit(nn.Conv2d(stage.channels_in, stage.channels, stage.kernel, stage.stride, stage.padding))


def _transposed(stage: _Stage) -> Unit:
    # An even size needs one more row than the transposed convolution makes of its own.
    more = 1 if stage.stride == 2 else 0
    return Unit(nn.ConvTranspose2d(stage.channels_in, stage.channels, stage.kernel, stage.stride, stage.padding, more))


def _units(stage: _Stage, changing: Any) -> list[Unit]:
    refining = (nn.Conv2d(stage.channels, stage.channels, 3, 1, 1) for _ in range(stage.residuals))
    return [changing(stage), *(Unit(convolution, is_residual=True) for convolution in refining)]


def _read(path: Path) -> Mapping[str, Any]:
    said = f"{path.name} can't be read as weights"
    try:
        with refusing(said):
            if path.suffix == ".safetensors":
                return dict(load_file(path))
            checkpoint = torch.load(path, map_location="cpu", weights_only=True)
    except SafetensorError as error:
        msg = f"{said}: {error}"
        raise Refused(msg) from error
    tensors = checkpoint.get("state_dict", checkpoint) if isinstance(checkpoint, dict) else {}
    return {str(name): tensor for name, tensor in tensors.items() if isinstance(tensor, torch.Tensor)}


def _difference(wanted: Mapping[str, Any], found: Mapping[str, Any]) -> str | None:
    absent, strange = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
    if absent:
        return f"{len(absent)} of its {len(wanted)} tensors are missing, {absent[0]} for one"
    if strange:
        return f"it has {len(strange)} tensors more than the {len(wanted)} there are, {strange[0]} for one"
    for name, tensor in wanted.items():
        if tensor.shape != found[name].shape:
            return f"{name} has the shape {tuple(found[name].shape)}, not {tuple(tensor.shape)}"
    return None
