"""Layered pictures are written whole, read back equal, and refused when damaged."""

import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import pytest

from activities.media.drawn.picture import Figure, Layer, Pixels, Rig, read_layer, read_merged, read_rig, write_picture
from schemas.failures import Broken


def test_what_was_written_is_read_back(tmp_path: Path) -> None:
    rig, layers, merged = _picture()

    write_picture(tmp_path / "a.ora", rig, layers, merged)

    assert rig == read_rig(tmp_path / "a.ora")
    assert all(np.array_equal(pixels, read_layer(tmp_path / "a.ora", layer)) for layer, pixels in zip(rig.layers, layers, strict=True))
    assert np.array_equal(merged, read_merged(tmp_path / "a.ora"))


def test_the_same_picture_has_the_same_bytes(tmp_path: Path) -> None:
    rig, layers, merged = _picture()

    write_picture(tmp_path / "a.ora", rig, layers, merged)
    write_picture(tmp_path / "b.ora", rig, layers, merged)

    assert (tmp_path / "a.ora").read_bytes() == (tmp_path / "b.ora").read_bytes()


def test_the_archive_is_openraster(tmp_path: Path) -> None:
    rig, layers, merged = _picture()
    write_picture(tmp_path / "a.ora", rig, layers, merged)

    with zipfile.ZipFile(tmp_path / "a.ora") as archive:
        names = archive.namelist()
        first = archive.infolist()[0]
        stack = ElementTree.fromstring(archive.read("stack.xml"))

    assert first.filename == "mimetype"
    assert first.compress_type == zipfile.ZIP_STORED
    assert b"image/openraster" in (tmp_path / "a.ora").read_bytes()[:60]
    assert {"stack.xml", "mergedimage.png", "Thumbnails/thumbnail.png"} <= set(names)
    assert [layer.get("src") for layer in stack.iter("layer")] == ["data/002.png", "data/001.png", "data/000.png"]
    assert [layer.get("visibility") for layer in stack.iter("layer")] == ["hidden", "visible", "visible"]


def test_a_layer_of_another_size_than_its_rig_says_is_broken(tmp_path: Path) -> None:
    rig, layers, merged = _picture()

    with pytest.raises(Broken, match="the rig describes layers"):
        write_picture(tmp_path / "a.ora", rig, [*layers[:-1], layers[0]], merged)


def test_a_file_that_is_no_picture_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.ora").write_bytes(b"not a zip")

    with pytest.raises(Broken, match="no layered picture"):
        read_rig(tmp_path / "a.ora")


def _picture() -> tuple[Rig, list[Pixels], Pixels]:
    random = np.random.Generator(np.random.PCG64(7))
    sizes = [(40, 30), (12, 20), (8, 6)]
    layers = [random.integers(0, 256, (height, width, 4), np.uint8) for width, height in sizes]
    rig = Rig(
        width_px=40,
        height_px=30,
        frame=(4, 3, 32, 24),
        layers=[
            Layer(file="data/000.png", x=0, y=0, width_px=40, height_px=30, role="set", depth=0.1),
            Layer(file="data/001.png", x=-2, y=5, width_px=12, height_px=20, role="head", depth=1, figure=0),
            Layer(file="data/002.png", x=3, y=6, width_px=8, height_px=6, role="mouth", depth=1, figure=0, viseme="A"),
        ],
        figures=[Figure(character='MARA "M"', feet=(8, 28), neck=(8, 12), height_px=22)],
    )
    return rig, layers, layers[0].copy()
