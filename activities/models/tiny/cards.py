"""Puts a tiny model into a registry."""

import hashlib
from pathlib import Path

from activities.models.cards import activate, model_folder, write_card
from activities.models.headers import stored_bytes
from schemas.models import ModelCard, ModelFile, Terms

REVISION = "tiny"
TERMS = Terms(licence="CC0-1.0", commercial_use=True)


def files_folder(models_dir: Path, model_id: str) -> Path:
    """Where a tiny model's files go; made."""
    card = ModelCard(id=model_id, revision=REVISION, source="folder", terms=TERMS)
    folder = model_folder(models_dir, card)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def register(models_dir: Path, model_id: str, terms: Terms = TERMS) -> str:
    """Write and activate the card of the files in `files_folder`; gives the id."""
    card = ModelCard(id=model_id, revision=REVISION, source="folder", terms=terms)
    folder = model_folder(models_dir, card)
    files = [
        ModelFile(
            path=path.relative_to(folder).as_posix(),
            size_bytes=path.stat().st_size,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    ]
    card = card.model_copy(update={"files": files, "memory_bytes": stored_bytes(folder)})
    write_card(models_dir, card)
    activate(models_dir, card)
    return model_id
