"""Reads a line that is marked up with a subset of SSML 1.1 (https://www.w3.org/TR/speech-synthesis11/); what is outside it is refused.

A text is SSML when `<speak>` wraps it. Understood are `break`, `emphasis`, `prosody` (rate, pitch, volume), `say-as`, `phoneme` (IPA),
`sub`, `p`, `s`. A line becomes pieces that an engine speaks one by one, so that every engine has all of it that is time, pitch or level.
"""

import math
import re
from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from schemas.failures import Refused

_BREAKS_S = {"none": 0.0, "x-weak": 0.1, "weak": 0.2, "medium": 0.4, "strong": 0.7, "x-strong": 1.2}
_RATES = {"x-slow": 0.6, "slow": 0.8, "medium": 1.0, "default": 1.0, "fast": 1.25, "x-fast": 1.6}
_PITCHES = {"x-low": -6.0, "low": -3.0, "medium": 0.0, "default": 0.0, "high": 3.0, "x-high": 6.0}
_VOLUMES_DB = {"silent": -60.0, "x-soft": -12.0, "soft": -6.0, "medium": 0.0, "default": 0.0, "loud": 4.0, "x-loud": 6.0}
_EMPHASES = {"strong": (0.88, 1.5, 2.5), "moderate": (0.94, 0.8, 1.5), "none": (1.0, 0.0, 0.0), "reduced": (1.06, -0.5, -2.0)}
"""Rate, semitones, decibels."""
_LONGEST_BREAK_S = 20.0
_TAGS = "break, emphasis, p, phoneme, prosody, s, say-as, sub"


@dataclass(frozen=True)
class Piece:
    """A run of words spoken in one manner."""

    text: str = ""
    pause_s: float = 0.0
    """Before it."""
    rate: float = 1.0
    pitch_semitones: float = 0.0
    level_db: float = 0.0
    ipa: str = ""
    """How it is pronounced, where the text says so."""


def is_marked_up(text: str) -> bool:
    """Whether a line is SSML."""
    return re.match(r"\s*(<\?xml[^>]*>\s*)?<speak[\s>]", text) is not None


def pieces_of(text: str) -> list[Piece]:
    """The pieces of a line; one for plain text.

    Raises:
        Refused: It is no well-formed SSML, or has a tag or a value that is not understood; says which, and what is.
    """
    if not is_marked_up(text):
        return [Piece(text)]
    try:
        root = fromstring(text.strip(), forbid_dtd=True)
    except (ParseError, DefusedXmlException) as error:
        msg = f"the line's SSML can't be read: {error}"
        raise Refused(msg) from error
    reading = _Reading()
    reading.inside(root, Piece())
    return reading.pieces


