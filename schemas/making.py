"""What workflows are started with, what their activities take beside orders, and what they tell."""

from datetime import datetime

from schemas.changes import Change
from schemas.edits import Edits, Places
from schemas.film import CutFiles, Join, ReelShot
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.moderation import Moderation
from schemas.options import FilmOptions
from schemas.plan import FilmPlan, ScenePlan
from schemas.screenplay import ScriptFormat
from schemas.stages import Stage
from schemas.states import CutState, FilmState


class Resume(Message):
    """A film as it stands, for a run that goes on with it: after an idle time, or after the history grew long."""

    state: FilmState
    transitions: int
    """How many state changes are recorded."""
    cut: int
    """The last finished cut."""
    begun_cut: int
    """The last cut that was begun."""
    screenplay: ArtifactRef
    shots: ArtifactRef
    plan: FilmPlan
    places: Places
    is_paused: bool = False
    seen: dict[str, int] = {}
    """The cut of each of the newest edits, by the edit's id."""
    scenes: dict[int, "SceneMade"] = {}
    files: CutFiles | None = None


class FilmOrder(Message):
    """Starts `MakeFilm`."""

    film: str
    owner: str
    project: str
    script: ArtifactRef
    script_name: str
    """What the film is called when neither the script nor the options say."""
    format: ScriptFormat = "auto"
    options: FilmOptions = FilmOptions()
    is_made: bool = False
    """True to go on with a film that was finished before: everything is loaded from its rows."""
    resume: Resume | None = None
    idle_days: float = 7
    """How long a finished film stays open for edits before its workflow completes."""
    films_at_once: int = 4
    """How many films of one owner are made at the same time; others wait, queued, in order."""
    asks_again_s: float = 60
    """How long it waits for its turn before it asks again, should whoever keeps the list be gone; then ever longer."""


class ScenesOrder(Message):
    """Starts `MakeScenes`."""

    plans: dict[int, FilmPlan]
    """The part of the film's plan that concerns each of the scenes, by number."""
    cut: int
    shots: ArtifactRef
    is_paused: bool = False


class Revision(Message):
    """Changed plans for scenes in the making."""

    plans: dict[int, FilmPlan]
    """Of every scene that the workflow makes, changed or not."""
    cut: int


class SceneMade(Message):
    """A finished scene."""

    scene: int
    plan: FilmPlan
    """What it was made after; another plan means it must be made again."""
    reel: ArtifactRef
    heard: str
    """`Reel.sound_key`."""
    said: str = ""
    """`Reel.said_key`."""
    frames: int
    """Its length with all overlaps counted once."""
    first: ReelShot
    last: ReelShot
    joins: list[Join] = []
    """Transitions between its own shots."""
    shots: list[tuple[int, int, int]] = []
    """Number, frames, overlap with the shot before."""


class OutlineFilm(Message):
    """Asks to write the rows of a film's scenes, shots, lines and characters."""

    film: str
    owner: str
    screenplay: ArtifactRef
    shots: ArtifactRef
    fallback_title: str
    options: FilmOptions
    notes: list[str] = []
    """What is to be told of the film beside what its script gives reason for."""


class FilmOutline(Message):
    """What a film's workflow must know of its shot list."""

    title: str
    authors: list[str] = []
    language: str
    places: Places
    warnings: int


class PlanScenes(Message):
    """Asks what of some scenes exists already."""

    order: ScenesOrder


class SceneStart(Message):
    """A scene's shots."""

    scene: ScenePlan
    reel: ArtifactRef | None = None
    """The whole scene, when nothing of it is missing."""


class ScenesStart(Message):
    """Some scenes' shots and what of them exists."""

    scenes: list[SceneStart]
    made: dict[str, ArtifactRef]
    """By key; scenes may share some of it."""


class FindScenes(Message):
    """Asks which of some scenes exist whole."""

    plan: FilmPlan
    """Of the whole film."""
    cut: int
    shots: ArtifactRef
    scenes: list[int]


class ScenesMade(Message):
    """Scenes of which everything exists."""

    scenes: list[SceneMade]


class RehearseEdit(Message):
    """Asks what some changes would do to a film."""

    plan: FilmPlan
    """As it is now."""
    changes: list[Change]
    shots: ArtifactRef


class EditRehearsed(Message):
    """What an edit would do."""

    problems: list[str]
    """Why it can't be done, or would change nothing; empty when it does something."""


class RecordState(Message):
    """One step in a film's life."""

    film: str
    number: int
    """From 1; the same number twice is the same step."""
    state: FilmState
    reason: str
    at: datetime
    cut: int = 0
    is_paused: bool = False
    moderation: Moderation | None = None
    """What was found in the film's script, with the state that follows from it."""


class RecordCut(Message):
    """What became of a cut."""

    film: str
    cut: int
    state: CutState
    reason: str
    at: datetime
    edits: Edits = Edits()
    seen: dict[str, int] = {}
    plan: FilmPlan | None = None
    files: CutFiles | None = None
    frames: int = 0
    fps: int = 0


class FilmStatus(Message):
    """What `MakeFilm` answers to the query `status`."""

    film: str
    title: str
    state: FilmState
    reason: str
    is_paused: bool
    cut: int
    """The last finished cut; 0 for none."""
    making_cut: int | None
    revision: int
    scenes: dict[int, str]
    """waiting, making or made."""
    stage: str
    cautions: list[str] = []
    """What was found in its words that may not be wanted in films."""


class TimelineShot(Message):
    """One shot in the answer to the query `timeline`."""

    scene: int
    shot: int
    first_frame: int
    frames: int


class FilmTimeline(Message):
    """What `MakeFilm` answers to the query `timeline`; scenes that are not made yet are missing."""

    fps: int
    frames: int
    shots: list[TimelineShot]


class SceneStatus(Message):
    """How far one scene is."""

    scene: int
    ordered: dict[Stage, int]
    made: dict[Stage, int]


class ScenesStatus(Message):
    """What `MakeScenes` answers to the query `status`."""

    scenes: list[SceneStatus]
    running: list[str]
    is_paused: bool


class CancelFilm(Message):
    """The signal `cancel`."""

    reason: str = "cancelled on request"


class FilmMade(Message):
    """The result of `MakeFilm`."""

    film: str
    state: FilmState
    cut: int
    files: CutFiles | None = None


class RecordNotice(Message):
    """Something that a film's watchers should know: engines that changed, what was made again because it failed its check."""

    film: str
    cut: int
    message: str


class RecordPause(Message):
    """A film was paused or goes on."""

    film: str
    is_paused: bool
    at: datetime
