"""Signatures of the activities, with their queues, timeouts and retries.

Workflows call these stubs; the bodies, of the same names, are methods in `activities/`. Temporal matches them by name.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from temporalio import activity
from temporalio.common import RetryPolicy

from schemas.admission import AdmissionRequest
from schemas.approvals import RecordApproval
from schemas.casting import ChooseEngines, EnginesChosen
from schemas.clearing import Cleared, ClearedSome, ClearSome
from schemas.clips import AnimateClip
from schemas.effects import MakeEffects
from schemas.engines import Queue
from schemas.exports import ExportCut
from schemas.film import AssembleFilm, CutFiles, EncodeSegment, EncodeTransition, MixSound, StoreReel
from schemas.hooks import DeliverHook, DeliveryTried
from schemas.images import PaintImage
from schemas.lipsync import SyncLips
from schemas.making import (
    EditRehearsed,
    FilmOrder,
    FilmOutline,
    FindScenes,
    OutlineFilm,
    PlanScenes,
    RecordCut,
    RecordNotice,
    RecordPause,
    RecordState,
    RehearseEdit,
    Resume,
    ScenesMade,
    ScenesStart,
)
from schemas.media import ArtifactRef
from schemas.models import FetchModel, ModelFetched, ModelFound
from schemas.moderation import ModerateText, TextModerated
from schemas.music import ComposeMusic
from schemas.order import Order
from schemas.quality import CheckFilm, FilmChecked
from schemas.screenplay import WriteScreenplay
from schemas.shots import ListShots
from schemas.subtitles import TranslateLines
from schemas.voices import SpeakLine

FINAL_FAILURES = ["Refused", "PayloadsTooLarge"]
"""Failures that another attempt can't mend. A result too large for Temporal would otherwise be made again for ever."""

HEARTBEAT = timedelta(seconds=5)
"""Workers beat every second at most; a killed worker's activity starts again elsewhere after this."""
GPU_HEARTBEAT = timedelta(seconds=10)
"""Of workers with models, whose libraries hold the interpreter for seconds while they load."""
GPU_TIMEOUT = timedelta(days=2)
"""For one attempt there. A worker holds several orders and makes them one call after the other: waiting for the others counts, and large
models take many minutes for a clip. A worker that is gone is missed by its heartbeat."""


@dataclass(frozen=True)
class Step:
    """How one kind of activity is run."""

    function: Callable[[Any], Any]
    timeout: timedelta
    """For one attempt."""
    retry: RetryPolicy
    queue: Queue | None = None
    """None: the queue of the order's engine."""
    heartbeat: timedelta | None = HEARTBEAT

    def on(self, queue: Queue) -> "Step":
        """With the times of a queue."""
        return replace(self, timeout=GPU_TIMEOUT, heartbeat=GPU_HEARTBEAT) if queue.merges else self


@activity.defn
async def choose_engines(order: ChooseEngines) -> EnginesChosen:
    """Resolve a profile: which engine, version and queue for each stage. In `activities/casting.py`."""
    raise NotImplementedError


@activity.defn
async def write_screenplay(order: WriteScreenplay) -> ArtifactRef:
    """Parse a script. In `activities/screenplay/activity.py`."""
    raise NotImplementedError


@activity.defn
async def moderate_text(order: ModerateText) -> TextModerated:
    """Look words through. In `activities/moderation/activity.py`."""
    raise NotImplementedError


@activity.defn
async def list_shots(order: ListShots) -> ArtifactRef:
    """Break a screenplay into shots. In `activities/shots/activity.py`."""
    raise NotImplementedError


@activity.defn
async def outline_film(order: OutlineFilm) -> FilmOutline:
    """Write the rows of a film's scenes, shots, lines and characters. In `activities/planning.py`."""
    raise NotImplementedError


@activity.defn
async def plan_scenes(order: PlanScenes) -> ScenesStart:
    """Look up what of some scenes exists. In `activities/planning.py`."""
    raise NotImplementedError


@activity.defn
async def find_scenes(order: FindScenes) -> ScenesMade:
    """Find scenes that exist whole. In `activities/planning.py`."""
    raise NotImplementedError


