"""What every shots engine is: one `ListShots` in, one file out (see `schemas/shots.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.shots import ListShots
from schemas.stages import Stage


class ShotsEngine(Engine[ListShots]):
    """The root of the shots engines."""

    stage: ClassVar[Stage] = Stage.SHOTS
