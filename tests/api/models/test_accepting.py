"""`film models add` and `download` fetch nothing before the licence is accepted: at a terminal by word, elsewhere by an option."""

import os
import pty
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from activities.models.registry import Registry
from tests.activities.models.test_fetching import FILES
from tests.fakes.hub import Hub, serving

CHECKOUT = Path(__file__).parents[3]
FETCHING = pytest.mark.parametrize("command", ["add", "download"])
MIT = ("me/hosted", "--licence", "MIT", "--commercial")


@pytest.fixture
def hub() -> Iterator[Hub]:
    """A hub that has one model, for those who have its token."""
    with serving("me/hosted", FILES) as hub:
        hub.token = "hf_secret"
        yield hub


@pytest.fixture
def models_dir(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty registry, where the place's settings say it is, beside hub and token."""
    named = {"FILM_MODELS_DIR": str(tmp_path / "models"), "FILM_HUB_ENDPOINT": hub.address, "FILM_HUB_TOKEN": hub.token or ""}
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    return tmp_path / "models"


def ran(stdin: int, *arguments: str) -> tuple[int, str]:
    """Exit code, and what was said beside the result, of the command."""
    line = [sys.executable, "-m", "api.cli", "models", *arguments]
    ended = subprocess.run(line, check=False, cwd=CHECKOUT, stdin=stdin, capture_output=True, text=True, timeout=300)
    return ended.returncode, ended.stderr


def answered(word: str, *arguments: str) -> tuple[int, str]:
    """As `ran`, at a terminal on which a word is typed."""
    terminal, keys = pty.openpty()
    try:
        os.write(terminal, f"{word}\n".encode())
        return ran(keys, *arguments)
    finally:
        os.close(terminal)
        os.close(keys)


@FETCHING
@pytest.mark.usefixtures("models_dir")
def test_where_nobody_can_be_asked_the_refusal_says_what_to_accept_and_how(command: str, hub: Hub) -> None:
    code, said = ran(subprocess.DEVNULL, command, *MIT)

    assert code == 2
    assert "me/hosted is under MIT, commercial use allowed; it is fetched once you accept that: --accept-licence" in said
    assert hub.asked == []


@FETCHING
def test_the_option_accepts_it_and_the_place_s_hub_and_token_are_used(command: str, models_dir: Path) -> None:
    code, said = ran(subprocess.DEVNULL, command, *MIT, "--accept-licence")

    assert code == 0, said
    assert [card.id for card in Registry(models_dir).cards()] == ["me/hosted"]


def test_at_a_terminal_the_person_there_is_asked(models_dir: Path, hub: Hub) -> None:
    declined = answered("n", "download", *MIT)
    asked_of_hub = list(hub.asked)
    accepted = answered("y", "download", *MIT)

    assert declined[0] == 1
    assert "me/hosted is under MIT, commercial use allowed. Do you accept that? [y/N]" in declined[1]
    assert asked_of_hub == []
    assert accepted[0] == 0
    assert [card.id for card in Registry(models_dir).cards()] == ["me/hosted"]


@pytest.mark.usefixtures("models_dir")
def test_the_licence_of_a_known_model_is_told() -> None:
    code, asked = answered("", "download", "stabilityai/stable-diffusion-xl-base-1.0")

    assert code == 1
    assert "is under CreativeML Open RAIL++-M, commercial use allowed (with the use restrictions of its attachment A). Do you" in asked
