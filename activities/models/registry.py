"""Adds, fetches, checks and removes models of the registry on this machine (`activities/models/cards.py` says how it lies on disk).

Weights are safetensors. Pickled weights can run code when they are read, so they are taken only where a model has nothing else (the
catalogue names those files) or a person insists, and every engine reads them with `weights_only`.
"""

import hashlib
import os
import re
import shutil
from collections.abc import Callable, Sequence
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from activities.models.cards import (
    activate,
    active_card,
    all_cards,
    folder_name,
    missing_files,
    model_folder,
    revision_folder,
    write_card,
)
from activities.models.catalogue import DIFFUSERS, KNOWN, KnownModel
from activities.models.headers import component_bytes
from schemas.failures import Refused, Unavailable
from schemas.models import ID_PATTERN, ModelCard, ModelFile, Terms

PICKLED = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle")
Tell = Callable[[str], None]


class Registry:
    """The models of one folder."""

    def __init__(self, models_dir: Path) -> None:
        """`models_dir` need not exist."""
        self.models_dir = models_dir

    def cards(self) -> list[ModelCard]:
        """Every revision that is there."""
        return list(all_cards(self.models_dir))

    def is_active(self, card: ModelCard) -> bool:
        """Whether it is the revision in use of its model."""
        current = active_card(self.models_dir, card.id)
        return current is not None and current.revision == card.revision

    def card(self, model_id: str, revision: str = "") -> ModelCard:
        """A card by id, of the revision in use or of one that is named.

        Raises:
            Refused: It is not there; says what is.
        """
        found = [card for card in self.cards() if card.id == model_id]
        if not found:
            there = ", ".join(sorted({card.id for card in self.cards()})) or "none"
            msg = f"the model {model_id} is not in the registry {self.models_dir}; there are: {there}"
            raise Refused(msg)
        wanted = [card for card in found if (card.revision == revision if revision else self.is_active(card))]
        if not wanted:
            msg = f"{model_id} has no revision {revision or 'in use'}; there are: {', '.join(card.revision for card in found)}"
            raise Refused(msg)
        return wanted[0]

    def add_folder(self, model_id: str, folder: Path, terms: Terms | None = None, *, allow_pickles: bool = False) -> ModelCard:
        """Copy a model from a local folder (hard links where the disk allows) and use it from now on.

        Args:
            model_id: `organisation/name`, or a name.
            folder: As `from_pretrained` is given it, or with the checkpoint an engine asks for.
            terms: Of a model that the catalogue does not know.
            allow_pickles: Take pickled weights that the catalogue does not name.

        Raises:
            Refused: The folder has no weights, has pickled ones, or the terms are unknown.
        """
        known, terms = self._known(model_id, terms)
        if not folder.is_dir():
            msg = f"{folder} is no folder"
            raise Refused(msg)
        if folder.resolve().is_relative_to(self.models_dir.resolve()):
            msg = f"{folder} lies in the registry itself; `film models activate` uses what is there"
            raise Refused(msg)
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
        _check_weights([path.relative_to(folder).as_posix() for path in paths], known, folder, allow_pickles=allow_pickles)
        files = [_described(path, folder) for path in paths]
        revision = hashlib.sha256("".join(f"{file.path} {file.sha256}\n" for file in files).encode()).hexdigest()[:16]
        card = _card(model_id, revision, "folder", known, terms, files)
        target = model_folder(self.models_dir, card)
        if revision_folder(self.models_dir, card).exists():
            shutil.rmtree(revision_folder(self.models_dir, card))
        for path in paths:
            _link(path, target / path.relative_to(folder))
        try:
            return self._finish(card)
        except Refused:
            shutil.rmtree(revision_folder(self.models_dir, card))
            raise

    def download(
        self,
        model_id: str,
        revision: str = "main",
        terms: Terms | None = None,
        *,
        endpoint: str | None = None,
        token: str | None = None,
        tell: Tell = lambda _text: None,
    ) -> ModelCard:
        """Fetch a model from the Hugging Face hub and use it from now on; an interrupted download goes on where it was.

        Args:
            model_id: `organisation/name`.
            revision: Branch, tag or commit; the card names the commit.
            terms: Of a model that the catalogue does not know.
            endpoint: Another hub's address.
            token: For gated models, whose terms its owner must have accepted on the hub.
            tell: Told what is fetched.

        Raises:
            Refused: The hub has no such model, wants a token, or has only pickled weights; or the catalogue knows it from elsewhere.
            Unavailable: The hub does not answer.
        """
        known, terms = self._known(model_id, terms)
        if known is not None and known.page:
            msg = f"{model_id} is not on the hub: fetch its files from {known.page} and `film models add {model_id} --from FOLDER`"
            raise Refused(msg)
        hub = _hub()
        patterns = list(known.files if known else DIFFUSERS)
        try:
            api = hub.HfApi(endpoint=endpoint, token=token)
            told = api.model_info(model_id, revision=revision, files_metadata=True)
            names = [file.rfilename for file in told.siblings or [] if any(fnmatch(file.rfilename, pattern) for pattern in patterns)]
            _check_weights(names, known, Path(model_id))
            draft = ModelCard(id=model_id, revision=str(told.sha), source="hub", terms=terms)
            target = model_folder(self.models_dir, draft)
            size = sum(file.size or 0 for file in told.siblings or [] if file.rfilename in names)
            tell(f"{model_id} at {told.sha}: {len(names)} files, {size / 1e9:.2f} GB, into {target}")
            hub.snapshot_download(
                model_id, revision=told.sha, local_dir=target, allow_patterns=names, endpoint=endpoint, token=token, max_workers=4
            )
        except hub.errors.HfHubHTTPError as error:
            raise _of_the_hub(model_id, error) from error
        except (OSError, hub.errors.OfflineModeIsEnabled, *_transport_errors(hub)) as error:
            msg = f"the hub can't be reached for {model_id}: {error}"
            raise Unavailable(msg) from error
        shutil.rmtree(target / ".cache", ignore_errors=True)
        files = [_described(target / name, target) for name in sorted(names)]
        return self._finish(_card(model_id, str(told.sha), f"hub:{model_id}@{told.sha}", known, terms, files))

    def verify(self, card: ModelCard, tell: Tell = lambda _text: None) -> list[str]:
        """Read every file and compare it with the card; gives what is wrong, a sentence a file."""
        folder = model_folder(self.models_dir, card)
        faults = []
        for file in card.files:
            tell(file.path)
            path = folder / file.path
            if not path.is_file():
                faults.append(f"{file.path} is missing")
            elif path.stat().st_size != file.size_bytes:
                faults.append(f"{file.path} has {path.stat().st_size} bytes instead of {file.size_bytes}")
            elif _sha256(path) != file.sha256:
                faults.append(f"{file.path} has other content than when it was added")
        return faults

    def activate(self, card: ModelCard) -> None:
        """Use this revision from now on; films whose shots were made with another keep them.

        Raises:
            Refused: Files are missing.
        """
        lost = missing_files(self.models_dir, card)
        if lost:
            msg = f"{card.name} lacks {', '.join(lost[:3])}: add it again"
            raise Refused(msg)
        activate(self.models_dir, card)

    def remove(self, card: ModelCard) -> None:
        """Delete a revision's files and card; films that were made with it stay.

        Raises:
            Refused: It is in use while there are other revisions: activate one of them first.
        """
        others = [other for other in self.cards() if other.id == card.id and other.revision != card.revision]
        if others and self.is_active(card):
            msg = f"{card.name} is in use; activate another first: {', '.join(other.revision for other in others)}"
            raise Refused(msg)
        folder = revision_folder(self.models_dir, card)
        shutil.rmtree(folder)
        if not others:
            shutil.rmtree(self.models_dir / folder_name(card.id))

    def _known(self, model_id: str, terms: Terms | None) -> tuple[KnownModel | None, Terms]:
        if re.fullmatch(ID_PATTERN, model_id) is None:
            msg = f"'{model_id}' is no name of a model; wanted is organisation/name, or a name, of letters, digits, '.', '-' and '_'"
            raise Refused(msg)
        known = KNOWN.get(model_id)
        if terms is None and known is None:
            msg = f"the licence of {model_id} is not known here; give it: --licence MIT --commercial, or --licence NAME --no-commercial"
            raise Refused(msg)
        return known, terms or (known.terms if known else Terms(licence="", commercial_use=False))

    def _finish(self, card: ModelCard) -> ModelCard:
        sizes = component_bytes(model_folder(self.models_dir, card))
        card = card.model_copy(update={"memory_bytes": sum(sizes.values())})
        write_card(self.models_dir, card)
        activate(self.models_dir, card)
        return card


