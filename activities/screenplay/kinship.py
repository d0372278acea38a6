"""Who is whose child, parent, brother or sister, told beside a name: "Her daughter LENA", "MARTHA's brother PAUL", "TOMAS, her son,"."""

import re

from activities.screenplay.people import Gender

_KIN = (
    "son|daughter|mother|father|mom|mum|dad|brother|sister|twin|grandmother|grandfather|grandson|granddaughter|grandma|grandpa|niece|"
    "nephew|child|hijo|hija|madre|padre|hermano|hermana|abuela|abuelo|nieto|nieta|fils|fille|mère|père|frère|sœur|soeur|grand-mère|"
    "grand-père|petit-fils|petite-fille|sohn|tochter|mutter|vater|bruder|schwester|großmutter|großvater|oma|opa|enkel|enkelin|figlio|"
    "figlia|fratello|sorella|nonna|nonno|nipote|filho|filha|mãe|pai|irmão|irmã|avó|avô|neto|neta"
)
_WHOSE = r"(?:his|her|their|su|sus|sein|seine|ihr|ihre|sa|son|leur|suo|sua|seu|il suo|la sua|o seu|a sua)"
_OWN = r"(?:(?:\w+[ -])?(?:little|older|elder|younger|eldest|youngest|only|old|young|big|twin|kleine[rs]?|ältere[rs]?|jüngere[rs]?) )?"
_BEFORE = re.compile(
    rf"(?:(?<![^\W_]){_WHOSE}|(?P<name>[^\W\d_][\w’' .-]{{0,40}}?)['’]s)\s+(?P<kind>{_OWN}(?:{_KIN})),?\s*$", re.IGNORECASE
)
_AFTER = re.compile(
    rf"^\s*(?:\([^()]*\))?,\s*(?:[0-9]{{1,2}},\s*)?(?:{_WHOSE}|(?P<name>[^\W\d_][\w’' .-]{{0,40}}?)['’]s)\s+(?P<kind>{_OWN}(?:{_KIN}))\b",
    re.IGNORECASE,
)
_HAS = re.compile(
    rf"^\s*(?:\([^()]*\))?,?\s+(?:and|with|y|con|und|mit|et|avec|e|com)\s+(?P<whose>his|her)\s+{_OWN}(?:{_KIN})\b", re.IGNORECASE
)


def kinship(before: str, after: str) -> tuple[str, str] | None:
    """What somebody is to somebody else, as it stands beside their name.

    Args:
        before: The sentence up to the name.
        after: The sentence behind it.

    Returns:
        What they are ("younger brother") and whose, a name as it is written or "" for a pronoun; None when nothing is told.
    """
    told = _BEFORE.search(before) or _AFTER.match(after)
    if told is None:
        return None
    return told["kind"].lower(), (told["name"] or "").strip()


def gender_of_owner(after: str) -> Gender:
    """The gender of whoever is named before "and her son"."""
    told = _HAS.match(after)
    return "unknown" if told is None else "female" if told["whose"].lower() == "her" else "male"
