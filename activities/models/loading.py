"""Loads diffusers pipelines from the registry's folders: the right class, the variant that is there, storage, attention, compilation."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import structlog

from activities.models.addons import Lora, weights_file
from activities.models.decoding import ready_decoder
from activities.models.faults import refusing
from activities.models.needs import DENOISERS
from activities.models.rungs import Rung, place
from activities.models.torch_setup import torch_module
from schemas.failures import Refused

_ATTENTION = (("_flash_3", (9, 0), (9, 9)), ("flash", (8, 0), (99, 9)))
"""Attention of other packages by diffusers' names, with the generations of GPUs that it was written for; tried in this order on a GPU."""
_WITHOUT_MASKS = frozenset({"Flux2Transformer2DModel", "WanTransformer3DModel", "WanVACETransformer3DModel"})
"""Denoisers that attend to everything always. Others hide the filling of words, or of shorter neighbours in a call, which the attention of
other packages refuses in the middle of the first step; torch's own does it, and is as fast without masks on most cards."""
_NATIVE = "native"

_log = structlog.get_logger(__name__)


def pipeline_class(folder: Path) -> str:
    """The class a model names as its pipeline; "" when it names none."""
    try:
        index = json.loads((folder / "model_index.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(index.get("_class_name", "")) if isinstance(index, dict) else ""


def load_pipeline(name: str, folder: Path, dtype: Any, **parts: Any) -> Any:
    """A pipeline of the class `name`, in main memory.

    Args:
        name: A class of diffusers.
        folder: The model.
        dtype: Of its weights and activations.
        parts: Components that are not to be loaded from the folder.

    Raises:
        Refused: The files are not such a model.
    """
    torch_module()
    import diffusers  # noqa: PLC0415 - seconds

    with refusing(f"the model in {folder} can't be loaded as {name}"):
        pipeline = getattr(diffusers, name).from_pretrained(
            folder, dtype=dtype, variant=weights_variant(folder), use_safetensors=True, local_files_only=True, **parts
        )
    pipeline.set_progress_bar_config(disable=True)
    return pipeline


def put_on_loras(pipeline: Any, models_dir: Path, loras: Sequence[Lora]) -> None:
    """Load LoRAs onto a pipeline, each at its weight.

    Raises:
        Refused: One is missing, or is none for this model.
    """
    for lora in loras:
        load_lora(pipeline, models_dir, lora)
    if loras:
        pipeline.set_adapters([lora.adapter for lora in loras], [lora.weight for lora in loras])


def load_lora(pipeline: Any, models_dir: Path, lora: Lora, **into: bool) -> None:
    """Load one LoRA beside those there are; `into` tells a pipeline of several denoisers which of them it is for.

    Raises:
        Refused: It is missing, or is none for this model.
    """
    file = weights_file(models_dir, lora.id, lora.file)
    with refusing(f"{lora.id}: {file.name} is no LoRA for this model"):
        pipeline.load_lora_weights(str(file.parent), weight_name=file.name, adapter_name=lora.adapter, local_files_only=True, **into)


def weights_variant(folder: Path) -> str | None:
    """The variant "fp16" where that is all there is, None for plain files."""
    files = [path.name for path in folder.glob("*/*.safetensors")]
    only_half = bool(files) and all(".fp16" in name for name in files)
    return "fp16" if only_half else None


def store_in_fp8(denoiser: Any, dtype: Any) -> None:
    """Keep a denoiser's weights in 8 bits (E4M3) and widen them layer by layer as they are used: half the memory, a little slower."""
    torch = torch_module()
    denoiser.enable_layerwise_casting(storage_dtype=torch.float8_e4m3fn, compute_dtype=dtype)


def choose_attention(denoiser: Any, device: str, dtype: Any = None) -> str:
    """Set the fastest attention there is for a transformer; gives its name.

    Args:
        denoiser: Of diffusers.
        device: "cpu" or "cuda".
        dtype: What it calculates with.
    """
    if device == "cpu" or not hasattr(denoiser, "set_attention_backend"):
        return _NATIVE
    torch = torch_module()
    generation = torch.cuda.get_device_capability() if torch.cuda.is_available() else (0, 0)
    chosen = _NATIVE
    for name in faster_attention(type(denoiser).__name__, generation, is_half=dtype in {torch.bfloat16, torch.float16}):
        try:
            denoiser.set_attention_backend(name)
        except (RuntimeError, ValueError, ImportError, OSError):
            continue
        chosen = name
        break
    else:
        denoiser.set_attention_backend(_NATIVE)
    _for_this_one_only()
    return chosen


def faster_attention(kind: str, generation: tuple[int, int], *, is_half: bool) -> list[str]:
    """Names of attention that may be set instead of torch's own where it is installed.

    Args:
        kind: Class of the denoiser.
        generation: Of the GPU ("compute capability").
        is_half: Whether it calculates with numbers of 16 bits, which is all that other packages do.
    """
    if kind not in _WITHOUT_MASKS or not is_half:
        return []
    return [name for name, oldest, newest in _ATTENTION if oldest <= generation <= newest]


def _for_this_one_only() -> None:
    """Setting a model's attention sets that of everything which has none of its own too, as that of what reads LTX-2's words."""
    from diffusers.models import attention_dispatch  # noqa: PLC0415 - seconds

    attention_dispatch._AttentionBackendRegistry.set_active_backend(_NATIVE)


def compile_blocks(denoiser: Any, rung: Rung) -> None:
    """Compile the blocks a denoiser repeats: minutes once per size and batch, then faster; sizes are buckets already.

    What streams its weights can't be compiled and runs as it is: the result is the same.

    Raises:
        Refused: It repeats none.
    """
    if rung is Rung.GROUP:
        _log.warning("a model that streams its weights is not compiled", model=type(denoiser).__name__)
        return
    try:
        denoiser.compile_repeated_blocks(fullgraph=True)
    except (AttributeError, ValueError) as error:
        msg = f"this model can't be compiled by blocks: {error}; set compile=False"
        raise Refused(msg) from error


def cache_first_block(denoiser: Any, share: float) -> None:
    """Take a denoiser's later blocks from the step before wherever its first one changes by less than `share`.

    The first-block cache of ParaAttention (https://github.com/chengzeyi/ParaAttention), in diffusers' writing.

    Raises:
        Refused: The denoiser can't.
    """
    from diffusers import FirstBlockCacheConfig  # noqa: PLC0415 - seconds

    if not hasattr(denoiser, "enable_cache"):
        msg = f"{type(denoiser).__name__} keeps no cache between steps; set cache=0"
        raise Refused(msg)
    try:
        denoiser.enable_cache(FirstBlockCacheConfig(threshold=share))
    except ValueError as error:
        msg = f"{type(denoiser).__name__} keeps no cache between steps ({error}); set cache=0"
        raise Refused(msg) from error


def forget_steps(denoiser: Any) -> None:
    """Empty a denoiser's cache, in which a call that was broken off leaves its last step."""
    if getattr(denoiser, "is_cache_enabled", False):
        from diffusers.hooks import HookRegistry  # noqa: PLC0415 - seconds

        HookRegistry.check_if_exists_or_initialize(denoiser).reset_stateful_hooks(recurse=True)


@dataclass(frozen=True)
class Manner:
    """How denoisers are run."""

    dtype: Any
    in_fp8: bool
    is_compiled: bool
    models_dir: Path
    loras: tuple[Lora, ...] = ()
    cache: float = 0.0
    """See `cache_first_block`; 0 caches nothing."""


class LoadedPipeline:
    """A pipeline around one denoiser or several, on its rung, and others over the same weights."""

    def __init__(self, pipeline: Any, rung: Rung, device: str, manner: Manner) -> None:
        """Place a pipeline and ready its denoisers.

        Raises:
            Refused: A LoRA is none for it; it can't be compiled, or keeps no cache.
        """
        put_on_loras(pipeline, manner.models_dir, manner.loras)
        self._denoisers = [part for name in DENOISERS if (part := getattr(pipeline, name, None)) is not None]
        if manner.in_fp8:
            for denoiser in self._denoisers:
                store_in_fp8(denoiser, manner.dtype)
        place(pipeline, rung, device)
        for denoiser in self._denoisers:
            choose_attention(denoiser, device, manner.dtype)
            if manner.is_compiled:
                compile_blocks(denoiser, rung)
            if manner.cache:
                cache_first_block(denoiser, manner.cache)
        self.pipeline = pipeline
        self.is_tiled = False
        """For pipelines whose decoder has no tiles: they decode fewer frames at once instead."""
        self._others: dict[str, Any] = {}

    def other(self, name: str) -> Any:
        """Another pipeline class of diffusers over the same parts."""
        if name not in self._others:
            import diffusers  # noqa: PLC0415 - seconds

            wanted = getattr(diffusers, name)
            made = wanted(**{part: value for part, value in self.pipeline.components.items() if part != "controlnet"})
            made.set_progress_bar_config(disable=True)
            self._others[name] = made
        return self._others[name]

    def rest(self) -> None:
        """After a call: with model offloading, off the GPU with what it left there."""
        self.pipeline.maybe_free_model_hooks()

    def make_ready(self, *, is_tiled: bool) -> None:
        """Before every call: decode in tiles, or whole; and know nothing of the call before."""
        for denoiser in self._denoisers:
            forget_steps(denoiser)
        self.is_tiled = is_tiled
        ready_decoder(self.pipeline.vae, is_tiled=is_tiled)
