"""Turns a person in the set into layers: body, head, eyes, mouths, a moving arm."""

from collections.abc import Callable
from functools import partial

import skia

from activities.images.drawing.air.light import Light, on_people
from activities.images.drawing.camera import Camera
from activities.images.drawing.colour import darker, mix
from activities.images.drawing.easel import Easel, Sheet
from activities.images.drawing.framing import Person
from activities.images.drawing.pen import Pen, box
from activities.images.drawing.people.bearing import borne
from activities.images.drawing.people.bodies import SIDEWAYS, draw_body
from activities.images.drawing.people.contact import FREE, pose_under, reached
from activities.images.drawing.people.faces import MIMICS, MOUTHS, draw_eyes, draw_mouth
from activities.images.drawing.people.heads import draw_behind_head, draw_head
from activities.images.drawing.people.limb_layers import LimbLayers
from activities.images.drawing.people.poses import Body, Posture, pose_body
from activities.images.drawing.people.profile_faces import draw_side_eye, draw_side_mouth
from activities.images.drawing.people.profile_heads import PROFILE, draw_behind_side_head, draw_side_head
from activities.images.drawing.people.stand import MATTRESS_M, Stand, lies_in_bed
from activities.images.drawing.people.suits import BUBBLE, draw_glass
from activities.images.drawing.sets import furniture
from activities.images.drawing.things.bedding import draw_bed, draw_blanket
from activities.media.drawn.picture import Figure, Viseme
from schemas.shots import Pose

_WALKING: frozenset[Pose] = frozenset({"walk", "run"})
_TALKING: frozenset[Pose] = frozenset({"stand", "gesture", "point", "sit", "kneel"})
"""Poses whose arms are free to gesture."""
_BODY_TURN: dict[Posture, float] = {
    "walk": 1.0,
    "run": 1.0,
    "sit": 1.0,
    "drive": 1.0,
    "kneel": 1.0,
    "on_the_ground": 1.0,
    "point": 0.9,
    "embrace": 1.0,
    "fight": 1.0,
}
_OPEN_TURN, _TOUCHING_TURN = 0.58, 0.9
"""How far the body follows the head's turn; who stands and talks keeps open to the camera, as on a stage, less so who touches somebody."""


def paint_person(easel: Easel, camera: Camera, light: Light, person: Person, index: int, over: list[Callable[[], None]]) -> Figure:
    """Add a person's layers.

    Args:
        easel: Takes the layers.
        camera: Sees them.
        light: Falls on them.
        person: Who, where, how.
        index: Their place in `Rig.figures`.
        over: Takes what paints an arm that lies around somebody who is painted later.

    Returns:
        What the rig says about them.
    """
    body = posed(person)
    light = on_people(light)
    place = Stand(camera, person, body, light)
    depth = camera.parallax(person.z_m)
    detail = 0.4 if person.subject.is_foreground and person.z_m < 0 else 1.0
    moving = _moving(place)
    head = place.reach(body.head, 1.25)
    easel.paint(
        Sheet("head", depth, index, bounds=head, detail=detail),
        place.in_heads(partial(_behind_head, person=person)),
    )
    limbs = LimbLayers(easel, place, (depth, index), frozenset() if person.carrier else moving)
    if limbs.has_legs:
        easel.paint(Sheet("body", depth, index, bounds=place.whole(), detail=detail), place.in_heights(lambda pen: _under(pen, person)))
        limbs.paint_leg("far_leg")
    if abs(body.turn) > SIDEWAYS:
        limbs.paint_arm("far_arm")
    limbs.paint_leg("near_leg")
    easel.paint(
        Sheet("body", depth, index, bounds=place.whole(), detail=detail),
        place.in_heights(lambda pen: _dressed(pen, person, body, moving)),
    )
    if abs(body.turn) <= SIDEWAYS:
        limbs.paint_arm("far_arm")
    easel.paint(
        Sheet("head", depth, index, bounds=head, detail=detail),
        place.in_heads(partial(_head, person=person)),
    )
    if not person.is_away:
        for is_closed in (False, True):
            easel.paint(
                Sheet("eyes_closed" if is_closed else "eyes_open", depth, index, bounds=place.reach(body.head, 0.6)),
                place.in_heads(partial(_eyes, person=person, is_closed=is_closed or person.subject.is_asleep)),
            )
        for viseme in MOUTHS:
            easel.paint(
                Sheet("mouth", depth, index, viseme, bounds=place.mouth()),
                place.in_heads(partial(_mouth, person=person, viseme=viseme)),
            )
    if person.look.hat == BUBBLE and not person.is_away:
        easel.paint(Sheet("head", depth, index, bounds=head, detail=detail), place.in_heads(partial(_glass, person=person)))
    limbs.paint_arm("near_arm", None if person.hands == FREE else over)
    return Figure(
        character=person.subject.character.name,
        feet=place.point((body.hips[0], 0.0)),
        neck=place.point(body.neck),
        height_px=round(camera.scale(person.z_m) * person.height_m, 2),
        faces_camera=not person.is_away,
        limbs=limbs.painted,
    )


