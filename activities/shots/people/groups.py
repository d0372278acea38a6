"""How many people "the three", "both" and "die beiden" mean, in six languages: those whom a scene knows, without a name."""

import re

_COUNTS = {
    2: "two zwei beiden deux dos due dois duas",
    3: "three drei trois tres tre três",
    4: "four vier quatre cuatro quattro quatro",
}
_NUMBERS = {word: count for count, told in _COUNTS.items() for word in told.split()}
_DOING = {
    "en": "are|is|sit|stand|lie|kneel|run|walk|wait|look|stare|laugh|smile|cry|weep|eat|drink|dance|sing|play|sleep|embrace|hug|kiss|fight"
    "|talk|watch|listen|nod|turn|come|go|leave|enter|hold|hide|ride|drive|of them",
    "de": r"sind|[a-zäöü]\w+e[rl]?n",
    "fr": r"(?:s['’]|se )?(?:[a-zéèêà]\w+ent|sont|vont)",
    "es": r"(?:se )?[a-záéíóú]\w+[aeá]n",
    "it": r"(?:si )?(?:[a-zàèéìòù]\w+[aeo]no|sono|stanno|vanno|hanno)",
    "pt": r"(?:se )?(?:[a-záéíóúãõ]\w+[ae]m|estão|vão|são)",
}
"""Verbs, which tell that no noun follows; German nouns are written large."""
_GROUPS = {
    "en": (r"(?:all (?:of )?(?:the )?|the )", r"(?:they )?both"),
    "de": (r"(?:alle |die |all die )", r"(?:alle )?beide"),
    "fr": (r"(?:(?:tous |toutes )?les |tous |toutes )", r"tous les deux|toutes les deux"),
    "es": (r"(?:(?:todos |todas )?l[oa]s )", r"ambos|ambas"),
    "it": (r"(?:i |le |tutti e |tutte e )", r"entrambi|entrambe"),
    "pt": (r"(?:(?:todos |todas )?[oa]s )", r"ambos|ambas"),
}
_PATTERNS = {
    language: re.compile(
        rf"(?i:(?P<both>{both})|{group}(?P<number>{'|'.join(_NUMBERS)})) (?:{_DOING[language]})\b",
    )
    for language, (group, both) in _GROUPS.items()
}


def group_size(text: str, language: str = "en") -> int:
    """How many people a text begins with who are not named: 3 for "The three sit", 0 where it is about somebody else or a noun follows."""
    pattern = _PATTERNS.get(language)
    found = pattern.match(text) if pattern else None
    if found is None:
        return 0
    return 2 if found["both"] else _NUMBERS[found["number"].lower()]
