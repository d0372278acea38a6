"""Those whom a script introduces by one name and lets speak by another: INSPECTOR HALE (52), whose cues say HALE, is one person."""

from collections.abc import Sequence

from activities.shots.words import word_set
from schemas.screenplay import CastMember

_OTHER_AGES = word_set("YOUNG YOUNGER OLD OLDER BABY TEENAGE ADULT JOVEN JEUNE JUNGE JUNGER GIOVANE JOVEM")
"""Young Mara is Mara at another age: somebody else in the picture."""


def one_name_each(members: Sequence[CastMember]) -> tuple[list[CastMember], dict[str, str]]:
    """The cast without the longer names of those who speak by a shorter one.

    Somebody silent is the speaker whose name is a part of theirs (CAPTAIN ISHA RAO is ISHA), when that speaker is not introduced too, and
    it is one alone.

    Args:
        members: As the screenplay lists them.

    Returns:
        Who is left, with what was told of them by their longer name, which begins with their title; and the longer names' shorter ones.
    """
    meant: dict[str, CastMember] = {}
    for member in members:
        speakers = [other for other in members if _is_called(member, other)] if member.speeches == 0 else []
        if len(speakers) == 1 and speakers[0].name not in {other.name for other in meant.values()}:
            meant[member.name] = speakers[0]
    told = {speaker.name: next(member for member in members if member.name == name) for name, speaker in meant.items()}
    left = [_with(member, told[member.name]) if member.name in told else member for member in members if member.name not in meant]
    return left, {name: speaker.name for name, speaker in meant.items()}


def _is_called(member: CastMember, speaker: CastMember) -> bool:
    """Whether a speaker whom nothing introduces has a part of somebody's name."""
    whole, part = member.name.upper().split(), speaker.name.upper().split()
    if speaker.speeches == 0 or _is_introduced(speaker) or not part or len(part) >= len(whole):
        return False
    at = next((index for index in range(len(whole) - len(part) + 1) if whole[index : index + len(part)] == part), None)
    rest = [] if at is None else whole[:at] + whole[at + len(part) :]
    is_belonging = any(word.endswith(("'S", "’S")) for word in rest) or {"OF", "AND", "&"} & set(rest)
    return bool(rest) and not is_belonging and not _OTHER_AGES & set(rest)


def _is_introduced(speaker: CastMember) -> bool:
    """Whether something stands beside a name; a sentence that tells of looks in passing has the name in it: "Caleb takes off his hat"."""
    name = speaker.name.casefold()
    return any(name not in part.casefold() for part in speaker.description.split("; ") if part)


def _with(speaker: CastMember, told: CastMember) -> CastMember:
    """A speaker with what is told of their longer name; its other words may be a rank or a profession."""
    spoken = speaker.name.upper().split()
    title = " ".join(word.lower() for word in told.name.split() if word.upper() not in spoken)
    description = "; ".join(part for part in (title, told.description) if part)
    gender = told.gender if told.gender != "unknown" else speaker.gender
    return speaker.model_copy(update={"description": description, "gender": gender, "age": told.age})
