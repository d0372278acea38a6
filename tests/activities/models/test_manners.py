"""How denoisers are run: attention that suits what they hide, compilation only of what can be compiled, results that are the same again."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from activities.models.diffusers_engine import DiffusersOptions
from activities.models.loading import (
    LoadedPipeline,
    Manner,
    choose_attention,
    compile_blocks,
    faster_attention,
    load_pipeline,
    store_in_fp8,
)
from activities.models.rungs import Rung, place
from activities.models.sounding import placed
from activities.models.tiny.ltx import make_tiny_ltx
from activities.models.tiny.stable_audio import make_tiny_stable_audio
from activities.models.torch_setup import torch_module

HOPPER, ADA, TURING = (9, 0), (8, 9), (7, 5)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny LTX."""
    models_dir = tmp_path_factory.mktemp("models")
    make_tiny_ltx(models_dir)
    return next(models_dir.rglob("model_index.json")).parent


def test_attention_of_other_packages_is_only_for_denoisers_that_hide_nothing() -> None:
    assert faster_attention("WanTransformer3DModel", HOPPER, is_half=True) == ["_flash_3", "flash"]
    for hiding in ("LTXVideoTransformer3DModel", "LTX2VideoTransformer3DModel", "ZImageTransformer2DModel", "QwenImageTransformer2DModel"):
        assert faster_attention(hiding, HOPPER, is_half=True) == []


def test_attention_of_other_packages_is_only_for_gpus_and_numbers_it_was_written_for() -> None:
    assert faster_attention("Flux2Transformer2DModel", ADA, is_half=True) == ["flash"]
    assert faster_attention("Flux2Transformer2DModel", TURING, is_half=True) == []
    assert faster_attention("Flux2Transformer2DModel", HOPPER, is_half=False) == []


def test_a_masked_denoiser_really_hides_something(folder: Path) -> None:
    from diffusers.models import attention_dispatch

    torch = torch_module()
    pipeline = load_pipeline("LTXConditionPipeline", folder, torch.float32)
    pipeline.transformer.set_attention_backend("_native_flash")

    with pytest.raises(ValueError, match="attn_mask"):
        _call(pipeline.transformer)
    attention_dispatch._AttentionBackendRegistry.set_active_backend("native")


def test_the_attention_of_one_model_is_not_that_of_the_next(folder: Path) -> None:
    from diffusers.models.attention_dispatch import AttentionBackendName, _AttentionBackendRegistry

    torch = torch_module()
    transformer = load_pipeline("LTXConditionPipeline", folder, torch.float32).transformer
    _AttentionBackendRegistry.set_active_backend("_native_math")

    assert choose_attention(transformer, "cuda", torch.bfloat16) == "native"
    assert _AttentionBackendRegistry.get_active_backend()[0] == AttentionBackendName.NATIVE
    _call(transformer)


@pytest.mark.parametrize(
    ("rung", "is_asked", "are_compiled"), [("resident", True, True), ("resident", False, False), ("group", True, False)]
)
def test_the_blocks_of_a_denoiser_are_compiled_where_that_is_asked_and_can_be(
    folder: Path, rung: str, is_asked: bool, are_compiled: bool
) -> None:
    torch = torch_module()
    pipeline = load_pipeline("LTXConditionPipeline", folder, torch.float32)
    LoadedPipeline(pipeline, Rung(rung), "cpu", Manner(torch.float32, in_fp8=False, is_compiled=is_asked, models_dir=folder))
    blocks = pipeline.transformer.transformer_blocks

    assert len(blocks) > 0
    assert [block._compiled_call_impl is not None for block in blocks] == [are_compiled] * len(blocks)


def test_what_streams_its_weights_runs_uncompiled(folder: Path) -> None:
    torch = torch_module()
    pipeline = load_pipeline("LTXConditionPipeline", folder, torch.float32)
    place(pipeline, Rung.GROUP, "cpu")
    compile_blocks(pipeline.transformer, Rung.GROUP)
    blocks = pipeline.transformer.transformer_blocks

    _call(pipeline.transformer)

    assert [block._compiled_call_impl for block in blocks] == [None] * len(blocks)


def test_layers_that_are_widened_as_they_are_used_can_not_be_compiled(folder: Path) -> None:
    torch = torch_module()
    transformer = load_pipeline("LTXConditionPipeline", folder, torch.bfloat16).transformer
    store_in_fp8(transformer, torch.bfloat16)
    transformer.compile_repeated_blocks(fullgraph=True, backend="eager")

    with pytest.raises(torch._dynamo.exc.Unsupported):
        _call(transformer, torch.bfloat16)
    with pytest.raises(ValidationError, match="storage=fp8 and compile exclude each other"):
        DiffusersOptions(model="a/b", storage="fp8", compile=True)


def test_convolutions_give_the_same_bytes_again() -> None:
    assert torch_module().backends.cudnn.deterministic is True


def test_decoders_of_sound_keep_all_their_bits_on_a_gpu(tmp_path: Path) -> None:
    """Also of convolutions, which cuDNN would round; what reads the words and makes the latents may be quick."""
    torch = torch_module()
    make_tiny_stable_audio(tmp_path)
    folder = next(tmp_path.rglob("model_index.json")).parent
    decoder = placed("StableAudio3Pipeline", folder, torch.bfloat16, Rung.RESIDENT, "cpu").vae
    seen: list[tuple[bool, object]] = []
    for part in decoder.modules():
        if isinstance(part, torch.nn.Conv1d | torch.nn.Linear):
            part.register_forward_pre_hook(lambda _part, given: seen.append((torch.backends.cudnn.allow_tf32, given[0].dtype)))
    with torch.no_grad():
        decoder.decode(torch.zeros(1, decoder.config.latent_dim, 4, dtype=torch.bfloat16))
    outside = torch.backends.cudnn.allow_tf32

    assert seen
    assert set(seen) == {(False, torch.float32)}
    assert outside is True


def _call(transformer: Any, dtype: Any = None) -> Any:
    torch = torch_module()
    config, dtype = transformer.config, dtype or torch.float32
    with torch.no_grad():
        return transformer(
            torch.zeros(1, 8, config.in_channels, dtype=dtype),
            torch.zeros(1, 4, config.caption_channels, dtype=dtype),
            torch.zeros(1),
            torch.ones(1, 4),
            num_frames=2,
            height=2,
            width=2,
            rope_interpolation_scale=(1.0, 1.0, 1.0),
            return_dict=False,
        )[0]
