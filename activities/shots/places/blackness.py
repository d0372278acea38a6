"""When the screen itself is black: from the words that say so to those that show something again.

OVER BLACK, BLACK SCREEN, SCHWARZBILD and a cut to black last until the next slug line, transition or shot line, or until the action tells
of somebody or of light. A paragraph that is nothing but "Darkness." is black for as long as nobody is seen: after it a room is unlit
(`darkness.py`), not a black screen. "Blackout. The city is dark." is a power cut, which is seen.
"""

import re
from collections.abc import Callable, Sequence
from typing import Literal

from activities.shots.words import word_set, words

Black = Literal["", "screen", "room"]
"""Nothing is black; the screen is, by the writer's word; or it is as dark as can be where the scene plays."""

_THEN_HEARD = (
    r"we\b|wir\b|man hört|hört\b|on (?:n['’])?entend|on (?:ne )?voit|se (?:oye|escucha)|si (?:sent|ode|odono)|ouve|a voice\b|the sound"
)
_END = rf"(?=\s*(?:$|[.:,;!…—–\-()\[\]]|{_THEN_HEARD}|sounds?\b))"
_SCREEN = re.compile(
    r"^[(\[]?(?:"
    r"(?:we (?:open|begin|start|are|fade|cut|go) )?(?:still )?(?:over|on|against|in|to) (?:a )?(?:black|blackness)"
    rf"(?: (?:screen|frame|background))?{_END}"
    rf"|(?:a |the )?(?:all |completely |totally )?black (?:screen|frame|picture){_END}"
    rf"|(?:the )?(?:screen|frame|picture|image) (?:is|stays|remains) (?:all |completely )?black{_END}"
    rf"|(?:smash |hard )?(?:cut|fade|smash) to black{_END}|black(?:ness|out)?{_END}"
    rf"|schwarz(?:bild|film|e leinwand|er bildschirm|es bild)?{_END}"
    rf"|(?:über|auf|vor|im) (?:schwarz|schwarzbild|schwarzem (?:bild|grund|hintergrund)|schwarzer leinwand){_END}"
    rf"|die leinwand (?:ist|bleibt) schwarz{_END}"
    rf"|(?:sur |au )?(?:un )?(?:fond |écran |image )?noire?(?: complet| total)?{_END}"
    rf"|dans le noir(?: complet| total)?(?=\s*(?:$|[.:!…]|,?\s*(?:{_THEN_HEARD})))"
    rf"|l['’]écran (?:est|reste) noir{_END}"
    rf"|(?:sobre |en |a )?(?:fondo |la )?(?:pantalla )?(?:en |a )?negr[oa]{_END}"
    rf"|(?:su |in |a )?(?:fondo |schermo )?ner[oa]{_END}"
    rf"|(?:sobre |em )?(?:fundo |tela |ecrã )?(?:em )?pret[oa]{_END}"
    r")",
    re.IGNORECASE,
)
_COLOUR = re.compile(
    r"^[(\[]?(?:black(?:ness|out)?|schwarz|noire?|negr[oa]|ner[oa]|pret[oa])"
    rf"(?P<rest>\s*(?:$|[.:;!…—–)\]]|-[- ]|,?\s*(?:{_THEN_HEARD})))?",
    re.IGNORECASE,
)
"""A colour by itself, which is a screen's only where a sentence ends behind it: BLACK (50), a tired detective, is none."""
_POWER_CUT = re.compile(r"[(\[]?(?i:a |total |complete )?[Bb]lackout\b")
"""In capitals it is a direction."""
_WORN = re.compile(r"^[(\[]?in black\b", re.IGNORECASE)
_SHOWN = re.compile(r"^[(\[]?(?:(?:the )?(?:screen|picture|image) (?:is|stays|remains)\b|l['’]écran (?:est|reste)\b)", re.IGNORECASE)
"""May be a thing of the room as well."""
_ROOM = re.compile(
    r"^[(\[]?(?:(?:total|complete|utter|absolute|pitch|deep) )?(?:dark(?:ness)?|pitch[- ]black)[.:!…]*$"
    r"|^(?:(?:völlige|totale|absolute|tiefe) )?(?:dunkelheit|finsternis|stockdunkel|dunkel)[.:!…]*$"
    r"|^(?:l['’])?obscurité(?: totale| complète)?[.:!…]*$"
    r"|^(?:la )?oscuridad(?: total| absoluta| completa)?[.:!…]*$"
    r"|^(?:il )?buio(?: totale| pesto| completo)?[.:!…]*$|^oscurità(?: totale)?[.:!…]*$"
    r"|^(?:a )?escuridão(?: total| completa)?[.:!…]*$",
    re.IGNORECASE,
)
_HEARD = re.compile(
    r"\b(?:hear[sd]?|heard|sounds?|noise|voices?|breath\w*|silence|music|somewhere|off[- ]?screen|o\.?s\.?"
    r"|hört|hören|stimmen?|geräusch\w*|stille|musik|atmet|atem|entend\w*|bruits?|voix|silence|musique|respir\w*"
    r"|oye\w*|oímos|escucha\w*|ruidos?|voz|voces|silencio|música|sent[eio]\w*|rumor[ei]|voc[ei]|silenzio|musica|ouv\w+|vozes|silêncio)\b",
    re.IGNORECASE,
)
_SEEN = word_set(
    "see sees seen light lights lit flame flashlight torch match candle lantern beam sun sunlight daylight dawn image picture appears "
    "reveal reveals revealing revealed glow glows flickers licht lichter streichholz kerze flamme lampe sonne sieht sehen erscheint "
    "lumière allumette bougie flamme lampe soleil voit apparaît luz luces cerilla vela linterna sol vemos aparece luce luci fiammifero "
    "candela sole vediamo appare fósforo aparece"
)


