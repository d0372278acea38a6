"""Keeps what was learnt by running out of memory over the end of a process: a restart pays for no failure twice either.

A GPU whose context broke takes its process along, and the next one meets the same orders. A file for each subject:

    <models>/.cache/rungs/<hash>.json

It holds for the same room or less. What was learnt while somebody else had much of the device is not taken over once they are gone.
"""

import hashlib
import os
from pathlib import Path
from typing import Literal

import structlog
from pydantic import ConfigDict, Field, ValidationError

from activities.models.rungs import Rung
from schemas.message import Message

FOLDER = Path(".cache", "rungs")
"""In the registry's folder."""
_MORE_SHARE = 0.05
"""More room than then, by which it is worth trying again."""

_log = structlog.get_logger(__name__)


class Learnt(Message):
    """How a call was to be run after memory had run out; files of another version, or with other fields, are passed over."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    version: Literal[1] = 1
    subject: str
    """All that decides what fits: engine, weights, size, device. Told in words, for people who look into the file."""
    batch: int = Field(ge=1)
    is_tiled: bool
    rung: Rung
    room_bytes: int = Field(ge=0)
    """What a call could take of the device then."""


def recall(models_dir: Path, subject: str, room_bytes: int) -> Learnt | None:
    """What was learnt of a subject, by whichever process; None where nothing was, or while there was less room than `room_bytes`."""
    path = _path(models_dir, subject)
    try:
        found = Learnt.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        _log.warning("what was learnt about memory can't be read, and is learnt anew", file=str(path), reason=str(error).partition("\n")[0])
        return None
    if found.subject != subject or room_bytes > found.room_bytes * (1 + _MORE_SHARE):
        return None
    return found


def keep(models_dir: Path, learnt: Learnt) -> None:
    """Have it known after this process; where that can't be written, it ends with it."""
    path = _path(models_dir, learnt.subject)
    # two processes may learn the same at once, each from a device of its own
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(learnt.model_dump_json(indent=1), encoding="utf-8")
        draft.replace(path)
    except OSError as error:
        _log.warning("what was learnt about memory can't be kept", file=str(path), reason=str(error))


def _path(models_dir: Path, subject: str) -> Path:
    return models_dir / FOLDER / f"{hashlib.blake2b(subject.encode(), digest_size=20).hexdigest()}.json"
