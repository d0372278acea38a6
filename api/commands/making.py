"""`film make SCRIPT`: from a script to files on disk."""

import json
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from api.answers import CutAnswer, FilmSummary
from api.commands.choosing import Engines, EngineSettings, wanted_engines
from api.commands.ending import Ending, end, interrupted
from api.commands.failing import BAD_INPUT, FILM_FAILED, NO_STACK, CommandFailed
from api.commands.fetching import OUT, check_folder, slug
from api.commands.following import Seen, follow
from api.commands.parsing import script_bytes, understood
from api.commands.showing import Show, choose
from api.commands.talking import Reach, Talk, reach, tell
from schemas.keys import text_key
from schemas.message import said_plainly
from schemas.options import NO_MUSIC_DB, Aspect, Codec, FilmOptions, ModerationPolicy, Quality, Resolution, SubtitlesStyle
from schemas.states import CutState

PROJECT = "Films"
"""Where films of `film make` go."""
_SAME_AGAIN_MAX = 1000
_SHOWN_MAX = 60
"""Characters of a wrong value that a message repeats."""
_FPS = "24|25|30"
_OPTIONS: dict[int | str, str] = {
    "engines": "engine",
    "loudness_lufs": "loudness",
    "music_db": "music-level",
    "moderation_threshold": "moderation-threshold",
    "voices": "voice",
}
"""Fields whose option has another name."""

Scripts = Annotated[
    list[Path], typer.Argument(metavar="SCRIPT...", help="Fountain, Final Draft (.fdx), Markdown or plain prose.", show_default=False)
]
Out = Annotated[Path | None, typer.Option(help="Folder for the film's files.  [default: out/<title>]", show_default=False)]


def make(  # noqa: PLR0913, PLR0917 - the options of a command
    context: typer.Context,
    scripts: Scripts,
    profile: Annotated[str, typer.Option(help="Which engines; `film profiles` lists them.")] = "draft",
    engine: Engines = None,
    engine_option: EngineSettings = None,
    aspect: Annotated[Aspect, typer.Option(help="Shape of the picture.")] = "16:9",
    resolution: Annotated[Resolution, typer.Option(help="Lines of the shorter side.")] = "720p",
    fps: Annotated[int, typer.Option(help="Frames a second.", metavar=_FPS)] = 24,
    language: Annotated[str, typer.Option(help="Spoken language, like en or pt-BR; auto goes by the script.")] = "auto",
    voice: Annotated[
        list[str] | None,
        typer.Option(
            help="Who speaks how, like MARA=cello or MARA=sample:ID; may be repeated; `film voices` lists them.", metavar="NAME=VOICE"
        ),
    ] = None,
    out: Out = None,
    title: Annotated[str, typer.Option(help="Instead of the script's own.", show_default=False)] = "",
    style: Annotated[str, typer.Option(help="What all pictures look like, in words: 'black and white'.", show_default=False)] = "",
    no_subtitles: Annotated[bool, typer.Option("--no-subtitles", help="No subtitles, neither beside nor in the picture.")] = False,
    burn_subtitles: Annotated[bool, typer.Option("--burn-subtitles", help="Draw the subtitles into the picture.")] = False,
    subtitles_style: Annotated[
        SubtitlesStyle, typer.Option(help="plain, boxed (on a dark ground) or colours (one for every speaker).")
    ] = "plain",
    sdh: Annotated[bool, typer.Option("--sdh", help="Also subtitles for those who do not hear, film.sdh.srt and .vtt.")] = False,
    translate: Annotated[
        str, typer.Option(help="Further languages of subtitles, like fr,pt-BR; needs FILM_FILM_TRANSLATOR_BASE_URL.", show_default=False)
    ] = "",
    seed: Annotated[int, typer.Option(help="Another number makes another film of the same script.")] = 0,
    codec: Annotated[Codec, typer.Option(help="h265 and av1 are smaller and slower to make; prores (.mov) is for editing.")] = "h264",
    loudness: Annotated[int, typer.Option(help="LUFS: -14 or -16 for the web, -23 or -24 for television, -27 for film services.")] = -16,
    music_level: Annotated[float, typer.Option(help="Decibels above what is usual for music, -60 to 12.")] = 0.0,
    no_music: Annotated[bool, typer.Option("--no-music", help="No music; none is composed.")] = False,
    quality: Annotated[Quality, typer.Option(help="How much of the picture is kept: small files, standard, or high.")] = "standard",
    hls: Annotated[bool, typer.Option("--hls", help="Also as an HTTP live stream, stream.m3u8.")] = False,
    approve: Annotated[
        str,
        typer.Option(
            help="Stages behind which every scene waits for `film approve`, like images or shots,images,clips.", show_default=False
        ),
    ] = "",
    commercial_only: Annotated[
        bool, typer.Option("--commercial-only", help="Refuse engines and models whose licences forbid commercial use.")
    ] = False,
    moderation: Annotated[ModerationPolicy, typer.Option(help="What comes of words that may not be wanted in films.")] = "warn",
    moderation_threshold: Annotated[float, typer.Option(help="From which score on, 0.05 to 1.")] = 0.5,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a line, for machines.")] = False,
) -> None:
    """Make a film of a script; of several scripts, a film of each, in folders named after the scripts."""
    if no_subtitles and burn_subtitles:
        raise CommandFailed("--no-subtitles and --burn-subtitles exclude each other", BAD_INPUT)
    if no_music and music_level:
        raise CommandFailed("--no-music and --music-level exclude each other", BAD_INPUT)
    contrary = [
        name for name, given in (("--sdh", sdh), ("--translate", translate), ("--subtitles-style", subtitles_style != "plain")) if given
    ]
    if no_subtitles and contrary:
        raise CommandFailed(f"--no-subtitles and {contrary[0]} exclude each other", BAD_INPUT)
    subtitles: Literal["none", "burned", "sidecar"] = "none" if no_subtitles else "burned" if burn_subtitles else "sidecar"
    options = _options(
        profile=profile, aspect=aspect, resolution=resolution, fps=fps, language=language, title=title, style=style,
        subtitles=subtitles, seed=seed, subtitles_style=subtitles_style, sdh=sdh,
        translate=[tag.strip() for tag in translate.split(",") if tag.strip()],
        codec=codec, quality=quality, hls=hls, music_db=NO_MUSIC_DB if no_music else music_level, loudness_lufs=loudness,
        commercial_only=commercial_only, moderation=moderation, moderation_threshold=moderation_threshold,
        approve=[gate.strip() for gate in approve.split(",") if gate.strip()],
        voices=_cast(voice or []), engines=wanted_engines(engine, engine_option) or {},
    )  # fmt: skip
    found = _read_all(scripts, title)
    check_folder(out)
    where = reach(context)
    _start_stack(where, choose(as_json=as_json))
    began_s = time.monotonic()
    folders = {script: out if len(found) == 1 else (out or OUT) / slug(script.stem) for script in found}
    films = [
        _Submitted(script, folders[script], *submitted) for script, submitted in zip(found, _submit_all(where, found, options), strict=True)
    ]
    _follow_all(where, films, began_s, as_json=as_json)


