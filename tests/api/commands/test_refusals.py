"""What clumsy hands type: the command says what is wrong at once, and leaves nothing half-made."""

import asyncio
import shutil
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

import pytest
from httpx import AsyncClient
from pydantic import ValidationError

from activities.engines import EngineOptions
from api.commands.choosing import wanted_engines
from api.commands.editing import change_of
from api.commands.failing import BAD_INPUT, CommandFailed
from api.commands.fetching import check_folder
from deploy.stack.control import Stack
from deploy.stack.layout import Layout
from tests.api.commanding import CHECKOUT, film
from tests.api.conftest import Face
from tests.api.rows import finish, outline
from tests.api.submitting import submit
from workers.bootstrap import Services

NOBODY = "http://127.0.0.1:9"


@pytest.mark.parametrize("arguments", [["make", "SCRIPT"], ["watch", "abc"], ["edit", "abc", "--shot", "1", "--prompt", "dusk"]])
async def test_nobody_is_waited_for_where_nobody_ever_answered(script: Path, arguments: list[str]) -> None:
    code, _, err = await film(NOBODY, *(str(script) if word == "SCRIPT" else word for word in arguments))

    assert code == 3
    assert f"the API at {NOBODY} does not answer" in err


async def test_a_stack_that_is_down_is_not_waited_for(stack_parts: Stack, tmp_path: Path) -> None:
    """It was up once, so its addresses are known."""
    shutil.copy(Layout.at(stack_parts.record.state_dir).stack_file, tmp_path)
    command = [sys.executable, "-m", "api.cli", "--state-dir", str(tmp_path), "watch", "abc"]
    process = await asyncio.create_subprocess_exec(*command, cwd=CHECKOUT, stdout=PIPE, stderr=PIPE)
    _, err = await asyncio.wait_for(process.communicate(), 60)

    assert process.returncode == 3
    assert "`film up` starts the stack" in err.decode()


@pytest.mark.parametrize("address", ["8484", "ftp://127.0.0.1", "http://", "http://[::1"])
async def test_what_is_no_address_is_told(address: str) -> None:
    code, _, err = await film(address, "list")

    assert (code, err) == (2, f"film: --api {address}: wanted an address like http://127.0.0.1:8484\n")


@pytest.mark.parametrize("command", ["make", "parse"])
async def test_of_what_is_too_long_for_a_script_no_more_is_read(tmp_path: Path, command: str) -> None:
    recording = tmp_path / "holiday.mov"
    with recording.open("wb") as file:
        file.truncate(2**40)  # more than any machine's memory

    code, _, err = await film(NOBODY, command, str(recording))

    assert (code, err) == (2, f"film: {recording} has more than 10,485,760 bytes, the most that a script may have\n")


def test_where_the_usual_folder_can_not_be_made_it_is_said_before_anything_is_begun(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "out").write_text("mine")

    with pytest.raises(CommandFailed, match=r"out can't be written: it is a file, a folder is wanted; --out names another folder"):
        check_folder(None)


@pytest.mark.parametrize(("name", "option"), [("duration_s", "--duration"), ("intensity", "--intensity"), ("cut_s", "--cut-s")])
def test_no_number_is_told_with_its_option(name: str, option: str) -> None:
    with pytest.raises(CommandFailed, match=f"{option} nan: a number is wanted") as failure:
        change_of({"shot": 3}, {name: float("nan")})

    assert failure.value.code == BAD_INPUT


def test_what_is_no_number_is_no_option_of_an_engine() -> None:
    """It is a word on the command line, and Pydantic would make a number of it again."""

    class Options(EngineOptions):
        strength: float = 0.5

    wanted = wanted_engines(["images=sdxl"], ["images.strength=nan"])

    assert wanted is not None
    with pytest.raises(ValidationError, match="finite number"):
        Options.model_validate(wanted["images"]["options"])


async def test_what_is_not_in_a_film_is_wrong_input_whichever_command_names_it(
    face: Face, http: AsyncClient, project: str, services: Services, film_worker: None
) -> None:
    made = (await submit(http, project))["id"]
    await outline(services, made)
    await finish(services, made)
    commands = [
        "regenerate ID --shot 99",
        "regenerate ID --character NOBODY",
        "takes ID --shot 99",
        "takes ID --shot 1 --stage images --select 99",
        "fetch ID --cut 9",
    ]
    codes = {command: (await film(face.url, *command.replace("ID", made).split()))[0] for command in commands}

    assert codes == dict.fromkeys(commands, 2)


async def test_a_film_that_is_not_there_did_not_come_about(face: Face) -> None:
    code, _, err = await film(face.url, "regenerate", "nobodys", "--shot", "1")

    assert (code, err) == (1, "film: there is no film 'nobodys'\n")


async def test_a_file_that_can_not_be_left_leaves_nothing_half(
    face: Face, http: AsyncClient, project: str, services: Services, tmp_path: Path
) -> None:
    made = (await submit(http, project))["id"]
    await finish(services, made)
    (tmp_path / "film.mp4").mkdir()

    code, _, err = await film(face.url, "fetch", made, "--out", str(tmp_path))

    assert code == 1
    assert "can't be written" in err
    assert [path.name for path in tmp_path.iterdir()] == ["film.mp4"]


async def test_a_sample_is_named_by_its_id_and_not_by_a_path(face: Face, http: AsyncClient, project: str) -> None:
    code, _, err = await film(face.url, "voices", "remove", f"../../projects/{project}")

    assert code == 1
    assert err
    assert (await http.get(f"/api/projects/{project}")).status_code == 200
