"""`film engines | profiles`: what films can be made with."""

import json
import sys
from typing import Annotated

import typer
from rich.console import Console

from api.commands.talking import Talk, reach

OURS = "LicenseRef-Filmwright"
"""Of engines that are made of nothing but this project."""
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def engines(context: typer.Context, as_json: AsJson = False) -> None:
    """List engines by stage."""
    answer = Talk(reach(context)).ask("GET", "/api/engines")
    if as_json:
        sys.stdout.write(json.dumps(answer["engines"], ensure_ascii=False, indent=1) + "\n")
        return
    console = Console(highlight=False)
    stage = ""
    width = max(len(engine["name"]) for engine in answer["engines"])
    for engine in answer["engines"]:
        if engine["stage"] != stage:
            stage = engine["stage"]
            console.print(stage, style="bold")
        commercial = "" if engine["commercial_use"] else ", no commercial use"
        note = f" ({engine['note']})" if engine.get("note") else ""
        facts = f"version {engine['version']}, on {engine['queue']}, {engine['licence']}{commercial}{note}"
        console.print(f"  {engine['name']:<{width}} {engine['summary']}\n  {'':<{width}} {facts}", markup=False, soft_wrap=True)
        if engine["unavailable"]:
            console.print(f"  {'':<{width}} {engine['unavailable']}", style="yellow", markup=False, soft_wrap=True)


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
        own = [f"{stage} {licence}" for stage, licence in profile["licences"].items() if licence != OURS]
        money = "commercial films allowed" if profile["commercial_use"] else "no commercial films"
        console.print(f"  {money}: {', '.join(own) or 'all of it is ours'}", markup=False, soft_wrap=True)
        for missing in profile["unavailable"]:
            console.print(f"  not here: {missing}", style="yellow", markup=False, soft_wrap=True)