def _behind_head(pen: Pen, person: Person) -> bool:
    if person.side:
        return draw_behind_side_head(pen, person.look, person.side)
    return draw_behind_head(pen, person.look, person.turn, is_away=person.is_away)


def _head(pen: Pen, person: Person) -> None:
    mimic = MIMICS[person.subject.expression]
    if person.side:
        draw_side_head(pen, person.look, mimic, person.side)
    else:
        draw_head(pen, person.look, mimic, person.turn, is_away=person.is_away)


def _glass(pen: Pen, person: Person) -> None:
    draw_glass(pen, PROFILE * person.side if person.side else person.turn)


def _eyes(pen: Pen, person: Person, *, is_closed: bool) -> None:
    mimic = MIMICS[person.subject.expression]
    if person.side:
        draw_side_eye(pen, person.look, mimic, person.side, is_closed=is_closed)
    else:
        draw_eyes(pen, person.look, mimic, person.turn, is_closed=is_closed)


def _mouth(pen: Pen, person: Person, viseme: Viseme) -> None:
    mimic = MIMICS[person.subject.expression]
    if person.side:
        draw_side_mouth(pen, person.look, mimic, person.side, viseme)
    else:
        draw_mouth(pen, person.look, mimic, person.turn, viseme)


def posed(person: Person) -> Body:
    """A person's joints."""
    pose = pose_under(person.subject)
    share = _TOUCHING_TURN if person.hands != FREE else _OPEN_TURN
    body = pose_body(person.look, pose, person.turn * _BODY_TURN.get(pose, share))
    if pose == "stand" and person.hands == FREE and not person.is_away and not person.subject.is_foreground:
        return borne(body, person.subject.expression)
    near, far = (
        None if hand is None else ((hand[0] - person.x_m) / person.height_m, (hand[1] - person.lift_m) / person.height_m)
        for hand in person.hands
    )
    return reached(body, near, far)


def _moving(place: Stand) -> frozenset[str]:
    """The limbs that are not drawn with the body: those that move and are in the picture, and those a mount or a car hides."""
    person, body, camera = place.person, place.body, place.camera
    if person.subject.is_foreground:
        return frozenset()
    # An arm whose elbow is below the frame shows too little for a gesture to pay; legs are seen as soon as knees are on the canvas.
    frame_foot = camera.frame[1] + camera.frame[3]
    lowest = (frame_foot, float(camera.height_px))
    is_seen = [place.point(joint)[1] < low for low, joint in zip(lowest, (body.arms[0][1], body.legs[0][1]), strict=True)]
    if person.hands != FREE and person.subject.touch:
        if person.subject.pose in _WALKING and not person.is_away:
            # A hand that is held does not swing: the arm goes with the body.
            return frozenset({"near_leg", "far_leg"} if is_seen[1] else ())
        return frozenset({"near_arm" if person.hands[0] is not None else "far_arm"} if is_seen[0] else ())
    has_umbrella = person.hands[0] is not None
    if person.subject.pose in _WALKING:
        return frozenset({"near_arm", "far_arm"} if is_seen[0] and not has_umbrella else ()) | frozenset(
            {"near_leg", "far_leg"} if is_seen[1] else ()
        )
    if not person.has_legs:
        return frozenset({"near_leg", "far_leg"})
    if person.carrier:
        return frozenset({"far_leg"})
    if person.subject.pose not in _TALKING or not is_seen[0] or person.is_away or has_umbrella:
        return frozenset()
    return frozenset({"near_arm"} if abs(body.turn) > SIDEWAYS else {"near_arm", "far_arm"})


