"""`film delete | tidy`: films that are wanted no more, and the space that they took."""

import time
from typing import Annotated

import typer

from api.answers import FilmSummary
from api.commands.failing import FILM_FAILED, CommandFailed
from api.commands.films import id_of
from api.commands.showing import say_json
from api.commands.talking import Talk, reach, tell
from api.films.clearing_answers import ClearingAnswer, ClearingState, StorageAnswer

_LOOK_EVERY_S = 0.3
_PATIENCE_S = 60.0
"""For a clearing whose end is waited for: what takes longer goes on without the command."""


def delete(
    context: typer.Context,
    films: Annotated[list[str], typer.Argument(help="Their ids, or `last` for the newest.", metavar="ID...", show_default=False)],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    keep_files: Annotated[
        bool, typer.Option("--keep-files", help="Leave their files to `film tidy`, to make them again of what there is.")
    ] = False,
) -> None:
    """Delete films that are not being made, with their cuts and takes, and remove the files that no other film is made of."""
    talk = Talk(reach(context))
    found = [FilmSummary.model_validate(talk.ask("GET", f"/api/films/{id_of(talk, film)}")) for film in dict.fromkeys(films)]
    if not yes:
        named = ", ".join(f"'{film.title}' ({film.id}, {film.state}, {film.cut} cut{'s' * (film.cut != 1)})" for film in found)
        typer.confirm(f"Delete {named}?", abort=True, err=True)
    for film in found:
        talk.ask("DELETE", f"/api/films/{film.id}", params={"keep_files": keep_files})
        tell(f"film {film.id} is deleted")
    if keep_files:
        tell("the files stay until `film tidy`")
    else:
        tell(_in_words(_ended(talk, ClearingAnswer.model_validate(talk.ask("GET", "/api/storage/clearing")))))


def tidy(
    context: typer.Context,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would be removed, and remove nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Remove the files that no film has any more; everything of the films that `film list` shows stays."""
    talk = Talk(reach(context))
    if dry_run:
        held = StorageAnswer.model_validate(talk.ask("GET", "/api/storage"))
        if as_json:
            say_json(held.model_dump(mode="json"))
        else:
            tell(f"{_amount(held.unused.artifacts, held.unused.size_bytes)} of {_amount(held.artifacts, held.size_bytes)} would be removed")
        return
    ended = _ended(talk, ClearingAnswer.model_validate(talk.ask("POST", "/api/storage/clearing")))
    if ended.state is ClearingState.FAILED:
        raise CommandFailed(_in_words(ended), FILM_FAILED)
    if as_json:
        say_json(ended.model_dump(mode="json"))
    else:
        tell(_in_words(ended))


def _ended(talk: Talk, clearing: ClearingAnswer) -> ClearingAnswer:
    """A clearing when it is over, or when it takes too long to wait for."""
    given_up_s = time.monotonic() + _PATIENCE_S
    while clearing.state is ClearingState.RUNNING and time.monotonic() < given_up_s:
        time.sleep(_LOOK_EVERY_S)
        clearing = ClearingAnswer.model_validate(talk.ask("GET", "/api/storage/clearing", is_patient=True))
    return clearing


def _in_words(clearing: ClearingAnswer) -> str:
    match clearing.state:
        case ClearingState.RUNNING:
            return "the files that no film has are still being removed; that goes on by itself, and `film tidy` waits for it"
        case ClearingState.FAILED:
            return f"the files that no film has could not all be removed: {clearing.reason}; `film tidy` tries again"
        case ClearingState.COMPLETED:
            what = _amount(clearing.artifacts, clearing.size_bytes)
            return f"{what} removed" if clearing.artifacts else "there was nothing to remove: every file belongs to a film"


def _amount(artifacts: int, size_bytes: int) -> str:
    unit, name = next((unit, name) for unit, name in ((1e9, "GB"), (1e6, "MB"), (1e3, "kB")) if size_bytes >= unit or name == "kB")
    return f"{artifacts} file{'s' * (artifacts != 1)} with {size_bytes / unit:.1f} {name}"
