"""What every process opens first: settings, database, Temporal, store."""

import os
import platform
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import asyncpg
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection
from temporalio.client import Client
from temporalio.contrib.pydantic import pydantic_data_converter
from temporalio.envconfig import ClientConfig

from activities.storage.store import Store
from schemas.settings import Settings


@dataclass(frozen=True)
class Services:
    """Open connections."""

    settings: Settings
    sessions: async_sessionmaker[AsyncSession]
    temporal: Client
    store: Store
    worker: str
    """This process, in provenance and in Temporal: host and process id."""


@asynccontextmanager
async def open_services(settings: Settings | None = None, *, is_lazy: bool = False) -> AsyncIterator[Services]:
    """Open what `settings` name, and close it at the end.

    Args:
        settings: By default those of the environment.
        is_lazy: Connect to Temporal with the first call, for processes that are up without it.
    """
    settings = settings or read_settings()
    engine = database(settings)
    try:
        worker = f"{platform.node()}-{os.getpid()}"
        temporal = await connect_temporal(worker, is_lazy=is_lazy)
        sessions = async_sessionmaker(engine, expire_on_commit=False)
        yield Services(settings=settings, sessions=sessions, temporal=temporal, store=Store(settings), worker=worker)
    finally:
        await engine.dispose()


def read_settings() -> Settings:
    """The settings of the environment.

    Raises:
        pydantic.ValidationError: Some are missing or wrong; names them.
    """
    return Settings()  # from the environment


def database(settings: Settings) -> AsyncEngine:
    """The film database; a connection that died with the server is replaced, and errors do not tell what was to be written."""
    engine = create_async_engine(settings.database_url.get_secret_value(), pool_size=8, max_overflow=8, hide_parameters=True)
    event.listen(engine.sync_engine, "checkout", _refuse_closed)
    return engine


def _refuse_closed(connection: DBAPIConnection, _record: ConnectionPoolEntry, _proxy: PoolProxiedConnection) -> None:
    """Have a connection replaced that its server closed.

    The driver knows by itself. Asking the server (`pool_pre_ping`) is three round trips before each transaction, most of which take three.
    """
    driver: asyncpg.Connection = connection.driver_connection
    if driver.is_closed():
        raise InvalidatePoolError


async def connect_temporal(identity: str, *, is_lazy: bool = False) -> Client:
    """A client for the Temporal that `TEMPORAL_ADDRESS` and its companions name."""
    config = ClientConfig.load_client_connect_config()
    return await Client.connect(**config, identity=identity, data_converter=pydantic_data_converter, lazy=is_lazy)


def scratch_folder(settings: Settings) -> Path:
    """Where running jobs keep their files; its content is worth nothing after a restart."""
    return settings.state_dir / "scratch"


def engine_settings() -> dict[str, str]:
    """The variables that set up engines: `FILM_<STAGE>_<ENGINE>_<OPTION>`, and `FILM_MODELS_DIR`, where their weights are."""
    given = {name: value for name, value in os.environ.items() if name.startswith("FILM_")}  # noqa: TID251 - this is the place
    return {"FILM_MODELS_DIR": str(models_folder(given)), **given}


def models_folder(environment: Mapping[str, str]) -> Path:
    """The registry of models: `FILM_MODELS_DIR`, else `models` in the state folder."""
    state = environment.get("FILM_STATE_DIR", Settings.model_fields["state_dir"].default)
    return Path(environment.get("FILM_MODELS_DIR") or Path(state) / "models").absolute()


def keep_models_local() -> None:
    """Forbid model libraries to fetch anything: weights come from the registry only, whatever a configuration file names.

    They read these variables when they are imported, and nothing else. They also keep progress bars and advice out of the log, which holds
    one JSON object a line.
    """
    for name in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_DATASETS_OFFLINE", "HF_HUB_DISABLE_PROGRESS_BARS", "TQDM_DISABLE"):
        os.environ[name] = "1"  # noqa: TID251 - this is the place
    # films change sizes and models all the time: segments that grow leave no holes which nothing fits into
    os.environ.setdefault("PYTORCH_ALLOC_CONF", "expandable_segments:True")  # noqa: TID251 - as above
    for name in ("TRANSFORMERS_VERBOSITY", "DIFFUSERS_VERBOSITY"):
        os.environ.setdefault(name, "error")  # noqa: TID251 - as above