def _dressed(pen: Pen, person: Person, body: Body, moving: frozenset[str]) -> None:
    """The body and what it stands, sits or lies on."""
    if "near_leg" not in moving and not person.carrier:
        _under(pen, person)
    draw_body(pen, person.look, body, is_away=person.is_away, moving=moving)
    if person.subject.pose == "lie" and lies_in_bed(person, pen.light):
        draw_blanket(pen, person.look, 1 if person.turn >= 0 else -1)


def _under(pen: Pen, person: Person) -> None:
    to_metres = 1 / person.height_m
    if person.subject.pose == "lie":
        if lies_in_bed(person, pen.light):
            draw_bed(pen, 1 if person.turn >= 0 else -1, 0.085 + MATTRESS_M * to_metres)
        return
    _cast_shadow(pen)
    if person.subject.pose in {"sit", "drive"} and person.subject.seat not in {"ground", "sofa", "bed"}:
        with pen.moved(-0.01 * person.turn, 0.0, to_metres * 0.98 * person.look.height):
            if not pen.light.is_inside and person.subject.seat == "":
                _bench(pen)
                return
            if person.lift_m > 0 and person.subject.seat in {"table", "desk", "piano"}:
                for x in (-0.19, 0.19):
                    pen.block(
                        (x - 0.025, -person.lift_m / (0.98 * person.look.height), x + 0.025, 0.05), darker((0.42, 0.29, 0.2), 0.2), 0.8
                    )
            furniture.chair(pen, (0.42, 0.29, 0.2), mix(0x7A5A44, person.look.bottom_tint, 0.3), back=abs(person.turn) < 0.3)


def _bench(pen: Pen) -> None:
    """What one sits on out of doors: a thick plank on two blocks."""
    furniture.ground_shadow(pen, 0.55)
    for x in (-0.36, 0.36):
        pen.block((x - 0.08, 0, x + 0.08, 0.4), 0x6A5644, 0.85, 0.02)
    pen.block((-0.55, 0.38, 0.55, 0.49), 0x8A6C4C, 1.0, 0.03)
    pen.line([(-0.5, 0.445), (0.0, 0.45), (0.5, 0.44)], 0.012, 0x5E4732, alpha=0.5)


def _cast_shadow(pen: Pen) -> None:
    """A pool at the feet, and outdoors the long shadow away from the sun."""
    light = pen.light
    with pen.moved(0, 0.008):
        pen.canvas.save()
        pen.canvas.scale(1, 0.2)
        pen.glow(0, 0, 0.2, 0x161020, 0.5)
        pen.canvas.restore()
        if not light.is_inside and light.shadow > 0.15:
            reach = -light.sun_side * min(1.3, 0.28 / max(0.1, light.sun_height + 0.04))
            tint = darker(mix(light.shade, 0x2A2440, 0.5), 0.3)
            pen.canvas.save()
            pen.canvas.concat(skia.Matrix.MakeAll(1, reach, 0, 0, -0.13, 0, 0, 0, 1))
            pen.fade(box(-0.09, 0, 0.09, 0.95, 0.09), ((0, 0), (0, 0.95)), tint, (light.shadow, 0.0))
            pen.canvas.restore()
