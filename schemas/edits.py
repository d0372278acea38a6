"""The sum of all changes of a film so far: what its plan is made with.

An edit changes a parameter, a re-roll raises a take; nothing is marked dirty: whatever gets another key is made again.
"""

from collections.abc import Mapping, Sequence
from math import copysign

from schemas.changes import (
    BRIDGE_S,
    TRANSITION_S,
    Change,
    ChangeCharacter,
    ChangeCue,
    ChangeFilm,
    ChangeLine,
    ChangeScene,
    ChangeShot,
    CutKind,
    Prompt,
    SelectTake,
)
from schemas.engines import WantedEngine, Wish
from schemas.message import Message
from schemas.options import Subtitles
from schemas.shots import CameraMove, Genre, Mood, MusicCue, Shot, SoundCue, TransitionKind
from schemas.stages import Stage


class ShotEdits(Message):
    """Everything people changed in one shot; None leaves what the shot list says."""

    prompt: Prompt | None = None
    negative_prompt: Prompt | None = None
    duration_s: float | None = None
    camera: CameraMove | None = None
    intensity: float | None = None
    transition: TransitionKind | None = None
    transition_s: float | None = None
    cut: CutKind | None = None
    """Begins with a cut of this kind; `transition` is "cut" then."""
    cut_s: float | None = None
    sounds: list[SoundCue] | None = None
    engines: dict[Stage, WantedEngine] = {}
    """Who makes stages of it, instead of the film's engines."""
    looks: dict[str, str] = {}
    """What people look like in this shot's picture, by name: that of a take somebody went back to."""
    style: str | None = None
    """Likewise, instead of the film's."""
    heading: str | None = None
    """Of its card, likewise."""
    image_seed: int | None = None
    clip_seed: int | None = None
    image_take: int = 1
    clip_take: int = 1
    newest_image_take: int = 1
    """The highest that was ever asked for: another take is a new one also after going back to an older one."""
    newest_clip_take: int = 1
    effects_seed: int | None = None
    effects_take: int = 1
    newest_effects_take: int = 1

    @property
    def beginning(self) -> "ShotEdits":
        """What of it concerns how the shot begins, and so the shot before it."""
        return ShotEdits(transition=self.transition, transition_s=self.transition_s, cut=self.cut, cut_s=self.cut_s)


class LineEdits(Message):
    """Everything people changed in one line."""

    text: str | None = None
    delivery: str | None = None
    voice: str | None = None
    speed: float | None = None
    pitch: float | None = None
    seed: int | None = None
    take: int = 1
    newest_take: int = 1


class CueEdits(Message):
    """Everything people changed in one scene's music."""

    mood: Mood | None = None
    genre: Genre | None = None
    tempo_bpm: int | None = None
    prompt: str | None = None
    level_db: float | None = None
    """Instead of the film's `music_db`."""
    seed: int | None = None
    take: int = 1
    newest_take: int = 1

    def applied(self, cue: MusicCue) -> MusicCue:
        """The cue as it is to be composed."""
        changes = {name: value for name in ("mood", "genre", "tempo_bpm", "prompt") if (value := getattr(self, name)) is not None}
        # the shot list's words are those of its own mood, genre and tempo: without them these speak for themselves
        words = {"prompt": ""} if changes and self.prompt is None else {}
        return cue.model_copy(update={**changes, **words})


class CharacterEdits(Message):
    """Everything people changed in one character."""

    voice: str | None = None
    description: str | None = None
    sheet_seed: int | None = None
    sheet_take: int = 1
    newest_sheet_take: int = 1


class SceneEdits(Message):
    """Everything people changed in one scene as a whole."""

    sounds_like: str | None = None


