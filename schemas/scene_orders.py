"""What can be ordered of a scene by now, and the scene's reel in the end; each order is written once.

    voices, sheets ─► image ─► clip ─► lipsync ─► segment        of one shot
    effects                                                      of one shot, where an engine makes them
    music, once every line of the scene is spoken
    reel, once all of that is made, and the transitions inside it

The workflow makes what is missing, the planner looks the same orders up in the store, and the difference of the two is the price.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from schemas.clips import AnimateClip
from schemas.edits import SceneEdits
from schemas.effects import MakeEffects
from schemas.film import MAKERS, EncodeSegment, EncodeTransition, Join, Reel, ReelLine, ReelShot
from schemas.lipsync import SyncLips
from schemas.making import SceneMade
from schemas.markup import without_ssml
from schemas.media import SAMPLE_RATE_HZ, ArtifactRef
from schemas.music import MUSIC_RINGS_S, ComposeMusic
from schemas.order import Order
from schemas.orders import (
    clip_order,
    cue_order,
    effects_order,
    image_order,
    join_orders,
    lips_order,
    segment_order,
    sheet_orders,
    shot_timing,
    speak_order,
    whole_range,
)
from schemas.plan import FilmPlan, ScenePlan
from schemas.shots import CameraMove, Shot
from schemas.stages import Stage
from schemas.timing import ShotTiming, overlap_frames, sound_leads_frames

_SIDES = {"left": -0.3, "right": 0.3}
"""Where the two of a dual dialogue are heard."""
Made = Mapping[str, ArtifactRef]
"""What exists, by key."""
O = TypeVar("O", bound=Order)  # noqa: E741 - the kind of one order


def settled(order: O, made: Made) -> O:
    """The order as a former engine of the film had it, when what that made exists; else as it is."""
    return next((order.made_as(key) for key in order.keys if key in made), order) if order.former else order


class SceneOrders:
    """Every order of a scene under one plan, as far as what it is made from is made."""

    def __init__(self, plan: FilmPlan, cut: int, scene: ScenePlan, made: Made) -> None:
        """Writes what can be written; `made` is looked at again by `advance`, and only ever grows."""
        scene = scene.edited(plan.edits)
        self.plan, self.cut, self.scene = plan, cut, scene
        self.shots = [ShotOrders(plan, cut, scene, index) for index in range(len(scene.scene.shots))]
        self.cue: ComposeMusic | None = None
        self.reel: Reel | None = None
        """The scene as it goes into the film; None until everything of it but the transitions is made."""
        self.joins: list[EncodeTransition] = []
        """The transitions between its shots."""
        self._has_music = plan.has_music(scene.scene.number)
        self._made = made
        self._advance(self.shots)

    def advance(self, key: str) -> None:
        """Something was made: write what can be written now."""
        self._advance([shot for shot in self.shots if key in shot.keys])

    @property
    def orders(self) -> list[Order]:
        """Every order written so far: the shots', the music's, the transitions'; some share a key, as those of a line said twice."""
        orders = [*(order for shot in self.shots for order in shot.orders), *([self.cue] if self.cue else []), *self.joins]
        return list({(order.key, order.about.target): order for order in orders}.values())

    @property
    def by_key(self) -> dict[str, Order]:
        """The orders written so far, one for each thing that is made."""
        return {order.key: order for order in self.orders}

    @property
    def keys(self) -> set[str]:
        """Where what these orders make may be found."""
        return {key for order in self.by_key.values() for key in order.keys}

    @property
    def is_made(self) -> bool:
        """Whether nothing of the scene is missing."""
        return self.reel is not None and all(join.key in self._made for join in self.joins)

    def made_scene(self, stored: ArtifactRef) -> SceneMade:
        """The scene, made; `stored` is where its reel is."""
        if self.reel is None or not self.is_made:
            msg = "the scene is not finished"
            raise RuntimeError(msg)
        shots = self.reel.shots
        return SceneMade(
            scene=self.scene.scene.number,
            plan=self.plan,
            reel=stored,
            heard=self.reel.sound_key,
            said=self.reel.said_key,
            frames=sum(shot.frames for shot in shots) - sum(shot.overlap_in_frames for shot in shots[1:]),
            first=shots[0],
            last=shots[-1],
            joins=[Join(before_shot=order.before_shot, segment=self._made[order.key]) for order in self.joins],
            shots=[(shot.number, shot.frames, shot.overlap_in_frames) for shot in shots],
        )

    def _advance(self, shots: Sequence["ShotOrders"]) -> None:
        for shot in shots:
            shot.advance(self._made)
        if self.cue is None and self._has_music:
            timings = [shot.timing for shot in self.shots if shot.timing is not None]
            if len(timings) == len(self.shots):
                self.cue = cue_order(self.plan, self.cut, self.scene, timings)
        if self.cue is not None:
            self.cue = settled(self.cue, self._made)
        if self.reel is None:
            self.reel = self._finished()
            self.joins = list(join_orders(self.plan, self.cut, self.reel.shots)) if self.reel else []

    def _finished(self) -> Reel | None:
        if self._has_music and (self.cue is None or self.cue.key not in self._made):
            return None
        shots = []
        for shot in self.shots:
            finished = shot.finished(self._made)
            if finished is None:
                return None
            shots.append(finished)
        reel = Reel(
            scene=self.scene.scene.number,
            heading=self.scene.scene.heading,
            sounds_like=self.plan.edits.scenes.get(self.scene.scene.number, SceneEdits()).sounds_like or "",
            fps=self.plan.options.fps,
            shots=shots,
        )
        return reel if self.cue is None else self._with_music(reel, self.cue)

    def _with_music(self, reel: Reel, cue: ComposeMusic) -> Reel:
        return reel.model_copy(
            update={
                "music": self._made[cue.key],
                "music_intensity": cue.cue.intensity,
                "music_engine": self._made[cue.key].made_by or cue.engine.title,
                "music_mood": cue.cue.mood,
                "music_is_drone": cue.cue.manner == "recitation",
                "music_db": self.plan.music_db(self.scene.scene.number),
                "music_rings_samples": MUSIC_RINGS_S * SAMPLE_RATE_HZ if cue.cue.rings_on and self.scene.next_shot else 0,
            }
        )


