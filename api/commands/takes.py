"""`film takes`: what there is of each picture, clip, line, cue and effect; their files; going back to one."""

from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console

from api.answers import FilmAnswer, TakeAnswer
from api.commands.failing import BAD_INPUT, FILM_FAILED, CommandFailed
from api.commands.fetching import check_folder, slug
from api.commands.films import AsJson, Film, ask_for, id_of
from api.commands.making import Out
from api.commands.showing import say_json
from api.commands.talking import Talk, reach
from schemas.edits import absent
from schemas.stages import Stage

_SHEET = "character"
"""How targets of character sheets begin."""
_OF_SHOT = (Stage.IMAGES, Stage.CLIPS, Stage.EFFECTS)
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg", "audio/flac": "flac", "video/mp4": "mp4"}


def takes(  # noqa: PLR0913, PLR0917 - the options of a command
    context: typer.Context,
    film: Film,
    shot: Annotated[int | None, typer.Option(min=0, help="Of this shot.")] = None,
    line: Annotated[int | None, typer.Option(min=1, help="Of this line.")] = None,
    cue: Annotated[int | None, typer.Option(min=0, help="Of the music of this scene.")] = None,
    character: Annotated[str | None, typer.Option(help="Of the sheet of this character.", metavar="NAME")] = None,
    stage: Annotated[str | None, typer.Option(help="Only of this stage.", metavar="images|clips|voices|music|effects")] = None,
    fetch: Annotated[Path | None, typer.Option(help="Put the files of those that are listed into this folder.", show_default=False)] = None,
    select: Annotated[int | None, typer.Option(min=1, help="Go back to the take of this number, and make the cut that has it.")] = None,
    out: Out = None,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="With --select: follow the new cut and fetch it.")] = True,
    as_json: AsJson = False,
) -> None:
    """List the takes of a film, look at them, go back to one."""
    talk = Talk(reach(context))
    sheet = None if character is None else _number_of(character, _film(talk, film))
    target = _target({"shot": shot, "line": line, "scene": cue, "character": sheet})
    if fetch is not None and select is not None:
        raise CommandFailed("--fetch and --select exclude each other", BAD_INPUT)
    if select is not None:
        choice = _choice(target, stage, select)
        ask_for(context, film, choice, path="takes/select", out=out, wait=wait, as_json=as_json)
        return
    if fetch is not None:
        check_folder(fetch, "--fetch")
    found = _film(talk, film)
    _check_named(found, shot=shot, line=line, cue=cue)
    wanted = [take for take in found.takes if target in {"", take.target} and stage in {None, take.stage}]
    if not wanted:
        of = " ".join(part for part in (stage, target) if part)
        raise CommandFailed(f"film {found.id} has no takes{f' of {of}' if of else ''} yet", FILM_FAILED)
    places = {take.href: _fetched(talk, take, fetch / slug(found.title)) for take in wanted} if fetch is not None else {}
    if as_json:
        for take in wanted:
            say_json({"event": "take", **take.model_dump(mode="json"), "path": places.get(take.href)})
        return
    _show(wanted, places, {f"{_SHEET} {person.number}": f"{person.name}'s sheet" for person in found.characters})


def _film(talk: Talk, film: str) -> FilmAnswer:
    return FilmAnswer.model_validate(talk.ask("GET", f"/api/films/{id_of(talk, film)}"))


def _check_named(film: FilmAnswer, *, shot: int | None, line: int | None, cue: int | None) -> None:
    """Tell what is not in the film from what has no takes yet."""
    scenes = [scene.number for scene in film.scenes]
    shots, lines = [one.number for one in film.shots], [one.number for one in film.lines]
    named = ((f"--{name}", what, number, there) for name, what, number, there in (
        ("shot", "shot", shot, shots), ("line", "line", line, lines), ("cue", "scene", cue, scenes),
    ) if number is not None)  # fmt: skip
    for option, what, number, there in named:
        lack = absent(what, number, there) if film.shots else None
        if lack:
            raise CommandFailed(f"{option}: {lack}", BAD_INPUT)


def _number_of(name: str, film: FilmAnswer) -> int:
    """The number of a character, told by name, or by number as in the film's `takes`."""
    numbers = {person.name.casefold(): person.number for person in film.characters}
    number = numbers.get(name.casefold(), int(name) if name.isdecimal() else 0)
    if not number or number not in numbers.values():
        names = ", ".join(person.name for person in film.characters) or "none"
        raise CommandFailed(f"--character: there is no {name} in film {film.id}; there are {names}", BAD_INPUT)
    return number


def _target(given: dict[str, int | None]) -> str:
    named = {kind: number for kind, number in given.items() if number is not None}
    if len(named) > 1:
        raise CommandFailed("name one thing at a time: --shot, --line, --cue or --character", BAD_INPUT)
    return next((f"{kind} {number}" for kind, number in named.items()), "")


def _choice(target: str, stage: str | None, take: int) -> dict[str, Any]:
    kind, _, number = target.partition(" ")
    if not kind:
        raise CommandFailed("--select: say of what, with --shot, --line, --cue or --character", BAD_INPUT)
    stages = {"line": (Stage.VOICES,), "scene": (Stage.MUSIC,), "character": (Stage.IMAGES,)}.get(kind, _OF_SHOT)
    if stage is None and len(stages) > 1:
        raise CommandFailed(f"--select: say which stage of {target}, with --stage {' or '.join(stages)}", BAD_INPUT)
    return {"stage": stage or stages[0], "number": int(number), "take": take, "is_sheet": kind == "character"}


def _fetched(talk: Talk, take: TakeAnswer, folder: Path) -> str | None:
    """Where a take's file was put; None for one that has none of its own."""
    try:
        with talk.stream(take.href) as answer:
            suffix = _SUFFIXES.get(answer.headers.get("content-type", "").partition(";")[0], "bin")
            place = folder / f"{take.target.replace(' ', '-')}-{take.stage}-take{take.number}.{suffix}"
            place.parent.mkdir(parents=True, exist_ok=True)
            with place.open("wb") as file:
                for piece in answer.iter_bytes():
                    file.write(piece)
    except CommandFailed:
        if take.stage is Stage.CLIPS:  # drawn while it is encoded
            return None
        raise
    except OSError as error:
        raise CommandFailed(f"{folder} can't be written: {error.strerror}", BAD_INPUT) from error
    return str(place)


def _show(wanted: list[TakeAnswer], places: dict[str, str | None], sheets: dict[str, str]) -> None:
    console = Console(highlight=False)
    for take in wanted:
        settings = take.settings.model_dump(mode="json", exclude_defaults=True, exclude={"take", "looks"})
        told = ", ".join(f"{name} {_short(value)}" for name, value in settings.items() if value not in (None, ""))
        place = places.get(take.href) or ""
        mark = "*" if take.is_selected else " "
        text = f"{mark} {take.stage:<7} {sheets.get(take.target, take.target):<12} take {take.number:<3} {place or told}"
        console.print(text.rstrip(), markup=False, soft_wrap=True)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) <= 60 else f"{text[:60]}…"
