"""The encoder's version follows its build."""

import av

from activities.film.x264 import ENGINE_VERSION


def test_version_names_the_build_that_writes_the_packets() -> None:
    """Another build may write packets that can't be joined with stored ones: raise the version with it."""
    assert ENGINE_VERSION.endswith(f"+av{av.__version__}")
