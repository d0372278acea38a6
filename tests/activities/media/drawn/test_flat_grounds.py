"""Flat pictures are read once while they are in use."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from activities.media.drawn.flat import flat_rig
from activities.media.drawn.flat_grounds import FlatGrounds
from activities.media.drawn.scaling import REACH_PX
from schemas.failures import Refused

BYTES = (40 + 2 * REACH_PX) * (30 + 2 * REACH_PX) + 2 * (20 + 2 * REACH_PX) * (15 + 2 * REACH_PX)


def write(path: Path, level: int) -> Path:
    Image.new("RGB", (40, 30), (level, level, level)).save(path)
    return path


def test_links_to_a_file_are_the_same_picture(tmp_path: Path) -> None:
    grounds, first, second = FlatGrounds(), write(tmp_path / "one.png", 90), tmp_path / "two.png"
    os.link(first, second)

    assert grounds.ground(first) is grounds.ground(second)


def test_another_picture_under_the_same_name_is_read(tmp_path: Path) -> None:
    grounds, path = FlatGrounds(), write(tmp_path / "one.png", 20)
    dark = grounds.ground(path)
    write(tmp_path / "other.png", 200).replace(path)

    assert grounds.ground(path).luma[0, 0] > dark.luma[0, 0]


def test_no_more_is_kept_than_was_said(tmp_path: Path) -> None:
    grounds = FlatGrounds(most_bytes=2 * BYTES)
    paths = [write(tmp_path / f"{level}.png", level) for level in (10, 20, 30)]
    first, *_ = [grounds.ground(path) for path in paths]

    assert grounds.ground(paths[2]) is grounds.ground(paths[2])
    assert grounds.ground(paths[0]) is not first


def test_nobody_can_write_to_what_others_draw(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        FlatGrounds().ground(write(tmp_path / "one.png", 90)).luma[0, 0] = 1


def test_what_shows_through_is_black(tmp_path: Path) -> None:
    Image.new("LA", (40, 30), (255, 0)).save(tmp_path / "glass.png")

    assert (FlatGrounds().ground(tmp_path / "glass.png").luma == 16).all()


def test_what_is_no_image_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(b"no image")

    with pytest.raises(Refused, match=r"one\.png can't be read as an image"):
        FlatGrounds().ground(tmp_path / "one.png")


def test_size_is_read_as_the_picture_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(np.zeros((20, 40, 3), np.uint8)).save(tmp_path / "turned.jpg", exif=exif)

    rig = flat_rig(tmp_path / "turned.jpg", 20, 40)

    assert (rig.width_px, rig.height_px) == (20, 40)
