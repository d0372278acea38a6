"""Which lights of a place are out: lamps, candles, fires, windows, screens; from the words that put them out to those that light them.

A whole room that goes dark is `darkness.py`'s; here it is the things: a lamp of which the script says that it is dark does not glow.
"""

import re
from collections.abc import Iterable

from activities.shots.words import clauses
from schemas.shots import Shining

_THINGS: dict[Shining, str] = {
    "lamp": r"lamps?|bulbs?|lanterns?|chandeliers?|(?:spot|flood|street|head|neon )?lights?|lampen?|laternen?|glühbirnen?"
    "|scheinwerfer|flutlicht|lampes?|projecteurs?"
    r"|ampoules?|lanternes?"
    r"|lámparas?|bombillas?|farol(?:es)?|lampad[ae]|lampadin[ae]|lanterne?|lâmpadas?|lanternas?|focos|reflectores|riflettori|holofotes",
    "candle": r"candles?|kerzen?|bougies?|chandelles?|velas?|candel[ae]",
    "fire": r"fires?(?! (?:escape|engine|alarm|door|truck|brigade|extinguisher|exit|station|fighter|hydrant)s?\b)"
    r"|fireplace|hearth|campfire|bonfire|stove|oven|feuer|kamin|ofen|herd|lagerfeuer|feu|cheminée|fuego|hoguera"
    r"|chimenea|fuoco|camino"
    r"|fogo|fogueira|lareira",
    "window": r"houses?|windows|buildings?|village|town|city|street|cabin|mansion|cottage|farmhouse|(?:bauern)?haus|häuser|fenster"
    r"|dorf|stadt|hütte|maisons?"
    r"|fenêtres|village|ville|ferme|casas?|ventanas|pueblo|ciudad|cabaña|case|finestre|villaggio|paese|città|janelas|aldeia|cidade",
    "screen": r"screens?|monitors?|tv|television|computer|laptop|consoles?|displays?|bildschirme?|monitore?|fernseher"
    r"|konsolen?|écrans?|moniteurs?"
    r"|télévision|pantallas?|monitor(?:es)?|televisor|schermi?|monitor|televisione|telas|ecrãs?|televisão",
}
_BETWEEN = r"(?:\s+[^\s.!?;:]+){0,6}?\s+"
_ALL = r"(?:(?:all|both|now|still|completely|alle|ganz|jetzt|noch|tous|toutes|encore|todas?|todos|tutt[eio]|ancora|ainda) )*"
_ELSEWHERE = r"(?!\s+(?:of|at|on|the|an?|to|towards?|there|here|against|limits|from|beyond|past|loud|his|her|their|its)\b)"
"""Behind "out" or "off" it is a place: "the fire is out of control"."""
_STILL = r"(?!\s+(?:quiet|silent|calm|still|ahead|straight|tired|on|end)\b)"
_IS_OFF = (
    rf"(?:is|are|goes|go|went|burns?) {_ALL}(?:out|off)\b{_ELSEWHERE}"
    rf"|(?:is|are|goes|go|went|lies?|stands?|stays?|remains?) {_ALL}(?:dead\b{_STILL}|cold\b)|dies\b"
    rf"|(?:ist|sind|bleibt|bleiben|geht|gehen) {_ALL}(?:aus\b(?!\s+\w)|tot\b|kalt\b)|"
)
"""What is said of lamps and fires; a cold house may be bright."""
_IS_OUT = (
    rf"(?:(?:is|are|goes|go|went|lies?|stands?|hangs?|stays?|remains?|falls?) {_ALL}(?:dark|unlit|black)\b"
    rf"|(?:ist|sind|bleibt|bleiben|liegt|geht|gehen) {_ALL}(?:dunkel|erloschen|schwarz)\b|erlischt\b|erlöschen\b"
    rf"|(?:est|sont|reste|restent) {_ALL}(?:éteinte?s?|sombres?|noire?s?)\b|s['’]éteint\b|s['’]éteignent\b"
    rf"|(?:está|están|queda|quedan) {_ALL}(?:apagad[oa]s?|oscur[oa]s?|a oscuras|mort[oa]s?)\b|se apagan?\b"
    rf"|(?:è|sono|resta|restano) {_ALL}(?:spent[oaei]|bui[oae]|nere?)\b|si spengono\b|si spegne\b"
    rf"|(?:está|estão|fica|ficam) {_ALL}(?:apagad[oa]s?|escur[oa]s?|às escuras)\b|se apagam?\b|apaga-se\b)"
)
_PUTS_OUT = (
    r"\b(?:blows? out|puts? out|turns? off|turns? out|switch(?:es)? off|extinguish(?:es)?|snuffs? out|unlit"
    r"|löscht|bläst|erstickt|éteint|souffle|apaga|sopla|spegne|soffia su|sopra)\b"
)
_OBJECT = (
    r"(?:\s+(?!(?:to|towards?|from|in|into|on|at|and|before|behind|near|over|by|beside|under|above|next|am|an|im|auf|vor|hinter|neben|bei|unter"
    r"|zum|zur|devant|derrière|dans|sur|sous|vers|près|hacia|delante|junto|cerca|bajo|verso|davanti|accanto|sotto|vicino|per|para|perto|sob)\b)"
    r"[^\s.!?;:]+){0,5}?\s+"
)
"""From what is done to what it is done to: "puts out a hand to the lamp" puts out no lamp."""
_APART = r"\b(?:turns?|switch(?:es)?|puts?|blows?|snuffs?|schaltet|macht|knipst|dreht|bläst)"
_NONE = r"\b(?:no|kein|keine|aucune?|ningun[ao]?|nessun[ao]?|nenhuma?)\b"
_HELD: frozenset[Shining] = frozenset({"lamp", "candle", "fire"})
"""Of which there may be none, which leaves a place dark; "no house" is no dark one."""
_LIGHTS = (
    r"\b(?:lights?|kindles?|turns? on|switch(?:es)? on|stokes?|starts?|zündet|entzündet|macht|schaltet|allume|rallume|enciende|prende"
    r"|accende|riaccende|acende)\b"
)
_IS_ON = (
    r"(?:(?:is|are|comes?|goes?|flickers?|snaps?) (?:back |all )?(?:on|lit|alight|bright)\b|burns?\b(?! out)|glows?\b"
    r"|shines?\b|blazes?\b|springs? to life"
    r"|brennt\b|brennen\b|leuchtet\b|leuchten\b|geht (?:wieder )?an\b|brûle\b|brille\b|s['’]allume\b|arde\b|brilla\b"
    r"|se enciende\b|brucia\b|si accende\b"
    r"|arde\b|brilha\b|acende-se\b)"
)


