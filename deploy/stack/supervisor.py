"""The process that owns all parts of a stack: starts them in order, keeps them running, stops them in reverse.

One process, one thread: children are forked from it, and the kernel ties their death to the thread that forked them.
"""

import asyncio
import contextlib
import os
import signal
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from deploy.stack import logs, ports, processes
from deploy.stack.keeper import Keeper
from deploy.stack.layout import Layout
from deploy.stack.liveness import LEFTOVER_GRACE_S, take_lock
from deploy.stack.part import Part, Site
from deploy.stack.parts import PARTS
from deploy.stack.record import ProcessMark, StackRecord, StackStatus, load_secrets, read, write
from schemas.failures import Broken

ROTATE_EVERY_S = 10.0


@dataclass(frozen=True)
class Plan:
    """What a supervisor is asked to run.

    Attributes:
        parts: Names; what they need must be among them.
        wanted_ports: Instead of a part's preferred port; 0 for any.
        owner: A process whose end ends the stack too (a test run, say); None to run until told.
        is_lasting: What is acknowledged outlives a power cut.
    """

    layout: Layout
    parts: tuple[str, ...]
    wanted_ports: Mapping[str, int] = field(default_factory=dict)
    owner: ProcessMark | None = None
    is_lasting: bool = True


def supervise(plan: Plan, own_environment: Mapping[str, str]) -> None:
    """Runs a stack until SIGTERM or SIGINT.

    Raises:
        Refused: Another supervisor runs on the same state folder, or a part is unknown.
    """
    lock = take_lock(plan.layout)
    try:
        asyncio.run(Supervisor(plan, own_environment).run())
    finally:
        lock.close()


class Supervisor:
    """All keepers of a stack, and the files that tell about them."""

    def __init__(self, plan: Plan, own_environment: Mapping[str, str]) -> None:
        self._plan = plan
        self._layout = plan.layout
        self._born_s = time.monotonic()
        self._stop = asyncio.Event()
        self._notices: list[str] = []
        self._moved: set[str] = set()
        self._is_status_late = False
        me = processes.mark(os.getpid())
        if me is None:
            raise Broken("this system does not tell a process about itself")
        self._me = me
        self._end_leftovers()
        fresh, is_new = load_secrets(self._layout.secrets_file)
        record = self._choose_ports(StackRecord(state_dir=self._layout.state_dir, ports={}, secrets=fresh))
        self._site = Site(self._layout, record, is_new, self._notices, own_environment, plan.is_lasting)
        self._keepers: dict[str, Keeper] = {}
        for name in (name for name in PARTS if name in plan.parts):
            part = PARTS[name](self._site)
            needs = {needed: self._keepers[needed] for needed in part.needs if needed in self._keepers}
            self._keepers[name] = Keeper(part, needs, changed=self._write_status, move_ports=self._move_ports, born_s=self._born_s)
        self._write_status()

    async def run(self) -> None:
        """Until told to stop."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self._stop.set)
        # The terminal it was started from may go.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
        lives = [asyncio.create_task(keeper.run(), name=name) for name, keeper in self._keepers.items()]
        try:
            await self._attend(lives)
        finally:
            await self._stop_all()
            await asyncio.gather(*lives, return_exceptions=True)
            self._write_status()

    async def _attend(self, lives: Sequence[asyncio.Task[None]]) -> None:
        """Turns logs over and looks after the owner, until told to stop."""
        rotated_s = time.monotonic()
        while not self._stop.is_set():
            for life in lives:
                if life.done() and life.exception() is not None:
                    life.result()  # a mistake of ours: end with its traceback in the log
            if self._plan.owner is not None and processes.find(self._plan.owner) is None:
                return
            if time.monotonic() - rotated_s > ROTATE_EVERY_S:
                rotated_s = time.monotonic()
                self._rotate_logs()
            if self._moved:
                await self._restart_dependants()
            if self._is_status_late:
                self._write_status()
            try:
                await asyncio.wait_for(self._stop.wait(), 0.25)
            except TimeoutError:
                continue

    async def _stop_all(self) -> None:
        """In reverse: what needs others first, what is needed last; each layer together."""
        left = dict(self._keepers)
        while left:
            needed = {name for keeper in left.values() for name in keeper.needs}
            layer = [name for name in left if name not in needed]
            await asyncio.gather(*(left.pop(name).stop() for name in layer))

    def _end_leftovers(self) -> None:
        """Ends what a supervisor that was killed left running."""
        before = read(self._layout.status_file, StackStatus)
        if before is None:
            return
        leftovers = []
        for name, status in before.parts.items():
            if status.process is not None:
                # PostgreSQL's polite signal is SIGINT; the others take both for the same.
                leftovers.append((status.process, signal.SIGINT if name == "postgres" else signal.SIGTERM))
        ended = processes.end_leftovers(leftovers, LEFTOVER_GRACE_S)
        if ended:
            self._notices.append(f"ended {len(ended)} processes that an earlier run had left")

    def _choose_ports(self, record: StackRecord) -> StackRecord:
        """Asked-for ports, else those of last time, else the preferred ones; the stack keeps its addresses over restarts if it can."""
        before = read(self._layout.stack_file, StackRecord)
        known = before.ports if before is not None else {}
        wanted: dict[str, list[int]] = {}
        for part in PARTS.values():
            for name, preferred in part.preferred_ports.items():
                if name in self._plan.wanted_ports:
                    wanted[name] = [self._plan.wanted_ports[name]]
                else:
                    wanted[name] = [known[name], preferred] if name in known else [preferred]
        chosen, notices = ports.choose(wanted)
        self._notices += notices
        record = record.model_copy(update={"ports": chosen})
        write(self._layout.stack_file, record)
        return record

    def _move_ports(self, part: Part) -> None:
        """Gives a part other ports because someone took its own while it was down; whoever knows the old ones starts again."""
        record = self._site.record
        taken = {name: [record.ports[name]] for name in part.preferred_ports if not ports.is_free_soon(record.ports[name])}
        others = {port for name, port in record.ports.items() if name not in taken}
        chosen, notices = ports.choose(taken, others)
        self._notices += notices
        self._site.record = record.model_copy(update={"ports": {**record.ports, **chosen}})
        write(self._layout.stack_file, self._site.record)
        if not self._keepers or part.name not in self._keepers:
            return
        self._moved.add(part.name)

    async def _restart_dependants(self) -> None:
        moved, self._moved = self._moved, set()
        dependants = [keeper for keeper in self._keepers.values() if not keeper.part.ends and self._needs_any(keeper, moved)]
        await asyncio.gather(*(keeper.restart() for keeper in dependants))

    def _needs_any(self, keeper: Keeper, names: set[str]) -> bool:
        return any(name in names or self._needs_any(needed, names) for name, needed in keeper.needs.items())

    def _rotate_logs(self) -> None:
        for name in (*self._keepers, "supervisor"):
            with contextlib.suppress(OSError):  # a full disk: the next time
                logs.rotate(self._layout.log(name))

    def _write_status(self) -> None:
        """A disk that is full ends nothing that runs: it is written when there is room again."""
        parts = {name: keeper.status for name, keeper in self._keepers.items()}
        try:
            write(self._layout.status_file, StackStatus(supervisor=self._me, parts=parts, notices=self._notices))
        except OSError:
            self._is_status_late = True
        else:
            self._is_status_late = False