class Edits(Message):
    """All changes of a film so far, by what they change."""

    revision: int = 0
    """How many changes were applied; a later plan has a higher one."""
    shots: dict[int, ShotEdits] = {}
    lines: dict[int, LineEdits] = {}
    cues: dict[int, CueEdits] = {}
    """By scene."""
    scenes: dict[int, SceneEdits] = {}
    characters: dict[str, CharacterEdits] = {}
    title: str | None = None
    subtitles: Subtitles | None = None
    style: str | None = None

    @property
    def wishes(self) -> list[Wish]:
        """Every engine that is wanted for some shot, each once."""
        wishes = [Wish(stage=stage, wanted=one) for edit in self.shots.values() for stage, one in edit.engines.items()]
        return [wish for number, wish in enumerate(wishes) if wish not in wishes[:number]]

    def shot_of(self, shot: Shot) -> Shot:
        """A shot of the shot list as it is edited: how it begins, and what is heard in it."""
        edit = self.shots.get(shot.number)
        if edit is None:
            return shot
        changed: dict[str, object] = {} if edit.sounds is None else {"sounds": edit.sounds}
        kind = edit.transition or shot.transition_in
        if edit.transition is not None or (edit.transition_s is not None and kind != "cut"):
            changed |= {"transition_in": kind, "transition_s": TRANSITION_S[kind] if edit.transition_s is None else edit.transition_s}
        changed |= _heard_at_cut(edit, shot) if kind == "cut" else {}
        return shot.model_copy(update=changed) if changed else shot


def _heard_at_cut(edit: ShotEdits, shot: Shot) -> dict[str, object]:
    if edit.cut is None:  # the script's, perhaps of another length
        leads_s = shot.sound_leads_s
        return {"sound_leads_s": copysign(edit.cut_s, leads_s)} if edit.cut_s is not None and leads_s else {}
    bridge_s = BRIDGE_S if edit.cut_s is None else edit.cut_s
    return {"sound_leads_s": {"j": bridge_s, "l": -bridge_s}.get(edit.cut, 0.0), "is_hard_cut": edit.cut == "smash"}


