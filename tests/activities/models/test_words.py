"""What reads the words leaves the GPU before a picture is encoded."""

from pathlib import Path
from typing import Any

from activities.models.embeddings import EmbeddingCache
from activities.models.loading import load_pipeline
from activities.models.tiny.ltx import make_tiny_ltx
from activities.models.torch_setup import torch_module
from activities.models.words import Words


def test_a_text_that_is_encoded_leaves_its_encoder_at_rest_and_a_remembered_one_does_not_touch_it(tmp_path: Path) -> None:
    make_tiny_ltx(tmp_path / "models")
    folder = next(tmp_path.rglob("model_index.json")).parent
    pipeline = load_pipeline("LTXConditionPipeline", folder, torch_module().float32)
    rests: list[bool] = []

    class Counting(type(pipeline)):  # type: ignore[misc]  # diffusers is not typed
        """Tells when its parts are sent to rest."""

        def maybe_free_model_hooks(self) -> Any:
            rests.append(True)
            return super().maybe_free_model_hooks()

    pipeline.__class__ = Counting
    words = Words(pipeline, EmbeddingCache(tmp_path / "cache"), "t5", 64)
    words.embeddings(["a harbour", "rain"])
    words.embeddings(["rain", "a harbour"])

    assert len(rests) == 2
