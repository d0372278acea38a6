"""Makes and updates the `.venv` of a checkout; run by the launcher with any Python >= 3.11, so it uses the standard library only.

Two launchers at once: the second waits for the first (a lock that the system releases when its holder dies) and finds the work done.
An interrupted installation leaves its marker, and the next one starts from an empty `.venv`: pip would take half a package for a whole
one. The stamp that the launcher trusts is written last.
"""

import argparse
import fcntl
import os
import shutil
import subprocess
import sys
import threading
import time
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MARKER = "film-installing"
STAMP = "film-stamp"
TORCH = "torch==2.13.0"
"""Installed before everything else that model engines need: their packages would otherwise pull a build of gigabytes more."""
LOG_LINES_SHOWN = 15


def main() -> int:
    """Reads the launcher's command line and installs what isn't."""
    parser = argparse.ArgumentParser(prog="deploy/install.py")
    parser.add_argument("--root", type=Path, required=True, help="the checkout")
    parser.add_argument("--extra", choices=("base", "models", "test"), default="base")
    parser.add_argument("--checksum", required=True, help="of pyproject.toml, as the launcher computes it")
    given = parser.parse_args()
    target: Path = given.root / ".venv"
    with only_one(given.root / "pyproject.toml") as lock:
        extras = _stamped_extras(target, given.checksum)
        if given.extra in extras:
            return 0
        # What was once installed stays installed when pyproject.toml changes.
        wanted = {"base", given.extra, *_stamped_extras(target, None)}
        if "test" in wanted:
            wanted.add("models")
        return _install(given.root, target, sorted(wanted), given.checksum, lock)


@contextmanager
def only_one(path: Path) -> Iterator[int]:
    """Holds a lock on a file; gives its descriptor, which a child may hold on to."""
    with path.open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            _say("waiting for another installation of this checkout to end")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


def _stamped_extras(target: Path, checksum: str | None) -> set[str]:
    """What the stamp says is installed; nothing if it is for another pyproject.toml (None: for any)."""
    try:
        stamped, extras = (target / STAMP).read_text(encoding="utf-8").splitlines()[:2]
    except (FileNotFoundError, ValueError):
        return set()
    return set(extras.split()) if checksum in (None, stamped) else set()


def _install(root: Path, target: Path, extras: list[str], checksum: str, lock: int) -> int:
    marker = target / MARKER
    if marker.exists() and target.is_dir():
        _say("an earlier installation was interrupted; starting afresh")
        shutil.rmtree(target)
    if not _has_pip(target):
        _say(f"making {target}")
        try:
            venv.EnvBuilder(clear=target.exists(), symlinks=True, with_pip=True).create(target)
        except (subprocess.CalledProcessError, OSError) as error:
            version = f"{sys.version_info.major}.{sys.version_info.minor}"
            _say(f"could not make {target}: {error}\nOn Debian and Ubuntu, `apt install python{version}-venv` brings what is missing.")
            shutil.rmtree(target, ignore_errors=True)
            return 1
    (target / STAMP).unlink(missing_ok=True)
    marker.touch()
    named = [extra for extra in extras if extra != "base"]
    status = _pip_install(target, [TORCH], lock) if named else 0
    if status == 0:
        status = _pip_install(target, ["--editable", f"{root}[{','.join(named)}]" if named else str(root)], lock)
    if status < 0:  # killed: the marker stays
        return 1
    marker.unlink()
    if status != 0:
        return 1
    draft = target / f".{STAMP}.{os.getpid()}"
    draft.write_text(f"{checksum}\n{' '.join(extras)}\n", encoding="utf-8")
    draft.replace(target / STAMP)
    return 0


def _has_pip(target: Path) -> bool:
    python = target / "bin" / "python"
    if not python.exists():
        return False
    found = subprocess.run([python, "-c", "import pip"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
    return found.returncode == 0


def _pip_install(target: Path, what: list[str], lock: int) -> int:
    """Runs pip with one line of progress; shows the end of its log when it fails."""
    log = target / "film-install.log"
    began_s = time.monotonic()
    _say(f"installing {'torch' if what == [TORCH] else 'what films are made with'}; the first time takes a few minutes")
    arguments = [str(target / "bin" / "python"), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    arguments += ["--progress-bar", "off", *what]
    with log.open("wb") as output:
        process = subprocess.Popen(  # noqa: S603 pip of the .venv just made
            arguments,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd=target.parent,
            pass_fds=(lock,),  # should we be killed, pip goes on, and nobody else may start beside it
        )
        try:
            _show_progress(process, log, began_s)
        except KeyboardInterrupt:
            process.terminate()
            process.wait()
            _say("interrupted")
            return -1
    if process.returncode == 0:
        _say(f"installed in {time.monotonic() - began_s:.0f} s")
    else:
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines()
        _say("\n".join(["pip could not install Filmwright:", *lines[-LOG_LINES_SHOWN:], f"all of it is in {log}"]))
    return process.returncode


def _show_progress(process: "subprocess.Popen[bytes]", log: Path, began_s: float) -> None:
    """On a terminal, one line that changes; elsewhere nothing."""
    is_terminal = sys.stderr.isatty()
    ended = threading.Event()
    while not ended.is_set():
        try:
            process.wait(0.3)
            ended.set()
        except subprocess.TimeoutExpired:
            if is_terminal:
                width = shutil.get_terminal_size().columns - 1
                line = f"film: {time.monotonic() - began_s:4.0f} s  {_last_step(log)}"
                sys.stderr.write(f"\r{line[:width]:<{width}}")
                sys.stderr.flush()
    if is_terminal:
        sys.stderr.write("\r" + " " * (shutil.get_terminal_size().columns - 1) + "\r")


def _last_step(log: Path) -> str:
    """What pip did last: its latest line that says what it does."""
    with log.open("rb") as file:
        file.seek(0, 2)
        file.seek(max(0, file.tell() - 4000))
        lines = file.read().decode(errors="replace").splitlines()
    steps = ("Collecting", "Downloading", "Installing", "Building", "Using", "Obtaining")
    return next((line.strip() for line in reversed(lines) if line.strip().startswith(steps)), "")


def _say(text: str) -> None:
    sys.stderr.write(f"film: {text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
