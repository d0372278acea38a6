"""Orders for hosted engines, and jobs on their bench without a worker."""

from pathlib import Path
from typing import Any

from PIL import Image

from activities.engines import Engine, Input, Job, Made, engine_class, engine_options
from activities.purchase import MemoryPurchases
from schemas.clips import AnimateClip
from schemas.effects import MakeEffects, WantedSound
from schemas.engines import EngineChoice
from schemas.images import PaintImage
from schemas.media import PNG, ArtifactRef
from schemas.music import ComposeMusic
from schemas.order import About, Order
from schemas.shots import Character, MusicCue, Setting, SoundKind
from schemas.stages import Stage
from schemas.voices import SpeakLine
from tests.hosted.server import Server

_ABOUT = About(film="f", owner="local", cut=1, target="shot 1", label="Scene 1 · Shot 1")
_PROVIDERS = {
    "openai_images": "openai/v1",
    "openai_speech": "openai/v1",
    "openai_moderation": "openai/v1",
    "stability": "stability",
    "replicate_images": "replicate",
    "replicate_clips": "replicate",
    "replicate_lips": "replicate",
    "fal_images": "fal",
    "fal_clips": "fal",
    "runway": "runway",
    "elevenlabs": "elevenlabs",
}


def settings_for(server: Server, stage: Stage, name: str, **more: str) -> dict[str, str]:
    """The environment that leads an engine to the server."""
    prefix = f"FILM_{stage}_{name}_".upper()
    told = {"BASE_URL": server.url(_PROVIDERS[name]), "API_KEY": "secret-key", "TIMEOUT_S": "20", **more}
    return {f"{prefix}{option}": value for option, value in told.items()}


def choice(stage: Stage, name: str) -> EngineChoice:
    """An engine as a film's plan names it, with the model it has when nothing is set."""
    kind = engine_class(stage, name)
    return EngineChoice(stage=stage, name=name, version=kind.version, model=kind.model(engine_options(stage, name, {})))


def picture_order(name: str, **fields: Any) -> PaintImage:
    """A kitchen, 320 × 180."""
    told: dict[str, Any] = {
        "engine": choice(Stage.IMAGES, name),
        "about": _ABOUT,
        "width_px": 320,
        "height_px": 180,
        "size": "MS",
        "framing": "single",
        "angle": "eye",
        "setting": Setting(int_ext="INT", location="KITCHEN"),
        "prompt": "A kitchen at night",
    }
    return PaintImage.model_validate({**told, **fields})


def clip_order(name: str, **fields: Any) -> AnimateClip:
    """Two seconds at 24 frames a second, 64 × 36."""
    told: dict[str, Any] = {
        "engine": choice(Stage.CLIPS, name),
        "about": _ABOUT,
        "image": ArtifactRef(key="a" * 64, media_type=PNG, size_bytes=1, sha256="b" * 64),
        "width_px": 64,
        "height_px": 36,
        "frames": 48,
        "fps": 24,
        "move": "push_in",
        "prompt": "steam rises",
    }
    return AnimateClip.model_validate({**told, **fields})


def line_order(name: str, **fields: Any) -> SpeakLine:
    """Mara says something."""
    mara = Character(name="MARA", gender="female", description="a tired nurse")
    return SpeakLine.model_validate(
        {"engine": choice(Stage.VOICES, name), "about": _ABOUT, "character": mara, "text": "Did you hear that?", **fields}
    )


def cue_order(name: str, **fields: Any) -> ComposeMusic:
    """Four seconds of calm."""
    return ComposeMusic.model_validate(
        {"engine": choice(Stage.MUSIC, name), "about": _ABOUT, "cue": MusicCue(mood="calm"), "samples": 4 * 48_000, **fields}
    )


def effects_order(name: str, **fields: Any) -> MakeEffects:
    """A dog, a knock and rain, a second each."""
    kinds: tuple[SoundKind, ...] = ("dog", "knock", "rain")
    sounds = [WantedSound(kind=kind, number=1, samples=48_000) for kind in kinds]
    return MakeEffects.model_validate({"engine": choice(Stage.EFFECTS, name), "about": _ABOUT, "shot": 1, "sounds": sounds, **fields})


class Desk:
    """Where orders are made in a test: an engine of the server, and the record of what was bought, over several attempts."""

    def __init__(self, server: Server, folder: Path, **more: str) -> None:
        """`more` are further options of the engine, in capitals."""
        self.server = server
        self.folder = folder
        self.purchases = MemoryPurchases("order")
        self._more = more
        self._attempts = 0

    def make(self, order: Order) -> Made:
        """One attempt."""
        self._attempts += 1
        folder = self.folder / f"attempt-{self._attempts}"
        folder.mkdir(parents=True)
        job = Job(order=order, inputs=self._inputs(order), folder=folder, purchase=self.purchases)
        return self.engine(order).make(job)

    def engine(self, order: Order) -> Engine[Any]:
        """The order's engine."""
        stage, name = order.engine.stage, order.engine.name
        return engine_class(stage, name)(engine_options(stage, name, settings_for(self.server, stage, name, **self._more)))

    def _inputs(self, order: Order) -> dict[str, Input]:
        path = self.folder / "still.png"
        if not path.exists():
            Image.new("RGB", (320, 180), (90, 120, 150)).save(path)
        return {ref.key: Input(path) for ref in order.inputs()}
