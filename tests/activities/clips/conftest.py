"""Registries of tiny clip models, built once a session when a test asks for them."""

from pathlib import Path

import pytest

from activities.models.tiny.cogvideox import make_tiny_cogvideox, make_tiny_newer_cogvideox
from activities.models.tiny.ltx import make_tiny_early_ltx, make_tiny_ltx
from activities.models.tiny.ltx2 import make_tiny_ltx2
from activities.models.tiny.sd15 import make_tiny_animatediff
from activities.models.tiny.sdxl import make_tiny_sdxl
from activities.models.tiny.svd import make_tiny_svd
from activities.models.tiny.wan import make_tiny_wan, make_tiny_wan_small, make_tiny_wan_vace
from activities.models.torch_setup import torch_module


@pytest.fixture(scope="session")
def ltx_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with LTX-Video of both ages."""
    models_dir = tmp_path_factory.mktemp("ltx-models")
    # tiny layers gain nothing from threads, which wait for each other on a busy machine
    torch_module().set_num_threads(1)
    make_tiny_ltx(models_dir)
    make_tiny_early_ltx(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def svd_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Stable Video Diffusion."""
    models_dir = tmp_path_factory.mktemp("svd-models")
    torch_module().set_num_threads(1)
    make_tiny_svd(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def wan_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Wan 2.2, large and small, and VACE."""
    models_dir = tmp_path_factory.mktemp("wan-models")
    torch_module().set_num_threads(1)
    make_tiny_wan(models_dir)
    make_tiny_wan_small(models_dir)
    make_tiny_wan_vace(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def cogvideox_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with CogVideoX 1.0 and 1.5."""
    models_dir = tmp_path_factory.mktemp("cogvideox-models")
    torch_module().set_num_threads(1)
    make_tiny_cogvideox(models_dir)
    make_tiny_newer_cogvideox(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def animatediff_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Stable Diffusion 1.5, a motion module and a ControlNet."""
    models_dir = tmp_path_factory.mktemp("animatediff-models")
    torch_module().set_num_threads(1)
    make_tiny_animatediff(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def ltx2_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with LTX-2."""
    models_dir = tmp_path_factory.mktemp("ltx2-models")
    torch_module().set_num_threads(1)
    make_tiny_ltx2(models_dir)
    return models_dir


@pytest.fixture(scope="session")
def deforum_models(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A registry with Stable Diffusion XL."""
    models_dir = tmp_path_factory.mktemp("deforum-models")
    torch_module().set_num_threads(1)
    make_tiny_sdxl(models_dir)
    return models_dir
