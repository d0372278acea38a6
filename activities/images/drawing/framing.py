"""Where camera and people stand for a shot size, a framing, an angle and a frame of any shape."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from activities.images.drawing.camera import Camera
from activities.images.drawing.people.behind import main_of, room_behind
from activities.images.drawing.people.contact import FREE, Hands, Party, apart_m, hands_of, pose_under
from activities.images.drawing.people.looks import Look, is_robot, look_of
from activities.images.drawing.people.poses import STANCES, pose_body
from activities.images.drawing.people.suits import as_robot, suited
from activities.images.drawing.seeds import Random, between
from activities.images.drawing.sets.seating import BENCH_BEHIND_M, beside_piano_m, hands_reach_m, is_at_keys, is_at_piano, is_at_table
from schemas.images import PaintImage
from schemas.shots import Angle, Character, Pose, ShotSize, Subject

PERSON_M = 1.74
"""The height of an adult whose look says 1."""
ROOM_FOR_CAMERA = 1.25
"""The canvas is this much larger than the frame, each way."""


@dataclass(frozen=True)
class View:
    """What a shot size means."""

    person: float
    """Height of a standing adult in frame heights."""
    distance_m: float
    """From the lens to the subjects."""
    feet: float | None
    """Where the ground under the subjects lies in the frame, from above; None: `crown` counts."""
    crown: float = 0.1
    """Where the top of the head lies in the frame."""
    detail: float = 1.0
    """Sharpness of the set (see `easel.Sheet.detail`)."""


VIEWS: dict[ShotSize, View] = {
    "EWS": View(0.22, 11.0, 0.82),
    "WS": View(0.5, 5.6, 0.9),
    "FS": View(0.78, 4.4, 0.945),
    "MLS": View(1.22, 3.5, None, 0.1, 0.75),
    "MS": View(1.75, 2.9, None, 0.1, 0.5),
    "MCU": View(2.6, 2.3, None, 0.095, 0.36),
    "CU": View(3.75, 1.9, None, 0.1, 0.25),
    "ECU": View(7.4, 1.6, None, -0.34, 0.18),
    "INSERT": View(4.2, 1.6, None, 0.3, 0.2),
}
_INSIDE: dict[ShotSize, View] = {"EWS": View(0.4, 6.6, 0.86), "WS": View(0.56, 5.2, 0.91)}
_ANGLES: dict[Angle, float] = {"eye": 0.0, "high": 0.95, "low": -0.85, "overhead": 2.1, "dutch": -0.1}
"""Metres that the lens is raised above the eyes."""
_WIDE = frozenset({"EWS", "WS", "FS", "MLS"})
_GOING: frozenset[Pose] = frozenset({"walk", "run", "ride", "drive"})
_MOUNTED = 0.74
"""Who sits on a horse or in a car is seen from farther away, so that it fits the picture too."""
_CARRIER_M = 3.4
"""How much a picture must at least show across of somebody with a horse."""
_MOUNTED_APART_M = 1.9
"""From one rider to the next."""
_LEAST_AT_TABLE_M = 0.95
"""How high shoulders are at least above the floor at a table."""
_FACE_M = 0.72
"""What is seen of the lowest person of several: head and chest, and the air above the highest."""
_LYING, _LYING_LOW = 0.3, 0.09
"""Height of the eyes of somebody who lies, of their length: mattress and all, and on the ground."""
_TABLE_APART_M = 1.15
"""Between two who sit face to face over a table."""
_SHOULDERS_M = 0.55
"""What the outermost two of several need of the frame besides the way between them: half a body on each side."""
_SHOULDER_RISE_M = 0.05
_OVER_SHOULDER, _FARTHEST_BESIDE = 0.13, 0.26
"""Who is seen over a shoulder stands this share of the frame beside its middle; in tall frames more, up to so much: else nothing would be
seen of the other's head."""
_WORLD_X = {"left": -0.85, "centre": 0.0, "right": 0.85}


@dataclass(frozen=True)
class Carrier:
    """What somebody rides or drives."""

    name: str
    seat_m: float
    """Height of the hips of who sits there."""
    shows_legs: bool


NO_CARRIERS: Mapping[Pose, Carrier] = MappingProxyType({})


@dataclass(frozen=True)
class Person:
    """A subject with a place in the set."""

    subject: Subject
    look: Look
    x_m: float
    z_m: float
    turn: float
    is_away: bool
    carrier: str = ""
    """What they ride or drive, by its name in `conveyances`, or "horse"; "" when they are on their own feet."""
    lift_m: float = 0.0
    """How much higher than on the ground that is."""
    has_legs: bool = True
    """False when the carrier hides them."""
    hands: Hands = FREE
    """Where the hands are of somebody who touches somebody else, metres across and up."""
    is_profile: bool = False
    """Whether the head is seen from the side: it looks at a partner in the picture, or where a walk leads."""

    @property
    def side(self) -> int:
        """Where the head looks that is seen from the side, −1 left or 1 right; 0 when more than a profile shows."""
        return 0 if not self.is_profile else -1 if self.turn < 0 else 1

    @property
    def height_m(self) -> float:
        """How tall they are."""
        return PERSON_M * self.look.height


