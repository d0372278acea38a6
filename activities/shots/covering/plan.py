"""The decision about one shot, before it is worked out: which beats it covers, how near, on whom."""

from dataclasses import dataclass
from typing import get_args

from schemas.shots import Angle, CameraMove, Framing, ShotSize

SIZES: tuple[ShotSize, ...] = tuple(size for size in get_args(ShotSize) if size != "INSERT")
"""From far to near, without the insert."""
MOST_IN_FRAME = 3
"""More people than this in one picture can't be told apart."""


@dataclass(frozen=True)
class ShotPlan:
    """One shot of a scene; planned by rules or by a model."""

    beats: tuple[int, ...]
    """Indexes into the scene's beats, one after the other; none for a shot that only shows (a place, a listener's face)."""
    size: ShotSize
    framing: Framing
    cast: tuple[str, ...] = ()
    """Names of those in the frame, the most important first; at most `MOST_IN_FRAME`."""
    angle: Angle = "eye"
    move: CameraMove | None = None
    """None leaves it to `moves.py`."""
    is_directed: bool = False
    """The script asks for this shot: its size, framing and cast are not varied."""
    target: str = ""
    """What an insert or a POV shows, in English where known."""
    picture: str = ""
    """What a model says is seen, added to the prompt."""
    motion: str = ""

    @property
    def look(self) -> tuple[str, str, tuple[str, ...], str]:
        """What two neighbouring shots must not have in common: size, framing, people, thing."""
        return self.size, self.framing, tuple(sorted(self.cast)), self.target


def nearer(size: ShotSize, steps: int = 1) -> ShotSize:
    """The size some steps nearer (or farther, when negative), within EWS to ECU; an insert stays one."""
    if size == "INSERT":
        return size
    return SIZES[min(max(SIZES.index(size) + steps, 0), len(SIZES) - 1)]
