"""`film edit`: changes a finished film, or one in the making, by naming what is to be other than it is."""

import math
from typing import Annotated, Any, get_args

import typer

from api.commands.choosing import Engines, EngineSettings, wanted_engines
from api.commands.failing import BAD_INPUT, CommandFailed
from api.commands.films import AsJson, Film, ask_for
from api.commands.making import Out
from api.commands.talking import OPTIONS
from schemas.changes import CutKind
from schemas.shots import CameraMove, Genre, Mood, TransitionKind

_FOR: dict[str, tuple[str, ...]] = {
    "shot": (
        "prompt",
        "negative_prompt",
        "duration_s",
        "camera",
        "intensity",
        "transition",
        "transition_s",
        "cut",
        "cut_s",
        "sounds",
        "engines",
    ),
    "line": ("text", "delivery", "voice", "speed", "pitch"),
    "scene": ("sounds_like",),
    "cue": ("prompt", "mood", "genre", "tempo_bpm", "level_db"),
    "character": ("voice", "description"),
    "film": ("title", "subtitles", "style"),
}
"""What can be changed of each kind of thing."""
_SOUND = "KIND[@PLACE][=WORDS]"


def edit(  # noqa: PLR0913, PLR0917 - the options of a command
    context: typer.Context,
    film: Film,
    shot: Annotated[int | None, typer.Option(min=0, help="Change this shot.")] = None,
    line: Annotated[int | None, typer.Option(min=1, help="Change this line.")] = None,
    scene: Annotated[int | None, typer.Option(min=0, help="Change this scene.")] = None,
    cue: Annotated[int | None, typer.Option(min=0, help="Change the music of this scene.")] = None,
    character: Annotated[str | None, typer.Option(help="Change this character, in the whole film.")] = None,
    prompt: Annotated[str | None, typer.Option(help="What is to be seen in a shot, or heard of a cue.")] = None,
    negative_prompt: Annotated[str | None, typer.Option(help="What is not to be seen in a shot.")] = None,
    duration_s: Annotated[float | None, typer.Option("--duration", help="Of a shot, in seconds.")] = None,
    camera: Annotated[str | None, typer.Option(help="Of a shot.", metavar="|".join(get_args(CameraMove)))] = None,
    intensity: Annotated[float | None, typer.Option(min=0, max=1, help="Of a shot's camera.")] = None,
    transition: Annotated[
        str | None, typer.Option(help="How the shot before gives way to this one.", metavar="|".join(get_args(TransitionKind)))
    ] = None,
    transition_s: Annotated[float | None, typer.Option("--transition-s", help="How long that takes, in seconds.")] = None,
    cut: Annotated[
        str | None,
        typer.Option(
            help="Begin a shot with a cut: j, heard before it is seen; l, the shot before is heard on; smash, all sound stops.",
            metavar="|".join(get_args(CutKind)),
        ),
    ] = None,
    cut_s: Annotated[float | None, typer.Option("--cut-s", help="How long a j or l cut is, in seconds.")] = None,
    sound: Annotated[
        list[str] | None,
        typer.Option(
            help="Heard in a shot instead of what is heard now, like knock@0.5, for an engine that makes effects from words also like "
            "'door_slams@0.5=a rusty hatch slams'; may be repeated; '' for nothing.",
            metavar=_SOUND,
        ),
    ] = None,
    engine: Engines = None,
    engine_option: EngineSettings = None,
    sounds_like: Annotated[str | None, typer.Option(help="A place whose air and room a scene has: 'INT. CHURCH'.")] = None,
    text: Annotated[str | None, typer.Option(help="Of a line.")] = None,
    delivery: Annotated[str | None, typer.Option(help="Of a line: whispering.")] = None,
    voice: Annotated[str | None, typer.Option(help="Of a line or a character.")] = None,
    speed: Annotated[float | None, typer.Option(help="Of a line, 0.5 to 2.")] = None,
    pitch: Annotated[float | None, typer.Option(help="Of a line, in semitones.")] = None,
    mood: Annotated[str | None, typer.Option(help="Of a cue.", metavar="|".join(get_args(Mood)))] = None,
    genre: Annotated[str | None, typer.Option(help="Of a cue.", metavar="|".join(get_args(Genre)))] = None,
    tempo_bpm: Annotated[int | None, typer.Option("--tempo", help="Of a cue, in beats a minute.")] = None,
    level_db: Annotated[
        float | None, typer.Option("--level", help="Of a cue, in decibels above what is usual; -60: the scene has no music.")
    ] = None,
    description: Annotated[str | None, typer.Option(help="What a character looks like.")] = None,
    title: Annotated[str | None, typer.Option(help="Of the film.")] = None,
    subtitles: Annotated[str | None, typer.Option(help="Of the film.", metavar="sidecar|burned|none")] = None,
    style: Annotated[
        str | None, typer.Option(help="What all pictures of the film look like, in words; '' for nothing in particular.")
    ] = None,
    out: Out = None,
    wait: Annotated[bool, typer.Option("--wait/--no-wait", help="Follow the new cut and fetch it.")] = True,
    as_json: AsJson = False,
) -> None:
    """Change something of a film. What does not depend on it stays as it is."""
    values: dict[str, Any] = {
        "prompt": prompt, "negative_prompt": negative_prompt, "duration_s": duration_s, "camera": camera, "intensity": intensity,
        "transition": transition, "transition_s": transition_s, "cut": cut, "cut_s": cut_s,
        "sounds": None if sound is None else sounds_of(sound), "engines": wanted_engines(engine, engine_option),
        "sounds_like": sounds_like, "text": text, "delivery": delivery, "voice": voice, "speed": speed, "pitch": pitch,
        "mood": mood, "genre": genre, "tempo_bpm": tempo_bpm, "level_db": level_db, "description": description,
        "title": title, "subtitles": subtitles, "style": style,
    }  # fmt: skip
    targets = {"shot": shot, "line": line, "scene": scene, "cue": cue, "character": character}
    change = change_of({name: value for name, value in targets.items() if value is not None}, values)
    ask_for(context, film, {"changes": [change]}, out=out, wait=wait, as_json=as_json)


