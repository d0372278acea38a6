"""Tall pictures: what is written band by band is what one encoder would have made of the whole."""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from activities.film.delivery.tall_jpeg import TallJpeg
from schemas.failures import Refused

PAPER = (20, 21, 23)


def _noise(width_px: int, height_px: int, channels: int, seed: int) -> Image.Image:
    dice = np.random.Generator(np.random.PCG64(seed))
    coarse = dice.integers(0, 256, (-(-height_px // 4), -(-width_px // 4), channels), np.uint8)
    return Image.fromarray(coarse.repeat(4, axis=0).repeat(4, axis=1)[:height_px, :width_px])


@pytest.mark.parametrize("size", [(203, 1501), (64, 1024), (90, 61), (17, 129)])
def test_pixels_are_those_of_the_whole_encoded_at_once(size: tuple[int, int], tmp_path: Path) -> None:
    whole = Image.new("RGB", size, PAPER)
    with TallJpeg(tmp_path / "tall.jpg", size, PAPER, 90) as tall:
        for number, top in enumerate(range(-20, size[1], 97)):
            picture, ink = _noise(70, 110, 3, number), _noise(50, 30, 4, number)
            corner, beside = (number * 13 % size[0] - 9, top), (size[0] // 2, top + 8)
            tall.finish_above(top)
            tall.paste(picture, corner)
            tall.paste(ink, beside, ink)
            whole.paste(picture, corner)
            whole.paste(ink, beside, ink)
    whole.save(tmp_path / "whole.jpg", "JPEG", quality=90, subsampling=0)

    assert np.array_equal(np.asarray(Image.open(tmp_path / "tall.jpg")), np.asarray(Image.open(tmp_path / "whole.jpg")))


def test_what_is_finished_is_written_and_no_longer_held(tmp_path: Path) -> None:
    path = tmp_path / "tall.jpg"
    with TallJpeg(path, (400, 4000), PAPER, 90) as tall:
        for top in range(0, 4000, 200):
            tall.paste(_noise(400, 200, 3, top), (0, top))
            tall.finish_above(top + 200)
        written = path.stat().st_size

    # but for what is left of a band, and of the file's buffer
    assert written > 0.95 * path.stat().st_size


def test_picture_that_no_jpeg_can_hold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"2000 × 70000 px; a JPEG has at most 65500"):
        TallJpeg(tmp_path / "tall.jpg", (2000, 70_000), PAPER, 90)
