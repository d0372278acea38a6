"""What a process is told from outside: environment variables that begin with `FILM_`.

Only `workers/bootstrap.py` builds a `Settings`; everything else is handed the values it needs. Where Temporal is and how to reach it
is not here: `temporalio.envconfig` reads `TEMPORAL_ADDRESS`, `TEMPORAL_NAMESPACE` and the rest. The local stack sets both kinds for
the processes it starts; on a server `deploy/env.example` lists them. Addresses and secrets have no default, so that a process that
was told nothing stops with their names instead of reaching for a wrong place.
"""

import re
from datetime import timedelta
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import ByteSize, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from schemas.options import ModerationPolicy

MEBIBYTE = 1024 * 1024
SHORTEST_KEY = 32
"""Characters of a key that secrets are computed from."""

_ORIGIN = re.compile(r"https?://(?:[a-z0-9-]+(?:\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(?::[1-9][0-9]{0,4})?")
"""As browsers send it: in small letters, nothing behind the port, and the port only where it is not the scheme's own."""

Port = Annotated[int, Field(ge=1, le=65535)]


class Settings(BaseSettings):
    """Everything a worker or the API must be told; immutable, checked when built."""

    model_config = SettingsConfigDict(env_prefix="FILM_", frozen=True, extra="ignore", hide_input_in_errors=True)

    mode: Literal["local", "server"] = Field("local", description="local: one built-in user, loopback only. server: login is on.")
    state_dir: Path = Field(Path(".film"), description="Scratch files and, in local mode, the stack's state.")
    log_level: Literal["debug", "info", "warning", "error"] = "info"

    database_url: SecretStr = Field(description="postgresql+asyncpg://user:password@host:port/name")

    s3_endpoint: str = Field(description="Where the object store answers, scheme included: http://127.0.0.1:8333")
    s3_public_endpoint: str | None = Field(None, description="Where browsers reach the store, if elsewhere: signed addresses use it.")
    s3_region: str = "us-east-1"
    s3_bucket: str = "films"
    s3_access_key: str = Field(min_length=1)
    s3_secret_key: SecretStr = Field(min_length=1)

    api_host: str = "127.0.0.1"
    api_port: Port = 8484
    api_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        (),
        description="Origins of web pages elsewhere that may use the API, with commas between: https://studio.example,http://localhost:3000",
    )
    temporal_ui_url: str | None = Field(None, description="Where people find Temporal's Web UI, for links.")

    script_size_max: ByteSize = Field(ByteSize(16 * MEBIBYTE), ge=1, description="Larger scripts are refused while they upload.")
    script_scenes_max: int = Field(1_000, ge=1)
    script_shots_max: int = Field(10_000, ge=1)

    cpu_activities: int | None = Field(None, ge=1, description="Activities a cpu worker runs at once; None: one per core.")
    gpu_activities: int = Field(16, ge=1, description="Orders a gpu worker holds at once; it runs one engine call at a time, merged.")
    hosted_activities: int = Field(8, ge=1, description="Orders a hosted worker has at providers at once.")
    gpu_memory_max: ByteSize | None = Field(None, ge=1, description="A gpu worker takes no more of its device than this; None: all of it.")
    workflow_tasks: int = Field(
        3,
        ge=2,
        description="Workflow tasks a workflow worker runs at once; with few, what happens meanwhile is handled in one task.",
    )
    drain_timeout: timedelta = Field(timedelta(seconds=5), description="How long a stopping worker lets running activities finish.")

    moderation: ModerationPolicy = Field("off", description="The least that every film's words get; films and projects may be stricter.")
    moderation_threshold: float = Field(1.0, ge=0.05, le=1, description="The highest score that a film may let pass.")

    model_downloads: Literal["off", "known", "any"] = Field(
        "any", description="Models that may be fetched over HTTP: none, those of the catalogue, or all of the hub."
    )
    models_commercial_only: bool = Field(False, description="Over HTTP, fetch no model whose licence forbids commercial use.")

    hooks_key: SecretStr | None = Field(
        None, description="What the secrets of webhooks are computed from; without it there are none. 32 characters or more, kept for good."
    )
    hook_networks: Annotated[tuple[IPv4Network | IPv6Network, ...], NoDecode] = Field(
        (), description="Networks that webhooks may lead to although they are not public, with commas between: 10.1.0.0/16,fd00::/8"
    )
    hook_plain_http: bool = Field(False, description="In server mode: webhooks may lead to http addresses, beside https.")
    hook_activities: int = Field(8, ge=1, description="Receivers of webhooks that a cpu worker tells at once.")

    c2pa_certificate: Path | None = Field(None, description="PEM chain to sign finished films with; needs the extra provenance.")
    c2pa_private_key: Path | None = Field(None, description="PEM of its unencrypted private key.")

    @model_validator(mode="after")
    def _can_sign(self) -> Self:
        if (self.c2pa_certificate is None) != (self.c2pa_private_key is None):
            raise ValueError("to sign films both are wanted: FILM_C2PA_CERTIFICATE and FILM_C2PA_PRIVATE_KEY")
        return self

    @field_validator("c2pa_certificate", "c2pa_private_key", mode="before")
    @classmethod
    def _nothing_is_none(cls, path: object) -> object:
        return path or None  # a variable that is set to nothing names no file

    @field_validator("hooks_key", mode="before")
    @classmethod
    def _empty_is_none(cls, key: object) -> object:
        return key or None

    @field_validator("hooks_key")
    @classmethod
    def _is_long(cls, key: SecretStr | None) -> SecretStr | None:
        if key is not None and len(key.get_secret_value()) < SHORTEST_KEY:
            raise ValueError(f"wanted {SHORTEST_KEY} characters or more, as `openssl rand -hex 32` makes them")
        return key

    @field_validator("api_origins", "hook_networks", mode="before")
    @classmethod
    def _between_commas(cls, given: object) -> object:
        return [one.strip() for one in given.split(",") if one.strip()] if isinstance(given, str) else given

    @field_validator("api_origins")
    @classmethod
    def _are_origins(cls, origins: tuple[str, ...]) -> tuple[str, ...]:
        wrong = [origin for origin in origins if not _ORIGIN.fullmatch(origin)]
        if wrong:
            raise ValueError(
                f"'{wrong[0]}' is no origin; wanted scheme, host and port alone, like https://studio.example or http://localhost:3000"
            )
        return origins

    @field_validator("s3_endpoint", "s3_public_endpoint")
    @classmethod
    def _has_scheme(cls, endpoint: str | None) -> str | None:
        if endpoint is None or endpoint.startswith(("http://", "https://")):
            return endpoint and endpoint.rstrip("/")
        raise ValueError("wanted an address with its scheme, like http://127.0.0.1:8333")

    @field_validator("database_url")
    @classmethod
    def _is_postgres(cls, url: SecretStr) -> SecretStr:
        if not url.get_secret_value().startswith("postgresql+asyncpg://"):
            raise ValueError("wanted postgresql+asyncpg://user:password@host:port/name")
        return url
