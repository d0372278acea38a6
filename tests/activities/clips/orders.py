"""Orders for clips of the small pictures."""

from pathlib import Path

from activities.clips.engines.camera import Camera
from activities.engines import EngineOptions, Input, Job, Made
from schemas.clips import AnimateClip
from schemas.engines import EngineChoice
from schemas.media import PICTURE, ArtifactRef
from schemas.order import About
from schemas.stages import Stage

ABOUT = About(film="f", owner="o", cut=1, target="shot 1", label="Scene 1 · Shot 1 · clip")


def picture_ref(media_type: str = PICTURE) -> ArtifactRef:
    return ArtifactRef(key="a" * 64, media_type=media_type, size_bytes=1, sha256="b" * 64)


def clip_order(**changes: object) -> AnimateClip:
    """Two seconds at 24 fps, 320 × 180, unless changed."""
    fields: dict[str, object] = {
        "engine": EngineChoice(stage=Stage.CLIPS, name="camera", version=Camera.version),
        "about": ABOUT,
        "image": picture_ref(),
        "width_px": 320,
        "height_px": 180,
        "frames": 48,
        "fps": 24,
        "move": "static",
        **changes,
    }
    return AnimateClip.model_validate(fields)


def make_clip(order: AnimateClip, picture: Path, folder: Path) -> Made:
    """What the camera engine makes of an order."""
    folder.mkdir(parents=True, exist_ok=True)
    return Camera(EngineOptions()).make(Job(order=order, inputs={order.image.key: Input(picture)}, folder=folder))
