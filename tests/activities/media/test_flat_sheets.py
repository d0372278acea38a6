"""Flat pictures are read once while they are in use."""

import os
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from activities.media.flat import flat_rig
from activities.media.flat_sheets import FlatSheets
from schemas.failures import Refused

BYTES = 40 * 30 * 4


def write(path: Path, level: int) -> Path:
    Image.new("RGB", (40, 30), (level, level, level)).save(path)
    return path


def test_links_to_a_file_are_the_same_picture(tmp_path: Path) -> None:
    sheets, first, second = FlatSheets(), write(tmp_path / "one.png", 90), tmp_path / "two.png"
    os.link(first, second)

    assert sheets.sheet(first) is sheets.sheet(second)


def test_another_picture_under_the_same_name_is_read(tmp_path: Path) -> None:
    sheets, path = FlatSheets(), write(tmp_path / "one.png", 20)
    dark = sheets.sheet(path)
    write(tmp_path / "other.png", 200).replace(path)

    assert sheets.sheet(path).packed[0, 0, 0] > dark.packed[0, 0, 0]


def test_no_more_is_kept_than_was_said(tmp_path: Path) -> None:
    sheets = FlatSheets(most_bytes=2 * BYTES)
    paths = [write(tmp_path / f"{level}.png", level) for level in (10, 20, 30)]
    first, *_ = [sheets.sheet(path) for path in paths]

    assert sheets.sheet(paths[2]) is sheets.sheet(paths[2])
    assert sheets.sheet(paths[0]) is not first


def test_nobody_can_write_to_what_others_draw(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="read-only"):
        FlatSheets().sheet(write(tmp_path / "one.png", 90)).packed[0, 0] = 1


def test_what_is_no_image_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one.png").write_bytes(b"no image")

    with pytest.raises(Refused, match=r"one\.png can't be read as an image"):
        FlatSheets().sheet(tmp_path / "one.png")


def test_size_is_read_as_the_picture_is_turned(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.fromarray(np.zeros((20, 40, 3), np.uint8)).save(tmp_path / "turned.jpg", exif=exif)

    rig = flat_rig(tmp_path / "turned.jpg", 20, 40)

    assert (rig.width_px, rig.height_px) == (20, 40)
