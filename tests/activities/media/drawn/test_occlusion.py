"""Which parts of which layer are painted."""

import numpy as np
import pytest

from activities.media.drawn.camera import Matrix, inverse, then
from activities.media.drawn.layers import Sheet
from activities.media.drawn.occlusion import Ink, Region, everywhere, ink_of, visible

SCREEN = Region(0, 0, 640, 360)
ROOM = 32
STAYS: Matrix = np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]])


def sheet(opaque: tuple[slice, slice], inked: tuple[slice, slice] | None = None) -> Sheet:
    """Alpha 255 in one part of the screen, 100 in another; beyond the screen its edges go on."""
    packed = np.zeros((360, 640, 4), np.uint8)
    if inked is not None:
        packed[inked] = 100
    packed[opaque] = 255
    return Sheet(np.pad(packed, ((ROOM, ROOM), (ROOM, ROOM), (0, 0)), mode="edge"), -ROOM, -ROOM)


def ink(made: Sheet, matrix: Matrix | None = None) -> Ink:
    return ink_of(made, inverse(then(made.to_canvas, STAYS if matrix is None else matrix)), SCREEN, can_hide=True)


def painted(parts: list[tuple[Region, bool]]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """How often each pixel of the screen is painted."""
    times = np.zeros((SCREEN.height, SCREEN.width), np.int64)
    for region, _ in parts:
        times[region.top : region.top + region.height, region.left : region.left + region.width] += 1
    return times


def test_what_is_hidden_is_not_painted() -> None:
    front = sheet((slice(None), slice(None)))
    seen = visible([(SCREEN, everywhere(SCREEN)), (SCREEN, everywhere(SCREEN))], SCREEN)

    assert seen == [[], [(SCREEN, True)]]
    assert ink(front).is_there.all()


def test_what_is_half_hidden_is_painted_where_it_is_seen() -> None:
    front = sheet((slice(180, 360), slice(None)))
    behind, above = visible([(SCREEN, everywhere(SCREEN)), (SCREEN, ink(front))], SCREEN)

    assert painted(behind)[:180].min() == 1
    assert painted(behind)[260:].max() == 0
    assert painted(above)[180:].min() == 1
    assert painted(above)[:140].max() == 0


def test_a_see_through_layer_hides_nothing() -> None:
    veil = sheet((slice(0, 0), slice(0, 0)), (slice(None), slice(None)))
    behind, _ = visible([(SCREEN, everywhere(SCREEN)), (SCREEN, ink(veil))], SCREEN)

    assert painted(behind).min() == 1


def test_a_weakened_layer_hides_nothing() -> None:
    weak = ink_of(sheet((slice(None), slice(None))), STAYS, SCREEN, can_hide=False)

    assert weak.is_there.all()
    assert not weak.hides.any()


@pytest.mark.parametrize("seed", range(20))
def test_every_seen_pixel_is_painted_once(seed: int) -> None:
    """Whatever lies where, turned and scaled: each layer's ink that is not hidden lies in exactly one of its parts."""
    dice = np.random.Generator(np.random.PCG64(seed))
    strokes: list[tuple[Region, Ink | None]] = [(SCREEN, everywhere(SCREEN))]
    alphas = []
    for _ in range(5):
        y, x, high, wide = (int(dice.integers(0, limit)) for limit in (250, 500, 300, 500))
        made = sheet((slice(y, y + high), slice(x, x + wide)), (slice(y // 2, y + high // 2), slice(x // 2, x + wide)))
        strokes.append((SCREEN, ink(made)))
        alphas.append(made.packed[ROOM:-ROOM, ROOM:-ROOM, 3])
    for number, parts in enumerate(visible(strokes, SCREEN)[1:]):
        hidden = np.zeros((SCREEN.height, SCREEN.width), np.bool_)
        for alpha in alphas[number + 1 :]:
            hidden |= alpha == 255
        times = painted(parts)
        assert times.max(initial=0) <= 1
        assert (times[(alphas[number] > 0) & ~hidden] == 1).all()
        for region, hides in parts:
            part = alphas[number][region.top : region.top + region.height, region.left : region.left + region.width]
            assert not hides or part.min() == 255


def test_ink_moves_with_its_layer() -> None:
    corner = sheet((slice(0, 36), slice(0, 64)))
    moved = ink(corner, np.array([[1.0, 0, 320.0], [0, 1, 180.0]]))

    assert moved.is_there[5, 5]
    assert not moved.is_there[:3].any()
    assert not moved.is_there[:, :3].any()
    assert not moved.is_there[:, 8:].any()
