"""The camera as mathematics."""

import numpy as np
import pytest

from activities.media.drawn.camera import Edges, Screen, ease, edges_of, fitted, inverse, layer_matrix, stays_inside, then, view_at
from activities.media.drawn.performance import CameraPath, View, Wave
from activities.media.drawn.picture import Layer, Rig

SCREEN = Screen(1280, 720, (160.0, 90.0, 1280.0, 720.0))
WHOLE = [Edges(1.0, 0.0, 0, 0, 1600, 900)]


def test_a_move_begins_and_ends_where_it_should() -> None:
    assert ease(0.0, 3.0, 0.8) == 0
    assert ease(3.0, 3.0, 0.8) == 1
    assert ease(1.5, 3.0, 0.8) == pytest.approx(0.5)


@pytest.mark.parametrize("ease_s", [0.0, 0.5, 0.8, 5.0])
def test_a_move_never_goes_back_and_never_jerks(ease_s: float) -> None:
    way = np.array([ease(k / 240, 3.0, ease_s) for k in range(721)])
    speed = np.diff(way)

    assert speed.min() > -1e-12
    assert ease_s == 0 or np.abs(np.diff(speed)).max() < 2e-4


def test_at_rest_the_frame_fills_the_screen() -> None:
    corners = layer_matrix(View(), SCREEN, 1.0, 0.5) @ np.array([[160, 1440], [90, 810], [1, 1]], np.float64)

    np.testing.assert_allclose(corners, [[0, 1280], [0, 720]], atol=1e-9)


def test_what_is_near_moves_farther_than_what_is_far() -> None:
    view = View(x=0.1)
    far, subject, near = (float(layer_matrix(view, SCREEN, depth, 0.5)[0, 2] + 160) for depth in (0.0, 1.0, 1.5))

    assert near < subject < far < 0
    assert subject == pytest.approx(-128)


def test_without_parallax_everything_moves_together() -> None:
    view = View(x=0.1, y=-0.05, zoom=1.2, roll_deg=1)

    np.testing.assert_allclose(layer_matrix(view, SCREEN, 0.0, 0.0), layer_matrix(view, SCREEN, 1.7, 0.0))


def test_a_frame_of_another_shape_is_covered() -> None:
    screen = Screen(720, 720, (160.0, 90.0, 1280.0, 720.0))
    corners = layer_matrix(View(), screen, 1.0, 0.0) @ np.array([[160, 1440], [90, 810], [1, 1]], np.float64)

    assert corners[0, 0] <= 0
    assert corners[0, 1] >= 720
    np.testing.assert_allclose(corners[1], [0, 720], atol=1e-9)


def test_one_point_stays_where_it_is_while_the_camera_pushes_in() -> None:
    path = CameraPath(end=View(x=0.1, y=-0.05, zoom=1.25))
    # The fixed point of start and end: x such that x = (x − 0.1) · 1.25
    point = np.array([800 + 0.5 * 1280, 450 - 0.25 * 720, 1.0])
    places = [layer_matrix(view_at(path, frame, 72, 24), SCREEN, 1.0, 0.0) @ point for frame in range(72)]

    assert float(np.ptp(places, axis=0).max()) < 1e-9


def test_the_way_back_undoes_the_way() -> None:
    matrix = layer_matrix(View(x=0.1, zoom=1.3, roll_deg=3), SCREEN, 1.0, 0.3)

    np.testing.assert_allclose(then(matrix, inverse(matrix)), [[1, 0, 0], [0, 1, 0]], atol=1e-9)


def test_a_move_that_fits_is_left_alone() -> None:
    path = CameraPath(start=View(x=-0.05), end=View(x=0.05))

    assert fitted(path, SCREEN, WHOLE, 48, 24) == path


def test_a_move_that_is_a_little_too_long_is_made_from_nearer() -> None:
    path = CameraPath(start=View(x=-0.15), end=View(x=0.15))
    made = fitted(path, SCREEN, WHOLE, 48, 24)

    assert stays_inside(made, SCREEN, WHOLE, 48, 24)
    assert (made.start.x, made.end.x) == (-0.15, 0.15)
    assert 1 < made.start.zoom < 1.1


def test_a_move_that_is_much_too_long_becomes_shorter() -> None:
    path = CameraPath(start=View(x=-0.24), end=View(x=0.24))
    made = fitted(path, SCREEN, WHOLE, 48, 24)

    assert stays_inside(made, SCREEN, WHOLE, 48, 24)
    assert 0.12 < made.end.x < 0.24
    assert made.start.zoom == pytest.approx(1.1)


def test_a_move_beyond_all_bounds_still_fits() -> None:
    path = CameraPath(start=View(x=-2), end=View(x=2), sway_x=[Wave(amplitude=1.0, period_s=3)])
    made = fitted(path, SCREEN, WHOLE, 48, 24)

    assert stays_inside(made, SCREEN, WHOLE, 48, 24)
    assert 0 < made.end.x < 1


def test_only_layers_that_reach_the_end_of_the_canvas_set_limits() -> None:
    layer = {"file": "a", "width_px": 100, "height_px": 100, "role": "set", "depth": 1.5}
    inside, lower = Layer.model_validate({**layer, "x": 10, "y": 10}), Layer.model_validate({**layer, "x": 10, "y": 800})
    limits = edges_of(Rig(width_px=1600, height_px=900, frame=(160, 90, 1280, 720), layers=[inside, lower]))
    near = [edges for edges in limits if edges.depth == 1.5]

    assert len(near) == 1
    assert (near[0].left, near[0].top, near[0].right, near[0].bottom) == (-np.inf, -np.inf, np.inf, 900)
