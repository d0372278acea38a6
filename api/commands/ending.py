"""What a command says and leaves when a film's cut is done, or is not going to be."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from api.answers import CutAnswer, FilmAnswer
from api.commands.failing import BAD_INPUT, FILM_FAILED, INTERRUPTED, CommandFailed
from api.commands.fetching import OUT, fetch_cut, slug
from api.commands.showing import Show, ShowJson, say_json
from api.commands.talking import Talk
from schemas.states import CutState, FilmState

MANIFEST = "manifest.json"
_NOTES = 6
"""Told to a person at most."""


@dataclass(frozen=True)
class Ending:
    """What is known at the end beside the film itself."""

    show: Show
    out: Path | None
    seconds: float
    was_there: bool = False
    """The cut was finished before anything was asked for."""
    is_fetched: bool = False
    """Nobody asked for anything to be made."""


def end(talk: Talk, film_id: str, number: int, ending: Ending) -> None:
    """Fetch a cut's files and tell about them.

    Raises:
        CommandFailed: The film or the cut failed or was cancelled.
    """
    film = FilmAnswer.model_validate(talk.ask("GET", f"/api/films/{film_id}", is_patient=True))
    cut = next((cut for cut in film.cuts if cut.number == number), None)
    if film.state is not FilmState.COMPLETED or cut is None or cut.state is not CutState.COMPLETED:
        is_unknown = film.state is FilmState.COMPLETED and cut is None
        raise CommandFailed(_lost(film, cut, number), BAD_INPUT if is_unknown else FILM_FAILED)
    folder = ending.out or OUT / slug(film.title)
    files = fetch_cut(talk, cut, folder)
    if isinstance(ending.show, ShowJson):
        _tell_machine(film, cut, files, ending)
    else:
        _tell_person(film, cut, files, ending)


def _lost(film: FilmAnswer, cut: CutAnswer | None, number: int) -> str:
    if film.state is not FilmState.COMPLETED:
        what, state, reason = f"film {film.id}", str(film.state), film.reason
    elif cut is not None:
        what, state, reason = f"cut {cut.number} of film {film.id}", str(cut.state), cut.reason
    else:
        return f"there is no cut {number} of film {film.id}; it has cuts 1 to {len(film.cuts)}"
    ui = film.links.get("temporal_ui")
    return f"{what} is {state}{f': {reason}' if reason else ''}" + (f"\n  {ui}" if ui else "")


def _counts(film: FilmAnswer, cut: CutAnswer) -> tuple[int, int] | None:
    """Things made and reused for a cut; None when the counts at hand are those of a later one."""
    if film.progress.cut != cut.number:
        return None
    stages = film.progress.stages.values()
    return sum(stage.made for stage in stages), sum(stage.reused for stage in stages)


def _tell_person(film: FilmAnswer, cut: CutAnswer, files: dict[str, Path], ending: Ending) -> None:
    lines = []
    counts = _counts(film, cut)
    if ending.is_fetched:
        lines.append(f"“{film.title}” (film {film.id}, cut {cut.number})")
    elif ending.was_there:
        lines.append(f"Nothing to make: everything of “{film.title}” was already made (film {film.id}, cut {cut.number}).")
    elif counts and not counts[0]:
        lines.append(f"Nothing to make: all {counts[1]} parts of “{film.title}” were there already (film {film.id}, cut {cut.number}).")
    else:
        detail = f", {counts[0]} parts made, {counts[1]} reused" if counts else ""
        lines.append(f"“{film.title}” is made (film {film.id}, cut {cut.number}) in {ending.seconds:.0f} s{detail}.")
    if film.warnings:
        lines.append(f"{len(film.warnings)} warning{'s' * (len(film.warnings) > 1)} about the script; `film show {film.id}` lists them.")
    notes = _told(notes_of(files))
    if notes:
        lines.append(f"{MANIFEST} notes:")
        lines += [f"  {note}" for note in notes[:_NOTES]]
        lines += [f"  and {len(notes) - _NOTES} more"] if len(notes) > _NOTES else []
    width = max(len(name) for name in (*files, "Temporal UI"))
    lines += [f"  {name:<{width}}  {path}" for name, path in files.items()]
    lines.append(f"  {'duration':<{width}}  {clock(cut.duration_s or 0)}")
    if "temporal_ui" in film.links:
        lines.append(f"  {'Temporal UI':<{width}}  {film.links['temporal_ui']}")
    sys.stdout.write("\n".join(lines) + "\n")


def notes_of_cut(talk: Talk, cut: CutAnswer) -> list[str]:
    """What a finished cut's manifest notes of how it came out, as people are told.

    Raises:
        CommandFailed: The manifest can't be fetched.
    """
    if MANIFEST not in cut.files:
        return []
    return _told(_noted(talk.fetch(cut.files[MANIFEST].href, follow_redirects=True).decode(errors="replace")))


def _told(notes: dict[str, list[str]]) -> list[str]:
    return [f"{note} ({', '.join(of)})" if of else note for note, of in notes.items()]


def notes_of(files: dict[str, Path]) -> dict[str, list[str]]:
    """What the manifest notes of how a cut came out, each note once, with what it is of: "shots 2, 5", "scene 1"; [] for the film."""
    return _noted(files[MANIFEST].read_text(encoding="utf-8")) if MANIFEST in files else {}


def _noted(text: str) -> dict[str, list[str]]:
    try:
        manifest = json.loads(text)
    except ValueError:  # of a server that writes other ones
        return {}
    noted: dict[str, dict[str, list[int]]] = {note: {} for note in manifest.get("notes", [])}
    for kind in ("scene", "shot"):
        for part in manifest.get(f"{kind}s", []):
            for note in part.get("notes", []):
                noted.setdefault(note, {}).setdefault(kind, []).append(part["number"])
    return {
        note: [f"{kind}{'s' * (len(numbers) > 1)} {', '.join(map(str, numbers))}" for kind, numbers in of.items()]
        for note, of in noted.items()
    }


def _tell_machine(film: FilmAnswer, cut: CutAnswer, files: dict[str, Path], ending: Ending) -> None:
    counts = _counts(film, cut) or (0, 0)
    say_json(
        {
            "event": "done",
            "film": film.id,
            "cut": cut.number,
            "title": film.title,
            "duration_s": cut.duration_s,
            "seconds": round(ending.seconds, 3),
            "already_made": ending.was_there or not counts[0],
            "made": 0 if ending.was_there else counts[0],
            "reused": counts[1],
            "warnings": [warning.model_dump() for warning in film.warnings],
            "notes": [{"note": note, "of": of} for note, of in notes_of(files).items()],
            "files": {name: str(path.resolve()) for name, path in files.items()},
            "temporal_ui": film.links.get("temporal_ui"),
        }
    )


def clock(seconds: float) -> str:
    """1:02:03.4, or 2:03.4: a length for people."""
    minutes, rest = divmod(round(seconds, 1), 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02}:{rest:04.1f}" if hours else f"{minutes}:{rest:04.1f}"


@contextmanager
def interrupted(film: str, show: Show) -> Iterator[None]:
    """Lets Ctrl-C leave the film running, and says so."""
    try:
        yield
    except KeyboardInterrupt as error:
        show.say(f"the film goes on; `film watch {film}` follows it, `film fetch {film}` brings its files, `film cancel {film}` ends it")
        raise CommandFailed("", INTERRUPTED) from error