@activity.defn
async def rehearse_edit(order: RehearseEdit) -> EditRehearsed:
    """Find out what an edit would do. In `activities/rehearsing.py`."""
    raise NotImplementedError


@activity.defn
async def paint_image(order: PaintImage) -> ArtifactRef:
    """Paint a shot's picture. In `activities/images/activity.py`."""
    raise NotImplementedError


@activity.defn
async def animate_clip(order: AnimateClip) -> ArtifactRef:
    """Set a picture in motion. In `activities/clips/activity.py`."""
    raise NotImplementedError


@activity.defn
async def speak_line(order: SpeakLine) -> ArtifactRef:
    """Speak a line. In `activities/voices/activity.py`."""
    raise NotImplementedError


@activity.defn
async def compose_music(order: ComposeMusic) -> ArtifactRef:
    """Compose a cue. In `activities/music/activity.py`."""
    raise NotImplementedError


@activity.defn
async def make_effects(order: MakeEffects) -> ArtifactRef:
    """Make the sounds of a shot's action. In `activities/effects/activity.py`."""
    raise NotImplementedError


@activity.defn
async def sync_lips(order: SyncLips) -> ArtifactRef:
    """Move the lips of those who speak. In `activities/lipsync/activity.py`."""
    raise NotImplementedError


@activity.defn
async def encode_segment(order: EncodeSegment) -> ArtifactRef:
    """Encode a shot. In `activities/film/activity.py`."""
    raise NotImplementedError


@activity.defn
async def encode_transition(order: EncodeTransition) -> ArtifactRef:
    """Encode the overlap of two shots. In `activities/film/activity.py`."""
    raise NotImplementedError


@activity.defn
async def store_reel(order: StoreReel) -> ArtifactRef:
    """Store a scene's reel. In `activities/film/activity.py`."""
    raise NotImplementedError


@activity.defn
async def mix_sound(order: MixSound) -> ArtifactRef:
    """Mix a cut's sound. In `activities/film/activity.py`."""
    raise NotImplementedError


@activity.defn
async def translate_lines(order: TranslateLines) -> ArtifactRef:
    """Translate the lines of a scene. In `activities/film/activity.py`."""
    raise NotImplementedError


@activity.defn
async def assemble_film(order: AssembleFilm) -> CutFiles:
    """Join a cut and make its companions. In `activities/film/activity.py`."""
    raise NotImplementedError


@activity.defn
async def check_film(order: CheckFilm) -> FilmChecked:
    """Check a finished cut. In `activities/film/quality/activity.py`."""
    raise NotImplementedError


@activity.defn
async def export_cut(order: ExportCut) -> ArtifactRef:
    """Make a file for editors out of a finished cut. In `activities/film/activity.py`."""
    raise NotImplementedError


@activity.defn
async def record_state(order: RecordState) -> None:
    """Write a step in a film's life. In `activities/records.py`."""
    raise NotImplementedError


@activity.defn
async def record_cut(order: RecordCut) -> None:
    """Write what became of a cut. In `activities/records.py`."""
    raise NotImplementedError


@activity.defn
async def load_film(order: FilmOrder) -> Resume:
    """A finished film as its rows tell of it. In `activities/records.py`."""
    raise NotImplementedError


@activity.defn
async def record_notice(order: RecordNotice) -> None:
    """Tell a film's watchers something that they should know. In `activities/records.py`."""
    raise NotImplementedError


@activity.defn
async def record_approval(order: RecordApproval) -> None:
    """Write that scenes wait for a person, or were approved. In `activities/records.py`."""
    raise NotImplementedError


@activity.defn
async def record_pause(order: RecordPause) -> None:
    """Write that a film is paused, or goes on. In `activities/records.py`."""
    raise NotImplementedError


@activity.defn
async def ask_admission(order: AdmissionRequest) -> str:
    """Ask an owner's admission for a turn; answers with its workflow id. In `activities/presence.py`."""
    raise NotImplementedError


@activity.defn
async def films_open(order: list[str]) -> list[str]:
    """Those of some workflows, by id, that are still open. In `activities/presence.py`."""
    raise NotImplementedError


@activity.defn
async def clear_some(order: ClearSome) -> ClearedSome:
    """Remove a batch of what no film has. In `activities/clearing.py`."""
    raise NotImplementedError


