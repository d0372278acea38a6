"""What action says about somebody's looks and age where it names them, in its own words."""

import re
from collections.abc import Iterable

from activities.screenplay.people import Age, age_of_years
from activities.screenplay.words import word_set

_IN_PARENTHESES = re.compile(r"\s*\(([^()]{1,200})\)")
_IS = re.compile(
    r"\s+(?:is|was|es|era|ist|war|est|était|é|è)\s+((?:an?|the|una?|ein|eine|une?|um|uma|uno|el|la|der"
    r"|die)\s[^.;!?]{1,240})",
    re.IGNORECASE,
)
_DESCRIBES = re.compile(
    r"(?:[0-9]|an?\b|the\b|in (?:his|her|their|an?|the)\b|with\b|wearing\b|dressed\b|(?:early|mid|late)[ -]|barely\b|"
    r"about\b|almost\b|nearly\b|old\b|young\b|tall\b|"
    r"una?\b|con\b|de (?:unos|pelo|barba)\b|viej[oa]\b|joven\b|alt[oa]\b|vestid[oa]\b|une?\b|avec\b|âgée?\b|vieux\b|"
    r"vieille\b|jeune\b|ein\b|eine\b|mit\b|etwa\b|jung|alt\b|"
    r"uma?\b|com\b|uno\b|giovane\b|anzian[oa]\b|лет\b|[0-9]+ )",
    re.IGNORECASE,
)
_THERE_WAS = r"\b(?:lived|lives|was|is|comes|came|lebte|kam|war|vivait|vit|vivía|vive|había|viveva|c['’]era|vivia|era) "
_BEFORE = re.compile(
    rf"(?:^|[.!?,;]\s+|{_THERE_WAS})((?:an?|una?|eine?|une|uma|uno)\s[^.;!?,]{{1,80}}?),?\s*(?:named|called|llamad[oa]|namens|nommée?|"
    r"chamad[oa]|di nome)?\s*$",
    re.IGNORECASE,
)
_KIN = re.compile(
    r"(?:[^\W\d_][\w’' .-]{0,40}?['’]s|his|her|their|sein|seine|ihr|ihre|son|sa|leur|su|suo|sua|seu|il suo|la sua) (?:[\w-]+ )?[\w-]+",
    re.IGNORECASE,
)
"""Whose they are: `kinship` reads it, and looks may follow."""
_LOOKS = word_set(
    """
    hair haired beard bearded moustache mustache unshaven stubble bald blonde blond redhead redheaded brunette freckles freckled
    jersey tracksuit pullover braids braided ponytail pigtails cornrows dreadlocks beanie turban veil headscarf pyjamas pajamas nightgown
    robes tie sari kimono cloak cape sandals bonnet pigtail curls curly jumper blouse parka anorak poncho zopf zöpfe strickjacke
    pullover nachthemd bluse locken tresses imperméable pull chemise robe tresse coletas trenzas camisa vestido suéter jersey trecce
    maglione camicia vestito gonna treccia tranças camisa blusa suéter
    cardigan shirt vest waistcoat trousers jeans skirt hoodie spacesuit overalls dungarees
    wear wears wearing dressed raincoat coat jacket dress uniform hat
    cap scarf glasses spectacles apron sweater robe suit gown shawl boots cabello pelo barba bigote calvo calva viste vestido
    vestida abrigo chaqueta uniforme sombrero gorra bufanda gafas delantal cheveux barbe chauve vêtu vêtue manteau veste chapeau
    écharpe lunettes tablier haar haare bart glatze trägt mantel jacke kleid hut mütze brille schürze capelli cappotto giacca
    cappello occhiali grembiule cabelo cabelos casaco chapéu óculos avental
    """
)
_DOES = re.compile(
    r"(?!wears|trägt|porte|lleva|indossa)\w+(?:s|t|e|a) (?:her|his|their|the|ihren?|seinen?|den|die|ses?|son|sus?|suoi|i|os|as|le|la)\b"
)
"""What somebody does with their clothes: "ties her boots"."""
_SHORT_WORDS = 2
"""That may follow each other between an age and a look: "captain, cornrows"."""
_LONGEST_LOOK = 5
"""Words of a stretch that is about looks without an article or a preposition: "short grey hair"."""
_DECADE = re.compile(
    r"\b(?:(?:early|mid|late)[ -]*)?(?:([1-9])0(?:'|’)?s\b|(teens|twenties|thirties|forties|fifties|sixties|seventies|"
    r"eighties|nineties)\b|"
    r"(veinte|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)\b)",
    re.IGNORECASE,
)
_DECADES = {
    "teens": 15,
    "twenties": 25,
    "thirties": 35,
    "forties": 45,
    "fifties": 55,
    "sixties": 65,
    "seventies": 75,
    "eighties": 85,
    "nineties": 95,
}
_DECADES |= {"veinte": 25, "treinta": 35, "cuarenta": 45, "cincuenta": 55, "sesenta": 65, "setenta": 75, "ochenta": 85, "noventa": 95}
_YEARS = re.compile(
    r"\b([0-9]{1,3})[ -]?(?:years?|year-old|yo\b|y/o|años|ans\b|jahre|jahren|jährig\w*|anos\b|anni\b|лет\b|歳|岁|세)", re.IGNORECASE
)
_BARE_YEARS = re.compile(
    r"(?:^|[,;(]\s*|\b(?:about|aged|age|almost|nearly|barely|around|unos|edad|etwa)\s+)([0-9]{1,3})\+?(?=\s*(?:[,;.)]|$))", re.IGNORECASE
)


