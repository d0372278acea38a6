"""`film list | show | watch | cancel | pause | resume | regenerate | fetch`: films that were submitted."""

import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from api.answers import ChangeTaken, FilmAnswer, FilmSummary, StepAtWork
from api.commands.ending import Ending, clock, end, interrupted, notes_of_cut
from api.commands.failing import BAD_INPUT, FILM_FAILED, CommandFailed
from api.commands.fetching import check_folder
from api.commands.following import Seen, at_work, follow, is_over
from api.commands.making import Out
from api.commands.showing import choose
from api.commands.talking import Talk, reach, tell
from api.identifiers import new_id
from schemas.states import CutState, FilmState

Film = Annotated[str, typer.Argument(help="The film's id, or `last` for the newest.", metavar="ID", show_default=False)]
AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]


def list_films(
    context: typer.Context,
    state: Annotated[FilmState | None, typer.Option(help="Only films in this state.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many of the newest.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List films, newest first."""
    talk = Talk(reach(context))
    page = talk.ask("GET", "/api/films", params={"limit": limit} | ({"state": state.value} if state else {}))
    if as_json:
        _print_json(page["items"])
        return
    table = Table("id", "title", "state", "cut", "duration", "ordered", box=None, pad_edge=False)
    for film in map(FilmSummary.model_validate, page["items"]):
        what = "paused" if film.is_paused else film.state.value
        length = clock(film.duration_s) if film.duration_s else ""
        table.add_row(film.id, film.title, what, str(film.cut or ""), length, film.created_at.astimezone().strftime("%Y-%m-%d %H:%M"))
    Console(highlight=False).print(table if page["items"] else "There are no films; `film make SCRIPT` makes one.")


def show(context: typer.Context, film: Film, as_json: AsJson = False) -> None:
    """Show everything about a film."""
    talk = Talk(reach(context))
    answer = talk.ask("GET", f"/api/films/{id_of(talk, film)}")
    if as_json:
        _print_json(answer)
        return
    found = FilmAnswer.model_validate(answer)
    _print_film(found, [] if is_over(found.progress, None) else at_work(talk, found.id))
    finished = [cut for cut in found.cuts if cut.state is CutState.COMPLETED]
    try:
        notes = notes_of_cut(talk, finished[-1]) if finished else []
    except CommandFailed as error:
        notes = [f"what the manifest notes can't be told: {error}"]
    sys.stdout.writelines(f"  note        {note}\n" for note in notes)


def watch(context: typer.Context, film: Film, as_json: AsJson = False) -> None:
    """Follow a film until it is done."""
    shown = choose(as_json=as_json)
    talk = Talk(reach(context), shown.say)
    film_id = id_of(talk, film)
    with interrupted(film_id, shown), shown:
        ended = follow(talk, film_id, Seen(shown.event, shown.progress, shown.working))
    if ended.state is not FilmState.COMPLETED or ended.cut_state is not CutState.COMPLETED:
        raise CommandFailed(f"film {film_id} is {ended.state}{f': {ended.reason}' if ended.reason else ''}", FILM_FAILED)
    shown.say(f"cut {ended.cut} is done; `film fetch {film_id}` brings its files")


def cancel(
    context: typer.Context, film: Film, reason: Annotated[str, typer.Option(help="Kept with the film.")] = "cancelled on request"
) -> None:
    """Cancel a film, or the cut that is being made of it."""
    _signal(context, film, "cancel", {"reason": reason})


def pause(context: typer.Context, film: Film) -> None:
    """Begin nothing new of a film until `film resume`."""
    _signal(context, film, "pause")


def resume(context: typer.Context, film: Film) -> None:
    """Go on with a paused film."""
    _signal(context, film, "resume")


def approve(
    context: typer.Context,
    film: Film,
    stage: Annotated[
        str | None,
        typer.Option(help="What was looked at; by default what scenes wait for.", metavar="shots|images|clips", show_default=False),
    ] = None,
    scene: Annotated[list[int] | None, typer.Option(min=0, help="Only this scene; may be repeated.", show_default=False)] = None,
) -> None:
    """Let scenes go on that wait for you, in a film that was ordered with `--approve`; `film takes ID --fetch DIR` shows what there is."""
    talk = Talk(reach(context))
    film_id = id_of(talk, film)
    waiting: dict[str, list[int]] = talk.ask("GET", f"/api/films/{film_id}/progress")["awaiting"]
    wanted = {stage: scene or []} if stage else {gate: scene or scenes for gate, scenes in waiting.items()}
    if not wanted:
        raise CommandFailed(f"no scene of film {film_id} waits to be approved", FILM_FAILED)
    for gate, scenes in wanted.items():
        taken = talk.ask("POST", f"/api/films/{film_id}/approvals", json={"stage": gate, "scenes": scenes})
        numbers = ", ".join(str(number) for number in taken["scenes"])
        tell(f"film {film_id}: {gate} of scenes {numbers} approved" if numbers else f"film {film_id}: {gate} were approved before")


def fetch(
    context: typer.Context,
    film: Film,
    cut: Annotated[int | None, typer.Option(min=1, help="Which cut; the newest by default.")] = None,
    out: Out = None,
) -> None:
    """Fetch the files of a finished film."""
    check_folder(out)
    shown = choose(as_json=False)
    talk = Talk(reach(context), shown.say)
    found = FilmSummary.model_validate(talk.ask("GET", f"/api/films/{id_of(talk, film)}"))
    number = cut or found.cut
    if not number:
        raise CommandFailed(f"film {found.id} is {found.state} and has no finished cut yet", FILM_FAILED)
    end(talk, found.id, number, Ending(shown, out, 0, was_there=True, is_fetched=True))


def regenerate(  # noqa: PLR0913, PLR0917 - the options of a command
    context: typer.Context,
    film: Film,
    shot: Annotated[int | None, typer.Option(min=0, help="This shot.")] = None,
    line: Annotated[int | None, typer.Option(min=1, help="This line; with --shot it must be one of that shot.")] = None,
    cue: Annotated[int | None, typer.Option(min=0, help="The music of this scene.")] = None,
    scene: Annotated[int | None, typer.Option(min=0, help="Everything of this scene.")] = None,
    character: Annotated[
        str | None, typer.Option(help="This character, in the whole film: another character sheet, look or voice.")
    ] = None,
    stage: Annotated[str | None, typer.Option(help="Only this stage.", metavar="images|clips|voices|music|effects")] = None,
    prompt: Annotated[str | None, typer.Option(help="What is to be seen of a shot or character, or heard of a cue.")] = None,
    text: Annotated[str | None, typer.Option(help="What is to be said.")] = None,
    voice: Annotated[str | None, typer.Option(help="Who is to speak.")] = None,
    seed: Annotated[int | None, typer.Option(min=0, help="Another number, another result.")] = None,
    out: Out = None,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Follow the new cut and fetch it.")] = True,
    as_json: AsJson = False,
) -> None:
    """Make something of a film again, changed or as another take. Everything else stays."""
    given = {
        "shot": shot, "line": line, "cue": cue, "scene": scene, "character": character,
        "stage": stage, "prompt": prompt, "text": text, "voice": voice, "seed": seed,
    }  # fmt: skip
    body = {name: value for name, value in given.items() if value is not None}
    if not body:
        raise CommandFailed("say what to make again: --shot, --line, --cue, --scene, --character or --stage", BAD_INPUT)
    ask_for(context, film, body, out=out, wait=wait, as_json=as_json)


def ask_for(  # noqa: PLR0913 - what `film regenerate`, `edit` and `takes` have in common
    context: typer.Context,
    film: str,
    body: dict[str, Any],
    *,
    path: str = "regenerate",
    out: Path | None,
    wait: bool,
    as_json: bool,
) -> None:
    """Send changes to where the film takes them, follow the cut that has them, fetch it."""
    check_folder(out)
    shown = choose(as_json=as_json)
    talk = Talk(reach(context), shown.say)
    film_id = id_of(talk, film)
    seen = Seen(shown.event, shown.progress, shown.working, last_event=_last_event(talk, film_id))
    key = {"Idempotency-Key": f"regenerate-{new_id()}"}
    began_s = time.monotonic()
    taken = ChangeTaken.model_validate(talk.ask("POST", f"/api/films/{film_id}/{path}", is_patient=True, json=body, headers=key))
    shown.say(f"taken; it will be in cut {taken.cut}")
    if wait:
        with interrupted(film_id, shown):
            with shown:
                follow(talk, film_id, seen, taken.cut)
            end(talk, film_id, taken.cut, Ending(shown, out, time.monotonic() - began_s))


def _last_event(talk: Talk, film: str) -> int:
    answer = talk.ask("GET", f"/api/films/{film}/progress", is_patient=True)
    return int(answer["last_event"])


def _signal(context: typer.Context, film: str, name: str, body: dict[str, Any] | None = None) -> None:
    talk = Talk(reach(context))
    film_id = id_of(talk, film)
    answer = talk.ask("POST", f"/api/films/{film_id}/{name}", json=body)
    tell(f"film {film_id}: {answer['detail']}")


def id_of(talk: Talk, film: str) -> str:
    """The id of a film that is named by it, or as the last one.

    Raises:
        CommandFailed: It is no id, or there are no films.
    """
    if film != "last":
        if not film.isalnum():
            raise CommandFailed(f"'{film}' is no id of a film; `film list` shows them", BAD_INPUT)
        return film
    newest = talk.ask("GET", "/api/films", params={"limit": 1})["items"]
    if not newest:
        raise CommandFailed("there are no films yet; `film make SCRIPT` makes one", FILM_FAILED)
    return str(newest[0]["id"])


def _print_film(film: FilmAnswer, steps: Sequence[StepAtWork]) -> None:
    console = Console(highlight=False)
    state = f"{film.state}{' (paused)' if film.is_paused else ''}{f': {film.reason}' if film.reason else ''}"
    console.print(f"{film.title}\n", style="bold", markup=False, end="")
    facts = {
        "id": film.id,
        "state": state,
        "options": _options(film),
        "language": film.language,
        "script": f"{film.script.name} ({film.script.size_bytes} bytes)",
        "scenes": f"{len(film.scenes)} with {len(film.shots)} shots, {len(film.lines)} lines, {len(film.characters)} characters",
        "cost": f"{film.cost.amount_micros / 1e6:.2f} {film.cost.currency}, {film.cost.seconds:.1f} s of work",
        "open": f"{film.cost.open_micros / 1e6:.2f} USD may have been paid for nothing so far" if film.cost.open_micros else "",
        "moderation": _moderation(film),
        "Temporal UI": film.links.get("temporal_ui", ""),
    }
    for name, value in facts.items():
        if value:
            console.print(f"  {name:<11} {value}", markup=False, soft_wrap=True)
    _print_progress(console, film)
    for step in steps:
        share = f"{step.fraction:.0%}".replace("%", " %") if step.fraction else "begun"
        share = f", {share if step.state == 'working' else step.state}"
        trouble = f"; the attempt before failed: {step.trouble}" if step.trouble else ""
        console.print(f"  at work     {step.label}{share}{trouble}", markup=False, soft_wrap=True)
    for cut in film.cuts:
        length = f" · {clock(cut.duration_s)}" if cut.duration_s else ""
        reason = f": {cut.reason}" if cut.reason else ""
        console.print(f"  cut {cut.number:<7} {cut.state}{length}{reason}", markup=False, soft_wrap=True)
    for scene in film.scenes:
        shots = f"shots {scene.shots[0]} to {scene.shots[-1]}" if len(scene.shots) > 1 else f"shot {scene.shots[0]}" if scene.shots else ""
        console.print(f"  scene {scene.number:<5} {scene.heading} · {shots} · {scene.music.mood}", markup=False, soft_wrap=True)
    for warning in film.warnings:
        console.print(f"  warning     {f'line {warning.line}: ' if warning.line else ''}{warning.message}", markup=False, soft_wrap=True)


def _options(film: FilmAnswer) -> str:
    given = film.options.model_dump(mode="json", exclude={"engines", "voices"})
    told = [f"{name} {value}" for name, value in given.items() if value not in ("", None, False, [])]
    told += [f"{wish.stage} by {wish.wanted.told}" for wish in film.options.wishes]
    told += [f"{name} speaks as {voice}" for name, voice in film.options.voices.items()]
    return ", ".join(told)


def _moderation(film: FilmAnswer) -> str:
    found = film.moderation
    if found is None:
        return ""
    scores = ", ".join(f"{category.words} {score:.2f}" for category, score in found.verdict.scores.items()) or "nothing found"
    return f"{found.policy} from {found.threshold:.2f}, by {found.engine}: {scores}"


def _print_progress(console: Console, film: FilmAnswer) -> None:
    for gate, scenes in film.progress.awaiting.items():
        numbers = ", ".join(map(str, scenes))
        console.print(f"  approve     {gate} of scenes {numbers}: `film approve {film.id}`", markup=False, soft_wrap=True)
    for stage, found in film.progress.stages.items():
        reused = f", {found.reused} reused" if found.reused else ""
        console.print(f"  {stage:<11} {found.done} of {found.planned}{reused}", markup=False)


def _print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=1) + "\n")
