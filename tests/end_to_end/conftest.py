"""One stack, and one film, for all tests of films that are made undisturbed; `tests/conftest.py` gives them to one process."""

from collections.abc import Iterator

import pytest

from tests.end_to_end.filming import Made, Studio, made_of, studio
from tests.end_to_end.scripts import SEVEN_SHOTS


@pytest.fixture(scope="package")
def stage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studio]:
    """The stack."""
    with studio(tmp_path_factory.mktemp("film") / ".film") as stage:
        yield stage


@pytest.fixture(scope="package")
def lamp(stage: Studio) -> Made:
    """A Fountain script, made."""
    return made_of(stage, SEVEN_SHOTS)
