"""`film engines | profiles`: what films can be made with."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.commands.talking import Talk, reach

AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def engines(context: typer.Context, as_json: AsJson = False) -> None:
    """List engines by stage."""
    answer = Talk(reach(context)).ask("GET", "/api/engines")
    if as_json:
        sys.stdout.write(json.dumps(answer["engines"], ensure_ascii=False, indent=1) + "\n")
        return
    table = Table("stage", "engine", "version", "runs on", "licence", "commercial", "", box=None, pad_edge=False)
    for engine in answer["engines"]:
        note = engine["unavailable"] or engine["summary"]
        commercial = "yes" if engine["commercial_use"] else "no"
        table.add_row(engine["stage"], engine["name"], engine["version"], engine["queue"], engine["licence"], commercial, note)
    Console(highlight=False).print(table)


def profiles(context: typer.Context, as_json: AsJson = False) -> None:
    """List profiles: a named engine per stage."""
    answer = Talk(reach(context)).ask("GET", "/api/profiles")
    if as_json:
        sys.stdout.write(json.dumps(answer["profiles"], ensure_ascii=False, indent=1) + "\n")
        return
    console = Console(highlight=False)
    for profile in answer["profiles"]:
        uses = ", ".join(f"{stage} {use['engine']}" for stage, use in profile["stages"].items())
        console.print(f"{profile['name']}\n  {profile['summary']}\n  {uses}", markup=False, soft_wrap=True)
        for missing in profile["unavailable"]:
            console.print(f"  not here: {missing}", style="yellow", markup=False, soft_wrap=True)
