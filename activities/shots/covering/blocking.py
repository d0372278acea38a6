"""Puts people into a picture: position, facing, pose and expression of everybody in a shot."""

from collections.abc import Sequence

from activities.shots.beats import Action, Beat, Speech
from activities.shots.covering.plan import ShotPlan
from activities.shots.people.acting import acting_in, after, is_steady, pose_of, spoken_expression
from activities.shots.people.cast import Cast, is_narrator
from activities.shots.people.contact import Contact, contact_in
from activities.shots.people.presence import Facing, Position, Side
from activities.shots.people.resting import Resting
from activities.shots.words import found, table
from schemas.shots import Expression, Mood, Pose, Subject

_AWAY = table({"away": "turns_away walks_away looks_away faces_away back_turned"})
_STANDING_UP: frozenset[Pose] = frozenset({"walk", "run", "fight"})
_WITH_HANDS: frozenset[Pose] = frozenset({"hands_up", "hold", "gesture", "point", "embrace", "fight"})
"""Poses that are about the arms, which a touch needs."""
_ON_FOOT: frozenset[Pose] = frozenset({"walk", "run"})
_UPRIGHT: frozenset[Pose] = _WITH_HANDS | _ON_FOOT | {"stand"}
_PLACES: tuple[Position, ...] = ("left", "centre", "right")
_GOING: frozenset[Pose] = frozenset({"walk", "run", "ride", "drive"})
_COMPANY = 2
_LASTING_SHOTS = 2
"""How many shots a feeling told in the action outlives its own."""


class Blocking:
    """What everybody does in one scene, carried from shot to shot."""

    def __init__(self, cast: Cast, sides: dict[str, Side], mood: Mood = "calm") -> None:
        self.cast = cast
        self.mood = mood
        self.sides = sides
        self._poses: dict[str, Pose] = {}
        self._feelings: dict[str, tuple[Expression, int]] = {}
        self._about: list[str] = []
        self._resting = Resting(cast)

    def block(self, plan: ShotPlan, beats: Sequence[Beat]) -> list[Subject]:
        """The subjects of a shot, the most important first; remembers how they stay behind.

        Args:
            plan: Who is in the frame, and how.
            beats: What the shot covers.
        """
        about = list(self._about)
        poses, feelings = self._read(beats, plan.cast)
        contact = self._contact(plan, beats, about)
        taken: set[Position] = set()
        subjects = []
        for index, name in enumerate(plan.cast):
            side = self.sides.get(name, Side("centre", "camera"))
            position = self._position(plan, side, taken)
            taken.add(position)
            is_near = plan.framing == "over_the_shoulder" and index == 1
            facing: Facing = "away" if is_near else self._facing(plan, side, name, beats)
            pose = after(self._poses.get(name, "stand"), poses.get(name)) or "stand"
            expression = feelings.get(name) or self._lasting(name) or "neutral"
            subjects.append(
                Subject(
                    character=self.cast[name], position=position, facing=facing, pose=pose, expression=expression, is_foreground=is_near
                )
            )
        self._remember(poses)
        subjects = _abreast([self._resting.of(subject) for subject in subjects])
        # nobody's arm reaches down to a bed: who holds the hand of somebody who lies there is seen beside them
        is_in_bed = contact is not None and any(s.pose == "lie" for s in subjects if s.character.name in {contact.who, contact.whom})
        return subjects if contact is None or is_in_bed else touching(subjects, contact)

    def _contact(self, plan: ShotPlan, beats: Sequence[Beat], about: Sequence[str]) -> Contact | None:
        """Who touches whom of those in the frame, in the last action that tells of it."""
        told = "\n".join(beat.text for beat in beats if isinstance(beat, Action))
        if len(plan.cast) < 2 or plan.framing == "over_the_shoulder" or not told:
            return None
        return contact_in(told, self.cast, plan.cast, about)

    def _read(self, beats: Sequence[Beat], seen: Sequence[str]) -> tuple[dict[str, Pose], dict[str, Expression]]:
        poses: dict[str, Pose] = {}
        feelings: dict[str, Expression] = {}
        for beat in beats:
            if isinstance(beat, Action) or (isinstance(beat, Speech) and is_narrator(beat.character)):
                last_named = self._about if self.cast.named(beat.text) else seen[:1] or self._about
                for name, acting in acting_in(beat.text, self.cast, last_named, seen).items():
                    pose = after(poses.get(name), acting.pose)
                    if pose:
                        poses[name] = pose
                    if acting.expression:
                        feelings[name] = acting.expression
                        self._feelings[name] = (acting.expression, _LASTING_SHOTS + 1)
                self._resting.read(beat.text, last_named, seen)
                self._about = self.cast.named(beat.text) or self._about
            elif isinstance(beat, Speech):
                expression = spoken_expression(beat.text, beat.delivery, self.cast.language, self.mood)
                if expression:
                    feelings[beat.character] = expression
                pose = pose_of(beat.delivery, self.cast.language)
                if pose:
                    poses[beat.character] = pose
                self._about = [beat.character]
                self._resting.speaks(beat.character)
        return poses, feelings

    def _remember(self, poses: dict[str, Pose]) -> None:
        for name, pose in poses.items():
            if is_steady(pose):
                self._poses[name] = pose
            elif pose in _STANDING_UP:
                self._poses[name] = "stand"
        self._feelings = {name: (feeling, left - 1) for name, (feeling, left) in self._feelings.items() if left > 1}

    def _lasting(self, name: str) -> Expression | None:
        kept = self._feelings.get(name)
        return kept[0] if kept else None

    def _position(self, plan: ShotPlan, side: Side, taken: set[Position]) -> Position:
        if len(plan.cast) == 1:
            # A face fills its picture; a smaller figure keeps its side, with room to look into.
            return "centre" if plan.size in {"CU", "ECU", "EWS"} else side.position
        free: list[Position] = [place for place in (side.position, "centre", "left", "right") if place not in taken]
        return free[0] if free else side.position

    def _facing(self, plan: ShotPlan, side: Side, name: str, beats: Sequence[Beat]) -> Facing:
        if plan.framing == "pov":
            return "camera"
        text = " ".join(beat.text for beat in beats if isinstance(beat, Action) and name in self.cast.named(beat.text))
        return (
            "away" if found(text, _AWAY) and not any(isinstance(beat, Speech) and beat.character == name for beat in beats) else side.facing
        )


