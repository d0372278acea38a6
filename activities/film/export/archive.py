"""A zip file whose bytes depend on nothing but what is in it: no dates, no compression, no machine.

Media do not get smaller by compressing; files are copied in pieces, so memory stays flat, and archives may be larger than 4 GiB.
"""

import shutil
import zipfile
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Self

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date the format has."""
_UNIX = 3
_READABLE = 0o100644 << 16


class Archive(AbstractContextManager["Archive"]):
    """A zip file in the making."""

    def __init__(self, path: Path) -> None:
        """Begin it."""
        self._zip = zipfile.ZipFile(path, "w", zipfile.ZIP_STORED)

    def add(self, name: str, path: Path) -> None:
        """Copy a file into it."""
        with path.open("rb") as source, self._zip.open(_entry(name, path.stat().st_size), "w") as copy:
            shutil.copyfileobj(source, copy, 1 << 20)

    def write(self, name: str, text: str) -> None:
        """Put a text into it, as UTF-8."""
        data = text.encode()
        self._zip.writestr(_entry(name, len(data)), data)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()


def _entry(name: str, size_bytes: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.create_system, entry.external_attr, entry.file_size = _UNIX, _READABLE, size_bytes
    return entry