@dataclass(frozen=True)
class Composition:
    """A camera and who stands before it, from back to front."""

    camera: Camera
    people: list[Person]
    view: View


def compose(
    order: PaintImage,
    detail: Random,
    carriers: Mapping[Pose, Carrier] = NO_CARRIERS,
    *,
    is_inside: bool,
    is_cramped: bool = False,
    is_airless: bool = False,
) -> Composition:
    """Place the camera and the people.

    Args:
        order: What to show.
        detail: Small differences between takes.
        carriers: On or in what people are who "ride" or "drive".
        is_inside: Rooms are seen from nearer than landscapes.
        is_cramped: In a car nobody can step back: nothing wider than a medium shot.
        is_airless: Everybody who breathes wears a suit and a helmet.
    """
    view = (
        VIEWS["MS"]
        if is_cramped and order.size in _WIDE
        else _INSIDE.get(order.size, VIEWS[order.size])
        if is_inside
        else VIEWS[order.size]
    )
    frame = frame_of(order)
    looks = [dressed(subject.character, order, is_airless=is_airless) for subject in order.subjects]
    main = main_of(order.subjects)
    scale = _scale(view, frame, len(main)) * between(detail, 0.98, 1.03)
    if view.feet is None and len(main) > 1:
        scale = min(scale, _fitting([(order.subjects[i], looks[i]) for i in main], carriers, frame))
    if len(main) > 1:
        parties = [Party(order.subjects[i], looks[i], looks[i].height * PERSON_M) for i in main]
        places = _abreast(parties, frame[2] / scale)
        scale = min(scale, frame[2] / (max(places) - min(places) + _SHOULDERS_M))
    if view.feet is None and any(order.subjects[i].pose == "lie" for i in main):
        scale *= 0.6
        view = replace(view, crown=0.5)
    if view.feet is not None and any(order.subjects[i].pose in carriers for i in main):
        mounted = sum(order.subjects[i].pose in carriers for i in main)
        scale = min(scale * _MOUNTED, frame[2] / (_CARRIER_M + _MOUNTED_APART_M * (mounted - 1)))
    eyes, crowns = _heights([(order.subjects[i], looks[i]) for i in main], carriers)
    height = max(0.35, eyes + _raise(order.angle, view))
    camera = Camera(
        width_px=round(frame[2] * ROOM_FOR_CAMERA),
        height_px=round(frame[3] * ROOM_FOR_CAMERA),
        frame=frame,
        focal_px=scale * view.distance_m,
        distance_m=view.distance_m,
        x_m=0.0,
        height_m=height,
        horizon_px=_horizon(view, frame, (scale, height, crowns), has_people=bool(main)),
        roll_deg=(5.5 if detail.integers(2) else -5.5) if order.angle == "dutch" else 0.0,
    )
    made = _peopled(order, camera, view, (looks, main), detail)
    return replace(made, people=[_carried(person, carriers) for person in made.people])


def dressed(character: Character, order: PaintImage, *, is_airless: bool) -> Look:
    """How somebody looks where an order plays."""
    look = look_of(character, order.setting.era)
    if is_robot(character):
        return as_robot(look)
    return suited(look, character.number) if is_airless else look


