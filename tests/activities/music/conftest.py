"""Registries of tiny music models, built once a session when a test asks for one."""

from pathlib import Path

import pytest

from activities.models.tiny.ace_step import make_tiny_ace_step
from activities.models.tiny.musicgen import make_tiny_musicgen
from activities.models.tiny.stable_audio import make_tiny_stable_audio
from activities.models.torch_setup import torch_module


@pytest.fixture(scope="session")
def musicgen_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with MusicGen."""
    # tiny layers gain nothing from threads, which wait for each other on a busy machine
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("musicgen-models")
    make_tiny_musicgen(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def ace_step_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with ACE-Step."""
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("ace-step-models")
    make_tiny_ace_step(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def stable_audio_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Stable Audio."""
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("stable-audio-models")
    make_tiny_stable_audio(models_dir)
    return models_dir
