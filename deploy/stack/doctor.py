"""Looks at the machine for what the stack and the draft engines need, and says what to do about what is missing."""

import json
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

from pydantic import BaseModel

from activities.models import devices
from deploy.stack import accounts, control, ports
from deploy.stack.layout import Layout
from deploy.stack.parts import PARTS
from deploy.stack.parts.objects import weed_binary
from deploy.stack.parts.postgres import wheel_binaries
from deploy.stack.parts.temporal import temporal_binary
from schemas.failures import FilmError

GIGABYTE = 1_000_000_000
LITTLE_SPACE_BYTES = 2 * GIGABYTE
SOME_SPACE_BYTES = 10 * GIGABYTE
PROGRAM_TIMEOUT_S = 60

MODULES = ("skia", "av", "cv2", "numpy", "scipy", "soxr", "soundfile", "espeakng_loader", "temporalio", "asyncpg", "minio")

SCRIPTS = {
    "Chinese": "漢",
    "Japanese": "か",
    "Korean": "한",
    "Arabic": "ع",
    "Hebrew": "א",
    "Hindi": "ह",
    "Bengali": "ব",
    "Tamil": "த",
    "Thai": "ก",
    "Cyrillic": "Ж",
    "Greek": "Ω",
    "emoji": "😀",
}

# In a process of its own: a wheel that lacks a system library may end the interpreter instead of raising.
IMPORT_PROGRAM = "import importlib, sys; importlib.import_module(sys.argv[1])"
FONT_PROGRAM = """
import json, sys, skia
manager = skia.FontMgr()
letters = json.loads(sys.argv[1])
style = skia.FontStyle()
print(json.dumps([name for name, letter in letters.items() if not manager.matchFamilyStyleCharacter("", style, [], ord(letter))]))
"""


class Finding(BaseModel):
    """One thing looked at.

    Attributes:
        advice: What to do; empty if nothing.
    """

    verdict: Literal["ok", "warning", "bad"]
    what: str
    found: str
    advice: str = ""


def examine(layout: Layout) -> list[Finding]:
    """Looks at everything."""
    looks: tuple[Callable[[Layout], Iterator[Finding]], ...] = (
        _python,
        _machine,
        _space,
        _modules,
        _gpu,
        _fonts,
        _programs,
        _account,
        _ports,
        _stack,
    )
    return [finding for look in looks for finding in look(layout)]


def _python(_: Layout) -> Iterator[Finding]:
    # Older ones never get here: the launcher refuses them.
    yield Finding(verdict="ok", what="Python", found=f"{platform.python_version()} in {sys.prefix}")


def _machine(_: Layout) -> Iterator[Finding]:
    cores = os.cpu_count() or 1
    advice = "" if cores >= 2 else "films will be made slowly; two cores are the least for a pleasant pace"
    yield Finding(verdict="ok" if cores >= 2 else "warning", what="processor", found=f"{cores} cores", advice=advice)


def _space(layout: Layout) -> Iterator[Finding]:
    folder = layout.state_dir if layout.state_dir.is_dir() else layout.state_dir.parent
    free = shutil.disk_usage(folder).free
    found = f"{free / GIGABYTE:.1f} GB free on {folder}"
    if free < LITTLE_SPACE_BYTES:
        yield Finding(verdict="bad", what="disk", found=found, advice="free some space; the store takes no objects on a full disk")
    elif free < SOME_SPACE_BYTES:
        yield Finding(verdict="warning", what="disk", found=found, advice="enough for short films only")
    else:
        yield Finding(verdict="ok", what="disk", found=found)
    if not os.access(folder, os.W_OK):
        advice = "make it writable, or choose another folder with --state-dir"
        yield Finding(verdict="bad", what="state folder", found=f"{folder} can't be written", advice=advice)


def _modules(_: Layout) -> Iterator[Finding]:
    missing = {name: problem for name in MODULES if (problem := _output_problem([sys.executable, "-c", IMPORT_PROGRAM, name])) is not None}
    if not missing:
        yield Finding(verdict="ok", what="libraries", found=f"all {len(MODULES)} load")
    for name, problem in missing.items():
        if "libGL" in problem or "libEGL" in problem:
            advice = "Debian, Ubuntu: apt install libgl1 libegl1; Fedora: dnf install mesa-libGL mesa-libEGL"
        else:
            advice = "remove .venv and run ./film again"
        yield Finding(verdict="bad", what=name, found=problem, advice=advice)


