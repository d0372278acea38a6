"""Fetches models from the Hugging Face hub, or a server that speaks like it: what it has, then the files, going on in the middle of each.

The protocol (https://huggingface.co/docs/hub/api): `/api/models/<id>/revision/<revision>?blobs=true` tells a revision's commit and files,
`/<id>/resolve/<commit>/<file>` gives one, or leads to where it lies. The hub's own library begins a file anew after every interruption and
leaves behind what a killed process had of it; besides, workers forbid it the network (`workers/bootstrap.py`).
"""

import json
import re
import socket
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Self
from urllib.parse import quote

from pydantic import BaseModel, Field, ValidationError

from schemas.failures import Refused, Unavailable

if TYPE_CHECKING:
    import httpx

ENDPOINT = "https://huggingface.co"
SILENCE_S = 10.0
"""A hub that sends nothing for so long is taken for gone."""
_TOKEN = re.compile(r"[\x21-\x7e]*")


@dataclass(frozen=True)
class HubFile:
    """One file of a repository."""

    name: str
    """Its path there, with forward slashes."""
    size_bytes: int
    sha256: str
    """As the hub says; "" of small files, whose hashes it does not tell."""


@dataclass(frozen=True)
class HubModel:
    """A revision of a model, as the hub has it."""

    commit: str
    files: Sequence[HubFile]
    others: Sequence[str] = ()
    """Names of what it has beside them, which nobody asked for."""

    @property
    def size_bytes(self) -> int:
        """Of all its files."""
        return sum(file.size_bytes for file in self.files)


class _Large(BaseModel):
    sha256: str


class _Sibling(BaseModel):
    rfilename: str
    size: int = Field(ge=0)
    lfs: _Large | None = None


class _Told(BaseModel):
    sha: str = Field(pattern=r"^[0-9a-f]{40}$")
    siblings: list[_Sibling] = []


