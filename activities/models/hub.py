"""Fetches models from the Hugging Face hub, or a server that speaks like it: what it has, then the files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from schemas.failures import Refused, Unavailable


@dataclass(frozen=True)
class HubFile:
    """One file of a repository."""

    name: str
    """Its path there."""
    size_bytes: int
    sha256: str
    """As the hub says; "" of small files, whose hashes it does not tell."""


@dataclass(frozen=True)
class HubModel:
    """A revision of a model, as the hub has it."""

    commit: str
    files: Sequence[HubFile]


class Hub:
    """One hub, asked with one token."""

    def __init__(self, endpoint: str | None = None, token: str | None = None) -> None:
        """Nothing is sent yet.

        Args:
            endpoint: Its address; None for that of huggingface_hub.
            token: For gated models.

        Raises:
            Refused: huggingface_hub is not installed.
        """
        try:
            import huggingface_hub  # noqa: PLC0415 - comes with the model extras
            import huggingface_hub.errors  # noqa: PLC0415
        except ModuleNotFoundError as error:
            raise Refused("models are fetched by huggingface_hub, which is not installed: `./film install models`") from error
        self._library: Any = huggingface_hub
        self._endpoint, self._token = endpoint, token

    def look_up(self, model_id: str, revision: str, patterns: Sequence[str]) -> HubModel:
        """What a revision has of the files that match any of the patterns.

        Raises:
            Refused: There is no such model or revision, or it is not given out.
            Unavailable: The hub does not answer.
        """
        with self._failures_told(model_id):
            told = self._library.HfApi(endpoint=self._endpoint, token=self._token).model_info(
                model_id, revision=revision, files_metadata=True
            )
        files = [
            HubFile(file.rfilename, file.size or 0, file.lfs.sha256 if file.lfs else "")
            for file in told.siblings or []
            if any(fnmatch(file.rfilename, pattern) for pattern in patterns)
        ]
        return HubModel(str(told.sha), files)

    def fetch(self, model_id: str, found: HubModel, target: Path) -> None:
        """Fetch the files into a folder; goes on where an earlier try ended.

        Raises:
            Refused, Unavailable: As `look_up`.
            OSError: The disk does not take them.
        """
        with self._failures_told(model_id):
            self._library.snapshot_download(
                model_id,
                revision=found.commit,
                local_dir=target,
                allow_patterns=[file.name for file in found.files],
                endpoint=self._endpoint,
                token=self._token,
                max_workers=4,
            )

    @contextmanager
    def _failures_told(self, model_id: str) -> Iterator[None]:
        errors = self._library.errors
        try:
            yield
        except errors.HfHubHTTPError as error:
            raise _answered(model_id, error) from error
        except (
            *_transport_errors(errors),
            errors.OfflineModeIsEnabled,
            errors.LocalEntryNotFoundError,
            ConnectionError,
            TimeoutError,
        ) as error:
            msg = f"the hub can't be reached for {model_id}: {error}"
            raise Unavailable(msg) from error


def _answered(model_id: str, error: Exception) -> Refused | Unavailable:
    response = getattr(error, "response", None)
    status = getattr(response, "status_code", None)
    if status in {401, 403}:
        return Refused(f"the hub does not give out {model_id}: accept its terms there and give a token (--token, or FILM_HUB_TOKEN)")
    if status == 404:
        return Refused(f"the hub has no model {model_id}, or not this revision")
    return Unavailable(f"the hub can't give {model_id} now: {str(error).splitlines()[0]}")


def _transport_errors(errors: Any) -> list[type[Exception]]:
    """What a connection that fails raises: the root of the HTTP library that the hub's own errors derive from, whichever it uses."""
    return [cls for cls in errors.HfHubHTTPError.__mro__ if cls.__name__ == "HTTPError"]
