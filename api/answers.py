"""What the routes answer with. Links are paths on this server; times are ISO 8601 with an offset."""

from datetime import datetime
from typing import Generic, Literal, TypeVar

from pydantic import ConfigDict, Field

from schemas.changes import TakeSettings
from schemas.edits import Edits
from schemas.engines import EngineInfo
from schemas.message import Message
from schemas.moderation import Moderation
from schemas.options import FilmOptions, Gate, ModerationPolicy
from schemas.profiles import EngineUse
from schemas.screenplay import ScriptFormat, ScriptWarning
from schemas.shots import Character, MusicCue, Shot
from schemas.stages import Stage
from schemas.states import CutState, FilmState
from schemas.voices import Voice

Item = TypeVar("Item")


class Page(Message, Generic[Item]):
    """One page of a list, newest first."""

    items: list[Item]
    next_cursor: str | None = Field(default=None, description="Give it as `cursor` for the next page; null on the last one.")


class ProjectAnswer(Message):
    """A folder of films."""

    id: str
    title: str
    description: str
    commercial_only: bool
    moderation: ModerationPolicy
    films: int
    created_at: datetime
    updated_at: datetime


class FilmSummary(Message):
    """A film in a list."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "example": {
                "id": "k3wq8x2p4m",
                "project": "p7m2c9hdxa",
                "title": "The Lighthouse",
                "state": "processing",
                "reason": "",
                "is_paused": False,
                "cut": 0,
                "duration_s": None,
                "created_at": "2026-11-20T10:00:00Z",
                "updated_at": "2026-11-20T10:00:04Z",
                "href": "/api/films/k3wq8x2p4m",
            }
        },
    )

    id: str
    project: str
    title: str
    state: FilmState
    reason: str = Field(description="Why it is in this state, in a sentence; empty when there is nothing to say.")
    is_paused: bool
    cut: int = Field(description="The newest finished cut; 0 for none.")
    duration_s: float | None = Field(description="Length of that cut; null for none.")
    created_at: datetime
    updated_at: datetime
    href: str


class StageProgress(Message):
    """How far one stage of a cut is."""

    planned: int = Field(description="How many things the cut needs, as far as is known yet.")
    made: int
    reused: int = Field(description="Things that existed already, from an earlier cut or another film.")

    @property
    def done(self) -> int:
        """Things that are there."""
        return self.made + self.reused


class Progress(Message):
    """How far the newest cut is."""

    state: FilmState
    reason: str
    is_paused: bool
    cut: int = Field(description="The cut these numbers are about; 0 before anything was planned.")
    cut_state: CutState | None
    shots: int = Field(description="Shots of the film; 0 until it was broken into shots.")
    last_event: int = Field(description="The newest event's id; 0 for none. `Last-Event-ID` for a stream of what comes after this answer.")
    percent: int = Field(
        default=0,
        description="Of all things the cut needs, how many are there; 0 until the shots are listed, 100 when the cut is finished.",
    )
    stages: dict[Stage, StageProgress]
    awaiting: dict[Gate, list[int]] = Field(
        default={}, description="Scenes that wait until a person approves what there is of them, by the stage that is to be looked at."
    )


class StepAtWork(Message):
    """One step of a film that a worker has in hand, or that failed and is tried again."""

    stage: Stage
    target: str = Field(examples=["shot 7", "line 12", "scene 3"], description="What it is for; empty while it has not told.")
    label: str = Field(examples=["Scene 3 · Shot 7 · image · sdxl · take 1"])
    state: Literal["working", "stopping", "waiting"] = Field(
        description="working; stopping: it was cancelled and ends with its current step; waiting: to be tried again."
    )
    fraction: float = Field(description="0 to 1: how much is done. 0 also while it waits in its worker, or for its model to be loaded.")
    scheduled_at: datetime = Field(description="When this attempt was, or will be, given to a worker.")
    began_at: datetime | None = Field(description="When a worker took it, this time or the time before.")
    worker: str = Field(description="Which worker has it: host and process.")
    attempt: int = Field(description="The how-manieth attempt, from 1.")
    trouble: str = Field(description="Why the attempt before this one failed; empty when none did.")


class Working(Message):
    """What is at work for a film at this moment."""

    steps: list[StepAtWork]


class SceneAnswer(Message):
    """A scene, its shots by number."""

    number: int
    heading: str
    music: MusicCue
    shots: list[int]


class LineAnswer(Message):
    """A spoken line as the shot list has it; what was changed since is in the cuts' `edits`."""

    number: int
    shot: int
    character: str
    text: str
    placement: str


