"""What is in a model's files: whether they are weights that may be read, their hashes, and whether they are what a hub says it has."""

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from activities.models.catalogue import KnownModel
from activities.models.headers import PICKLED
from activities.models.hub import HubModel
from schemas.failures import Refused
from schemas.models import ModelFile

_PIECE_BYTES = 4 * 1024 * 1024
_TOLD = 3
"""Names in a message."""


def check_weights(names: Sequence[str], known: KnownModel | None, where: Path, *, allow_pickles: bool = False) -> None:
    """Make sure that a model has weights, and none that can run code when they are read.

    Args:
        names: Of its files.
        known: What the catalogue says of it: which pickled files it has to have.
        where: For the message.
        allow_pickles: A person takes the risk.

    Raises:
        Refused: It has none, or pickled ones.
    """
    allowed = known.pickles if known else ()
    pickled = [name for name in names if name.endswith(PICKLED) and not allow_pickles and Path(name).name not in allowed]
    if pickled:
        msg = (
            f"{where} has pickled weights ({', '.join(pickled[:3])}), which can run code when they are read; "
            "convert them to safetensors, leave them out, or take the risk with --allow-pickles"
        )
        raise Refused(msg)
    if not any(name.endswith((".safetensors", ".tflite", *PICKLED)) for name in names):
        msg = f"{where} has no weights: wanted *.safetensors (*.tflite for MediaPipe)"
        raise Refused(msg)


def check_hub_weights(model_id: str, found: HubModel, known: KnownModel | None) -> None:
    """Make sure that what is fetched of a model has weights; where it has none, say what the hub has instead.

    Raises:
        Refused: It has none that may be read, or pickled ones.
    """
    names = [file.name for file in found.files]
    if any(name.endswith((".safetensors", ".tflite", *PICKLED)) for name in names):
        check_weights(names, known, Path(model_id))
        return
    pickled = [name for name in found.others if name.endswith(PICKLED)]
    if pickled:
        msg = (
            f"{model_id} has only pickled weights on the hub ({_some(pickled)}), which can run code when they are read: no *.safetensors. "
            "Look for a revision of it that has them, or for a conversion; or fetch the files yourself and take the risk: "
            f"`film models add {model_id} --from FOLDER --allow-pickles`"
        )
        raise Refused(msg)
    there = [*found.others, *names]
    msg = f"{model_id} has no weights that can be read here: wanted *.safetensors, and the hub has {_some(there) or 'no files'}"
    raise Refused(msg)


def _some(names: Sequence[str]) -> str:
    """The first of many names; what would write otherwise than in a line is told as JSON has it."""
    plain = [name if name.isprintable() else json.dumps(name) for name in names[:_TOLD]]
    return ", ".join([*plain, *([f"and {len(names) - _TOLD} more"] if len(names) > _TOLD else [])])


def spoilt(target: Path, files: Iterable[ModelFile], found: HubModel) -> list[str]:
    """Hold what came to what the hub says it has; what is otherwise is thrown away, so that it can be fetched anew, and named."""
    promised = {file.name: file.sha256 for file in found.files if file.sha256}
    changed = [file.path for file in files if promised.get(file.path, file.sha256) != file.sha256]
    for path in changed:
        (target / path).unlink()
    return changed


def described(path: Path, folder: Path, watch: Callable[[int], None] = lambda _piece_bytes: None) -> ModelFile:
    """A file with its size and hash; `watch` is told of every piece that was read."""
    return ModelFile(path=path.relative_to(folder).as_posix(), size_bytes=path.stat().st_size, sha256=sha256(path, watch))


def sha256(path: Path, watch: Callable[[int], None] = lambda _piece_bytes: None) -> str:
    """The hash of a file; `watch` is told of every piece that was read."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:
        while piece := file.read(_PIECE_BYTES):
            found.update(piece)
            watch(len(piece))
    return found.hexdigest()
