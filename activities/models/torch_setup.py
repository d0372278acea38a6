"""Makes torch and the libraries over it importable; the one door through which engines come to torch.

Two packages are published only as builds against CUDA, and transformers imports both as soon as they are installed: with a torch built for
the CPU their compiled halves can't load, and every model import dies with them. Their Python halves are all that is used here, so the
compiled halves are declared absent before anything imports them.

- torchaudio 2.11 (the last release): `torchaudio._extension` loads `libc10_cuda.so`.
- torchvision 0.28: `torchvision._meta_registrations` wants operators that only its compiled half registers.
"""

import importlib
import importlib.util
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

_lock = threading.Lock()


def torch_module() -> ModuleType:
    """torch, ready for the libraries over it; call it before importing any of them.

    Raises:
        ModuleNotFoundError: torch is not installed.
    """
    with _lock:
        torch = importlib.import_module("torch")
        if torch.version.cuda is None:
            _without_compiled_half("torchaudio", "torchaudio._extension", _audio_extension)
            _without_compiled_half("torchvision", "torchvision._meta_registrations", dict)
        # the same order shall give the same bytes; what it costs are the quickest transposed convolutions, of sound decoders
        torch.backends.cudnn.deterministic = True
        return torch


@contextmanager
def with_all_bits() -> Iterator[None]:
    """Inside, convolutions of 32-bit numbers keep all their bits.

    On GPUs since Ampere cuDNN else rounds what goes into them to the 10 bits of TF32, as torch sets it up
    (https://docs.pytorch.org/docs/stable/notes/cuda.html); what pictures don't show, sound lets hear.
    """
    cudnn = torch_module().backends.cudnn
    was = cudnn.allow_tf32
    cudnn.allow_tf32 = False
    try:
        yield
    finally:
        cudnn.allow_tf32 = was


def _without_compiled_half(package: str, module: str, content: Callable[[], dict[str, Any]]) -> None:
    if package in sys.modules or module in sys.modules or importlib.util.find_spec(package) is None:
        return
    absent = ModuleType(module)
    vars(absent).update(content())
    sys.modules[module] = absent


def _audio_extension() -> dict[str, Any]:
    """What torchaudio's Python half asks of its compiled half."""
    return {
        "_IS_TORCHAUDIO_EXT_AVAILABLE": False,
        "_IS_ALIGN_AVAILABLE": False,
        "_check_cuda_version": lambda: None,
        "fail_if_no_align": _refusing,
    }


def _refusing(_function: Callable[..., Any]) -> Callable[..., Any]:
    def absent(*_arguments: object, **_named: object) -> None:
        raise RuntimeError("this build of torchaudio has no forced alignment on the CPU")

    return absent