class TakeAnswer(Message):
    """One take of one thing."""

    stage: Stage
    target: str = Field(examples=["shot 7", "line 12", "scene 3"])
    number: int
    is_selected: bool
    settings: TakeSettings
    created_at: datetime
    href: str = Field(description="Its file: a picture, a sound, a clip. Clips that are drawn while they are encoded have none (409).")


class FileAnswer(Message):
    """A file of a cut."""

    href: str
    media_type: str
    size_bytes: int
    sha256: str


class CutAnswer(Message):
    """One numbered version of the film; immutable once completed."""

    number: int
    state: CutState
    reason: str
    edits: Edits = Field(description="Everything that was changed up to this cut.")
    frames: int
    fps: int
    duration_s: float | None
    started_at: datetime | None
    finished_at: datetime | None
    files: dict[str, FileAnswer] = Field(
        description="By name: film.mp4 or film.mov, poster.jpg, contact-sheet.jpg, manifest.json; some have film.srt, film.vtt, and "
        "stream.m3u8 with stream.mp4."
    )


class StateChange(Message):
    """One step in a film's life."""

    number: int
    from_state: FilmState
    to_state: FilmState
    reason: str
    at: datetime | None


class StageCost(Message):
    """What one stage took."""

    artifacts: int
    seconds: float
    amount_micros: int


class Cost(Message):
    """What a film cost; reused artifacts cost nothing."""

    amount_micros: int = Field(description="In millionths of `currency`.")
    currency: str
    seconds: float = Field(description="Of work, over all workers.")
    stages: dict[str, StageCost]
    open_micros: int = Field(
        default=0,
        description="Beside `amount_micros`: what was or may have been paid to providers for calls of which nothing has come, or not yet.",
    )


class ScriptAnswer(Message):
    """The script a film was made from."""

    name: str
    format: ScriptFormat
    size_bytes: int
    sha256: str
    href: str


class FilmAnswer(FilmSummary):
    """Everything about a film."""

    options: FilmOptions
    language: str
    authors: list[str]
    script: ScriptAnswer
    progress: Progress
    scenes: list[SceneAnswer]
    shots: list[Shot]
    lines: list[LineAnswer]
    characters: list[Character]
    takes: list[TakeAnswer]
    cuts: list[CutAnswer]
    warnings: list[ScriptWarning]
    moderation: Moderation | None = Field(
        default=None, description="What was found in its script; null when it was not looked through, or not yet."
    )
    history: list[StateChange]
    cost: Cost
    links: dict[str, str] = Field(description="script, screenplay, events, cuts; temporal_ui where one is set up.")


class FilmEvent(Message):
    """One event of the stream; its number is the stream's `id`, its kind the stream's `event`."""

    id: int
    kind: str = Field(description="state, pause, outline, step, cut, approval or warning.")
    at: datetime
    data: dict[str, object]


class ChangeTaken(Message):
    """A change that was taken: it will be in `cut`."""

    film: str
    edit: str = Field(description="Its id; the same id sent again changes nothing more.")
    revision: int
    cut: int
    href: str = Field(description="Where that cut will be.")


class ApprovalTaken(Message):
    """Scenes that go on."""

    film: str
    stage: Gate
    scenes: list[int] = Field(description="Those that were not approved before.")


class SignalTaken(Message):
    """A request to the film in the making that was passed on."""

    film: str
    state: FilmState
    is_paused: bool
    detail: str


class ProfileAnswer(Message):
    """A named choice of engine per stage."""

    name: str
    summary: str
    stages: dict[Stage, EngineUse]
    licences: dict[Stage, str] = Field(description="Of what each stage is made with, as far as is known here; assembling needs none.")
    commercial_use: bool = Field(description="Whether all of them allow commercial use; a condition may stand in the summary.")
    unavailable: list[str] = Field(description="What keeps it from running here, per engine; empty when it can.")


class EngineList(Message):
    """Every engine that is installed."""

    engines: list[EngineInfo]


class VoiceList(Message):
    """The voices that lines and characters can be given."""

    voices: list[Voice]


class ProfileList(Message):
    """Every profile."""

    profiles: list[ProfileAnswer]


class Health(Message):
    """This process is up."""

    status: str = "up"
    version: str


class Readiness(Message):
    """Which of the things this process needs answer."""

    is_ready: bool
    parts: dict[str, str] = Field(
        description='"ready", or what is wrong, for each of database, temporal and store.',
        examples=[{"database": "ready", "temporal": "ready", "store": "ready"}],
    )
