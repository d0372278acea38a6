"""What the stack writes down: its secrets, its addresses, its processes.

Every file is replaced whole and by rename, so that a reader sees the old or the new one and a crash leaves no half of either.
"""

import json
import os
import secrets
from pathlib import Path
from typing import Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from deploy.stack.ports import LOOPBACK
from schemas.failures import Broken

NAMESPACE = "films"
BUCKET = "films"
REGION = "us-east-1"
DATABASE = "film"

Health = Literal["waiting", "starting", "healthy", "unhealthy", "restarting", "stopping", "stopped", "done"]

Record = TypeVar("Record", bound=BaseModel)


class Secrets(BaseModel):
    """Made at random once per state folder; nobody types them."""

    model_config = ConfigDict(frozen=True)

    database_password: str
    s3_access_key: str
    s3_secret_key: str
    store_signing_key: str
    hooks_key: str = ""
    """Empty in a file of before there were webhooks; `load_secrets` adds it."""

    @classmethod
    def fresh(cls) -> "Secrets":
        return cls(
            database_password=secrets.token_urlsafe(24),
            s3_access_key=secrets.token_hex(10).upper(),
            s3_secret_key=secrets.token_urlsafe(30),
            store_signing_key=secrets.token_urlsafe(30),
            hooks_key=secrets.token_urlsafe(30),
        )


class StackRecord(BaseModel):
    """Where everything is: ports by name, and what a client must know to use them."""

    model_config = ConfigDict(frozen=True)

    state_dir: Path
    ports: dict[str, int]
    secrets: Secrets

    @property
    def temporal_address(self) -> str:
        return f"{LOOPBACK}:{self.ports['temporal']}"

    @property
    def temporal_ui_url(self) -> str:
        return f"http://{LOOPBACK}:{self.ports['temporal_ui']}"

    @property
    def s3_endpoint(self) -> str:
        return f"http://{LOOPBACK}:{self.ports['s3']}"

    @property
    def api_url(self) -> str:
        return f"http://{LOOPBACK}:{self.ports['api']}"

    @property
    def database_url(self) -> str:
        return f"postgresql+asyncpg://{DATABASE}:{self.secrets.database_password}@{LOOPBACK}:{self.ports['postgres']}/{DATABASE}"

    def environment(self) -> dict[str, str]:
        """The variables from which `schemas.settings.Settings` and Temporal's own settings are read. Holds the passwords."""
        return {
            "FILM_MODE": "local",
            "FILM_STATE_DIR": str(self.state_dir),
            "FILM_DATABASE_URL": self.database_url,
            "FILM_S3_ENDPOINT": self.s3_endpoint,
            "FILM_S3_REGION": REGION,
            "FILM_S3_BUCKET": BUCKET,
            "FILM_S3_ACCESS_KEY": self.secrets.s3_access_key,
            "FILM_S3_SECRET_KEY": self.secrets.s3_secret_key,
            "FILM_HOOKS_KEY": self.secrets.hooks_key,
            "FILM_API_HOST": LOOPBACK,
            "FILM_API_PORT": str(self.ports["api"]),
            "FILM_TEMPORAL_UI_URL": self.temporal_ui_url,
            "TEMPORAL_ADDRESS": self.temporal_address,
            "TEMPORAL_NAMESPACE": NAMESPACE,
            # A person's own Temporal profile (TLS, API key) must not be applied to the local server.
            "TEMPORAL_CONFIG_FILE": os.devnull,
        }


class ProcessMark(BaseModel):
    """Enough to recognise a process again after ours died: a pid alone may belong to someone else by then.

    Attributes:
        started_s: Seconds since the machine began on Linux, since 1970 elsewhere.
    """

    model_config = ConfigDict(frozen=True)

    pid: int
    started_s: float
    command: str


class PartStatus(BaseModel):
    """How one part is.

    Attributes:
        restarts: Since the supervisor started.
        problem: Why it isn't healthy, for a person; None when it is.
        ready_after_s: Seconds from the supervisor's start to this part's first good health.
    """

    name: str
    health: Health = "waiting"
    process: ProcessMark | None = None
    ports: dict[str, int] = {}
    restarts: int = 0
    problem: str | None = None
    ready_after_s: float | None = None


class StackStatus(BaseModel):
    """How all parts are, and who watches them."""

    supervisor: ProcessMark
    parts: dict[str, PartStatus]
    notices: list[str] = []

    @property
    def is_ready(self) -> bool:
        return all(part.health in ("healthy", "done") for part in self.parts.values())


def write(path: Path, record: BaseModel) -> None:
    """Replaces a file by a record as JSON, at once or not at all; readable by its owner only."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(record.model_dump_json(indent=2))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def read(path: Path, kind: type[Record]) -> Record | None:
    """The record in a file; None if there is no such file.

    Raises:
        Broken: The file is there but is no such record.
    """
    try:
        return kind.model_validate(json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (ValueError, ValidationError) as error:
        raise Broken(f"{path} can't be read as a {kind.__name__}: {error}; move it away and run `film up`") from error


def load_secrets(path: Path) -> tuple[Secrets, bool]:
    """The secrets of a state folder, and whether they were made just now."""
    known = read(path, Secrets)
    if known is not None and not known.hooks_key:
        known = known.model_copy(update={"hooks_key": Secrets.fresh().hooks_key})
        write(path, known)
    if known is not None:
        return known, False
    fresh = Secrets.fresh()
    write(path, fresh)
    return fresh, True