@dataclass(frozen=True)
class _Submitted:
    """A film that was asked for."""

    script: Path
    out: Path | None
    """Where its files go; None: a folder named after its title."""
    film: FilmSummary
    cut: CutAnswer | None
    """Its first cut, when it is made already."""


def _read_all(scripts: Sequence[Path], title: str) -> dict[Path, bytes]:
    names = Counter(slug(script.stem) for script in scripts)
    twice = [script for script in scripts if names[slug(script.stem)] > 1]
    if twice:
        raise CommandFailed(f"{' and '.join(map(str, twice[:2]))} would be left in the same folder; make them one by one", BAD_INPUT)
    if title and len(scripts) > 1:
        raise CommandFailed("--title is for one film; leave it out with several scripts", BAD_INPUT)
    return {script: _read(script) for script in scripts}


def _submit_all(where: Reach, scripts: Mapping[Path, bytes], options: FilmOptions) -> Iterator[tuple[FilmSummary, CutAnswer | None]]:
    talk = Talk(where, tell)
    for number, (script, data) in enumerate(scripts.items()):
        try:
            yield _submit(talk, script.name, data, options)
        except CommandFailed as error:
            if not number:
                raise
            begun = f"{number} before it {'is' if number == 1 else 'are'} being made, `film list` shows them"
            raise CommandFailed(f"{script}: {error}; {begun}", FILM_FAILED) from error


def _follow_all(where: Reach, films: Sequence[_Submitted], began_s: float, *, as_json: bool) -> None:
    """Follow films one after the other, while all of them are made; one that fails does not keep the rest from their folders."""
    lost = []
    for one in films:
        try:
            _follow(where, one, began_s, as_json=as_json)
        except CommandFailed as error:
            if len(films) == 1 or error.code != FILM_FAILED:
                raise
            tell(f"film: {error}")
            lost.append(one.script.name)
    if lost:
        raise CommandFailed(f"{len(lost)} of {len(films)} films were not made: {', '.join(lost)}", FILM_FAILED)


def _follow(where: Reach, one: _Submitted, began_s: float, *, as_json: bool) -> None:
    show = choose(as_json=as_json)
    talk = Talk(where, show.say)
    with interrupted(one.film.id, show):
        if one.cut is None:
            show.say(f"film {one.film.id} is submitted; `film watch {one.film.id}` follows it from elsewhere")
            with show:
                follow(talk, one.film.id, Seen(show.event, show.progress, show.working))
        end(talk, one.film.id, 1, Ending(show, one.out, time.monotonic() - began_s, was_there=one.cut is not None))


def _cast(given: list[str]) -> dict[str, str]:
    """Voices by character, of "MARA=cello"."""
    cast = {}
    for pair in given:
        name, _, voice = pair.partition("=")
        if not name.strip() or not voice.strip():
            raise CommandFailed(f"--voice {pair}: wanted NAME=VOICE, like MARA=cello or 'OLD MAN=sample:ID'", BAD_INPUT)
        cast[name.strip()] = voice.strip()
    return cast


