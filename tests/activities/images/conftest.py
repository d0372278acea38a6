"""A registry of tiny image models, built once a session when a test asks for it."""

from pathlib import Path

import pytest

from activities.models.tiny.flux2 import make_tiny_flux2
from activities.models.tiny.qwen_image import make_tiny_qwen_image
from activities.models.tiny.sdxl import make_tiny_addons, make_tiny_identity, make_tiny_sdxl
from activities.models.tiny.z_image import make_tiny_z_image, make_tiny_z_image_control
from activities.models.torch_setup import torch_module


@pytest.fixture(scope="session")
def image_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registry's folder."""
    # tiny layers gain nothing from threads, which wait for each other on a busy machine
    torch_module().set_num_threads(1)
    models_dir = tmp_path_factory.mktemp("image-models")
    make_tiny_sdxl(models_dir)
    make_tiny_addons(models_dir)
    make_tiny_identity(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def z_image_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Z-Image and its ControlNet."""
    models_dir = tmp_path_factory.mktemp("z-image-models")
    torch_module().set_num_threads(1)
    make_tiny_z_image(models_dir)
    make_tiny_z_image_control(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def flux2_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with FLUX.2 klein."""
    models_dir = tmp_path_factory.mktemp("flux2-models")
    torch_module().set_num_threads(1)
    make_tiny_flux2(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def qwen_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Qwen-Image-Edit."""
    models_dir = tmp_path_factory.mktemp("qwen-models")
    torch_module().set_num_threads(1)
    make_tiny_qwen_image(models_dir)
    return models_dir
