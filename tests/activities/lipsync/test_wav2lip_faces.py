"""Faces in a photograph: found where they are, boxed as Wav2Lip learned them; and which detector is taken."""

import importlib.util
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from activities.lipsync.face_choice import faces_fault, faces_name, load_faces
from activities.lipsync.faces import Box, Face, box_of, overlap, without_doubles
from activities.lipsync.faces_cascade import CascadeFaces
from activities.lipsync.faces_mediapipe import MediaPipeFaces, face_of
from schemas.failures import Refused
from tests.activities.lipsync.faces_on_film import EYES, MOUTH, empty, photograph, portrait, two_portraits

FACE = Face(100, 80, 100, 120)


@pytest.fixture(scope="module")
def cascade() -> CascadeFaces:
    return CascadeFaces()


def test_the_cascade_finds_eyes_and_mouth(cascade: CascadeFaces) -> None:
    (face,) = cascade.find(photograph())

    assert face[:4] == pytest.approx((*EYES, *MOUTH), abs=6)


def test_the_cascade_finds_two_people_from_left_to_right(cascade: CascadeFaces) -> None:
    left, right = cascade.find(two_portraits())

    assert (left.eyes_x, right.eyes_x) == pytest.approx((80, 240), abs=8)


def test_the_cascade_finds_nobody_where_nobody_is(cascade: CascadeFaces) -> None:
    assert cascade.find(empty()) == []
    assert cascade.find(np.zeros((20, 20, 3), np.uint8)) == []


def test_the_cascade_finds_the_same_every_time(cascade: CascadeFaces) -> None:
    assert cascade.find(portrait(3)) == cascade.find(portrait(3))


def test_a_large_picture_is_searched_small_and_told_in_its_own_pixels(cascade: CascadeFaces) -> None:
    large = np.repeat(np.repeat(photograph(), 2, axis=0), 2, axis=1)

    (face,) = cascade.find(large)

    assert face[:4] == pytest.approx((2 * EYES[0], 2 * EYES[1], 2 * MOUTH[0], 2 * MOUTH[1]), abs=12)


def test_key_points_of_blazeface_become_a_face() -> None:
    """In shares of the picture: both eyes, nose, mouth, both ears."""
    points = [(0.4, 0.2), (0.5, 0.2), (0.45, 0.26), (0.45, 0.3), (0.35, 0.2), (0.55, 0.2)]

    face = face_of(points, np.zeros((512, 1000, 3), np.uint8), 0.9)

    assert face == pytest.approx(Face(450, 102.4, 450, 153.6, 0.9))


def test_a_box_has_the_nose_in_its_middle_and_the_chin_inside() -> None:
    box = box_of(FACE)

    assert box == Box(58, 55, 84, 105)
    assert 80 < box.top_px + box.height_px / 2 < 120


def test_of_two_finds_of_one_face_the_surer_stays() -> None:
    sure, doubtful = FACE._replace(score=0.9), Face(104, 82, 104, 121, 0.6)

    assert without_doubles([doubtful, sure, Face(300, 80, 300, 120, 0.5)]) == [sure, Face(300, 80, 300, 120, 0.5)]


def test_faces_that_do_not_touch_do_not_overlap() -> None:
    assert overlap(FACE, FACE) == 1
    assert overlap(FACE, Face(300, 80, 300, 120)) == 0


def test_the_cascade_is_named_with_its_version(tmp_path: Path) -> None:
    assert faces_name("cascade", tmp_path, "blaze-face").startswith("scikit-image-lbp-0.")


@pytest.mark.skipif(importlib.util.find_spec("mediapipe") is not None, reason="says what to do without MediaPipe, which is installed")
def test_without_mediapipe_its_faces_are_refused_and_the_cascade_is_taken(tmp_path: Path) -> None:
    fault = faces_fault("mediapipe", tmp_path, "blaze-face")

    assert fault == "MediaPipe is not installed: pip install --no-deps -r deploy/requirements/mediapipe.txt"
    assert faces_fault("auto", tmp_path, "blaze-face") is None
    assert load_faces("auto", tmp_path, "blaze-face").name == faces_name("auto", tmp_path, "blaze-face")
    with pytest.raises(Refused, match="MediaPipe is not installed"):
        load_faces("mediapipe", tmp_path, "blaze-face")


MODEL = Path(__file__).parents[3] / ".film" / "models" / "blaze-face"


@pytest.mark.skipif(
    importlib.util.find_spec("mediapipe") is None or not list(MODEL.glob("*/files/*.tflite")),
    reason="needs deploy/requirements/mediapipe.txt installed and blaze-face in the registry, .film/models",
)
def test_mediapipe_finds_eyes_and_mouth() -> None:
    with closing(MediaPipeFaces(sorted(MODEL.glob("*/files/*.tflite"))[0])) as faces:
        (face,) = faces.find(photograph())

    assert face[:4] == pytest.approx((*EYES, *MOUTH), abs=6)
