"""A GPU that is asked for and not there is told before anything is loaded, and why it is not there."""

from pathlib import Path

import pytest

from activities.clips.engines.ltx import Ltx, LtxOptions
from activities.models.devices import asked_in_vain, gpus, torch_build, why_no_gpu
from deploy.stack.doctor import examine
from deploy.stack.layout import Layout

without_gpu = pytest.mark.skipif(why_no_gpu() is None, reason="there is a GPU here")


@pytest.mark.parametrize(
    ("told", "build"),
    [
        ("cuda: Optional[str] = None\nhip: Optional[str] = None\n", "the CPU"),
        ("cuda: Optional[str] = '13.0'\nhip: Optional[str] = None\n", "CUDA 13.0"),
        ("cuda: Optional[str] = None\nhip: Optional[str] = '7.0.2'\n", "ROCm 7.0.2"),
        ("something else\n", None),
    ],
)
def test_what_torch_was_built_for_is_read_without_loading_it(told: str, build: str | None, tmp_path: Path) -> None:
    file = tmp_path / "version.py"
    file.write_text(f"__version__ = '2.13.0'\n{told}")

    assert torch_build(file) == build


def test_what_is_no_torch_was_built_for_nothing(tmp_path: Path) -> None:
    assert torch_build(tmp_path / "version.py") is None


def test_the_driver_tells_of_every_gpu_its_name_and_memory() -> None:
    assert all(gpu.name and gpu.memory_bytes > 1_000_000_000 for gpu in gpus())


@without_gpu
def test_settings_that_ask_for_a_gpu_in_vain_are_named_with_the_reason() -> None:
    settings = {"FILM_CLIPS_LTX_DEVICE": "cuda", "FILM_IMAGES_SDXL_DEVICE": "auto", "FILM_MUSIC_MUSICGEN_DEVICE": "cuda", "DEVICE": "cuda"}

    (told,) = asked_in_vain(settings)
    assert told.startswith("FILM_CLIPS_LTX_DEVICE, FILM_MUSIC_MUSICGEN_DEVICE=cuda asks for a GPU, and ")
    assert str(why_no_gpu()) in told


def test_settings_that_ask_for_no_gpu_are_fine_without_one() -> None:
    assert asked_in_vain({"FILM_CLIPS_LTX_DEVICE": "auto", "FILM_IMAGES_SDXL_DEVICE": "cpu"}) == []


@without_gpu
def test_an_engine_that_is_to_run_on_a_gpu_is_not_available_without_one(tmp_path: Path) -> None:
    told = Ltx.unavailable(LtxOptions(models_dir=tmp_path, device="cuda"))

    assert told is not None
    assert told.startswith("FILM_CLIPS_LTX_DEVICE=cuda asks for a GPU, and ")


def test_an_engine_that_takes_what_there_is_asks_for_weights_first(tmp_path: Path) -> None:
    assert "is not in the registry" in str(Ltx.unavailable(LtxOptions(models_dir=tmp_path)))


def test_the_doctor_tells_what_models_run_on(tmp_path: Path) -> None:
    found = [finding for finding in examine(Layout.at(tmp_path / ".film")) if finding.what == "GPU"]

    assert [finding.verdict for finding in found] == ["ok"]
    assert (why_no_gpu() or gpus()[0].name) in found[0].found
