"""Who a text speaks of: the film's characters, found by name."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from activities.shots.people.creatures import creature
from activities.shots.people.full_names import one_name_each
from activities.shots.people.kin import with_heritage
from activities.shots.words import found, table, word_set
from schemas.screenplay import Cue, Element, Paragraph, Screenplay
from schemas.shots import Character

_GENERIC = word_set(
    "OLD YOUNG THE MR MRS MS MISS DR DOCTOR SIR LADY LITTLE BIG FIRST SECOND SAINT DON DOÑA SEÑOR SEÑORA MONSIEUR "
    "MADAME HERR FRAU UNCLE AUNT"
)
_ARTICLES = ("the", "el", "la", "le", "der", "die", "das", "il", "lo", "o", "a", "los", "las", "les")
_AGED = (
    "the old",
    "the young",
    "an old",
    "a young",
    "an",
    "ein",
    "eine",
    "un",
    "una",
    "une",
    "der alte",
    "die alte",
    "ein alter",
    "eine alte",
)
"""What else stands before what somebody is: "An old doorman opens" is the DOORMAN."""
_NARRATORS = word_set(
    "NARRATOR NARRADOR NARRADORA NARRATEUR NARRATRICE ERZÄHLER ERZÄHLERIN NARRATORE 旁白 ナレーター РАССКАЗЧИК VERTELLER الراوي NARRATION"
)
_CHORUS = word_set("ALL BOTH EVERYONE EVERYBODY TOGETHER TODOS TODAS AMBOS TOUS ENSEMBLE ALLE BEIDE TUTTI INSIEME AMBAS")
_ABSENT_BEFORE = re.compile(
    r"(?:\b(?:photo|photograph|picture|portrait|painting|memory|thought|news|voice|name|foto|retrato|imagen|bild|recuerdo|souvenir)s?\s+(?:of|de|von|di)"
    r"|\b(?:about|without|misses|remembers|recuerda))\s+(?:the\s+)?$",
    re.IGNORECASE,
)


_WORD = re.compile(r"[^\W_]+")


def is_narrator(name: str) -> bool:
    """Whether a cue names the narrator, who is heard and never seen."""
    return name.upper() in _NARRATORS


def is_chorus(name: str) -> bool:
    """Whether a cue names everybody at once, so that no single figure speaks."""
    return name.upper() in _CHORUS


_ROLES = table(
    {
        "male child": "boy niño chico muchacho garçon junge bambino ragazzo menino rapaz",
        "female child": "girl niña chica muchacha fillette mädchen bambina ragazza menina",
        "male old": "old_man anciano viejo vieillard alte_mann vecchio velho",
        "female old": "old_woman anciana vieja alte_frau vecchia velha grandmother abuela",
        "male": "man hombre homme mann uomo homem",
        "female": "woman mujer femme frau donna mulher",
    }
)

_GROUPS = table({"children": "children kids niños niñas enfants kinder kindern bambini bambine crianças"})


NO_ALIASES: Mapping[str, str] = MappingProxyType({})


class Cast:
    """The characters of a film, in order of their first mention in the screenplay's cast, then of their first cue."""

    def __init__(
        self, characters: Iterable[Character], language: str = "en", aliases: Mapping[str, str] = NO_ALIASES, told: str = ""
    ) -> None:
        """A cast.

        Args:
            characters: Everybody.
            language: Of the script.
            aliases: Other names, and who is meant by each.
            told: The film's action: by it an owl that speaks is an owl.
        """
        self.language = language
        self.characters = list(characters)
        self.creatures = {
            character.name.casefold(): kind
            for character in self.characters
            if (kind := creature(character.name, character.description, told))
        }
        """Speakers who are nobody to be seen: what each is, in words of the prop box, or "unseen"."""
        self._by_name = {character.name.casefold(): character for character in self.characters}
        self._forms: dict[str, str] = {}
        for character in self.characters:
            if not is_narrator(character.name) and not is_chorus(character.name) and not self.is_creature(character.name):
                self._add_forms(character.name)
        for alias, name in aliases.items():
            self._forms |= dict.fromkeys((alias, alias.upper(), alias.title()), name)
        self._by_word: dict[str, list[str]] = {}
        unspaced = []
        # Longest first, so that "Old Keeper" is not read as "Keeper".
        for form in sorted(self._forms, key=lambda form: (-len(form), form)):
            if form.isascii() or form.upper() != form.lower():
                word = _WORD.match(form)
                self._by_word.setdefault(word.group() if word else form, []).append(form)
            else:
                unspaced.append(re.escape(form))
        self._unspaced = re.compile("|".join(unspaced)) if unspaced else None

    def __getitem__(self, name: str) -> Character:
        """The character of that name, in any case."""
        return self._by_name[name.casefold()]

    def __contains__(self, name: str) -> bool:
        """Whether a character has that name, in any case."""
        return name.casefold() in self._by_name

    def is_creature(self, name: str) -> bool:
        """Whether a speaker is an animal or a thing, heard and never seen as a person."""
        return name.casefold() in self.creatures

    def mentions(self, text: str) -> list[tuple[int, int, str]]:
        """Where characters are named: first character, end, name; in order. Photos, memories and belongings of somebody don't count."""
        return [
            (begin, end, name)
            for begin, end, name in self._all_mentions(text)
            if text[end : end + 2] not in {"'s", "’s", "'S", "’S"} and not _ABSENT_BEFORE.search(text[max(0, begin - 40) : begin])
        ]

    def named(self, text: str) -> list[str]:
        """Names of those a text speaks of, each once, in order; "the children" are all of them that the film knows."""
        names = [name for _, _, name in self.mentions(text)]
        if found(text, _GROUPS, self.language):
            children = [character.name for character in self.characters if character.age == "child"]
            names += children if len(children) > 1 else []
        return list(dict.fromkeys(names))

    def without_names(self, text: str) -> str:
        """A text in which nobody is named: a Rose rises no more often than others do, and Joy is not always happy."""
        bare = text
        for begin, end, _ in reversed(self._all_mentions(text)):
            bare = f"{bare[:begin]}{'…' * (end - begin)}{bare[end:]}"
        return bare

    def owners(self, text: str) -> list[str]:
        """Like `named`, belongings included: "Mara's hand" is Mara's."""
        return list(dict.fromkeys(name for _, _, name in self._all_mentions(text)))

    def described(self, text: str, names: Sequence[str]) -> list[str]:
        """Whom of `names` a text means by "the boy" or "the old woman": only where a single one fits."""
        for role in found(text, _ROLES, self.language):
            gender, _, age = role.partition(" ")
            fits = [name for name in names if self[name].gender in {gender, "unknown"} and (not age or self[name].age == age)]
            if len(fits) == 1:
                return fits
        return []

    def _all_mentions(self, text: str) -> list[tuple[int, int, str]]:
        # Word by word instead of one pattern of all names: a film with hundreds of people stays linear in its text.
        mentions: list[tuple[int, int, str]] = []
        end = 0
        for word in _WORD.finditer(text) if self._by_word else ():
            if word.start() < end:
                continue
            for form in self._by_word.get(word.group(), ()):
                after = word.start() + len(form)
                if text.startswith(form, word.start()) and not text[after : after + 1].isalnum():
                    end = after
                    mentions.append((word.start(), end, self._forms[form]))
                    break
        if self._unspaced is not None:
            mentions += [(match.start(), match.end(), self._forms[match.group()]) for match in self._unspaced.finditer(text)]
            mentions.sort()
        return mentions

    def _add_forms(self, name: str) -> None:
        parts = name.split()
        words = Counter(word for character in self.characters for word in set(character.name.upper().split()))
        unique = [part for part in parts if len(parts) > 1 and words[part.upper()] == 1 and part.upper() not in _GENERIC]
        for form in [name, *(part for part in unique if len(part) > 2 and not part.isdigit())]:
            if len(form) < 2 and form.isascii():
                continue
            lowered = form.lower()
            written = [form, form.upper(), form.title(), *(f"{article} {lowered}" for article in (*_ARTICLES, *_AGED))]
            written += [f"{article[:1].upper()}{article[1:]} {lowered}" for article in (*_ARTICLES, *_AGED)]
            for spelling in written:
                self._forms.setdefault(spelling, name)


