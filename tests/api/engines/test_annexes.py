"""An engine with an environment of its own is asked there, where there is one."""

import shlex
import sys
from pathlib import Path

import pytest

from activities.engines import engine_info
from api.engines.annexes import seen_from_home
from schemas.engines import EngineInfo
from schemas.stages import Stage
from workers.bootstrap import engine_settings

ROOT = Path(__file__).parents[3]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EngineInfo:
    """audiocraft as seen from this environment, over an empty registry."""
    monkeypatch.setenv("FILM_MODELS_DIR", str(tmp_path / "models"))
    return engine_info(Stage.MUSIC, "audiocraft", engine_settings())


def _annex(root: Path, command: str) -> None:
    """An environment whose Python is a command, with an empty audiocraft in it."""
    folder = root / ".venv-audiocraft"
    (folder / "packages" / "audiocraft").mkdir(parents=True)
    (folder / "packages" / "audiocraft" / "__init__.py").touch()
    (folder / "bin").mkdir()
    (folder / "film-stamp").touch()
    _answer_with(folder, command)


def _answer_with(folder: Path, command: str) -> None:
    python = folder / "bin" / "python"
    python.write_text(f"#!/bin/sh\nPYTHONPATH={shlex.quote(str(folder / 'packages'))}:{ROOT} exec {command}\n", encoding="utf-8")
    python.chmod(0o755)


def test_without_an_environment_of_its_own_an_engine_says_how_it_is_made(here: EngineInfo, tmp_path: Path) -> None:
    assert seen_from_home(here, {}, tmp_path) == here
    assert "`./film install audiocraft`" in str(here.unavailable)


def test_in_its_own_environment_it_lacks_its_weights_only(here: EngineInfo, tmp_path: Path) -> None:
    _annex(tmp_path, f'{shlex.quote(sys.executable)} "$@"')

    assert "`film models add facebook/musicgen-melody`" in str(seen_from_home(here, {}, tmp_path).unavailable)


def test_a_broken_environment_is_told_with_what_to_do(here: EngineInfo, tmp_path: Path) -> None:
    _annex(tmp_path, "false")

    assert "is broken; delete it and `./film install audiocraft`" in str(seen_from_home(here, {}, tmp_path).unavailable)


def test_it_is_asked_again_once_the_registry_has_other_models(here: EngineInfo, tmp_path: Path) -> None:
    _annex(tmp_path, f'{shlex.quote(sys.executable)} "$@"')
    before = seen_from_home(here, {}, tmp_path).unavailable
    marker = tmp_path / "models" / "facebook--musicgen-melody" / "active"
    marker.parent.mkdir(parents=True)
    marker.write_text("1", encoding="utf-8")

    assert seen_from_home(here, {}, tmp_path).unavailable != before


def test_one_that_could_not_answer_is_asked_again(here: EngineInfo, tmp_path: Path) -> None:
    _annex(tmp_path, "false")
    before = seen_from_home(here, {}, tmp_path).unavailable
    _answer_with(tmp_path / ".venv-audiocraft", f'{shlex.quote(sys.executable)} "$@"')

    assert "is broken" in str(before)
    assert "is broken" not in str(seen_from_home(here, {}, tmp_path).unavailable)
