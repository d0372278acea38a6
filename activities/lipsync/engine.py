"""What every lipsync engine is: one `SyncLips` in, one file out (see `schemas/lipsync.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.lipsync import SyncLips
from schemas.stages import Stage


class LipsyncEngine(Engine[SyncLips]):
    """The root of the lipsync engines."""

    stage: ClassVar[Stage] = Stage.LIPSYNC
