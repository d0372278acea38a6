"""A worker's local shelf: artifacts it fetched or made, so that the next stage does not download them again."""

import os
import shutil
import tempfile
from pathlib import Path


class Shelf:
    """Files by key in one folder, the longest unused thrown out first. Several processes may share a folder."""

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        """Opens the folder, making it when needed."""
        self.folder = folder
        self.limit_bytes = limit_bytes
        self._taken_bytes = 0
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, key: str) -> Path | None:
        """Where the artifact lies, or None; what was asked for counts as used."""
        place = self._place(key)
        try:
            os.utime(place)
        except FileNotFoundError:
            return None
        return place

    def take(self, key: str, path: Path) -> Path:
        """Put a finished file on the shelf under `key`, atomically, and return its place; `path` is used up."""
        place = self._place(key)
        place.parent.mkdir(parents=True, exist_ok=True)
        size_bytes = path.stat().st_size  # asked before: another process may throw it out as soon as it lies there
        if path.stat().st_dev == place.parent.stat().st_dev:
            path.replace(place)
        else:
            with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as copy:
                shutil.copyfile(path, copy.name)
            Path(copy.name).replace(place)
        self._taken_bytes += size_bytes
        if self._taken_bytes > self.limit_bytes // 10:
            self._taken_bytes = 0
            self._clear()
        return place

    def drop(self, key: str) -> None:
        """Throw out what is kept under `key`, if anything is."""
        self._place(key).unlink(missing_ok=True)

    def _place(self, key: str) -> Path:
        return self.folder / key[:2] / key

    def _clear(self) -> None:
        files = []
        for file in self.folder.glob("??/*"):
            try:
                seen = file.stat()
            except FileNotFoundError:  # another process cleared it
                continue
            files.append((seen.st_mtime, seen.st_size, file))
        total = sum(size for _, size, _ in files)
        for _, size, file in sorted(files):
            if total <= self.limit_bytes:
                return
            file.unlink(missing_ok=True)
            total -= size
