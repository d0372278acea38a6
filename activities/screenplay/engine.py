"""What every screenplay engine is: one `WriteScreenplay` in, one file out (see `schemas/screenplay.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.screenplay import WriteScreenplay
from schemas.stages import Stage


class ScreenplayEngine(Engine[WriteScreenplay]):
    """The root of the screenplay engines."""

    stage: ClassVar[Stage] = Stage.SCREENPLAY
