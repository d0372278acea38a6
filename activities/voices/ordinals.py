"""German ordinals, which are written as a number and a dot, and said with the ending that the word before asks for."""

import re

_FIRST = "null erst zweit dritt viert fünft sechst siebt acht neunt zehnt elft zwölft dreizehnt vierzehnt fünfzehnt sechzehnt siebzehnt"
_STEMS = (*_FIRST.split(), "achtzehnt", "neunzehnt")
_ONES = ("", "einund", "zweiund", "dreiund", "vierund", "fünfund", "sechsund", "siebenund", "achtund", "neunund")
_TENS = {20: "zwanzigst", 30: "dreißigst"}
_COUNTED = (
    "Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Stock|Jahrhunderts?|Tag|Tages|Mal|Akt|Kapitel|Klasse"
    "|Geburtstag|Platz|Weltkriegs?|Etage|Stunde|Woche"
)
_ARTICLES = "[Dd]er|[Dd]ie|[Dd]as|[Dd]em|[Dd]en|[Dd]es|[Zz]um|[Bb]eim"
_WEAK_E = frozenset({"der", "die", "das"})
_WEAK_EN = frozenset({"am", "vom", "zum", "dem", "den", "des", "im", "beim", "einem", "seinem", "ihrem", "meinem", "zur"})


def german_ordinals(text: str) -> str:
    """A text with its ordinals in front of months and other counted nouns written out: "am 3. Mai" is "am dritten Mai".

    Behind an article any noun is counted: "der 1. Preis".
    """
    text = re.sub(rf"\b({_ARTICLES}) (\d{{1,2}})\.[ \u00a0](?=[A-ZÄÖÜ])", _written, text)
    return re.sub(rf"(?:\b(\w+) )?\b(\d{{1,2}})\.[ \u00a0](?={_COUNTED}\b)", _written, text)


def _written(found: "re.Match[str]") -> str:
    before, number = found[1], int(found[2])
    if not 1 <= number <= 39:
        return found[0]
    stem = _STEMS[number] if number < 20 else _ONES[number % 10] + _TENS[number - number % 10]
    said = (before or "").lower()
    ending = "en" if said in _WEAK_EN else "e" if said in _WEAK_E else "er"
    return f"{before + ' ' if before else ''}{stem}{ending} "
