"""Reads the transitions a writer asks for, in several languages."""

import math
import re
from dataclasses import dataclass, replace

from schemas.shots import TransitionKind


@dataclass(frozen=True)
class Transition:
    """How one shot gives way to the next."""

    kind: TransitionKind
    seconds: float
    """0 for a cut."""
    leads_s: float = 0.0
    """`Shot.sound_leads_s`."""
    is_hard: bool = False
    """`Shot.is_hard_cut`."""
    is_match: bool = False
    """The next shot is framed like the one before."""

    @property
    def of_shot(self) -> dict[str, object]:
        """The fields of the shot it leads into."""
        return {
            "transition_in": self.kind,
            "transition_s": self.seconds,
            "sound_leads_s": self.leads_s,
            "is_hard_cut": self.is_hard,
        }


CUT = Transition("cut", 0.0)
DISSOLVE = Transition("dissolve", 0.6)
FADE_IN = Transition("fade_in", 1.0)
THROUGH_BLACK = Transition("fade_through_black", 1.4)
THROUGH_WHITE = Transition("fade_through_white", 1.4)
TO_BLACK = Transition("fade_through_black", 0.6)
"""A cut to black, as it goes on to the next picture."""

_KINDS: list[tuple[re.Pattern[str], Transition]] = [
    (re.compile(pattern), transition)
    for pattern, transition in (
        (r"\bWHITE\b|WHITE-?OUT|BLANCO|AU BLANC|A BIANCO|PARA BRANCO|WEI(?:SS|ß|ẞ)BLENDE|INS WEI(?:SS|ß|ẞ)", THROUGH_WHITE),
        (r"IRIS|IRISBLENDE", Transition("iris", 0.8)),
        (r"WIPE.*RIGHT|CORTINILLA.*DERECHA", Transition("wipe_right", 0.7)),
        (r"WIPE|CORTINILLA|VOLET|TENDINA|WISCHBLENDE", Transition("wipe_left", 0.7)),
        (r"MATCH DISSOLVE|DISSOLVE MATCH", replace(DISSOLVE, is_match=True)),
        (r"SLOW DISSOLVE|LONG DISSOLVE", Transition("dissolve", 1.2)),
        (r"DISSOLVE|DISOLVENCIA|ENCADENADO|FONDU ENCHA|ÜBERBLEND|UEBERBLEND|DISSOLVENZA|FUSÃO|FUSAO|CROSSFADE|CROSS FADE", DISSOLVE),
        (r"(?:OUT|TO BLACK|BLACK ?OUT).*\bIN\b", THROUGH_BLACK),
        (r"CUT TO BLACK|SMASH TO BLACK", TO_BLACK),
        (
            r"FADE OUT|FADES OUT|FADE TO|A NEGRO|AU NOIR|ABBLENDE|SCHWARZBLENDE|A NERO|PARA PRETO|FADE-OUT|BLACK ?OUT|GO TO BLACK",
            THROUGH_BLACK,
        ),
        (r"FADE IN|FADES IN|FADE-IN|FADE UP|ABRE DE NEGRO|FUNDIDO DE|OUVERTURE|AUFBLENDE|DAL NERO|FADE FROM", FADE_IN),
        (r"\bJ[- ]?CUT|PRE-?LAP", Transition("cut", 0.0, leads_s=1.0)),
        (r"\bL[- ]?CUT", Transition("cut", 0.0, leads_s=-1.0)),
        (r"SMASH", Transition("cut", 0.0, is_hard=True)),
        (r"MATCH", Transition("cut", 0.0, is_match=True)),
        (r"CUT|CORTE|CORTA|COUPE|SCHNITT|STACCO|BACK TO|TIME JUMP|切|カット", CUT),
    )
]
SHORTEST_S, LONGEST_S = 0.2, 4.0
_SECONDS = re.compile(r"(\d+(?:[.,]\d+)?)\s*(?:S|SEC|SECS|SECONDS?)\b")
_LINE = re.compile(
    r"(?:FADE (?:IN|OUT|UP)|FADES? TO (?:BLACK|WHITE)|(?:(?:SMASH|HARD) )?CUT TO (?:BLACK|WHITE)|SMASH TO BLACK|DISSOLVE TO|IRIS (?:IN|OUT)"
    r"|AUFBLENDE|ABBLENDE)\s*[.:]?\s*$"
)
_TO_BLACK = re.compile(r"(?:TO|A|AU|AUF|INS?|ZU) (?:BLACK|NEGRO|NOIR|NERO|SCHWARZ)\b|PARA PRETO|SCHWARZBLENDE")


def read_transition(text: str) -> Transition | None:
    """The transition a transition line asks for, or None when it is not known; "DISSOLVE TO: (2 s)" says how long it takes.

    A length outside what a transition can have (`SHORTEST_S` to `LONGEST_S`) is taken to the nearest end.
    """
    upper = text.upper()
    found = next((transition for pattern, transition in _KINDS if pattern.search(upper)), None)
    told = _SECONDS.search(upper)
    if found is None or told is None:
        return found
    seconds = min(LONGEST_S, max(SHORTEST_S, float(told.group(1).replace(",", "."))))
    if found.leads_s:
        return replace(found, leads_s=math.copysign(seconds, found.leads_s))
    return replace(found, seconds=seconds) if found.seconds else found


def is_to_black(text: str) -> bool:
    """Whether a transition line leads to a black screen, where what follows in its scene is heard and not seen."""
    return _TO_BLACK.search(text.upper()) is not None


def into_black(transition: Transition) -> Transition:
    """How a transition leads into a black screen: a fade through black ends there, any other is a cut."""
    if transition == TO_BLACK or not transition.seconds:
        return replace(CUT, is_hard=transition == TO_BLACK or transition.is_hard)
    return replace(DISSOLVE, seconds=max(DISSOLVE.seconds, min(1.0, transition.seconds)))


def is_transition(text: str) -> bool:
    """Whether an action paragraph is nothing but a transition ("FADE OUT.")."""
    return _LINE.match(text.strip()) is not None
