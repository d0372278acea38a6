"""Reads the transitions a writer asks for, in several languages."""

import re
from dataclasses import dataclass

from schemas.shots import TransitionKind


@dataclass(frozen=True)
class Transition:
    """How one shot gives way to the next."""

    kind: TransitionKind
    seconds: float
    """0 for a cut."""


CUT = Transition("cut", 0.0)
DISSOLVE = Transition("dissolve", 0.6)
FADE_IN = Transition("fade_in", 1.0)
THROUGH_BLACK = Transition("fade_through_black", 1.4)

_KINDS: list[tuple[re.Pattern[str], Transition]] = [
    (re.compile(pattern), transition)
    for pattern, transition in (
        (r"IRIS|IRISBLENDE", Transition("iris", 0.8)),
        (r"WIPE.*RIGHT|CORTINILLA.*DERECHA", Transition("wipe_right", 0.7)),
        (r"WIPE|CORTINILLA|VOLET|TENDINA|WISCHBLENDE", Transition("wipe_left", 0.7)),
        (r"SLOW DISSOLVE|LONG DISSOLVE", Transition("dissolve", 1.2)),
        (r"DISSOLVE|DISOLVENCIA|ENCADENADO|FONDU ENCHA|ÜBERBLEND|UEBERBLEND|DISSOLVENZA|FUSÃO|FUSAO|CROSSFADE|CROSS FADE", DISSOLVE),
        (r"(?:OUT|TO BLACK|BLACK ?OUT).*\bIN\b", THROUGH_BLACK),
        (r"CUT TO BLACK|SMASH TO BLACK", Transition("fade_through_black", 0.6)),
        (
            r"FADE OUT|FADES OUT|FADE TO|A NEGRO|AU NOIR|ABBLENDE|SCHWARZBLENDE|A NERO|PARA PRETO|FADE-OUT|BLACK ?OUT|GO TO BLACK",
            THROUGH_BLACK,
        ),
        (r"FADE IN|FADES IN|FADE-IN|FADE UP|ABRE DE NEGRO|FUNDIDO DE|OUVERTURE|AUFBLENDE|DAL NERO|FADE FROM", FADE_IN),
        (r"CUT|CORTE|CORTA|COUPE|SCHNITT|STACCO|BACK TO|TIME JUMP|切|カット", CUT),
    )
]
_LINE = re.compile(r"(?:FADE (?:IN|OUT|UP)|FADES? TO BLACK|CUT TO BLACK|DISSOLVE TO|IRIS (?:IN|OUT)|AUFBLENDE|ABBLENDE)\s*[.:]?\s*$")


def read_transition(text: str) -> Transition | None:
    """The transition a transition line asks for, or None when it is not known."""
    upper = text.upper()
    return next((transition for pattern, transition in _KINDS if pattern.search(upper)), None)


def is_transition(text: str) -> bool:
    """Whether an action paragraph is nothing but a transition ("FADE OUT.")."""
    return _LINE.match(text.strip()) is not None
