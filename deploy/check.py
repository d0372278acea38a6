"""`./film check` and `./film test`: formatting, lint, types, import contracts; then the tests. Everything runs, whatever failed before."""

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
)
TESTS = ("pytest", "-n", "logical", "--maxprocesses", "4", "--max-worker-restart", "0", "--dist", "loadfile", "--no-loadscope-reorder")
"""A process for each core, file by file, in the order of `tests/conftest.py`; each needs 2 GB and starts a stack of its own.

One that crashes is not replaced: it would begin with the same test again.
"""


def main(arguments: Sequence[str]) -> int:
    """Runs the checks; after `test` the tests too, with the rest of the arguments for pytest: after `-n 0` in one process."""
    command, *rest = arguments or ("check",)
    runs = [*CHECKS, *([(*TESTS, *rest)] if command == "test" else [])]
    failed = [run for run in runs if not _passes(run)]
    _say("all passed" if not failed else "failed: " + "; ".join(" ".join(run) for run in failed))
    return 1 if failed else 0


def _passes(run: Sequence[str]) -> bool:
    _say(" ".join(run))
    began_s = time.monotonic()
    program = Path(sys.executable).parent / run[0]
    status = subprocess.run([program, *run[1:]], cwd=ROOT, check=False).returncode  # noqa: S603 our own tools
    _say(f"{'passed' if status == 0 else f'FAILED with status {status}'} in {time.monotonic() - began_s:.1f} s")
    return status == 0


def _say(text: str) -> None:
    sys.stdout.write(f"film: {text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
