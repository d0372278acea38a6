"""Slug lines and transitions: how they are recognised, and what place and time a slug line tells, in several languages."""

import re
from typing import Literal, NamedTuple

from schemas.markup import spoken

IntExt = Literal["INT", "EXT", "INT/EXT", ""]


class Place(NamedTuple):
    """Where and when a scene plays; "" for what is not told."""

    int_ext: IntExt = ""
    location: str = ""
    """As written, in the script's language."""
    time_of_day: str = ""
    """In English, one of those of `SceneOutline`."""


_FULL_WIDTH = str.maketrans("（）：．。　", "():.. ")

_PREFIX = re.compile(r"(?:(?:int\.?\s?/\s?ext|ext\.?\s?/\s?int|i\.?\s?/\s?e|e\.?\s?/\s?i|int|ext|est)(?=[.\s]))", re.IGNORECASE)
_NUMBERED = re.compile(r"([0-9]{1,4}[A-Za-z]?)[.)]\s+(?=\S)")
_INSIDE = (
    "INTERIORES",
    "INTERIOR",
    "INTÉRIEUR",
    "INTERIEUR",
    "INTERNO",
    "INNEN",
    "WNĘTRZE",
    "ИНТЕРЬЕР",
    "ИНТ",
    "内景",
    "內景",
    "室内",
    "屋内",
    "실내",
)
_OUTSIDE = (
    "EXTERIORES",
    "EXTERIOR",
    "EXTÉRIEUR",
    "EXTERIEUR",
    "ESTERNO",
    "AUSSEN",
    "AUẞEN",
    "AUßEN",
    "PLENER",
    "НАТУРА",
    "НАТ",
    "ЭКСТ",
    "外景",
    "室外",
    "屋外",
    "실외",
)
_WORDS = "|".join(_INSIDE + _OUTSIDE)
_LOCALISED = re.compile(rf"({_WORDS})(?:\s?/\s?({_WORDS}))?(?=\.(?!\.)|\s+[-–—:]|:|\s)")

_TRANSITION_END = re.compile(r"TO:$")
_TRANSITIONS = re.compile(
    r"(?:FADE (?:IN|OUT|UP|TO BLACK|TO WHITE|FROM BLACK)|(?:SMASH |MATCH |JUMP |HARD )?CUT|DISSOLVE|WIPE|"
    r"(?:(?:SMASH |HARD )?CUT|SMASH) TO (?:BLACK|WHITE)|"
    r"IRIS (?:IN|OUT)"
    r"|(?:FUNDIDO|FUNDE) (?:A|DE|DESDE) \w+|FUNDIDO(?: ENCADENADO)?|CORTE|FONDU (?:AU NOIR|ENCHAÎNÉ|À L'OUVERTURE)|FADE|SCHNITT"
    r"|[AÜ]BBLENDE|AUFBLENDE|ABBLENDE|ÜBERBLENDUNG|DISSOLVENZA|STACCO|ЗАТЕМНЕНИЕ|ИЗ ЗАТЕМНЕНИЯ|淡入|淡出|切至|切|"
    r"フェードイン|フェードアウト)[.:]?"
    r"|(?:.{0,40}(?:CORTE|CORTA|CORTAMOS|FUNDE|FUNDIDO|ENCADENA|ENCADENADO) (?:A|PARA|COM|CON)|.{0,40}COUPE À|"
    r".{0,40}COUPE A|FONDU ENCHAÎNÉ (?:À|SUR)"
    r"|.{0,40}(?:SCHNITT|ÜBERBLENDUNG|BLENDE) (?:AUF|ZU|NACH)|.{0,40}(?:STACCO|DISSOLVENZA|DISSOLVE) (?:A|SU)|"
    r".{0,40}СКЛЕЙКА|切至|カット)\s?:"
)

_BLACK_SCREEN = re.compile(
    r"(?:STILL )?(?:OVER|ON|AGAINST) (?:A )?BLACK(?: SCREEN)?|BLACK SCREEN|SCHWARZBILD|(?:ÜBER|AUF|VOR) SCHWARZ|SCHWARZE LEINWAND"
    r"|(?:SUR )?(?:UN )?(?:FOND|ÉCRAN|ECRAN) NOIR|SUR NOIR|(?:SOBRE|EN) NEGRO|(?:FONDO|PANTALLA)(?: EN)? NEGR[OA]|(?:SU|IN) NERO"
    r"|(?:FONDO|SCHERMO) NERO|(?:SOBRE|EM) PRETO|(?:FUNDO|TELA|ECRÃ) PRET[OA]"
)

