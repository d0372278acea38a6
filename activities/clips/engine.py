"""What every clips engine is: one `AnimateClip` in, one file out (see `schemas/clips.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.clips import AnimateClip
from schemas.stages import Stage


class ClipEngine(Engine[AnimateClip]):
    """The root of the clips engines."""

    stage: ClassVar[Stage] = Stage.CLIPS
