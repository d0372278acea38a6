"""Who is in a screenplay: everybody who speaks, and silent people introduced with their age; with what the script tells of them.

Looks, age and gender are read at the first mention ("MARA, 34, a lighthouse keeper in a yellow raincoat, climbs"), from the name itself,
and from pronouns in sentences that name nobody else. One pass over the words of the action, whatever the number of names.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from activities.screenplay.appearance import age_told, appositive, has_looks
from activities.screenplay.kinship import gender_of_owner, kinship
from activities.screenplay.people import Age, Gender, age_of_words, gender_of_name, gender_of_pronoun, gender_of_words
from activities.screenplay.words import word_set
from schemas.markup import spoken
from schemas.screenplay import CastMember, Cue, Element, Paragraph

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?…。！？])[\"”’»)]*\s+|(?<=[。！？])")
_INTRODUCED = re.compile(
    r"(?<![^\W_])([^\W\d_a-z][^\W_a-z]{0,40}(?: [^\W\d_a-z][^\W_a-z]{0,40}){0,3})(?= ?\((?:[^()]{0,40}\b)?[0-9]{1,2}(?:s|"
    r"'s)?\b|, (?:[0-9]{1,2}|(?:early|mid|late)[ -]?[0-9]{2}s),)"
)
_INDEFINITE = word_set("a an un una une uno ein eine um uma")
_ARTICLES = _INDEFINITE | word_set("the el la le les los las lo il i gli der die das den o os as")
_NAME_WORDS = 5
_SURE = 2
"""A possessive that can only be somebody's own counts like two pronouns."""
_SOMEBODY_ELSE = word_set("him ihn ihm lui его ему")
"""Of whom a sentence names, these are not said: in "Clara kneels before him" he is another."""
_BEARDS = word_set(
    "beard bearded moustache mustache unshaven stubble goatee whiskers barba barbudo barbado bigote bart bärtig bärtiger schnurrbart "
    "vollbart unrasiert barbe barbu moustaches barbuto baffi bigode"
)
_OBJECT_HER = re.compile(
    r"\bher(?=\s*(?:$|[.,;:!?)]|(?:and|to|with|from|at|in|into|on|onto|off|away|down|up|as|but|for|out|back|again|through|by|while|who)\b))"
)
"""Behind which nothing stands that could be hers: she is whom somebody else runs after."""
_TOLD_FIRST = 2
_LOOKED_AT = 14
"""Parts and words of a description that tell whether it is a woman, and how old: "60; a woman in black robes"."""
_DESCRIPTION_CHARACTERS = 320
_CHARACTER_OF_TEXT = 400


@dataclass
class _Person:
    name: str
    speeches: int = 0
    told: list[str] = field(default_factory=list)
    """Parts of the description, in the script's words."""
    pronouns: Counter[str] = field(default_factory=Counter)
    is_mentioned: bool = False
    extension_age: Age | None = None


def cast_of(elements: Sequence[Element]) -> list[CastMember]:
    """The cast in order of first speech, then the silent ones in order of their introduction."""
    people: dict[str, _Person] = {}
    for element in elements:
        if isinstance(element, Cue):
            person = people.setdefault(name_key(element.name), _Person(element.name))
            person.speeches += 1
            for extension in element.extensions:
                person.extension_age = person.extension_age or age_told(extension, is_alone=True)
    texts = [spoken(element.text) for element in elements if isinstance(element, Paragraph) and element.type == "action"]
    for text in texts:
        for found in _INTRODUCED.finditer(text):
            if any(character.isupper() for character in found[1]) and found[1].upper() == found[1]:
                name = _without_article(found[1], people)
                people.setdefault(name_key(name), _Person(name))
    _read_texts(texts, people)
    return [_member(person) for person in people.values()]


def _without_article(introduced: str, people: Mapping[str, _Person]) -> str:
    """The name in "A WAITER": that of a speaker WAITER, and without an indefinite article of anybody."""
    article, _, rest = introduced.partition(" ")
    if rest and article.casefold() in _ARTICLES and (article.casefold() in _INDEFINITE or name_key(rest) in people):
        return rest
    return introduced


