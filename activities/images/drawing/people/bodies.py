"""The body below the head: legs, torso, arms, dressed. Unit: the person's height (see `poses`)."""

import skia

from activities.images.drawing.colour import Colour, darker, lighter, mix
from activities.images.drawing.pen import Pen, Point, limb, oval, smooth
from activities.images.drawing.people.clothes import BARE_ARMS, COATS, SKIRTS, draw_torso_details, sleeve_tint
from activities.images.drawing.people.looks import Look
from activities.images.drawing.people.poses import Body
from activities.images.drawing.people.suits import SUIT, draw_pack

_KNEELING = 0.4
SIDEWAYS = 0.1
"""Turned more than this, a body has one arm and one leg behind the other."""


def draw_body(pen: Pen, look: Look, body: Body, *, is_away: bool, moving: frozenset[str]) -> None:
    """The body layer; `moving` limbs ("near_leg", "far_leg", "near_arm", "far_arm") are layers of their own, or hidden."""
    is_sideways = abs(body.turn) > SIDEWAYS
    if "far_leg" not in moving:
        draw_leg(pen, look, body, 1)
    if "far_arm" not in moving and is_sideways:
        draw_arm(pen, look, body, 1)
    if look.top == SUIT and not is_away:
        draw_pack(pen, look, body, is_away=False)
    _neck(pen, look, body)
    if "near_leg" not in moving:
        draw_leg(pen, look, body, 0)
    torso = _torso(look, body)
    if look.top in COATS or look.top in SKIRTS or look.bottom == "skirt":
        _hanging(pen, look, body)
    _paint_torso(pen, look, torso, body)
    with pen.within(torso):
        draw_torso_details(pen, look, body, is_away=is_away)
    if look.top == SUIT and is_away:
        draw_pack(pen, look, body, is_away=True)
    if "far_arm" not in moving and not is_sideways:
        draw_arm(pen, look, body, 1)
    if "near_arm" not in moving:
        draw_arm(pen, look, body, 0)


def draw_arm(pen: Pen, look: Look, body: Body, index: int, part: int | None = None) -> None:
    """One dressed arm; 0 is the near one. `part` 0 is the upper arm alone, 1 the forearm with the hand."""
    shoulder, elbow, wrist = body.arms[index]
    tint, tone = sleeve_tint(look), (1.0 if index == 0 else 0.72)
    is_suit = look.top == SUIT
    thick = 0.076 if is_suit else 0.058 * (1 + 0.22 * look.build) * (0.86 if look.is_female else 1.0)
    if part != 0:
        hand_x, hand_y = wrist[0] + (wrist[0] - elbow[0]) * 0.17, wrist[1] + (wrist[1] - elbow[1]) * 0.17
        pen.fill(oval(hand_x, hand_y, 0.021, 0.025), look.skin, tone)
    if look.top in BARE_ARMS:
        half = ((shoulder[0] + elbow[0]) / 2, (shoulder[1] + elbow[1]) / 2)
        if part != 0:
            skin = limb([elbow, wrist], [thick * 0.78, thick * 0.6])
            pen.blend(skin, (elbow, wrist), (look.skin, darker(look.skin, 0.08)), (tone, tone))
        if part == 1:
            return
        pen.fill(limb([half, elbow], [thick * 0.85, thick * 0.8]), look.skin, tone)
        joints, widths = [shoulder, half], [thick * 1.12, thick * 1.08]
    else:
        joints, widths = [shoulder, elbow, wrist], [thick * 1.12, thick, thick * 0.82]
        if part is not None:
            joints, widths = joints[part : part + 2], widths[part : part + 2]
    _cloth(pen, limb(joints, widths), tint, (shoulder, wrist), tone)
    if is_suit and part != 0:
        _glove(pen, look, (elbow, wrist), tone)
    if part is None:
        _elbow_fold(pen, (elbow, thick), tint, tone)


def _glove(pen: Pen, look: Look, forearm: tuple[Point, Point], tone: float) -> None:
    """The thick glove of a spacesuit and the ring that holds it."""
    (x0, y0), (x1, y1) = forearm
    hand = (x1 + (x1 - x0) * 0.16, y1 + (y1 - y0) * 0.16)
    pen.fill(limb([(x1, y1), hand], [0.05, 0.046]), darker(look.top_tint, 0.34), tone)
    ring = ((x0 + 9 * x1) / 10, (y0 + 9 * y1) / 10)
    across_x, across_y = -(y1 - y0) * 0.26, (x1 - x0) * 0.26
    pen.line([(ring[0] - across_x, ring[1] - across_y), (ring[0] + across_x, ring[1] + across_y)], 0.016, look.under_tint, tone)


