"""What people send to the routes, beside the changes of `schemas/changes.py`."""

from typing import Annotated, Any, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from schemas.changes import (
    BridgeLength,
    Change,
    CutKind,
    Prompt,
    RollStage,
    Seed,
    ShotEngines,
    Sounds,
    SoundsLike,
    TransitionLength,
    refuse_odd_beginning,
)
from schemas.message import Request
from schemas.options import FilmOptions, Gate, ModerationPolicy, MusicLevel
from schemas.screenplay import ScriptFormat
from schemas.shots import CameraMove, Genre, Mood, TransitionKind
from schemas.stages import Stage

EXAMPLE_SCRIPT = (
    "Title: The Lighthouse\n\nINT. LIGHTHOUSE - NIGHT\n\nRain on the glass. MARA lights the lamp.\n\nMARA\nThey'll see it now.\n"
)

"""Stages that have takes."""


def _example(value: dict[str, Any]) -> ConfigDict:
    return ConfigDict(frozen=True, extra="forbid", json_schema_extra={"example": value})


class ProjectWords(Request):
    """What a project is called."""

    model_config = _example({"title": "Short films", "description": "Everything under five minutes."})

    title: str = Field(min_length=1, max_length=200)
    description: str = Field(default="", max_length=4000)
    commercial_only: bool = Field(
        default=False, description="Make its films only with engines and models whose licences allow commercial use; others are refused."
    )
    moderation: ModerationPolicy = Field(
        default="off", description="The least that the words of its films get; a film, and the server, may be stricter."
    )


class FilmSubmission(Request):
    """A script and how to make a film of it."""

    model_config = _example(
        {"script": EXAMPLE_SCRIPT, "name": "lighthouse.fountain", "options": {"profile": "draft", "resolution": "720p"}}
    )

    script: str = Field(min_length=1, description="The whole script.")
    name: str = Field(
        default="script",
        min_length=1,
        max_length=200,
        description="What the film is called when nothing else says; its suffix helps to tell the format.",
    )
    format: ScriptFormat = "auto"
    options: FilmOptions = FilmOptions()


class Approval(Request):
    """What was looked at and is good."""

    model_config = _example({"stage": "images", "scenes": [1, 2]})

    stage: Gate
    scenes: list[Annotated[int, Field(ge=0)]] = Field(default=[], max_length=10_000, description="Empty: every scene of the film.")


class Cancellation(Request):
    """Why a film is cancelled."""

    model_config = _example({"reason": "wrong script"})

    reason: str = Field(default="cancelled on request", max_length=500)