_TIMES: dict[str, str] = {
    "DAWN": "DAWN SUNRISE DAYBREAK AMANECER ALBA AUBE AURORE MORGENGRAUEN SONNENAUFGANG AMANHECER AURORA MADRUGADA "
    "РАССВЕТ 黎明 拂晓 明け方 새벽 الفجر भोर",
    "MORNING": "MORNING MAÑANA MATIN MORGEN VORMITTAG MANHÃ MATTINA MATTINO УТРО 早晨 清晨 上午 早上 朝 아침 صباح सुबह",
    "NOON": "NOON MIDDAY MEDIODÍA MEDIODIA MIDI MITTAG MEIO-DIA MEZZOGIORNO ПОЛДЕНЬ 中午 正午 昼 정오",
    "DAY": "DAY DÍA DIA JOUR TAG GIORNO ДЕНЬ 日 白天 昼間 낮 نهار दिन",
    "AFTERNOON": "AFTERNOON TARDE APRÈS-MIDI NACHMITTAG POMERIGGIO 下午 午后 午後 오후",
    "SUNSET": "SUNSET SUNDOWN ATARDECER PUESTA COUCHER SONNENUNTERGANG TRAMONTO ENTARDECER ЗАКАТ 日落 夕方 일몰 غروب",
    "DUSK": "DUSK TWILIGHT GLOAMING ANOCHECER CREPÚSCULO CRÉPUSCULE DÄMMERUNG ABENDDÄMMERUNG CREPUSCOLO ANOITECER СУМЕРКИ 黄昏 夕暮れ",
    "EVENING": "EVENING SOIR SOIRÉE ABEND SERA ВЕЧЕР 傍晚 晚上 晚 저녁 مساء शाम",
    "MIDNIGHT": "MIDNIGHT MEDIANOCHE MINUIT MITTERNACHT MEIA-NOITE MEZZANOTTE ПОЛНОЧЬ 午夜 真夜中 자정",
    "NIGHT": "NIGHT NOCHE NUIT NACHT NOITE NOTTE НОЧЬ 夜 夜晚 밤 ليل रात",
    "CONTINUOUS": "CONTINUOUS CONTINUO CONTINÚA CONTINUA CONTINU CONTINUOUSLY FORTLAUFEND CONTÍNUO CONTINUAÇÃO 连续",
    "LATER": "LATER DESPUÉS TARD SPÄTER DEPOIS DOPO ПОЗЖЕ 稍后 後",
    "SAME": "SAME MISMO MÊME GLEICHZEITIG MESMO STESSO",
}
_TIME_OF_WORD: dict[str, str] = {word: time for time, words in _TIMES.items() for word in words.split()}
_CORE_TIMES = frozenset({"DAY", "NIGHT", "DAWN", "DUSK", "MORNING", "EVENING"})
_PHRASES = (("MÁS TARDE", "LATER"), ("MAIS TARDE", "LATER"), ("PLUS TARD", "LATER"), ("PIÙ TARDI", "LATER"), ("DE LA MAÑANA", "MORNING"))
_CLOCK = re.compile(r"\b([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(A\.?M\.?|P\.?M\.?|H|UHR|O'CLOCK)?(?=\W|$)")
_DASH = re.compile(r"\s+[-–—]+\s*|\s*[–—]+\s*")


def narrow(text: str) -> str:
    """Full-width punctuation as ASCII, one character for one: for recognising, never for the text itself."""
    return text if text.isascii() else text.translate(_FULL_WIDTH)


def heading_prefix(line: str) -> int:
    """Length of the INT/EXT prefix of a line without markup and indent, its dot included; 0 when it has none."""
    found = _PREFIX.match(narrow(line))
    return 0 if found is None else _past_dot(line, found.end())


