"""Where arms and legs are at a moment: legs that walk and run on feet that stay where they stepped, arms that swing and gesture.

Method: a foot follows a path through the step; hip and foot decide where the knee is (two circles meet). Bodies are reckoned from the side,
in pixels forwards and down, and then seen: of a swing forwards `Limb.ahead` shows across the picture. Each part of a limb is then moved by
the one affine map that takes the joints it was drawn between to where they are now.
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from activities.media.drawn.acting import about, body_matrix, ground_matrix
from activities.media.drawn.camera import Matrix, then
from activities.media.drawn.performance import FigureMotion, Gesture, Walk
from activities.media.drawn.picture import Figure, Limb

Spot = NDArray[np.float64]
"""(2,): x and y on the canvas, pixels."""

_STRETCH = 1.015
"""A leg is a little longer than from the hip to the ankle of somebody who stands: nobody stands with locked knees."""
_ANKLE = 0.035
"""How high the ankle of a foot on the ground is, in heights of the figure."""
_THIGH = 0.511
"""Share of the leg above the knee."""
_RAISE_S = 0.34
_LOWER_S = 0.46
_BEATS_PER_S = 1.7
_SHAKE_S = 1.5
"""How long two shake hands."""
_GROUND_RISE = 0.1
"""How much lower on the picture the ground is a length nearer to the camera, seen from the height of the eyes."""


class Gait(NamedTuple):
    """How legs and arms go through a pair of steps."""

    stance: float
    """Share of it that a foot is on the ground."""
    lift: float
    """How high a foot is carried, in heights of the figure,"""
    lift_at: float
    """and when: share of the time in the air."""
    heel_deg: float
    """How far a foot has rolled over its tip when it leaves the ground."""
    tip_deg: float
    """How far its tip is up when it comes down."""
    arm_deg: float
    """How far an arm swings to each side, for a step of 0.4 heights."""
    elbow_deg: float
    elbow_swing_deg: float


_GAITS = {
    "walk": Gait(0.6, 0.035, 0.42, 34, 16, 24, 14, 12),
    "run": Gait(0.36, 0.15, 0.4, 42, 8, 38, 88, 16),
}


def limb_matrix(figure: Figure, motion: FigureMotion, which: tuple[int, int], frame: int, frames: int, fps: int) -> Matrix:
    """Canvas to canvas: how one part of a limb is moved at a frame.

    Args:
        figure: Has the limb.
        motion: What the figure does.
        which: Index of the limb, and of its part; the part after an arm's last is what its hand holds: it stays upright.
        frame: The moment.
        frames: Length of the clip.
        fps: Its rate.
    """
    limb, part = figure.limbs[which[0]], which[1]
    if motion.walk is None and not any(gesture.limb == which[0] and _is_moving(gesture, frame, fps) for gesture in motion.gestures):
        return body_matrix(figure, motion, frame, frames, fps)
    drawn = [np.array(joint) for joint in limb.joints]
    if limb.kind == "wheel":
        return _rolling(figure, motion, limb, (frame, frames, fps))
    now = _joints(figure, motion, which[0], (frame, frames, fps))
    if part + 1 >= len(drawn):
        return np.column_stack([np.eye(2), now[part] - drawn[part]])
    return _segment_matrix((drawn[part], drawn[part + 1]), (now[part], now[part + 1]))


def _rolling(figure: Figure, motion: FigureMotion, limb: Limb, time: tuple[int, int, int]) -> Matrix:
    """A wheel turns by as much as it has rolled."""
    middle, rim = limb.joints
    rolled_px = ground_matrix(figure, motion, time[0], time[1])[0, 2]
    turned = about(middle, 1.0, 1.0, math.degrees(float(rolled_px) / max(1e-6, math.dist(middle, rim))))
    return then(turned, body_matrix(figure, motion, *time))


def _joints(figure: Figure, motion: FigureMotion, index: int, time: tuple[int, int, int]) -> list[Spot]:
    """Where all joints of a limb are."""
    limb, (frame, frames, fps) = figure.limbs[index], time
    body = body_matrix(figure, motion, frame, frames, fps)
    if motion.walk is not None:
        phase = (motion.walk.steps_per_s * frame / fps / 2 + limb.step) % 1.0
        if limb.kind == "leg":
            return _leg(figure, limb, motion.walk, phase, (body, ground_matrix(figure, motion, frame, frames)))
        return _swinging_arm(limb, motion.walk, phase, body)
    gestures = [gesture for gesture in motion.gestures if gesture.limb == index]
    return _gesturing_arm(limb, gestures, frame, fps, body)


def _leg(figure: Figure, limb: Limb, walk: Walk, phase: float, moved: tuple[Matrix, Matrix]) -> list[Spot]:
    body, ground = moved
    gait = _GAITS[walk.gait]
    size = math.hypot(ground[0, 0], ground[1, 0])
    height_px = figure.height_px * size
    hip, _, ankle, tip = (np.array(joint) for joint in limb.joints)
    sideways = abs(limb.ahead)
    floor_y = figure.feet[1] - _ANKLE * figure.height_px
    home = _moved(ground, (hip[0] + (1 - sideways) * (ankle[0] - hip[0]), floor_y))
    hip_now = _moved(body, (float(hip[0]), float(hip[1])))
    cycle = 2 * walk.stride / (sideways or 1.0)
    forwards, up, pitch_deg = _foot(gait, phase, cycle, abs(float(tip[0] - ankle[0])) / max(1e-6, figure.height_px))
    forwards, up = forwards * height_px, up * height_px
    length = _STRETCH * (floor_y - float(hip[1])) * size
    foot = np.array([forwards, home[1] + (0.0 if sideways else _GROUND_RISE * forwards) - up])
    hip_to_foot = (float(foot[0]), float(foot[1] - hip_now[1]))
    bend = _knee(hip_to_foot, length * _THIGH, length * (1 - _THIGH), limb.bend)
    ankle_now = np.array([home[0] + limb.ahead * forwards, foot[1]])
    # Across the picture the knee lies between hip and ankle, and before them by what is seen of its bend.
    share = bend[1] / hip_to_foot[1] if hip_to_foot[1] else 0.5
    straight_x = hip_now[0] + (ankle_now[0] - hip_now[0]) * share
    knee_now = np.array([straight_x + limb.ahead * (bend[0] - hip_to_foot[0] * share), hip_now[1] + bend[1]])
    foot_now = ankle_now + about((0.0, 0.0), size, size, -pitch_deg * limb.ahead)[:, :2] @ (tip - ankle)
    return [hip_now, knee_now, ankle_now, foot_now]


def _foot(gait: Gait, phase: float, cycle: float, foot: float) -> tuple[float, float, float]:
    """Where a foot is: forwards of the hip, above the ground, and how far its tip points up (degrees).

    On the ground it goes backwards exactly as fast as the body goes forwards; through the air on a cubic that leaves and meets the ground
    at that same speed.

    Args:
        gait: How it goes.
        phase: Since it came down, in turns of a pair of steps.
        cycle: How far the body goes in a pair of steps, heights.
        foot: Its length from the ankle to the tip, heights.
    """
    reach = gait.stance * cycle / 2
    if phase < gait.stance:
        rolled = max(0.0, (phase / gait.stance - 0.62) / 0.38)
        pitch = -gait.heel_deg * rolled * rolled
        landing = max(0.0, 1 - phase / gait.stance / 0.16)
        rise, ahead = _rolled(foot, pitch)
        return reach - cycle * phase + ahead, rise, pitch + gait.tip_deg * landing * landing
    share = (phase - gait.stance) / (1 - gait.stance)
    speed = -cycle * (1 - gait.stance)
    rise, ahead = _rolled(foot, -gait.heel_deg)
    begin, end = -reach + ahead, reach
    smooth = share * share * (3 - 2 * share)
    tangents = speed * (share * (1 - share) ** 2 + share * share * (share - 1))
    place = begin + (end - begin) * smooth + tangents
    carried = share ** (math.log(0.5) / math.log(gait.lift_at))
    up = rise * (1 - smooth) + gait.lift * math.sin(math.pi * carried) ** 2
    pitch = -gait.heel_deg * (1 - smooth) + gait.tip_deg * share * share
    return place, up, pitch


def _rolled(foot: float, pitch_deg: float) -> tuple[float, float]:
    """How far the ankle rises and comes forwards when the foot has rolled over its tip."""
    angle = math.radians(-pitch_deg)
    return foot * math.sin(angle), foot * (1 - math.cos(angle))


def _knee(foot: tuple[float, float], thigh: float, shin: float, way: int) -> tuple[float, float]:
    """Where the knee is, from the hip: it bends forwards (`way` 1) or backwards (−1); a leg that is too short is stretched."""
    far = math.hypot(*foot) or 1e-6
    along = (thigh**2 - shin**2 + far**2) / (2 * far)
    if far >= thigh + shin:
        share = thigh / (thigh + shin)
        return foot[0] * share, foot[1] * share
    out = way * math.sqrt(max(0.0, thigh**2 - along**2))
    x, y = foot[0] / far, foot[1] / far
    return x * along + y * out, y * along - x * out


def _swinging_arm(limb: Limb, walk: Walk, phase: float, body: Matrix) -> list[Spot]:
    """Arms swing against the leg of their side, the more the longer the steps."""
    gait = _GAITS[walk.gait]
    shoulder, elbow, wrist = (np.array(joint) for joint in limb.joints)
    swing = -math.cos(2 * math.pi * phase)
    strength = min(1.2, math.sqrt(max(0.25, walk.stride / 0.4)))
    upper_deg = gait.arm_deg * strength * swing
    lower_deg = upper_deg + gait.elbow_deg + gait.elbow_swing_deg * swing * strength
    size = math.hypot(body[0, 0], body[1, 0])
    joints = [shoulder]
    for begin, end, degrees in ((shoulder, elbow, upper_deg), (elbow, wrist, lower_deg)):
        long = _true_length(end - begin, limb.ahead)
        angle = math.radians(degrees)
        across = (1 - abs(limb.ahead)) * float(end[0] - begin[0])
        joints.append(joints[-1] + np.array([across + long * math.sin(angle) * limb.ahead, long * math.cos(angle)]))
    begin = _moved(body, (float(shoulder[0]), float(shoulder[1])))
    return [begin + (joint - shoulder) * size for joint in joints]


def _true_length(drawn: Spot, ahead: float) -> float:
    """How long a part is that was drawn foreshortened: what it goes forwards is seen smaller by `ahead`."""
    return math.hypot(float(drawn[0]) / max(0.6, abs(ahead)), float(drawn[1]))


def _gesturing_arm(limb: Limb, gestures: list[Gesture], frame: int, fps: int, body: Matrix) -> list[Spot]:
    shoulder, elbow, wrist = (_moved(body, joint) for joint in limb.joints)
    upper_deg = lower_deg = 0.0
    for gesture in gestures:
        amount = _away(gesture, frame) if gesture.is_arrival else _raised(gesture, frame, fps)
        upper_deg += gesture.upper_deg * amount
        lower_deg += gesture.lower_deg * amount + _beat(gesture, frame, fps) * (1.0 if gesture.is_arrival else amount * amount)
    upper = about((0.0, 0.0), 1.0, 1.0, -limb.side * upper_deg)[:, :2] @ (elbow - shoulder)
    lower = about((0.0, 0.0), 1.0, 1.0, -limb.side * (upper_deg + lower_deg))[:, :2] @ (wrist - elbow)
    return [shoulder, shoulder + upper, shoulder + upper + lower]


def _is_moving(gesture: Gesture, frame: int, fps: int) -> bool:
    """Whether an arm is elsewhere than it was drawn."""
    end = gesture.first_frame + gesture.frames
    if gesture.is_arrival:
        return frame < end + (round(_SHAKE_S * fps) if gesture.beat_deg else 0)
    return gesture.first_frame < frame < end


def _beat(gesture: Gesture, frame: int, fps: int) -> float:
    """How far the forearm is up or down in a beat, degrees; after an arrival it dies away."""
    begin = gesture.first_frame + (gesture.frames if gesture.is_arrival else 0)
    since = (frame - begin) / fps
    strength = max(0.0, 1 - since / _SHAKE_S) if gesture.is_arrival else 1.0
    return gesture.beat_deg * strength * math.sin(2 * math.pi * _BEATS_PER_S * since) if since > 0 else 0.0


def _away(gesture: Gesture, frame: int) -> float:
    """1 before an arrival, 0 behind it."""
    share = min(1.0, max(0.0, (frame - gesture.first_frame) / max(1, gesture.frames)))
    return 1 - share * share * (3 - 2 * share)


def _raised(gesture: Gesture, frame: int, fps: int) -> float:
    """0 to 1 and back, without a jerk; up faster than down."""
    since, left = (frame - gesture.first_frame) / fps, (gesture.first_frame + gesture.frames - frame) / fps
    if since <= 0 or left <= 0:
        return 0.0
    length = gesture.frames / fps
    fit = min(1.0, length / (_RAISE_S + _LOWER_S))
    share = min(1.0, since / (_RAISE_S * fit), left / (_LOWER_S * fit))
    return share * share * (3 - 2 * share)


def _moved(matrix: Matrix, point: tuple[float, float]) -> Spot:
    moved: Spot = matrix[:, :2] @ np.array(point) + matrix[:, 2]
    return moved


def _segment_matrix(drawn: tuple[Spot, Spot], now: tuple[Spot, Spot]) -> Matrix:
    """Takes one stretch to another: turned, as long, as broad as before."""
    before, after = drawn[1] - drawn[0], now[1] - now[0]
    long_before, long_after = math.hypot(*before.tolist()), math.hypot(*after.tolist())
    if long_before < 1e-6 or long_after < 1e-6:
        return np.column_stack([np.eye(2), now[0] - drawn[0]])
    u, v = before / long_before, after / long_after
    across_before, across_after = np.array([-u[1], u[0]]), np.array([-v[1], v[0]])
    linear = np.outer(v, u) * (long_after / long_before) + np.outer(across_after, across_before)
    return np.column_stack([linear, now[0] - linear @ drawn[0]])
