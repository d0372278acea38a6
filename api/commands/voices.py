"""`film voices`: who can speak; samples of people's voices, taken with their consent."""

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

import typer
from rich.console import Console

from api.commands.failing import BAD_INPUT, CommandFailed
from api.commands.fetching import OUT
from api.commands.talking import Talk, reach
from schemas.samples import LARGEST_BYTES

app = typer.Typer(name="voices", help="Who can speak: the engines' voices, and samples of people's own.", invoke_without_command=True)

AsJson = Annotated[bool, typer.Option("--json", help="For machines.")]
SampleId = Annotated[str, typer.Argument(metavar="SAMPLE", help="Its id, as `film voices samples` lists it; with or without 'sample:'.")]


@app.callback()
def voices(
    context: typer.Context,
    language: Annotated[str, typer.Option(help="Like en or pt-BR: adds the accents of that language.", show_default=False)] = "",
    profile: Annotated[str, typer.Option(help="Whose voices; `film profiles` lists them.")] = "draft",
    engine: Annotated[str, typer.Option(help="Another voices engine than the profile's, like xtts.", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    """List the voices that `film make --voice`, `film edit --voice` and `film regenerate --voice` take."""
    if context.invoked_subcommand is not None:
        return
    answer = Talk(reach(context)).ask("GET", "/api/voices", params={"language": language, "profile": profile, "engine": engine})
    if as_json:
        _write(answer["voices"])
        return
    console = Console(highlight=False)
    widest = max((len(voice["id"]) for voice in answer["voices"]), default=0)
    for voice in answer["voices"]:
        spoken = voice["language"] or "any"
        console.print(f"{voice['id']:<{widest}}  {spoken:<7} {voice['gender']:<7} {voice['description']}", markup=False, soft_wrap=True)


@app.command()
def preview(  # noqa: PLR0913, PLR0917 - the options of a command
    context: typer.Context,
    voice: Annotated[str, typer.Argument(help="As `film voices` lists it, like cello or en-gb-scotland/cello.", show_default=False)],
    text: Annotated[str, typer.Option(help="What to say; by default a sentence of the language.", show_default=False)] = "",
    language: Annotated[str, typer.Option(help="Like en or pt-BR.")] = "en",
    delivery: Annotated[str, typer.Option(help="As a parenthetical: whispering.", show_default=False)] = "",
    speed: Annotated[float, typer.Option(min=0.5, max=2)] = 1.0,
    pitch: Annotated[float, typer.Option(min=-12, max=12, help="In semitones.")] = 0.0,
    profile: Annotated[str, typer.Option(help="Whose voices; `film profiles` lists them.")] = "draft",
    engine: Annotated[str, typer.Option(help="Another voices engine than the profile's.", show_default=False)] = "",
    out: Annotated[Path | None, typer.Option(help="The file.  [default: out/voices/<voice>.flac]", show_default=False)] = None,
) -> None:
    """Hear a voice: a sentence as a FLAC file."""
    wanted: dict[str, str | float] = {
        "voice": voice, "text": text, "language": language, "delivery": delivery, "speed": speed, "pitch": pitch,
        "profile": profile, "engine": engine,
    }  # fmt: skip
    file = out or OUT / "voices" / f"{voice.replace('/', '-')}.flac"
    sound = Talk(reach(context)).fetch("/api/voices/preview", params=wanted)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(sound)
    except OSError as error:
        raise CommandFailed(f"{file} can't be written: {error.strerror}", BAD_INPUT) from error
    sys.stdout.write(f"{file}\n")


@app.command()
def add(  # noqa: PLR0913, PLR0917 - the options of a command
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="WAV, FLAC, MP3 or M4A: 3 to 60 s of one person speaking.", show_default=False)],
    speaker: Annotated[str, typer.Option(help="Whose voice it is.", show_default=False)],
    consent: Annotated[str, typer.Option(help="What the speaker said or signed, word for word; @FILE reads it.", show_default=False)],
    recorded_by: Annotated[str, typer.Option(help="Who asked for the consent and keeps the proof.", show_default=False)],
    given_on: Annotated[str, typer.Option(help="When it was given, like 2026-11-01; today by default.", show_default=False)] = "",
    commercial: Annotated[bool, typer.Option("--commercial/--no-commercial", help="Whether commercial films may speak with it.")] = False,
    language: Annotated[list[str] | None, typer.Option(help="Only in this language; may be repeated.", show_default=False)] = None,
    expires_on: Annotated[str | None, typer.Option(help="The last day for new lines, like 2028-11-01.", show_default=False)] = None,
    as_json: AsJson = False,
) -> None:
    """Add a sample of somebody's voice, with their consent; films speak with it as `--voice NAME=sample:ID`."""
    told: dict[str, Any] = {
        "speaker": speaker,
        "words": _words(consent),
        "recorded_by": recorded_by,
        "given_on": given_on or datetime.now(UTC).astimezone().date().isoformat(),
        "commercial_use": commercial,
        "languages": language or [],
        "expires_on": expires_on,
    }
    files = {"recording": (file.name, _read(file))}
    sample = Talk(reach(context)).ask("POST", "/api/voices/samples", files=files, data={"consent": json.dumps(told)})
    _show(sample, as_json=as_json)


@app.command()
def samples(context: typer.Context, as_json: AsJson = False) -> None:
    """List your samples, newest first, withdrawn ones included."""
    talk, found, cursor = Talk(reach(context)), list[dict[str, Any]](), dict[str, str]()
    while True:
        page = talk.ask("GET", "/api/voices/samples", params={"limit": "200", **cursor})
        found += page["items"]
        if page["next_cursor"] is None:
            break
        cursor = {"cursor": page["next_cursor"]}
    if as_json:
        _write(found)
        return
    if not found:
        Console(highlight=False).print("No samples. `film voices add FILE --speaker NAME ...` adds one.", soft_wrap=True)
    for sample in found:
        _show(sample)


@app.command()
def remove(
    context: typer.Context,
    sample: SampleId,
    reason: Annotated[str, typer.Option(help="Told whenever a line is refused because of it.", show_default=False)] = "",
    as_json: AsJson = False,
) -> None:
    """Withdraw a consent: the recording is removed, and no new line is spoken with it. Cuts and takes that exist stay."""
    name = quote(sample.removeprefix("sample:"), safe="")
    answer = Talk(reach(context)).ask("DELETE", f"/api/voices/samples/{name}", params={"reason": reason} if reason else {})
    _show(answer, as_json=as_json)


def _words(given: str) -> str:
    if not given.startswith("@"):
        return given
    try:
        return Path(given[1:]).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandFailed(f"--consent {given} can't be read: {error}", BAD_INPUT) from error


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise CommandFailed(f"{file} is larger than {LARGEST_BYTES // 2**20} MiB; a minute of it is enough", BAD_INPUT)
        return file.read_bytes()
    except OSError as error:
        raise CommandFailed(f"{file} can't be read: {error.strerror}", BAD_INPUT) from error


def _show(sample: dict[str, Any], *, as_json: bool = False) -> None:
    if as_json:
        _write(sample)
        return
    console = Console(highlight=False)
    consent = sample["consent"]
    allowed = [
        "commercial films too" if consent["commercial_use"] else "no commercial films",
        ", ".join(consent["languages"]) or "any language",
        *([f"until {consent['expires_on']}"] if consent["expires_on"] else []),
    ]
    console.print(f"{sample['voice']}  {consent['speaker']}, {sample['measures']['duration_s']:.1f} s", markup=False, soft_wrap=True)
    console.print(
        f"  consent of {consent['given_on']}, recorded by {consent['recorded_by']}: {'; '.join(allowed)}", markup=False, soft_wrap=True
    )
    if sample["reason"]:
        console.print(f"  {sample['state']}: {sample['reason']}", style="yellow", markup=False, soft_wrap=True)
    if sample["films"]:
        console.print(f"  films with takes spoken with it, which stay: {', '.join(sample['films'])}", markup=False, soft_wrap=True)


def _write(told: object) -> None:
    sys.stdout.write(json.dumps(told, ensure_ascii=False, indent=1) + "\n")