def cast_of(screenplay: Screenplay) -> Cast:
    """Everybody the screenplay knows or lets speak."""
    members, aliases = one_name_each(screenplay.characters)
    characters = {
        member.name.casefold(): Character(name=member.name, description=member.description, gender=member.gender, age=member.age)
        for member in members
    }
    for element in screenplay.elements:
        if isinstance(element, Cue):
            characters.setdefault(element.name.casefold(), Character(name=element.name))
    told = "\n".join(element.text for element in screenplay.elements if isinstance(element, Paragraph) and element.type == "action")
    narrated = "\n".join(_narration(screenplay.elements))
    language = screenplay.language.split("-")[0]
    return Cast(_numbered(with_heritage(characters.values())), language, aliases, f"{told}\n{narrated}")


def _narration(elements: Sequence[Element]) -> Iterator[str]:
    """What the narrator says, who tells what is seen."""
    speaker = ""
    for element in elements:
        if isinstance(element, Cue):
            speaker = element.name
        elif isinstance(element, Paragraph) and element.type == "dialogue" and is_narrator(speaker):
            yield element.text


def _numbered(characters: Iterable[Character]) -> Iterator[Character]:
    """The same characters, told apart: each with its place in the cast and among those of its gender and age."""
    alike: Counter[tuple[str, str]] = Counter()
    for number, character in enumerate(characters, start=1):
        kind = character.gender, character.age
        yield character.model_copy(update={"number": number, "likeness": alike[kind]})
        alike[kind] += 1
