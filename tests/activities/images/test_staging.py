"""The control pictures say what the shot list staged."""

from typing import Any, get_args

import numpy as np
import pytest

from activities.images.staging import Staging, staged
from activities.images.steering import over_ground, people_mask
from activities.media.skeleton import JOINTS, Skeleton, joint_colour, paint_skeletons
from schemas.failures import Refused
from schemas.shots import Card, Pose, Setting
from tests.activities.images.orders import JONAS, MARA, paint, seen

_WIDTH, _HEIGHT = 320, 192
_NIGHT = Setting(int_ext="EXT", location="HARBOUR", time_of_day="midnight", weather="rain")


def _staged(**fields: Any) -> Staging:
    return staged(paint(**fields), _WIDTH, _HEIGHT)


def test_all_control_pictures_have_the_models_size() -> None:
    staging = _staged(subjects=[seen(MARA)])

    assert {picture.shape for picture in (staging.picture, staging.depth, staging.edges, staging.pose)} == {(_HEIGHT, _WIDTH, 3)}
    assert staging.people.shape == (_HEIGHT, _WIDTH)


@pytest.mark.parametrize("pose", get_args(Pose))
@pytest.mark.parametrize("facing", ["left", "camera", "away"])
def test_joints_lie_on_the_person_who_is_drawn(pose: Pose, facing: str) -> None:
    staging = _staged(size="FS", subjects=[seen(MARA, pose=pose, facing=facing)])
    people = np.pad(staging.people, 6, mode="edge")
    seen_joints = staging.skeletons[0].within(_WIDTH, _HEIGHT).joints

    around = {name: people[int(y) : int(y) + 13, int(x) : int(x) + 13].max() for name, (x, y) in seen_joints.items()}
    assert len(around) >= 7
    assert [name for name, found in around.items() if not found] == []


def test_who_shows_their_face_has_their_right_hand_at_the_left() -> None:
    towards, away = (_staged(subjects=[seen(MARA, facing=facing)]).skeletons[0].joints for facing in ("camera", "away"))

    assert towards["right_shoulder"][0] < towards["left_shoulder"][0]
    assert away["right_shoulder"][0] > away["left_shoulder"][0]
    assert "nose" in towards
    assert "nose" not in away


def test_a_turned_head_hides_the_far_ear() -> None:
    joints = _staged(subjects=[seen(MARA, facing="right")]).skeletons[0].joints

    assert "right_ear" in joints
    assert "left_ear" not in joints
    assert joints["nose"][0] > (joints["right_eye"][0] + joints["left_eye"][0]) / 2


def test_two_people_stand_where_the_shot_list_has_them() -> None:
    staging = _staged(framing="two_shot", subjects=[seen(MARA, position="right"), seen(JONAS, position="left")])
    boxes = dict(staging.boxes())

    assert boxes["JONAS"][2] <= boxes["MARA"][0] + 20
    assert staging.silhouette_of("MARA")[:, : _WIDTH // 3].max() == 0
    assert staging.silhouette_of("NOBODY").max() == 0


def test_people_are_nearer_than_the_wall_and_round() -> None:
    staging = _staged(size="FS", subjects=[seen(MARA)])
    depth, inside = staging.depth[..., 0].astype(int), staging.people > 0
    row = _HEIGHT // 2
    columns = np.flatnonzero(inside[row])

    assert depth[inside].mean() > depth[:40].mean() + 100
    assert depth[row, columns[len(columns) // 2]] > depth[row, columns[0]]


def test_the_floor_comes_nearer_towards_the_lower_edge() -> None:
    depth = _staged(size="WS", setting=Setting(int_ext="EXT", location="BEACH")).depth[..., 0].astype(int)
    column = depth[int(_HEIGHT * 0.75) :, 4]

    assert (np.diff(column) >= 0).all()
    assert column[-1] - column[0] > 60


def test_the_shoulder_before_the_lens_is_nearest() -> None:
    staging = _staged(
        size="MCU",
        framing="over_the_shoulder",
        subjects=[seen(MARA, position="left", facing="right"), seen(JONAS, position="right", facing="away", is_foreground=True)],
    )
    near, far = (staging.depth[..., 0][staging.silhouette_of(name) > 0] for name in ("JONAS", "MARA"))

    assert np.median(near) > np.median(far) + 60


def test_a_night_has_outlines_and_rain_has_none() -> None:
    dry = _staged(size="WS", setting=_NIGHT.model_copy(update={"weather": "clear"}), subjects=[seen(MARA, pose="walk")])
    wet = _staged(size="WS", setting=_NIGHT, subjects=[seen(MARA, pose="walk")])

    shares = [(staging.edges > 0).mean() for staging in (dry, wet)]
    assert min(shares) > 0.02
    assert max(shares) < 0.16


def test_a_deserted_set_shows_nobody() -> None:
    full = _staged(size="FS", subjects=[seen(MARA)])
    empty = full.deserted()
    beside = full.people == 0

    assert empty.people.max() == 0
    assert not empty.pose.any()
    assert np.abs(full.picture.astype(int) - empty.picture)[full.people > 0].mean() > 10
    assert np.abs(full.picture.astype(int) - empty.picture)[beside].mean() < 3


def test_inserts_show_nobody() -> None:
    staging = _staged(size="INSERT", prompt="a letter on the table", props=["letter"], subjects=[seen(MARA)])

    assert staging.skeletons == []


def test_a_card_has_no_staging() -> None:
    with pytest.raises(Refused, match="a card has no staging"):
        _staged(card=Card(kind="title", heading="X"))


def test_cut_outs_stand_over_a_ground_unchanged() -> None:
    from PIL import Image

    staging = _staged(size="FS", subjects=[seen(MARA)])
    ground = Image.new("RGB", (_WIDTH, _HEIGHT), (0, 200, 0))
    over = np.asarray(over_ground(ground, staging)).astype(int)
    core = np.asarray(people_mask(staging)) == 0

    assert (over[core] == (0, 200, 0)).all()
    assert np.abs(over - staging.picture)[staging.people > 0].mean() < 12


def test_the_same_order_is_staged_the_same() -> None:
    first, second = (_staged(subjects=[seen(MARA)]) for _ in range(2))

    assert all(np.array_equal(getattr(first, name), getattr(second, name)) for name in ("picture", "depth", "edges", "pose"))


def test_joint_colours_go_once_around_the_wheel() -> None:
    colours = [joint_colour(number) for number in range(18)]

    assert colours[:4] == [(255, 0, 0), (255, 85, 0), (255, 170, 0), (255, 255, 0)]
    assert colours[6] == (0, 255, 0)
    assert colours[17] == (255, 0, 85)
    assert len(set(colours)) == len(JOINTS)


def test_bones_end_where_a_joint_is_not_seen() -> None:
    canvas = paint_skeletons([Skeleton({"neck": (20.0, 20.0), "nose": (20.0, 8.0), "right_shoulder": (-5.0, 20.0)})], 40, 40)

    assert canvas[20, 20].any()
    assert not canvas[20, 2:14].any()
