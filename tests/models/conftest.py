"""A registry of miniatures that is filled as tests ask for engines."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.models.miniatures import families
from activities.models.torch_setup import torch_module


class Miniatures:
    """The registry; a family is built when the first of its engines is asked for."""

    def __init__(self, models_dir: Path) -> None:
        self.models_dir = models_dir
        self._known = families()
        self._built: set[str] = set()

    def options(self, engine: str) -> dict[str, str | int | float | bool]:
        """The options under which an engine runs with its miniature, which is there afterwards."""
        family = next((family for family in self._known.values() if engine in family.engines), None)
        assert family is not None, (
            f"the engine '{engine}' has no miniature: write a module beside activities/models/tiny/sdxl.py with a function "
            f"make_tiny_{engine}(models_dir), which builds the real classes small with random weights and registers them, and with "
            f'TINY = {{"{engine}": {{"model": ..., ...}}}}, the options under which the engine runs with it in about a second'
        )
        if family.name not in self._built:
            family.build(self.models_dir)
            self._built.add(family.name)
        return dict(family.engines[engine])


@pytest.fixture(scope="session")
def miniatures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Miniatures]:
    """One registry for all engines."""
    torch = torch_module()
    threads = torch.get_num_threads()
    # tiny layers gain nothing from threads, which wait for each other on a busy machine
    torch.set_num_threads(1)
    yield Miniatures(tmp_path_factory.mktemp("miniatures"))
    torch.set_num_threads(threads)
