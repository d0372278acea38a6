"""`./film install audiocraft`: an environment on top of `.venv`, for an engine whose libraries no other engine can live with.

It sees every package of `.venv` and adds those of `deploy/requirements/<name>.txt`, which come before them; nothing in `.venv` changes. So
it takes some ten megabytes where an environment with its own torch takes gigabytes. A checksum of the requirements, written last, says that
it is whole; otherwise it is made anew.
"""

import hashlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from pathlib import Path

from deploy.install import only_one

NAMES = ("audiocraft",)
STAMP = "film-stamp"
_BESIDE = "import site; site.addsitedir({folder!r})\n"
"""A line of a .pth file: the other environment's packages, with those that its own .pth files name."""


def main(arguments: Sequence[str]) -> int:
    """Makes what is named on the command line."""
    if len(arguments) != 1 or arguments[0] not in NAMES:
        sys.stderr.write(f"usage: python -m deploy.annex NAME; there are {', '.join(NAMES)}\n")
        return 2
    root = Path(__file__).resolve().parents[1]
    return make(root, arguments[0], Path(sys.prefix))


def interpreter(root: Path, name: str) -> Path | None:
    """The Python of an annex that was made; None where there is none.

    Args:
        root: The checkout.
        name: As in `deploy/requirements`.
    """
    folder = _folder(root, name)
    return folder / "bin" / "python" if (folder / STAMP).is_file() else None


def make(root: Path, name: str, ground: Path) -> int:
    """Make or update an annex.

    Args:
        root: The checkout.
        name: As in `deploy/requirements`.
        ground: The environment it is put on; this Python's own.

    Returns:
        Exit status: 0, or 1 where pip failed, which has told why.
    """
    requirements, folder = root / "deploy" / "requirements" / f"{name}.txt", _folder(root, name)
    wanted = hashlib.sha256(requirements.read_bytes() + str(ground).encode()).hexdigest()
    with only_one(requirements):
        stamp = folder / STAMP
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
            return 0
        _say(f"making {folder}")
        shutil.rmtree(folder, ignore_errors=True)
        # pip is taken from the ground
        venv.EnvBuilder(symlinks=True, with_pip=False).create(folder)
        python = folder / "bin" / "python"
        packages = _packages(python)
        (packages / "film-ground.pth").write_text(_BESIDE.format(folder=str(_packages(ground / "bin" / "python"))), encoding="utf-8")
        options = ["--disable-pip-version-check", "--no-input", "--progress-bar", "off", "--quiet", "--no-deps"]
        status = subprocess.run([python, "-m", "pip", "install", *options, "-r", requirements], check=False).returncode  # noqa: S603
        if status != 0:
            _say(f"pip could not install {requirements}")
            return 1
        stamp.write_text(wanted, encoding="utf-8")
        _say(f"{name} is installed in {folder}; `film up` starts a worker in it")
        return 0


def _folder(root: Path, name: str) -> Path:
    return root / f".venv-{name}"


def _packages(python: Path) -> Path:
    """Where an environment keeps its packages."""
    ask = "import sysconfig; print(sysconfig.get_path('purelib'))"
    found = subprocess.run([python, "-c", ask], check=True, capture_output=True, text=True)  # noqa: S603
    return Path(found.stdout.strip())


def _say(text: str) -> None:
    sys.stderr.write(f"film: {text}\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