class Hub:
    """One hub, asked with one token, for as long as its `with` block lasts. Several threads may ask at a time."""

    def __init__(self, endpoint: str | None = None, token: str | None = None) -> None:
        """Nothing is sent yet.

        Args:
            endpoint: Its address; None for Hugging Face's.
            token: For gated models.

        Raises:
            Refused: That is no token.
        """
        import httpx  # noqa: PLC0415 - workers that fetch nothing save its memory

        token = (token or "").strip()
        if not _TOKEN.fullmatch(token):
            raise Refused("the token for the hub has characters that no token has; FILM_HUB_TOKEN, or --token, is one word of ASCII")
        self._endpoint = (endpoint or ENDPOINT).rstrip("/")
        self._has_token = bool(token)
        # as it lies there: with a coding on the way a file's bytes could not be counted, nor gone on with
        headers = {"Accept-Encoding": "identity", "User-Agent": "filmwright"} | ({"Authorization": f"Bearer {token}"} if token else {})
        self._speaking: set[socket.socket] = set()
        self._connections = httpx.Client(headers=headers, timeout=SILENCE_S, follow_redirects=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_failure: object) -> None:
        self._connections.close()

    def hang_up(self) -> None:
        """End every answer that is being read, also by a thread that waits for the next byte of one: it hears of a broken connection."""
        for connection in tuple(self._speaking):
            with suppress(OSError):  # it ended by itself
                connection.shutdown(socket.SHUT_RDWR)

    def look_up(self, model_id: str, revision: str, patterns: Sequence[str]) -> HubModel:
        """What a revision has of the files that match any of the patterns.

        Args:
            model_id: `organisation/name`, or a name.
            revision: Branch, tag or commit.
            patterns: As of a shell; `*` stands for folders too.

        Raises:
            Refused: There is no such model or revision, or it is not given out.
            Unavailable: The hub does not answer, or not like a hub.
        """
        with self._answer(model_id, f"api/models/{model_id}/revision/{quote(revision, safe='')}?blobs=true", {}) as answer:
            said = answer.read()
        try:
            told = _Told.model_validate_json(said)
        except ValidationError as error:
            wrong = error.errors()[0]
            msg = f"{self._endpoint} does not answer like a hub about {model_id}: {'.'.join(map(str, wrong['loc']))}: {wrong['msg']}"
            raise Unavailable(msg) from error
        wanted = [file for file in told.siblings if any(fnmatch(file.rfilename, pattern) for pattern in patterns)]
        others = [file.rfilename for file in told.siblings if file not in wanted]
        for file in wanted:
            _refuse_outside(model_id, file.rfilename)
        return HubModel(told.sha, [HubFile(file.rfilename, file.size, file.lfs.sha256 if file.lfs else "") for file in wanted], others)

    @contextmanager
    def opened(self, model_id: str, commit: str, name: str, first_byte: int) -> Iterator[tuple[int, Iterator[bytes]]]:
        """One file of a commit, from some byte on.

        Yields:
            The byte that its content begins with, which is 0 where the hub sends all of a file, and its content piece by piece.

        Raises:
            Refused, Unavailable: As `look_up`.
        """
        begun = {"Range": f"bytes={first_byte}-"} if first_byte else {}
        with self._answer(model_id, f"{model_id}/resolve/{commit}/{quote(name)}", begun) as answer:
            told = answer.headers.get("content-range", "")
            if answer.status_code == 206 and not told.startswith(f"bytes {first_byte}-"):
                msg = f"the hub sends another part of {model_id}/{name} than was asked for: {told or 'it does not say which'}"
                raise Unavailable(msg)
            yield (first_byte if answer.status_code == 206 else 0), answer.iter_raw()

    @contextmanager
    def _answer(self, model_id: str, path: str, headers: Mapping[str, str]) -> Iterator["httpx.Response"]:
        import httpx  # noqa: PLC0415 - as above

        try:
            with self._connections.stream("GET", f"{self._endpoint}/{path}", headers=headers) as answer:
                if not answer.is_success:
                    raise _failure(model_id, answer, has_token=self._has_token)
                connection = answer.extensions["network_stream"].get_extra_info("socket")
                self._speaking.add(connection)
                try:
                    yield answer
                finally:
                    self._speaking.discard(connection)
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            msg = f"'{self._endpoint}' is no address of a hub: {error}"
            raise Refused(msg) from error
        except httpx.HTTPError as error:
            msg = f"the hub can't be reached for {model_id}: {error or type(error).__name__}"
            raise Unavailable(msg) from error


def _failure(model_id: str, answer: "httpx.Response", *, has_token: bool) -> Refused | Unavailable:
    """What an answer means that is no success; the hub says why in `X-Error-Code`, and names strangers no models they can't have (401)."""
    kind = answer.headers.get("x-error-code", "")
    if answer.status_code == 404 or (answer.status_code == 401 and kind == "RepoNotFound" and has_token):
        return Refused(f"the hub has no model {model_id}, or not this revision")
    if answer.status_code == 401 and kind == "RepoNotFound":
        return Refused(
            f"the hub has no model {model_id} for everybody; if it is a private or gated one, give a token (--token, or FILM_HUB_TOKEN)"
        )
    if answer.status_code in {401, 403}:
        return Refused(f"the hub does not give out {model_id}: accept its terms there and give a token (--token, or FILM_HUB_TOKEN)")
    said = answer.headers.get("x-error-message") or answer.reason_phrase
    return Unavailable(f"the hub can't give {model_id} now: {answer.status_code} {said}", _patience_s(answer))


def _patience_s(answer: "httpx.Response") -> float | None:
    told = answer.headers.get("retry-after", "")
    return float(told) if told.isdigit() else None


def _refuse_outside(model_id: str, name: str) -> None:
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or not path.parts or "\\" in name or "\0" in name:
        msg = f"the hub names a file of {model_id} that would lie outside its folder: {json.dumps(name[:200])}"
        raise Refused(msg)