def name_key(name: str) -> str:
    """What two spellings of one name have in common: NFC, without case, apostrophes alike, single blanks."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().replace("’", "'").split())


def _read_texts(texts: Sequence[str], people: dict[str, _Person]) -> None:
    known = {tuple(_WORD.findall(key)): person for key, person in people.items() if key}
    former: _Person | None = None
    for text in texts:
        last: _Person | None = None
        for sentence in _SENTENCE_END.split(text):
            found = list(_mentions(sentence, known))
            for person, begin, end in found:
                if not person.is_mentioned:
                    person.is_mentioned = True
                    before, after = sentence[max(0, begin - 120) : begin], sentence[end : end + _CHARACTER_OF_TEXT]
                    person.told += [*_kin(before, after, known, former if former is not person else None), *appositive(before, after)]
                    if (owner := gender_of_owner(after)) != "unknown":
                        person.pronouns[owner] += _SURE
                former = person
            distinct = {id(person) for person, _, _ in found}
            if len(distinct) == 1:
                last = found[0][0]
            elif distinct:
                last = None
            if last is not None:
                _read_sentence(sentence[: 4 * _CHARACTER_OF_TEXT], last, is_named=bool(found))


def _kin(before: str, after: str, known: dict[tuple[str, ...], _Person], former: _Person | None) -> list[str]:
    """Whose kin somebody is told to be: "daughter of Martha" for "Her daughter LENA" behind a sentence about Martha."""
    told = kinship(before, after)
    if told is None:
        return []
    kind, name = told
    words = _WORD.findall(name_key(name))
    whose = next((known[tuple(words[at:])] for at in range(len(words)) if tuple(words[at:]) in known), former)
    return [f"{kind} of {whose.name.title()}"] if whose is not None else [kind]


def _mentions(sentence: str, known: dict[tuple[str, ...], _Person]) -> Iterator[tuple[_Person, int, int]]:
    """Everybody a sentence names, the longest name at each place; lower-case words are no names where the script has capitals."""
    words = [(found[0], found.start(), found.end()) for found in _WORD.finditer(sentence)]
    at = 0
    while at < len(words):
        if words[at][0][0].islower():
            at += 1
            continue
        keys = [name_key(word) for word, _, _ in words[at : at + _NAME_WORDS]]
        for length in range(len(keys), 0, -1):
            person = known.get(tuple(keys[:length]))
            if person is not None:
                yield person, words[at][1], words[at + length - 1][2]
                at += length
                break
        else:
            at += 1


def _read_sentence(sentence: str, person: _Person, *, is_named: bool) -> None:
    words = _WORD.findall(sentence.lower())
    for word in _WORD.findall(_OBJECT_HER.sub("", sentence.lower())) if is_named else words:
        if is_named and word in _SOMEBODY_ELSE:
            continue
        gender = gender_of_pronoun(word)
        if gender != "unknown":
            person.pronouns[gender] += 1
    room = _DESCRIPTION_CHARACTERS - sum(map(len, person.told))
    if len(sentence) <= room and has_looks(words) and not any(part in sentence for part in person.told):
        person.told.append(sentence.strip())


def _member(person: _Person) -> CastMember:
    description = "; ".join(part.strip(" ,;") for part in person.told if part.strip(" ,;"))[:_DESCRIPTION_CHARACTERS]
    name_words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", name_key(person.name))
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", "; ".join(person.told[:_TOLD_FIRST]).lower())
    return CastMember(
        name=person.name,
        description=description,
        gender=_gender(person, name_words, words),
        age=person.extension_age or age_told(description) or age_of_words(name_words) or age_of_words(words[:_LOOKED_AT]) or "adult",
        speeches=person.speeches,
    )


def _gender(person: _Person, name_words: list[str], words: list[str]) -> Gender:
    by_role = gender_of_words(name_words)
    if by_role == "unknown":
        by_role = gender_of_words(words[:_LOOKED_AT])
    if by_role == "unknown" and not _BEARDS.isdisjoint(re.findall(r"[^\W\d_]+", " ".join(person.told).lower())):
        by_role = "male"
    if by_role != "unknown":
        return by_role
    female, male = person.pronouns["female"], person.pronouns["male"]
    by_name = gender_of_name(name_words)
    # A name is sure enough for a pronoun or two, which may be somebody else's.
    enough = _SURE if by_name == "unknown" else 2 * _SURE
    if max(female, male) >= enough and max(female, male) >= 3 * min(female, male):
        return "female" if female > male else "male"
    if by_name != "unknown" or female == male:
        return by_name
    return "female" if female > male else "male"
