"""What every images engine is: one `PaintImage` in, one file out (see `schemas/images.py` for what it must be)."""

from typing import ClassVar

from activities.engines import Engine
from schemas.images import PaintImage
from schemas.stages import Stage


class ImageEngine(Engine[PaintImage]):
    """The root of the images engines."""

    stage: ClassVar[Stage] = Stage.IMAGES