class Places(Message):
    """What there is to change in a film."""

    scenes: dict[int, list[int]]
    """Shots by scene."""
    lines: dict[int, list[int]]
    """Lines by shot."""
    characters: list[str]

    def after(self, scene: int) -> int | None:
        """The first shot of the scene after one; None after the last."""
        numbers = list(self.scenes)
        index = numbers.index(scene) + 1
        return self.scenes[numbers[index]][0] if index < len(numbers) else None

    def missing(self, change: Change) -> str | None:
        """Why a change can't be applied, or None: "no shot 99; the film has shots 0 to 12"."""
        shots = sorted(shot for numbers in self.scenes.values() for shot in numbers)
        lines = sorted(line for numbers in self.lines.values() for line in numbers)
        match change:
            case ChangeShot(shot=number):
                return absent("shot", number, shots) or _no_beginning(change, shots[0])
            case ChangeLine(line=number):
                return absent("line", number, lines)
            case ChangeCue(scene=number) | ChangeScene(scene=number):
                return absent("scene", number, sorted(self.scenes))
            case ChangeCharacter(name=name):
                return None if name in self.characters else f"no character '{name}'; there are {', '.join(self.characters) or 'none'}"
            case SelectTake(is_sheet=True, number=number):
                return absent("character", number, list(range(1, len(self.characters) + 1)))
            case SelectTake(stage=stage, number=number):
                where = {Stage.VOICES: ("line", lines), Stage.MUSIC: ("scene", sorted(self.scenes))}.get(stage, ("shot", shots))
                return absent(where[0], number, where[1])
            case ChangeFilm():
                return None

    def applied(self, edits: Edits, changes: list[Change]) -> Edits:
        """`edits` with `changes` on top; every change must have been checked with `missing`."""
        for change in changes:
            edits = self._apply(edits, change)
        return edits.model_copy(update={"revision": edits.revision + 1})

    def _apply(self, edits: Edits, change: Change) -> Edits:
        match change:
            case ChangeShot():
                return _with_shot(
                    edits,
                    change.shot,
                    _given(change, "prompt", "negative_prompt", "duration_s", "camera", "intensity", "sounds")
                    | _beginning(change)
                    | _engines(edits, change)
                    | ({} if change.seed is None else {"image_seed": change.seed, "clip_seed": change.seed}),
                    change.reroll,
                )
            case ChangeLine():
                return _with_line(edits, change.line, _given(change, "text", "delivery", "voice", "speed", "pitch", "seed"), change.reroll)
            case ChangeCue():
                return _with_cue(
                    edits, change.scene, _given(change, "mood", "genre", "tempo_bpm", "prompt", "level_db", "seed"), change.reroll
                )
            case ChangeScene():
                if change.sounds_like is not None:
                    heard = SceneEdits(sounds_like=change.sounds_like or None)
                    edits = edits.model_copy(update={"scenes": {**edits.scenes, change.scene: heard}})
                return self._reroll_scene(edits, change.scene, change.reroll)
            case ChangeCharacter():
                given = _given(change, "voice", "description") | ({} if change.seed is None else {"sheet_seed": change.seed})
                edits = _with_character(edits, change.name, given, reroll=change.reroll)
                return edits if change.description is None else _looking_alike(edits, change.name)
            case ChangeFilm():
                edits = edits.model_copy(update=_given(change, "title", "subtitles", "style"))
                # Shots that had gone back to an older take follow again.
                follows = {name: None for name, given in (("heading", change.title), ("style", change.style)) if given is not None}
                if follows:
                    edits = edits.model_copy(update={"shots": {n: e.model_copy(update=follows) for n, e in edits.shots.items()}})
                for scene in self.scenes if change.reroll else ():
                    edits = self._reroll_scene(edits, scene, change.reroll)
                return edits
            case SelectTake(is_sheet=True):
                was = change.settings
                return _with_character(
                    edits, self.characters[change.number - 1], {"sheet_seed": was.seed, "sheet_take": was.take}, reroll=False
                )
            case SelectTake():
                return _with_take(edits, change)

    def _reroll_scene(self, edits: Edits, scene: int, stages: Sequence[Stage]) -> Edits:
        for shot in self.scenes[scene]:
            edits = _with_shot(edits, shot, {}, [stage for stage in stages if stage in {Stage.IMAGES, Stage.CLIPS, Stage.EFFECTS}])
            for line in self.lines.get(shot, []) if Stage.VOICES in stages else ():
                edits = _with_line(edits, line, {}, reroll=True)
        return _with_cue(edits, scene, {}, reroll=True) if Stage.MUSIC in stages else edits


def wishes_of(changes: Sequence[Change]) -> list[Wish]:
    """The engines that changes want for single shots."""
    wanted = [change.engines or {} for change in changes if isinstance(change, ChangeShot)]
    return [Wish(stage=stage, wanted=one) for engines in wanted for stage, one in engines.items() if one is not None]


def absent(what: str, number: int, there: list[int]) -> str | None:
    """Why something can't be named by a number, or None: "no shot 99; the film has shots 0 to 12"."""
    if number in there:
        return None
    extent = f"the film has {what}s {there[0]} to {there[-1]}" if there else f"the film has no {what}s"
    return f"no {what} {number}; {extent}"


def _given(change: Message, *names: str) -> dict[str, object]:
    return {name: value for name in names if (value := getattr(change, name)) is not None}


def _no_beginning(change: ChangeShot, first: int) -> str | None:
    if change.shot == first and (change.cut or change.cut_s):
        return f"shot {first} is the first, there is nothing before it to cut from"
    if change.shot != first or change.transition in {None, "cut", "fade_in"}:
        return None
    return f"shot {first} is the first, nothing can give way to it by a {change.transition}; it can begin with a cut or a fade_in"


def _beginning(change: ChangeShot) -> dict[str, object]:
    """Another kind of transition or cut has its own usual length, whatever was set for the kind before."""
    if change.transition is not None or change.cut is not None:
        return {
            "transition": "cut" if change.cut is not None else change.transition,
            "transition_s": change.transition_s,
            "cut": change.cut,
            "cut_s": change.cut_s,
        }
    return _given(change, "transition_s", "cut_s")


