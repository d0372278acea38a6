"""What the hands of people do: while they speak they go up with a thought and come down again; they reach out to who is touched."""

import math

import numpy as np

from activities.clips.chance import between
from activities.media.drawn.performance import Gesture
from activities.media.drawn.picture import Figure, Limb
from schemas.clips import AnimateClip, SpeechSpan
from schemas.shots import Touch

_SHORTEST_S = 0.9
"""A hand that is up for less is a twitch."""
_KINDS = ((10.0, 52.0, 7.0), (16.0, 78.0, 6.0), (6.0, 96.0, 9.0), (24.0, 38.0, 5.0))
"""Upper arm, forearm and beat, degrees: a low open hand, a raised one, one before the chest, one held out."""
_BENT, _BENT_SHARE = 0.85, 0.3
"""An arm that is bent already (cosine of the elbow's angle) is raised by less."""
_RESTLESS = 0.75
"""How often somebody who speaks on lifts a hand again, instead of letting it rest for a while."""


_REACHING: dict[Touch, tuple[float, tuple[float, float]]] = {
    "give": (0.75, (6, 84)),
    "take": (0.85, (4, 20)),
    "shake_hands": (0.55, (2, 22)),
    "hold_hands": (0.7, (2, 14)),
    "shoulder": (0.7, (4, 26)),
    "embrace": (0.8, (18, 46)),
    "strike": (0.16, (-38, 62)),
}
"""How long a hand takes to get there, s, and where its arm was: upper arm and forearm, degrees from straight down."""
_WAITS_S = 0.2
_SHAKEN_DEG = 7.0
_BACK_S = 0.22
"""A fist goes back after so long."""


def reaching_of(order: AnimateClip, figure: Figure, touch: Touch) -> list[Gesture]:
    """The near hand on its way to somebody else, early in the clip and in the same time for both; none when it does not move."""
    arms = [number for number, limb in enumerate(figure.limbs) if limb.kind == "arm"]
    if not arms or touch not in _REACHING:
        return []
    arm = figure.limbs[arms[-1]]
    length_s, (upper, lower) = _REACHING[touch]
    drawn = [_raised_deg(arm, part) for part in (0, 1)]
    upper_deg = upper - drawn[0]
    reach = Gesture(
        limb=arms[-1],
        first_frame=round(_WAITS_S * order.fps),
        frames=max(1, round(length_s * order.fps)),
        upper_deg=round(upper_deg, 6),
        lower_deg=round(lower - drawn[1] - upper_deg, 6),
        beat_deg=_SHAKEN_DEG if touch == "shake_hands" else 0.0,
        is_arrival=True,
    )
    if touch != "strike":
        return [reach]
    back_at = reach.first_frame + reach.frames + round(_BACK_S * order.fps)
    # Longer than the clip: what is drawn back stays back.
    return [reach, reach.model_copy(update={"first_frame": back_at, "frames": 2 * order.frames, "is_arrival": False})]


def _raised_deg(arm: Limb, part: int) -> float:
    """How far a part of an arm is raised from straight down, the way it is raised."""
    (x0, y0), (x1, y1) = arm.joints[part], arm.joints[part + 1]
    return math.degrees(math.atan2((x1 - x0) * arm.side, y1 - y0))


def gestures_of(order: AnimateClip, figure: Figure, spans: list[SpeechSpan], dice: np.random.Generator) -> list[Gesture]:
    """Gestures of those arms that can move, within the spans that somebody speaks; at most one hand at a time."""
    arms = [number for number, limb in enumerate(figure.limbs) if limb.kind == "arm"]
    if not arms or any(limb.kind == "leg" for limb in figure.limbs):
        return []
    found: list[Gesture] = []
    for span in spans:
        at, end = span.first_frame + round(between(dice, 0.0, 0.35) * order.fps), span.first_frame + span.frames
        while end - at >= _SHORTEST_S * order.fps:
            length = min(end - at + round(0.3 * order.fps), round(between(dice, 1.3, 2.6) * order.fps))
            if between(dice, 0, 1) < _RESTLESS:
                found.append(_gesture(figure, arms, (at, length), dice))
            at += length + round(between(dice, 0.1, 0.9) * order.fps)
    return found


def _gesture(figure: Figure, arms: list[int], time: tuple[int, int], dice: np.random.Generator) -> Gesture:
    upper, lower, beat = _KINDS[int(dice.integers(len(_KINDS)))]
    arm = arms[int(dice.integers(len(arms)))]
    strength = between(dice, 0.75, 1.1) * (_BENT_SHARE if _is_bent(figure.limbs[arm]) else 1.0)
    return Gesture(
        limb=arm,
        first_frame=time[0],
        frames=time[1],
        upper_deg=round(upper * strength, 6),
        lower_deg=round(lower * strength, 6),
        beat_deg=beat,
    )


def _is_bent(arm: Limb) -> bool:
    shoulder, elbow, wrist = (np.array(joint) for joint in arm.joints)
    upper, lower = elbow - shoulder, wrist - elbow
    lengths = float(np.hypot(*upper) * np.hypot(*lower))
    return lengths > 0 and float(upper[0] * lower[0] + upper[1] * lower[1]) / lengths < _BENT
