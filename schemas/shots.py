"""A screenplay in, a shot list out: who is seen, how, doing and saying what, and for how long."""

from typing import ClassVar, Literal

from pydantic import Field

from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.stages import Stage

ShotSize = Literal["EWS", "WS", "FS", "MLS", "MS", "MCU", "CU", "ECU", "INSERT"]
"""Extreme wide, wide, full, medium long (cowboy), medium, medium close-up, close-up, extreme close-up, insert."""
Framing = Literal["establishing", "master", "single", "two_shot", "group", "over_the_shoulder", "pov", "insert", "reaction", "card"]
Angle = Literal["eye", "high", "low", "overhead", "dutch"]
CameraMove = Literal[
    "static", "push_in", "pull_out", "pan_left", "pan_right", "tilt_up", "tilt_down", "truck_left", "truck_right", "drift", "handheld"
]
TransitionKind = Literal["cut", "dissolve", "fade_in", "fade_through_black", "fade_through_white", "wipe_left", "wipe_right", "iris"]
TimeOfDay = Literal["dawn", "morning", "day", "afternoon", "sunset", "dusk", "night", "midnight"]
Weather = Literal["clear", "cloudy", "overcast", "rain", "storm", "snow", "fog", "wind"]
Era = Literal["", "medieval", "western", "twenties", "fifties", "futuristic"]
"""When a film plays, as far as its script tells: "" today; "twenties" is from steam to swing, "fifties" what came after."""
Pose = Literal["stand", "sit", "walk", "run", "lie", "kneel", "gesture", "hold", "point", "fight", "embrace", "drive", "ride", "hands_up"]
Expression = Literal[
    "neutral", "happy", "sad", "angry", "afraid", "surprised", "disgusted", "thoughtful", "determined", "loving", "tired", "sly"
]

Touch = Literal["", "give", "take", "shake_hands", "hold_hands", "shoulder", "embrace", "strike"]
"""What somebody's hands do at somebody else: "give" holds something out, "take" reaches for it, "shoulder" lays a hand there."""

Seat = Literal["", "table", "desk", "sofa", "bed", "ground", "piano"]
"""Where somebody sits: on a chair at a table or a desk, on a sofa, on a bed, on the ground, at a piano; "" on whatever there is."""

Mood = Literal["calm", "happy", "sad", "tense", "action", "mysterious", "romantic", "triumphant", "horror", "comic", "epic", "wistful"]
SoundKind = Literal[
    "door_opens", "door_closes", "door_slams", "knock", "creak", "lock", "steps", "running", "horse", "thud", "punch", "sword", "gunshot",
    "explosion", "glass_breaks", "clink", "paper", "typing", "match", "shutter", "switch", "pour", "splash", "drips", "fire", "rain",
    "thunder", "wind", "waves", "crowd", "applause", "heartbeat", "engine", "car_passes", "brakes", "train", "aircraft", "siren",
    "car_horn", "ship_horn", "train_whistle", "whistle", "church_bell", "small_bell", "phone", "alarm", "clock", "static", "birds",
    "gulls", "crow", "owl", "crickets", "dog", "wolf",
]  # fmt: skip
"""What can be heard of an action; see `activities/media/sound/effects`."""
Shining = Literal["lamp", "candle", "fire", "window", "screen"]
"""What gives light until it is put out; "window" stands for all windows of a house."""
Genre = Literal["cinematic", "suspense", "comedy", "romance", "action", "horror", "western", "electronic", "folk", "indian", "lofi"]


class Character(Message):
    """One person of the film, the same in every shot and in every order that shows or voices them."""

    name: str
    description: str = ""
    gender: Literal["female", "male", "unknown"] = "unknown"
    age: Literal["child", "young", "adult", "old"] = "adult"
    number: int = 0
    """From 1, in the order of the cast; 0 when unknown. Gives each their own colour."""
    heritage: str = Field(default="", exclude_if=lambda heritage: not heritage)
    """Name, a line feed, and description of the relative whom they take after; "" for who has none in the film."""
    likeness: int = 0
    """How many before them in the cast have the same gender and age: what tells their voices apart."""


class Subject(Message):
    """One character in one shot."""

    character: Character
    position: Literal["left", "centre", "right"] = "centre"
    facing: Literal["left", "camera", "right", "away"] = "camera"
    pose: Pose = "stand"
    expression: Expression = "neutral"
    is_foreground: bool = False
    """True for the near shoulder of an over-the-shoulder shot."""
    # What is left open below is left out of messages: orders without it keep the keys they had before there was such a thing.
    seat: Seat = Field(default="", exclude_if=lambda seat: not seat)
    """For who sits."""
    is_asleep: bool = Field(default=False, exclude_if=lambda is_asleep: not is_asleep)
    """Or unconscious, or dead: the eyes are closed."""
    touch: Touch = Field(default="", exclude_if=lambda touch: not touch)
    """What their hands do at `partner`,"""
    partner: str = Field(default="", exclude_if=lambda partner: not partner)
    """who is in the shot too: their name."""
    is_extra: bool = Field(default=False, exclude_if=lambda is_extra: not is_extra)
    """Somebody without a name: not of the cast, and behind those who are."""

    keyed_when_set: ClassVar[frozenset[str]] = frozenset({"is_extra"})


