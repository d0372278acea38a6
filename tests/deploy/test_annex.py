"""An annex sees the packages of the environment it is put on and adds its own, which nobody else sees.

What it adds here is a wheel that is written on the spot, so that nothing is fetched.
"""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from deploy import annex

GROUND = Path(sys.prefix)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose audiocraft is a module of one line."""
    (tmp_path / "deploy" / "requirements").mkdir(parents=True)
    _require(tmp_path, "one")
    return tmp_path


def test_it_sees_the_ground_and_its_own(checkout: Path) -> None:
    assert annex.make(checkout, "audiocraft", GROUND) == 0

    assert _answer(checkout, "import only_in_the_annex, numpy; print(only_in_the_annex.SAYS)") == "one"
    assert subprocess.run([GROUND / "bin" / "python", "-c", "import only_in_the_annex"], capture_output=True, check=False).returncode != 0


def test_other_requirements_make_it_anew_and_the_same_do_not(checkout: Path) -> None:
    annex.make(checkout, "audiocraft", GROUND)
    mark = checkout / ".venv-audiocraft" / "mark"
    mark.touch()
    annex.make(checkout, "audiocraft", GROUND)
    assert mark.exists()

    _require(checkout, "another")
    annex.make(checkout, "audiocraft", GROUND)

    assert not mark.exists()
    assert _answer(checkout, "import only_in_the_annex; print(only_in_the_annex.SAYS)") == "another"


def test_one_that_could_not_be_made_is_not_trusted(checkout: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (checkout / "deploy" / "requirements" / "audiocraft.txt").write_text(f"{checkout}/nowhere-1-py3-none-any.whl\n", encoding="utf-8")

    assert annex.make(checkout, "audiocraft", GROUND) == 1
    assert annex.interpreter(checkout, "audiocraft") is None
    assert "could not install" in capfd.readouterr().err


def test_only_what_there_is_can_be_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert annex.main(["torch"]) == 2
    assert capsys.readouterr().err == "usage: python -m deploy.annex NAME; there are audiocraft\n"


def _require(checkout: Path, says: str) -> None:
    wheel = checkout / f"only_in_the_annex-{len(says)}-py3-none-any.whl"
    folder = f"only_in_the_annex-{len(says)}.dist-info"
    files = {
        "only_in_the_annex.py": f"SAYS = {says!r}\n",
        f"{folder}/METADATA": f"Metadata-Version: 2.1\nName: only-in-the-annex\nVersion: {len(says)}\n",
        f"{folder}/WHEEL": "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    with zipfile.ZipFile(wheel, "w") as file:
        for path, text in files.items():
            file.writestr(path, text)
        file.writestr(f"{folder}/RECORD", "".join(f"{path},,\n" for path in [*files, f"{folder}/RECORD"]))
    (checkout / "deploy" / "requirements" / "audiocraft.txt").write_text(f"{wheel}\n", encoding="utf-8")


def _answer(checkout: Path, code: str) -> str:
    python = annex.interpreter(checkout, "audiocraft")
    assert python is not None
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
