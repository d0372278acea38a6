"""Files that nobody reads whole are split."""

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINES = 400
TEST_LINES = 600
ALLOWED: dict[str, str] = {}
"""Larger files, each with its reason."""


def tracked(pattern: str) -> list[Path]:
    """The project's own files of a kind."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard", pattern], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in listed.stdout.splitlines() if (ROOT / name).exists()]


@pytest.mark.parametrize("path", tracked("*.py"), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_can_be_read_whole(path: Path) -> None:
    name = str(path.relative_to(ROOT))
    limit = TEST_LINES if name.startswith("tests/") else LINES

    lines = len(path.read_text(encoding="utf-8").splitlines())

    assert lines <= limit or name in ALLOWED, f"{name} has {lines} lines, more than {limit}: split it by subject"


def test_file_names_say_what_is_inside() -> None:
    vague = {"utils", "helpers", "common", "misc", "base", "manager", "handler", "info"}

    assert not [str(path.relative_to(ROOT)) for path in tracked("*.py") if path.stem in vague]
