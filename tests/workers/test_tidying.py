"""What an activity freed is handed over while it runs and when it ends, however it ends."""

import asyncio
import ctypes
import platform
from pathlib import Path
from typing import Any

import pytest
from temporalio.worker import ActivityInboundInterceptor, ExecuteActivityInput

from workers.allocator import hand_over
from workers.tidying import Tidying

PIECE_BYTES, PIECES = 60_000, 2_000

pytestmark = pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps, and hands over, what is free between the rest")


class Scatterer(ActivityInboundInterceptor):
    """Stands for an activity: leaves every other of its pieces free."""

    def __init__(self, fault: Exception | None = None, goes_on_s: float = 0.0) -> None:
        self.fault = fault
        self.goes_on_s = goes_on_s
        self.kept: list[int] = []
        self.held_bytes = 0
        """By the process, when it had gone on so long."""

    async def execute_activity(self, input: ExecuteActivityInput) -> Any:
        library = ctypes.CDLL(None)
        library.malloc.restype, library.free.argtypes = ctypes.c_void_p, [ctypes.c_void_p]
        pieces = [library.malloc(PIECE_BYTES) for _ in range(PIECES)]
        for piece in pieces:
            ctypes.memset(piece, 1, PIECE_BYTES)
        for piece in pieces[::2]:
            library.free(piece)
        self.kept = pieces[1::2]
        await asyncio.sleep(self.goes_on_s)
        self.held_bytes = held_bytes()
        if self.fault:
            raise self.fault
        return "made"


def run(activity: Scatterer, *, pause_s: float) -> tuple[Any, float]:
    """What an activity gave, and how much more the process holds after it, as a share of what the activity kept."""
    order = ExecuteActivityInput(fn=lambda: None, args=[], executor=None, headers={})

    async def made() -> Any:
        try:
            return await Tidying(pause_s).intercept_activity(activity).execute_activity(order)
        finally:
            await asyncio.sleep(0.05)

    hand_over()
    before = held_bytes()
    try:
        # leaving the loop waits for its threads
        given = asyncio.run(made())
        return given, (held_bytes() - before) / (len(activity.kept) * PIECE_BYTES)
    finally:
        library = ctypes.CDLL(None)
        library.free.argtypes = [ctypes.c_void_p]
        for piece in activity.kept:
            library.free(piece)


def held_bytes() -> int:
    return int(Path("/proc/self/status").read_text(encoding="ascii").partition("RssAnon:")[2].split()[0]) * 1024


def test_only_what_is_in_use_stays() -> None:
    given, share = run(Scatterer(), pause_s=0)

    assert given == "made"
    assert share < 1.3


def test_what_comes_too_soon_is_done_when_the_pause_is_over() -> None:
    _, share = run(Scatterer(), pause_s=0.02)

    assert share < 1.3


def test_what_is_free_goes_while_the_activity_runs() -> None:
    activity = Scatterer(goes_on_s=0.3)
    hand_over()
    before = held_bytes()
    run(activity, pause_s=0.02)

    assert (activity.held_bytes - before) / (PIECES // 2 * PIECE_BYTES) < 1.3


def test_nothing_is_done_again_so_soon() -> None:
    _, share = run(Scatterer(), pause_s=3600)

    assert share > 1.6


def test_fault_of_an_activity_passes() -> None:
    with pytest.raises(ValueError, match="no such shot"):
        run(Scatterer(ValueError("no such shot")), pause_s=0)
