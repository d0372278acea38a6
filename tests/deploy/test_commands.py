"""`film status`, `logs` and `doctor` tell people and machines how the stack is."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.commands.failing import BAD_INPUT, NO_STACK, CommandFailed
from deploy.stack.control import Stack
from deploy.stack.doctor import examine
from deploy.stack.layout import Layout


def test_status_tells_machines_about_every_part(stack_parts: Stack) -> None:
    result = _film(stack_parts.record.state_dir, "status", "--json")

    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert told["ready"]
    assert {part["name"] for part in told["parts"]} == {"postgres", "temporal", "objects"}
    assert all(part["memory_bytes"] > 1_000_000 and part["pid"] for part in told["parts"])


def test_status_keeps_secrets(stack_parts: Stack) -> None:
    result = _film(stack_parts.record.state_dir, "status", "--json")

    assert stack_parts.record.secrets.database_password not in result.stdout
    assert stack_parts.record.secrets.s3_secret_key not in result.stdout


def test_status_is_a_table_for_people(stack_parts: Stack) -> None:
    result = _film(stack_parts.record.state_dir, "status")

    assert result.exit_code == 0
    assert "healthy" in result.stdout
    assert stack_parts.record.temporal_ui_url in result.stdout


def test_status_of_a_stack_that_is_down_says_so(tmp_path: Path) -> None:
    result = _film(tmp_path / ".film", "status")

    assert result.exit_code == NO_STACK
    assert "film up" in result.stdout


@pytest.mark.parametrize("command", ["up", "down", "status", "logs", "doctor", "list"])
def test_a_state_folder_that_is_a_file_is_told(tmp_path: Path, command: str) -> None:
    (tmp_path / "notes").write_text("mine")

    result = _film(tmp_path / "notes", command)

    assert isinstance(result.exception, CommandFailed)
    assert (result.exception.code, str(result.exception)) == (
        NO_STACK,
        f"the state folder {tmp_path / 'notes'} is a file; --state-dir names another one",
    )


def test_down_is_harmless_when_nothing_runs(tmp_path: Path) -> None:
    result = _film(tmp_path / ".film", "down")

    assert (result.exit_code, result.stdout) == (0, "The stack was not running.\n")


def test_logs_show_the_last_lines_of_a_part(stack_parts: Stack) -> None:
    result = _film(stack_parts.record.state_dir, "logs", "temporal", "-n", "500")

    assert "Temporal Server:" in result.stdout


def test_logs_of_an_unknown_part_are_refused(tmp_path: Path) -> None:
    result = _film(tmp_path, "logs", "redis")

    assert isinstance(result.exception, CommandFailed)
    assert result.exception.code == BAD_INPUT
    assert "there are postgres, temporal, objects" in str(result.exception)


@pytest.mark.slow
def test_the_doctor_finds_a_healthy_machine_healthy(stack_parts: Stack) -> None:
    findings = {finding.what: finding for finding in examine(Layout.at(stack_parts.record.state_dir))}

    for what in ("Python", "libraries", "Temporal", "SeaweedFS", "PostgreSQL", "postgres", "temporal", "objects"):
        assert findings[what].verdict == "ok", findings[what]
    assert all(finding.advice for finding in findings.values() if finding.verdict != "ok")


def _film(state_dir: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--state-dir", str(state_dir), *arguments])
