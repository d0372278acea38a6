"""What every music engine is: one `ComposeMusic` in, one file out (see `schemas/music.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.music import ComposeMusic
from schemas.stages import Stage


class MusicEngine(Engine[ComposeMusic]):
    """The root of the music engines."""

    stage: ClassVar[Stage] = Stage.MUSIC
