"""Writes out what a text abbreviates, as it is said: titles, money, units, dates, times and years, in the languages of `conventions`.

Plain numbers stay digits, because every voice reads those in its language; a text in another language stays as it is.
"""

import re
from collections.abc import Iterable

from activities.voices.conventions import CONVENTIONS, Conventions, Forms
from activities.voices.numerals import numerals_read_out
from activities.voices.ordinals import german_ordinals

_SPACE = "[ \u00a0\u202f]"
_MAGNITUDES = (
    r"(?:thousand|million|billion|trillion|Tausend|Million(?:en)?|Milliarden?|mil|millón|millones|millions?|milliards?|mille|mila"
    r"|milion[ei]|miliard[oi]|milhão|milhões|bilhão|bilhões|हज़ार|हजार|लाख|करोड़)"
)
_AMOUNT = "\ue000"
"""Stands behind a number that is no year while the text is worked on; a private-use character, never spoken."""
_IN_FRONT_OF_NAMES = frozenset({"avenida", "avenue", "boulevard", "viale", "piazza", "corso"})
"""Where streets are named so; in English the name comes first."""
_YEARS_IN_PAIRS = {"en": (1100, 2099), "de": (1100, 1999)}


def read_out(text: str, language: str) -> str:
    """A text as a voice should read it.

    Args:
        text: The words of a line.
        language: BCP 47 tag; by its primary part.
    """
    primary = language.split("-", maxsplit=1)[0].lower()
    ways = CONVENTIONS.get(primary)
    if ways is None:
        return text
    text = numerals_read_out(_dates(text, ways), primary)
    if primary == "de":
        text = german_ordinals(text)
    text = _clocks(text, ways, primary)
    text = _words(text, ways)
    text = _money(text, ways)
    text = _units(text, ways)
    text = _numbers(text, ways)
    text = _years(text, primary).replace(_AMOUNT, "")
    return re.sub(r" +(?=[.,;:!?])", "", " ".join(_symbols(text, ways).split()))