def appositive(before: str, after: str) -> list[str]:
    """What stands beside a name to describe who bears it.

    Args:
        before: The sentence up to the name.
        after: The sentence behind it.

    Returns:
        Parts in the script's words, in order; none when nothing describes.
    """
    parts: list[str] = []
    led = _BEFORE.search(before)
    if led and len(led[1].split()) > 1:
        parts.append(led[1].strip())
    inside = _IN_PARENTHESES.match(after)
    if inside:
        parts.append(inside[1].strip())
        after = after[inside.end() :]
    stated = _IS.match(after)
    if stated:
        parts.append(stated[1].strip())
    elif after.lstrip().startswith(","):
        parts += _chunks(after.lstrip()[1:])
    return parts


def _chunks(text: str) -> list[str]:
    """The comma-separated stretches that describe; the first one that does not, the action, ends them."""
    sentence = re.split(r"[.;!?。]\s|[.;!?。]$|\s[—–]\s", text, maxsplit=1)[0]
    chunks = sentence.split(",")
    taken: list[str] = []
    between: list[str] = []
    for chunk in chunks[:6]:
        stripped = chunk.strip()
        if _tells_looks(stripped):
            taken += [*between, stripped]
            between = []
        elif _KIN.fullmatch(stripped):
            continue
        elif len(stripped.split()) == 1 and len(between) < _SHORT_WORDS:
            between.append(stripped)
        else:
            break
    return [", ".join(taken)] if taken else []


def _tells_looks(chunk: str) -> bool:
    """Whether a stretch between commas describes; one short word between two that do ("tired") goes with them."""
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", chunk.lower())
    return bool(_DESCRIBES.match(chunk)) or (len(words) <= _LONGEST_LOOK and has_looks(words) and not _DOES.match(chunk))


def has_looks(words: Iterable[str]) -> bool:
    """Whether lower-case words speak of hair, clothes and the like."""
    return not _LOOKS.isdisjoint(words)


def age_told(text: str, *, is_alone: bool = False) -> Age | None:
    """The age a description gives in numbers: `34`, `30s`, `mid-sixties`, `8 years old`, `70 años`.

    Args:
        text: A description, or what stood in parentheses behind a name.
        is_alone: Nothing but a number is taken for an age where the text may be anything (V.O., 2nd).
    """
    if is_alone and not re.fullmatch(r"(?:(?:early|mid|late)[ -]*)?[0-9]{1,3}(?:['’]?s)?\+?", text.strip(), re.IGNORECASE):
        return None
    decade = _DECADE.search(text)
    if decade:
        return age_of_years(int(decade[1]) * 10 + 5 if decade[1] else _DECADES[(decade[2] or decade[3]).lower()])
    years = _YEARS.search(text) or _BARE_YEARS.search(text)
    if years and 0 < int(years[1]) < 120:
        return age_of_years(int(years[1]))
    return None
