"""People without a name: whom a picture is on when they are in it, and where there is room for them behind the others."""

from collections.abc import Sequence

from activities.images.drawing.camera import Camera
from schemas.shots import Subject

_BEHIND_M, _BESIDE_M = 1.25, 0.62
"""How far behind the others, and at least how far beside them as seen from the camera, people without a name stand."""
_FARTHER_M = (_BEHIND_M, 1.8, 2.4)
"""Where they stand of whom the upper edge of the frame would else take the head: behind who sits or is small."""
_AIR_M = 0.06
_SHARES = (0.62, -0.62, 0.84, -0.84, 0.12)
"""Where they stand best, in halves of the frame from its middle to their own side."""


def main_of(subjects: Sequence[Subject]) -> list[int]:
    """Which subjects a picture is on: neither a near shoulder nor those without a name who stand or sit behind the others."""
    near = [index for index, subject in enumerate(subjects) if not subject.is_foreground]
    named = [index for index in near if not subjects[index].is_extra or subjects[index].pose == "lie"]
    return named or near or list(range(len(subjects)))


def room_behind(
    camera: Camera, subject: Subject, crown_m: float, standing: Sequence[float], places: Sequence[float]
) -> tuple[float, float] | None:
    """Where somebody without a name is seen behind the others and beside them: metres across and deep; None where there is no room.

    Args:
        camera: Sees them.
        subject: Them; their side comes first.
        crown_m: How high their head reaches.
        standing: Where across others stand already.
        places: Where those stand whom the picture is on.
    """
    deep_m = next((z_m for z_m in _FARTHER_M if camera.y_px(crown_m + _AIR_M, z_m) > camera.frame[1]), None)
    if deep_m is None:
        return None
    half_m = camera.frame[2] / camera.scale(deep_m) / 2
    side = -1.0 if subject.position == "left" else 1.0
    for share in _SHARES:
        x_m = camera.x_m + share * side * half_m
        across = [camera.x_px(x_m, deep_m) - camera.x_px(other, 0.0) for other in (*places, *standing)]
        if all(abs(apart) > _BESIDE_M * camera.scale() for apart in across):
            return x_m, deep_m
    return None
