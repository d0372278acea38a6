"""The files of one revision on their way from a hub: some at a time, each going on where an earlier try ended.

What has come of a file lies in a folder for parts; whole files are moved to where they belong. So an interruption, at whichever byte, costs
nothing, and what lies among a model's files is never a part of one.
"""

import threading
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from pathlib import Path

from activities.models.hub import Hub, HubFile, HubModel
from schemas.failures import Unavailable

AT_ONCE = 4
LOOK_S = 0.5
"""How often whoever watches is told how far it is, and can stop it."""
PAUSES_S = (1.0, 2.0, 4.0, 8.0)
"""Before a file that broke off is gone on with; as many failures in a row, without a byte between them, are final."""


class Fetching:
    """One model on its way. `run` it once."""

    def __init__(self, hub: Hub, model_id: str, found: HubModel, files_folder: Path, parts_folder: Path) -> None:
        """Nothing is fetched yet.

        Args:
            hub: Where it comes from.
            model_id: Its name there.
            found: What the hub has of it.
            files_folder: Where whole files go; those that are there in their size are not fetched again.
            parts_folder: Where parts of files wait for the rest; on the same disk.
        """
        self._hub, self._model_id, self._found = hub, model_id, found
        self._files_folder, self._parts_folder = files_folder, parts_folder
        self._here_bytes = {file.name: here_bytes(file, files_folder, parts_folder) for file in found.files}
        self._stop = threading.Event()

    def run(self, watch: Callable[[int], None]) -> None:
        """Fetch what is missing.

        Args:
            watch: Told every half second how many bytes are here, those of earlier tries included; what it raises ends the fetching.

        Raises:
            Refused: The hub does not give a file out.
            Unavailable: The hub went away, or sends something else than it says it has.
            OSError: The disk does not take it.
        """
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="fetching") as threads:
            waiting = {threads.submit(self._fetch, file) for file in self._found.files if not _is_whole(file, self._files_folder)}
            try:
                while waiting:
                    waiting = _still_waiting(waiting)
                    watch(sum(self._here_bytes.values()))
            finally:
                self._stop.set()
                self._hub.hang_up()
                threads.shutdown(cancel_futures=True)

    def _fetch(self, file: HubFile) -> None:
        """Have all of a file, with patience for a hub that comes back."""
        part = self._parts_folder / file.name
        part.parent.mkdir(parents=True, exist_ok=True)
        failures = 0
        while not self._stop.is_set():
            begun = _size(part)
            try:
                self._rest(file, part)
            except Unavailable as error:
                failures = 0 if _size(part) > begun else failures + 1
                if failures > len(PAUSES_S):
                    raise
                self._stop.wait(error.retry_after_s or PAUSES_S[max(failures - 1, 0)])
            else:
                break

    def _rest(self, file: HubFile, part: Path) -> None:
        """Fetch what a part lacks, and put the file where it belongs once it is whole."""
        begun = _size(part)
        if begun > file.size_bytes:
            begun = 0
        if begun < file.size_bytes or not part.exists():
            begun = self._write(file, part, begun)
        if self._stop.is_set():
            return
        if begun != file.size_bytes:
            msg = f"the hub sent {begun} bytes of {self._model_id}/{file.name}, which it says has {file.size_bytes}"
            raise Unavailable(msg)
        whole = self._files_folder / file.name
        whole.parent.mkdir(parents=True, exist_ok=True)
        part.replace(whole)

    def _write(self, file: HubFile, part: Path, first_byte: int) -> int:
        """Write what the hub sends; gives the bytes that are there then."""
        with self._hub.opened(self._model_id, self._found.commit, file.name, first_byte) as (begins, content):
            there = begins
            with part.open("r+b" if begins else "wb") as out:
                out.truncate(begins)
                out.seek(begins)
                for piece in content:
                    out.write(piece)
                    out.flush()  # what is counted is on the disk's side, if this process is killed now
                    there += len(piece)
                    self._here_bytes[file.name] = min(there, file.size_bytes)
                    if self._stop.is_set() or there > file.size_bytes:
                        break
        return there


def here_bytes(file: HubFile, files_folder: Path, parts_folder: Path) -> int:
    """How much of a file is here, from this try and earlier ones."""
    return file.size_bytes if _is_whole(file, files_folder) else min(_size(parts_folder / file.name), file.size_bytes)


def _is_whole(file: HubFile, files_folder: Path) -> bool:
    path = files_folder / file.name
    return path.is_file() and _size(path) == file.size_bytes


def _still_waiting(waiting: set[Future[None]]) -> set[Future[None]]:
    done, rest = wait(waiting, timeout=LOOK_S, return_when=FIRST_COMPLETED)
    for ended in done:
        ended.result()
    return rest


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
