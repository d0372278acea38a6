"""The drawn engine's pictures: whole, rigged, the same every time, and as ordered."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import numpy as np
import pytest

from activities.engines import EngineOptions, Job, Made
from activities.images.engines.drawn import Drawn
from activities.media.drawn.picture import Viseme, is_shown_at_rest, read_layer, read_merged, read_rig
from schemas.failures import Refused
from schemas.images import PaintImage
from schemas.media import PICTURE
from schemas.options import FilmOptions
from schemas.shots import Setting
from tests.activities.images.orders import FOREST, JONAS, MARA, paint, seen

_ELSEWHERE = """
import hashlib, sys
from pathlib import Path
from activities.engines import EngineOptions, Job
from activities.images.engines.drawn import Drawn
from schemas.images import PaintImage
made = Drawn(EngineOptions()).make(Job(PaintImage.model_validate_json(sys.argv[1]), {}, Path(sys.argv[2])))
sys.stdout.write(hashlib.sha256(made.path.read_bytes()).hexdigest())
"""


def test_the_same_order_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    order = paint(setting=Setting(int_ext="EXT", location="Harbour", weather="rain"), subjects=[seen(MARA), seen(JONAS, position="right")])
    (tmp_path / "b").mkdir()
    here = hashlib.sha256(_made(order, tmp_path).path.read_bytes()).hexdigest()

    command = [sys.executable, "-c", _ELSEWHERE, order.model_dump_json(), str(tmp_path / "b")]
    there = subprocess.run(command, capture_output=True, text=True, check=True).stdout

    assert here == there


def test_the_result_says_the_size_of_the_frame(tmp_path: Path) -> None:
    made = _made(paint(), tmp_path)

    assert (made.media_type, made.width_px, made.height_px) == (PICTURE, 320, 180)


@pytest.mark.parametrize("aspect", ["16:9", "9:16", "1:1", "4:5", "21:9"])
def test_the_frame_lies_in_the_middle_of_a_canvas_a_quarter_larger(aspect: str, tmp_path: Path) -> None:
    width, height = FilmOptions(aspect=aspect, resolution="480p").frame

    rig = read_rig(_made(paint(width_px=width, height_px=height), tmp_path).path)

    x, y, frame_width, frame_height = rig.frame
    assert (width, height) == (frame_width, frame_height)
    assert abs(rig.width_px / width - 1.25) < 0.01
    assert abs(x - (rig.width_px - width) / 2) <= 1
    assert abs(y - (rig.height_px - height) / 2) <= 1


def test_every_layer_has_the_size_its_rig_says_and_ink_at_its_edges(tmp_path: Path) -> None:
    made = _made(paint(subjects=[seen(MARA, pose="gesture")], size="FS"), tmp_path)

    rig = read_rig(made.path)
    for layer in rig.layers:
        alpha = read_layer(made.path, layer)[..., 3]
        edges = [alpha[0].any(), alpha[-1].any(), alpha[:, 0].any(), alpha[:, -1].any()]
        assert all(edges), layer
        if layer.limb is None:
            assert 0 <= layer.x <= layer.x + layer.width_px <= rig.width_px
            assert 0 <= layer.y <= layer.y + layer.height_px <= rig.height_px


def test_the_backdrop_is_opaque_and_the_merged_picture_covers_the_canvas(tmp_path: Path) -> None:
    made = _made(paint(setting=FOREST), tmp_path)
    rig = read_rig(made.path)

    assert (read_layer(made.path, rig.layers[0])[..., 3] == 255).all()
    assert (rig.width_px, rig.height_px) == (rig.layers[0].width_px, rig.layers[0].height_px)
    assert (read_merged(made.path)[..., 3] == 255).all()


def test_layers_put_together_give_the_merged_picture(tmp_path: Path) -> None:
    made = _made(paint(subjects=[seen(MARA)]), tmp_path)
    rig = read_rig(made.path)
    canvas = np.zeros((rig.height_px, rig.width_px, 3))
    for layer in filter(is_shown_at_rest, rig.layers):
        pixels = read_layer(made.path, layer).astype(float)
        spot = canvas[layer.y : layer.y + layer.height_px, layer.x : layer.x + layer.width_px]
        spot += (pixels[..., :3] - spot) * (pixels[..., 3:] / 255)

    assert np.abs(canvas - read_merged(made.path)[..., :3]).mean() < 1.0


def test_a_face_has_all_mouths_on_one_spot_and_eyes_that_can_close(tmp_path: Path) -> None:
    rig = read_rig(_made(paint(subjects=[seen(MARA)], size="CU"), tmp_path).path)

    mouths = [layer for layer in rig.layers if layer.role == "mouth"]
    centres = np.array([(layer.x + layer.width_px / 2, layer.y + layer.height_px / 2) for layer in mouths])
    widest = max(layer.width_px for layer in mouths)
    assert set(Viseme.__args__) == {layer.viseme for layer in mouths}  # type: ignore[attr-defined]
    assert np.ptp(centres[:, 0]) < 0.2 * widest
    assert {"eyes_open", "eyes_closed"} <= {layer.role for layer in rig.layers}
    assert all(layer.figure == 0 for layer in mouths)


def test_who_is_turned_away_has_no_mouth(tmp_path: Path) -> None:
    rig = read_rig(_made(paint(subjects=[seen(MARA, facing="away")]), tmp_path).path)

    assert not rig.figures[0].faces_camera
    assert not [layer for layer in rig.layers if layer.role in {"mouth", "eyes_open"}]


def test_figures_are_named_in_the_rig_and_grow_with_the_shot_size(tmp_path: Path) -> None:
    heights = []
    for size in ("EWS", "WS", "FS", "MLS", "MS", "MCU", "CU", "ECU"):
        rig = read_rig(_made(paint(subjects=[seen(JONAS)], size=size), tmp_path).path)
        heights.append(rig.figures[0].height_px)

    assert rig.figures[0].character == "JONAS"
    assert heights == sorted(heights)


def test_left_stands_left_of_right(tmp_path: Path) -> None:
    order = paint(subjects=[seen(MARA, position="right"), seen(JONAS, position="left")], framing="two_shot", size="FS")

    figures = {figure.character: figure for figure in read_rig(_made(order, tmp_path).path).figures}

    assert figures["JONAS"].feet[0] < figures["MARA"].feet[0]


def test_rain_falls_outdoors_and_its_layer_repeats_with_the_canvas(tmp_path: Path) -> None:
    rainy = {"time_of_day": "day", "weather": "rain"}
    outside = read_rig(_made(paint(setting=Setting(int_ext="EXT", location="STREET", **rainy)), tmp_path).path)
    inside = read_rig(_made(paint(setting=Setting(int_ext="INT", location="KITCHEN", **rainy)), tmp_path).path)

    rain = [layer for layer in outside.layers if layer.role == "precipitation"]
    assert [(outside.width_px, outside.height_px)] == [(layer.width_px, layer.height_px) for layer in rain]
    assert not [layer for layer in inside.layers if layer.role == "precipitation"]


def test_the_archive_begins_with_its_type(tmp_path: Path) -> None:
    with zipfile.ZipFile(_made(paint(), tmp_path).path) as archive:
        assert archive.namelist()[0] == "mimetype"
        assert archive.read("mimetype") == PICTURE.encode()


def test_an_unknown_place_is_drawn_and_said(tmp_path: Path) -> None:
    made = _made(paint(setting=Setting(int_ext="INT", location="QUIBBLE CHAMBRE SECONDE X")), tmp_path)
    unknown = _made(paint(setting=Setting(int_ext="INT", location="ZORBLATT")), tmp_path)

    assert made.facts == {}
    assert unknown.facts["notes"] == ["no set for 'ZORBLATT': generic interior"]


def test_an_absurd_size_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="each side must have"):
        _made(paint(width_px=9000), tmp_path)


def _made(order: PaintImage, folder: Path) -> Made:
    return Drawn(EngineOptions()).make(Job(order, {}, folder))
