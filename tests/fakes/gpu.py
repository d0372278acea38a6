"""A GPU made of main memory: tensors that say they are on "cuda" and are refused wherever they meet those of main memory, as on a real one.

Inside `lent_gpu` torch believes in one GPU. Every call of torch is seen (`torch.overrides.TorchFunctionMode`): what is made on the GPU, or
moved there, is a `Placed`, which keeps a real tensor; calculating with one calculates with that, so results are real, and whatever code
decides by looking at them goes on. What this shows: tensors and generators of the wrong device, parts of a model that were left behind,
what each rung of the ladder holds at its peak, memory that runs out in the middle of a call. What it can't show: kernels, speed, streams
that overtake each other, and what kernels take for themselves.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from torch.overrides import TorchFunctionMode

from activities.models.torch_setup import torch_module
from tests.fakes.gpu_driver import Memory, driver

torch = torch_module()

GPU, MAIN = torch.device("cuda", 0), torch.device("cpu")
_COPYING = frozenset({"copy_", "set_", "type_as", "is_same_size", "__format__", "is_set_to", "equal_devices"})
"""What is called with tensors of both devices."""
_INDEXING = frozenset({"__getitem__", "__setitem__", "index_put_", "index_put"})
_NOT_OF_A_GPU = frozenset({"numpy", "__array__", "__dlpack__"})
_LIKE = frozenset({"zeros_like", "ones_like", "empty_like", "rand_like", "randn_like", "full_like", "randint_like"})


class _Kept:
    """A tensor's numbers, and the GPU whose memory they take; None for those that lie in main memory."""

    def __init__(self, inner: Any, memory: Memory | None) -> None:
        self.inner = inner
        self.memory = memory
        if memory is not None:
            memory.keep(self, inner)


