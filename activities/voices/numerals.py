"""Writes out numbers that voices misread: Roman numerals, ordinal marks, fractions, numbers to call, digits that begin with a nought.

What a language's voice reads right by itself (Spanish and Italian Roman numerals, Italian ordinal marks) is left to it.
"""

import re
from collections.abc import Mapping

_SPACE = "[ \u00a0\u202f]"
_ROMAN = {"I": 1, "V": 5, "X": 10}
_ROMAN_RUN = r"X{0,2}(?:IX|IV|V?I{0,3})"
"""1 to 29; longer ones are rarely meant."""
_RULERS: Mapping[str, frozenset[str]] = {
    language: frozenset(names.split())
    for language, names in {
        "en": "Henry Louis George Edward Elizabeth Charles William Richard James Philip Pius Benedict Leo Gregory Innocent Urban Francis "
        "Frederick Nicholas Alexander Peter Catherine Napoleon Otto Ramses Ptolemy Leopold Albert Ferdinand Gustav Christian Baldwin",
        "de": "Ludwig Heinrich Friedrich Wilhelm Karl Otto Georg Elisabeth Napoleon Pius Benedikt Leo Gregor Franz Leopold August "
        "Philipp Alexander Nikolaus Peter Katharina Johannes Paul Maximilian Rudolf Joseph",
        "pt": "Pedro João Manuel Afonso Sancho Dinis Fernando Duarte Sebastião Filipe José Luís Carlos Maria Pio Bento Leão",
    }.items()
}
"""Whose numeral is an ordinal; anything else is counted: World War II, Apollo XIII."""
_NUMBERED = "chapter|act|part|scene|volume|book|war|phase|level|kapitel|akt|teil|band|chapitre|acte|partie|tome"


def _ordinals(text: str) -> tuple[str, ...]:
    """By number, from the first."""
    return ("", *text.split())


_GERMAN = _ordinals("erste zweite dritte vierte fünfte sechste siebte achte neunte zehnte elfte zwölfte dreizehnte vierzehnte fünfzehnte")
_PORTUGUESE = _ordinals("primeiro segundo terceiro quarto quinto sexto sétimo oitavo nono décimo")
_SPANISH = _ordinals("primero segundo tercero cuarto quinto sexto séptimo octavo noveno décimo")
_FRACTIONS: Mapping[str, tuple[str, ...]] = {
    "en": ("a half", "a third", "two thirds", "a quarter", "three quarters"),
    "de": ("ein halb", "ein Drittel", "zwei Drittel", "ein Viertel", "drei Viertel"),
    "es": ("medio", "un tercio", "dos tercios", "un cuarto", "tres cuartos"),
    "fr": ("un demi", "un tiers", "deux tiers", "un quart", "trois quarts"),
    "it": ("mezzo", "un terzo", "due terzi", "un quarto", "tre quarti"),
    "pt": ("meio", "um terço", "dois terços", "um quarto", "três quartos"),
    "hi": ("आधा", "एक तिहाई", "दो तिहाई", "एक चौथाई", "तीन चौथाई"),
}
"""1/2, 1/3, 2/3, 1/4, 3/4."""
_WRITTEN = ("1/2", "1/3", "2/3", "1/4", "3/4", "½", "⅓", "⅔", "¼", "¾")
_AND: Mapping[str, str] = {"en": "and", "de": "und", "es": "y", "fr": "et", "it": "e", "pt": "e", "hi": "और"}
_LETTERS = {"K": "thousand", "M": "million", "B": "billion"}
_LADIES = r"(?:Leonor|Isabel|Inês|Beatriz|Estefânia|Constance|Raquel|Ester|Irene|Lurdes|Dulce)\b"
_CALLS: Mapping[str, str] = {
    "en": r"call|calls|called|calling|dial|dials|dialed|dialled|phone|phoned|ring",
    "de": r"ruf\w*|wähl\w*",
    "es": r"llam[aáeo]\w*|marc[aáou]\w*",
    "fr": r"appel\w*|compos\w*",
    "it": r"chiam\w*",
    "pt": r"lig\w*|disc\w*",
}
"""What is said in front of a number to call; another language's "discar" is no "discovered"."""


def numerals_read_out(text: str, primary: str) -> str:
    """A text with what voices of a language misread written out.

    Args:
        text: The words of a line.
        primary: The primary part of its language's tag.
    """
    text = _called(_fractions(text, primary), primary)
    match primary:
        case "en":
            # $5M, £20K
            text = re.sub(r"([$€£]\d[\d.,]*)([KMB])\b", lambda found: f"{found[1]} {_LETTERS[found[2]]}", text)
            return _roman(text, primary)
        case "de":
            # Bahnhofstr. 12
            return _roman(re.sub(r"(?<=[a-zäöüß])str\.(?=\s)", "straße", text), primary)
        case "fr":
            return _french(text)
        case "es":
            return _marked(text, _SPANISH, r"\.?(?:er)?[ºª°]|\.er\b")
        case "pt":
            # a gentleman and a lady have the same letter: D. Pedro, D. Maria
            text = re.sub(rf"\bD\.{_SPACE}(?!{_LADIES})(?=[A-ZÁÉÍÓÚÂÊÔ]\w*[^\Wa]\b)", "dom ", text)
            return _roman(_marked(text, _PORTUGUESE, r"\.?[ºª°]"), primary)
        case "it":
            # a degree sign in front of a word that is no unit of heat
            return re.sub(rf"(?<![\w.,])(\d{{1,2}})°(?={_SPACE}[a-zà-ú]{{2,}})", r"\1º", text)
    return text


