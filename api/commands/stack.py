"""`film up | down | status | logs | doctor`: the local stack, for people.

`mount(app)` adds the commands to a Typer application. What they need of `deploy.stack` is imported when they run: it takes longer than
answering `film --help`.
"""
# ruff: noqa: PLC0415

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from api.commands.failing import BAD_INPUT, NO_STACK, CommandFailed
from api.commands.talking import reach

if TYPE_CHECKING:
    from deploy.stack.layout import Layout
    from deploy.stack.report import StackReport

AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]

COLOURS = {"healthy": "green", "done": "green", "unhealthy": "red", "restarting": "red", "ok": "green", "warning": "yellow", "bad": "red"}


def mount(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.command()(up)
    app.command()(down)
    app.command()(status)
    app.command("logs")(show_logs)
    app.command("doctor")(check)


def up(context: typer.Context, as_json: AsJson = False) -> None:
    """Start the local stack, or find it running; return when everything serves."""
    from deploy.stack import control
    from deploy.stack.report import report

    notes = Console(stderr=True, highlight=False, soft_wrap=True)
    with failures_told():
        stack = control.up(reach(context).state_dir, tell=lambda sentence: notes.print(f"[dim]{escape(sentence)}[/dim]"))
        found = report(stack.record, stack.status)
    if as_json:
        _show_json(found)
        return
    did = "was running" if stack.was_running else f"is up after {stack.seconds:.1f} s"
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"[green]The stack {did}.[/green]")
    _show_addresses(console, found)


def down(context: typer.Context) -> None:
    """Stop the local stack; everything it holds stays."""
    from deploy.stack import control

    with failures_told():
        was_running = control.down(reach(context).state_dir)
    Console().print("The stack is down." if was_running else "The stack was not running.")


def status(context: typer.Context, as_json: AsJson = False) -> None:
    """Show every part: process, ports, health, restarts, memory. Ends with 3 unless all serve."""
    from deploy.stack import control
    from deploy.stack.report import StackReport, report

    state_dir = reach(context).state_dir
    with failures_told():
        current = control.status(state_dir)
        found = report(control.stack_record(state_dir), current) if current is not None else StackReport.down()
    if as_json:
        _show_json(found)
    elif found.running:
        _show_table(found)
    else:
        Console().print("The stack is down; [bold]film up[/bold] starts it.")
    if not found.ready:
        raise typer.Exit(NO_STACK)


def show_logs(
    context: typer.Context,
    part: Annotated[str | None, typer.Argument(help="A part as `film status` names it, or supervisor; all of them by default.")] = None,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on with new lines until Ctrl-C.")] = False,
    lines: Annotated[int, typer.Option("--lines", "-n", min=0, help="How many of the last lines.")] = 40,
) -> None:
    """Show what the parts wrote."""
    layout = _layout(context)
    console = Console(highlight=False, soft_wrap=True)
    for name, line in _lines(_logs_of(layout, part), lines, follow):
        console.print(f"{name:<10} {line}" if part is None else line, markup=False)


def check(context: typer.Context, as_json: AsJson = False) -> None:
    """Look at this machine and the stack, and say what to do about what is missing. Ends with 3 if something must be done."""
    from deploy.stack.doctor import examine

    with failures_told():
        findings = examine(_layout(context))
    if as_json:
        sys.stdout.write("[" + ",\n ".join(finding.model_dump_json() for finding in findings) + "]\n")
    else:
        table = Table("", "what", "found", "what to do", box=None, pad_edge=False)
        for finding in findings:
            verdict = f"[{COLOURS[finding.verdict]}]{finding.verdict}[/]"
            table.add_row(verdict, escape(finding.what), escape(finding.found), escape(finding.advice))
        Console(highlight=False).print(table)
    if any(finding.verdict == "bad" for finding in findings):
        raise typer.Exit(NO_STACK)


@contextmanager
def failures_told() -> Iterator[None]:
    """Turns a failure of the stack into the command's."""
    from schemas.failures import FilmError

    try:
        yield
    except FilmError as error:
        raise CommandFailed(str(error), NO_STACK) from error


def _layout(context: typer.Context) -> "Layout":
    from deploy.stack.layout import Layout, default_state_dir

    with failures_told():
        return Layout.at(reach(context).state_dir or default_state_dir())


def _logs_of(layout: "Layout", part: str | None) -> list[tuple[str, Path]]:
    from deploy.stack.parts import PARTS

    known = (*PARTS, "supervisor")
    if part is None:
        return [(name, layout.log(name)) for name in known if layout.log(name).exists()]
    if part not in known:
        raise CommandFailed(f"the stack has no part '{part}'; there are {', '.join(known)}", BAD_INPUT)
    return [(part, layout.log(part))]


def _lines(files: Sequence[tuple[str, Path]], count: int, follow: bool) -> Iterator[tuple[str, str]]:
    from deploy.stack import logs

    if not follow:
        for name, log in files:
            for line in logs.last_lines(log, count):
                yield name, line
        return
    try:
        yield from logs.follow(files, count=count)
    except KeyboardInterrupt:
        return


def _show_json(found: "StackReport") -> None:
    sys.stdout.write(found.model_dump_json(indent=2) + "\n")


def _show_table(found: "StackReport") -> None:
    table = Table("part", "health", "process", "ports", "restarts", "memory", "", box=None, pad_edge=False)
    for part in found.parts:
        # The inner ports of a part concern nobody but the part.
        ports = ", ".join(f"{name} {port}" for name, port in part.ports.items() if name in {"postgres", "temporal", "s3", "api"})
        memory = f"{part.memory_bytes / 1e6:.0f} MB" if part.memory_bytes else ""
        health = f"[{COLOURS.get(part.health, 'yellow')}]{part.health}[/]"
        table.add_row(part.name, health, str(part.pid or ""), ports, str(part.restarts), memory, escape(part.problem or ""))
    console = Console(highlight=False, soft_wrap=True)
    console.print(table)
    console.print()
    _show_addresses(console, found)


def _show_addresses(console: Console, found: "StackReport") -> None:
    console.print(f"API          {found.api}\nTemporal UI  {found.temporal_ui}\nstate        {found.state_dir}")
    for notice in found.notices:
        console.print(f"[yellow]{escape(notice)}[/yellow]")
