"""Faces followed through a clip, and given to those who speak."""

import numpy as np
import pytest

from activities.lipsync.faces import Face
from activities.lipsync.speakers import places, seen_people, side_by_side, tracks_of
from activities.lipsync.tracks import Found, Track, follow
from schemas.shots import Character, Subject

FPS = 24


def face(x: float, y: float = 100.0, size: float = 40.0) -> Face:
    return Face(x, y, x, y + size)


def track(x: float, first_frame: int = 0, frames: int = 24, size: float = 40.0) -> Track:
    return Track(first_frame, np.tile([x, 100.0, x, 100.0 + size], (frames, 1)))


def test_a_face_that_moves_is_one_track() -> None:
    (made,) = follow([Found(number, [face(100 + 3 * number)]) for number in range(24)], FPS, 1)

    assert (made.first_frame, made.end_frame) == (0, 24)


def test_smoothing_keeps_a_straight_path_and_its_ends() -> None:
    (made,) = follow([Found(number, [face(100 + 3 * number)]) for number in range(24)], FPS, 1)

    assert made.path[:, 0] == pytest.approx(100 + 3 * np.arange(24))


def test_smoothing_takes_the_trembling_out() -> None:
    chance = np.random.Generator(np.random.PCG64(4))
    trembling = chance.uniform(-2, 2, 48)

    (made,) = follow([Found(number, [face(100 + value)]) for number, value in enumerate(trembling)], FPS, 1)

    assert np.abs(np.diff(made.path[:, 0])).mean() < 0.35 * np.abs(np.diff(trembling)).mean()


def test_frames_that_were_not_looked_at_lie_on_the_way() -> None:
    (made,) = follow([Found(number, [face(100 + number)]) for number in (0, 3, 6, 9, 11)], FPS, 3)

    assert (made.first_frame, made.end_frame) == (0, 12)
    assert made.path[:, 0] == pytest.approx(100 + np.arange(12))


def test_a_track_ends_with_the_last_frame_in_which_the_face_was_found() -> None:
    (made,) = follow([Found(number, [face(100)] if number < 9 else []) for number in range(0, 18, 3)], FPS, 3)

    assert (made.first_frame, made.end_frame) == (0, 7)


def test_two_faces_side_by_side_are_two_tracks() -> None:
    made = follow([Found(number, [face(300), face(100)]) for number in range(6)], FPS, 1)

    assert [one.typical.eyes_x for one in made] == [100, 300]


def test_a_face_that_is_lost_for_a_moment_stays_one_track() -> None:
    (made,) = follow([Found(number, [] if 5 <= number < 11 else [face(100)]) for number in range(24)], FPS, 1)

    assert len(made.path) == 24


def test_a_face_that_is_gone_for_long_is_another_track_when_it_comes_back() -> None:
    made = follow([Found(number, [] if 10 <= number < 40 else [face(100)]) for number in range(50)], FPS, 1)

    assert [(one.first_frame, one.end_frame) for one in made] == [(0, 10), (40, 50)]


def test_what_is_found_only_once_is_no_face() -> None:
    made = follow([Found(number, [face(100), face(400)] if number == 3 else [face(100)]) for number in range(10)], FPS, 1)

    assert [one.typical.eyes_x for one in made] == [100]


def test_a_clip_without_faces_has_no_tracks() -> None:
    assert follow([], FPS, 1) == []
    assert follow([Found(0, []), Found(1, [])], FPS, 1) == []


def test_left_and_right_are_given_to_those_who_stand_there() -> None:
    owned = tracks_of(["ANN", "BEN"], places(["right", "left"]), [track(200), track(420)], 640)

    assert {name: mine[0].typical.eyes_x for name, mine in owned.items()} == {"ANN": 420, "BEN": 200}


def test_the_one_who_is_seen_is_the_nearer_one() -> None:
    owned = tracks_of(["ANN", "BEN"], places(["left", "right"]), [track(470)], 640)

    assert list(owned) == ["BEN"]


def test_small_faces_in_the_background_are_nobodys() -> None:
    owned = tracks_of(["ANN"], places(["centre"]), [track(320, size=10), track(420, size=60)], 640)

    assert [one.typical.eyes_x for one in owned["ANN"]] == [420]


def test_a_face_that_comes_back_is_still_the_same_persons() -> None:
    owned = tracks_of(["ANN"], places(["centre"]), [track(300, 0, 10), track(330, 40, 10)], 640)

    assert [one.first_frame for one in owned["ANN"]] == [0, 40]


def test_nobody_has_two_faces_at_once() -> None:
    """A passer-by who stands in for ANN before she comes must not be hers as well."""
    passer_by, ann = track(200, 0, 30), track(320, 10, 40)

    owned = tracks_of(["ANN"], places(["centre"]), [passer_by, ann], 640)

    assert owned["ANN"] == [ann]


def test_people_in_one_place_stand_side_by_side() -> None:
    left, right = places(["centre", "centre"])

    assert left < 0.5 < right


def test_places_of_strangers_are_spread() -> None:
    assert side_by_side(2) == [0.25, 0.75]


def test_backs_and_near_shoulders_have_no_face() -> None:
    ann, ben, eve = (Subject(character=Character(name=name)) for name in ("ANN", "BEN", "EVE"))
    people = [ann.model_copy(update={"facing": "away"}), ben.model_copy(update={"is_foreground": True}), eve]

    assert [subject.character.name for subject in seen_people(people)] == ["EVE"]
