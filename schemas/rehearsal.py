"""What an edit would do, found out before it is taken: what can't be done, and what would change nothing, is refused with the reason.

A film is planned as it is and as it would be. Where both plans give every scene the same reel, the cut would be the same film over again.
What has not been made yet is imagined: a plan's orders depend on each other by keys alone, and on how long the lines are.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from schemas.changes import Change, ChangeCharacter, ChangeCue, ChangeFilm, ChangeLine, ChangeScene, ChangeShot, SelectTake
from schemas.edits import Edits, Places
from schemas.engines import EngineChoice
from schemas.film import Reel
from schemas.images import CARD_PROMPT
from schemas.media import ArtifactRef
from schemas.order import Order
from schemas.plan import FilmPlan, ScenePlan, scene_plan
from schemas.scene_orders import SceneOrders
from schemas.shots import Shot, ShotList
from schemas.stages import Stage
from schemas.voices import SpeakLine

Spoken = Callable[[SpeakLine], int | None]
"""How long a line is, in samples; None when it has not been spoken yet."""


@dataclass(frozen=True)
class Rehearsal:
    """One edit of one film."""

    before: FilmPlan
    changes: Sequence[Change]
    shots: ShotList
    places: Places
    ignored: Callable[[EngineChoice], frozenset[str]]
    """What an engine does nothing with of what people can change, by name: "negative_prompt"."""
    unknown_place: Callable[[str], str | None]
    """Why nothing is known of how a place sounds; None when it is known."""

    @property
    def after(self) -> FilmPlan:
        """The plan with the changes."""
        return self.before.model_copy(update={"edits": self.places.applied(self.before.edits, list(self.changes))})

    def unfit(self) -> list[str]:
        """What of the changes can't have any effect in this film, whatever else they do."""
        edited = {shot.number: (before, shot) for before, shot in self._edited(self.after.edits)}
        return [reason for change in self.changes for reason in self._unfit(change, edited)]

    def idle(self, spoken: Spoken) -> str | None:
        """Why all of it would change nothing, or None."""
        after = self.after
        if _title(after) != _title(self.before) or (after.subtitles != self.before.subtitles and self._is_spoken):
            return None
        for number in self.places.scenes:
            parts = [plan.part(self.places, number) for plan in (self.before, after)]
            if parts[0] != parts[1]:
                scene = scene_plan(self.shots, number)
                if outcome(parts[0], scene, spoken) != outcome(parts[1], scene, spoken):
                    return None
        return "nothing would change: " + "; ".join(dict.fromkeys(map(self._why, self.changes)))

    @property
    def _is_spoken(self) -> bool:
        return any(self.places.lines.values())

    def _edited(self, edits: Edits) -> Iterator[tuple[Shot | None, Shot]]:
        """Every shot as it is edited, with the one before it."""
        before = None
        for scene in self.shots.scenes:
            for shot in scene.shots:
                edited = edits.shot_of(shot)
                yield before, edited
                before = edited

    def _unfit(self, change: Change, edited: Mapping[int, tuple[Shot | None, Shot]]) -> Iterator[str]:
        match change:
            case ChangeShot():
                after = self.after
                yield from self._ignored(change, after.engine(Stage.IMAGES, change.shot), "prompt", "negative_prompt")
                yield from self._ignored(change, after.animator(edited[change.shot][1]), "camera", "intensity")
                yield from _odd_beginning(change, *edited[change.shot])
                yield from self._card(change, edited[change.shot][1])
                yield from self._unheard(change)
            case ChangeLine():
                yield from self._ignored(change, self.before.engines[Stage.VOICES], "delivery", "speed", "pitch")
            case ChangeCue():
                yield from self._ignored(change, self.before.engines[Stage.MUSIC], "prompt", "mood", "genre", "tempo_bpm")
            case ChangeScene():
                unknown = self.unknown_place(change.sounds_like) if change.sounds_like else None
                if unknown:
                    yield f"sounds_like: {unknown}"
            case ChangeCharacter():
                if change.reroll or change.seed is not None:
                    yield from self._no_sheet(change.name)
            case ChangeFilm():
                more = [
                    name for name, is_there in (("sdh", self.before.options.sdh), ("translate", bool(self.before.languages))) if is_there
                ]
                if change.subtitles == "none" and more:
                    yield f"subtitles: the film was ordered with {' and '.join(more)}, which would stay; make it without"
            case SelectTake():
                if change.is_sheet:
                    yield from self._no_sheet(self.places.characters[change.number - 1])
            case _:
                assert_never(change)

    def _ignored(self, change: Change, engine: EngineChoice, *names: str) -> Iterator[str]:
        ignored = self.ignored(engine)
        whose = "film" if engine == self.before.engines[engine.stage] else "shot"
        for name in names:
            if getattr(change, name) is not None and name in ignored:
                yield f"{name}: the {whose}'s {engine.stage} engine, {engine.name}, does nothing with it"

    def _card(self, change: ChangeShot, shot: Shot) -> Iterator[str]:
        engine = self.after.engine(Stage.IMAGES, shot.number)
        if shot.card is not None and change.prompt is not None and CARD_PROMPT in self.ignored(engine):
            told = "sets the words and nothing else that is told; try another seed"
            yield f"prompt: shot {shot.number} is a card, of which {engine.name} {told}"

    def _unheard(self, change: ChangeShot) -> Iterator[str]:
        engine, is_worded = self.after.foley(change.shot), any(cue.prompt for cue in change.sounds or [])
        if engine is None and is_worded:
            yield f"sounds: no engine makes the effects of shot {change.shot}, so their words would do nothing; give it one"
        elif engine is None and Stage.EFFECTS in change.reroll:
            yield f"reroll: the effects of shot {change.shot} are synthesised in the mix and have no takes; give it an engine for effects"
        elif engine is not None and is_worded and "sounds.prompt" in self.ignored(engine):
            yield f"sounds: the shot's effects engine, {engine.name}, goes by their kinds and does nothing with their words"

    def _no_sheet(self, name: str) -> Iterator[str]:
        engine = self.before.engines[Stage.IMAGES]
        if not engine.options.get("sheets"):
            yield f"the film's images engine, {engine.name}, paints from no character sheets; describe {name} anew, or make a shot again"
        elif not any(subject.character.name == name for _, shot in self._edited(self.before.edits) for subject in shot.subjects):
            yield f"{name} is seen in no shot, and has no character sheet"

    def _why(self, change: Change) -> str:
        match change:
            case ChangeShot(shot=number, duration_s=float()) if change.model_dump(exclude_defaults=True).keys() == {"shot", "duration_s"}:
                return f"shot {number} is as long as that already, or as its lines and transitions need"
            case ChangeCharacter(name=name):
                return f"{name} is that already, or is in no shot or line that it would change"
            case ChangeCue(scene=number) if not self.after.has_music(number):
                return f"scene {number} has no music; give it a level for some, 0 is what is usual"
            case ChangeScene(scene=number, reroll=[_, *_]):
                return f"there is nothing of that in scene {number}"
            case ChangeShot(shot=number, reroll=[Stage.EFFECTS]):
                return f"nothing is heard of the action in shot {number}"
            case ChangeFilm(subtitles=str()) if not self._is_spoken:
                return "nobody speaks in this film"
            case SelectTake(stage=stage, number=number, is_sheet=is_sheet):
                target = target_of(stage, number, is_sheet=is_sheet)
                return f"the settings of that take of {stage} for {target} are those the film has now"
            case _:
                return f"{_named(change)} is that already"


