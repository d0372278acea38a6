"""Whom PostgreSQL runs as: it refuses to run as root, and a plain account may not be able to enter root's folders."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path

from schemas.failures import Refused


@dataclass(frozen=True)
class Account:
    """A user of this machine."""

    name: str
    uid: int
    gid: int


def database_account(state_dir: Path) -> Account | None:
    """Whom to run PostgreSQL as: None, ourselves, unless we are root.

    As root: whoever owns the state folder (a `sudo` in one's own checkout), else the machine's own `postgres`, else `nobody`.

    Raises:
        Refused: We are root and the machine knows none of them.
    """
    if os.geteuid() != 0:
        return None
    owner = state_dir.stat().st_uid
    if owner != 0:
        try:
            entry = pwd.getpwuid(owner)
            return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
        except KeyError:
            pass  # initdb wants a name as well
    for name in ("postgres", "nobody"):
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(entry.pw_name, entry.pw_uid, entry.pw_gid)
    raise Refused("PostgreSQL does not run as root, and there is no account `postgres` or `nobody`; run film as another user")


def can_enter(account: Account, folder: Path) -> bool:
    """Whether an account may work inside a folder; asked of the kernel, as mode bits don't tell everything."""
    return _succeeds_as(account, "/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder))


def can_run(account: Account, program: Path) -> bool:
    """Whether an account may run a program and load its libraries."""
    return _succeeds_as(account, str(program), "--version")


def _succeeds_as(account: Account, *arguments: str) -> bool:
    try:
        done = subprocess.run(  # noqa: S603 our own two programs
            arguments,
            user=account.uid,
            group=account.gid,
            extra_groups=[],
            cwd="/",
            env={"PATH": "/usr/bin:/bin"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
            timeout=20,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
