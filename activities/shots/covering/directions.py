"""Reads the shots a writer asks for: CLOSE ON, POV, INSERT, ANGLE ON, WIDE and their like, in several languages.

A direction opens an action paragraph, in capitals or before "on", a colon or a dash; what follows in its sentence is what it shows.
"""

import re
from dataclasses import dataclass

from schemas.shots import Angle, CameraMove, Framing, ShotSize


@dataclass(frozen=True)
class Direction:
    """What a shot line fixes; None leaves the choice to the coverage."""

    size: ShotSize | None = None
    framing: Framing | None = None
    angle: Angle | None = None
    move: CameraMove | None = None
    target: str = ""
    """What the shot is on, as written: "MARA'S HAND"."""


_ON = r"(?:\s+(?:ON|OF|SHOT|SU|SUR|DE|DEL|AUF|VON|DI|UP)\b)*"
_KNOWN: list[tuple[str, Direction]] = [
    (
        r"(?:EXTREME CLOSE|ECU|XCU|MUY PRIMER PLANO|PRIMERÍSIMO PRIMER PLANO|TRÈS GROS PLAN|DETAILAUFNAHME)(?:[\s-]?UP)?",
        Direction("ECU", "single"),
    ),
    (r"MEDIUM CLOSE(?:[\s-]?UP)?|MCU", Direction("MCU", "single")),
    (
        r"(?:CLOSER?|TIGHT)(?:[\s-]?UP)?|CU|PRIMER PLANO|GROS PLAN|NAHAUFNAHME|GROSSAUFNAHME|GROẞAUFNAHME|PRIMO PIANO|PRIMEIRO PLANO",
        Direction("CU", "single"),
    ),
    (r"INSERT|INSERTO|DETAIL|PLANO DETALLE|DETALLE|DETTAGLIO|PLANO DETALHE", Direction("INSERT", "insert")),
    (r"EXTREME WIDE|EXTREME LONG|EWS|AERIAL|DRONE|VISTA AÉREA", Direction("EWS", "establishing", "high")),
    (r"ESTABLISHING|EST\.", Direction("WS", "establishing")),
    (r"WIDER?|LONG|FULL|MASTER|PLANO GENERAL|PLAN LARGE|PLAN D'ENSEMBLE|TOTALE|CAMPO LUNGO|PLANO GERAL", Direction("WS", "master")),
    (r"OVER(?:[\s-]THE)?[\s-]SHOULDER|OTS", Direction("MS", "over_the_shoulder")),
    (r"(?:TWO|2)[\s-]?SHOT|DOS EN PLANO", Direction("MS", "two_shot")),
    (r"GROUP|THREE[\s-]SHOT", Direction("MLS", "group")),
    (r"REACTION", Direction("MCU", "reaction")),
    (r"MEDIUM|MID[\s-]SHOT|PLANO MEDIO|PLAN MOYEN|HALBNAH|PIANO MEDIO|PIANO AMERICANO", Direction("MS", "single")),
    (r"(?:LOW|HIGH|DUTCH|OVERHEAD)[\s-]ANGLE|OVERHEAD|TOP SHOT|BIRD'?S[\s-]EYE(?: VIEW)?", Direction()),
    (r"(?:REVERSE |NEW |ANOTHER )?ANGLE", Direction()),
    (r"(?:PUSH(?:ING)? IN|MOVE IN|MOVING IN|DOLLY IN|ZOOM IN)", Direction(move="push_in")),
    (r"(?:PULL(?:ING)? (?:BACK|OUT)|ZOOM OUT|DOLLY (?:BACK|OUT))", Direction(move="pull_out")),
    (r"(?:PAN|PANNING)(?: LEFT| RIGHT)?", Direction(move="pan_right")),
    (r"(?:TILT(?:ING)? UP|CRANE UP)", Direction(move="tilt_up")),
    (r"(?:TILT(?:ING)? DOWN|CRANE DOWN)", Direction(move="tilt_down")),
    (r"(?:TRACK(?:ING)?|TRUCK(?:ING)?|DOLLY|FOLLOW(?:ING)?|TRAVELLING)", Direction(move="truck_right")),
    (r"HAND-?HELD", Direction(move="handheld")),
]
_COMPILED = [(re.compile(rf"({pattern})(?:{_ON})", re.IGNORECASE), direction) for pattern, direction in _KNOWN]
_POV = re.compile(r"(?:([^\W\d_][\w .'’]{0,40}?)(?:'S|’S|S'|S’)\s+)?(?:P\.?O\.?V\.?|POINT OF VIEW|PUNTO DE VISTA|SUBJECTIVE)(?![\w])")
_AFTER = re.compile(r"\s*[:\-–—]+\s*|\s+|$")
_SENTENCE = re.compile(r"[^.!?…\n]*")
_ANGLES: list[tuple[str, Angle]] = [
    ("LOW ANGLE", "low"),
    ("LOW-ANGLE", "low"),
    ("HIGH ANGLE", "high"),
    ("HIGH-ANGLE", "high"),
    ("DUTCH", "dutch"),
    ("OVERHEAD", "overhead"),
    ("TOP SHOT", "overhead"),
    ("BIRD", "overhead"),
    ("AERIAL", "high"),
    ("CONTRAPICADO", "low"),
    ("PICADO", "high"),
]


def read_direction(text: str) -> Direction | None:
    """The shot an action paragraph asks for in its first words, or None."""
    pov = _POV.match(text)
    if pov:
        return Direction(framing="pov", target=_rest(text, pov.end()) or (pov.group(1) or "").strip())
    for pattern, direction in _COMPILED:
        match = pattern.match(text)
        if match and _is_meant(text, match):
            angle = next((angle for word, angle in _ANGLES if word in match.group().upper()), direction.angle)
            move = direction.move
            if move == "pan_right" and "LEFT" in match.group().upper():
                move = "pan_left"
            return Direction(direction.size, direction.framing, angle, move, _rest(text, match.end()))
    return None


def pov_owner(text: str) -> str:
    """Through whose eyes a POV line looks, as written: "MARA" of "MARA'S POV" and of "POV - MARA"; "" when it doesn't say."""
    pov = _POV.match(text)
    if not pov:
        return ""
    return (pov.group(1) or "").strip() or _rest(text, pov.end())


def _is_meant(text: str, match: re.Match[str]) -> bool:
    """A direction is in capitals and ends a word, or says "on" or has a colon: "Wide eyes" and "Long ago" are none."""
    follows = text[match.end() : match.end() + 2]
    if follows[:1].isalnum() or follows[:1] in {"'", "’"}:
        return False
    says_on = match.group().upper().endswith((" ON", " SU", " SUR", " AUF"))
    return match.group(1).isupper() or follows.startswith(":") or (says_on and match.group()[:1].isupper())


def _rest(text: str, begin: int) -> str:
    after = _AFTER.match(text, begin)
    sentence = _SENTENCE.match(text, after.end() if after else begin)
    return sentence.group().strip() if sentence else ""
