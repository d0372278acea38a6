"""Remembers what text encoders made of words: in memory, and on disk between processes.

A film says the same things over and over: what shall not be seen, how its people look, its style. An embedding is addressed by everything
that shapes it (encoder weights, precision, device, text), so that a remembered one is bit for bit what the encoder would make again. With
all its texts remembered a film needs no text encoder on the GPU, which is half of most models.

    <models>/.cache/embeddings/<first two digits>/<hash>.safetensors
"""

import hashlib
import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

import structlog

from activities.models.torch_setup import torch_module

MEMORY_BYTES = 256 << 20
DISK_BYTES = 4 << 30
_SWEEP_EVERY = 64
"""The folder is measured once in so many new files."""

Tensors = Mapping[str, Any]
"""Named tensors of one text, on the CPU."""

_log = structlog.get_logger(__name__)


class EmbeddingCache:
    """Embeddings by encoder and text, least recently used first out."""

    def __init__(self, folder: Path, memory_bytes: int = MEMORY_BYTES, disk_bytes: int = DISK_BYTES) -> None:
        """Nothing is read or written before it is asked for."""
        self._folder = folder
        self._memory_bytes = memory_bytes
        self._disk_bytes = disk_bytes
        self._known: OrderedDict[str, Tensors] = OrderedDict()
        self._held_bytes = 0
        self._written = 0
        self._lock = threading.Lock()

    def get(self, encoder: str, text: str, encode: Callable[[], Tensors]) -> Tensors:
        """What an encoder makes of a text.

        Args:
            encoder: Everything else that shapes the result: weights and their revision, precision, device, layers taken.
            text: What is encoded.
            encode: Encodes it; called when it is not known. Results may lie anywhere and are kept on the CPU.

        Returns:
            The tensors, on the CPU; not to be changed in place.
        """
        key = hashlib.blake2b(f"{_made_by()}\x1f{encoder}\x1f{text}".encode(), digest_size=20).hexdigest()
        with self._lock:
            known = self._known.get(key)
            if known is not None:
                self._known.move_to_end(key)
                return known
        tensors = self._read(key)
        if tensors is None:
            tensors = {name: tensor.detach().to("cpu").contiguous() for name, tensor in encode().items()}
            self._write(key, tensors)
        with self._lock:
            self._remember(key, tensors)
        return tensors

    def forget(self) -> None:
        """Empty the memory; what is on disk stays."""
        with self._lock:
            self._known.clear()
            self._held_bytes = 0

    def _remember(self, key: str, tensors: Tensors) -> None:
        if key not in self._known:
            self._known[key] = tensors
            self._held_bytes += _size(tensors)
        while self._held_bytes > self._memory_bytes and len(self._known) > 1:
            _, dropped = self._known.popitem(last=False)
            self._held_bytes -= _size(dropped)

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.safetensors"

    def _read(self, key: str) -> Tensors | None:
        torch_module()
        from safetensors import SafetensorError  # noqa: PLC0415 - installed with the model extras only
        from safetensors.torch import load_file  # noqa: PLC0415

        path = self._path(key)
        try:
            tensors: Tensors = load_file(path)
            os.utime(path)
        except FileNotFoundError:
            return None
        except (SafetensorError, OSError) as error:
            _log.warning("an embedding on disk can't be read and is made again", file=path.name, reason=str(error))
            return None
        return tensors

    def _write(self, key: str, tensors: Tensors) -> None:
        """A disk that is full or read-only costs time later, not the film."""
        from safetensors.torch import save_file  # noqa: PLC0415 - installed with the model extras only

        path = self._path(key)
        draft = path.with_name(f".{key}.{os.getpid()}.{threading.get_ident()}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            save_file(dict(tensors), draft)
            draft.replace(path)
            self._written += 1
            if self._written % _SWEEP_EVERY == 1:
                self._sweep()
        except OSError as error:
            draft.unlink(missing_ok=True)
            _log.warning("an embedding can't be kept on disk", reason=str(error))

    def _sweep(self) -> None:
        """Delete what was not used for longest until the folder is small enough."""
        files = sorted(self._folder.glob("*/*.safetensors"), key=lambda path: (path.stat().st_mtime_ns, path.name))
        excess = sum(path.stat().st_size for path in files) - self._disk_bytes
        for path in files:
            if excess <= 0:
                return
            excess -= path.stat().st_size
            path.unlink(missing_ok=True)


@cache
def _made_by() -> str:
    """Other versions of the libraries and other GPUs make other last bits; the folder outlives the ones, and machines share it."""
    torch = torch_module()
    gpu = torch.cuda.get_device_name() if torch.cuda.is_available() else "no GPU"
    return f"torch {torch.__version__}, transformers {version('transformers')}, {gpu}"


def _size(tensors: Tensors) -> int:
    return sum(int(tensor.numel() * tensor.element_size()) for tensor in tensors.values())


_caches: dict[Path, EmbeddingCache] = {}
_caches_lock = threading.Lock()


def embedding_cache(models_dir: Path) -> EmbeddingCache:
    """This process's cache beside a registry."""
    with _caches_lock:
        return _caches.setdefault(models_dir, EmbeddingCache(models_dir / ".cache" / "embeddings"))