def _title(plan: FilmPlan) -> str:
    return plan.edits.title or plan.title


def _odd_beginning(change: ChangeShot, before: Shot | None, shot: Shot) -> Iterator[str]:
    """`shot` as it is edited, and the one `before` it."""
    if change.transition is None and change.transition_s is not None and shot.transition_in == "cut":
        yield f"transition_s: shot {shot.number} begins with a cut, which has no length; name a transition with it"
    if change.cut is None and change.cut_s is not None and not (shot.transition_in == "cut" and shot.sound_leads_s):
        kind = "a straight cut" if shot.transition_in == "cut" else f"a {shot.transition_in}"
        yield f"cut_s: shot {shot.number} begins with {kind}, where sound and picture change at once; name a cut, j or l, with it"
    if before is None or before.scene != shot.scene:
        return  # where a scene begins, its air and its music are heard over the cut
    if change.cut == "j" and not shot.lines:
        yield f"cut: nobody speaks in shot {shot.number}: inside a scene nothing of it could be heard before it is seen"
    if change.cut == "l" and not before.lines:
        yield f"cut: nobody speaks in shot {before.number}: inside a scene nothing of it could be heard on in shot {shot.number}"


def outcome(plan: FilmPlan, scene: ScenePlan, spoken: Spoken) -> tuple[Reel | None, list[str]]:
    """A scene's reel and the keys of its transitions, as far as keys tell them; what is not made is imagined."""
    made: dict[str, ArtifactRef] = {}
    orders = SceneOrders(plan, 1, scene, made)
    while missing := [order for key, order in orders.by_key.items() if key not in made]:
        for order in missing:
            made[order.key] = _imagined(order, spoken)
            orders.advance(order.key)
    reel = orders.reel and orders.reel.model_copy(update={"sounds_like": orders.reel.heard_as})
    return reel, [join.key for join in orders.joins]


def _imagined(order: Order, spoken: Spoken) -> ArtifactRef:
    samples = (spoken(order) or 0) if isinstance(order, SpeakLine) else None
    return ArtifactRef(key=order.key, media_type="", size_bytes=0, sha256="", samples=samples)


def lines_of(plan: FilmPlan, scene: ScenePlan) -> list[SpeakLine]:
    """The orders of everything that is spoken in a scene."""
    return [order for shot in SceneOrders(plan, 1, scene, {}).shots for order in shot.speeches]


def target_of(stage: Stage, number: int, *, is_sheet: bool = False) -> str:
    """What a take is of, as its row says it: "shot 7", "line 2", "scene 1", "character 2" for a sheet."""
    what = "character" if is_sheet else {Stage.VOICES: "line", Stage.MUSIC: "scene"}.get(stage, "shot")
    return f"{what} {number}"


def _named(change: Change) -> str:
    match change:
        case ChangeShot(shot=number):
            return f"shot {number}"
        case ChangeLine(line=number):
            return f"line {number}"
        case ChangeCue(scene=number):
            return f"the music of scene {number}"
        case ChangeScene(scene=number):
            return f"scene {number}"
        case _:
            return "the film"