_DARK_HOUSE = (
    r"\bdark (?:houses?|windows|buildings?|cabin|mansion|cottage|farmhouse)\b|\bdunkle[nmrs]? (?:haus|häuser|fenster|hütte|bauernhaus)\b"
    r"|\b(?:maisons?|fenêtres|ferme) (?:sombres?|éteintes?)\b|\b(?:casas?|ventanas|cabaña) (?:oscuras?|a oscuras|apagadas?)\b"
    r"|\b(?:casa|case|finestre) (?:bui[ae]|scur[ae]|spent[ae])\b|\b(?:casas?|janelas) (?:escuras?|às escuras|apagadas?)\b"
)
"""A dark street may have lit windows, and mostly is only dark for its night."""
_POWER_FAILS = re.compile(
    r"\bblack-?out\b(?! (?:curtain|blind))|\bpower (?:(?:is|goes|went) (?:out|off)|fails|cuts? out|outage)\b|\bpower cut\b"
    r"|\bstromausfall\b|\bstrom fällt aus\b"
    r"|\bpanne de courant\b|\bcoupure de courant\b|\bapagón\b|\bapagão\b|\bse va la luz\b|\b(?:salta|va via|manca) la (?:corrente"
    r"|luce)\b",
    re.IGNORECASE,
)
_POWER_IS_BACK = re.compile(
    r"\bpower (?:is|comes) (?:back|on)\b|\bstrom ist wieder da\b|\ble courant revient\b|\bvuelve la (?:luz|corriente)\b"
    r"|\btorna la (?:luce|corrente)\b|\ba luz volta\b",
    re.IGNORECASE,
)
_POWERED: frozenset[Shining] = frozenset({"lamp", "window", "screen"})


_BEAM = r"|\bbeam of light\b|\blight (?:returns|is back)\b"
"""Of a lamp, told by what it does."""


def _of(shining: Shining, thing: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What puts it out, and what lights it."""
    word = rf"\b(?:{thing})\b"
    is_out = _IS_OUT if shining == "window" else f"(?:{_IS_OFF}{_IS_OUT})"
    puts_out = rf"{_PUTS_OUT}{_OBJECT}{word}|{_APART}(?:\s+[^\s.!?;:]+){{1,3}}?\s+(?:{thing})\s+(?:off|out|aus)\b(?!\s+\w)"
    dark = _DARK_HOUSE if shining == "window" else rf"\bdark {word}"
    return (
        re.compile(rf"{word}(?:{_BETWEEN}|\s+){is_out}|{puts_out}|{dark}", re.IGNORECASE),
        re.compile(
            rf"{word}(?:{_BETWEEN}|\s+){_IS_ON}|{_LIGHTS}(?:{_BETWEEN}|\s+){word}{_BEAM if shining == 'lamp' else ''}", re.IGNORECASE
        ),
    )


_PATTERNS = {shining: _of(shining, thing) for shining, thing in _THINGS.items()}
_ABSENT = {shining: re.compile(rf"{_NONE}(?:{_BETWEEN}|\s+)\b(?:{_THINGS[shining]})\b", re.IGNORECASE) for shining in _HELD}
_FIRE = re.compile(
    rf"\b(?:{_THINGS['fire']}|flames?|embers|flammen?|glut|flammes?|braises|llamas?|brasas|fiamm[ae]|braci|chamas?)\b", re.IGNORECASE
)
_NEGATED = re.compile(r"\b(?:not|never|nicht|nie|ne|pas|no|non|não|kein\w*|aucune?)\b|n['’]t\b", re.IGNORECASE)


def lights_out_after(action: str, before: Iterable[Shining]) -> list[Shining]:
    """What is out once something has happened, in the order of `Shining`.

    Args:
        action: What happens, in English, Spanish, French, German, Italian or Portuguese.
        before: What was out.
    """
    out = set(before)
    for clause in clauses(action):
        is_denied = _NEGATED.search(clause) is not None
        if _POWER_FAILS.search(clause) and not is_denied:
            out |= _POWERED
        elif _POWER_IS_BACK.search(clause):
            out -= _POWERED
        for shining, (puts_out, lights) in _PATTERNS.items():
            if (shining in _HELD and _ABSENT[shining].search(clause)) or (puts_out.search(clause) and not is_denied):
                out.add(shining)
            elif lights.search(clause) and not is_denied:
                out.discard(shining)
    return [shining for shining in _THINGS if shining in out]


def tells_of_fire(action: str) -> bool:
    """Whether a fire is told to burn, or to be lit, in a piece of action."""
    return any(
        _FIRE.search(clause) and not _PATTERNS["fire"][0].search(clause) and not _NEGATED.search(clause) for clause in clauses(action)
    )
