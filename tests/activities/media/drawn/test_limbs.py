"""Legs that walk on feet that stay where they stepped; arms that swing, gesture and carry."""

import math

import numpy as np
import pytest

from activities.media.drawn.acting import body_matrix
from activities.media.drawn.limbs import Spot, limb_matrix
from activities.media.drawn.performance import FigureMotion, Gesture, Walk
from activities.media.drawn.picture import Figure, Limb

HEIGHT_PX, FRAMES, FPS = 400.0, 96, 24
FEET = (500.0, 700.0)


def leg(step: float = 0.0, ahead: float = 1.0) -> Limb:
    """A leg that stands straight, its foot to the right."""
    x, y = FEET
    joints = [(x, y - 200.0), (x, y - 110.0), (x, y - 14.0), (x + 20.0, y - 2.0)]
    return Limb(kind="leg", joints=joints, ahead=ahead, side=1, step=step)


def arm(side: int = 1) -> Limb:
    x, y = FEET
    joints = [(x, y - 310.0), (x, y - 248.0), (x, y - 194.0)]
    return Limb.model_validate({"kind": "arm", "joints": joints, "ahead": 0.0, "side": side})


def figure(*limbs: Limb) -> Figure:
    return Figure(character="ANNA", feet=FEET, neck=(FEET[0], FEET[1] - 330), height_px=HEIGHT_PX, limbs=list(limbs))


def walking(gait: str = "walk", ahead: float = 1.0) -> FigureMotion:
    """Four seconds through the picture, 2.4 steps a second."""
    steps = 2.4 * (FRAMES - 1) / FPS
    walk = {"start": -0.6, "end": 0.6, "bob": 0.004, "steps_per_s": 2.4, "gait": gait, "stride": 1.2 / steps, "sink": 0.01}
    return FigureMotion(figure=0, character="ANNA", walk=Walk.model_validate(walk))


def at(person: Figure, motion: FigureMotion, joint: tuple[int, int], frame: int) -> Spot:
    """Where the joint at the end of a part (limb, part) is."""
    drawn = np.array([*person.limbs[joint[0]].joints[joint[1] + 1], 1.0])
    place: Spot = limb_matrix(person, motion, joint, frame, FRAMES, FPS) @ drawn
    return place


@pytest.mark.parametrize("gait", ["walk", "run"])
@pytest.mark.parametrize("ahead", [1.0, 0.85])
def test_a_foot_on_the_ground_does_not_slide(gait: str, ahead: float) -> None:
    person, motion = figure(leg(ahead=ahead)), walking(gait)
    tips = np.array([at(person, motion, (0, 2), frame) for frame in range(FRAMES)])
    phases = np.array([2.4 * frame / FPS / 2 % 1 for frame in range(FRAMES)])
    flat = (phases > 0.1) & (phases < 0.2)
    moved = [math.dist(tips[i], tips[i + 1]) for i in range(FRAMES - 1) if flat[i] and flat[i + 1]]

    assert len(moved) > 3
    assert max(moved) < 0.05


def test_feet_take_turns() -> None:
    person, motion = figure(leg(), leg(step=0.5)), walking()
    lifted = [
        tuple(at(person, motion, (limb, 1), frame)[1] < FEET[1] - 14 - 0.02 * HEIGHT_PX for limb in (0, 1)) for frame in range(FRAMES)
    ]

    assert (True, False) in lifted
    assert (False, True) in lifted
    assert (True, True) not in lifted


def test_who_runs_is_in_the_air_at_times() -> None:
    person, motion = figure(leg(), leg(step=0.5)), walking("run")
    lowest = [max(at(person, motion, (limb, 1), frame)[1] for limb in (0, 1)) for frame in range(FRAMES)]

    assert min(lowest) < FEET[1] - 14 - 4


@pytest.mark.parametrize("gait", ["walk", "run"])
def test_thighs_and_shins_hang_together_and_keep_their_length(gait: str) -> None:
    person, motion = figure(leg()), walking(gait)
    hip_drawn, knee_drawn = np.array([*person.limbs[0].joints[0], 1.0]), np.array([*person.limbs[0].joints[1], 1.0])
    for frame in range(FRAMES):
        thigh, shin = (limb_matrix(person, motion, (0, part), frame, FRAMES, FPS) for part in (0, 1))
        body = body_matrix(person, motion, frame, FRAMES, FPS)
        assert np.allclose(thigh @ hip_drawn, body @ hip_drawn)
        assert np.allclose(thigh @ knee_drawn, shin @ knee_drawn)
        assert 0.9 < np.linalg.norm(thigh[:, :2] @ np.array([0.0, 1.0])) < 1.15


