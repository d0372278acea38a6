"""Database tables. Rows tell people what happened; what a workflow needs is in its history."""

from datetime import datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Identity, Index, UniqueConstraint, false
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import Field, SQLModel

from schemas.columns import json_column as _json
from schemas.columns import moment as _moment


class ProjectRow(SQLModel, table=True):
    """A folder of films."""

    __tablename__ = "projects"

    id: str = Field(primary_key=True)
    owner: str = Field(index=True)
    title: str
    description: str = ""
    commercial_only: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Its films are made by engines only whose licences allow commercial use."""
    moderation: str = Field(default="off", sa_column_kwargs={"server_default": "off"})
    """`schemas.options.ModerationPolicy`: the least that its films' words get."""
    created_at: datetime = _moment()
    updated_at: datetime = _moment()


class FilmRow(SQLModel, table=True):
    """A film."""

    __tablename__ = "films"
    __table_args__ = (Index("films_by_owner", "owner", "created_at", "id"),)

    id: str = Field(primary_key=True)
    owner: str
    project_id: str = Field(foreign_key="projects.id", index=True)
    title: str
    state: str
    reason: str = ""
    is_paused: bool = False
    options: dict[str, Any] = _json(dict)
    """`schemas.options.FilmOptions`."""
    script: dict[str, Any] = _json(dict)
    """`ArtifactRef` of the script."""
    script_name: str
    script_format: str = "auto"
    language: str = ""
    cut: int = 0
    """The newest finished cut; 0 for none."""
    screenplay: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    shots: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    plan: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    """`schemas.plan.FilmPlan` of the newest cut."""
    edits_seen: dict[str, int] = _json(dict)
    """The cut of each of the newest edits, by the edit's id."""
    authors: list[str] = _json(list)
    warnings: list[dict[str, Any]] = _json(list)
    moderation: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    """`schemas.moderation.Moderation` of its script; None when it was not looked through, or not yet."""
    created_at: datetime = _moment()
    updated_at: datetime = _moment()


class StateChangeRow(SQLModel, table=True):
    """One step in a film's life; written once."""

    __tablename__ = "state_changes"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    from_state: str
    to_state: str
    reason: str
    at: datetime = _moment(default=False)


class SceneRow(SQLModel, table=True):
    """A scene."""

    __tablename__ = "scenes"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    heading: str
    music: dict[str, Any] = _json(dict)


class CharacterRow(SQLModel, table=True):
    """A character."""

    __tablename__ = "characters"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    name: str = Field(primary_key=True)
    description: str = ""
    gender: str = "unknown"
    age: str = "adult"


class ShotRow(SQLModel, table=True):
    """A shot."""

    __tablename__ = "shots"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    scene: int
    shot: dict[str, Any] = _json(dict)
    """`schemas.shots.Shot`."""


class LineRow(SQLModel, table=True):
    """A spoken line."""

    __tablename__ = "lines"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    shot: int
    character: str
    text: str
    placement: str = "on"


class ArtifactRow(SQLModel, table=True):
    """A stored artifact; the row is what makes it exist, and the first writer's row stays."""

    __tablename__ = "artifacts"

    key: str = Field(primary_key=True)
    stage: str
    kind: str
    ref: dict[str, Any] = _json(dict)
    """`schemas.media.ArtifactRef`."""
    object_name: str
    facts: dict[str, Any] = _json(dict)
    engine: str
    engine_version: str
    seconds: float = 0.0
    worker: str = ""
    attempt: int = 1
    names: list[str] | None = Field(default_factory=list, sa_type=JSONB(none_as_null=True))
    """Keys of the artifacts without which it is worth nothing: the parts of a sound track, what lies beside a film. None for what is kept
    for ever: of before this was written down."""
    created_at: datetime = _moment()


class UseRow(SQLModel, table=True):
    """A film has an artifact: whatever was made or found for it, until the film is deleted. What no film has may be removed."""

    __tablename__ = "uses"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(foreign_key="artifacts.key", primary_key=True, index=True)


class RemovalRow(SQLModel, table=True):
    """An artifact that no film had: its row is gone, its object goes (`activities/storage/removals.py`)."""

    __tablename__ = "removals"

    key: str = Field(primary_key=True)
    """Of the artifact."""
    object_name: str
    sha256: str
    size_bytes: int = Field(sa_type=BigInteger)
    clearing: str
    """The run of the clearing that removed it, which tells how much it freed."""
    is_done: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    """Whether the object is gone. The row stays for a while: whoever stored the same object before it went, and writes its row only now,
    must store it again."""
    at: datetime = _moment()


class TakeRow(SQLModel, table=True):
    """One take of one thing of a film. Takes are added, never changed; `is_selected` says which one the newest plan uses."""

    __tablename__ = "takes"
    __table_args__ = (UniqueConstraint("film_id", "stage", "target", "key"),)

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    stage: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    """As in `schemas.order.About`: "shot 7", "line 12", "scene 3"."""
    number: int = Field(primary_key=True)
    """From 1, in the order they were made."""
    key: str
    settings: dict[str, Any] = _json(dict)
    """`schemas.changes.TakeSettings`."""
    is_selected: bool = True
    created_at: datetime = _moment()