def _any_of(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _words(text: str, ways: Conventions) -> str:
    """Titles in front of names, abbreviations, and what stands in front of numbers."""
    numbered = re.compile(rf"(?<!\w)({_any_of(ways.before_numbers)}){_SPACE}?(?=\d)")
    text = numbered.sub(lambda found: f"{ways.before_numbers[found[1]]} ", text)
    title = re.compile(rf"(?<![\w.])({_any_of(ways.titles)})(\.?){_SPACE}(?=[^\W\d_])", re.IGNORECASE)
    text = title.sub(lambda found: _title(found, ways), text)
    short = re.compile(rf"(?<![\w.])({_any_of(ways.abbreviations)})(?!\w)({_SPACE}?)(?=(.?))", re.IGNORECASE)
    return short.sub(lambda found: _abbreviation(found, ways), text)


def _title(found: "re.Match[str]", ways: Conventions) -> str:
    written, dot = found[1], found[2]
    said = next(value for key, value in ways.titles.items() if key.lower() == written.lower())
    # without a dot it is a title only as titles are written: "Mme Leroy", but "me" and "M" are words
    exact = written in ways.titles
    is_word = not dot and (not exact or len(written) < 2)
    # "St. John" is a saint when a name follows, "Main St. is" is a street
    follows = found.string[found.end() : found.end() + 1]
    if is_word or (not follows.isupper() and follows.lower() != follows.upper() and f"{written}." in ways.abbreviations):
        return found[0]
    return f"{said} "


def _abbreviation(found: "re.Match[str]", ways: Conventions) -> str:
    written = found[1]
    said = next((value for key, value in ways.abbreviations.items() if key == written), None)
    if said is None:
        said = next(value for key, value in ways.abbreviations.items() if key.lower() == written.lower())
        # "av. " is an avenue, "AV" may be anything: only what has a dot is known in any case
        if "." not in written:
            return found[0]
    # the dot may have ended a sentence too
    following = found[3]
    ends = written.endswith(".") and (not following or (following.isupper() and said not in _IN_FRONT_OF_NAMES))
    return f"{said}{'.' if ends else ''}{found[2]}"


def _dates(text: str, ways: Conventions) -> str:
    text = re.sub(r"(?<![\d/.-])(\d{4})-(\d{1,2})-(\d{1,2})(?![\d-])", lambda found: _date(found, ways, (1, 2, 3)), text)
    order = (3, 1, 2) if ways.is_month_first else (3, 2, 1)
    return re.sub(r"(?<![\d/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?!\d)", lambda found: _date(found, ways, order, (1, 3, 4)), text)


def _date(found: "re.Match[str]", ways: Conventions, order: tuple[int, int, int], groups: tuple[int, int, int] = (1, 2, 3)) -> str:
    parts = [int(found[group]) for group in groups]
    year, month, day = (parts[place - 1] for place in order)
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return found[0]
    said = ways.first_of_month if day == 1 and ways.first_of_month else str(day)
    return ways.date.format(day=said, ordinal=_ordinal(day), month=ways.months[month - 1], year=year)


def _ordinal(number: int) -> str:
    """English: 1st, 2nd, 3rd, 4th."""
    return "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _clocks(text: str, ways: Conventions, primary: str) -> str:
    said_hour = rf"(?:{_SPACE}?(?:Uhr|बजे|horas|heures|hours|h\b))?" if primary != "en" else ""
    parts = rf"(?::|{_SPACE}?h{_SPACE}?)" if primary in {"fr", "pt", "es"} else r"[:.]" if primary == "de" else ":"
    if primary == "de":
        text = re.sub(rf"\b(\d{{1,2}})\.(\d\d){_SPACE}?Uhr\b", lambda found: _clock(found, ways, primary), text)
        parts = ":"
    return re.sub(rf"(?<![\d:])(\d{{1,2}}){parts}(\d\d)(?![\d:]){said_hour}", lambda found: _clock(found, ways, primary), text)


def _clock(found: "re.Match[str]", ways: Conventions, primary: str) -> str:
    hour, minute = int(found[1]), int(found[2])
    if hour > 24 or minute > 59:
        return found[0]
    said = ways.one_o_clock if hour == 1 else str(hour)
    if minute == 0:
        if primary == "en":
            after = found.string[found.end() :].lstrip().lower()
            is_said = after.startswith(("am", "pm", "a.m", "p.m", "o'clock"))
            return said if is_said else f"{said} hundred" if hour > 12 else ways.clock_full.format(hour=said)
        whole = ways.clock_full.format(hour=said)
    else:
        whole = ways.clock.format(hour=said, minute=f"oh {minute}" if primary == "en" and minute < 10 else minute)
    return whole.replace("une heures", "une heure")


def _money(text: str, ways: Conventions) -> str:
    sign = f"({_any_of(ways.money)})"
    number = rf"(\d[\d{re.escape(ways.grouping)}]*?\d|\d)(?:[.,](\d\d?))?(?![\d])({_SPACE}{_MAGNITUDES}\b)?"
    before = re.compile(rf"{sign}{_SPACE}?{number}(?![\d.,]\d)")
    behind = re.compile(rf"(?<![\d.,]){number}{_SPACE}?{sign}(?!\w)")
    text = before.sub(lambda found: _sum(ways, found[1], found[2], found[3], found[4]), text)
    return behind.sub(lambda found: _sum(ways, found[4], found[1], found[2], found[3]), text)


def _sum(ways: Conventions, sign: str, whole: str, cents: str | None, magnitude: str | None) -> str:
    one, many = ways.money[sign]
    if cents and not magnitude and whole == "0" and sign in ways.change:
        amount = cents.ljust(2, "0").lstrip("0")
        return f"{amount}{_AMOUNT} {ways.change[sign][amount != '1']} " if amount else f"0{_AMOUNT} {many} "
    if magnitude:
        amount = f"{whole}{ways.decimal}{cents}" if cents else whole
        # two thousand dollars, but "dos millones de dólares"
        of = " " if magnitude.strip() in {"mil", "mille", "mila"} else ways.of_money
        name = f"d'{many}" if of == " de " and ways.elides and many[0] in "aeiouy" else f"{of.strip()} {many}"
        return f"{amount}{_AMOUNT}{magnitude} {name} "
    change = f" {cents.ljust(2, '0').lstrip('0')}" if cents and cents.strip("0") else ""
    return f"{whole}{_AMOUNT} {one if whole == '1' and not cents else many}{change} "


def _units(text: str, ways: Conventions) -> str:
    pattern = re.compile(rf"(?<![\w.,])([-−]?\d[\d.,]*){_SPACE}?({_any_of(ways.units)})(?![\w²/°])")
    return pattern.sub(lambda found: _measure(found, ways.units[found[2]]), text)


def _measure(found: "re.Match[str]", forms: Forms) -> str:
    return f"{found[1]}{_AMOUNT} {forms[0] if found[1] in {'1', '-1', '−1'} else forms[1]}"


def _numbers(text: str, ways: Conventions) -> str:
    """Numbers without grouping and with the decimal sign of the language; ranges; number signs; telephone numbers digit by digit."""
    text = re.sub(
        rf"(?<![\d.,])\d{{1,3}}(?:[{re.escape(ways.grouping)}]\d{{3}})+(?!\d)", lambda found: re.sub(r"\D", "", found[0]) + _AMOUNT, text
    )
    if ways.grouping == "," and ways.decimal == ".":
        # lakh and crore: 12,34,567
        text = re.sub(r"(?<![\d.,])\d{1,2}(?:,\d\d)+,\d{3}(?!\d)", lambda found: found[0].replace(",", "") + _AMOUNT, text)
    if ways.decimal == ",":
        text = re.sub(r"(?<![\d.,])(\d+)\.(\d+)(?![\d.,]?\d)", r"\1,\2", text)
    text = re.sub(r"(?<!\d)(\d{3})-(\d{4})(?!\d)", lambda found: ", ".join(" ".join(part) for part in found.groups()), text)
    text = re.sub(rf"(?<![\d-])(\d+){_SPACE}?[–—-]{_SPACE}?(\d+)(?![\d-])", rf"\1 {ways.to} \2", text)
    text = re.sub(r"#(?=\d)", f"{ways.number_sign} ", text)
    return re.sub(rf"(?<=\d){_SPACE}?\+{_SPACE}?(?=\d)", f" {ways.plus} ", text)


def _years(text: str, primary: str) -> str:
    if primary not in _YEARS_IN_PAIRS:
        return text
    first, last = _YEARS_IN_PAIRS[primary]
    return re.sub(r"(?<![\d.,/-])(\d{4})(s?)(?![\w\ue000]|[.,]\d)", lambda found: _year(found, first, last, primary), text)


def _year(found: "re.Match[str]", first: int, last: int, primary: str) -> str:
    year, decade = int(found[1]), found[2]
    century, rest = divmod(year, 100)
    if not first <= year <= last or 2000 <= year <= 2009:
        return found[0]
    if primary == "de":
        return found[0] if decade else f"{century}hundert{rest or ''}"
    if decade:
        tens = {0: "hundreds", 10: "tens", 20: "twenties", 30: "thirties", 40: "forties", 50: "fifties"}
        tens |= {60: "sixties", 70: "seventies", 80: "eighties", 90: "nineties"}
        return f"{century} {tens[rest]}" if rest in tens else found[0]
    return f"{century} hundred" if rest == 0 else f"{century} oh {rest}" if rest < 10 else f"{century} {rest}"


def _symbols(text: str, ways: Conventions) -> str:
    for symbol, said in ways.symbols.items():
        text = re.sub(rf"{_SPACE}{re.escape(symbol)}{_SPACE}", f" {said} ", text)
    return text