def frame_of(order: PaintImage) -> tuple[float, float, float, float]:
    """The frame on the canvas: in its middle, on whole pixels."""
    width, height = round(order.width_px * ROOM_FOR_CAMERA), round(order.height_px * ROOM_FOR_CAMERA)
    return (float((width - order.width_px) // 2), float((height - order.height_px) // 2), float(order.width_px), float(order.height_px))


def _scale(view: View, frame: tuple[float, float, float, float], count: int) -> float:
    """Pixels per metre at the subjects: by the frame's height, less in tall frames and where many must fit side by side."""
    reference = min(frame[3], frame[2] * 1.22)
    scale = view.person * reference / PERSON_M
    if count > 1 and view.person < 7:
        scale = min(scale, frame[2] * 0.98 / (0.62 * count + 0.05))
    return scale


def _fitting(people: Sequence[tuple[Subject, Look]], carriers: Mapping[Pose, Carrier], frame: tuple[float, float, float, float]) -> float:
    """Pixels per metre at which the faces of people who stand, sit and lie are all in the frame."""
    crowns = [_heights([one], carriers)[1] for one in people]
    return frame[3] / (max(crowns) - min(crowns) + _FACE_M)


def _carried(person: Person, carriers: Mapping[Pose, Carrier]) -> Person:
    """Who rides or drives is seen from the side, where their seat is."""
    carrier = carriers.get(person.subject.pose)
    if carrier is None:
        return person
    turn = person.turn or 0.72
    lift_m = _lift_m(carrier, person.subject.pose, person.height_m)
    return replace(person, carrier=carrier.name, lift_m=lift_m, has_legs=carrier.shows_legs, turn=turn, is_away=False)


def _lift_m(carrier: Carrier, pose: Pose, height_m: float) -> float:
    return carrier.seat_m - STANCES[pose].hips * height_m


def _raised_m(subject: Subject, look: Look) -> float:
    """How much higher a child is seated at a table than on any chair."""
    if not is_at_table(subject):
        return 0.0
    return max(0.0, _LEAST_AT_TABLE_M - pose_body(look, "sit", 0.7).shoulders[1] * look.height * PERSON_M)


def _heights(people: Sequence[tuple[Subject, Look]], carriers: Mapping[Pose, Carrier]) -> tuple[float, float]:
    """Mean height of the eyes and greatest height of the crowns, metres."""
    if not people:
        return 1.55, PERSON_M
    eyes, crowns = [], []
    for subject, look in people:
        body = pose_body(look, pose_under(subject), 0.7 if subject.facing in {"left", "right"} else 0.0)
        lying = _LYING_LOW if subject.seat == "ground" else _LYING
        y = lying if subject.pose == "lie" else body.head[1]
        height_m = look.height * PERSON_M
        carrier = carriers.get(subject.pose)
        lift_m = _lift_m(carrier, subject.pose, height_m) if carrier else _raised_m(subject, look)
        eyes.append(y * height_m + lift_m)
        crowns.append((y + look.head * 0.56) * height_m + lift_m)
    return sum(eyes) / len(eyes), max(crowns)


def _raise(angle: Angle, view: View) -> float:
    """Close shots raise the lens less: the same angle needs less height."""
    return _ANGLES[angle] * min(1.0, view.distance_m / 4.5)


def _horizon(view: View, frame: tuple[float, float, float, float], sizes: tuple[float, float, float], *, has_people: bool) -> float:
    scale, height, crown = sizes
    top, high = frame[1], frame[3]
    if view.feet is not None:
        slack = max(0.0, (high - frame[2] * 1.22) / high) * 0.12
        return top + (view.feet - slack) * high - height * scale
    if not has_people:
        return top + 0.5 * high
    reach = min(1.0, frame[2] * 1.22 / high)
    down = view.crown * reach + (1 - reach) * 0.3
    return top + down * high - (height - crown) * scale


def _peopled(order: PaintImage, camera: Camera, view: View, cast: tuple[list[Look], list[int]], detail: Random) -> Composition:
    looks, main = cast
    wide_m = camera.frame[2] / camera.scale()
    parties = [Party(order.subjects[i], looks[i], looks[i].height * PERSON_M) for i in main]
    places = _abreast(parties, wide_m)
    centre = _aim(order, main, places, wide_m) + (between(detail, -0.25, 0.25) if view.detail == 1.0 else 0.0)
    moved = replace(camera, x_m=centre)
    people: list[Person] = []
    for index, subject in enumerate(order.subjects):
        if index in main:
            x, z = places[main.index(index)], 0.0
        elif subject.is_extra:
            crown_m = _heights([(subject, looks[index])], NO_CARRIERS)[1]
            place = room_behind(moved, subject, crown_m, [other.x_m for other in people if other.z_m >= 0], places)
            if place is None:
                continue
            x, z = place
        else:
            z = -0.42 * camera.distance_m
            side = -1 if subject.position == "left" else 1
            aside_px = max(camera.frame[2] * 0.37, _clear_of_faces(camera, z, share=_over_shoulder(camera.frame)))
            x = centre + side * aside_px / camera.scale(z)
        lift_m = 0.0
        if subject.is_foreground and main and view.feet is None:
            # Their shoulder belongs before the other's chest, also when one sits and the other stands.
            eyes = _heights([(order.subjects[i], looks[i]) for i in main], NO_CARRIERS)[0]
            lift_m = eyes + _SHOULDER_RISE_M - _heights([(subject, looks[index])], NO_CARRIERS)[0]
        if index in main:
            lift_m = _raised_m(subject, looks[index])
        if index in main and is_at_keys(subject, order.subjects):
            z = BENCH_BEHIND_M
        turn = {"left": -0.72, "right": 0.72}.get(subject.facing, 0.0)
        is_profile = index in main and _is_in_profile(order, subject, x, places)
        hands = _hands(parties, places, main.index(index)) if index in main else FREE
        if hands == FREE and turn and index in main and is_at_table(subject):
            ahead = 1 if turn > 0 else -1
            reach, height_m = hands_reach_m(subject, order.subjects)
            hands = ((x + reach * ahead, height_m), (x + (reach - 0.06) * ahead, height_m + 0.01))
        people.append(
            Person(subject, looks[index], x, z, turn, subject.facing == "away", lift_m=lift_m, hands=hands, is_profile=is_profile)
        )
    people.sort(key=lambda person: -person.z_m)
    return Composition(moved, people, view)


def _is_in_profile(order: PaintImage, subject: Subject, x_m: float, places: Sequence[float]) -> bool:
    """Who turns to a partner across the picture, or goes across a wide one, shows their profile; a single stays open to the camera."""
    if subject.facing not in {"left", "right"} or subject.pose == "lie":
        return False
    ahead = -1 if subject.facing == "left" else 1
    faces_partner = any((other - x_m) * ahead > 0 for other in places)
    return faces_partner or (order.size in _WIDE and subject.pose in _GOING)


def _over_shoulder(frame: tuple[float, float, float, float]) -> float:
    """How far beside the middle of the frame somebody stands who is seen over a shoulder, as a share of its width."""
    return min(_FARTHEST_BESIDE, max(_OVER_SHOULDER, _OVER_SHOULDER * 16 / 9 * min(frame[3], frame[2] * 1.22) / frame[2]))


def _clear_of_faces(camera: Camera, z_m: float, *, share: float) -> float:
    """How far beside the middle, in pixels, somebody near the camera stands whose shoulder must not hide the other's face.

    Half a body is 0.17 of its height, half a head 0.1; the face lies `share` of the frame beyond the middle.
    """
    return PERSON_M * (0.17 * camera.scale(z_m) + 0.1 * camera.scale()) - share * camera.frame[2]


def _hands(parties: Sequence[Party], places: Sequence[float], index: int) -> Hands:
    """Where the hands are of one of those abreast."""
    me = parties[index]
    for other, x_m in zip(parties, places, strict=True):
        if me.subject.touch and me.subject.partner == other.subject.character.name and other is not me:
            return hands_of(me, places[index], other, x_m)
    return FREE


def _abreast(parties: Sequence[Party], wide_m: float) -> list[float]:
    """Metres across for each, in the order left, centre, right, never in one another; who touch somebody as near as that takes."""
    subjects = [party.subject for party in parties]
    count = len(subjects)
    if count == 0:
        return []
    if count == 1:
        return [_WORLD_X[subjects[0].position]]
    order = sorted(range(count), key=lambda i: (_WORLD_X[subjects[i].position], i))
    lying = sum(subject.pose == "lie" for subject in subjects)
    gap = max(0.5, min(wide_m * 0.86 / count, 0.95)) + 0.5 * lying
    steps = [0.0]
    gap = max(gap, _MOUNTED_APART_M) if any(subject.pose == "ride" for subject in subjects) else gap
    for before, after in pairwise(order):
        near = None if lying else apart_m(parties[before], parties[after])
        if near is None and any(is_at_piano(subjects[i]) for i in (before, after)):
            near = beside_piano_m(subjects[before], subjects[after], gap)
        if near is None and all(is_at_table(subjects[i]) for i in (before, after)):
            near = max(gap, _TABLE_APART_M)
        steps.append(steps[-1] + (gap if near is None else near))
    places = [0.0] * count
    for rank, index in enumerate(order):
        places[index] = steps[rank] - steps[-1] / 2
    return places


def _aim(order: PaintImage, main: Sequence[int], places: Sequence[float], wide_m: float) -> float:
    """Where across the camera stands so that who is seen sits well in the frame."""
    if not main:
        return 0.0
    if len(main) > 1:
        return (min(places) + max(places)) / 2
    subject = order.subjects[main[0]]
    share = {"left": -0.15, "centre": 0.0, "right": 0.15}[subject.position]
    if subject.position == "centre":
        share = {"left": 0.07, "right": -0.07}.get(subject.facing, 0.0)
    if is_at_piano(subject):
        share = {"left": 0.17, "right": -0.17}[subject.facing]
    if subject.pose == "lie":
        return places[0] + (0.35 if subject.facing != "left" else -0.35) * PERSON_M * 0.6
    if any(other.is_foreground for other in order.subjects):
        beside = _over_shoulder(frame_of(order))
        share = beside if subject.position == "right" else -beside
    if order.size == "ECU":
        share *= 0.3
    return places[0] - share * wide_m
