"""A registry of tiny image models, built once a session when a test asks for it."""

from pathlib import Path

import pytest

from tests.models.tiny.sdxl import make_tiny_sdxl


@pytest.fixture(scope="session")
def image_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registry's folder."""
    models_dir = tmp_path_factory.mktemp("image-models")
    make_tiny_sdxl(models_dir)
    return models_dir
