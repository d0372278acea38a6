"""`--engine` and `--engine-option` of `film make` and `film edit`: engines instead of the profile's, for a film or for one shot."""

import contextlib
import math
from typing import Annotated, Any

import typer

from api.commands.failing import BAD_INPUT, CommandFailed

Engines = Annotated[
    list[str] | None,
    typer.Option("--engine", help="Who makes a stage, like images=sdxl; may be repeated. `film engines` lists them.", metavar="STAGE=NAME"),
]
EngineSettings = Annotated[
    list[str] | None,
    typer.Option("--engine-option", help="How an --engine makes it, like images.steps=20; may be repeated.", metavar="STAGE.OPTION=VALUE"),
]


def wanted_engines(engines: list[str] | None, settings: list[str] | None) -> dict[str, Any] | None:
    """Engines by stage as the API takes them; None when none are named. "images=" is the film's own again.

    Raises:
        CommandFailed: Something is not of that form, or an option is given for a stage whose engine is not named.
    """
    wanted: dict[str, Any] = {}
    for pair in engines or []:
        stage, equals, name = (part.strip() for part in pair.partition("="))
        if not stage or not equals:
            raise CommandFailed(f"--engine {pair}: wanted STAGE=NAME, like images=sdxl", BAD_INPUT)
        wanted[stage] = {"engine": name, "options": {}} if name else None
    for pair in settings or []:
        place, equals, value = pair.partition("=")
        stage, dot, option = (part.strip() for part in place.partition("."))
        if not equals or not dot or not stage or not option:
            raise CommandFailed(f"--engine-option {pair}: wanted STAGE.OPTION=VALUE, like images.steps=20", BAD_INPUT)
        if not wanted.get(stage):
            raise CommandFailed(f"--engine-option {pair}: name the engine too, with --engine {stage}=NAME", BAD_INPUT)
        wanted[stage]["options"][option] = _value(value.strip())
    return wanted or None


def _value(text: str) -> str | int | float | bool:
    if text in {"true", "false"}:
        return text == "true"
    for kind in (int, float):
        with contextlib.suppress(ValueError):
            number = kind(text)
            if math.isfinite(number):  # "nan" and "inf" are words: no option of an engine is as long as that
                return number
    return text
