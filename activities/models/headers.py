"""How large the tensors of a model are, read from the headers of its safetensors files: no tensor is loaded.

The format (https://github.com/huggingface/safetensors#format): 8 bytes little-endian length, so many bytes of JSON that names every
tensor with its type, shape and byte range, then the tensors.
"""

import json
import struct
from collections import Counter
from pathlib import Path

from schemas.failures import Refused

PICKLED = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
"""How pickled weights end."""
HEADER_BYTES_MAX = 100_000_000
"""What the format's own reader accepts."""
_ITEM_BYTES = {"F64": 8, "I64": 8, "U64": 8, "F32": 4, "I32": 4, "U32": 4, "F16": 2, "BF16": 2, "I16": 2, "U16": 2}
_ITEM_BYTES |= {"F8_E4M3": 1, "F8_E5M2": 1}
_FLOATING = frozenset({"F64", "F32", "F16", "BF16", "F8_E4M3", "F8_E5M2"})
"""What `from_pretrained` turns into the numbers it is asked for."""


def tensor_bytes(path: Path) -> dict[str, int]:
    """Bytes by type of tensor (`F32`, `BF16`, ...) of one file.

    Raises:
        Refused: It is no safetensors file, or one that was cut short.
    """
    try:
        with path.open("rb") as file:
            (length,) = struct.unpack("<Q", file.read(8))
            if length > HEADER_BYTES_MAX:
                raise ValueError(f"a header of {length} bytes")  # noqa: TRY301 - told with the file's name below
            header = json.loads(file.read(length))
        sizes: Counter[str] = Counter()
        wanted = 8 + length
        for name, tensor in header.items():
            if name != "__metadata__":
                first, end = tensor["data_offsets"]
                sizes[tensor["dtype"]] += end - first
                wanted = max(wanted, 8 + length + end)
        if path.stat().st_size < wanted:
            raise ValueError(f"it was cut short, {path.stat().st_size} of {wanted} bytes")  # noqa: TRY301 - as above
    except (OSError, struct.error, ValueError, KeyError, TypeError, AttributeError) as error:
        msg = f"{path.name} is no safetensors file: {error}"
        raise Refused(msg) from error
    return dict(sizes)


def file_bytes(path: Path, item_bytes: int | None = None) -> int:
    """Bytes of all tensors of one file, its floating-point numbers loaded as `item_bytes`; None leaves them as stored.

    Raises:
        Refused: It is no safetensors file.
    """
    return sum(loaded_bytes(kind, size, item_bytes) for kind, size in tensor_bytes(path).items())


def component_bytes(folder: Path, item_bytes: int | None = None) -> dict[str, int]:
    """Bytes of a model's parts (`unet`, `vae`, ...; "" for files that lie in the folder itself).

    Args:
        folder: A model as `from_pretrained` is given it. Where a part has several variants of its weights, the largest counts.
        item_bytes: Size of a floating-point number once loaded (2 for bfloat16); None leaves them as stored.
    """
    variants: dict[str, Counter[str]] = {}
    for path in sorted(folder.rglob("*.safetensors")):
        component = path.parent.relative_to(folder).as_posix().removeprefix(".")
        # `model.fp16-00001-of-00002.safetensors`: what stands between the first dot and the shard is the variant.
        variant = path.name.removesuffix(".safetensors").split("-0")[0].partition(".")[2]
        variants.setdefault(component, Counter())[variant] += sum(
            loaded_bytes(kind, size, item_bytes) for kind, size in tensor_bytes(path).items()
        )
    return {component: max(sizes.values()) for component, sizes in variants.items()}


def stored_bytes(folder: Path) -> int:
    """Bytes of a model's weights as they are stored: of tensors by their headers, of pickled weights the size of their files.

    Raises:
        Refused: As `tensor_bytes`.
    """
    pickled = sum(path.stat().st_size for path in folder.rglob("*") if path.name.endswith(PICKLED))
    return max(sum(component_bytes(folder).values()), pickled)


def loaded_bytes(kind: str, stored_bytes: int, item_bytes: int | None) -> int:
    """Bytes of tensors of one kind once they are loaded as numbers of `item_bytes`; integers stay what they are."""
    if item_bytes is None or kind not in _FLOATING:
        return stored_bytes
    return stored_bytes * item_bytes // _ITEM_BYTES[kind]
