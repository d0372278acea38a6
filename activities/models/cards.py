"""The registry of models as it lies on disk; imports no model library.

    <models>/<organisation>--<name>/active              the revision in use, one line
    <models>/<organisation>--<name>/<revision>/card.json
    <models>/<organisation>--<name>/<revision>/files/    what `from_pretrained` is given
    <models>/<organisation>--<name>/<revision>/parts/    of files that are being fetched
    <models>/.registry                                  what this registry is called, whichever machine looks at it

A card is written last, so that a folder without one is a download that did not end.
"""

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from schemas.failures import Refused
from schemas.models import ModelCard

CARD = "card.json"
ACTIVE = "active"
FILES = "files"
PARTS = "parts"
NAME = ".registry"
_LOOKS, _LOOK_S = 50, 0.01


def folder_name(model_id: str) -> str:
    """The folder of a model, one level deep."""
    return model_id.replace("/", "--")


def revision_folder(models_dir: Path, card: ModelCard) -> Path:
    """Where a revision lies: its card and its files."""
    return models_dir / folder_name(card.id) / card.revision


def model_folder(models_dir: Path, card: ModelCard) -> Path:
    """The files of a revision: what a library loads from."""
    return revision_folder(models_dir, card) / FILES


def parts_folder(models_dir: Path, card: ModelCard) -> Path:
    """Where what has come of a revision's files waits for the rest."""
    return revision_folder(models_dir, card) / PARTS


def registry_name(models_dir: Path) -> str:
    """What a registry is called, the same on every machine and in every container that sees the folder; made up when it is first asked.

    Raises:
        Refused: The folder can't be written, or its name can't be read.
    """
    path = models_dir / NAME
    try:
        models_dir.mkdir(parents=True, exist_ok=True)
        with suppress(FileExistsError), path.open("xb", buffering=0) as new:
            new.write(secrets.token_hex(8).encode())
        name = _patiently_read(path)
    except OSError as error:
        msg = f"the folder of models {models_dir} can't be used: {error}"
        raise Refused(msg) from error
    if not re.fullmatch(r"[0-9a-f]{16}", name):
        msg = f"{path} does not hold the name of a registry; delete it, and another is made up"
        raise Refused(msg)
    return name


def _patiently_read(path: Path) -> str:
    """A short text that another process may be about to write: a file is there before its content is."""
    for _ in range(_LOOKS):
        if text := path.read_text(encoding="ascii", errors="replace").strip():
            return text
        time.sleep(_LOOK_S)
    return ""


def has_card(models_dir: Path, card: ModelCard) -> bool:
    """Whether a revision is whole, as far as its card tells."""
    return (revision_folder(models_dir, card) / CARD).is_file()


def active_card(models_dir: Path, model_id: str) -> ModelCard | None:
    """The card of the revision in use, or None when the model is not in the registry.

    Raises:
        Refused: The card can't be read.
    """
    marker = models_dir / folder_name(model_id) / ACTIVE
    try:
        revision = marker.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return read_card(marker.parent / revision / CARD)


def all_cards(models_dir: Path) -> Iterator[ModelCard]:
    """Every card, by id and revision; folders without one are passed over."""
    for path in sorted(models_dir.glob(f"*/*/{CARD}")):
        yield read_card(path)


def read_card(path: Path) -> ModelCard:
    """A card.

    Raises:
        Refused: It is missing or no card.
    """
    try:
        return ModelCard.model_validate_json(path.read_bytes())
    except FileNotFoundError as error:
        msg = f"the model registry has no {path}; add the model again with `film models add`"
        raise Refused(msg) from error
    except ValidationError as error:
        msg = f"{path} is no model card: {error.errors()[0]['msg']}"
        raise Refused(msg) from error


def write_card(models_dir: Path, card: ModelCard) -> None:
    """Put a card beside its files; whole or not at all."""
    _write(revision_folder(models_dir, card) / CARD, card.model_dump_json(indent=1))


def activate(models_dir: Path, card: ModelCard) -> None:
    """Make a revision the one in use."""
    _write(models_dir / folder_name(card.id) / ACTIVE, card.revision)


def missing_files(models_dir: Path, card: ModelCard) -> list[str]:
    """The files of a card that are not there in their size; hashes are for `film models verify`."""
    folder = model_folder(models_dir, card)
    return [file.path for file in card.files if not _has_size(folder / file.path, file.size_bytes)]


def _has_size(path: Path, size_bytes: int) -> bool:
    try:
        return path.stat().st_size == size_bytes
    except OSError:
        return False


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.draft")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