class StepRow(SQLModel, table=True):
    """One thing one cut needs: planned, then made or reused."""

    __tablename__ = "steps"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    cut: int = Field(primary_key=True)
    stage: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    state: str
    """planned, made or reused."""
    key: str = ""
    at: datetime = _moment()


class CutRow(SQLModel, table=True):
    """A cut of a film; immutable once completed."""

    __tablename__ = "cuts"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    number: int = Field(primary_key=True)
    state: str
    reason: str = ""
    edits: dict[str, Any] = _json(dict)
    files: dict[str, Any] | None = Field(default=None, sa_type=JSONB)
    """`schemas.film.CutFiles`."""
    frames: int = 0
    fps: int = 0
    started_at: datetime = _moment(default=False)
    finished_at: datetime | None = _moment(default=False)


class ApprovalRow(SQLModel, table=True):
    """A scene that waits for a person behind a stage, or was approved there."""

    __tablename__ = "approvals"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    stage: str = Field(primary_key=True)
    scene: int = Field(primary_key=True)
    is_approved: bool
    at: datetime = _moment(default=False)


class EventRow(SQLModel, table=True):
    """Something a watcher of a film wants to hear of; `NOTIFY film_events` carries the film's id."""

    __tablename__ = "events"
    __table_args__ = (UniqueConstraint("film_id", "mark"), Index("events_by_film", "film_id", "id"))

    id: int | None = Field(default=None, sa_column=Column(BigInteger, Identity(always=True), primary_key=True))
    film_id: str = Field(foreign_key="films.id", ondelete="CASCADE")
    mark: str
    """The same mark twice is the same event."""
    kind: str
    """state, pause, outline, step, cut, approval or warning."""
    data: dict[str, Any] = _json(dict)
    at: datetime = _moment()


class CostRow(SQLModel, table=True):
    """What one step of a film cost; the draft profile costs 0 and its seconds are recorded."""

    __tablename__ = "costs"

    film_id: str = Field(foreign_key="films.id", primary_key=True, ondelete="CASCADE")
    key: str = Field(primary_key=True)
    """Of the artifact: what exists already costs nothing."""
    stage: str
    engine: str
    seconds: float
    amount_micros: int = 0
    """In millionths of `currency`."""
    currency: str = "USD"
    at: datetime = _moment()


class PaidCallRow(SQLModel, table=True):
    """One call of a provider that costs money; written before the call, so that a retry does not buy again (`activities/purchase.py`)."""

    __tablename__ = "paid_calls"
    __table_args__ = (Index("paid_calls_by_film", "film_id"),)

    key: str = Field(primary_key=True)
    """Of the artifact that is to come of it."""
    part: int = Field(primary_key=True)
    """From 1, for results that are bought in parts."""
    film_id: str
    """Who ordered it first; kept when the film is deleted, for the money is gone all the same."""
    provider: str
    idempotency_key: str
    state: str
    """`activities.purchase.PurchaseState`."""
    job_id: str = ""
    """The provider's name for it; stored at once when it is known."""
    purchases: int = 1
    """How often it may have been paid for."""
    amount_micros: int = 0
    """What that costs in millionths of a US dollar: as the provider says, else at most by its list."""
    reason: str = ""
    """Why the last call failed or was lost."""
    asked: str = Field(default="", sa_column_kwargs={"server_default": ""})
    """The hash of what was asked."""
    answer: bytes | None = None
    """What a call without a job was answered with, until the artifact that comes of it is stored."""
    answer_headers: dict[str, Any] = _json(dict, server_default="{}")
    """Of that answer, by lower-case name."""
    holder: str = ""
    """The attempt that is at it until `held_until`."""
    held_until: datetime = _moment()
    begun_at: datetime = _moment()
    submitted_at: datetime | None = _moment(default=False)
    done_at: datetime | None = _moment(default=False)


class VoiceSampleRow(SQLModel, table=True):
    """A recorded voice and its speaker's consent; kept, without the recording, when the consent is withdrawn."""

    __tablename__ = "voice_samples"
    __table_args__ = (Index("voice_samples_by_owner", "owner", "created_at", "id"),)

    id: str = Field(primary_key=True)
    """The hash of owner and recording, so that a voice is part of what a line is made from (`schemas.samples.sample_id`)."""
    owner: str
    name: str
    """Of the file it came as."""
    recording: dict[str, Any] = _json(dict)
    """`ArtifactRef`; its artifact is gone once `erased_at` is set."""
    measures: dict[str, Any] = _json(dict)
    """`schemas.samples.SampleMeasures`."""
    consent: dict[str, Any] = _json(dict)
    """`schemas.samples.Consent`."""
    former: list[dict[str, Any]] = _json(list)
    """Earlier consents for the same recording, each with when it was withdrawn and why."""
    created_at: datetime = _moment()
    """When the consent was recorded here."""
    withdrawn_at: datetime | None = _moment(default=False)
    reason: str = ""
    """Why it was withdrawn."""
    erased_at: datetime | None = _moment(default=False)
    """When the recording was removed from the store."""


class IdempotencyRow(SQLModel, table=True):
    """The answer to a request that carried an `Idempotency-Key`."""

    __tablename__ = "idempotency"

    owner: str = Field(primary_key=True)
    key: str = Field(primary_key=True)
    request_hash: str
    film_id: str
    """The film it was about, or the hook that it made."""
    created_at: datetime = _moment()
