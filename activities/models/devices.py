"""Which GPUs there are, found in milliseconds and without torch: for whoever must say what can run before anything is loaded.

NVIDIA's driver is asked itself (https://docs.nvidia.com/cuda/cuda-driver-api/), which heeds `CUDA_VISIBLE_DEVICES` as torch does; and
torch's build is read from its file of versions.
"""

import ctypes
import importlib.util
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_DRIVER = "nvcuda.dll" if sys.platform == "win32" else "libcuda.so.1"
_NAME_BYTES = 100
_DEVICE_SETTING = re.compile(r"FILM_[A-Z0-9]+_\w+_DEVICE")


@dataclass(frozen=True)
class Gpu:
    """One GPU that this process may use."""

    name: str
    memory_bytes: int


def gpus() -> list[Gpu]:
    """Those that NVIDIA's driver shows to this process; none without a driver."""
    try:
        driver = ctypes.CDLL(_DRIVER)
    except OSError:
        return []
    count = ctypes.c_int()
    if driver.cuInit(0) or driver.cuDeviceGetCount(ctypes.byref(count)):
        return []
    return [found for number in range(count.value) if (found := _gpu(driver, number)) is not None]


def _gpu(driver: ctypes.CDLL, number: int) -> Gpu | None:
    device, name, size = ctypes.c_int(), ctypes.create_string_buffer(_NAME_BYTES), ctypes.c_size_t()
    faults = (
        driver.cuDeviceGet(ctypes.byref(device), number),
        driver.cuDeviceGetName(name, _NAME_BYTES, device),
        driver.cuDeviceTotalMem_v2(ctypes.byref(size), device),
    )
    return None if any(faults) else Gpu(name.value.decode(errors="replace"), size.value)


def torch_build(version_file: Path | None = None) -> str | None:
    """What the installed torch was built for: "CUDA 13.0", "ROCm 7.0" or "the CPU"; None when there is none, or it does not say.

    Args:
        version_file: torch's `version.py`; None for that of the one installed.
    """
    if version_file is None:
        spec = importlib.util.find_spec("torch")
        if spec is None or not spec.submodule_search_locations:
            return None
        version_file = Path(spec.submodule_search_locations[0]) / "version.py"
    try:
        told = version_file.read_text(encoding="utf-8")
    except OSError:
        return None
    for name, field in (("CUDA", "cuda"), ("ROCm", "hip")):
        found = re.search(rf"^{field}\b.*=\s*['\"]([^'\"]+)['\"]", told, re.MULTILINE)
        if found:
            return f"{name} {found[1]}"
    return "the CPU" if re.search(r"^cuda\b.*=\s*None", told, re.MULTILINE) else None


def why_no_gpu() -> str | None:
    """Why models can't run on a GPU here; None when they can, or when that can't be told without loading torch."""
    build = torch_build()
    if build == "the CPU":
        return "the torch that is installed is built for the CPU: install the one for your GPU as https://pytorch.org says"
    if build is not None and build.startswith("ROCm"):
        return None
    return None if gpus() else "NVIDIA's driver shows none to this process: `nvidia-smi` and CUDA_VISIBLE_DEVICES tell more"


def asking(settings: Mapping[str, str]) -> list[str]:
    """Which `FILM_<STAGE>_<ENGINE>_DEVICE` of an environment ask for a GPU."""
    return sorted(name for name, value in settings.items() if _DEVICE_SETTING.fullmatch(name) and value == "cuda")


def asked_in_vain(settings: Mapping[str, str]) -> list[str]:
    """A sentence when settings ask for a GPU and there is none: which they are, why there is none, and what to do."""
    names = asking(settings)
    reason = why_no_gpu() if names else None
    return [in_vain(f"{', '.join(names)}=cuda", reason)] if reason else []


def in_vain(asking: str, reason: str) -> str:
    """That a GPU is asked for which is not there."""
    return f"{asking} asks for a GPU, and {reason}; without that setting models run on what there is, on a CPU slowly"
