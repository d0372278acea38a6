"""Paint a shot's picture: the plumbing of the images stage."""

from temporalio import activity

from activities.engines import Made
from activities.making import Bench
from schemas.images import PaintImage
from schemas.media import PICTURE, ArtifactRef


class ImagesActivities:
    """The activity of the images stage."""

    def __init__(self, bench: Bench) -> None:
        """Makes things on `bench`."""
        self._bench = bench

    @activity.defn
    async def paint_image(self, order: PaintImage) -> ArtifactRef:
        """Paint a shot's picture."""
        return await self._bench.make(order, fault)


def fault(order: PaintImage, made: Made) -> str | None:
    """What is wrong with a result, or None."""
    if made.media_type == PICTURE:
        return None
    size = (made.width_px, made.height_px)
    return (
        None if size == (order.width_px, order.height_px) else f"wanted {order.width_px}×{order.height_px} pixels, got {size[0]}×{size[1]}"
    )
