"""Our own programs begin with what makes them fast."""

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.stack.parts.programs import with_large_pages

_SAID = Path("/sys/kernel/mm/transparent_hugepage/enabled")
_FAULTS = """
import ctypes, resource
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
ctypes.memset(libc.malloc(64 << 20), 1, 64 << 20)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def test_what_a_person_set_is_kept() -> None:
    assert with_large_pages({"A": "b"}) == {"A": "b", "GLIBC_TUNABLES": "glibc.malloc.hugetlb=1"}
    assert with_large_pages({"GLIBC_TUNABLES": "glibc.malloc.check=1"})["GLIBC_TUNABLES"] == "glibc.malloc.check=1:glibc.malloc.hugetlb=1"
    assert with_large_pages({"GLIBC_TUNABLES": "glibc.malloc.hugetlb=0"})["GLIBC_TUNABLES"] == "glibc.malloc.hugetlb=0"


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc's allocator asks for large pages")
@pytest.mark.skipif(not _SAID.exists() or "[never]" in _SAID.read_text(encoding="ascii"), reason="this system has no large pages")
def test_memory_comes_in_large_pages() -> None:
    environment = dict(os.environ)  # noqa: TID251 - a child needs the paths of this process
    environment.pop("GLIBC_TUNABLES", None)
    small, large = (
        int(subprocess.run([sys.executable, "-c", _FAULTS], check=True, stdout=subprocess.PIPE, text=True, env=env).stdout)
        for env in (environment, with_large_pages(environment))
    )
    assert large < small / 10
