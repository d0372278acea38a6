"""Adds, fetches, checks and removes models of the registry on this machine (`activities/models/cards.py` says how it lies on disk).

Weights are safetensors. Pickled weights can run code when they are read, so they are taken only where a model has nothing else (the
catalogue names those files) or a person insists, and every engine reads them with `weights_only`.
"""

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from activities.models.cards import (
    activate,
    active_card,
    all_cards,
    folder_name,
    has_card,
    missing_files,
    model_folder,
    parts_folder,
    revision_folder,
    write_card,
)
from activities.models.catalogue import DIFFUSERS, KNOWN, KnownModel
from activities.models.contents import check_hub_weights, check_weights, described, sha256, spoilt
from activities.models.fetching import Fetching, here_bytes
from activities.models.headers import stored_bytes
from activities.models.hub import Hub, HubModel
from activities.models.turns import alone
from schemas.failures import Broken, Refused
from schemas.models import ID_PATTERN, FetchProgress, ModelCard, ModelFile, Terms

SPOILT_TRIES = 2
"""A part that an earlier try left may have been spoilt since, by a power cut say; the second try is of what the hub sends now."""

Tell = Callable[[str], None]
Watch = Callable[[FetchProgress], None]
"""Told how far a model is on its way; what it raises ends that, and the next try goes on from there."""


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
            Refused: The folder has no weights, has pickled or broken ones, the terms are unknown, or the disk is full.
        """
        known, terms = self._known(model_id, terms)
        if not folder.is_dir():
            msg = f"{folder} is no folder"
            raise Refused(msg)
        if folder.resolve().is_relative_to(self.models_dir.resolve()):
            msg = f"{folder} lies in the registry itself; `film models activate` uses what is there"
            raise Refused(msg)
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith(".")]
        check_weights([path.relative_to(folder).as_posix() for path in paths], known, folder, allow_pickles=allow_pickles)
        files = [described(path, folder) for path in paths]
        revision = hashlib.sha256("".join(f"{file.path} {file.sha256}\n" for file in files).encode()).hexdigest()[:16]
        card = _card(model_id, revision, "folder", known, terms, files)
        target = model_folder(self.models_dir, card)
        if revision_folder(self.models_dir, card).exists():
            shutil.rmtree(revision_folder(self.models_dir, card))
        try:
            with self._disk_failures_told(model_id):
                for path in paths:
                    _link(path, target / path.relative_to(folder))
                return self._finish(card)
        except Refused:
            self._delete(card)
            raise

    def on_hub(self, model_id: str, terms: Terms | None = None) -> tuple[KnownModel | None, Terms]:
        """What the catalogue says of a model that a hub may have, and its terms, which must be given where it says nothing.

        Raises:
            Refused: That is no name, the terms are unknown, or the catalogue knows it from elsewhere.
        """
        known, terms = self._known(model_id, terms)
        if known is not None and known.page:
            msg = f"{model_id} is not on the hub: fetch its files from {known.page} and `film models add {model_id} --from FOLDER`"
            raise Refused(msg)
        return known, terms

    def look_up(self, hub: Hub, model_id: str, revision: str = "main", terms: Terms | None = None) -> HubModel:
        """What would be fetched of a model, if it may be and has room.

        Raises:
            Refused: The hub has no such model, wants a token, or has only pickled weights; the catalogue knows it from elsewhere; its terms
                are unknown; or the disk has no room for it.
            Unavailable: The hub does not answer.
        """
        known, _ = self.on_hub(model_id, terms)
        found = hub.look_up(model_id, revision, known.files if known else DIFFUSERS)
        check_hub_weights(model_id, found, known)
        with self._disk_failures_told(model_id):
            self._check_room(model_id, found)
        return found

    def download(
        self,
        hub: Hub,
        model_id: str,
        revision: str = "main",
        terms: Terms | None = None,
        *,
        tell: Tell = lambda _text: None,
        watch: Watch = lambda _progress: None,
    ) -> ModelCard:
        """Fetch a model from a hub and use it from now on; an interrupted download goes on where it was, to the byte.

        Args:
            hub: With a token for gated models, whose terms its owner must have accepted on the hub.
            model_id: `organisation/name`.
            revision: Branch, tag or commit; the card names the commit.
            terms: Of a model that the catalogue does not know.
            tell: Told what is fetched.
            watch: Told how far it is, every half second or oftener.

        Raises:
            Refused: As `look_up`; or the disk got full on the way.
            Unavailable: The hub went away, or another process is fetching this model.
            Broken: The hub sent something else than it says it has; that was thrown away.
        """
        found = self.look_up(hub, model_id, revision, terms)
        known, terms = self.on_hub(model_id, terms)
        begun = ModelCard(id=model_id, revision=found.commit, source=f"hub:{model_id}@{found.commit}", terms=terms)
        files, parts = model_folder(self.models_dir, begun), parts_folder(self.models_dir, begun)
        tell(f"{model_id} at {found.commit}: {len(found.files)} files, {found.size_bytes / 1e9:.2f} GB, into {files}")
        with self._disk_failures_told(model_id), alone(self.models_dir, model_id):
            unchecked, listed = [file.name for file in found.files], dict[str, ModelFile]()
            for _ in range(SPOILT_TRIES):
                Fetching(hub, model_id, found, files, parts).run(_fetched(watch, found))
                checked = _checked(watch, found)
                listed |= {name: described(files / name, files, checked) for name in unchecked}
                unchecked = spoilt(files, listed.values(), found)
                if not unchecked:
                    shutil.rmtree(parts, ignore_errors=True)
                    return self._finish(
                        _card(model_id, found.commit, begun.source, known, terms, [listed[name] for name in sorted(listed)])
                    )
        msg = f"{model_id}: {', '.join(unchecked[:3])} came with other content than the hub says it has, and was thrown away; try again"
        raise Broken(msg)

    def discard(self, model_id: str, commit: str) -> None:
        """Delete what came of a download that did not end; a revision that was whole before stays, and so do others.

        Raises:
            Refused: The disk does not let go of it.
            Unavailable: Another process is fetching this model.
        """
        begun = ModelCard(id=model_id, revision=commit, source="hub", terms=Terms(licence="", commercial_use=False))
        with self._disk_failures_told(model_id), alone(self.models_dir, model_id):
            half_made = (parts_folder if has_card(self.models_dir, begun) else revision_folder)(self.models_dir, begun)
            if half_made.exists():
                shutil.rmtree(half_made)
            self._forget_if_empty(begun)

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
            elif sha256(path) != file.sha256:
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
        with self._disk_failures_told(card.name):
            shutil.rmtree(revision_folder(self.models_dir, card))
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
        card = card.model_copy(update={"memory_bytes": stored_bytes(model_folder(self.models_dir, card))})
        write_card(self.models_dir, card)
        activate(self.models_dir, card)
        return card

    def _delete(self, card: ModelCard) -> None:
        """Take away what was begun, and the model's folder where nothing else is in it."""
        shutil.rmtree(revision_folder(self.models_dir, card), ignore_errors=True)
        self._forget_if_empty(card)

    def _forget_if_empty(self, card: ModelCard) -> None:
        folder = self.models_dir / folder_name(card.id)
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()

    def _check_room(self, model_id: str, found: HubModel) -> None:
        begun = ModelCard(id=model_id, revision=found.commit, source="hub", terms=Terms(licence="", commercial_use=False))
        folders = model_folder(self.models_dir, begun), parts_folder(self.models_dir, begun)
        needed = sum(file.size_bytes - here_bytes(file, *folders) for file in found.files)
        self.models_dir.mkdir(parents=True, exist_ok=True)
        free = shutil.disk_usage(self.models_dir).free
        if needed > free:
            msg = (
                f"{model_id} takes {needed / 1e9:.2f} GB more, and the disk of {self.models_dir} has {free / 1e9:.2f} GB left: "
                "make room, or name a folder elsewhere with FILM_MODELS_DIR"
            )
            raise Refused(msg)

    @contextmanager
    def _disk_failures_told(self, what: str) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if error.errno in {errno.ENOSPC, errno.EDQUOT}:
                msg = f"the disk of {self.models_dir} is full: make room for {what}, or name a folder elsewhere with FILM_MODELS_DIR"
                raise Refused(msg) from error
            msg = f"{what}: {error.filename or self.models_dir}: {error.strerror or error}"
            raise Refused(msg) from error


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


def _fetched(watch: Watch, found: HubModel) -> Callable[[int], None]:
    def told(here_bytes: int) -> None:
        watch(FetchProgress(commit=found.commit, doing="fetching", bytes_done=here_bytes, size_bytes=found.size_bytes))

    return told


def _checked(watch: Watch, found: HubModel) -> Callable[[int], None]:
    done_bytes = 0

    def told(piece_bytes: int) -> None:
        nonlocal done_bytes
        done_bytes += piece_bytes
        watch(FetchProgress(commit=found.commit, doing="checking", bytes_done=done_bytes, size_bytes=found.size_bytes))

    return told


def _link(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(source.resolve(), target)
    except OSError:
        shutil.copy2(source, target)
