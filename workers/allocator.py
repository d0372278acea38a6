"""Gives memory back that shots no longer need: settings of the C library's allocator, on Linux.

glibc keeps a heap of its own for nearly every thread, and keeps in it what was freed; engines work in changing threads, with layers and
frames of some MB each. Two shots of 1080p at a time in sixteen threads held 1,416 MiB at most, with these settings 653.
"""

import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""As `malloc.h` of glibc numbers them."""
_APART_BYTES = 8 * 1024 * 1024
"""Larger pieces are given back when they are freed; frames of 1080p are smaller, and are used again at once."""
_SPARE_BYTES = 32 * 1024 * 1024
_HEAPS = 1
"""glibc asks for large pages in its first heap only (see `deploy/stack/parts/programs.py`). With a second one, two shots at a time hold
up to 30 MiB more at 1080p and take 2 to 4 % more CPU; engines ask for memory too seldom to wait for each other."""


def give_memory_back() -> bool:
    """Set the allocator up, before threads begin; False where it is another one (macOS, musl), which has no such settings."""
    try:
        library = ctypes.CDLL(None)
        set_up = library.mallopt
        _ = library.gnu_get_libc_version  # musl has a `mallopt` that does nothing
    except (AttributeError, OSError, TypeError):
        return False
    wanted = {_ARENA_MAX: _HEAPS, _MMAP_THRESHOLD: _APART_BYTES, _TRIM_THRESHOLD: _SPARE_BYTES}
    return all(set_up(setting, value) == 1 for setting, value in wanted.items())


def hand_over() -> None:
    """Give every free page back to the system, also those between what is in use; nothing where the allocator is another one."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
