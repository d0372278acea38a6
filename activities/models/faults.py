"""What a fault of torch says about the device: memory was short, or nothing can run on it any more. Imports no torch.

Only the allocator of torch itself raises `OutOfMemoryError`. What CUDA, its driver and its libraries take for themselves (pinned memory,
handles, workspaces, mapped segments) fails as a plain `RuntimeError` or an `AcceleratorError`, told apart by their words only.
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pickle import UnpicklingError

from schemas.failures import Refused

_OF_FILES = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    RuntimeError,
    AttributeError,
    AssertionError,
    ImportError,
    EOFError,
    UnpicklingError,
)
"""What libraries raise of files that are not what they take them for."""
_SHORT = (
    "out of memory",
    "can't allocate memory",
    "STATUS_ALLOC_FAILED",
    # a handle that can't be created for want of memory says so in these words
    "CUBLAS_STATUS_NOT_INITIALIZED",
    "CUDNN_STATUS_NOT_INITIALIZED",
    # no algorithm's workspace fits
    "unable to find an engine to execute this computation",
)
_OF_THE_CALL = (
    "no kernel image is available",
    "invalid device function",
    "invalid argument",
    "invalid configuration argument",
    "too many resources requested for launch",
    "STATUS_NOT_SUPPORTED",
    "STATUS_INVALID_VALUE",
    "STATUS_BAD_PARAM",
)
"""The device refused this call and takes others: a new process would be refused as well, and begun again for ever."""
_BROKEN = ("CUDA error", "device-side assert", "CUDNN_STATUS", "CUBLAS_STATUS", "illegal memory access", "HIP error")
"""How messages of faults begin that leave the device's context unusable."""


def is_memory_short(fault: BaseException) -> bool:
    """Whether less would have fitted into the memory of the device, or into main memory."""
    if type(fault).__name__ == "OutOfMemoryError" or isinstance(fault, MemoryError):
        return True
    if isinstance(fault, OSError):  # of a file that is mapped
        return fault.errno == errno.ENOMEM
    return isinstance(fault, RuntimeError) and _says(fault, _SHORT)


def is_broken_device(fault: BaseException) -> bool:
    """Whether this process can't use its GPU any more."""
    if is_memory_short(fault) or not isinstance(fault, RuntimeError) or _says(fault, _OF_THE_CALL):
        return False
    return type(fault).__name__ == "AcceleratorError" or _says(fault, _BROKEN)


@contextmanager
def refusing(said: str) -> Iterator[None]:
    """Inside, weights are loaded: files that can't be are refused, in these words and the library's.

    Memory that is short, and a device that is broken, say nothing of the files: for these there is something else to do.
    """
    try:
        yield
    except _OF_FILES as error:
        if is_memory_short(error) or is_broken_device(error):
            raise
        why = str(error).strip().partition("\n")[0] or repr(error)
        msg = f"{said}: {why}"
        raise Refused(msg) from error


def _says(fault: BaseException, words: tuple[str, ...]) -> bool:
    told = str(fault)
    return any(word in told for word in words)
