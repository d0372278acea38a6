"""What people send to change a film."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from schemas.engines import WantedEngine
from schemas.message import Message, Request
from schemas.options import Look, MusicLevel
from schemas.shots import CameraMove, Genre, Mood, SoundCue, TransitionKind
from schemas.stages import Stage

Prompt = Annotated[str, Field(max_length=4000)]
Seed = Annotated[int, Field(ge=0, le=2**31 - 1)]


TRANSITION_S: dict[TransitionKind, float] = {
    "cut": 0.0,
    "dissolve": 0.6,
    "fade_in": 1.0,
    "fade_through_black": 1.4,
    "fade_through_white": 1.4,
    "wipe_left": 0.7,
    "wipe_right": 0.7,
    "iris": 0.8,
}
"""How long each transition is when nobody says."""
TransitionLength = Annotated[float, Field(ge=0.1, le=5)]
"""In seconds."""
CutKind = Literal["straight", "j", "l", "smash"]
"""What is heard at a cut: sound and picture change at once; the shot is heard before it is seen (J-cut); the shot before is heard on
(L-cut); everything that sounds stops with the picture."""
BRIDGE_S = 1.0
"""How long a J- or L-cut is when nobody says; the same in scripts."""
BridgeLength = Annotated[float, Field(ge=0.1, le=4)]
"""In seconds."""
Sounds = Annotated[list[SoundCue], Field(max_length=50)]
SoundsLike = Annotated[str, Field(max_length=200)]
"""As in a scene heading: "EXT. FOREST", "church"; "" is what the scene's own heading says."""


def refuse_odd_beginning(transition: TransitionKind | None, transition_s: float | None, cut: CutKind | None, cut_s: float | None) -> None:
    """A cut takes no time, and what gives way by a transition is not cut.

    Raises:
        ValueError: A length is given to what has none, or a cut to a transition.
    """
    if transition_s is not None and (transition == "cut" or cut is not None):
        raise ValueError("a cut has no length: leave transition_s away, or choose another transition")
    if transition not in {None, "cut"} and (cut is not None or cut_s is not None):
        raise ValueError(f"{transition} is no cut: give transition, or cut and cut_s")
    if cut in {"straight", "smash"} and cut_s is not None:
        raise ValueError(f"a {cut} cut has no length: leave cut_s away, or choose j or l")


class _Change(Request):
    @model_validator(mode="after")
    def _changes_something(self) -> Self:
        if not self.model_fields_set - {"kind", "shot", "line", "scene", "name"}:
            msg = f"a change of kind '{self.model_dump().get('kind')}' must change something: give at least one field beside its target"
            raise ValueError(msg)
        return self


RollStage = Literal[Stage.IMAGES, Stage.CLIPS, Stage.VOICES, Stage.MUSIC, Stage.EFFECTS]
"""Stages of which there can be further takes."""
ShotStage = Literal[Stage.IMAGES, Stage.CLIPS, Stage.EFFECTS, Stage.LIPSYNC]
"""Stages whose engine a shot may have for itself."""
ShotEngines = Annotated[dict[ShotStage, WantedEngine | None], Field(min_length=1)]
"""Engines by stage; None is the film's own again."""


class ChangeShot(_Change):
    """Change a shot's picture, camera, length, how it begins, what is heard in it or who makes it, or re-roll a stage of it."""

    kind: Literal["shot"] = "shot"
    shot: int = Field(ge=0)
    prompt: Prompt | None = None
    negative_prompt: Prompt | None = None
    duration_s: float | None = Field(default=None, ge=0.5, le=120)
    """Wished length; a shot is never shorter than its spoken lines."""
    camera: CameraMove | None = None
    intensity: float | None = Field(default=None, ge=0, le=1)
    transition: TransitionKind | None = None
    """How the shot before gives way to it."""
    transition_s: TransitionLength | None = None
    """How long that takes; by default what is usual for its kind."""
    cut: CutKind | None = None
    """It begins with a cut of this kind, whatever it began with before."""
    cut_s: BridgeLength | None = None
    """How long a J- or L-cut is heard with the other picture; by default `BRIDGE_S`."""
    sounds: Sounds | None = None
    """Everything that is heard of the action, instead of what the script's words made; [] for nothing."""
    engines: ShotEngines | None = None
    """Who makes its picture, its clip, its lips or the sounds of its action, instead of the film's engines."""
    seed: Seed | None = None
    reroll: list[Literal[Stage.IMAGES, Stage.CLIPS, Stage.EFFECTS]] = []
    """Stages to make another take of."""

    @model_validator(mode="after")
    def _begins_one_way(self) -> Self:
        refuse_odd_beginning(self.transition, self.transition_s, self.cut, self.cut_s)
        return self


