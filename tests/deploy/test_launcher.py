"""`./film` makes its own Python environment once, trusts no half of one, and works from anywhere.

The launcher and the installer are the real ones; the project they install is a tiny one without dependencies, so that nothing is fetched.
"""

import os
import shutil
import signal
import subprocess
import textwrap
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parents[2]

PYPROJECT = """
[build-system]
requires = []
build-backend = "backend"
backend-path = ["."]
[project]
name = "tiny"
version = "1"
"""

# A PEP 517 backend that makes an editable wheel with one command, `film`.
BACKEND = """
import os, time, zipfile

def get_requires_for_build_editable(config_settings=None):
    return []

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    time.sleep(float(open("slowness").read()))
    name = "tiny-1-py3-none-any.whl"
    files = {
        "tiny_program.py": "import os, sys\\ndef main():\\n    print(os.getcwd(), sys.argv[1:])\\n",
        "tiny-1.dist-info/METADATA": "Metadata-Version: 2.1\\nName: tiny\\nVersion: 1\\nProvides-Extra: test\\n",
        "tiny-1.dist-info/WHEEL": "Wheel-Version: 1.0\\nGenerator: tiny\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        "tiny-1.dist-info/entry_points.txt": "[console_scripts]\\nfilm = tiny_program:main\\n",
    }
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
        for path, text in files.items():
            wheel.writestr(path, text)
        wheel.writestr("tiny-1.dist-info/RECORD", "".join(f"{path},,\\n" for path in [*files, "tiny-1.dist-info/RECORD"]))
    return name
"""

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout with a blank in its path; the first command installs it."""
    root = tmp_path_factory.mktemp("launcher") / "a checkout"
    (root / "deploy").mkdir(parents=True)
    shutil.copy(ROOT / "film", root / "film")
    for program in ("install.py", "annex.py"):
        shutil.copy(ROOT / "deploy" / program, root / "deploy" / program)
    (root / "deploy" / "requirements").mkdir()
    (root / "deploy" / "requirements" / "audiocraft.txt").write_text("# it needs nothing\n", encoding="utf-8")
    (root / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    (root / "backend.py").write_text(textwrap.dedent(BACKEND), encoding="utf-8")
    (root / "slowness").write_text("0", encoding="utf-8")
    assert _film(root, "first").returncode == 0
    return root


def test_the_command_runs_in_the_folder_it_was_typed_in_through_a_link(checkout: Path, tmp_path: Path) -> None:
    links = tmp_path / "links"
    links.mkdir()
    (links / "movie").symlink_to(os.path.relpath(checkout / "film", links))

    done = subprocess.run([links / "movie", "make", "a b"], cwd=tmp_path, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, f"{tmp_path} ['make', 'a b']\n")


def test_the_second_time_nothing_is_installed(checkout: Path) -> None:
    done = _film(checkout, "again")

    assert done.stderr == ""


def test_what_can_not_be_installed_is_told_with_what_can(checkout: Path) -> None:
    for arguments in (["install"], ["install", "everything"], ["install", "models", "audiocraft"]):
        done = _film(checkout, *arguments)

        assert (done.returncode, done.stderr) == (2, "usage: film install models | film install audiocraft\n")


def test_an_annex_is_made_on_top_of_what_is_installed(checkout: Path) -> None:
    stamp = checkout / ".venv" / "film-stamp"
    checksum, extras = stamp.read_text(encoding="utf-8").splitlines()
    stamp.write_text(f"{checksum}\n{extras} models\n", encoding="utf-8")

    done = _film(checkout, "install", "audiocraft")

    assert done.returncode == 0, done.stderr
    assert "audiocraft is installed" in done.stderr
    assert (checkout / ".venv-audiocraft" / "film-stamp").is_file()
    assert _film(checkout, "install", "audiocraft").stderr == ""
    stamp.write_text(f"{checksum}\n{extras}\n", encoding="utf-8")


def test_a_changed_project_is_installed_again(checkout: Path) -> None:
    (checkout / "pyproject.toml").write_text(PYPROJECT + 'description = "another"\n', encoding="utf-8")

    assert "installed in" in _film(checkout, "changed").stderr
    assert _film(checkout, "changed").stderr == ""


def test_two_at_once_install_once(checkout: Path) -> None:
    (checkout / ".venv" / "film-stamp").unlink()
    (checkout / "slowness").write_text("1", encoding="utf-8")

    both = [_start(checkout) for _ in range(2)]
    errors = [process.communicate(timeout=60)[1] for process in both]

    (checkout / "slowness").write_text("0", encoding="utf-8")
    assert [process.returncode for process in both] == [0, 0]
    assert sum("installed in" in error for error in errors) == 1
    assert sum("waiting for another installation" in error for error in errors) == 1


def test_an_installation_that_was_killed_is_not_trusted(checkout: Path) -> None:
    (checkout / ".venv" / "film-stamp").unlink()
    (checkout / "slowness").write_text("30", encoding="utf-8")
    killed = _start(checkout)
    _wait_until((checkout / ".venv" / "film-installing").exists)
    for process in psutil.Process(killed.pid).children(recursive=True):
        process.send_signal(signal.SIGKILL)
    killed.communicate(timeout=30)
    (checkout / "slowness").write_text("0", encoding="utf-8")

    done = _film(checkout, "after")

    assert killed.returncode != 0
    assert "an earlier installation was interrupted; starting afresh" in done.stderr
    assert done.returncode == 0


def test_a_failed_installation_tells_why_and_is_not_trusted(checkout: Path) -> None:
    (checkout / ".venv" / "film-stamp").unlink()
    (checkout / "slowness").write_text("not a number", encoding="utf-8")

    failed = _film(checkout, "failing")

    (checkout / "slowness").write_text("0", encoding="utf-8")
    assert failed.returncode == 1
    assert "could not convert string to float" in failed.stderr
    assert _film(checkout, "mended").returncode == 0


def test_no_python_is_told_with_what_to_do(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    for name in ("cksum", "dirname", "readlink"):
        (programs / name).symlink_to(shutil.which(name) or "")
    (tmp_path / "pyproject.toml").touch()
    shutil.copy(ROOT / "film", tmp_path / "film")

    done = subprocess.run(["/bin/sh", tmp_path / "film"], env={"PATH": str(programs)}, capture_output=True, text=True, check=False)

    assert done.returncode == 1
    assert "no Python 3.11 or newer was found" in done.stderr


def _film(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([checkout / "film", *arguments], capture_output=True, text=True, check=False, timeout=120)


def _start(checkout: Path) -> subprocess.Popen[str]:
    return subprocess.Popen([checkout / "film"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def _wait_until(holds: Callable[[], bool], timeout_s: float = 60.0) -> None:
    deadline = time.monotonic() + timeout_s
    while not holds():
        assert time.monotonic() < deadline, f"did not happen within {timeout_s} s"
        time.sleep(0.01)