_FREEZE = re.compile(
    r"freeze|frozen|still photograph|standbild|friert ein|arr[êe]t sur image|fermo immagine|congela|congelad[oa]", re.IGNORECASE
)
"""More than `activities/clips/freezing.py` freezes for: where a script may mean it, standing still is no fault."""
_STILL_AIR = frozenset({"clear", "cloudy", "overcast"})


def may_be_still(shot: Shot, move: CameraMove) -> bool:
    """Whether nothing need move in a shot: a card, a freeze the script asks for, or a camera that stands still before things."""
    is_empty = not shot.subjects and shot.setting.weather in _STILL_AIR
    return shot.card is not None or bool(_FREEZE.search(f"{shot.action} {shot.motion_prompt}")) or (move == "static" and is_empty)


class ShotOrders:
    """Every order of one shot, as far as what it is made from is made, in the order they become possible."""

    def __init__(self, plan: FilmPlan, cut: int, scene: ScenePlan, index: int) -> None:
        """Writes what is made from nothing: the lines, and the image or the character sheets it is made from."""
        self._plan, self._cut, self._scene, self._index = plan, cut, scene, index
        self._shot = scene.scene.shots[index]
        self.speeches = [speak_order(plan, cut, line) for line in self._shot.lines]
        self.sheets = sheet_orders(plan, cut, self._shot)
        """Of the characters seen in it; none where the image engine does not paint from sheets."""
        self.image = None if self.sheets else image_order(plan, cut, self._shot)
        """Known when all sheets are painted."""
        self.effects: MakeEffects | None = effects_order(plan, cut, self._shot)
        """Of what is heard of its action; None where the mix synthesises that."""
        self.timing: ShotTiming | None = None
        """Known when all lines are spoken."""
        self.clip: AnimateClip | None = None
        self.lips: SyncLips | None = None
        self.segment: EncodeSegment | None = None
        self.keys: set[str] = set()
        """Where what its orders make may be found."""
        self._note(*self.orders)

    @property
    def orders(self) -> list[Order]:
        """Those written so far, in the order of the stages."""
        later = (self.effects, self.image, self.clip, self.lips, self.segment)
        return [*self.speeches, *self.sheets, *(order for order in later if order is not None)]

    def advance(self, made: Made) -> None:
        """Write what can be written of what is `made` by now."""
        self._settle(made)
        if self.image is None:
            painted = [made[order.key] for order in self.sheets if order.key in made]
            if len(painted) == len(self.sheets):
                self.image = settled(image_order(self._plan, self._cut, self._shot, painted), made)
                self._note(self.image)
        if self.timing is None:
            spoken = [made[order.key] for order in self.speeches if order.key in made]
            if len(spoken) < len(self.speeches):
                return
            self.timing = shot_timing(self._plan, self._scene, self._index, spoken)
        picture = made.get(self.image.key) if self.image else None
        if self.segment is None and picture is not None:
            self._move(self.timing, picture, made)

    def _move(self, timing: ShotTiming, picture: ArtifactRef, made: Made) -> None:
        speeches = [made[order.key] for order in self.speeches]
        if self.clip is None:
            self.clip = clip_order(self._plan, self._cut, self._shot, timing, picture, speeches)
            self.clip = settled(self.clip, made)
            self._note(self.clip)
        moving = made.get(self.clip.key)
        if moving is None:
            return
        if self.lips is None:
            self.lips = lips_order(self._plan, self._cut, self._shot, timing, picture, moving, speeches)
            self.lips = settled(self.lips, made) if self.lips else None
        if self.lips is not None:
            self._note(self.lips)
            moving = made.get(self.lips.key)
            if moving is None:
                return
        whole = whole_range(self._plan, self._scene, self._index, timing, picture, moving, speeches)
        self.segment = segment_order(self._plan, self._cut, self._scene, self._index, timing, whole)
        self._note(self.segment)

    def _note(self, *orders: Order) -> None:
        for order in orders:
            self.keys.update(order.keys)

    def _settle(self, made: Made) -> None:
        """Take what former engines of the film made."""
        if not self._plan.former:
            return
        self.speeches = [settled(order, made) for order in self.speeches]
        self.sheets = [settled(order, made) for order in self.sheets]
        self.image = settled(self.image, made) if self.image else None
        self.effects = settled(self.effects, made) if self.effects else None
        self.clip = settled(self.clip, made) if self.clip else None
        self.lips = settled(self.lips, made) if self.lips else None
        self._note(*self.orders)

    def finished(self, made: Made) -> ReelShot | None:
        """The shot as it goes into the film; None until everything of it is made."""
        if self.segment is None or self.timing is None or self.image is None or self.segment.key not in made:
            return None
        if self.effects is not None and self.effects.key not in made:
            return None
        shot, following, fps = self._shot, self._scene.following(self._index), self._plan.options.fps
        by_stage: dict[Stage, Order] = {order.stage: order for order in self.orders}
        names = ", ".join(subject.character.name for subject in shot.subjects)
        return ReelShot(
            number=shot.number,
            title=" · ".join(part for part in (shot.size, shot.framing.replace("_", " "), names) if part)
            if shot.card is None
            else shot.card.kind,
            frames=self.timing.frames,
            transition_in=shot.transition_in,
            overlap_in_frames=overlap_frames(shot, fps),
            overlap_out_frames=overlap_frames(following, fps) if following else 0,
            sound_leads_frames=sound_leads_frames(shot, fps),
            is_hard_cut=shot.is_hard_cut and shot.transition_in == "cut",
            segment=made[self.segment.key],
            source=self.segment.source.model_copy(update={"first_frame": 0, "frames": self.timing.frames}),
            lines=list(self._lines(self.timing, made)),
            sounds=shot.sounds,
            effects=made[self.effects.key] if self.effects else None,
            setting=None if shot.card else shot.setting,
            may_be_still=may_be_still(shot, self.clip.move if self.clip else shot.move),
            notes=_notes(self.orders, made),
            first_line=shot.first_line,
            last_line=shot.last_line,
            image=self.segment.source.image,
            clip=self.segment.source.clip,
            engines=_makers(self.orders, made),
            seed=self.image.seed,
            takes={stage: order.take for stage, order in by_stage.items()},
        )

    def _lines(self, timing: ShotTiming, made: Made) -> Iterator[ReelLine]:
        for line, order, start in zip(self._shot.lines, self.speeches, timing.first_samples, strict=True):
            yield ReelLine(
                number=line.number,
                character=line.character.name,
                text=without_ssml(order.text),
                placement=line.placement,
                delivery=order.delivery,
                number_of_speaker=line.character.number,
                is_verse=line.is_verse,
                speech=made[order.key],
                first_sample=start,
                pan=_SIDES[line.dual] if line.dual else 0.0,
            )


def _makers(orders: Iterable[Order], made: Made) -> dict[str, str]:
    """Who made these, by stage; of a stage with several orders all who did."""
    found: dict[str, dict[str, None]] = {}
    for order in orders:
        found.setdefault(order.stage, {})[made[order.key].made_by or order.engine.title] = None
    return {stage: MAKERS.join(names) for stage, names in found.items()}


def _notes(orders: Iterable[Order], made: Made) -> list[str]:
    """What was otherwise than ordered when these were made, each once, by stage."""
    return list(dict.fromkeys(f"{order.stage}: {note}" for order in orders for note in made[order.key].notes))
