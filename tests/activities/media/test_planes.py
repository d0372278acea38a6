"""Blends and fades in whole numbers."""

import av
import numpy as np
import pytest

from activities.media.planes import FULL, blend, copy_of, halved, new_frame, planes_of, to_black


def _flat(y: int, u: int, v: int) -> av.VideoFrame:
    frame = new_frame(32, 16)
    for plane, level in zip(planes_of(frame), (y, u, v), strict=True):
        plane[:] = level
    return frame


def _levels(frame: av.VideoFrame) -> list[list[int]]:
    return [sorted(set(plane.ravel().tolist())) for plane in planes_of(frame)]


@pytest.mark.parametrize(
    ("weight", "expected"), [(0, [[40], [90], [120]]), (FULL, [[200], [110], [140]]), (FULL // 2, [[120], [100], [130]])]
)
def test_blend_mixes_by_weight(weight: int, expected: object) -> None:
    share = np.full((1, 1), weight, np.uint16)

    assert _levels(blend(_flat(40, 90, 120), _flat(200, 110, 140), share, share)) == expected


def test_one_weight_blends_as_the_same_weight_everywhere() -> None:
    first, second = new_frame(256, 256), new_frame(256, 256)
    for frame, ramp in ((first, np.arange(256)[None]), (second, np.arange(256)[:, None])):
        for plane in planes_of(frame):
            plane[:] = np.broadcast_to(ramp, (256, 256))[: plane.shape[0], : plane.shape[1]]

    for weight in range(0, FULL + 1, 17):
        one, everywhere = np.full((1, 1), weight, np.uint16), np.full((256, 256), weight, np.uint16)
        made = blend(first, second, one, one), blend(first, second, everywhere, halved(everywhere))

        assert all(np.array_equal(*pair) for pair in zip(planes_of(made[0]), planes_of(made[1]), strict=True)), weight


def test_blend_of_equal_frames_changes_nothing() -> None:
    share = np.full((1, 1), 77, np.uint16)

    assert _levels(blend(_flat(255, 0, 255), _flat(255, 0, 255), share, share)) == [[255], [0], [255]]


def test_all_black_is_limited_range_black() -> None:
    assert _levels(to_black(_flat(200, 60, 220), FULL)) == [[16], [128], [128]]


def test_no_black_changes_nothing() -> None:
    assert _levels(to_black(_flat(200, 60, 220), 0)) == [[200], [60], [220]]


def test_copy_is_written_without_touching_the_original() -> None:
    original = _flat(50, 60, 70)

    planes_of(copy_of(original))[0][:] = 0

    assert _levels(original) == [[50], [60], [70]]


@pytest.mark.parametrize(("shape", "expected"), [((4, 6), (2, 3)), ((1, 6), (1, 3)), ((4, 1), (2, 1)), ((1, 1), (1, 1))])
def test_chroma_weights_are_half_as_many(shape: tuple[int, int], expected: object) -> None:
    weights = halved(np.full(shape, 200, np.uint16))

    assert weights.shape == expected
    assert set(weights.ravel().tolist()) == {200}
