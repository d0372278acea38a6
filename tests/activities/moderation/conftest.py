"""The server of providers, for every test here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hosted.server import Server, providers


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """A server of the test's own."""
    (tmp_path / "sold").mkdir()
    with providers(tmp_path / "sold") as running:
        yield running