def _elbow_fold(pen: Pen, elbow: tuple[Point, float], tint: Colour, tone: float) -> None:
    (x, y), thick = elbow
    side = 1 if pen.light.sun_side > 0 else -1
    pen.line([(x - side * thick * 0.34, y + 0.015), (x - side * thick * 0.1, y - 0.006)], 0.005, darker(tint, 0.4), tone, alpha=0.6)


def _cloth(pen: Pen, path: skia.Path, tint: Colour, ends: tuple[Point, Point], tone: float) -> None:
    """A shape of cloth: base, a shade on the side away from the light, a fine lit edge."""
    side = 1 if pen.light.sun_side > 0 else -1
    pen.blend(path, ends, (lighter(tint, 0.04), darker(tint, 0.14)), (tone, tone * 0.88))
    with pen.crescent(path, (side * 0.02, 0.004)):
        pen.fill(path, darker(tint, 0.3), tone * 0.75, alpha=0.75)
    with pen.crescent(path, (-side * 0.0065, -0.002)):
        pen.flat(path, mix(pen.light.sun, 0xFFFFFF, 0.15), 0.34 if pen.light.is_dark or pen.light.sun_height < 0.1 else 0.17)


def _neck(pen: Pen, look: Look, body: Body) -> None:
    """The neck, lit like the face, with the shadow that the head throws on it."""
    wide = body.head_height * (0.38 if look.is_female or look.age == "child" else 0.46) * (1 - 0.12 * abs(body.turn))
    chin = (body.head[0] + 0.07 * body.turn * body.head_height, body.head[1] - body.head_height * 0.25)
    root = (body.neck[0] + 0.02 * body.turn * body.head_height, body.shoulders[1] - 0.02)
    neck = limb([chin, root], [wide, wide * 1.12])
    pen.fill(neck, darker(look.skin, 0.07), 0.92)
    face_x = body.head[0] + 0.085 * body.turn * body.head_height
    with pen.within(neck):
        jaw = oval(face_x, body.head[1] - 0.17 * body.head_height, 0.32 * body.head_height, 0.46 * body.head_height)
        pen.fill(jaw, darker(look.skin, 0.36), 0.78, alpha=0.75)


def _torso(look: Look, body: Body) -> skia.Path:
    x, top = body.shoulders
    hip_x, low = body.hips
    bulk = 1.14 if look.top == SUIT else 1.0
    half, hips = body.half_shoulders * bulk, body.half_hips * bulk
    female_waist = look.is_female and look.age != "child" and look.top not in COATS and look.top != SUIT
    waist = min(half, hips) * (0.86 if female_waist else 1.0) * (1 + 0.22 * max(0.0, look.build)) + (0.006 if not female_waist else 0)
    mid_x, mid_y = (x + hip_x) / 2, low + (top - low) * 0.38
    slope, drop = 0.028, low - 0.012
    neck = body.head_height * 0.22
    belly = 0.02 * max(0.0, look.build) * body.turn
    points = [
        (x - neck, top + slope), (x + neck, top + slope), (x + half * 0.8, top - 0.004), (x + half, top - 0.038),
        (x + half * 0.93, top - 0.1), (mid_x + waist + belly, mid_y), (hip_x + hips, low + 0.03), (hip_x + hips * 0.98, drop),
        (hip_x - hips * 0.98, drop), (hip_x - hips, low + 0.03), (mid_x - waist + belly, mid_y), (x - half * 0.93, top - 0.1),
        (x - half, top - 0.038), (x - half * 0.8, top - 0.004),
    ]  # fmt: skip
    return smooth(points, tension=0.75)


def _paint_torso(pen: Pen, look: Look, torso: skia.Path, body: Body) -> None:
    _cloth(pen, torso, look.top_tint, (body.shoulders, body.hips), 1.0)


