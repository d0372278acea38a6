"""The `film` command: makes films, shows them, changes them; starts and stops the local stack."""

import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api.commands import catalogue, clearing, editing, exporting, films, hooks, making, models, parsing, stack, takes, voices
from api.commands.failing import CommandFailed
from api.commands.talking import Reach


class Commands(TyperGroup):
    """The commands; a wrong value is told without the word that the validating library puts in front."""

    def invoke(self, ctx: Any) -> Any:
        """Run one."""
        try:
            return super().invoke(ctx)
        except typer.BadParameter as error:
            error.message = error.message.removeprefix("Value error, ")
            raise


app = typer.Typer(
    name="film",
    cls=Commands,
    help="Turns a script into a finished film.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def where(
    context: typer.Context,
    api: Annotated[str | None, typer.Option(envvar="FILM_API_URL", help="An API elsewhere; the local stack's by default.")] = None,
    state_dir: Annotated[Path | None, typer.Option(help="The local stack's state folder; the checkout's .film by default.")] = None,
) -> None:
    """Turns a script into a finished film.

    Ends with 0 when it is done; 1 when a film failed, was cancelled, is not there or is in no state for it; 2 when something given is
    wrong or can't work here, and nothing was begun; 3 when the stack does not answer; 130 when it was interrupted.
    """
    context.obj = Reach(api=api, state_dir=state_dir)


app.command()(making.make)
app.command()(parsing.parse)
app.command("list")(films.list_films)
for command in (
    films.show,
    films.watch,
    films.cancel,
    films.pause,
    films.resume,
    films.approve,
    films.regenerate,
    editing.edit,
    takes.takes,
    films.fetch,
    clearing.delete,
    clearing.tidy,
    exporting.export,
):
    app.command()(command)
for listing in (catalogue.engines, catalogue.profiles):
    app.command()(listing)
app.add_typer(voices.app)
app.add_typer(hooks.app)
app.add_typer(models.app)
stack.mount(app)


def main() -> None:
    """Run the command line."""
    try:
        app()
    except CommandFailed as error:
        if str(error):
            sys.stderr.write(f"film: {error}\n")
        sys.exit(error.code)


if __name__ == "__main__":
    main()
