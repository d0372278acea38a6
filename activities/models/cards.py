"""The registry of models as it lies on disk; imports no model library.

    <models>/<organisation>--<name>/active              the revision in use, one line
    <models>/<organisation>--<name>/<revision>/card.json
    <models>/<organisation>--<name>/<revision>/files/    what `from_pretrained` is given

A card is written last, so that a folder without one is a download that did not end.
"""

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from schemas.failures import Refused
from schemas.models import ModelCard

CARD = "card.json"
ACTIVE = "active"
FILES = "files"


def folder_name(model_id: str) -> str:
    """The folder of a model, one level deep."""
    return model_id.replace("/", "--")


def revision_folder(models_dir: Path, card: ModelCard) -> Path:
    """Where a revision lies: its card and its files."""
    return models_dir / folder_name(card.id) / card.revision


def model_folder(models_dir: Path, card: ModelCard) -> Path:
    """The files of a revision: what a library loads from."""
    return revision_folder(models_dir, card) / FILES


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