class Setting(Message):
    """Where and when a shot plays."""

    int_ext: Literal["INT", "EXT", "INT/EXT", ""] = ""
    location: str = ""
    time_of_day: TimeOfDay = "day"
    weather: Weather = "clear"
    era: Era = ""
    is_unlit: bool = False
    """A dark room: there is no light but what people carry."""
    gone_out: list[Shining] = Field(default=[], exclude_if=lambda gone_out: not gone_out)
    """What is dark though the hour would have it shine."""

    keyed_when_set: ClassVar[frozenset[str]] = frozenset({"gone_out"})


class Line(Message):
    """One speech of one character (or the narrator) inside a shot."""

    number: int
    """From 1 through the whole film."""
    character: Character
    text: str
    """What is spoken, free of markup and notes."""
    delivery: str = ""
    """The parenthetical, in the writer's words: "whispering", "beat"."""
    placement: Literal["on", "voice_over", "off_screen"] = "on"
    """Whether the speaker is seen speaking; only "on" moves lips."""
    pause_before_s: float = 0.0
    """Silence the script asks for before the line (a beat, a pause)."""
    dual: Literal["left", "right"] | None = None
    """Two speak at once: what is "right" begins with the "left" in front of it, and is heard from that side."""
    is_verse: bool = False
    """A line of a song, a poem or a sloka: spoken slower, as one line of verse."""


class Card(Message):
    """Words shown instead of a picture: opening title, intertitle, credits; or a black screen, with words or none."""

    kind: Literal["title", "intertitle", "credits", "black"]
    heading: str = ""
    lines: list[str] = []
    """Credits: "role: name" or a plain line."""


class SoundCue(Message):
    """One thing that is heard in a shot besides speech and music."""

    kind: SoundKind
    at: float = 0.0
    """Where in the shot it begins: 0 at its first frame, 1 at its end."""
    level_db: float = 0.0
    """Against what is usual for its kind."""
    is_far: bool = False
    """Heard from a distance or through a wall: darker, and more of the place than of the thing."""
    prompt: str = Field(default="", max_length=400, exclude_if=lambda prompt: not prompt)
    """What it is, in words for an engine that makes sounds from words: "a rusty hatch slams"; "" for what is usual of its kind."""

    keyed_when_set: ClassVar[frozenset[str]] = frozenset({"prompt"})


class Shot(Message):
    """A unit of camera."""

    number: int
    """From 1 through the whole film; 0 is the opening title, the last one the closing credits."""
    scene: int
    size: ShotSize = "MS"
    framing: Framing = "single"
    angle: Angle = "eye"
    move: CameraMove = "static"
    setting: Setting = Setting()
    subjects: list[Subject] = []
    props: list[str] = []
    card: Card | None = None
    action: str = ""
    """What happens in it, in the writer's words."""
    lines: list[Line] = []
    """Every spoken line of the screenplay is in exactly one shot."""
    sounds: list[SoundCue] = []
    """What is heard of the action, in order."""
    prompt: str = ""
    """What an image model is told; the drawn engine reads set, weather and props from it too."""
    negative_prompt: str = ""
    motion_prompt: str = ""
    min_duration_s: float = 2.0
    """From the action; the shot lasts longer when its lines need it."""
    transition_in: TransitionKind = "cut"
    transition_s: float = 0.0
    """Length of `transition_in`; 0 for a cut."""
    sound_leads_s: float = 0.0
    """At a cut: how long the shot is heard before it is seen (J-cut); below 0, how long the one before is heard on (L-cut)."""
    is_hard_cut: bool = False
    """At a cut: whatever sounds stops with the picture of the shot before (smash cut)."""
    first_line: int = 0
    """Of the script text it comes from, from 1; 0 when unknown."""
    last_line: int = 0


class MusicCue(Message):
    """What the music of a scene should be."""

    mood: Mood = "calm"
    genre: Genre = "cinematic"
    tempo_bpm: int = 84
    intensity: float = 0.5
    """0 (barely there) to 1 (full)."""
    manner: Literal["score", "recitation"] = "score"
    """A recitation is a drone under spoken verse, without beat or tune of its own while somebody speaks."""
    prompt: str = ""
    """What a music model is told."""
    rings_on: bool = Field(default=False, exclude_if=lambda rings_on: not rings_on)
    """Into the next scene, whose music is of the same kind: the last chord comes with the cut, where the next cue begins under it. By the
    script, so that another mood for one scene changes nothing of the music of the scene before."""
    is_carried: bool = Field(default=False, exclude_if=lambda is_carried: not is_carried)
    """From the scene before, so that it need not begin from nothing."""

    keyed_when_set: ClassVar[frozenset[str]] = frozenset({"rings_on", "is_carried"})


class Scene(Message):
    """One scene of the shot list."""

    number: int
    """From 1 as in the screenplay; 0 is the opening title, the last one the closing credits."""
    heading: str
    shots: list[Shot]
    music: MusicCue = MusicCue()


class ShotList(Message):
    """All shots of a film."""

    title: str
    language: str = "en"
    characters: list[Character] = []
    scenes: list[Scene]
    """In film order, none without shots."""
    notes: list[str] = []
    """What the writer should know: a line split over two shots, a generic set."""


class ListShots(Order):
    """Break a screenplay into a `ShotList` (stored as JSON)."""

    stage: ClassVar[Stage] = Stage.SHOTS

    screenplay: ArtifactRef
    title: str = ""
    """Overrides the title page; the script's name when both are empty is put here by the caller."""
    aspect: str = "16:9"
