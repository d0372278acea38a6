"""A small film for tests of plans: two scenes, five shots, four lines, one dissolve; and what its orders would make."""

from schemas.clips import AnimateClip
from schemas.effects import MakeEffects
from schemas.engines import EngineChoice, Queue
from schemas.film import EncodeSegment, EncodeTransition
from schemas.lipsync import SyncLips
from schemas.media import FLAC, PERFORMANCE, PICTURE, SEGMENT, ArtifactRef
from schemas.music import ComposeMusic
from schemas.options import FilmOptions
from schemas.order import Order
from schemas.plan import FilmPlan
from schemas.shots import Card, Character, Line, Scene, Setting, Shot, ShotList, Subject
from schemas.stages import Stage
from schemas.voices import SpeakLine

MARA = Character(name="MARA", gender="female")
TOM = Character(name="TOM", gender="male", age="old")


def small_shot_list() -> ShotList:
    """The opening title, two scenes, no credits."""
    kitchen = Setting(int_ext="INT", location="KITCHEN", time_of_day="night")
    beach = Setting(int_ext="EXT", location="BEACH", time_of_day="dawn")
    return ShotList(
        title="Small",
        characters=[MARA, TOM],
        scenes=[
            Scene(number=0, heading="Title", shots=[Shot(number=0, scene=0, framing="card", card=Card(kind="title"), min_duration_s=3)]),
            Scene(
                number=1,
                heading="INT. KITCHEN - NIGHT",
                shots=[
                    Shot(
                        number=1,
                        scene=1,
                        size="WS",
                        framing="establishing",
                        setting=kitchen,
                        prompt="A kitchen at night",
                        transition_in="fade_in",
                        transition_s=0.5,
                    ),
                    Shot(
                        number=2,
                        scene=1,
                        size="MS",
                        setting=kitchen,
                        prompt="Mara at the table",
                        subjects=[Subject(character=MARA)],
                        lines=[_line(1, MARA, "Did you hear that?"), _line(2, TOM, "No.", "off_screen")],
                    ),
                    Shot(
                        number=3,
                        scene=1,
                        size="CU",
                        setting=kitchen,
                        prompt="Tom listens",
                        subjects=[Subject(character=TOM)],
                        lines=[_line(3, TOM, "It is only the wind.")],
                    ),
                ],
            ),
            Scene(
                number=2,
                heading="EXT. BEACH - DAWN",
                shots=[
                    Shot(number=4, scene=2, size="WS", setting=beach, prompt="A beach at dawn", transition_in="dissolve", transition_s=0.5),
                    Shot(
                        number=5,
                        scene=2,
                        size="MS",
                        setting=beach,
                        prompt="Mara walks",
                        subjects=[Subject(character=MARA)],
                        lines=[_line(4, MARA, "Gone.")],
                    ),
                ],
            ),
        ],
    )


def _line(number: int, character: Character, text: str, placement: str = "on") -> Line:
    return Line.model_validate({"number": number, "character": character, "text": text, "placement": placement})


def small_plan(**options: object) -> FilmPlan:
    """A plan for the small film with engines that exist in name only."""
    choice = {stage: EngineChoice(stage=stage, name="any", version="1") for stage in Stage}
    film = EngineChoice(stage=Stage.FILM, name="film", version="1")
    return FilmPlan(
        film="f",
        owner="local",
        options=FilmOptions.model_validate(options),
        engines=choice,
        queues=dict.fromkeys(Stage, Queue.CPU),
        mixer=film,
        assembler=film,
        title="Small",
        language="en",
    )


def made_from(order: Order) -> ArtifactRef:
    """What an order would make: a line is as long as its text, moving pictures as long as ordered."""
    extra: dict[str, object] = {}
    match order:
        case SpeakLine():
            media_type, extra = FLAC, {"samples": 3000 * len(order.text)}
        case AnimateClip():
            media_type, extra = PERFORMANCE, {"frames": order.frames, "fps": order.fps}
        case SyncLips():
            media_type, extra = PERFORMANCE, {"frames": order.clip.frames, "fps": order.clip.fps}
        case EncodeSegment():
            media_type, extra = SEGMENT, {"frames": order.source.frames, "fps": order.encoding.fps}
        case EncodeTransition():
            media_type, extra = SEGMENT, {"frames": order.tail.frames, "fps": order.encoding.fps}
        case ComposeMusic() | MakeEffects():
            media_type, extra = FLAC, {"samples": order.samples}
        case _:
            media_type = PICTURE
    return ArtifactRef.model_validate({"key": order.key, "media_type": media_type, "size_bytes": 1, "sha256": "0" * 64, **extra})
