"""`film export ID --to FORMAT`: a finished cut as a file for editors."""

import time
from pathlib import Path
from typing import Annotated

import typer

from api.answers import FilmSummary
from api.commands.failing import FILM_FAILED, CommandFailed
from api.commands.fetching import OUT, check_folder, fetch_file, slug
from api.commands.films import AsJson, Film, id_of
from api.commands.showing import choose, say_json
from api.commands.talking import Talk, reach
from api.cuts.export_answers import ExportAnswer, ExportState
from schemas.exports import ExportFormat

_ASK_EVERY_S = 0.3
_LISTS = frozenset({"otio", "edl", "fcpxml"})
"""Formats that name the film's parts as files beside them."""


def export(
    context: typer.Context,
    film: Film,
    to: Annotated[
        ExportFormat, typer.Option(help="What the editor's program reads; bundle has everything, media included.", show_default=False)
    ],
    cut: Annotated[int | None, typer.Option(min=1, help="Which cut; the newest by default.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the file.  [default: out/<title>]", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Export a finished film for editors."""
    check_folder(out)
    show = choose(as_json=as_json)
    talk = Talk(reach(context), show.say)
    found = FilmSummary.model_validate(talk.ask("GET", f"/api/films/{id_of(talk, film)}"))
    number = cut or found.cut
    if not number:
        raise CommandFailed(f"film {found.id} is {found.state} and has no finished cut yet", FILM_FAILED)
    made = _made(talk, f"/api/films/{found.id}/cuts/{number}/exports", to)
    folder = out or OUT / slug(found.title)
    if made.file is None:
        raise CommandFailed(f"cut {number} of film {found.id} was not exported to {to}: {made.reason}", FILM_FAILED)
    place = fetch_file(talk, made.file, folder / made.name)
    lone = [f"it names files in media/ and sound/, which `film export {found.id} --to bundle` brings"] if to in _LISTS else []
    for note in (*made.notes, *lone):
        show.say(note)
    if as_json:
        say_json({"event": "export", **made.model_dump(mode="json"), "path": str(place)})
    else:
        typer.echo(f"  {to}  {place}")


def _made(talk: Talk, exports: str, to: ExportFormat) -> ExportAnswer:
    """Ask for an export and wait until it is there, or failed."""
    answer = ExportAnswer.model_validate(talk.ask("POST", exports, is_patient=True, json={"to": to}))
    while answer.state is ExportState.PROCESSING:
        time.sleep(_ASK_EVERY_S)
        answer = ExportAnswer.model_validate(talk.ask("GET", answer.href, is_patient=True))
    return answer
