"""Who takes after whom: relatives by blood share what their own description leaves open."""

import re
from collections.abc import Iterable

from schemas.shots import Character

_OF = re.compile(
    r"\b(?:son|daughter|mother|father|mom|mum|dad|brother|sister|twin|grandmother|grandfather|grandson|granddaughter|grandma|grandpa|niece|"
    r"nephew|child|hij[oa]|madre|padre|herman[oa]|abuel[oa]|niet[oa]|fils|fille|mère|père|frère|s(?:œ|oe)ur|grand-mère|grand-père|petit-fils|"
    r"petite-fille|sohn|tochter|mutter|vater|bruder|schwester|großmutter|großvater|oma|opa|enkel|enkelin|figli[oa]|fratello|sorella|"
    r"nonn[oa]|nipote|filh[oa]|mãe|pai|irmão|irmã|av[óô]|net[oa]) (?:of|de|du|von|di|da|do) (?P<name>[^;,.]{1,40})",
    re.IGNORECASE,
)
_BY_CHOICE = re.compile(r"\b(?:adopt\w*|foster|step\w+|stief\w+|pflege\w+|in-law)\b", re.IGNORECASE)


def with_heritage(characters: Iterable[Character]) -> list[Character]:
    """The same people; those of one blood take after the one of them who comes first in the cast."""
    people = list(characters)
    eldest = {person.name: person.name for person in people}

    def root(name: str) -> str:
        while eldest[name] != name:
            name = eldest[name]
        return name

    order = {person.name: number for number, person in enumerate(people)}
    for one, two in _pairs(people):
        first, second = sorted((root(one), root(two)), key=order.__getitem__)
        eldest[second] = first
    by_name = {person.name: person for person in people}
    return [
        person
        if (head := root(person.name)) == person.name
        else person.model_copy(update={"heritage": f"{head}\n{by_name[head].description}"})
        for person in people
    ]


def _pairs(people: list[Character]) -> list[tuple[str, str]]:
    """Two and two who are told to be of one blood; a shared surname alone may be a marriage."""
    names = {person.name.casefold(): person.name for person in people}
    pairs: list[tuple[str, str]] = []
    for person in people:
        told = _OF.search(person.description)
        whose = names.get(told["name"].strip().casefold()) if told else None
        if whose and whose != person.name and not _BY_CHOICE.search(person.description):
            pairs.append((person.name, whose))
    return pairs