def _engines(edits: Edits, change: ChangeShot) -> dict[str, object]:
    if change.engines is None:
        return {}
    wanted: dict[Stage, WantedEngine] = dict(edits.shots.get(change.shot, ShotEdits()).engines)
    for stage, one in change.engines.items():
        wanted.pop(stage, None)
        if one is not None:
            wanted[stage] = one
    return {"engines": wanted}


def _looking_alike(edits: Edits, name: str) -> Edits:
    """A look that is given to somebody in the whole film also holds in shots that had gone back to an older one."""
    shots = {number: edit for number, edit in edits.shots.items() if name in edit.looks}
    cleared = {number: edit.model_copy(update={"looks": _without(edit.looks, name)}) for number, edit in shots.items()}
    return edits.model_copy(update={"shots": {**edits.shots, **cleared}})


def _without(looks: Mapping[str, str], name: str) -> dict[str, str]:
    return {other: look for other, look in looks.items() if other != name}


def _with_shot(edits: Edits, number: int, update: Mapping[str, object], reroll: Sequence[Stage]) -> Edits:
    old = edits.shots.get(number, ShotEdits())
    image = _takes("image_take", old.image_take, old.newest_image_take, Stage.IMAGES in reroll)
    clip = _takes("clip_take", old.clip_take, old.newest_clip_take, Stage.CLIPS in reroll)
    effects = _takes("effects_take", old.effects_take, old.newest_effects_take, Stage.EFFECTS in reroll)
    return edits.model_copy(update={"shots": {**edits.shots, number: old.model_copy(update={**image, **clip, **effects, **update})}})


def _with_line(edits: Edits, number: int, update: Mapping[str, object], reroll: bool) -> Edits:
    old = edits.lines.get(number, LineEdits())
    takes = _takes("take", old.take, old.newest_take, reroll)
    return edits.model_copy(update={"lines": {**edits.lines, number: old.model_copy(update={**takes, **update})}})


def _with_cue(edits: Edits, scene: int, update: Mapping[str, object], reroll: bool) -> Edits:
    old = edits.cues.get(scene, CueEdits())
    takes = _takes("take", old.take, old.newest_take, reroll)
    return edits.model_copy(update={"cues": {**edits.cues, scene: old.model_copy(update={**takes, **update})}})


def _with_character(edits: Edits, name: str, update: Mapping[str, object], *, reroll: bool) -> Edits:
    old = edits.characters.get(name, CharacterEdits())
    takes = _takes("sheet_take", old.sheet_take, old.newest_sheet_take, reroll)
    return edits.model_copy(update={"characters": {**edits.characters, name: old.model_copy(update={**takes, **update})}})


def _takes(name: str, take: int, newest: int, reroll: bool) -> dict[str, object]:
    newest = max(take, newest) + reroll
    return {name: newest if reroll else take, f"newest_{name}": newest}


def _with_take(edits: Edits, change: SelectTake) -> Edits:
    was = change.settings
    match change.stage:
        case Stage.IMAGES:
            update: Mapping[str, object] = {
                "prompt": was.prompt,
                "negative_prompt": was.negative_prompt,
                "image_seed": was.seed,
                "image_take": was.take,
                "looks": was.looks or {},
                "heading": was.heading,
                "style": was.style,
            }
            return _with_shot(edits, change.number, update, [])
        case Stage.CLIPS:
            update = {"camera": was.camera, "intensity": was.intensity, "clip_seed": was.seed, "clip_take": was.take}
            return _with_shot(edits, change.number, update, [])
        case Stage.EFFECTS:
            return _with_shot(edits, change.number, {"effects_seed": was.seed, "effects_take": was.take}, [])
        case Stage.VOICES:
            update = _given(was, "text", "delivery", "voice", "speed", "pitch", "seed", "take")
            return _with_line(edits, change.number, update, reroll=False)
        case Stage.MUSIC:
            return _with_cue(edits, change.number, _given(was, "mood", "genre", "tempo_bpm", "prompt", "seed", "take"), reroll=False)