class Placed(torch.Tensor):  # type: ignore[name-defined, misc]  # torch is imported at run time
    """A tensor of the lent GPU, or one that was there and was taken back to main memory."""

    kept: _Kept

    @staticmethod
    def __new__(cls: Any, inner: Any, memory: Memory) -> Any:
        """Take over a tensor of main memory, into which nobody else may write."""
        made = torch.Tensor._make_wrapper_subclass(cls, inner.size(), dtype=inner.dtype, device=GPU)
        made.kept = _Kept(inner, memory)
        return made

    def __init__(self, inner: Any, memory: Memory) -> None:
        """See `__new__`."""

    def __repr__(self) -> str:
        """What it is, without its numbers."""
        return f"Placed({tuple(self.kept.inner.shape)}, {self.kept.inner.dtype}, {_place(self)})"

    def __deepcopy__(self, memo: dict[int, Any]) -> Any:
        """A tensor of its own."""
        inner, memory = self.kept.inner.detach().clone(), self.kept.memory
        made = inner if memory is None else Placed(inner, memory)
        return torch.nn.Parameter(made, requires_grad=False) if getattr(self, "_is_param", False) else made

    @classmethod
    def __torch_dispatch__(cls, func: Any, _types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Calls that no mode has seen, from inside torch."""
        return called(func, args, kwargs or {}, None)

    @classmethod
    def __torch_function__(cls, func: Any, _types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Calls while the mode is not looking."""
        return called(func, args, kwargs or {}, None)


class _Watching(TorchFunctionMode):  # type: ignore[misc]  # torch is not read by the type checker
    """Sees every call of torch."""

    def __init__(self, memory: Memory) -> None:
        super().__init__()
        self.memory = memory

    def __torch_function__(self, func: Any, _types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return called(func, args, kwargs or {}, self.memory)


@contextmanager
def lent_gpu(size_bytes: int) -> Iterator[Memory]:
    """Inside, there is a GPU with so much memory; what is left on it afterwards is nobody's."""
    from diffusers.utils.torch_utils import TorchDeviceBackend

    memory = Memory(size_bytes)
    with driver(memory), _Watching(memory):
        TorchDeviceBackend._detect_device_type.cache_clear()
        yield memory
    TorchDeviceBackend._detect_device_type.cache_clear()


def called(func: Any, args: Sequence[Any], kwargs: Mapping[str, Any], memory: Memory | None) -> Any:
    """What a call of torch gives, on the device where a GPU would have it.

    Raises:
        RuntimeError: It would have been refused there.
    """
    name = _name(func)
    tensors = list(_tensors((args, kwargs)))
    memory = memory or next((each.kept.memory for each in tensors if type(each) is Placed and each.kept.memory), None)
    first = args[0] if args else None
    if type(first) is Placed and name in _OF_ONE:
        return _OF_ONE[name](first)
    if name == "_has_compatible_shallow_copy_type" and any(type(each) is Placed for each in tensors):
        return {type(each) for each in tensors} == {Placed}
    if name == "data.__set__":
        return _set_data(args[0], args[1])
    if name in {"to", "cuda", "cpu"} and tensors and tensors[0] is first:
        return _moved(name, func, args, kwargs, memory)
    if name == "pin_memory":
        pinned: Any = first.kept.inner if type(first) is Placed else first
        return pinned.clone()
    if name in _NOT_OF_A_GPU and type(first) is Placed and first.kept.memory:
        raise TypeError("can't convert cuda:0 device type tensor to numpy. Use Tensor.cpu() to copy the tensor to host memory first.")
    return _calculated(name, func, args, kwargs, tensors, memory)


def _calculated(name: str, func: Any, args: Any, kwargs: Mapping[str, Any], tensors: list[Any], memory: Memory | None) -> Any:
    asked = kwargs.get("device")
    where = torch.device(asked) if asked is not None else _meeting(name, args, tensors)
    _of_its_device(name, kwargs.get("generator"), where)
    changed = {**kwargs, "device": MAIN} if asked is not None and where.type != "meta" else dict(kwargs)
    known = {id(each.kept.inner): each for each in tensors if type(each) is Placed}
    found = func(*_kept(args), **_kept(changed))
    if where.type != "cuda" or memory is None:
        return _each(found, lambda tensor: known.get(id(tensor), tensor))
    return _each(found, lambda tensor: known[id(tensor)] if id(tensor) in known else Placed(tensor, memory))


def _meeting(name: str, args: Any, tensors: list[Any]) -> Any:
    """Where a call calculates."""
    if not tensors:
        return MAIN
    if name in _COPYING:
        return _place(tensors[0])
    if name in _INDEXING:
        return _indexed(args)
    if name in _LIKE:
        return _place(tensors[0])
    places = {_place(each) for each in tensors}
    if len(places) == 1:
        return places.pop()
    # numbers may lie in main memory, as long as there is something else to calculate with
    if {_place(each) for each in tensors if each.dim()} <= {GPU} and name not in {"cat", "stack", "linear", "conv2d"}:
        return GPU
    shapes = ", ".join(f"{tuple(each.shape)} on {_place(each)}" for each in tensors)
    msg = f"Expected all tensors to be on the same device, but got at least two devices, cuda:0 and cpu, in {name}: {shapes}"
    raise RuntimeError(msg)


def _indexed(args: Any) -> Any:
    """Places may be given by main memory; values only where no places are, or one is for all."""
    where = _place(args[0])
    indices = [each for each in _tensors(args[1]) if each.dim()]
    if where != GPU and any(_place(each) == GPU for each in indices):
        raise RuntimeError("indices should be either on cpu or on the same device as the indexed tensor (cpu)")
    values = [each for each in _tensors(args[2:]) if each.dim()]
    if indices and any(_place(each) != where for each in values):
        raise RuntimeError("Expected all tensors to be on the same device, but value is on another device than self")
    return where


def _of_its_device(name: str, generator: Any, where: Any) -> None:
    if generator is not None and where.type not in {generator.device.type, "meta"}:
        msg = f"Expected a '{where.type}' device type for generator but found '{generator.device.type}' in {name}"
        raise RuntimeError(msg)


def _moved(name: str, func: Any, args: Any, kwargs: Mapping[str, Any], memory: Memory | None) -> Any:
    tensor, *rest = args
    where = {"cuda": GPU, "cpu": MAIN}.get(name)
    named = dict(kwargs)
    for each in rest if name == "to" else ():
        if isinstance(each, torch.Tensor):
            where, named["dtype"] = _place(each), each.dtype
        elif isinstance(each, torch.dtype):
            named["dtype"] = each
        elif isinstance(each, (str, torch.device)):
            where = torch.device(each)
        elif isinstance(each, int) and not isinstance(each, bool):
            where = GPU
    if isinstance(named.get("other"), torch.Tensor):
        other = named.pop("other")
        where, named["dtype"] = _place(other), other.dtype
    if named.get("device") is not None:
        where = torch.device(named["device"])
    named.pop("device", None)
    was = _place(tensor)
    where = was if where is None else GPU if where.type == "cuda" else where
    inner = tensor.kept.inner if type(tensor) is Placed else tensor
    options = {key: named[key] for key in ("dtype", "copy", "memory_format") if named.get(key) is not None}
    # "non_blocking" by place, which means nothing here, is left out
    found = inner.to(where if where.type == "meta" else inner.device, **options)
    if where == was:
        return tensor if found is inner else Placed(found, memory) if where == GPU and memory else found
    found = found.clone() if found is inner else found
    return Placed(found, memory) if where == GPU and memory else found


def _set_data(tensor: Any, value: Any) -> None:
    """A tensor takes over what another holds, and lies where that lies."""
    if type(tensor) is not Placed and type(value) is not Placed:
        torch.Tensor.data.__set__(tensor, value)
        return
    if type(tensor) is not Placed:
        is_parameter = isinstance(tensor, torch.nn.Parameter)
        tensor.__class__ = Placed
        tensor._is_param = is_parameter
    kept = value.kept if type(value) is Placed else _Kept(value, None)
    tensor.kept = _Kept(kept.inner.detach(), kept.memory)


def _data(tensor: Placed) -> Any:
    inner, memory = tensor.kept.inner.detach(), tensor.kept.memory
    return Placed(inner, memory) if memory else inner


def _name(func: Any) -> str:
    if func.__name__ in {"__get__", "__set__"}:
        return f"{func.__self__.__name__}.{func.__name__}"
    return str(func.__name__)


def _place(tensor: Any) -> Any:
    if type(tensor) is Placed:
        return GPU if tensor.kept.memory else MAIN
    with torch._C.DisableTorchFunction():
        return tensor.device


def _tensors(given: Any) -> Iterator[Any]:
    if isinstance(given, torch.Tensor):
        yield given
    elif isinstance(given, Mapping):
        for each in given.values():
            yield from _tensors(each)
    elif isinstance(given, (tuple, list)):
        for each in given:
            yield from _tensors(each)


def _kept(given: Any) -> Any:
    return _each(given, lambda tensor: tensor.kept.inner if type(tensor) is Placed else tensor)


def _each(given: Any, change: Any) -> Any:
    if isinstance(given, torch.Tensor):
        return change(given)
    if isinstance(given, Mapping):
        return {key: _each(value, change) for key, value in given.items()}
    if isinstance(given, (tuple, list)) and not isinstance(given, torch.Size):
        changed = [_each(value, change) for value in given]
        if all(one is other for one, other in zip(changed, given, strict=True)):
            return given
        return type(given)(*changed) if hasattr(given, "_fields") else type(given)(changed)
    return given


_OF_ONE: dict[str, Callable[[Any], Any]] = {
    "device.__get__": _place,
    "is_cuda.__get__": lambda tensor: _place(tensor) == GPU,
    "is_cpu.__get__": lambda tensor: _place(tensor) == MAIN,
    "data.__get__": _data,
    "get_device": lambda tensor: 0 if _place(tensor) == GPU else -1,
    "__deepcopy__": lambda tensor: tensor.__deepcopy__({}),
    "is_pinned": lambda tensor: False,
    "record_stream": lambda tensor: None,
    "__repr__": Placed.__repr__,
    "requires_grad_": lambda tensor: tensor,
}
"""What is asked of one tensor and concerns where it lies."""
