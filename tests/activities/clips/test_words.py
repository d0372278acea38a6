"""Words are encoded once: for every engine that reads them, counted at the text encoder itself."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from activities.clips.engines.ltx2 import Ltx2, Ltx2Options
from activities.models.embeddings import EmbeddingCache, embedding_cache
from activities.models.pool import warm_pool
from activities.models.rungs import Rung
from activities.models.tiny import cogvideox, ltx, ltx2, sd15, wan
from activities.models.torch_setup import torch_module
from activities.models.words import LayeredWords
from tests.activities.clips.animating import engine, job, small

_EXAMPLES: list[tuple[str, str, dict[str, Any]]] = [
    ("ltx_models", "ltx", {**ltx.TINY["ltx"], "guidance": 3.0}),
    ("ltx2_models", "ltx2", {**ltx2.TINY["ltx2"], "kind": "guided", "left_out_layer": 1}),
    ("wan_models", "wan", wan.TINY["wan"]),
    ("wan_models", "wan_vace", wan.TINY["wan_vace"]),
    ("cogvideox_models", "cogvideox", cogvideox.TINY["cogvideox"]),
    ("animatediff_models", "animatediff", sd15.TINY["animatediff"]),
]


@pytest.mark.parametrize(("models", "name", "options"), _EXAMPLES, ids=[name for _, name, _ in _EXAMPLES])
def test_words_are_encoded_once_and_remembered_words_make_the_same_bytes(
    models: str, name: str, options: dict[str, Any], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    models_dir: Path = request.getfixturevalue(models)
    worker = engine(models_dir, name, **{**options, "negative": "rain"})
    order = small(prompt=f"Ann reads a letter, {name}", frames=5)
    worker.make(job(tmp_path / "warm", small(frames=5)))

    with _texts_encoded() as encoded:
        first = worker.make(job(tmp_path / "first", order))
        fresh = len(encoded)
        other_take = worker.make(job(tmp_path / "other", order.model_copy(update={"take": 2})))
        after_another_take = len(encoded)
        embedding_cache(models_dir).forget()
        from_disk = worker.make(job(tmp_path / "disk", order))
        after_forgetting = len(encoded)
        shutil.rmtree(models_dir / ".cache")
        embedding_cache(models_dir).forget()
        anew = worker.make(job(tmp_path / "anew", order))

    # what is not to be seen was known from the first clip
    assert (fresh, after_another_take, after_forgetting, len(encoded)) == (1, 1, 1, 3)
    assert first.path.read_bytes() == from_disk.path.read_bytes() == anew.path.read_bytes()
    assert first.path.read_bytes() != other_take.path.read_bytes()


@contextmanager
def _texts_encoded() -> Iterator[list[int]]:
    """One entry for every call of the text encoder of the model that was used last."""
    calls: list[int] = []
    pool = warm_pool("cpu")
    with pool.borrow(pool.names[-1], 0, lambda: pytest.fail("it is not warm")) as loaded:
        hook = loaded.pipeline.text_encoder.register_forward_hook(lambda *_told: calls.append(1))
        try:
            yield calls
        finally:
            hook.remove()


@pytest.mark.parametrize("is_newer", [False, True], ids=["2.0", "2.3"])
def test_layers_of_words_alone_are_to_the_model_what_the_pipeline_makes_itself(is_newer: bool, ltx2_models: Path, tmp_path: Path) -> None:
    torch = torch_module()
    worker = Ltx2(Ltx2Options.model_validate({**ltx2.TINY["ltx2"], "models_dir": ltx2_models}))
    pipeline = worker.load(Rung.RESIDENT).pipeline
    connectors = _newer(pipeline.connectors) if is_newer else pipeline.connectors
    with torch.no_grad():
        raw, mask, *_ = pipeline.encode_prompt("Ann reads", do_classifier_free_guidance=False, max_sequence_length=64)
    kept = LayeredWords(pipeline, EmbeddingCache(tmp_path), "tiny", 64).embeddings(["Ann reads"])

    raw[0][~mask[0].bool()] = 1.0  # trained weights make something of the filling too
    assert sum(path.stat().st_size for path in tmp_path.rglob("*.safetensors")) < raw.nbytes / 2
    with torch.no_grad():
        whole, alone = connectors(raw, mask), connectors(kept["prompt_embeds"], kept["prompt_attention_mask"])
    assert all(torch.equal(one, other) for one, other in zip(whole, alone, strict=True))


def _newer(connectors: Any) -> Any:
    """Connectors of the same size that read each layer through a projection for picture and one for sound, as LTX-2.3's do."""
    torch_module().manual_seed(3)
    widths = {"video_hidden_dim": 32, "audio_hidden_dim": 32}
    return type(connectors)(**{**connectors.config, "per_modality_projections": True, **widths}).eval()