def _abreast(subjects: Sequence[Subject]) -> list[Subject]:
    """The same people; who walk, run or ride in one picture go the same way, two at a table face each other, two at a piano the keys."""
    at_table = sorted((subject for subject in subjects if subject.seat == "table"), key=lambda subject: _PLACES.index(subject.position))
    if len(at_table) == _COMPANY and at_table[0].facing == at_table[1].facing:
        across: dict[str, Facing] = {at_table[0].character.name: "right", at_table[1].character.name: "left"}
        return [subject.model_copy(update={"facing": across.get(subject.character.name, subject.facing)}) for subject in subjects]
    at_piano = [subject for subject in subjects if subject.seat == "piano" and not subject.is_foreground]
    if len(at_piano) == _COMPANY:
        return [subject.model_copy(update={"facing": at_piano[0].facing}) if subject in at_piano else subject for subject in subjects]
    going = [subject for subject in subjects if subject.pose in _GOING and not subject.is_foreground]
    if len(going) < _COMPANY:
        return list(subjects)
    ways = {subject.character.name: going[0].facing for subject in going}
    return [subject.model_copy(update={"facing": ways.get(subject.character.name, subject.facing)}) for subject in subjects]


def touching(subjects: Sequence[Subject], contact: Contact) -> list[Subject]:
    """The two of a contact side by side, face to face, their hands at each other; nobody stands between them.

    Those who hold hands while they walk, or hand in hand, look the same way: where they walk to, or at the camera.
    """
    placed = sorted(
        (subject for subject in subjects if subject.character.name in {contact.who, contact.whom}),
        key=lambda subject: _PLACES.index(subject.position),
    )
    left, right = placed[0].character.name, placed[1].character.name
    others = [subject for subject in subjects if subject.character.name not in {left, right}]
    at: dict[str, Position] = {left: "left", right: "right"}
    if others:
        is_right = others[0].position != "left"
        at = {left: "left" if is_right else "centre", right: "centre" if is_right else "right"}
        at |= {subject.character.name: "right" if is_right else "left" for subject in others}
    is_with_child = {subject.character.age == "child" for subject in placed} == {True, False}
    is_going = any(subject.pose in _ON_FOOT for subject in placed)
    is_abreast = contact.touch == "hold_hands" and (contact.is_abreast or is_going) and all(s.pose in _UPRIGHT for s in placed)
    made = []
    for subject in subjects:
        name = subject.character.name
        told: dict[str, object] = {"position": at[name]}
        if name in {left, right}:
            told |= {"facing": "right" if name == left else "left", "touch": contact.of(name)}
            told |= {"partner": right if name == left else left} if contact.of(name) else {}
            is_bent = is_with_child and subject.character.age != "child"
            told |= {"pose": _pose(subject.pose, contact, name, is_bent=is_bent)}
            if is_abreast:
                told |= {"facing": _way(placed, is_going=is_going), "pose": "walk" if is_going else "stand"}
        made.append(subject.model_copy(update=told))
    return made


def _way(pair: Sequence[Subject], *, is_going: bool) -> Facing:
    """Where two look who go or stand hand in hand."""
    facings = [subject.facing for subject in pair]
    if "away" in facings:
        return "away"
    return facings[0] if is_going else "camera"


def _pose(pose: Pose, contact: Contact, name: str, *, is_bent: bool) -> Pose:
    """The pose for a touch; who hugs a child goes down to it."""
    if contact.touch == "strike" and name == contact.who:
        return "fight"
    is_upright = pose in _UPRIGHT
    if contact.touch == "embrace" and is_upright:
        return "kneel" if is_bent else "embrace"
    return "stand" if is_upright else pose