def change_of(targets: dict[str, Any], values: dict[str, Any]) -> dict[str, Any]:
    """The change that is asked for, as the API takes it; values of None were not given.

    Raises:
        CommandFailed: More than one thing is named, nothing is to change, what is to change is none of it, or "nan" is given.
    """
    if len(targets) > 1:
        raise CommandFailed(f"name one thing at a time, not {' and '.join(f'--{name}' for name in targets)}", BAD_INPUT)
    kind, target = next(iter(targets.items()), ("film", None))
    given = {name: value for name, value in values.items() if value is not None}
    endless = next((name for name, value in given.items() if isinstance(value, float) and not math.isfinite(value)), None)
    if endless:
        raise CommandFailed(f"{_option(endless)} {given[endless]}: a number is wanted", BAD_INPUT)
    wrong = [name for name in given if name not in _FOR[kind]]
    if wrong or not given:
        said = f"{', '.join(map(_option, wrong))} can't be changed of a {kind}" if wrong else f"say what to change of the {kind}"
        raise CommandFailed(f"{said}; there are {', '.join(map(_option, _FOR[kind]))}", BAD_INPUT)
    named = {} if target is None else {"name" if kind == "character" else "scene" if kind == "cue" else kind: target}
    return {"kind": kind, **named, **given}


def sounds_of(given: list[str]) -> list[dict[str, Any]]:
    """Sounds as the API takes them, of "knock@0.5=on a tin roof"; the place in the shot is 0 to 1, and 0 when it is left out.

    Raises:
        CommandFailed: A place is no number from 0 to 1.
    """
    sounds: list[dict[str, Any]] = []
    for sound in filter(None, given):
        heard, _, words = sound.partition("=")
        kind, _, place = heard.partition("@")
        try:
            at = float(place or 0)
        except ValueError:
            at = -1
        if not 0 <= at <= 1:
            raise CommandFailed(f"--sound {sound}: its place is a number from 0, the shot's beginning, to 1, its end", BAD_INPUT)
        sounds.append({"kind": kind, "at": at, **({"prompt": words} if words else {})})
    return sounds


def _option(name: str) -> str:
    return f"--{OPTIONS.get(name, name.replace('_', '-'))}"
