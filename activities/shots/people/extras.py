"""People without a name who are seen by themselves: a nurse who passes, an old man at the bar.

Whom the action speaks of by an indefinite article, or by a number, and what they are, and whom the film does not know by that word, is an
extra of the scene: one figure, the same in every wide picture from there on, and in nearer ones that tell of them; who only passes is in
the picture that tells of it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from activities.shots.beats import Action, Beat
from activities.shots.covering.plan import ShotPlan
from activities.shots.people.acting import POSE_WORDS
from activities.shots.people.cast import Cast
from activities.shots.people.nameless import presents, roles_in
from activities.shots.people.presence import Facing, Position
from activities.shots.people.resting import seats_in
from activities.shots.people.roles import Gender, Role
from activities.shots.words import found, sentences, table, word_set, words
from schemas.shots import Character, Pose, Seat, ShotSize, Subject

_PASSING = table(
    {
        "passes": "passes pass passing crosses hurries rushes runs walks_past rolls leaves exits departs enters geht_vorbei "
        "eilt läuft überquert fr:passe traverse sort pasa cruza sale corre passa attraversa esce atravessa sai trägt "
        "pushes pulls carries brings wheels delivers schiebt bringt pousse apporte empuja trae spinge porta empurra traz"
    }
)
_SHE = word_set("she her ihre ihr sie elle ella lei ela")
_HE = word_set("he his him seine sein er il él su lui ele seu")
_MOST, _MOST_SEEN = 5, 2
"""Extras of one scene, and in one picture; more would be a crowd."""
_NEAR: frozenset[ShotSize] = frozenset({"MS", "MCU"})
"""Pictures that have room behind a face for somebody of whom they tell."""
_WIDE: frozenset[ShotSize] = frozenset({"EWS", "WS", "FS", "MLS"})
_LOW: frozenset[Pose] = frozenset({"sit", "lie", "kneel"})
_AT_A_TABLE = re.compile(
    r"\bat (?:a|the|another|his|her) (?:\w+ )?(?:table|desk)\b|\b(?:am|an einem|an seinem|an ihrem) (?:\w+ )?(?:tisch|schreibtisch)\b"
    r"|\bà (?:une|la|sa) (?:\w+ )?table\b|\b(?:a|en) (?:una|la|su) mesa\b|\b(?:a un|al) tavolo\b|\bà (?:mesa|uma mesa)\b|\bnuma mesa\b",
    re.IGNORECASE,
)
_BEHIND: dict[Position, Facing] = {"left": "right", "centre": "camera", "right": "left"}
_ASLEEP = word_set(
    "asleep sleeps sleeping unconscious dead schläft bewusstlos tot dort endormi inconscient mort duerme dormido dorme addormentato"
)


@dataclass(frozen=True)
class Extra:
    """Somebody without a name in one scene."""

    subject: Subject
    beats: tuple[int, ...]
    """That tell of them."""
    is_passing: bool


def extras_of(beats: Sequence[Beat], cast: Cast, place: str, hidden: frozenset[int] = frozenset()) -> list[Extra]:
    """The extras of a scene, in order.

    Args:
        beats: Of the scene.
        cast: Whom the film knows by name.
        place: Its set: elsewhere somebody of the same trade is somebody else.
        hidden: Indexes of beats that tell of a thing shown by itself: a girl in a photograph is not there.
    """
    extras: dict[str, Extra] = {}
    for index, beat in enumerate(beats):
        if not isinstance(beat, Action) or beat.is_black or index in hidden:
            continue
        told = sentences(beat.text)
        for sentence, following in zip(told, [*told[1:], _text(beats, index + 1)], strict=True):
            if presents(following) and cast.mentions(following):
                continue  # has a name at once: "An old man waits. This is ARTHUR."
            for role, count in roles_in(sentence, cast):
                for number in range(1, count + 1):
                    title = role.title if number == 1 else f"{role.title} {number}"
                    if title in extras:
                        extras[title] = replace(extras[title], beats=(*extras[title].beats, index))
                    elif len(extras) < _MOST:
                        extras[title] = _extra(role, sentence, (index, place, number), cast)
    return list(extras.values())


def _text(beats: Sequence[Beat], index: int) -> str:
    """Of the action behind another one, else nothing."""
    beat = beats[index] if index < len(beats) else None
    return beat.text if isinstance(beat, Action) else ""


def seen_extras(plan: ShotPlan, extras: Sequence[Extra], reached: int) -> list[Subject]:
    """Those extras of a scene who are seen in a shot: in wide ones, and in what is told of them.

    Args:
        plan: The shot.
        extras: Of its scene.
        reached: The last beat up to which the scene has come.
    """
    if plan.framing in {"card", "insert", "pov", "over_the_shoulder", "reaction"}:
        return []
    told = [extra.subject for extra in extras if set(extra.beats) & set(plan.beats)]
    if plan.size not in _WIDE and plan.cast:
        told = told if plan.size in _NEAR else []
        return [_in_the_background(subject) for subject in told[:1]]
    there = [extra.subject for extra in extras if extra.subject not in told and not extra.is_passing and extra.beats[0] <= reached]
    seen = [*told, *there][: _MOST_SEEN if len(plan.cast) < 3 else 0]
    return [_in_the_background(subject) for subject in seen] if plan.cast else seen


def _in_the_background(subject: Subject) -> Subject:
    """Who sits behind others brings a chair: a table or a sofa of theirs would stand before those the picture is on."""
    is_free = subject.pose != "sit" or subject.seat in {"", "ground"}
    return subject if is_free else subject.model_copy(update={"seat": ""})


def _extra(role: Role, sentence: str, where: tuple[int, str, int], cast: Cast) -> Extra:
    beat, place, number = where
    one_of = f"\n{number}" if number > 1 else ""
    chance = blake2b(f"{role.title}\n{place}{one_of}".encode(), digest_size=4).digest()
    gender = role.gender if role.gender != "unknown" else _gender_of(sentence, chance[0])
    name = re.sub(r" (?:with|in) .*", "", role.title)
    article = "an" if role.title[0] in "aeiou" else "a"
    person = Character(
        name=name.upper() if number == 1 else f"{name.upper()} {number}",
        description=f"{article} {role.title}",
        gender=gender,
        age=role.age,
        number=1 + chance[1] % 16,
        likeness=chance[2] % 4,
    )
    told = found(sentence, POSE_WORDS, cast.language)
    pose: Pose = next((pose for pose in told if pose in _LOW or pose in {"walk", "run"}), "stand")
    pose = "sit" if pose == "stand" and _AT_A_TABLE.search(sentence) else pose
    is_passing = pose in {"walk", "run"} or (pose == "stand" and bool(found(sentence, _PASSING, cast.language)))
    pose = "walk" if is_passing and pose == "stand" else pose
    first = blake2b(f"{role.title}\n{place}".encode(), digest_size=4).digest()[3]
    position: Position = "left" if (first + number - 1) % 2 else "right"
    pose, seat = _resting(pose, seats_in(sentence, cast.language), is_inside=place.startswith("INT"))
    subject = Subject(
        character=person,
        position=position,
        facing=_BEHIND[position],
        pose=pose,
        seat=seat,
        is_asleep=pose in _LOW and bool(_ASLEEP & set(words(sentence))),
        is_extra=True,
    )
    return Extra(subject, (beat,), is_passing)


def _resting(pose: Pose, seats: list[Seat], *, is_inside: bool) -> tuple[Pose, Seat]:
    """How somebody rests: who lies over a desk sits at it; who lies on nothing that is told, in a bed if there is a roof."""
    if pose not in _LOW:
        return pose, ""
    seat: Seat = seats[-1] if seats else ""
    if pose != "lie":
        return pose, seat
    if seat in {"desk", "table"}:
        return "sit", seat
    return pose, seat if seat in {"bed", "ground", "sofa"} else "bed" if is_inside else "ground"


def _gender_of(sentence: str, chance: int) -> Gender:
    told = set(words(sentence))
    if told & _SHE and not told & _HE:
        return "female"
    if told & _HE and not told & _SHE:
        return "male"
    return "female" if chance % 2 else "male"
