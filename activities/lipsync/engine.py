"""What every lipsync engine is: one `SyncLips` in, one file out (see `schemas/lipsync.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine, EngineOptions
from schemas.lipsync import SyncLips
from schemas.stages import Stage


class LipsyncEngine(Engine[SyncLips]):
    """The root of the lipsync engines."""

    stage: ClassVar[Stage] = Stage.LIPSYNC

    @classmethod
    def makes_whole(cls, options: EngineOptions) -> bool:  # noqa: ARG003 - for those that do
        """Whether nothing but the first frame of a clip is left in what it makes: a clip that costs little does then."""
        return False
