"""Where the stack keeps its things: every path under the state folder, in one place."""

from dataclasses import dataclass
from pathlib import Path

from schemas.failures import Unavailable

CHECKOUT = Path(__file__).resolve().parents[2]


def default_state_dir() -> Path:
    """`.film` in the checkout, whatever folder the command is typed in; in the current folder if there is no checkout."""
    root = CHECKOUT if (CHECKOUT / "pyproject.toml").is_file() else Path.cwd()
    return root / ".film"


@dataclass(frozen=True)
class Layout:
    """The files and folders of one stack.

    Attributes:
        state_dir: Absolute. Two stacks never share one.
    """

    state_dir: Path

    @classmethod
    def at(cls, state_dir: Path) -> "Layout":
        """The files and folders below a state folder, which need not be there.

        Raises:
            Unavailable: There is something else.
        """
        place = state_dir.expanduser().resolve()
        if place.exists() and not place.is_dir():
            raise Unavailable(f"the state folder {place} is a file; --state-dir names another one")
        return cls(place)

    @property
    def stack_file(self) -> Path:
        """Addresses and ports; for clients. Mode 0600: it holds the passwords."""
        return self.state_dir / "stack.json"

    @property
    def secrets_file(self) -> Path:
        """Passwords and keys, made once. Mode 0600."""
        return self.state_dir / "secrets.json"

    @property
    def status_file(self) -> Path:
        """Processes and their health, rewritten whenever one changes."""
        return self.state_dir / "status.json"

    @property
    def command_lock(self) -> Path:
        """Held while `up` or `down` decides, so that two of them don't act at once."""
        return self.state_dir / "command.lock"

    @property
    def supervisor_lock(self) -> Path:
        """Held by the supervisor as long as it lives: held means running, whatever any pid file says."""
        return self.state_dir / "supervisor.lock"

    @property
    def logs(self) -> Path:
        return self.state_dir / "logs"

    def log(self, part: str) -> Path:
        return self.logs / f"{part}.log"

    @property
    def postgres(self) -> Path:
        return self.state_dir / "postgres"

    @property
    def temporal(self) -> Path:
        return self.state_dir / "temporal"

    @property
    def objects(self) -> Path:
        return self.state_dir / "objects"
