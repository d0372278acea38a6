"""`film models`: the weights on this machine. It works on the registry's folder itself, with or without a stack, on every GPU machine."""

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TimeRemainingColumn, TransferSpeedColumn

from api.commands.failing import BAD_INPUT, FILM_FAILED, NO_STACK, CommandFailed
from api.commands.talking import reach
from schemas.failures import Broken, FilmError, Refused, Unavailable
from schemas.models import FetchProgress, ModelCard, Terms

if TYPE_CHECKING:
    from activities.models.catalogue import KnownModel
    from activities.models.registry import Registry, Watch

app = typer.Typer(name="models", help="The weights that model engines run on.", no_args_is_help=True)

ModelId = Annotated[str, typer.Argument(help="As on the hub: stabilityai/stable-diffusion-xl-base-1.0")]
Revision = Annotated[str, typer.Option(help="Which one; the one in use by default.", show_default=False)]
ModelsDir = Annotated[
    Path | None, typer.Option(envvar="FILM_MODELS_DIR", help="The registry's folder; by default `models` in the stack's state folder.")
]
Licence = Annotated[str, typer.Option(help="Of a model that `film models known` does not list.", show_default=False)]
Commercial = Annotated[bool | None, typer.Option("--commercial/--no-commercial", help="Whether that licence allows commercial use.")]
NotIn = Annotated[
    list[str] | None, typer.Option("--not-in", metavar="REGION", help="Where that licence does not hold: DE, or EU. Repeat it.")
]
Accept = Annotated[bool, typer.Option("--accept-licence", help="Accept the model's licence without being asked, where nobody can be.")]
Endpoint = Annotated[str | None, typer.Option(envvar="FILM_HUB_ENDPOINT", help="Another hub's address.", show_default=False)]
Token = Annotated[str | None, typer.Option(envvar="FILM_HUB_TOKEN", help="For gated models.", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


@app.command("list")
def list_models(context: typer.Context, models_dir: ModelsDir = None, as_json: AsJson = False) -> None:
    """List what is there."""
    registry = _registry(context, models_dir)
    with _failures_told():
        cards = [(card, registry.is_active(card)) for card in registry.cards()]
    if as_json:
        from activities.models.estimates import memory_by_rung  # noqa: PLC0415 - takes longer than answering `film --help`

        told = [
            card.model_dump(mode="json") | {"is_active": is_active, "memory_by_rung": memory_by_rung(registry.models_dir, card)}
            for card, is_active in cards
        ]
        sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
        return
    console = Console(highlight=False)
    if not cards:
        console.print(f"No models in {registry.models_dir}. `film models known` lists what the engines were written for.", soft_wrap=True)
    for card, is_active in cards:
        _show(console, registry, card, "in use" if is_active else "not in use")


@app.command()
def known(as_json: AsJson = False) -> None:
    """List the models that the engines were written for, with their licences."""
    from activities.models.catalogue import KNOWN  # noqa: PLC0415

    if as_json:
        sys.stdout.write(json.dumps([model.model_dump(mode="json") for model in KNOWN.values()], ensure_ascii=False, indent=1) + "\n")
        return
    console = Console(highlight=False)
    for stage, models in groupby(KNOWN.values(), key=lambda model: model.engines[0].partition("/")[0]):
        console.print(f"[bold]{stage}[/bold]")
        for model in models:
            _show_known(console, model)
    console.print(
        "`film models add ID` fetches one; licences are as read in November 2026, what comes with the weights counts.", soft_wrap=True
    )


@app.command()
def add(  # noqa: PLR0913, PLR0917 - a command's options
    context: typer.Context,
    model: ModelId,
    folder: Annotated[Path | None, typer.Option("--from", help="A local folder with its files; without it the hub is asked.")] = None,
    licence: Licence = "",
    commercial: Commercial = None,
    not_in: NotIn = None,
    allow_pickles: Annotated[bool, typer.Option(help="Take pickled weights from --from: they can run code when read.")] = False,
    accept: Accept = False,
    endpoint: Endpoint = None,
    token: Token = None,
    models_dir: ModelsDir = None,
) -> None:
    """Add a model from a local folder, or from the hub once you accept its licence, and use it from now on."""
    if folder is None:
        download(
            context,
            model,
            licence=licence,
            commercial=commercial,
            not_in=not_in,
            accept=accept,
            endpoint=endpoint,
            token=token,
            models_dir=models_dir,
        )
        return
    with _failures_told():
        registry = _registry(context, models_dir)
        card = registry.add_folder(model, folder, _given_terms(licence, commercial, not_in or []), allow_pickles=allow_pickles)
    _show(Console(highlight=False), registry, card, "added, in use")


@app.command()
def download(  # noqa: PLR0913, PLR0917 - a command's options
    context: typer.Context,
    model: ModelId,
    revision: Annotated[str, typer.Option(help="Branch, tag or commit.")] = "main",
    licence: Licence = "",
    commercial: Commercial = None,
    not_in: NotIn = None,
    accept: Accept = False,
    endpoint: Endpoint = None,
    token: Token = None,
    models_dir: ModelsDir = None,
) -> None:
    """Fetch a model from the Hugging Face hub once you accept its licence, and use it from now on; goes on where an earlier try ended."""
    from activities.models.hub import Hub  # noqa: PLC0415 - as above

    console = Console(highlight=False, soft_wrap=True)
    with _failures_told():
        registry = _registry(context, models_dir)
        _, terms = registry.on_hub(model, _given_terms(licence, commercial, not_in or []))
        if not accept:
            _ask_to_accept(model, terms)
        with Hub(endpoint, token) as hub, _bar(console) as watch:
            card = registry.download(hub, model, revision, terms, tell=console.print, watch=watch)
    _show(console, registry, card, "downloaded, in use")


@app.command("miniatures")
def make_miniatures(
    context: typer.Context,
    families: Annotated[list[str] | None, typer.Argument(help="Which; by default those of the profile tiny.", show_default=False)] = None,
    models_dir: ModelsDir = None,
) -> None:
    """Build models of a few megabytes with random weights: nonsense pictures and sounds, for trying out the pipeline.

    They are of the real classes and run through the same code as real weights: `film make SCRIPT --profile tiny`. Needs no network, but
    the model libraries (`./film install models`).
    """
    from activities.models.miniatures import build, of_profile  # noqa: PLC0415

    console = Console(highlight=False, soft_wrap=True)
    registry = _registry(context, models_dir)
    with _failures_told():
        built = build(registry.models_dir, families or of_profile(), lambda name: console.print(f"building {name} ..."))
    engines = ", ".join(engine for family in built for engine in family.engines)
    console.print(f"random weights for {engines} are in {registry.models_dir}; `film models list` shows them")


@app.command()
def verify(context: typer.Context, model: ModelId, revision: Revision = "", models_dir: ModelsDir = None) -> None:
    """Compare every file with the hash it had when it was added."""
    registry = _registry(context, models_dir)
    with _failures_told():
        card = registry.card(model, revision)
        faults = registry.verify(card)
    if faults:
        raise CommandFailed(f"{card.name}: {'; '.join(faults)}", FILM_FAILED)
    sys.stdout.write(f"{card.name}: {len(card.files)} files are as they were added\n")


@app.command("activate")
def activate_model(
    context: typer.Context, model: ModelId, revision: Annotated[str, typer.Argument()], models_dir: ModelsDir = None
) -> None:
    """Use this revision from now on."""
    registry = _registry(context, models_dir)
    with _failures_told():
        card = registry.card(model, revision)
        registry.activate(card)
    sys.stdout.write(f"{card.name} is in use\n")


@app.command()
def remove(context: typer.Context, model: ModelId, revision: Revision = "", models_dir: ModelsDir = None) -> None:
    """Delete a model's files; films made with it stay."""
    registry = _registry(context, models_dir)
    with _failures_told():
        card = registry.card(model, revision)
        registry.remove(card)
    from activities.models.estimates import bytes_in_words  # noqa: PLC0415 - takes longer than answering `film --help`

    sys.stdout.write(f"{card.name} is removed: {bytes_in_words(card.size_bytes)} are free again\n")


def _registry(context: typer.Context, models_dir: Path | None) -> "Registry":
    from activities.models.registry import Registry as Found  # noqa: PLC0415 - takes longer than answering `film --help`
    from deploy.stack.layout import default_state_dir  # noqa: PLC0415

    return Found(models_dir or (reach(context).state_dir or default_state_dir()) / "models")


def _given_terms(licence: str, commercial: bool | None, not_in: Sequence[str]) -> Terms | None:
    if not licence and commercial is None and not not_in:
        return None
    if not licence or commercial is None:
        raise Refused(
            "the terms of a model are two options: --licence NAME, and --commercial or --no-commercial; and --not-in for each region where "
            "they do not hold"
        )
    try:
        return Terms(licence=licence, commercial_use=commercial, regions_excluded=sorted({region.upper() for region in not_in}))
    except ValidationError as error:
        msg = f"--not-in takes codes of two letters, as DE, or EU for the Union; got {', '.join(not_in)}"
        raise Refused(msg) from error


def _ask_to_accept(model: str, terms: Terms) -> None:
    """Go on once the person at the terminal accepts a licence.

    Raises:
        Refused: Nobody is there to be asked.
        typer.Abort: They do not.
    """
    told = f"{model} is under {terms.in_words}"
    if not sys.stdin.isatty():
        raise Refused(f"{told}; it is fetched once you accept that: --accept-licence")
    typer.confirm(f"{told}. Do you accept that?", abort=True, err=True)


def _show(console: Console, registry: "Registry", card: ModelCard, state: str) -> None:
    from activities.models.estimates import bytes_in_words, in_words, memory_by_rung  # noqa: PLC0415 - as above
    from activities.models.fit import fit_here  # noqa: PLC0415 - as above

    console.print(f"{card.id}\n  {card.revision}, {state}", markup=False, soft_wrap=True)
    engines = f", for {', '.join(card.engines)}" if card.engines else ""
    files = "1 file" if len(card.files) == 1 else f"{len(card.files)} files"
    by_rung = memory_by_rung(registry.models_dir, card)
    sizes = f"{files}, {bytes_in_words(card.size_bytes)}; weights {in_words(by_rung)}"
    fit = fit_here(by_rung)
    lines = [f"{sizes}{engines}", *([f"it {fit}"] if fit else []), _terms(card.terms)]
    console.print("\n".join(f"  {line}" for line in lines), markup=False, soft_wrap=True)


def _show_known(console: Console, model: "KnownModel") -> None:
    for_engines = f"For {', '.join(model.engines)}."
    console.print(f"  {model.id}\n    {model.summary} {for_engines}\n    {_terms(model.terms)}", markup=False, soft_wrap=True)
    if model.page:
        console.print(f"    by hand: {model.page}, then `film models add {model.id} --from FOLDER`", markup=False, soft_wrap=True)


def _terms(terms: Terms) -> str:
    conditions = f" ({terms.conditions})" if terms.conditions else ""
    return f"{terms.licence}: {'commercial use allowed' if terms.commercial_use else 'no commercial use'}{conditions}"


@contextmanager
def _bar(console: Console) -> Iterator["Watch"]:
    """A bar of how far a download is, where somebody looks at it."""
    columns = TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn(), TimeRemainingColumn()
    with Progress(*columns, console=console, disable=not console.is_terminal, transient=True) as progress:
        bars: dict[str, TaskID] = {}

        def watch(told: FetchProgress) -> None:
            if told.doing not in bars:
                bars[told.doing] = progress.add_task(told.doing, total=told.size_bytes)
            progress.update(bars[told.doing], completed=told.bytes_done)

        yield watch


@contextmanager
def _failures_told() -> Iterator[None]:
    try:
        yield
    except Unavailable as error:
        raise CommandFailed(str(error), NO_STACK) from error
    except Broken as error:
        raise CommandFailed(str(error), FILM_FAILED) from error
    except FilmError as error:
        raise CommandFailed(str(error), BAD_INPUT) from error
