"""Registries of tiny speech models, built once a session when a test asks for one."""

from pathlib import Path

import pytest

from activities.models.tiny.bark import make_tiny_bark
from activities.models.tiny.coqui_vits import make_tiny_coqui_vits
from activities.models.tiny.vits_hf import make_tiny_vits_hf
from activities.models.tiny.xtts import make_tiny_xtts
from activities.models.torch_setup import torch_module


@pytest.fixture(scope="session")
def vits_hf_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with VITS as transformers has it."""
    # tiny layers gain nothing from threads, which wait for each other on a busy machine
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("vits-hf-models")
    make_tiny_vits_hf(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def coqui_vits_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Coqui's VITS."""
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("coqui-vits-models")
    make_tiny_coqui_vits(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def xtts_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with XTTS."""
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("xtts-models")
    make_tiny_xtts(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def bark_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Bark."""
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("bark-models")
    make_tiny_bark(models_dir)
    return models_dir
