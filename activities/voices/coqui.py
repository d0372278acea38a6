"""Loads models of Coqui TTS from the registry's folders, and never from anywhere else.

A model's configuration names its speaker and language files where they lay when it was trained: those are looked for beside the weights.
"""

import json
from pathlib import Path
from typing import Any

from activities.models.faults import refusing
from activities.models.torch_setup import torch_module
from schemas.failures import Refused

_FILES = ("speakers_file", "language_ids_file", "d_vector_file", "speaker_encoder_model_path", "speaker_encoder_config_path")


def configuration(folder: Path) -> Any:
    """The model's configuration, with its files found in its folder.

    Raises:
        Refused: It can't be read, or a file it names is not there.
    """
    torch_module()
    from TTS.config import load_config  # noqa: PLC0415 - seconds

    try:
        config = load_config(str(folder / "config.json"))
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"{folder / 'config.json'} is no configuration of Coqui TTS: {error}"
        raise Refused(msg) from error
    for holder in (config, config.model_args):
        for name in _FILES:
            named = holder.get(name) if hasattr(holder, "get") else None
            if named:
                _beside(holder, name, named, folder)
    return config


def plain_configuration(folder: Path) -> dict[str, Any]:
    """The same as plain JSON, without the library: for what can be told of a model before it is loaded."""
    try:
        told: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        msg = f"{folder / 'config.json'} can't be read: {error}"
        raise Refused(msg) from error
    return told


def table(path: Path) -> dict[str, Any]:
    """Names and what belongs to them: JSON, or torch's format read as tensors only.

    Raises:
        Refused: It is neither; code in a pickle is not run.
    """
    torch = torch_module()
    with refusing(f"{path.name} can't be read"):
        if path.suffix == ".json":
            found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        else:
            found = torch.load(path, map_location="cpu", weights_only=True)
    return found


def _beside(holder: Any, name: str, named: object, folder: Path) -> None:
    wanted = [named] if isinstance(named, str) else list(named) if isinstance(named, list) else []
    found = [folder / Path(str(path)).name for path in wanted]
    for path in found:
        if not path.is_file():
            msg = f"the model in {folder} needs {path.name}, which its configuration names as {name}: add it again with that file"
            raise Refused(msg)
    paths = [str(path) for path in found]
    setattr(holder, name, paths if isinstance(named, list) else paths[0])
