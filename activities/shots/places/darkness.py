"""When a room is dark: from the words that put its lights out to those that put them on again, or to the end of the scene."""

import re

from activities.shots.words import sentences

_NO_COLOUR = (
    r"(?!\s+(?!(?:and|or|but|with|as|until|till|for|like|again|now|then|by|on|at|to|behind|under|beside|beyond|near|while|when|where|an?|the"
    r"|his|her|their|she|he|they|it|we|some\w+|nobody|room|cellar|basement|corridor|hall|hallway|attic|house|kitchen|bedroom|tunnel|cave"
    r"|alley|street|forest|woods|night)\b)(?-i:[a-z]))"
)
"""Behind "in the dark": no suit, no blue chair, and nothing that nobody told them about."""
_GERMAN_ROOMS = (
    r"raum|zimmer|keller|flur|saal|gang|haus|küche|wohnung|halle|treppenhaus|dachboden|kirche|stube|bühne|tunnel|höhle|korridor|schuppen"
)
_OUTSIDE = re.compile(
    r"\b(?:outside|outdoors|draußen|dehors|afuera|fuera|fuori|lá fora|sky|himmel|ciel|cielo|céu)\b"
    r"(?!.*\b(?:lights?|power|licht|strom|lumières?|luz|luces|luce|luci|luzes)\b)",
    re.IGNORECASE,
)
"""Night falls there, and the room keeps its lamps."""
_OUT = re.compile(
    r"^(?:total |complete |utter )?dark(?:ness)?\b[.!]?$"
    rf"|\bpitch[- ]?(?:dark|black)\b|\bin (?:the |total |complete )(?:darkness|dark{_NO_COLOUR})\b"
    r"|\b(?:it|room|house|cellar|basement|corridor|hall|hallway|attic|everything|place|inside) (?:is|lies|goes|falls) (?:all "
    r"|very )?dark\b"
    r"|\b(?:(?:spot|stage ?)?lights?|bulbs?) (?:all )?(?:(?:flickers?|sputters?|dims?)(?:,? and|,) )?(?:go(?:es)?|went|is|are) out\b"
    r"|\b(?:lights?|bulbs?) dies?\b|\bpower (?:(?:is|goes|went) (?:out|off)|fails)\b|\bblackout\b(?! (?:curtain|blind))"
    r"|\b(?:switch|turn|flick|snap|put|click|shut)(?:es|s)? (?:off|out) (?:all )?(?:the|every) (?:(?:overhead|ceiling|last"
    r"|main) )?lights?\b(?! of)"
    r"|\b(?:switch|turn|flick|snap|put|click|shut)(?:es|s)? (?:all )?(?:the|every) (?:(?:overhead|ceiling|last|main) )?lights? (?:off"
    r"|out)\b"
    r"|\b(?:kill|cut|douse)s? (?:all )?the lights\b"
    r"|^oscuridad\b[^,]*$|\ba oscuras\b|\bestá oscuro\b|\bse va la luz\b|\bse apagan? las? luz|\bapagón\b|\bapagan? (?:la luz"
    r"|las luces|todas las luces)\b"
    r"|^(?:l')?obscurité\b[^,]*$|\bdans le noir\b|\bdans l'obscurité\b|\bla lumière s['’]éteint\b|\b(?:éteint|éteignent"
    r"|coupe) (?:la lumière|les lumières|toutes les lumières)\b|\bpanne de courant\b"
    r"|^(?:dunkelheit|finsternis)\b[^,]*$|\b(?:stock|zappen)(?:dunkel|finster|duster)\b|\bim dunkeln\b"
    r"|^(?:dunkel|finster)\.?$|\b(?:ist|wird|bleibt) es (?:\w+ )?(?:dunkel|finster)\b"
    rf"|\b(?:es|alles|{_GERMAN_ROOMS}) (?:ist|wird|liegt|bleibt) (?:\w+ )?(?:dunkel|finster)\b"
    r"|\blicht(?:er)? (?:geht|gehen|ist|sind) aus\b|\bstromausfall\b|\b(?:lösch\w*|aus)(?: \w+){0,2} licht(?:er)?\b(?! an)"
    r"|\b(?:macht|machen|schaltet|schalten|knipst|dreht|machte|schaltete|knipste)\b[^.!?;,]{0,40}\blicht(?:er)?\b(?: \w+){0,2} aus\b"
    r"|^buio\b[^,]*$|\bal buio\b|\bè buio\b|\bluce (?:si spegne|va via)\b|\bspeg(?:ne|nono) (?:la luce|le luci|tutte le luci)\b"
    r"|^escuridão\b[^,]*$|\bno escuro\b|\bàs escuras\b|\bestá escuro\b|\bluz (?:se apaga|acaba)\b|\bapagam? (?:a luz|as luzes"
    r"|todas as luzes)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\blights? (?:comes?|go(?:es)?|flickers?|snaps?|is|are) (?:back )?on\b|\bpower (?:is|comes) (?:back|on)\b"
    r"|\b(?:switch|turn|flick|snap|put)(?:es|s)? on (?:all )?(?:the|a) (?:lights?|lamps?|ceiling light)\b|\b(?:flick|flip"
    r"|hit)s? (?:the|a) (?:light )?switch\b"
    r"|\b(?:switch|turn|flick|snap|put)(?:es|s)? (?:all )?(?:the|a) (?:lights?|lamps?|ceiling light) (?:back )?on\b"
    r"|\b(?:daylight|sunlight|light) (?:floods|fills|pours)\b"
    r"|\bencienden? (?:la|una|las) (?:luz|luces|lámpara)\b|\bvuelve la luz\b|\br?allume(?:nt)? (?:la|une|les) (?:lumières?|lampe)\b"
    r"|\bla lumière revient\b"
    r"|\b(?:macht|machen|schaltet|knipst|dreht|schalten)\b[^.!?;,]{0,30}\b(?:licht(?:er)?|lampe)\b(?: \w+){0,2} (?:ein|an)\b"
    r"|\bmacht licht\b|\blicht geht (?:wieder )?an\b"
    r"|\baccend(?:e|ono) (?:la|una|le) (?:luce|luci|lampada)\b|\btorna la luce\b|\bacendem? (?:a|uma|as) (?:luz|luzes|lâmpada)\b"
    r"|\ba luz volta\b",
    re.IGNORECASE,
)


def is_dark_after(action: str, *, is_dark: bool) -> bool:
    """Whether a room is dark once something has happened in it.

    Args:
        action: What happens, in English, Spanish, French, German, Italian or Portuguese.
        is_dark: Whether it was before.
    """
    for sentence in sentences(action):
        told = sentence.strip()
        if _ON.search(told):
            is_dark = False
        elif _OUT.search(told) and not _OUTSIDE.search(told):
            is_dark = True
    return is_dark