class ChangeLine(_Change):
    """Change what is said, how, and by which voice."""

    kind: Literal["line"] = "line"
    line: int = Field(ge=1)
    text: str | None = Field(default=None, min_length=1, max_length=4000)
    delivery: str | None = Field(default=None, max_length=200)
    voice: str | None = Field(default=None, max_length=200)
    speed: float | None = Field(default=None, ge=0.5, le=2)
    pitch: float | None = Field(default=None, ge=-12, le=12)
    seed: Seed | None = None
    reroll: bool = False


class ChangeCue(_Change):
    """Change the music of a scene."""

    kind: Literal["cue"] = "cue"
    scene: int = Field(ge=0)
    mood: Mood | None = None
    genre: Genre | None = None
    tempo_bpm: int | None = Field(default=None, ge=40, le=220)
    prompt: Prompt | None = None
    level_db: MusicLevel | None = None
    """How much louder or quieter than usual it is; −60: the scene has no music."""
    seed: Seed | None = None
    reroll: bool = False


class ChangeScene(_Change):
    """Make every picture, clip, line and the music of a scene anew, or let it sound like another place."""

    kind: Literal["scene"] = "scene"
    scene: int = Field(ge=0)
    sounds_like: SoundsLike | None = None
    """Where its air and its room are taken from."""
    reroll: list[RollStage] = []


class ChangeCharacter(_Change):
    """Give a character another voice or look, or another character sheet, in the whole film."""

    kind: Literal["character"] = "character"
    name: str = Field(min_length=1, max_length=200)
    voice: str | None = Field(default=None, max_length=200)
    description: Prompt | None = None
    seed: Seed | None = None
    """Of the character sheet."""
    reroll: bool = False
    """Make another take of the character sheet, where the film's image engine paints from sheets."""


class ChangeFilm(_Change):
    """Change what concerns the film as a whole."""

    kind: Literal["film"] = "film"
    title: str | None = Field(default=None, min_length=1, max_length=200)
    subtitles: Literal["sidecar", "burned", "none"] | None = None
    style: Look | None = None
    """What all pictures look like; "" for nothing in particular."""
    reroll: list[RollStage] = []


class TakeSettings(Message):
    """The settings a take was made with; selecting a take puts them back."""

    take: int = 1
    seed: int = 0
    prompt: str | None = None
    negative_prompt: str | None = None
    looks: dict[str, str] | None = None
    """What those in the picture look like, by name; None in takes that are older than this field."""
    style: str | None = None
    """None in takes that are older than this field."""
    heading: str | None = None
    """Of a card."""
    camera: CameraMove | None = None
    intensity: float | None = None
    text: str | None = None
    delivery: str | None = None
    voice: str | None = None
    speed: float | None = None
    pitch: float | None = None
    mood: Mood | None = None
    genre: Genre | None = None
    tempo_bpm: int | None = None


class SelectTake(Request):
    """Go back to an older take of an image, a clip, a line reading, a cue or a shot's sounds."""

    kind: Literal["take"] = "take"
    stage: RollStage
    number: int = Field(ge=0)
    """The shot (images, clips, effects), line (voices) or scene (music); of a sheet the character, by its place in the cast from 1."""
    is_sheet: bool = False
    """Whether it is a take of a character sheet; of the stage images then."""
    settings: TakeSettings
    """As the take's row tells them (`GET /api/films/{id}`)."""
    key: str = ""
    """Of what was made; where it is given, the take itself is wanted, and not another one made with its settings."""


Change = Annotated[
    ChangeShot | ChangeLine | ChangeCue | ChangeScene | ChangeCharacter | ChangeFilm | SelectTake, Field(discriminator="kind")
]


class EditFilm(Request):
    """Some changes that belong together: they become one new cut."""

    id: str = Field(min_length=1, max_length=100)
    """Chosen by the sender; the same id a second time changes nothing more."""
    changes: list[Change] = Field(min_length=1, max_length=500)
    reason: str = Field(default="", max_length=500)


class EditAccepted(Message):
    """The answer to an `EditFilm`."""

    revision: int
    cut: int
    """The cut that will have the changes."""
