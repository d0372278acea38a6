"""One part's life: wait for what it needs, start, probe, furnish, watch, start again when it dies, stop."""

import asyncio
import signal
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import asyncpg

from deploy.stack import processes
from deploy.stack.part import Part, StartAgain
from deploy.stack.ports import is_free_soon
from deploy.stack.record import Health, PartStatus
from schemas.failures import FilmError

START_TIMEOUT_S = 90.0
"""A part that doesn't serve by then is killed and started again. Long, because recovery after a crash may replay much on a slow disk."""

POLL_S = 0.05
PROBE_EVERY_S = 2.0

DEAF_AFTER_S = 40.0
"""A running part that answered no probe for this long hangs; killing it is its cure. Longer than any pause a busy laptop makes."""

FIRST_PAUSE_S = 0.1
LONGEST_PAUSE_S = 5.0
STEADY_AFTER_S = 20.0
"""Health that lasted this long makes the next death a new one, with a short pause again."""

FOREIGN_ERRORS = (OSError, ValueError, KeyError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)
"""What talking to a server that is just starting or dying can raise."""


class Keeper:
    """Keeps one part running until told to stop.

    Attributes:
        status: For people and for `status.json`; `changed` is called after every change of it.
        is_well: Set while the part is healthy, or done.
    """

    def __init__(
        self, part: Part, needs: Mapping[str, "Keeper"], *, changed: Callable[[], None], move_ports: Callable[[Part], None], born_s: float
    ) -> None:
        self.part = part
        self.needs = needs
        self.status = PartStatus(name=part.name)
        self.is_well = asyncio.Event()
        self._changed = changed
        self._move_ports = move_ports
        self._born_s = born_s
        self._process: subprocess.Popen[bytes] | None = None
        self._stop = asyncio.Event()
        self._ended = asyncio.Event()
        self._again = False

    @property
    def log(self) -> Path:
        return self.part.site.layout.log(self.part.name)

    async def run(self) -> None:
        """Until `stop`: the part runs, again and again."""
        try:
            await self._live()
        finally:
            self._ended.set()

    async def _live(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._stop.is_set():
            await self._wait_for_needs()
            if self._stop.is_set():
                break
            began_s = time.monotonic()
            problem = await self._live_once()
            if problem is None or self._stop.is_set():
                break
            if self._again:  # a restart that was asked for is no failure
                self._again = False
                continue
            if time.monotonic() - began_s > STEADY_AFTER_S:
                pause_s = FIRST_PAUSE_S
            self._tell("restarting", problem, restarts=self.status.restarts + 1)
            await self._sleep(pause_s)
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)
        if not self.part.ends or self._stop.is_set():
            self._tell("stopped", None)

    async def stop(self) -> None:
        """Ends the part: politely, then by force after its grace."""
        self._stop.set()
        await self._end_process()
        await self._ended.wait()

    async def restart(self) -> None:
        """Ends the part so that it starts again with the addresses that hold now."""
        self._again = True
        await self._end_process()

    async def _wait_for_needs(self) -> None:
        for needed in self.needs.values():
            while not needed.is_well.is_set() and not self._stop.is_set():
                self._tell("waiting", f"waits for {needed.part.name}")
                await self._sleep(POLL_S)

    async def _live_once(self) -> str | None:
        """One life. None: it did its work and ended; otherwise why it ended."""
        self._tell("starting", None)
        try:
            self._check_ports()
            await self.part.prepare()
            if self._stop.is_set():
                return "told to stop"
            command = self.part.command()
            self._process = process = processes.start(command, self.log)
        except (FilmError, *FOREIGN_ERRORS, subprocess.SubprocessError) as error:
            return f"could not start: {error}"
        self._update(process=processes.mark(process.pid))
        try:
            if self.part.ends:
                return await self._watch_job(process)
            return await self._await_health(process) or await self._watch(process)
        finally:
            if not self.part.ends:
                self.is_well.clear()
            await self._end_process()
            self.part.tidy()
            self._update(process=None)

    def _check_ports(self) -> None:
        site = self.part.site
        names = self.part.preferred_ports
        if not all(is_free_soon(site.port(name)) for name in names):
            self._move_ports(self.part)
        self._update(ports={name: site.port(name) for name in names})

    async def _await_health(self, process: subprocess.Popen[bytes]) -> str | None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while not self._stop.is_set():
            if process.poll() is not None:
                return _obituary(process, self.log)
            problem = await self._ask(process.pid)
            if problem is None:
                try:
                    await self.part.furnish()
                except StartAgain as error:
                    return str(error)
                except (FilmError, *FOREIGN_ERRORS) as error:
                    problem = f"runs but could not be set up: {error}"
                else:
                    self._now_well()
                    return None
            if time.monotonic() > deadline:
                return f"did not serve within {START_TIMEOUT_S:.0f} s: {problem}"
            if problem != self.status.problem:
                self._tell("starting", problem)
            await self._sleep(POLL_S)
        return "told to stop"

    async def _watch(self, process: subprocess.Popen[bytes]) -> str:
        heard_s = asked_s = time.monotonic()
        while process.poll() is None:
            now_s = time.monotonic()
            if now_s - asked_s >= PROBE_EVERY_S and not self._stop.is_set():
                problem = await self._ask(process.pid)
                asked_s = time.monotonic()
                if problem is None:
                    heard_s = asked_s
                health: Health = "healthy" if problem is None else "unhealthy"
                if (health, problem) != (self.status.health, self.status.problem):
                    self._tell(health, problem)
                if asked_s - heard_s > DEAF_AFTER_S:
                    return f"did not answer for {DEAF_AFTER_S:.0f} s: {problem}"
            await asyncio.sleep(POLL_S)
        return _obituary(process, self.log)

    async def _watch_job(self, process: subprocess.Popen[bytes]) -> str | None:
        await processes.has_ended(process)
        if process.returncode != 0:
            return _obituary(process, self.log)
        self._now_well()
        return None

    async def _ask(self, pid: int) -> str | None:
        try:
            return await self.part.problem(pid)
        except (FilmError, *FOREIGN_ERRORS) as error:
            return str(error) or type(error).__name__

    async def _end_process(self) -> None:
        process = self._process
        if process is None:
            return
        if process.poll() is None:
            if self._stop.is_set():
                self._tell("stopping", None)
            processes.signal_group(process.pid, self.part.command().stop_signal)
            await processes.has_ended(process, self.part.grace_s)
        # Also when the part itself has gone: what it started must not stay.
        processes.signal_group(process.pid, signal.SIGKILL)
        await processes.has_ended(process)
        self._process = None

    def _now_well(self) -> None:
        if self.status.ready_after_s is None:
            self._update(ready_after_s=round(time.monotonic() - self._born_s, 2))
        self.is_well.set()
        self._tell("done" if self.part.ends else "healthy", None)

    def _tell(self, health: Health, problem: str | None, *, restarts: int | None = None) -> None:
        self._update(health=health, problem=problem, restarts=self.status.restarts if restarts is None else restarts)

    def _update(self, **update: object) -> None:
        status = self.status.model_copy(update=update)
        if status != self.status:
            self.status = status
            self._changed()

    async def _sleep(self, seconds: float) -> None:
        """Sleeps, or wakes at once when told to stop."""
        try:
            await asyncio.wait_for(self._stop.wait(), seconds)
        except TimeoutError:
            return


def _obituary(process: subprocess.Popen[bytes], log: Path) -> str:
    status = process.returncode
    how = f"was killed by {signal.Signals(-status).name}" if status < 0 else f"ended with status {status}"
    return f"{how}; see {log}"
