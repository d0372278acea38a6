"""Registries of tiny clip models, built once a session when a test asks for them."""

from pathlib import Path

import pytest

from activities.models.torch_setup import torch_module
from tests.models.tiny.ltx import make_tiny_early_ltx, make_tiny_ltx


@pytest.fixture(scope="session")
def ltx_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with LTX-Video of both ages."""
    models_dir = tmp_path_factory.mktemp("ltx-models")
    # tiny layers gain nothing from threads, which wait for each other on a busy machine
    torch_module().set_num_threads(1)
    make_tiny_ltx(models_dir)
    make_tiny_early_ltx(models_dir)
    return models_dir
