"""`film hooks`: whose servers are told what happens to films."""

import json
import sys
import time
from typing import Annotated, Any

import typer
from rich.console import Console

from api.commands.failing import BAD_INPUT, FILM_FAILED, CommandFailed
from api.commands.films import id_of
from api.commands.showing import say_json
from api.commands.talking import Talk, reach, tell
from api.hooks.answers import DeliveryAnswer, HookAnswer, HookMade
from api.identifiers import new_id
from schemas.hooks import DeliveryState, Happening

app = typer.Typer(name="hooks", help="Webhooks: servers that are told what happens to films.", no_args_is_help=True)

AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
HookId = Annotated[str, typer.Argument(metavar="HOOK", help="Its id, as `film hooks list` tells it.", show_default=False)]
_KINDS = ", ".join(Happening)
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", help=f"What it is told of; may be repeated, everything by default: {_KINDS}.", show_default=False),
]
_LOOK_EVERY_S = 0.3
_PATIENCE_S = 30.0
"""For a test: longer than a receiver may take to answer."""


@app.command()
def add(
    context: typer.Context,
    url: Annotated[str, typer.Argument(help="Where to, like https://example.com/films", show_default=False)],
    kind: Kinds = None,
    film: Annotated[str, typer.Option(help="Only of this film: its id, or `last`; of all films by default.", show_default=False)] = "",
    description: Annotated[str, typer.Option(help="For people.", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    """Have a server told what happens to films; tells the secret that it checks signatures with, this once."""
    talk = Talk(reach(context))
    body: dict[str, Any] = {"url": url, "kinds": _known(kind or []), "description": description}
    if film:
        body["film"] = id_of(talk, film)
    key = {"Idempotency-Key": f"hook-{new_id()}"}
    _show_secret(HookMade.model_validate(talk.ask("POST", "/api/hooks", is_patient=True, json=body, headers=key)), as_json=as_json)


@app.command("list")
def list_hooks(context: typer.Context, as_json: AsJson = False) -> None:
    """List webhooks, newest first, with what troubles them."""
    found = [HookAnswer.model_validate(item) for item in Talk(reach(context)).ask("GET", "/api/hooks")["items"]]
    if as_json:
        _say_list([hook.model_dump(mode="json") for hook in found])
        return
    console = Console(highlight=False)
    if not found:
        console.print("No webhooks. `film hooks add URL` makes one.", soft_wrap=True)
    for hook in found:
        console.print(f"{hook.id}  {hook.url}\n    {_in_words(hook)}", markup=False, soft_wrap=True)


@app.command()
def change(
    context: typer.Context,
    hook: HookId,
    url: Annotated[str | None, typer.Option(help="Another address.", show_default=False)] = None,
    kind: Kinds = None,
    description: Annotated[str | None, typer.Option(show_default=False)] = None,
    on: Annotated[
        bool | None, typer.Option("--on/--off", help="Off, it is told nothing, and gives up what waits.", show_default=False)
    ] = None,
) -> None:
    """Change a webhook, switch it off or on."""
    wanted = {"url": url, "kinds": _known(kind) if kind else None, "description": description, "is_on": on}
    body = {name: value for name, value in wanted.items() if value is not None}
    if not body:
        raise CommandFailed("nothing is to be changed: give --url, --kind, --description, --on or --off", BAD_INPUT)
    changed = HookAnswer.model_validate(Talk(reach(context)).ask("PATCH", f"/api/hooks/{hook}", json=body))
    tell(f"webhook {changed.id}: {_in_words(changed)}")


@app.command()
def roll(
    context: typer.Context,
    hook: HookId,
    overlap_h: Annotated[float, typer.Option(min=0, max=168, help="Hours for which the secret before signs as well.")] = 24,
    as_json: AsJson = False,
) -> None:
    """Get another secret, which is told this once."""
    rolled = Talk(reach(context)).ask("POST", f"/api/hooks/{hook}/secret", json={"overlap_h": overlap_h})
    _show_secret(HookMade.model_validate(rolled), as_json=as_json)


@app.command()
def test(context: typer.Context, hook: HookId) -> None:
    """Send a ping, and tell how that ended."""
    talk = Talk(reach(context))
    sent = DeliveryAnswer.model_validate(talk.ask("POST", f"/api/hooks/{hook}/test"))
    _tell_end(_tried(talk, sent), before=0)


@app.command()
def again(context: typer.Context, delivery: Annotated[str, typer.Argument(metavar="DELIVERY", help="Its id.", show_default=False)]) -> None:
    """Send something again at once, also what was delivered or given up."""
    talk = Talk(reach(context))
    before = len(DeliveryAnswer.model_validate(talk.ask("GET", f"/api/hooks/deliveries/{delivery}")).attempts)
    sent = DeliveryAnswer.model_validate(talk.ask("POST", f"/api/hooks/deliveries/{delivery}/again"))
    _tell_end(_tried(talk, sent, before), before)


@app.command()
def deliveries(
    context: typer.Context,
    hook: HookId,
    state: Annotated[DeliveryState | None, typer.Option(help="Only those in this state.", show_default=False)] = None,
    limit: Annotated[int, typer.Option(min=1, max=200)] = 20,
    as_json: AsJson = False,
) -> None:
    """List what a webhook was told, newest first, with every attempt."""
    wanted: dict[str, str | int] = {"limit": limit, **({"state": state.value} if state else {})}
    page = Talk(reach(context)).ask("GET", f"/api/hooks/{hook}/deliveries", params=wanted)
    found = [DeliveryAnswer.model_validate(item) for item in page["items"]]
    if as_json:
        _say_list([delivery.model_dump(mode="json") for delivery in found])
        return
    console = Console(highlight=False)
    for delivery in found:
        about = f"  film {delivery.film}" if delivery.film else ""
        console.print(f"{delivery.id}  {delivery.kind}{about}  {delivery.state}{_next(delivery)}", markup=False, soft_wrap=True)
        for attempt in delivery.attempts:
            how = attempt.reason or str(attempt.status)
            console.print(f"    {attempt.at:%Y-%m-%d %H:%M:%S}  {attempt.duration_s:.2f} s  {how}", markup=False, soft_wrap=True)


@app.command()
def remove(context: typer.Context, hook: HookId) -> None:
    """Delete a webhook, with what waits for it."""
    Talk(reach(context)).ask("DELETE", f"/api/hooks/{hook}")
    tell(f"webhook {hook} is deleted")


def _say_list(found: list[dict[str, Any]]) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _known(kinds: list[str]) -> list[str]:
    unknown = next((kind for kind in kinds if kind not in set(Happening)), None)
    if unknown is not None:
        raise CommandFailed(f"--kind {unknown}: hooks are told of {_KINDS}", BAD_INPUT)
    return kinds


def _show_secret(made: HookMade, *, as_json: bool) -> None:
    if as_json:
        say_json(made.model_dump(mode="json"))
        return
    sys.stdout.write(f"{made.id}\n{made.secret}\n")
    tell(f"keep the secret, it is not told again; `film hooks test {made.id}` tries the receiver")


def _in_words(hook: HookAnswer) -> str:
    told = ", ".join(hook.kinds) or "everything"
    whose = f" of film {hook.film}" if hook.film else ""
    trouble = f"; failing since {hook.failing_since:%Y-%m-%d %H:%M}, {hook.failures} times" if hook.failing_since else ""
    waiting = f"; {hook.waiting} waiting" if hook.waiting else ""
    state = f"on{trouble}{waiting}" if hook.is_on else f"off: {hook.reason}"
    return f"{f'{hook.description}: ' if hook.description else ''}{told}{whose}; {state}"


def _next(delivery: DeliveryAnswer) -> str:
    return f", next attempt {delivery.due_at:%Y-%m-%d %H:%M:%S}" if delivery.due_at and delivery.attempts else ""


def _tried(talk: Talk, sent: DeliveryAnswer, before: int = 0) -> DeliveryAnswer:
    """A delivery once it was tried, or when that takes too long to wait for."""
    given_up_s = time.monotonic() + _PATIENCE_S
    while len(sent.attempts) <= before and sent.state is DeliveryState.WAITING and time.monotonic() < given_up_s:
        time.sleep(_LOOK_EVERY_S)
        sent = DeliveryAnswer.model_validate(talk.ask("GET", sent.href, is_patient=True))
    return sent


def _tell_end(sent: DeliveryAnswer, before: int) -> None:
    if sent.state is DeliveryState.DELIVERED:
        tell(f"{sent.id} was delivered in {sent.attempts[-1].duration_s:.2f} s: {sent.attempts[-1].status}")
    elif len(sent.attempts) > before:
        raise CommandFailed(f"{sent.id} was not delivered: {sent.attempts[-1].reason}{_next(sent)}", FILM_FAILED)
    else:
        raise CommandFailed(f"{sent.id} was not sent yet: does a cpu worker run? it is sent as soon as one does", FILM_FAILED)
