"""`film parse SCRIPT`: the screenplay of a script, without a stack: the rules run in this process."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from api.commands.failing import BAD_INPUT, CommandFailed
from schemas.failures import Refused
from schemas.screenplay import Screenplay, ScriptFormat


def parse(
    script: Annotated[Path, typer.Argument(help="Fountain, Final Draft (.fdx), Markdown or plain prose.", show_default=False)],
    format: Annotated[ScriptFormat, typer.Option("--format", help="What it is written in; auto goes by its content.")] = "auto",
    language: Annotated[str, typer.Option(help="Like en or pt-BR; auto goes by the text.")] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="The whole screenplay, for machines.")] = False,
) -> None:
    """Show how a script is understood."""
    screenplay = understood(script, script_bytes(script), format, language)
    sys.stdout.write(json.dumps(shape(screenplay), ensure_ascii=False, indent=1) + "\n" if as_json else summary(screenplay))


def script_bytes(script: Path) -> bytes:
    """What is in a script's file; of one that is too long for a script, no more is read than shows that.

    Raises:
        CommandFailed: It can't be read, is too long, or empty.
    """
    from activities.screenplay.limits import ScriptLimits  # noqa: PLC0415 - as below

    most = ScriptLimits().bytes
    try:
        with script.open("rb") as file:
            data = file.read(most + 1)
    except OSError as error:
        raise CommandFailed(f"{script} can't be read: {error.strerror}", BAD_INPUT) from error
    if len(data) > most:
        raise CommandFailed(f"{script} has more than {most:,} bytes, the most that a script may have", BAD_INPUT)
    if not data.strip():
        raise CommandFailed(f"{script} is empty", BAD_INPUT)
    return data


def understood(script: Path, data: bytes, format: ScriptFormat = "auto", language: str = "auto") -> Screenplay:
    """The screenplay of a file's bytes.

    Raises:
        CommandFailed: It is no script; says why.
    """
    # Only the command line parses on its own; the API never loads a stage.
    from activities.screenplay.parse import parse_script  # noqa: PLC0415

    try:
        return parse_script(data, format, language)
    except Refused as error:
        raise CommandFailed(f"{script}: {error}", BAD_INPUT) from error


def shape(screenplay: Screenplay) -> dict[str, Any]:
    """The screenplay as `--json` prints it: title page, elements as in Fountain's own terms, scenes, characters, warnings."""
    return {
        "title_page": screenplay.title_page,
        "elements": [element.model_dump(exclude={"line"}) for element in screenplay.elements],
        "scenes": [scene.model_dump() for scene in screenplay.scenes],
        "characters": [character.model_dump() for character in screenplay.characters],
        "warnings": [warning.model_dump() for warning in screenplay.warnings],
    }


def summary(screenplay: Screenplay) -> str:
    """The screenplay in a page of words."""
    lines = [screenplay.title or "(no title)", f"  language    {screenplay.language}"]
    lines += [f"  {key.lower():<11} {' / '.join(values)}" for key, values in screenplay.title_page.items() if key.casefold() != "title"]
    for scene in screenplay.scenes:
        speakers = f" · {', '.join(scene.characters)}" if scene.characters else ""
        lines.append(f"  scene {scene.number:<5} {scene.heading or '(before the first slug line)'} · {scene.elements} elements{speakers}")
    for character in screenplay.characters:
        about = ", ".join(part for part in (character.gender, character.age, character.description) if part and part != "unknown")
        speeches = "speech" if character.speeches == 1 else "speeches"
        lines.append(f"  character   {character.name} · {character.speeches} {speeches} · {about}")
    for warning in screenplay.warnings:
        lines.append(f"  warning     line {warning.line}: {warning.message}")
    return "\n".join(lines) + "\n"
