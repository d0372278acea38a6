"""Wan 2.2 through tiny models of the real classes."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from activities.clips.engines.wan import Wan
from activities.engines import Made
from activities.models.addons import card_of
from activities.models.cards import model_folder
from activities.models.headers import file_bytes
from activities.models.rungs import Rung
from activities.models.tiny.cards import files_folder, register
from activities.models.tiny.wan import SMALL, TINY, TWO_EXPERTS
from schemas.clips import AnimateClip
from schemas.failures import Refused
from tests.activities.clips.animating import change, engine, frames_of, job, small, still

_OPTIONS = TINY["wan"]


def _made(models_dir: Path, folder: Path, order: AnimateClip | None = None, **options: Any) -> Made:
    return engine(models_dir, "wan", **{**_OPTIONS, **options}).make(job(folder, order))


@pytest.mark.parametrize(("model", "fps"), [({}, 16.0), ({"model": SMALL}, 24.0)])
def test_a_clip_has_the_ordered_frames_and_the_same_bytes_each_time(
    wan_models: Path, tmp_path: Path, model: dict[str, Any], fps: float
) -> None:
    first, second = (_made(wan_models, tmp_path / name, **model) for name in "ab")

    assert frames_of(first).shape == (7, 72, 128, 3)
    assert first.facts["model_fps"] == fps
    assert first.path.read_bytes() == second.path.read_bytes()


@pytest.mark.parametrize("model", [{}, {"model": SMALL}])
def test_takes_words_and_pictures_have_effect(wan_models: Path, tmp_path: Path, model: dict[str, Any]) -> None:
    worker = engine(wan_models, "wan", **{**_OPTIONS, **model})
    first, again = worker.make(job(tmp_path / "a")), worker.make(job(tmp_path / "b", small(take=2)))
    words = worker.make(job(tmp_path / "c", small(prompt="An old sailor in a storm")))
    picture = worker.make(job(tmp_path / "d", picture=still(tmp_path, 3)))

    assert change(first, again) > 0.5
    assert change(first, words) > 0.005
    assert change(first, picture) > 0.05


def test_the_last_frame_has_effect(wan_models: Path, tmp_path: Path) -> None:
    assert change(_made(wan_models, tmp_path / "a"), _made(wan_models, tmp_path / "b", ending="start")) > 0.005


def test_each_expert_has_a_guidance_of_its_own(wan_models: Path, tmp_path: Path) -> None:
    first = _made(wan_models, tmp_path / "a")
    fine = _made(wan_models, tmp_path / "b", fine_guidance=9.0)
    coarse = _made(wan_models, tmp_path / "c", guidance=9.0, fine_guidance=3.5)

    assert change(first, fine) > 0.002
    assert change(first, coarse) > 0.002


def test_the_shift_of_noise_levels_has_effect(wan_models: Path, tmp_path: Path) -> None:
    assert change(_made(wan_models, tmp_path / "a"), _made(wan_models, tmp_path / "b", shift=9.0)) > 0.05


def test_loras_go_onto_the_expert_that_their_files_name_each_at_its_weight(wan_models: Path, tmp_path: Path) -> None:
    models_dir = tmp_path / "models"
    shutil.copytree(wan_models, models_dir)
    _loras(models_dir, "high.safetensors", "low.safetensors")
    worker = engine(models_dir, "wan", **_OPTIONS, lora="me/quick:high.safetensors@0.5, me/quick:low.safetensors@2")
    assert isinstance(worker, Wan)
    pipeline = worker.load(Rung.RESIDENT).pipeline

    assert _put_on(pipeline.transformer) == {"me_quick_high_safetensors": 0.5}
    assert _put_on(pipeline.transformer_2) == {"me_quick_low_safetensors": 2.0}


def _loras(models_dir: Path, *files: str) -> None:
    """Add-ons for the tiny experts."""
    from diffusers import WanImageToVideoPipeline, WanTransformer3DModel
    from peft import LoraConfig, get_peft_model_state_dict

    expert = WanTransformer3DModel.from_pretrained(model_folder(models_dir, card_of(models_dir, TWO_EXPERTS)) / "transformer")
    expert.add_adapter(LoraConfig(r=2, lora_alpha=2, target_modules=["to_q"]))
    for file in files:
        WanImageToVideoPipeline.save_lora_weights(
            files_folder(models_dir, "me/quick"), transformer_lora_layers=get_peft_model_state_dict(expert), weight_name=file
        )
    register(models_dir, "me/quick")


def _put_on(expert: Any) -> dict[str, float]:
    """Weights of what lies on an expert, by its name."""
    return dict(next(layer.scaling for layer in expert.modules() if hasattr(layer, "scaling")))


def test_both_kinds_of_2_2_have_their_makers_noise_levels_at_any_size(wan_models: Path) -> None:
    for model in ({}, {"model": SMALL}):
        worker = engine(wan_models, "wan", **{**_OPTIONS, **model})
        assert isinstance(worker, Wan)
        assert worker.shift == 5.0
        assert engine(wan_models, "wan", **{**_OPTIONS, **model, "shift": 3.0}).shift == 3.0  # type: ignore[attr-defined]


def test_the_decoder_is_counted_with_the_32_bits_it_is_loaded_with(wan_models: Path) -> None:
    worker = engine(wan_models, "wan", **_OPTIONS, dtype="bfloat16")
    assert isinstance(worker, Wan)
    (file,) = (worker.folder / "vae").glob("*.safetensors")

    assert worker.components()["vae"] == file_bytes(file, 4)


def test_a_model_without_last_frame_refuses_one(wan_models: Path) -> None:
    with pytest.raises(Refused, match="takes a first frame only"):
        engine(wan_models, "wan", **{**_OPTIONS, "model": SMALL}, ending="camera")


def test_a_prompt_longer_than_the_model_reads_is_refused(wan_models: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="the model reads 512"):
        _made(wan_models, tmp_path, small(prompt="rain " * 150))


def test_a_cancellation_stops_within_a_step(wan_models: Path, tmp_path: Path) -> None:
    told: list[float] = []

    def until_second(fraction: float) -> None:
        told.append(fraction)
        if len(told) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        engine(wan_models, "wan", **{**_OPTIONS, "steps": 6}).make(job(tmp_path, progress=until_second))
    assert len(told) == 2


def test_a_cache_leaves_out_later_blocks(wan_models: Path, tmp_path: Path) -> None:
    whole, cached = (_made(wan_models, tmp_path / f"{share}", model=SMALL, steps=6, cache=share) for share in (0.0, 0.5))

    assert change(whole, cached) > 0.0


def test_a_call_that_was_broken_off_leaves_nothing_in_the_cache(wan_models: Path, tmp_path: Path) -> None:
    worker = engine(wan_models, "wan", **{**_OPTIONS, "model": SMALL, "steps": 6, "cache": 0.5, "reproducible": True})
    first = worker.make(job(tmp_path / "a"))

    def until_half(fraction: float) -> None:
        if fraction > 0.4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        worker.make(job(tmp_path / "b", small(take=2), progress=until_half))

    assert worker.make(job(tmp_path / "c")).path.read_bytes() == first.path.read_bytes()


@pytest.mark.parametrize("options", [{"cache": 0.9}, {"cache": 0.1, "compile": True}])
def test_what_a_cache_can_not_be_is_refused(wan_models: Path, options: dict[str, Any]) -> None:
    with pytest.raises(Refused, match=r"CACHE|exclude each other"):
        engine(wan_models, "wan", **{**_OPTIONS, **options})
