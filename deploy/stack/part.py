"""What a part of the stack tells its keeper: how to run it, when it is well, what it needs first."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from deploy.stack.layout import Layout
from deploy.stack.processes import Command
from deploy.stack.record import StackRecord
from schemas.failures import Broken


@dataclass
class Site:
    """The stack a part belongs to.

    Attributes:
        record: Ports and secrets; replaced by the supervisor when a port had to change, so look it up each time.
        has_new_secrets: The passwords were made by this very start: data from earlier may still know older ones.
        notices: Sentences for the person who said `up`; parts may add some.
        own_environment: What our own programs inherit; servers of others get a clean environment instead.
        is_lasting: What a server acknowledges must outlive a power cut.
    """

    layout: Layout
    record: StackRecord
    has_new_secrets: bool
    notices: list[str]
    own_environment: Mapping[str, str]
    is_lasting: bool = True

    def port(self, name: str) -> int:
        return self.record.ports[name]


class StartAgain(Broken):
    """Raised by `furnish`: the part runs but is in a state that only another start mends."""


class Part(ABC):
    """One server or program of the stack.

    Class attributes:
        name: As in `film logs NAME`.
        needs: Parts that must be healthy before this one starts.
        preferred_ports: Ports it listens on, by name, with the port people expect; 0 where nobody cares.
        grace_s: How long it may take to end after being asked to.
        ends: It does its work and ends (a job), instead of running until stopped.
    """

    name: ClassVar[str]
    needs: ClassVar[tuple[str, ...]] = ()
    preferred_ports: ClassVar[Mapping[str, int]] = {}
    grace_s: ClassVar[float] = 5.0
    ends: ClassVar[bool] = False

    def __init__(self, site: Site) -> None:
        self.site = site

    async def prepare(self) -> None:  # noqa: B027 not every part needs it
        """Before every start: folders, configuration, remains of a crash."""

    @abstractmethod
    def command(self) -> Command:
        """What to run."""

    async def problem(self, pid: int) -> str | None:  # noqa: ARG002
        """None when it serves; otherwise why not, in a sentence. Called every second or so, so it must be cheap."""
        return None

    async def furnish(self) -> None:  # noqa: B027 not every part needs it
        """After every start, once it serves and before anything that needs it: what it must contain. Idempotent."""

    def tidy(self) -> None:  # noqa: B027 not every part needs it
        """After every end: what it leaves outside the state folder."""


def clean_environment(home: Path) -> dict[str, str]:
    """The environment of a server that isn't ours: nothing a person exported (PGDATA, WEED_*, AWS_*, proxies) may change it."""
    return {"HOME": str(home), "PATH": "/usr/local/bin:/usr/bin:/bin", "LANG": "C.UTF-8", "TZ": "UTC"}