def localised_prefix(line: str) -> int:
    """Length of a written-out prefix (INNEN., INTERIOR., 内景) of an upper-case line; 0 when it has none."""
    found = _LOCALISED.match(narrow(line))
    if found is None or not is_upper(line) or not line[found.end() :].strip(" .:-–—"):
        return 0
    return _past_dot(line, found.end())


def leading_number(line: str) -> tuple[str | None, str]:
    """A scene number before a slug line ("12A. INT. HALL"), and the rest."""
    found = _NUMBERED.match(line)
    if found and heading_prefix(line[found.end() :]):
        return found[1], line[found.end() :]
    return None, line


def is_upper(line: str) -> bool:
    """Whether no letter is lower case; accents, Cyrillic and Greek count, scripts without case are upper case.

    ß, ª and º have no upper-case form in common use.
    """
    return line.upper() == line or not any(character.islower() and character not in "ßªº" for character in line)


def is_transition(line: str) -> bool:
    """Whether a line without markup and indent is a transition by its words alone (`>` forces others)."""
    if len(line) > 100 or not is_upper(line):
        return False
    shape = narrow(line)
    return bool(_TRANSITION_END.search(shape) or _TRANSITIONS.fullmatch(shape))


def is_black_screen(line: str) -> bool:
    """Whether a line in capitals says that the screen is black, so that it is no name though words follow right under it."""
    return _BLACK_SCREEN.fullmatch(narrow(line).strip(" .:…-–—()")) is not None


def take_apart(heading: str) -> Place:
    """What a slug line tells."""
    line = spoken(heading).strip()
    line = leading_number(line)[1]
    end = heading_prefix(line)
    if end:
        side = _side(line[:end].upper())
    else:
        found = _LOCALISED.match(narrow(line).upper())
        end = _past_dot(line, found.end()) if found else 0
        side = _localised_side(found[1], found[2]) if found else ""
    location, time = _place_and_time(line[end:].strip(" .:-–—　。："))
    return Place(side, location, time)


def time_of_day(phrase: str) -> str:
    """The time of day a phrase of a slug line names, in English; "" when it names none."""
    text = narrow(phrase.upper())
    for words, time in _PHRASES:
        if words in text:
            return time
    # vowel signs, as in रात, are no letters to the expression: what lies between blanks is a word, too
    for word in (*re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text), *text.split()):
        if word in _TIME_OF_WORD:
            return _TIME_OF_WORD[word]
    return _time_of_clock(text)


def _past_dot(line: str, end: int) -> int:
    return end + 1 if line[end : end + 1] in {".", "。", "．"} else end


def _side(prefix: str) -> IntExt:
    letters = re.sub(r"[^A-Z/]", "", prefix)
    if "/" in letters:
        return "INT/EXT"
    return "INT" if letters == "INT" else "EXT"


def _localised_side(first: str, second: str | None) -> IntExt:
    if second:
        return "INT/EXT"
    return "INT" if first in _INSIDE else "EXT"


def _place_and_time(body: str) -> tuple[str, str]:
    parts = [part.strip() for part in _DASH.split(body) if part.strip()]
    for index in range(len(parts) - 1, 0, -1):
        time = time_of_day(parts[index])
        if time:
            return " - ".join(parts[:index]).rstrip(" ."), time
    for separator in (". ", ", ", "。", "，", "、", "("):
        before, found, last = body.rpartition(separator)
        time = time_of_day(last) if found and len(last.split()) <= 3 else ""
        if time:
            return before.rstrip(" .,"), time
    before, _, last = body.rpartition(" ")
    time = _TIME_OF_WORD.get(last.upper(), "")
    if before and (time in _CORE_TIMES) and is_upper(body):
        return before, time
    if body.upper() in _TIME_OF_WORD:
        return "", _TIME_OF_WORD[body.upper()]
    return " - ".join(parts), ""


def _time_of_clock(text: str) -> str:
    found = _CLOCK.search(text)
    if found is None or not (found[2] or found[3]):
        return ""
    hour = int(found[1]) % 24
    half = (found[3] or "").replace(".", "")
    if half == "PM" and hour < 12:
        hour += 12
    if half == "AM" and hour == 12:
        hour = 0
    for until, time in ((5, "NIGHT"), (7, "DAWN"), (12, "MORNING"), (17, "AFTERNOON"), (20, "EVENING")):
        if hour < until:
            return time
    return "NIGHT"
