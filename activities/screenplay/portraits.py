"""What a language model tells about the people of a screenplay: gender, age, and which pieces of the text describe them."""

from collections.abc import Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict

from activities.screenplay.cast import name_key
from activities.screenplay.reading import Person, Piece, Reading
from schemas.markup import spoken
from schemas.screenplay import CastMember, Paragraph, Screenplay

_DESCRIPTION_CHARACTERS = 320

PORTRAIT_INSTRUCTIONS = """You cast a screenplay. You get the names of its characters and numbered pieces of its action.
For every name give gender and age as the text tells or suggests, and the numbers of the pieces that tell how the person looks.
Use exactly the given names, each once; name nobody else."""


class Portraits(BaseModel):
    """All that is asked about a cast."""

    model_config = ConfigDict(extra="forbid")

    people: list[Person]


def portrait_data(screenplay: Screenplay, characters: int) -> dict[str, Any]:
    """The names of the cast, and as much of the action that mentions them as fits: a dictionary with `names` and `pieces`."""
    names = [member.name for member in screenplay.characters]
    keys = [name_key(name) for name in names]
    pieces: list[dict[str, Any]] = []
    length = 0
    for element in screenplay.elements:
        if not isinstance(element, Paragraph) or element.type != "action":
            continue
        text = spoken(element.text)
        folded = name_key(text)
        if length + len(text) <= characters and any(key in folded for key in keys):
            pieces.append({"piece": len(pieces) + 1, "text": text})
            length += len(text)
    return {"names": names, "pieces": pieces}


def portrait_faults(portraits: Portraits, screenplay: Screenplay, data: dict[str, Any]) -> list[str]:
    """What is wrong with the portraits, one sentence each."""
    wanted = [member.name for member in screenplay.characters]
    given = [person.name for person in portraits.people]
    count = len(data["pieces"])
    faults = [f"'{name}' is missing" for name in wanted if name not in given]
    faults += [f"'{name}' is not in the cast" for name in sorted(set(given)) if name not in wanted]
    faults += [f"'{name}' is there more than once" for name in sorted(set(given)) if given.count(name) > 1]
    numbers = [number for person in portraits.people for number in person.described_in]
    return faults + [f"there is no piece {number}" for number in numbers if not 1 <= number <= count]


def with_portraits(screenplay: Screenplay, portraits: Portraits, data: dict[str, Any]) -> Screenplay:
    """The screenplay with what was told about its cast."""
    texts = {piece["piece"]: piece["text"] for piece in data["pieces"]}
    return _with(screenplay, [(person, [texts[number] for number in person.described_in]) for person in portraits.people])


def with_people(screenplay: Screenplay, readings: Sequence[tuple[Reading, Sequence[Piece]]]) -> Screenplay:
    """The screenplay with what the readings tell about those who speak in it."""
    told: list[tuple[Person, list[str]]] = []
    for reading, pieces in readings:
        texts = {piece.number: piece.text for piece in pieces}
        told += [(person, [texts[number] for number in person.described_in]) for person in reading.people]
    return _with(screenplay, told)


def _with(screenplay: Screenplay, told: Iterable[tuple[Person, list[str]]]) -> Screenplay:
    people: dict[str, tuple[Person, list[str]]] = {}
    for person, texts in told:
        first, before = people.get(name_key(person.name), (person, []))
        # Later chunks of a script may know more than the first one did.
        best = person if first.gender == "unknown" else first
        people[name_key(person.name)] = (best, [*before, *(text for text in texts if text not in before)])
    cast = [
        _member(member, *people[name_key(member.name)]) if name_key(member.name) in people else member for member in screenplay.characters
    ]
    return screenplay.model_copy(update={"characters": cast})


def _member(member: CastMember, person: Person, texts: Sequence[str]) -> CastMember:
    description = " ".join(texts)[:_DESCRIPTION_CHARACTERS] or member.description
    return member.model_copy(update={"gender": person.gender, "age": person.age, "description": description})