def _hanging(pen: Pen, look: Look, body: Body) -> None:
    """Skirts, coats and robes below the hips."""
    is_skirt = look.top not in COATS and look.top not in SKIRTS
    tint = look.bottom_tint if is_skirt else look.top_tint
    hem_y = 0.05 if look.top in {"cassock", "robe"} else 0.235 if look.top in {"coat", "labcoat"} else 0.25
    x, low = body.hips
    if body.is_seated:
        knee, other = body.legs[0][1], body.legs[1][1]
        if abs(body.turn) > 0.2:
            ahead = 1 if body.turn > 0 else -1
            back, front = x - ahead * body.half_hips, x + ahead * body.half_hips
            outline = [(back, low + 0.04), (front, low + 0.05), (knee[0] + ahead * 0.05, knee[1] + 0.05)]
            outline += [(knee[0] + ahead * 0.055, knee[1] - 0.1), (back, low - 0.06)]
        else:
            wide = max(abs(knee[0] - x), abs(other[0] - x)) + 0.05
            outline = [(x - body.half_hips, low + 0.05), (x + body.half_hips, low + 0.05), (x + wide, knee[1] + 0.01)]
            outline += [(x + wide, knee[1] - 0.08), (x - wide, knee[1] - 0.08), (x - wide, knee[1] + 0.01)]
        lap = smooth(outline, tension=0.8)
        _cloth(pen, lap, tint, ((x, low), knee), 0.95)
        return
    knees = [body.legs[0][1][0], body.legs[1][1][0]]
    flare = 0.055 if look.top in COATS else 0.085
    left, right = min(x - body.half_hips, *knees) - flare * 0.6, max(x + body.half_hips, *knees) + flare * 0.6
    hem_y = min(hem_y, low - 0.08)
    if low < _KNEELING:
        # Hips this low hang their cloth to the ground behind the knee that is up.
        left, right, hem_y = x - body.half_hips - flare * 0.6, x + body.half_hips + flare * 0.6, 0.07
    hang = smooth(
        [
            (x - body.half_hips * 0.96, low + 0.05),
            (x + body.half_hips * 0.96, low + 0.05),
            (x + body.half_hips + flare * 0.35, low - 0.09),
            (right, hem_y),
            ((left + right) / 2, hem_y - 0.012),
            (left, hem_y),
            (x - body.half_hips - flare * 0.35, low - 0.09),
        ],
        tension=0.8,
    )
    _cloth(pen, hang, tint, ((x, low), (x, hem_y)), 0.96)
    for share in (0.3, 0.55, 0.75):
        foot = left + (right - left) * share
        pen.line([(x + (share - 0.5) * body.half_hips, low - 0.06), (foot, hem_y + 0.03)], 0.005, darker(tint, 0.4), alpha=0.5)


def draw_leg(pen: Pen, look: Look, body: Body, index: int, part: int | None = None) -> None:
    """One leg; 0 is the near one. `part` 0 is the thigh alone, 1 the shin, 2 the shoe."""
    hip, knee, ankle = body.legs[index]
    tone = 0.95 if index == 0 else 0.7
    wide = 0.104 if look.top == SUIT else (0.086 if not look.is_female else 0.08) * (1 + 0.2 * look.build)
    is_bare = (look.top in SKIRTS and look.top not in {"cassock", "robe"}) or (look.bottom == "skirt" and look.top not in COATS)
    tint = look.skin if is_bare else look.bottom_tint
    if look.top in {"spacesuit", "dungarees"}:
        tint = look.top_tint
    narrow = 0.6 if is_bare else 1.0
    if part in {None, 2}:
        _shoe(pen, look, body, ankle, tone)
    joints, widths = [hip, knee, ankle], [wide, wide * 0.8 * narrow, wide * 0.62 * narrow]
    if part in {0, 1}:
        joints, widths = joints[part : part + 2], widths[part : part + 2]
    if part != 2:
        _cloth(pen, limb(joints, widths), tint, (hip, ankle), tone)


def foot_tip(body: Body, index: int) -> Point:
    """Where a foot rolls over when it leaves the ground."""
    x, y = body.legs[index][2]
    return x + _ahead_of_ankle(body, x), y - 0.03


def _ahead_of_ankle(body: Body, ankle_x: float) -> float:
    return 0.05 * (1 if body.turn > 0 else -1) if abs(body.turn) > SIDEWAYS else 0.012 * (1 if ankle_x > body.hips[0] else -1)


def _shoe(pen: Pen, look: Look, body: Body, ankle: Point, tone: float) -> None:
    x, y = ankle
    ahead = _ahead_of_ankle(body, x)
    half = 0.036 if abs(body.turn) > SIDEWAYS else 0.03
    sole = smooth(
        [
            (x - half + ahead * 0.1, y + 0.012),
            (x + ahead * 0.5, y + 0.016),
            (x + half * 0.7 + ahead, y - 0.012),
            (x + half * 0.7 + ahead, y - 0.035),
            (x - half + ahead * 0.3, y - 0.035),
        ],
        tension=0.7,
    )
    pen.blend(sole, ((x, y), (x, y - 0.035)), (lighter(look.shoe_tint, 0.08), darker(look.shoe_tint, 0.35)), (tone, tone))
