"""Mouths laid into frames: where, how softly, in which colours."""

import av
import numpy as np
import pytest

from activities.lipsync.faces import Box
from activities.lipsync.mouth_paste import cut, in_colours_of, mouth_weight, paste, with_grain_of
from activities.media.planes import FULL, new_frame, planes_of
from activities.media.rgb import Rgb, planes_from_rgb, rgb_from_planes
from tests.activities.lipsync.faces_on_film import HEIGHT_PX, WIDTH_PX, portrait

BOX = Box(119, 70, 81, 99)


def frame_of(picture: Rgb) -> av.VideoFrame:
    frame = new_frame(picture.shape[1], picture.shape[0])
    for into, plane in zip(planes_of(frame), planes_from_rgb(picture), strict=True):
        into[:] = plane
    return frame


def stripes() -> Rgb:
    """A made face nobody could miss."""
    face = np.zeros((96, 96, 3), np.uint8)
    face[:, ::8] = 255
    return face


def changed(before: av.VideoFrame, after: av.VideoFrame) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which pixels differ in any plane; chroma counts for the four it covers."""
    y, u, v = (one != other for one, other in zip(planes_of(before), planes_of(after), strict=True))
    return np.asarray(y | np.kron(u | v, np.ones((2, 2), bool)))


def test_a_face_is_cut_at_the_size_the_model_wants() -> None:
    face = cut(frame_of(portrait()), BOX, 96)

    assert face.shape == (96, 96, 3)
    error = np.abs(
        face[::12, ::12].astype(int) - portrait()[70:169, 119:200][(np.arange(0, 96, 12) * 99 // 96)][:, np.arange(0, 96, 12) * 81 // 96]
    )
    assert np.median(error) < 8


def test_only_the_lower_half_of_the_box_changes() -> None:
    before = frame_of(portrait())

    rows, columns = np.nonzero(changed(before, paste(before, BOX, stripes(), FULL)))

    assert BOX.top_px + 0.42 * BOX.height_px < rows.min() <= rows.max() < BOX.top_px + BOX.height_px
    assert BOX.left_px <= columns.min() <= columns.max() < BOX.left_px + BOX.width_px


def test_the_frame_that_was_given_is_not_written_to() -> None:
    before = frame_of(portrait())
    luma = planes_of(before)[0].copy()

    paste(before, BOX, stripes(), FULL)

    assert np.array_equal(planes_of(before)[0], luma)


def test_without_strength_the_frame_is_the_same() -> None:
    before = frame_of(portrait())

    assert paste(before, BOX, stripes(), 0) is before


def test_half_the_strength_is_half_the_change() -> None:
    before = frame_of(portrait())
    old, half, full = (
        planes_of(frame)[0].astype(int) for frame in (before, paste(before, BOX, stripes(), FULL // 2), paste(before, BOX, stripes(), FULL))
    )

    assert np.abs((half - old) * 2 - (full - old)).max() <= 3


def test_the_edge_of_a_mouth_is_soft() -> None:
    weight = mouth_weight(100, 120).astype(int)

    assert weight.max() == FULL
    assert max(weight[0].max(), weight[-1].max(), weight[:, 0].max(), weight[:, -1].max()) == 0
    assert max(np.abs(np.diff(weight, axis=0)).max(), np.abs(np.diff(weight, axis=1)).max()) < FULL / 6


def test_a_mouth_at_the_edge_of_the_frame_is_pasted_as_far_as_it_goes() -> None:
    before = frame_of(portrait())
    outside = Box(WIDTH_PX - 40, HEIGHT_PX - 80, 81, 99)

    where = changed(before, paste(before, outside, stripes(), FULL))

    assert where.any()
    assert not where[:, : WIDTH_PX - 40].any()


def test_a_mouth_beyond_the_frame_changes_nothing() -> None:
    before = frame_of(portrait())

    assert paste(before, Box(WIDTH_PX + 10, 0, 81, 99), stripes(), FULL) is before


@pytest.mark.parametrize("cast", [(1.0, 0.8, 0.75), (0.75, 0.8, 1.0)])
def test_a_face_in_another_light_is_brought_into_that_of_the_frame(cast: tuple[float, float, float]) -> None:
    frame = portrait()[70:169, 119:200]
    made = np.clip(frame * np.array(cast) + 20, 0, 255).astype(np.uint8)

    matched = in_colours_of(made, frame, mouth_weight(81, 99))

    assert np.abs(matched.astype(int) - frame)[50:90, 20:60].mean() < 3


def test_the_same_face_pasted_back_is_hardly_seen() -> None:
    before = frame_of(portrait())

    after = paste(before, BOX, cut(before, BOX, 96), FULL)

    error = np.abs(rgb_from_planes(*planes_of(after)).astype(int) - rgb_from_planes(*planes_of(before)))
    assert error.mean() < 0.2


def test_a_mouth_has_the_grain_of_its_frame() -> None:
    chance = np.random.Generator(np.random.PCG64(6))
    grainy = np.clip(chance.normal(120, 3, (300, 240, 3)), 0, 255).astype(np.uint8)

    made = with_grain_of(np.full_like(grainy, 90), grainy, 96)

    assert made.std() == pytest.approx(grainy.std(), rel=0.25)
    assert made.mean() == pytest.approx(90, abs=1)


def test_outlines_of_the_frame_do_not_shine_through() -> None:
    lined = np.full((300, 240, 3), 160, np.uint8)
    lined[150:152] = 20

    made = with_grain_of(np.full_like(lined, 90), lined, 96)

    assert np.abs(made.astype(int) - 90).max() <= 5


def test_a_face_that_is_shown_smaller_than_it_was_made_lost_nothing() -> None:
    made = np.full((80, 64, 3), 90, np.uint8)

    assert with_grain_of(made, portrait()[:80, :64], 96) is made