def _gpu(_: Layout) -> Iterator[Finding]:
    if devices.torch_build() is None:
        return  # no models are run
    reason = devices.why_no_gpu()
    names = ", ".join(f"{gpu.name} with {gpu.memory_bytes / GIGABYTE:.0f} GB" for gpu in devices.gpus())
    found = f"none for models: {reason}" if reason else names or f"as torch for {devices.torch_build()} finds it"
    asking = devices.asking(os.environ)  # noqa: TID251 what the workers that `film up` starts are told
    if reason and asking:
        advice = f"leave out {', '.join(asking)}=cuda, and models run on the CPU, slowly; with it their films are refused"
        yield Finding(verdict="bad", what="GPU", found=found, advice=advice)
    else:
        yield Finding(verdict="ok", what="GPU", found=found, advice="nothing, or patience: models run on the CPU, slowly" if reason else "")


def _fonts(_: Layout) -> Iterator[Finding]:
    status, output = _run([sys.executable, "-c", FONT_PROGRAM, json.dumps(SCRIPTS)])
    if status != 0:
        return  # skia itself doesn't load, which was said above
    lacking = json.loads(output.splitlines()[-1])
    if not lacking:
        yield Finding(verdict="ok", what="fonts", found="for every writing system asked for")
        return
    advice = "only if your scripts use them; Debian, Ubuntu: apt install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji"
    yield Finding(verdict="warning", what="fonts", found=f"none for {', '.join(lacking)}", advice=advice)


def _programs(_: Layout) -> Iterator[Finding]:
    programs: dict[str, tuple[Callable[[], Path], str]] = {
        "Temporal": (temporal_binary, "--version"),
        "SeaweedFS": (weed_binary, "version"),
        "PostgreSQL": (lambda: wheel_binaries() / "postgres", "--version"),
    }
    for name, (locate, flag) in programs.items():
        try:
            status, output = _run([str(locate()), flag])
        except FilmError as error:
            yield Finding(verdict="bad", what=name, found="missing", advice=str(error))
            continue
        first = output.strip().splitlines()[0] if output.strip() else "no output"
        advice = "" if status == 0 else "this machine can't run the wheel's program; see README for the systems it is built for"
        yield Finding(verdict="ok" if status == 0 else "bad", what=name, found=first, advice=advice)


def _account(layout: Layout) -> Iterator[Finding]:
    if os.geteuid() != 0:
        return
    folder = layout.state_dir if layout.state_dir.is_dir() else layout.state_dir.parent
    try:
        account = accounts.database_account(folder)
    except FilmError as error:
        yield Finding(verdict="bad", what="account", found="root", advice=str(error))
        return
    if account is not None:
        yield Finding(verdict="ok", what="account", found=f"root; PostgreSQL runs as {account.name}")


def _ports(layout: Layout) -> Iterator[Finding]:
    if control.status(layout.state_dir) is not None:
        return
    taken = {
        port: ports.owner_of(port) for part in PARTS.values() for port in part.preferred_ports.values() if port and not ports.is_free(port)
    }
    if not taken:
        yield Finding(verdict="ok", what="ports", found="the usual ones are free")
    for port, owner in taken.items():
        yield Finding(verdict="warning", what="ports", found=f"{port} is taken by {owner}", advice="nothing: `film up` takes another")


def _stack(layout: Layout) -> Iterator[Finding]:
    status = control.status(layout.state_dir)
    if status is None:
        yield Finding(verdict="ok", what="stack", found="down", advice="`film up` starts it")
        return
    for part in status.parts.values():
        if part.health in ("healthy", "done"):
            yield Finding(verdict="ok", what=part.name, found=f"{part.health}, {part.restarts} restarts")
        else:
            advice = f"`film logs {part.name}` shows what it wrote"
            yield Finding(verdict="bad", what=part.name, found=f"{part.health}: {part.problem or 'no reason known'}", advice=advice)


def _output_problem(arguments: list[str]) -> str | None:
    """None if a program succeeds; otherwise the last line it wrote."""
    status, output = _run(arguments)
    if status == 0:
        return None
    return output.strip().splitlines()[-1] if output.strip() else f"ended with status {status}"


def _run(arguments: list[str]) -> tuple[int, str]:
    try:
        done = subprocess.run(  # noqa: S603 our own programs
            arguments, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False, timeout=PROGRAM_TIMEOUT_S
        )
    except OSError as error:
        return 127, str(error)
    except subprocess.TimeoutExpired:
        return 124, f"no answer within {PROGRAM_TIMEOUT_S} s"
    return done.returncode, done.stdout.decode(errors="replace")