def test_knees_bend_forwards() -> None:
    person, motion = figure(leg()), walking("run")
    for frame in range(FRAMES):
        hip = body_matrix(person, motion, frame, FRAMES, FPS) @ np.array([*person.limbs[0].joints[0], 1.0])
        knee, ankle = at(person, motion, (0, 0), frame), at(person, motion, (0, 1), frame)
        share = (knee[1] - hip[1]) / (ankle[1] - hip[1])
        assert knee[0] >= hip[0] + (ankle[0] - hip[0]) * share - 0.01


def test_an_arm_goes_back_while_its_leg_goes_forwards() -> None:
    person = figure(leg(), arm().model_copy(update={"ahead": 1.0, "step": 0.0}))
    ankle, wrist = (at(person, walking(), joint, 0)[0] for joint in ((0, 1), (1, 1)))
    middle = (body_matrix(person, walking(), 0, FRAMES, FPS) @ np.array([*FEET, 1.0]))[0]

    assert ankle > middle
    assert wrist < middle


@pytest.mark.parametrize("side", [1, -1])
def test_a_gesture_raises_the_hand_to_its_side_and_lowers_it_again(side: int) -> None:
    person = figure(arm(side))
    gesture = Gesture(limb=0, first_frame=10, frames=48, upper_deg=15, lower_deg=80)
    motion = FigureMotion(figure=0, character="ANNA", gestures=[gesture])
    rest, up, again = (at(person, motion, (0, 1), frame) for frame in (5, 30, 60))

    assert rest.tolist() == again.tolist() == list(person.limbs[0].joints[2])
    assert up[1] < rest[1] - 20
    assert np.sign(up[0] - rest[0]) == side


def test_a_hand_never_jumps() -> None:
    person = figure(arm())
    gesture = Gesture(limb=0, first_frame=3, frames=40, upper_deg=20, lower_deg=90, beat_deg=8)
    motion = FigureMotion(figure=0, character="ANNA", gestures=[gesture])
    hand = np.array([at(person, motion, (0, 1), frame) for frame in range(60)])

    assert np.abs(np.diff(hand, axis=0)).max() < 0.05 * HEIGHT_PX


def test_what_a_hand_holds_goes_with_it_upright() -> None:
    person = figure(arm())
    motion = FigureMotion(figure=0, character="ANNA", gestures=[Gesture(limb=0, first_frame=0, frames=48, upper_deg=15, lower_deg=80)])
    held = limb_matrix(person, motion, (0, 2), 24, FRAMES, FPS)

    assert np.allclose(held[:, :2], np.eye(2))
    assert np.allclose(held @ np.array([*person.limbs[0].joints[2], 1.0]), at(person, motion, (0, 1), 24))


def test_who_stands_still_stands_on_both_legs() -> None:
    person, motion = figure(leg()), FigureMotion(figure=0, character="ANNA")

    assert np.allclose(limb_matrix(person, motion, (0, 1), 7, FRAMES, FPS), body_matrix(person, motion, 7, FRAMES, FPS))


def test_a_wheel_turns_by_as_much_as_it_rolls() -> None:
    x, y = FEET
    wheel = Limb(kind="wheel", joints=[(x, y - 30.0), (x, y)], ahead=1.0, side=1)
    car = Figure(character="", feet=FEET, neck=(x, y - 130), height_px=140.0, limbs=[wheel], kind="vehicle")
    motion = FigureMotion(figure=0, character="", walk=Walk(start=0.0, end=30 * math.pi / 140, bob=0.0, steps_per_s=1.0))
    first, last = (limb_matrix(car, motion, (0, 0), frame, FRAMES, FPS) for frame in (0, FRAMES - 1))

    assert np.allclose(first, [[1, 0, 0], [0, 1, 0]])
    assert np.allclose(last[:, :2], [[-1, 0], [0, -1]])


def test_hocks_bend_backwards() -> None:
    hind = leg().model_copy(update={"bend": -1})
    person, motion = figure(hind), walking("run")
    knees = [at(person, motion, (0, 0), frame) for frame in range(FRAMES)]
    others = [at(figure(leg()), motion, (0, 0), frame) for frame in range(FRAMES)]

    assert all(knee[0] <= other[0] + 1e-6 for knee, other in zip(knees, others, strict=True))
