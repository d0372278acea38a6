"""A crew that makes nothing but references: every activity under its real name, so that workflows can be tried without media."""

import asyncio
from collections.abc import Callable
from typing import Any

from temporalio import activity
from temporalio.client import Client
from temporalio.exceptions import ApplicationError

from activities.planning import reel_order
from activities.presence import Presence
from schemas.approvals import RecordApproval
from schemas.casting import ChooseEngines, EnginesChosen
from schemas.clips import AnimateClip
from schemas.edits import Places
from schemas.effects import MakeEffects
from schemas.engines import EngineChoice, Guest, Queue
from schemas.exports import ExportCut
from schemas.film import AssembleFilm, CutFiles, EncodeSegment, EncodeTransition, MixSound, StoreReel
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
    SceneMade,
    ScenesMade,
    ScenesStart,
    SceneStart,
)
from schemas.media import JSON, MP4, ArtifactRef
from schemas.moderation import ModerateText, TextModerated, Verdict
from schemas.music import ComposeMusic
from schemas.order import Order
from schemas.plan import FilmPlan, ScenePlan, scene_plan
from schemas.quality import CheckFilm, FilmChecked, Finding
from schemas.rehearsal import Rehearsal
from schemas.scene_orders import SceneOrders
from schemas.screenplay import WriteScreenplay
from schemas.shots import ListShots, ShotList
from schemas.stages import Stage
from schemas.states import FilmState
from schemas.voices import SpeakLine
from tests.small import made_from, small_shot_list


