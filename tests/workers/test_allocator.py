"""What threads and activities freed does not stay with the process."""

import platform
import subprocess
import sys

import pytest

PROGRAM = """
import ctypes, threading
from pathlib import Path
from workers.allocator import give_memory_back

assert give_memory_back()
libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]

def held_mib():
    return int(Path("/proc/self/status").read_text().partition("VmRSS:")[2].split()[0]) / 1024

def use_and_free():
    # a frame large enough to teach the allocator, then what it would keep
    for size in (30 << 20, 12 << 20, 12 << 20):
        place = libc.malloc(size)
        ctypes.memset(place, 1, size)
        libc.free(place)
    gate.wait()

gate = threading.Barrier(9)
before = held_mib()
threads = [threading.Thread(target=use_and_free) for _ in range(8)]
for thread in threads:
    thread.start()
gate.wait()
print(held_mib() - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc's allocator has these settings")
def test_threads_leave_nothing_behind() -> None:
    told = subprocess.run([sys.executable, "-c", PROGRAM], check=True, stdout=subprocess.PIPE, text=True)

    assert float(told.stdout) < 10
