"""What every images engine is: one `PaintImage` in, one file out (see `schemas/images.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine, EngineOptions
from schemas.images import PaintImage
from schemas.stages import Stage


class ImageEngine(Engine[PaintImage]):
    """The root of the images engines."""

    stage: ClassVar[Stage] = Stage.IMAGES

    @classmethod
    def takes_sheets(cls, options: EngineOptions) -> bool:  # noqa: ARG003 - for those that do
        """Whether it can paint from character sheets with these options."""
        return False