class Crew:
    """Remembers what was made and recorded, and can be told to dawdle or to fail."""

    def __init__(self, client: Client, shots: ShotList | None = None) -> None:
        """Nothing is made yet; films are admitted through `client`, and have the small film's shots by default."""
        self.presence = Presence(client)
        self.shots = shots or small_shot_list()
        self.places = Places(
            scenes={scene.number: [shot.number for shot in scene.shots] for scene in self.shots.scenes},
            lines={shot.number: [line.number for line in shot.lines] for scene in self.shots.scenes for shot in scene.shots if shot.lines},
            characters=[character.name for character in self.shots.characters],
        )
        self.made: dict[str, ArtifactRef] = {}
        self.ran: list[str] = []
        """What was made, "stage target", in the order it ended."""
        self.asked: list[str] = []
        """What was ordered, made already or not."""
        self.begun: list[str] = []
        self.stored: set[int] = set()
        """Scenes of which the reel was stored."""
        self.states: list[RecordState] = []
        self.cuts: list[RecordCut] = []
        self.pauses: list[bool] = []
        self.approvals: list[RecordApproval] = []
        self.holds: dict[str, asyncio.Event] = {}
        """Things that are not made before their event is set, by "stage target"."""
        self.refuses: Callable[[Order], str | None] = lambda _order: None
        self.finds: Callable[[list[CheckFilm]], list[Finding]] = lambda _checked: []
        """What is at fault in the newest of the films that were checked."""
        self.checked: list[CheckFilm] = []
        self.judges: Callable[[ModerateText], Verdict] = lambda _order: Verdict()
        """What is found in words."""
        self.moderated: list[ModerateText] = []
        self.notices: list[str] = []
        self.refuses_notice = "\0"
        """Of notices that have it, none can be written down."""
        self.version = "1"
        """Of every engine but the film's."""
        self.image_options: dict[str, str | int | float | bool] = {}
        """Of the images engine, as a profile would give them."""
        self.absent: frozenset[Stage] = frozenset()
        """Stages that the profile names no engine for."""
        self.casts_no = ""
        """An engine that shots can't have,"""
        self.casts_no_for = "Refused"
        """and the type of failure that says so."""
        self.refused_version: str | None = None
        """As by workers that are updated already, while the one that casts is not."""
        self.refusals = 0
        self.resume: Resume | None = None

    def activities(self) -> list[Callable[..., Any]]:
        """Every activity, for a worker."""
        return [
            self.choose_engines,
            self.write_screenplay,
            self.moderate_text,
            self.list_shots,
            self.outline_film,
            self.plan_scenes,
            self.find_scenes,
            self.rehearse_edit,
            self.paint_image,
            self.animate_clip,
            self.speak_line,
            self.compose_music,
            self.make_effects,
            self.sync_lips,
            self.encode_segment,
            self.encode_transition,
            self.store_reel,
            self.mix_sound,
            self.assemble_film,
            self.export_cut,
            self.check_film,
            self.record_notice,
            self.record_state,
            self.record_cut,
            self.record_pause,
            self.record_approval,
            self.load_film,
            self.presence.films_open,
            self.presence.ask_admission,
        ]

    def hold(self, what: str) -> asyncio.Event:
        """Let something wait until the event is set."""
        self.holds[what] = asyncio.Event()
        return self.holds[what]

    async def _make(self, order: Order) -> ArtifactRef:
        what = f"{order.stage} {order.about.target}"
        reason = self.refuses(order)
        if reason:
            raise ApplicationError(reason, type="Refused", non_retryable=True)
        self.asked.append(what)
        known = next((key for key in order.keys if key in self.made), None)
        if known is not None:
            return self.made[known]
        if order.stage is not Stage.FILM and (order.engine.version != self.version or self.version == self.refused_version):
            self.refusals += 1
            raise ApplicationError(f"this worker has version {self.version}", type="Superseded", non_retryable=True)
        if order.key not in self.made:
            self.begun.append(what)
            while what in self.holds and not self.holds[what].is_set():
                activity.heartbeat()
                await asyncio.sleep(0.05)
            self.made[order.key] = made_from(order)
            self.ran.append(what)
        return self.made[order.key]

    @activity.defn
    async def choose_engines(self, order: ChooseEngines) -> EnginesChosen:
        if any(wish.wanted.engine == self.casts_no for wish in order.wishes):
            raise ApplicationError(f"no engine '{self.casts_no}' for images", type=self.casts_no_for, non_retryable=True)
        film = EngineChoice(stage=Stage.FILM, name="film", version="1")
        choice = {stage: EngineChoice(stage=stage, name=order.profile, version=self.version) for stage in Stage if stage not in self.absent}
        choice[Stage.IMAGES] = choice[Stage.IMAGES].model_copy(update={"options": self.image_options})
        choice[Stage.FILM] = film
        guests = [
            Guest(
                wish=wish,
                choice=EngineChoice(stage=wish.stage, name=wish.wanted.engine, version=self.version, options=wish.wanted.options),
                queue=Queue.CPU,
            )
            for wish in order.wishes
        ]
        return EnginesChosen(engines=choice, queues=dict.fromkeys(Stage, Queue.CPU), guests=guests, mixer=film, assembler=film)

    @activity.defn
    async def write_screenplay(self, order: WriteScreenplay) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def moderate_text(self, order: ModerateText) -> TextModerated:
        self.moderated.append(order)
        return TextModerated(report=await self._make(order), verdict=self.judges(order))

    @activity.defn
    async def list_shots(self, order: ListShots) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def outline_film(self, order: OutlineFilm) -> FilmOutline:
        return FilmOutline(title=self.shots.title, language="en", places=self.places, warnings=0)

    @activity.defn
    async def plan_scenes(self, order: PlanScenes) -> ScenesStart:
        made: dict[str, ArtifactRef] = {}
        scenes: list[SceneStart] = []
        for number, plan in order.order.plans.items():
            scene = scene_plan(self.shots, number)
            orders, known = self._known(plan, order.order.cut, scene)
            made |= known
            scenes.append(SceneStart(scene=scene, reel=_json(reel_order(orders, orders.reel)) if orders.reel else None))
        return ScenesStart(scenes=scenes, made=made)

    @activity.defn
    async def find_scenes(self, order: FindScenes) -> ScenesMade:
        scenes: list[SceneMade] = []
        for number in order.scenes:
            orders, _ = self._known(order.plan.part(self.places, number), order.cut, scene_plan(self.shots, number))
            if orders.reel is not None and orders.is_made:
                scenes.append(orders.made_scene(_json(reel_order(orders, orders.reel))))
        return ScenesMade(scenes=scenes)

    @activity.defn
    async def rehearse_edit(self, order: RehearseEdit) -> EditRehearsed:
        rehearsal = Rehearsal(order.plan, order.changes, self.shots, self.places, lambda _: frozenset(), lambda _: None)
        idle = rehearsal.idle(lambda line: 3000 * len(line.text))
        return EditRehearsed(problems=rehearsal.unfit() or ([idle] if idle else []))

    def _known(self, plan: FilmPlan, cut: int, scene: ScenePlan) -> tuple[SceneOrders, dict[str, ArtifactRef]]:
        known: dict[str, ArtifactRef] = {}
        orders = SceneOrders(plan, cut, scene, known)
        while found := {key: self.made[key] for key in orders.keys if key in self.made and key not in known}:
            known |= found
            for key in found:
                orders.advance(key)
        return orders, known

    @activity.defn
    async def paint_image(self, order: PaintImage) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def animate_clip(self, order: AnimateClip) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def speak_line(self, order: SpeakLine) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def compose_music(self, order: ComposeMusic) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def make_effects(self, order: MakeEffects) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def sync_lips(self, order: SyncLips) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def encode_segment(self, order: EncodeSegment) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def encode_transition(self, order: EncodeTransition) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def store_reel(self, order: StoreReel) -> ArtifactRef:
        self.stored.add(order.reel.scene)
        return _json(order)

    @activity.defn
    async def mix_sound(self, order: MixSound) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def assemble_film(self, order: AssembleFilm) -> CutFiles:
        file = await self._make(order)
        return CutFiles(film=file.model_copy(update={"media_type": MP4}), poster=file, contact_sheet=file, manifest=file)

    @activity.defn
    async def check_film(self, order: CheckFilm) -> FilmChecked:
        self.checked.append(order)
        return FilmChecked(report=_json(order), faults=self.finds(self.checked))

    @activity.defn
    async def record_notice(self, order: RecordNotice) -> None:
        if self.refuses_notice in order.message:
            raise ApplicationError("there is no room for it", type="Refused", non_retryable=True)
        self.notices.append(order.message)
        held = self.holds.get("notice")
        if held is not None:
            await held.wait()

    @activity.defn
    async def export_cut(self, order: ExportCut) -> ArtifactRef:
        return await self._make(order)

    @activity.defn
    async def record_state(self, order: RecordState) -> None:
        self.states.append(order)

    @activity.defn
    async def record_cut(self, order: RecordCut) -> None:
        self.cuts.append(order)
        held = self.holds.get(f"cut {order.cut} {order.state}")
        if held is not None:
            await held.wait()
        if order.plan is not None:
            shots = ArtifactRef(key="shots", media_type=JSON, size_bytes=1, sha256="0" * 64)
            self.resume = Resume(
                state=FilmState.COMPLETED,
                transitions=len(self.states) + 1,
                cut=order.cut,
                begun_cut=order.cut,
                screenplay=shots,
                shots=shots,
                plan=order.plan,
                places=self.places,
                seen=order.seen,
                files=order.files,
            )

    @activity.defn
    async def record_approval(self, order: RecordApproval) -> None:
        """Remember it."""
        self.approvals.append(order)

    @activity.defn
    async def record_pause(self, order: RecordPause) -> None:
        self.pauses.append(order.is_paused)

    @activity.defn
    async def load_film(self, order: FilmOrder) -> Resume:
        if self.resume is None:
            raise ApplicationError("only a completed film can be edited", type="Refused", non_retryable=True)
        return self.resume


def _json(order: Order) -> ArtifactRef:
    return ArtifactRef(key=order.key, media_type=JSON, size_bytes=1, sha256="0" * 64)
