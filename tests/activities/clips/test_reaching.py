"""Hands on their way to somebody else."""

from math import dist

import numpy as np

from activities.clips.gestures import reaching_of
from activities.media.drawn.limbs import limb_matrix
from activities.media.drawn.performance import FigureMotion
from activities.media.drawn.picture import Figure, Limb
from schemas.shots import Touch
from tests.activities.clips.orders import clip_order

FPS, FRAMES = 24, 72
SHOULDER, ELBOW, WRIST = (100.0, 100.0), (130.0, 130.0), (170.0, 125.0)
FIGURE = Figure(
    character="MARA",
    feet=(100.0, 300.0),
    neck=(100.0, 90.0),
    height_px=260.0,
    limbs=[Limb(kind="arm", joints=[SHOULDER, ELBOW, WRIST], ahead=0.8, side=1)],
)


def wrist_at(touch: Touch, frame: int) -> tuple[float, float]:
    order = clip_order(frames=FRAMES, fps=FPS)
    motion = FigureMotion(figure=0, character="MARA", gestures=reaching_of(order, FIGURE, touch))
    moved = limb_matrix(FIGURE, motion, (0, 1), frame, FRAMES, FPS) @ np.array([*WRIST, 1.0])
    return float(moved[0]), float(moved[1])


def test_a_hand_arrives_where_it_was_drawn() -> None:
    assert dist(wrist_at("give", FRAMES - 1), WRIST) < 0.01


def test_a_hand_begins_at_its_own_side() -> None:
    assert wrist_at("shoulder", 0)[0] < ELBOW[0]


def test_hands_are_shaken_after_they_have_met() -> None:
    heights = [wrist_at("shake_hands", frame)[1] for frame in range(24, 48)]

    assert max(heights) - min(heights) > 4


def test_a_fist_goes_back() -> None:
    hit = round(0.2 * FPS) + 5

    assert dist(wrist_at("strike", hit), WRIST) < 1
    assert dist(wrist_at("strike", FRAMES - 1), WRIST) > 20
