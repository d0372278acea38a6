"""What the hands of people do while they speak: they go up with a thought, mark the words, and come down again."""

import numpy as np

from activities.clips.chance import between
from activities.media.performance import Gesture
from activities.media.picture import Figure, Limb
from schemas.clips import AnimateClip, SpeechSpan

_SHORTEST_S = 0.9
"""A hand that is up for less is a twitch."""
_KINDS = ((10.0, 52.0, 7.0), (16.0, 78.0, 6.0), (6.0, 96.0, 9.0), (24.0, 38.0, 5.0))
"""Upper arm, forearm and beat, degrees: a low open hand, a raised one, one before the chest, one held out."""
_BENT, _BENT_SHARE = 0.85, 0.3
"""An arm that is bent already (cosine of the elbow's angle) is raised by less."""
_RESTLESS = 0.75
"""How often somebody who speaks on lifts a hand again, instead of letting it rest for a while."""


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