class _Reading:
    """Walks the tree and gathers pieces; a pause waits for the words after it."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._pause_s = 0.0

    def inside(self, element: Element, manner: Piece) -> None:
        self._say(element.text or "", manner)
        for child in element:
            self._tag(child, manner)
            self._say(child.tail or "", manner)
        if element.tag.rpartition("}")[2] == "speak" and self._pause_s:
            self._add(Piece())

    def _tag(self, element: Element, manner: Piece) -> None:
        name = element.tag.rpartition("}")[2]
        match name:
            case "break":
                self._pause_s += _break_s(element)
            case "p" | "s":
                self.inside(element, manner)
                self._pause_s += 0.6 if name == "p" else 0.3
            case "emphasis":
                rate, semitones, level_db = _EMPHASES[_one_of(element, "level", _EMPHASES, "moderate")]
                self.inside(element, _changed(manner, rate, semitones, level_db))
            case "prosody":
                self.inside(element, _prosody(element, manner))
            case "say-as":
                self._say(_said_as(element), manner)
            case "sub":
                self._say(_needed(element, "alias"), manner)
            case "phoneme":
                if element.get("alphabet", "ipa") != "ipa":
                    msg = f"<phoneme alphabet='{element.get('alphabet')}'> is not understood; the alphabet is ipa"
                    raise Refused(msg)
                self._say(element.text or "", replace(manner, ipa=_needed(element, "ph")))
            case _:
                msg = f"<{name}> is not understood in a line; there are {_TAGS}"
                raise Refused(msg)

    def _say(self, text: str, manner: Piece) -> None:
        if text.strip():
            self._add(replace(manner, text=" ".join(text.split())))

    def _add(self, piece: Piece) -> None:
        self.pieces.append(replace(piece, pause_s=self._pause_s))
        self._pause_s = 0.0


def _changed(manner: Piece, rate: float, semitones: float, level_db: float) -> Piece:
    return replace(manner, rate=manner.rate * rate, pitch_semitones=manner.pitch_semitones + semitones, level_db=manner.level_db + level_db)


def _break_s(element: Element) -> float:
    time = element.get("time")
    if time is None:
        return _BREAKS_S[_one_of(element, "strength", _BREAKS_S, "medium")]
    found = re.fullmatch(r"\+?(\d+(?:\.\d+)?)(ms|s)", time.strip())
    seconds = float(found[1]) / (1000 if found[2] == "ms" else 1) if found else -1.0
    if not 0 <= seconds <= _LONGEST_BREAK_S:
        msg = f"<break time='{time}'> is not understood; it is as 500ms or 1.5s, up to {_LONGEST_BREAK_S:g}s"
        raise Refused(msg)
    return seconds


def _prosody(element: Element, manner: Piece) -> Piece:
    unknown = set(element.keys()) - {"rate", "pitch", "volume"}
    if unknown:
        msg = f"<prosody {sorted(unknown)[0]}> is not understood; there are rate, pitch, volume"
        raise Refused(msg)
    rate, pitch, volume = (element.get(name, "default").strip() for name in ("rate", "pitch", "volume"))
    return _changed(manner, _rate(rate), _semitones(pitch), _level_db(volume))


def _rate(value: str) -> float:
    if value in _RATES:
        return _RATES[value]
    found = re.fullmatch(r"([+-]?)(\d+(?:\.\d+)?)(%?)", value)
    factor = 0.0
    if found:
        number = float(found[2]) / (100 if found[3] else 1)
        # a signed percentage is a change, an unsigned number the rate itself
        factor = 1 + number * (-1 if found[1] == "-" else 1) if found[1] else number
    if not 0.4 <= factor <= 2.5:
        msg = f"<prosody rate='{value}'> is not understood; it is {', '.join(_RATES)}, or as 80%, +20%, from 40% to 250%"
        raise Refused(msg)
    return factor


def _semitones(value: str) -> float:
    if value in _PITCHES:
        return _PITCHES[value]
    found = re.fullmatch(r"([+-]\d+(?:\.\d+)?)(st|%)", value)
    semitones = 99.0
    if found and found[2] == "st":
        semitones = float(found[1])
    elif found and float(found[1]) > -50:
        # ten percent are about 1.65 semitones
        semitones = 12 * math.log2(1 + float(found[1]) / 100)
    if not -12 <= semitones <= 12:
        msg = f"<prosody pitch='{value}'> is not understood; it is {', '.join(_PITCHES)}, or as +2st, -10%, within an octave"
        raise Refused(msg)
    return semitones


def _level_db(value: str) -> float:
    if value in _VOLUMES_DB:
        return _VOLUMES_DB[value]
    found = re.fullmatch(r"([+-]\d+(?:\.\d+)?)dB", value)
    if found is None or not -40 <= float(found[1]) <= 12:
        msg = f"<prosody volume='{value}'> is not understood; it is {', '.join(_VOLUMES_DB)}, or as -6dB, from -40dB to +12dB"
        raise Refused(msg)
    return float(found[1])


def _said_as(element: Element) -> str:
    text = " ".join("".join(element.itertext()).split())
    manner = element.get("interpret-as", "")
    match manner:
        case "characters" | "spell-out" | "verbatim":
            return ", ".join(text.replace(" ", "").upper())
        case "digits" | "telephone":
            return ", ".join(char for char in text if char.isalnum() or char == "+")
        case "cardinal" | "number" | "date" | "time" | "currency" | "unit":
            # plain text is read so anyway (`activities/voices/reading.py`)
            return text
    msg = (
        f"<say-as interpret-as='{manner}'> is not understood; there are cardinal, characters, currency, date, digits, telephone, time, unit"
    )
    raise Refused(msg)


def _one_of(element: Element, attribute: str, values: "dict[str, float] | dict[str, tuple[float, float, float]]", default: str) -> str:
    value = element.get(attribute, default)
    if value not in values:
        msg = f"<{element.tag.rpartition('}')[2]} {attribute}='{value}'> is not understood; it is one of {', '.join(values)}"
        raise Refused(msg)
    return value


def _needed(element: Element, attribute: str) -> str:
    value = element.get(attribute, "").strip()
    if not value:
        msg = f"<{element.tag.rpartition('}')[2]}> needs {attribute}"
        raise Refused(msg)
    return value