def _card(model_id: str, revision: str, source: str, known: KnownModel | None, terms: Terms, files: list[ModelFile]) -> ModelCard:
    return ModelCard(
        id=model_id,
        revision=revision,
        source=source,
        summary=known.summary if known else "",
        terms=terms,
        engines=list(known.engines) if known else [],
        files=files,
    )


def _check_weights(names: Sequence[str], known: KnownModel | None, where: Path, *, allow_pickles: bool = False) -> None:
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


def _described(path: Path, folder: Path) -> ModelFile:
    return ModelFile(path=path.relative_to(folder).as_posix(), size_bytes=path.stat().st_size, sha256=_sha256(path))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source.resolve(), target)
    except OSError:
        shutil.copy2(source, target)


def _of_the_hub(model_id: str, error: Exception) -> Refused | Unavailable:
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if status in {401, 403}:
        return Refused(f"the hub does not give out {model_id}: accept its terms there and give a token (--token, or FILM_HUB_TOKEN)")
    if status == 404:
        return Refused(f"the hub has no model {model_id}, or not this revision")
    return Unavailable(f"the hub can't give {model_id} now: {str(error).splitlines()[0]}")


def _transport_errors(hub: Any) -> list[type[Exception]]:
    """What a connection that fails raises: the root of the HTTP library that the hub's own errors derive from, whichever it uses."""
    return [cls for cls in hub.errors.HfHubHTTPError.__mro__ if cls.__name__ == "HTTPError"]


def _hub() -> Any:
    try:
        import huggingface_hub  # noqa: PLC0415 - comes with the model extras
        import huggingface_hub.errors  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise Refused("models are fetched by huggingface_hub, which is not installed: `./film install models`") from error
    return huggingface_hub