def _fractions(text: str, primary: str) -> str:
    # seven days, all day long, in any language
    text = re.sub(r"(?<![\d/])24/7(?![\d/])", "24 7", text)
    said = _FRACTIONS.get(primary)
    if said is None:
        return text
    pattern = re.compile(rf"(?<![\d/.,])(?:(\d+){_SPACE}?(?=[½⅓⅔¼¾])|(\d+){_SPACE}(?=\d/\d))?({'|'.join(_WRITTEN)})(?![\d/.,]\d|[/\d])")

    def written(found: "re.Match[str]") -> str:
        whole = found[1] or found[2]
        part = said[_WRITTEN.index(found[3]) % len(said)]
        return f"{whole} {_AND[primary]} {part}" if whole else part

    return pattern.sub(written, text)


def _called(text: str, primary: str) -> str:
    """Numbers that somebody calls, and those that begin with a nought, digit by digit."""

    def digits(found: "re.Match[str]") -> str:
        return ", ".join(" ".join(part) for part in re.findall(r"\d+", found[0]))

    text = re.sub(r"(?<![\d-])(?:1-)?\d{3}-\d{3}-\d{4}(?![\d-])", digits, text)
    if primary in _CALLS:
        said = re.compile(rf"(?<!\w)((?:{_CALLS[primary]}){_SPACE}(?:\w{{1,4}}{_SPACE}){{0,2}})(\d{{3}})(?![\w.,/:-]*\d)", re.IGNORECASE)
        text = said.sub(lambda found: found[1] + " ".join(found[2]), text)
    return re.sub(r"(?<![\w.,:/+-])0\d+(?![\d.,:/-]*\d)", digits, text)


def _value(roman: str) -> int:
    values = [_ROMAN[letter] for letter in roman]
    return sum(-value if value < max(values[place:]) else value for place, value in enumerate(values))


def _roman(text: str, primary: str) -> str:
    """Behind a ruler an ordinal, behind any other name or a word that counts a number; a lone I only with a ruler, at an end."""
    rulers = _RULERS[primary]
    # a ruler's dot is the ordinal's; behind what is counted it ends the sentence
    dot = r"(\.(?=\s+\S))?" if primary == "de" else "()"
    pattern = re.compile(rf"\b([^\W\d_][\w'’-]*)({_SPACE})((?=[IVX]){_ROMAN_RUN}){dot}(?![\w'’-])(?=(.?))")

    def written(found: "re.Match[str]") -> str:
        name, roman, stop, following = found[1], found[3], found[4] or "", found[5]
        is_ruler = name in rulers
        if len(roman) == 1 and not (is_ruler and (roman != "I" or following in ",.;!?")):
            return found[0]
        counts = re.fullmatch(_NUMBERED, name, re.IGNORECASE)
        if not (is_ruler or counts or name[0].isupper()) or (primary == "pt" and not is_ruler):
            return found[0]
        return f"{name} {_as_ruler(_value(roman), primary)}" if is_ruler else f"{name} {_value(roman)}{stop}"

    return pattern.sub(written, text)


def _as_ruler(number: int, primary: str) -> str:
    if primary == "en":
        ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
        return f"the {number}{ending}"
    if primary == "de":
        return f"der {_GERMAN[number] if number < len(_GERMAN) else f'{number}.'}"
    return _PORTUGUESE[number] if number < len(_PORTUGUESE) else str(number)


def _french(text: str) -> str:
    """Centuries, kings and marks: XXe siècle, Louis XIV, François Ier, 2e, 1re."""
    text = re.sub(r"\bI(?:er|ᵉʳ)\b", "premier", text)
    text = re.sub(rf"\b((?=[IVX]){_ROMAN_RUN})(?:e|ème|ᵉ)\b", lambda found: f"{_value(found[1])}ème", text)
    text = re.sub(r"(?<![\w.,])(\d+)(?:e|ᵉ)(?!\w)", r"\1ème", text)
    text = re.sub(r"(?<![\w.,])1re(?!\w)", "1ère", text)
    counted = re.compile(rf"\b([A-ZÉÈ][\w'’-]+|{_NUMBERED})({_SPACE})((?=[IVX]{{2}}){_ROMAN_RUN})(?![\w'’-])", re.IGNORECASE)
    return counted.sub(lambda found: f"{found[1]}{found[2]}{_value(found[3])}" if found[3].isupper() else found[0], text)


def _marked(text: str, ordinals: tuple[str, ...], mark: str) -> str:
    """1.º and 3.ª by their words, as far as those are short."""

    def written(found: "re.Match[str]") -> str:
        number = int(found[1])
        if not 0 < number < len(ordinals):
            return str(number)
        word = ordinals[number]
        if "er" in found[2]:
            return word.removesuffix("o")
        return f"{word.removesuffix('o')}a" if "ª" in found[2] else word

    return re.sub(rf"(?<![\w.,])(\d{{1,2}})({mark})(?=\W|$)(?!{_SPACE}?[CF]\b)", written, text)
