"""Lets one process at a time fetch a model: two that write into one file would spoil it."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from activities.models.cards import folder_name
from schemas.failures import Unavailable

_LOCKS = ".locks"


@contextmanager
def alone(models_dir: Path, model_id: str) -> Iterator[None]:
    """Inside, nobody else fetches this model into this registry; whoever dies lets go.

    Raises:
        Unavailable: Another process is fetching it.
    """
    path = models_dir / _LOCKS / folder_name(model_id)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            msg = f"another process is fetching {model_id} into {models_dir}; try again when it has ended"
            raise Unavailable(msg) from error
        yield