def black_told(text: str) -> Black:
    """What a piece of action or the location of a slug line says about the screen: that it is black, or that there is only darkness."""
    told = text.strip()
    found, colour = _SCREEN.match(told), _COLOUR.match(told)
    is_a_colour = found is not None and colour is not None and colour.end() == found.end() and colour["rest"] is None
    if found and not is_a_colour and not _WORN.match(told):
        return "screen"
    return "room" if _ROOM.match(told) else ""


def is_seen(text: str, named: Callable[[str], Sequence[str]]) -> bool:
    """Whether a piece of action that follows a black screen shows something: somebody of the film, or light; what is heard shows nothing.

    Args:
        text: The action.
        named: Tells whom of the film a text names.
    """
    if _HEARD.search(text):
        return False
    return bool(_SEEN & set(words(text))) or bool(named(text))


def black_pieces(pieces: Sequence[str], before: Black, named: Callable[[str], Sequence[str]]) -> list[Black]:
    """How black the screen is during each piece of a paragraph.

    Args:
        pieces: Of the action, in order.
        before: How it was before the paragraph.
        named: As in `is_seen`.
    """
    states: list[Black] = []
    state = before
    for index, piece in enumerate(pieces):
        told = black_told(piece)
        if told == "room" and any(is_seen(other, named) for other in pieces[index + 1 :]):
            # what is seen in the same breath is seen in a dark room
            told = ""
        elif told == "screen" and (_is_of_the_film(piece, index, pieces, named) or _is_power_cut(piece, pieces)):
            told = ""
        if told:
            state = told
        elif state and is_seen(piece, named):
            state = ""
        states.append(state)
    return states


def _is_power_cut(piece: str, pieces: Sequence[str]) -> bool:
    """Whether a blackout is the city's and not the picture's: something else is told with it, and it is not written as a direction."""
    return len(pieces) > 1 and _POWER_CUT.match(piece) is not None and not any(_SCREEN.match(other) for other in pieces if other != piece)


def _is_of_the_film(piece: str, index: int, pieces: Sequence[str], named: Callable[[str], Sequence[str]]) -> bool:
    """Whether what reads like a black screen is somebody of that name, or a screen that is seen in the picture."""
    if _SHOWN.match(piece):
        return index > 0 or "," in piece or any(is_seen(other, named) for other in pieces[index + 1 :])
    colour = _COLOUR.match(piece)
    return colour is not None and bool(named(colour.group()))
