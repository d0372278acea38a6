"""When a room is dark: from the words that put its lights out to those that put them on again, or to the end of the scene."""

import re

from activities.shots.words import sentences

_OUT = re.compile(
    r"^(?:total |complete |utter )?dark(?:ness)?\b[.!]?$"
    r"|\bpitch[- ]?(?:dark|black)\b|\bin (?:the |total |complete )dark(?:ness)?\b"
    r"|\b(?:it|room|house|cellar|basement|corridor|hall|hallway|attic|everything|place|inside) (?:is|lies|goes|falls) (?:all |very )?dark\b"
    r"|\b(?:(?:spot|stage ?)?lights?|bulbs?) (?:all )?(?:(?:flickers?|sputters?|dims?)(?:,? and|,) )?(?:go(?:es)?|went|is|are) out\b"
    r"|\b(?:lights?|bulbs?) dies?\b|\bpower (?:(?:is|goes|went) (?:out|off)|fails)\b|\bblackout\b"
    r"|^oscuridad\b[^,]*$|\ba oscuras\b|\bestá oscuro\b|\bse va la luz\b|\bse apagan? las? luz|\bapagón\b"
    r"|^(?:l')?obscurité\b[^,]*$|\bdans le noir\b|\bdans l'obscurité\b|\bla lumière s'éteint\b|\bpanne de courant\b"
    r"|^(?:dunkelheit|finsternis)\b[^,]*$|\b(?:stock|zappen)?(?:dunkel|finster)\.?$|\bim dunkeln\b"
    r"|\blicht (?:geht|ist) aus\b|\bstromausfall\b"
    r"|^buio\b[^,]*$|\bal buio\b|\bè buio\b|\bluce (?:si spegne|va via)\b"
    r"|^escuridão\b[^,]*$|\bno escuro\b|\bàs escuras\b|\bestá escuro\b|\bluz (?:se apaga|acaba)\b",
    re.IGNORECASE,
)
_ON = re.compile(
    r"\blights? (?:comes?|go(?:es)?|flickers?|snaps?|is|are) (?:back )?on\b|\bpower (?:is|comes) (?:back|on)\b"
    r"|\b(?:switch|turn|flick|snap|put)(?:es|s)? (?:on )?(?:the|a) (?:lights?|lamps?|ceiling light|switch)\b"
    r"|\b(?:daylight|sunlight|light) (?:floods|fills|pours)\b"
    r"|\benciende (?:la|una) (?:luz|lámpara)\b|\bvuelve la luz\b|\ballume (?:la|une) (?:lumière|lampe)\b|\bla lumière revient\b"
    r"|\bschaltet das licht (?:ein|an)\b|\bmacht licht\b|\blicht geht (?:wieder )?an\b"
    r"|\baccende (?:la|una) (?:luce|lampada)\b|\btorna la luce\b|\bacende (?:a|uma) (?:luz|lâmpada)\b|\ba luz volta\b",
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
        elif _OUT.search(told):
            is_dark = True
    return is_dark
