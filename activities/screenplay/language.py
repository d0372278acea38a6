"""Guesses a script's language: first by its writing system, then by its most frequent small words.

The words are each language's most common ones, minus those it shares with too many others. A sample from the whole script decides, so a
foreign quotation at its beginning does not.
"""

import re
from collections import Counter

_SAMPLE_CHARACTERS = 60_000
_SYSTEMS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("pa", "\u0a00-\u0a7f"),
    ("gu", "\u0a80-\u0aff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("th", "\u0e00-\u0e7f"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("el", "\u0370-\u03ff"),
)
_ARABIC = re.compile("[\u0600-\u06ff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_WORD = re.compile(r"[^\W\d_]+")
_SMALL_WORDS: dict[str, str] = {
    "en": "the and of to a in is it you that he was for on are with as his they at be this from i have or by not she her "
    "but what all were we when "
    "your can there an which their will do how if him into has my out up then them",
    "es": "el la de que y a en un ser se no haber por con su para como estar tener le lo todo pero más hacer o este otro "
    "ese si me ya ver porque dar "
    "cuando muy sin sobre también los las una del al es está dijo ella",
    "fr": "le la de et les des est un une du que en dans qui il elle pas ne pour sur au plus par je ce se avec son sa "
    "mais nous vous on tout cette "
    "ses était dit aux sans leur même",
    "de": "der die und das den dem ein eine ist nicht zu sie er es ich mit sich auf für an von im war wie auch als aus "
    "aber noch nach bei wird sein "
    "ihre seine einen durch wenn nur über hat sagte",
    "pt": "o a de que e do da em um uma para com não os no se na por mais as dos como mas ao ele ela das à seu sua ou "
    "quando muito nos já eu também "
    "só pelo pela até isso está disse foi",
    "it": "il la di che e un una è per non in con si da sono le del della lo gli ha dei nel alla come ma più anche suo "
    "sua al questo era io lei ho "
    "perché disse cosa quando",
    "nl": "de het een en van ik te dat die in is niet hij op met voor zijn er maar om ze aan was ook als dan zij naar "
    "uit nog haar heeft wat over",
    "sv": "och att det i en jag hon som han på den med var sig för så till är men ett om hade de av icke mig du inte från ut när nu",
    "da": "og i jeg det at en den til er som på de med han af for ikke der var mig sig men et har om vi min havde hun nu over da fra du ud",
    "no": "og i jeg det at en den til er som på de med han av for ikke der var meg seg men et har om vi min hadde hun nå over da fra du ut",
    "pl": "i w na z do nie się to że jest jak ale o po co tak za od jego jej był była przez tylko już dla pan pani ja ty czy",
    "tr": "bir ve bu da de için ne ben çok ama o gibi daha mi var değil sen her ile kadar sonra olan oldu dedi",
    "id": "yang dan di itu dengan untuk tidak ini dari dalam akan pada juga saya ke karena ada dia kami mereka anda sudah",
    "fi": "ja on ei se hän että oli mutta minä niin kun mitä sen ole kuin hänen nyt vain myös ovat",
    "cs": "a se v na je že to s z do o i ale jsem jak tak by co za pro byl bylo jeho který ve si ne",
    "ro": "și de la în a cu nu o pe că un este din să mai pentru ce era dar au fost ca lui ei",
    "hu": "a az és hogy nem is egy ez de van volt csak meg már mint azt ki mi el te én ha még",
    "vi": "và của là có trong không được cho một những người với các này đã để anh tôi khi cô",
    "ca": "el la de que i a en un els les per amb no és una del al més com va ser però seva seu",
}
_MARKS: dict[str, frozenset[str]] = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_UKRAINIAN = frozenset("іїєґІЇЄҐ")
_FALLBACK = "en"


def guess_language(text: str) -> str:
    """The BCP 47 primary tag of a text's language; "en" when nothing speaks for another one."""
    sample = _sample(text)
    by_system = _by_writing_system(sample)
    if by_system:
        return by_system
    counts = Counter(word.lower() for word in _WORD.findall(sample))
    scores = {language: sum(counts[word] for word in words) for language, words in _MARKS.items()}
    best = max(scores, key=lambda language: (scores[language], language == _FALLBACK))
    return best if scores[best] > 0 else _FALLBACK


def _sample(text: str) -> str:
    if len(text) <= _SAMPLE_CHARACTERS:
        return text
    third = _SAMPLE_CHARACTERS // 3
    middle = len(text) // 2
    return " ".join((text[:third], text[middle : middle + third], text[-third:]))


def _by_writing_system(sample: str) -> str | None:
    latin = len(_LATIN.findall(sample))
    counts = {language: len(re.findall(f"[{letters}]", sample)) for language, letters in _SYSTEMS}
    # Japanese mixes kana into Chinese characters; Chinese has none. One such letter says as much as two or three of an alphabet.
    if counts["ja"] > 0.1 * counts["zh"] and 2 * (counts["ja"] + counts["zh"]) > latin:
        return "ja"
    counts["ja"] = 0
    counts["zh"] *= 2
    counts["ar"] = len(_ARABIC.findall(sample))
    counts["ru"] = len(_CYRILLIC.findall(sample))
    best = max(counts, key=lambda language: counts[language])
    if counts[best] <= latin or not counts[best]:
        return None
    if best == "ru" and any(letter in _UKRAINIAN for letter in sample):
        return "uk"
    if best == "ar" and re.search("[پچژگ]", sample):
        return "ur" if re.search("[ٹڈڑے]", sample) else "fa"
    return best