@activity.defn
async def tell_cleared(order: ClearSome) -> Cleared:
    """How much a clearing removed. In `activities/clearing.py`."""
    raise NotImplementedError


@activity.defn
async def look_up_model(order: FetchModel) -> ModelFound:
    """Ask the hub for a model. In `activities/models/activity.py`."""
    raise NotImplementedError


@activity.defn
async def fetch_model(order: FetchModel) -> ModelFetched:
    """Fetch a model into the registry. In `activities/models/activity.py`."""
    raise NotImplementedError


@activity.defn
async def discard_model(order: FetchModel) -> None:
    """Delete what came of a model that was not fetched whole. In `activities/models/activity.py`."""
    raise NotImplementedError


@activity.defn
async def send_delivery(order: DeliverHook) -> DeliveryTried:
    """Send a hook what waits longest. In `activities/hooks/activity.py`."""
    raise NotImplementedError


_CRAFT = RetryPolicy(
    # No limit of attempts: a killed worker and a service that is down cost attempts too. What is broken ends itself after three
    # (`activities/failures.py`).
    initial_interval=timedelta(seconds=1),
    maximum_interval=timedelta(seconds=30),
    non_retryable_error_types=FINAL_FAILURES,
)
_CLERK = RetryPolicy(
    # Rows and lookups wait for a database that is down, they don't fail the film: without limit, up to 10 s apart.
    initial_interval=timedelta(milliseconds=500),
    maximum_interval=timedelta(seconds=10),
    non_retryable_error_types=FINAL_FAILURES,
)

STEPS: dict[type[Order], Step] = {
    WriteScreenplay: Step(write_screenplay, timedelta(minutes=30), _CRAFT),
    ModerateText: Step(moderate_text, timedelta(minutes=30), _CRAFT),
    ListShots: Step(list_shots, timedelta(minutes=30), _CRAFT),
    PaintImage: Step(paint_image, timedelta(minutes=30), _CRAFT),
    AnimateClip: Step(animate_clip, timedelta(hours=1), _CRAFT),
    SpeakLine: Step(speak_line, timedelta(minutes=15), _CRAFT),
    ComposeMusic: Step(compose_music, timedelta(minutes=30), _CRAFT),
    MakeEffects: Step(make_effects, timedelta(minutes=30), _CRAFT),
    SyncLips: Step(sync_lips, timedelta(hours=1), _CRAFT),
    EncodeSegment: Step(encode_segment, timedelta(hours=1), _CRAFT, Queue.CPU),
    EncodeTransition: Step(encode_transition, timedelta(minutes=15), _CRAFT, Queue.CPU),
    MixSound: Step(mix_sound, timedelta(hours=1), _CRAFT, Queue.CPU),
    TranslateLines: Step(translate_lines, timedelta(minutes=30), _CRAFT, Queue.CPU),
    AssembleFilm: Step(assemble_film, timedelta(hours=2), _CRAFT, Queue.CPU),
    CheckFilm: Step(check_film, timedelta(hours=1), _CRAFT, Queue.CPU),
    ExportCut: Step(export_cut, timedelta(hours=2), _CRAFT, Queue.CPU),
    StoreReel: Step(store_reel, timedelta(minutes=1), _CLERK, Queue.WORKFLOWS, None),
}
"""How each kind of order is made."""

CLERK = Step(lambda _order: None, timedelta(minutes=1), _CLERK, Queue.WORKFLOWS, None)
"""How rows and lookups are run, whatever their function: beside the workflows, short, until they succeed."""

LOOK_UP_MODEL = Step(look_up_model, timedelta(minutes=5), _CRAFT)
FETCH_MODEL = Step(fetch_model, timedelta(days=7), _CRAFT)
"""Hundreds of GB through a narrow line; whether anything still comes is told by the heartbeat and by the hub's silence, not by this."""
DISCARD_MODEL = Step(discard_model, timedelta(minutes=10), _CRAFT, heartbeat=None)
"""On the queue of the registry that the order names."""

SEND_DELIVERY = Step(send_delivery, timedelta(minutes=1), _CLERK)
"""One attempt, which a receiver can draw out to `activities/hooks/posting.py:TIMEOUT_S`. That it failed is a result: when it is tried again
stands in its row."""
