"""What every test may ask for, and the order in which processes share the tests.

`./film test` gives the tests to several processes, file by file, each with a stack of its own; without `-n` all run in one, in order.
"""

import pytest

pytest_plugins = ("tests.stack",)

LONG = ("tests/end_to_end/", "tests/models/", "tests/deploy/")
"""Whole films, every model engine, stacks that are killed: a third of the time in a few files."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where processes share the tests, the longest files come first: begun last, one would be made while the other processes are idle."""
    if not hasattr(config, "workerinput"):  # of pytest-xdist
        return
    slow = {item.path for item in items if item.get_closest_marker("slow")}

    def rank(item: pytest.Item) -> tuple[int, bool]:
        folder = next((number for number, folder in enumerate(LONG) if item.nodeid.startswith(folder)), len(LONG))
        return folder, item.path not in slow

    items.sort(key=rank)
