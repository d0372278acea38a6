"""`python -m deploy.stack run`: the supervisor, in the background; prints its pid. `... migrate`: the tables, brought up to date."""

import argparse
import os
import sys
from pathlib import Path

from deploy.stack.control import stack_record
from deploy.stack.layout import Layout
from deploy.stack.liveness import mark_of
from deploy.stack.supervisor import Plan, supervise
from schemas.failures import FilmError


def main() -> int:
    """Reads the command line and does it."""
    parser = argparse.ArgumentParser(prog="python -m deploy.stack")
    commands = parser.add_subparsers(dest="command", required=True)
    run = commands.add_parser("run")
    run.add_argument("--state-dir", type=Path, required=True)
    run.add_argument("--parts", required=True, help="names, with commas between")
    run.add_argument("--ports", default="", help="name=port, with commas between")
    run.add_argument("--dies-with", type=int, default=None, help="a process whose end ends the stack")
    run.add_argument("--spare-the-disk", action="store_true", help="nothing outlives a power cut")
    commands.add_parser("migrate").add_argument("--state-dir", type=Path, default=None)
    given = parser.parse_args()
    try:
        if given.command == "run":
            _run(given)
        else:
            _migrate(given.state_dir)
    except FilmError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _run(given: argparse.Namespace) -> None:
    pairs = (pair.partition("=") for pair in given.ports.split(",") if pair)
    plan = Plan(
        layout=Layout.at(given.state_dir),
        parts=tuple(given.parts.split(",")),
        wanted_ports={name: int(port) for name, _, port in pairs},
        owner=mark_of(given.dies_with) if given.dies_with else None,
        is_lasting=not given.spare_the_disk,
    )
    pid = os.fork()
    if pid:
        sys.stdout.write(f"{pid}\n")
        return
    # Whoever started us reads our output to its end; it must not wait for ours.
    with open(os.devnull, "ab") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())
    # What a person exported for our own programs (a model server's address, say) must reach them through the supervisor.
    supervise(plan, dict(os.environ))  # noqa: TID251


def _migrate(state_dir: Path | None) -> None:
    from deploy.migrations import upgrade  # noqa: PLC0415 Alembic takes half a second; the supervisor needs none of it

    upgrade(stack_record(state_dir).database_url)


if __name__ == "__main__":
    sys.exit(main())
