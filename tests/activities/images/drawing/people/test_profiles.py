"""Heads seen from the side: who shows a profile, and that its eye and mouth move."""

import numpy as np
import pytest
from numpy.typing import NDArray

from activities.images.drawing.compose import Drawing, draw_picture
from activities.images.drawing.people.faces import MOUTHS
from activities.images.drawing.people.lookwords import HAIR_STYLE_WORDS, HAT_WORDS
from schemas.images import PaintImage
from schemas.shots import Character
from tests.activities.images.orders import JONAS, MARA, paint, seen


def _two(**fields: object) -> PaintImage:
    return paint(size="MCU", subjects=[seen(MARA, position="left", facing="right"), seen(JONAS, position="right", facing="left")], **fields)


def _sides(order: PaintImage) -> dict[str, int]:
    composition = draw_picture(order).composition
    assert composition is not None
    return {person.subject.character.name: person.side for person in composition.people}


def _sheet(drawing: Drawing, role: str, viseme: str | None = None) -> tuple[NDArray[np.float32], tuple[float, float]]:
    """Coverage of the first figure's layer of a role, and the middle of what it covers on the canvas."""
    for layer, pixels in zip(drawing.rig.layers, drawing.layers, strict=True):
        if layer.role == role and layer.figure == 0 and (viseme is None or layer.viseme == viseme):
            alpha = np.asarray(pixels)[..., 3] / 255
            ys, xs = np.nonzero(alpha > 0.5)
            return alpha.astype(np.float32), (layer.x + float(xs.mean()), layer.y + float(ys.mean()))
    raise AssertionError(role)


def test_two_who_face_each_other_show_their_profiles() -> None:
    assert _sides(_two()) == {"MARA": 1, "JONAS": -1}


def test_two_who_look_the_same_way_are_in_profile_only_where_the_partner_stands_ahead() -> None:
    order = paint(size="MS", subjects=[seen(MARA, position="left", facing="right"), seen(JONAS, position="right", facing="right")])

    assert _sides(order) == {"MARA": 1, "JONAS": 0}


def test_a_single_stays_open_to_the_camera() -> None:
    assert _sides(paint(size="CU", subjects=[seen(MARA, facing="right")])) == {"MARA": 0}


def test_who_walks_across_a_wide_picture_shows_their_profile() -> None:
    assert _sides(paint(size="FS", subjects=[seen(MARA, facing="left", pose="walk")])) == {"MARA": -1}


def test_the_eye_of_a_profile_lies_towards_the_partner() -> None:
    drawing = draw_picture(_two(width_px=480, height_px=270))
    _, head = _sheet(drawing, "head")
    _, eye = _sheet(drawing, "eyes_open")
    _, mouth = _sheet(drawing, "mouth", "rest")

    assert eye[0] > head[0] + 5
    assert mouth[0] > head[0] + 5
    assert eye[1] < mouth[1]


def test_every_mouth_of_a_profile_differs_and_an_a_opens_widest() -> None:
    drawing = draw_picture(_two(width_px=640, height_px=360))
    shapes = {viseme: _sheet(drawing, "mouth", viseme)[0] for viseme in MOUTHS}

    heights = {viseme: alpha.shape[0] for viseme, alpha in shapes.items()}
    assert heights["A"] == max(heights.values()) > heights["rest"]
    assert len({alpha.tobytes() for alpha in shapes.values()}) == len(MOUTHS)


@pytest.mark.parametrize("hat", ["", *HAT_WORDS])
def test_hats_and_cuts_are_drawn_from_the_side(hat: str) -> None:
    worn = Character(name="PAT", gender="male", description=f"wears a {HAT_WORDS[hat][0]}" if hat else "")
    order = paint(size="MCU", subjects=[seen(worn, position="left", facing="right"), seen(JONAS, position="right", facing="left")])

    alpha, _ = _sheet(draw_picture(order), "head")

    assert (alpha > 0.5).sum() > 500


@pytest.mark.parametrize("cut", list(HAIR_STYLE_WORDS))
def test_left_and_right_profiles_mirror_each_other(cut: str) -> None:
    person = Character(name="PAT", gender="female", description=HAIR_STYLE_WORDS[cut][0])
    sheets = []
    for facing in ("left", "right"):
        other = seen(JONAS, position="left" if facing == "left" else "right", facing="camera")
        order = paint(size="MCU", subjects=[seen(person, position="right" if facing == "left" else "left", facing=facing), other])
        sheets.append(_sheet(draw_picture(order), "head")[0])

    assert abs(sheets[0].sum() - sheets[1].sum()) < 0.03 * sheets[0].sum()
