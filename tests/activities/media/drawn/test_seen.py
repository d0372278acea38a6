"""What the camera ever sees of a layer."""

import numpy as np
import pytest

from activities.media.drawn.brush import Easel
from activities.media.drawn.camera import Matrix
from activities.media.drawn.layers import BLOCK_PX, Packed, Sheet
from activities.media.drawn.seen import seen_part
from activities.media.planes import planes_of

WIDTH_PX, HEIGHT_PX = 320, 180


def noise(width_px: int, height_px: int) -> Packed:
    return np.random.Generator(np.random.PCG64(3)).integers(0, 256, (height_px, width_px, 4), np.uint8)


def shifted(x: float, y: float, zoom: float = 1.0) -> Matrix:
    return np.array([[zoom, 0.0, x], [0.0, zoom, y]])


def drawn(sheet: Sheet, to_screen: Matrix) -> list[np.ndarray]:
    easel = Easel(WIDTH_PX, HEIGHT_PX)
    easel.draw(sheet, to_screen)
    return [plane.copy() for plane in planes_of(easel.finished())]


@pytest.mark.parametrize("softness", [1, 2, 4])
def test_what_is_seen_is_drawn_alike(softness: int) -> None:
    whole = Sheet(noise(1_000, 600), 8, -24, softness=softness)
    moves = [shifted(-200 - 3 * step, -100.0 - step) for step in range(20)]
    part = seen_part(whole, moves, WIDTH_PX, HEIGHT_PX)

    assert part is not None
    assert part.packed.nbytes < 0.4 * whole.packed.nbytes
    for move in moves:
        for one, other in zip(drawn(whole, move), drawn(part, move), strict=True):
            assert np.array_equal(one, other)


def test_a_zooming_camera_needs_what_it_sees_when_it_is_farthest() -> None:
    whole = Sheet(noise(1_000, 600), 0, 0)
    near, far = shifted(-900, -500, 2.0), shifted(-300, -160, 0.8)
    both, alone = (seen_part(whole, moves, WIDTH_PX, HEIGHT_PX) for moves in ([near, far], [far]))

    assert both is not None
    assert alone is not None
    assert both.packed.shape == alone.packed.shape


def test_parts_are_cut_between_blocks() -> None:
    whole = Sheet(noise(1_000, 600), 5, 7)
    part = seen_part(whole, [shifted(-333, -111)], WIDTH_PX, HEIGHT_PX)

    assert part is not None
    assert (part.x - whole.x) % BLOCK_PX == 0
    assert (part.y - whole.y) % BLOCK_PX == 0


def test_nothing_stays_of_what_is_never_seen() -> None:
    assert seen_part(Sheet(noise(64, 64), 2_000, 0), [shifted(0, 0), shifted(-50, 0)], WIDTH_PX, HEIGHT_PX) is None


def test_what_is_nearly_all_seen_stays_as_it_is() -> None:
    whole = Sheet(noise(330, 190), 0, 0)

    assert seen_part(whole, [shifted(0, 0)], WIDTH_PX, HEIGHT_PX) is whole
