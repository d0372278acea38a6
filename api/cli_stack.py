"""`film up | down | status | logs | doctor`: the local stack, for people.

`mount(app)` adds the commands to a Typer application.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from deploy.stack import control, doctor, logs
from deploy.stack.layout import Layout, default_state_dir
from deploy.stack.parts import PARTS
from deploy.stack.record import StackStatus
from deploy.stack.report import StackReport, report
from schemas.failures import FilmError

StateDir = Annotated[Path | None, typer.Option("--state-dir", help="Where the stack keeps its state; the checkout's .film by default.")]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]

COLOURS = {
    "healthy": "green",
    "done": "green",
    "unhealthy": "red",
    "restarting": "red",
    "stopped": "dim",
    "ok": "green",
    "warning": "yellow",
    "bad": "red",
}


def mount(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    for command in (up, down, status, show_logs, check):
        name = {"show_logs": "logs", "check": "doctor"}.get(command.__name__, command.__name__)
        app.command(name)(command)


def up(state_dir: StateDir = None, as_json: AsJson = False) -> None:
    """Start the local stack, or find it running; return when everything serves."""
    notes = Console(stderr=True, highlight=False)
    with failures_shown():
        stack = control.up(state_dir, tell=lambda sentence: notes.print(f"[dim]{sentence}[/dim]"))
    current = report(stack.record, stack.status)
    if as_json:
        _show_json(current)
        return
    did = "was running" if stack.was_running else f"ready in {stack.seconds:.1f} s"
    Console(highlight=False).print(f"[green]The stack {did}.[/green]\nAPI          {current.api}\nTemporal UI  {current.temporal_ui}")


def down(state_dir: StateDir = None) -> None:
    """Stop the local stack; everything it holds stays."""
    with failures_shown():
        was_running = control.down(state_dir)
    Console().print("The stack is down." if was_running else "The stack was not running.")


def status(state_dir: StateDir = None, as_json: AsJson = False) -> None:
    """Show every part: process, ports, health, restarts, memory. Ends with 1 unless all serve."""
    with failures_shown():
        current = control.status(state_dir)
        found = report(control.stack_record(state_dir), current) if current is not None else StackReport.down()
    if as_json:
        _show_json(found)
    elif current is None:
        Console().print("The stack is down; [bold]film up[/bold] starts it.")
    else:
        _show_table(found, current)
    if not found.ready:
        raise typer.Exit(1)


def show_logs(
    part: Annotated[str | None, typer.Argument(help=f"One of {', '.join(PARTS)}, supervisor; all of them by default.")] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with new lines until Ctrl-C.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="How many of the last lines.")] = 40,
    state_dir: StateDir = None,
) -> None:
    """Show what the parts wrote."""
    layout = Layout.at(state_dir or default_state_dir())
    known = (*PARTS, "supervisor")
    if part is not None and part not in known:
        raise typer.BadParameter(f"no part {part!r}; there are {', '.join(known)}")
    names = [part] if part else [name for name in known if layout.log(name).exists()]
    console = Console(highlight=False, soft_wrap=True)
    for name, line in _lines([(name, layout.log(name)) for name in names], lines, follow):
        console.print(f"{name:<10} {line}" if part is None else line, markup=False)


def _lines(files: list[tuple[str, Path]], count: int, follow: bool) -> Iterator[tuple[str, str]]:
    if not follow:
        for name, log in files:
            for line in logs.last_lines(log, count):
                yield name, line
        return
    try:
        yield from logs.follow(files, count=count)
    except KeyboardInterrupt:
        return


def check(state_dir: StateDir = None, as_json: AsJson = False) -> None:
    """Look at this machine and the stack, and say what to do about what is missing. Ends with 1 if something must be done."""
    with failures_shown():
        findings = doctor.examine(Layout.at(state_dir or default_state_dir()))
    if as_json:
        sys.stdout.write("[" + ",\n ".join(finding.model_dump_json() for finding in findings) + "]\n")
    else:
        table = Table("", "what", "found", "what to do", box=None, pad_edge=False)
        for finding in findings:
            table.add_row(f"[{COLOURS[finding.verdict]}]{finding.verdict}[/]", finding.what, finding.found, finding.advice)
        Console(highlight=False).print(table)
    if any(finding.verdict == "bad" for finding in findings):
        raise typer.Exit(1)


@contextmanager
def failures_shown() -> Iterator[None]:
    """Shows a failure as its message, without a traceback, and ends with 1."""
    try:
        yield
    except FilmError as error:
        Console(stderr=True, highlight=False).print(f"film: {error}", style="red", markup=False, soft_wrap=True)
        raise typer.Exit(1) from error


def _show_json(found: StackReport) -> None:
    sys.stdout.write(found.model_dump_json(indent=2) + "\n")


def _show_table(found: StackReport, current: StackStatus) -> None:
    table = Table("part", "health", "process", "ports", "restarts", "memory", "", box=None, pad_edge=False)
    for part in found.parts:
        ports = ", ".join(f"{name} {port}" for name, port in part.ports.items() if not name.startswith("store_"))
        memory = f"{part.memory_bytes / 1e6:.0f} MB" if part.memory_bytes else ""
        health = f"[{COLOURS.get(part.health, 'yellow')}]{part.health}[/]"
        table.add_row(part.name, health, str(part.pid or ""), ports, str(part.restarts), memory, part.problem or "")
    console = Console(highlight=False)
    console.print(table)
    console.print(f"\nAPI          {found.api}\nTemporal UI  {found.temporal_ui}\nstate        {found.state_dir}")
    for notice in current.notices:
        console.print(f"[yellow]{notice}[/yellow]")
