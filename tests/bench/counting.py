"""Counts what a calculation holds at once without doing it: every operation is told the shapes of its tensors only.

Nothing is allocated and no GPU is needed, so models of any size can be counted anywhere in seconds. What is counted is what torch's
allocator would be asked for; what kernels take for themselves (workspaces of convolutions) is not known here.
"""

import weakref
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from activities.models.torch_setup import torch_module

torch = torch_module()

from torch._subclasses.fake_tensor import FakeTensorMode  # noqa: E402 - after torch is made importable
from torch.utils import _pytree  # noqa: E402
from torch.utils._python_dispatch import TorchDispatchMode  # noqa: E402


@contextmanager
def shapes_only(dtype: Any = torch.bfloat16) -> Iterator[None]:
    """Inside, tensors and modules have shapes and no numbers; those that say nothing else are of `dtype`."""
    before = torch.get_default_dtype()
    torch.set_default_dtype(dtype)
    try:
        with FakeTensorMode():
            yield
    finally:
        torch.set_default_dtype(before)


def held_bytes(work: Callable[[], object], modules: Iterable[Any]) -> int:
    """The most bytes that work holds at once, beside the weights of its modules; call it inside `shapes_only`."""
    counter = _Counter(modules)
    with counter, torch.no_grad():
        work()
    return counter.most


class _Counter(TorchDispatchMode):  # type: ignore[misc]  # torch does not type it
    """Follows storages from the operation that makes them to their end."""

    def __init__(self, modules: Iterable[Any]) -> None:
        super().__init__()
        weights = [weight for module in modules for weight in (*module.parameters(), *module.buffers())]
        self._held = {weight.untyped_storage()._cdata: 0 for weight in weights}
        self._now = self.most = 0

    def __torch_dispatch__(self, operation: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        made = operation(*args, **(kwargs or {}))
        for tensor in _pytree.tree_leaves(made):
            if isinstance(tensor, torch.Tensor):
                self._see(tensor.untyped_storage())
        return made

    def _see(self, storage: Any) -> None:
        key, size = storage._cdata, storage.nbytes()
        if key in self._held:
            return
        self._held[key] = size
        self._now += size
        self.most = max(self.most, self._now)
        weakref.finalize(storage, self._end, key)

    def _end(self, key: int) -> None:
        self._now -= self._held.pop(key, 0)
