"""A registry of tiny models that make sounds, built once a session when a test asks for it."""

from pathlib import Path

import pytest

from activities.models.tiny.stable_audio import make_tiny_stable_audio
from activities.models.torch_setup import torch_module


@pytest.fixture(scope="session")
def stable_audio_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Stable Audio."""
    # tiny layers gain nothing from threads, which wait for each other on a busy machine
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("stable-audio-models")
    make_tiny_stable_audio(models_dir)
    return models_dir
