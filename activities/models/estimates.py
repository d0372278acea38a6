"""How much memory a model of the registry will want, by rung of the ladder, before any of it is loaded."""

from collections.abc import Mapping
from pathlib import Path

from activities.models.cards import model_folder
from activities.models.headers import component_bytes
from activities.models.rungs import LADDER, Rung, weights_on_gpu
from schemas.failures import Refused
from schemas.models import ModelCard

_ON_GPU_BYTES = 2
"""Of a number, as engines load weights on a GPU (bfloat16, float16)."""


def memory_by_rung(models_dir: Path, card: ModelCard) -> dict[str, int]:
    """Bytes of weights on a GPU by rung, without activations; only `resident` for models that are not run in parts."""
    folder = model_folder(models_dir, card)
    try:
        parts = component_bytes(folder, _ON_GPU_BYTES)
    except Refused:  # a file was damaged since: that is for `film models verify` to tell
        return {Rung.RESIDENT.value: card.memory_bytes}
    if not (folder / "model_index.json").is_file():
        return {Rung.RESIDENT.value: sum(parts.values()) or card.memory_bytes}
    return {rung.value: weights_on_gpu(rung, parts) for rung in LADDER}


def in_words(by_rung: Mapping[str, int]) -> str:
    """As people are told: "16.0 GB on a GPU, 9.1 GB with model offload, 1.2 GB with group offload"."""
    told = [f"{bytes_in_words(by_rung[Rung.RESIDENT])} on a GPU"]
    told += [f"{bytes_in_words(size)} with {rung} offload" for rung, size in by_rung.items() if rung != Rung.RESIDENT]
    return ", ".join(told)


def bytes_in_words(size_bytes: int) -> str:
    """A size as people read it: "16.0 GB", "2.1 MB", "4 kB"."""
    for unit, name in ((1e9, "GB"), (1e6, "MB")):
        if size_bytes >= unit / 10:
            return f"{size_bytes / unit:.1f} {name}"
    return f"{size_bytes / 1e3:.0f} kB"