class Regeneration(Request):
    """What to make again: a list of changes, or one thing named simply.

    Simply: `shot`, `line`, `cue` or `scene` (of that number), `character` (of that name), or none of them for the whole film; with what to
    change of it. Without anything to change it is re-rolled: another take is made.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"shot": 3, "prompt": "the lamp room at night, wide", "seed": 7},
                {"line": 2, "voice": "cello"},
                {"scene": 1, "stage": "music"},
                {"changes": [{"kind": "line", "line": 2, "text": "They will see it now."}, {"kind": "shot", "shot": 3, "duration_s": 4}]},
            ]
        },
    )

    changes: list[Change] | None = Field(default=None, min_length=1, max_length=500)
    shot: int | None = Field(default=None, ge=0)
    line: int | None = Field(default=None, ge=1)
    cue: int | None = Field(default=None, ge=0, description="The number of the scene whose music it is.")
    scene: int | None = Field(default=None, ge=0)
    character: str | None = Field(default=None, min_length=1, max_length=200)
    stage: RollStage | None = None
    prompt: Prompt | None = None
    text: str | None = Field(default=None, min_length=1, max_length=4000)
    voice: str | None = Field(default=None, max_length=200)
    seed: Seed | None = None
    reason: str = Field(default="", max_length=500)

    @model_validator(mode="after")
    def _is_one_of_two(self) -> Self:
        simple = sorted(self.model_fields_set - {"changes", "reason"})
        if self.changes is not None and simple:
            msg = f"give `changes`, or name one thing simply, not both (found {', '.join(simple)} beside `changes`)"
            raise ValueError(msg)
        if self.changes is None and not simple:
            msg = "say what to make again: `changes`, or one of shot, line, cue, scene, character, stage"
            raise ValueError(msg)
        targets = [name for name in ("line", "cue", "scene", "character") if getattr(self, name) is not None]
        if len(targets) > 1 or (self.shot is not None and targets not in ([], ["line"])):
            msg = f"name one thing at a time, found {', '.join(['shot'] * (self.shot is not None) + targets)}; several go into `changes`"
            raise ValueError(msg)
        return self


class ShotChange(Request):
    """What to change of a shot."""

    model_config = _example({"prompt": "the lamp room at night, wide", "camera": "push_in", "duration_s": 4.5})

    prompt: Prompt | None = None
    negative_prompt: Prompt | None = None
    duration_s: float | None = Field(default=None, ge=0.5, le=120)
    camera: CameraMove | None = None
    intensity: float | None = Field(default=None, ge=0, le=1)
    transition: TransitionKind | None = Field(default=None, description="How the shot before gives way to it.")
    transition_s: TransitionLength | None = None
    cut: CutKind | None = Field(
        default=None,
        description="What is heard at a cut: j, the shot before it is seen; l, the shot before goes on; smash, everything stops.",
    )
    cut_s: BridgeLength | None = Field(default=None, description="How long, for j and l.")
    sounds: Sounds | None = Field(default=None, description="Everything that is heard of the action; [] for nothing.")
    engines: ShotEngines | None = Field(
        default=None,
        description="Who makes its picture, clip, lips or effects instead of the film's engines, by stage; null for these again.",
    )
    seed: Seed | None = None
    reroll: list[Literal[Stage.IMAGES, Stage.CLIPS, Stage.EFFECTS]] = []

    @model_validator(mode="after")
    def _begins_one_way(self) -> Self:
        refuse_odd_beginning(self.transition, self.transition_s, self.cut, self.cut_s)
        return self


class LineChange(Request):
    """What to change of a line."""

    model_config = _example({"text": "They will see it now.", "delivery": "whispering", "speed": 0.9})

    text: str | None = Field(default=None, min_length=1, max_length=4000)
    delivery: str | None = Field(default=None, max_length=200)
    voice: str | None = Field(default=None, max_length=200)
    speed: float | None = Field(default=None, ge=0.5, le=2)
    pitch: float | None = Field(default=None, ge=-12, le=12)
    seed: Seed | None = None
    reroll: bool = False


class SceneChange(Request):
    """What to change of a scene as a whole."""

    model_config = _example({"sounds_like": "INT. CHURCH"})

    sounds_like: SoundsLike | None = Field(default=None, description='Where its air and room are taken from; "" for its own heading.')
    reroll: list[RollStage] = []


class CueChange(Request):
    """What to change of a scene's music."""

    model_config = _example({"mood": "tense", "tempo_bpm": 96})

    mood: Mood | None = None
    genre: Genre | None = None
    tempo_bpm: int | None = Field(default=None, ge=40, le=220)
    prompt: Prompt | None = None
    level_db: MusicLevel | None = Field(default=None, description="Decibels above what is usual; −60: the scene has no music.")
    seed: Seed | None = None
    reroll: bool = False


class CharacterChange(Request):
    """What to change of a character, in the whole film."""

    model_config = _example({"voice": "velvet", "description": "fifty, grey braid, oilskin coat"})

    voice: str | None = Field(default=None, max_length=200)
    description: Prompt | None = None
    seed: Seed | None = None
    reroll: bool = Field(default=False, description="Another take of the character sheet, where the image engine paints from sheets.")


class TakeChoice(Request):
    """Which take to go back to."""

    model_config = _example({"stage": "images", "number": 3, "take": 1})

    stage: RollStage
    number: int = Field(
        ge=0, description="The shot (images, clips, effects), the line (voices) or the scene (music); of a sheet the character."
    )
    take: int = Field(ge=1, description="As in the film's `takes`.")
    is_sheet: bool = Field(default=False, description='Whether it is a take of a character sheet (stage images, target "character 2").')