def _options(**given: Any) -> FilmOptions:
    try:
        return FilmOptions.model_validate(given)
    except ValidationError as error:
        wrong = [
            f"--{_OPTIONS.get(item['loc'][0], item['loc'][0])}: {_wanted(item)}, not {_shown(item['input'])}"
            if item["loc"]
            else said_plainly(item["msg"])
            for item in error.errors()
        ]
        raise CommandFailed("; ".join(wrong), BAD_INPUT) from error


def _wanted(item: ErrorDetails) -> str:
    return "should be auto or a tag like en, es or pt-BR" if item["loc"][0] == "language" else said_plainly(item["msg"])


def _shown(given: object) -> str:
    text = repr(given)
    return text if len(text) <= _SHOWN_MAX else f"{text[:_SHOWN_MAX]}…"


def _read(script: Path) -> bytes:
    data = script_bytes(script)
    understood(script, data)  # what is no script is refused here and now, not after waiting for a worker
    return data


def _start_stack(where: Reach, show: Show) -> None:
    if not where.is_local:
        return
    from deploy.stack import control  # noqa: PLC0415 - see `Reach.address`
    from schemas.failures import FilmError  # noqa: PLC0415

    try:
        stack = control.up(where.state_dir, tell=lambda _sentence: None)
    except FilmError as error:
        raise CommandFailed(f"the stack can't be started: {error}", NO_STACK) from error
    if not stack.was_running:
        show.say(f"the stack is up after {stack.seconds:.1f} s")


def _submit(talk: Talk, name: str, data: bytes, options: FilmOptions) -> tuple[FilmSummary, CutAnswer | None]:
    """The film of this script and these options, and its first cut if it is made already.

    The same script, options and engines mean the same film: the key is made of them. A film that failed, was cancelled, or was changed
    before its first cut is not what is asked for; then the next key of the same row makes a new one.
    """
    key = text_key(json.dumps([text_key(data.hex()), name, options.model_dump(mode="json"), _engines(talk, options)]))
    project = _project(talk)
    for number in range(1, _SAME_AGAIN_MAX):
        answer = talk.ask(
            "POST",
            f"/api/projects/{project}/films",
            is_patient=True,
            headers={"Idempotency-Key": f"make-{key[:40]}-{number}"},
            files={"script": (name, data)},
            data={"options": options.model_dump_json()},
        )
        film = FilmSummary.model_validate(answer)
        if film.state.is_given_up:
            continue
        if film.cut == 0:
            return film, None
        cut = CutAnswer.model_validate(talk.ask("GET", f"{film.href}/cuts/1", is_patient=True))
        if cut.state is CutState.COMPLETED and cut.edits.revision == 0:
            return film, cut
    raise CommandFailed(f"this script was submitted {_SAME_AGAIN_MAX} times and never became a film; `film list` shows why", FILM_FAILED)


def _engines(talk: Talk, options: FilmOptions) -> list[Mapping[str, Any]]:
    """What of the engines makes another film: their names and versions; refuses what can't run before anything is sent."""
    profile = options.profile
    profiles = {item["name"]: item for item in talk.ask("GET", "/api/profiles", is_patient=True)["profiles"]}
    if profile not in profiles:
        raise CommandFailed(f"there is no profile '{profile}'; there are {', '.join(sorted(profiles))}", BAD_INPUT)
    stages = {stage: use["engine"] for stage, use in profiles[profile]["stages"].items() if stage not in options.engines}
    # of a film with engines of its own, the API alone knows which queues are needed
    missing = [one for one in profiles[profile]["unavailable"] if not options.engines or one.partition(":")[0] in stages]
    engines = talk.ask("GET", "/api/engines", is_patient=True)["engines"]
    # the API refuses for a licence first: nobody fetches weights to be told afterwards that they are not for this film
    if missing and (profiles[profile]["commercial_use"] or not options.commercial_only):
        raise CommandFailed(f"profile '{profile}' can't run here:\n  " + "\n  ".join(missing), BAD_INPUT)
    uses = {**stages, **{stage: wanted.engine for stage, wanted in options.engines.items()}}.items()
    away = next((item["unavailable"] for item in engines if (item["stage"], item["name"]) == ("film", "translator")), None)
    if options.translate and away:
        raise CommandFailed(f"--translate {','.join(options.translate)} can't run here: {away}", BAD_INPUT)
    return [{name: item[name] for name in ("stage", "name", "version")} for item in engines if (item["stage"], item["name"]) in uses]


def _project(talk: Talk) -> str:
    cursor: dict[str, str] = {}
    while True:
        page = talk.ask("GET", "/api/projects", is_patient=True, params={"limit": "200", **cursor})
        for project in page["items"]:
            if project["title"] == PROJECT:
                return str(project["id"])
        if page["next_cursor"] is None:
            return str(talk.ask("POST", "/api/projects", json={"title": PROJECT})["id"])
        cursor = {"cursor": page["next_cursor"]}
