"""What every test may ask for, and the order in which processes share the tests.

`./film test` gives the tests to several processes, file by file, each with a stack of its own; without `-n` all run in one, in order.
"""

import asyncio
import functools
from collections.abc import Callable, Coroutine
from inspect import iscoroutinefunction
from typing import Any

import pytest
from xdist.remote import Producer  # type: ignore[import-untyped]
from xdist.scheduler import LoadFileScheduling  # type: ignore[import-untyped]

pytest_plugins = ("tests.stack",)

LONG = ("tests/end_to_end/", "tests/models/", "tests/deploy/")
"""Whole films, every model engine, stacks that are killed: a third of the time in a few files."""

TOGETHER = ("test_export.py", "test_film.py", "test_moderation.py")
"""Of `tests/end_to_end`: they share a stack and a film, so one process gets all of them."""


class Shares(LoadFileScheduling):  # type: ignore[misc]
    """File by file, and files that share what is dear together."""

    def _split_scope(self, nodeid: str) -> str:
        file = str(super()._split_scope(nodeid))
        return "tests/end_to_end" if file.startswith("tests/end_to_end/") and file.endswith(TOGETHER) else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Shares | None:
    return Shares(config, log) if config.getoption("dist") == "loadfile" else None


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Where processes share the tests, what fails is told at once: of a run that is ended from outside, nothing else would be known."""
    terminal = config.pluginmanager.get_plugin("terminalreporter")
    if config.getoption("dist", "no") != "no" and not hasattr(config, "workerinput") and terminal is not None:
        config.pluginmanager.register(_Herald(terminal))


class _Herald:
    """Tells of each failure in a line of its own."""

    def __init__(self, terminal: pytest.TerminalReporter) -> None:
        self._terminal = terminal

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            crash = getattr(report.longrepr, "reprcrash", None)
            reason = crash.message if crash is not None else str(report.longrepr)
            self._terminal.write_line(f"\n{report.when} of {report.nodeid} failed after {report.duration:.0f} s: {reason.strip()[:300]}")


MERCY_S = 20.0
"""By so much earlier than pytest-timeout a coroutine is cancelled: it cleans up, and the event loop that all tests share stays usable."""


def pytest_itemcollected(item: pytest.Item) -> None:
    """Give each test that is a coroutine its time."""
    if isinstance(item, pytest.Function) and iscoroutinefunction(item.obj):
        mark = item.get_closest_marker("timeout")
        limit_s = float(mark.args[0]) if mark else float(item.config.getini("timeout"))
        item.obj = _within(limit_s - MERCY_S, item.obj)


def _within(limit_s: float, test: Callable[..., Coroutine[Any, Any, None]]) -> Callable[..., Coroutine[Any, Any, None]]:
    @functools.wraps(test)
    async def timed(*given: Any, **named: Any) -> None:
        async with asyncio.timeout(limit_s):
            await test(*given, **named)

    return timed


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where processes share the tests, the longest files come first: begun last, one would be made while the other processes are idle."""
    if not hasattr(config, "workerinput"):  # of pytest-xdist
        return
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def rank(item: pytest.Item) -> tuple[int, bool]:
        folder = next((number for number, folder in enumerate(LONG) if item.nodeid.startswith(folder)), len(LONG))
        return folder, item.path not in slow

    items.sort(key=rank)
