"""Who lays hands on whom in a piece of action: what is handed over, hands shaken and held, shoulders touched, embraces, blows.

Verbs of English, German, French, Spanish, Italian and Portuguese, with what they are done to ("shakes his hand", "le tend la lettre").
Somebody must be told to be at the other end, or be the only other one there.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from activities.shots.people.acting import children_in, fitting, gender_of_pronoun, opens_with_pronoun, subjects_of
from activities.shots.people.cast import Cast
from activities.shots.people.nameless import opens_with_extra, presented
from activities.shots.places.props import is_handheld, props_in
from activities.shots.words import sentences, word_set, words
from schemas.shots import Touch

_PATTERNS: tuple[tuple[Touch, str], ...] = (
    (
        "shake_hands",
        r"\b(?:shak(?:e|es|ing)|shook)\b.{0,40}\bhands?\b|\bestrech\w+.{0,30}\bmanos?\b|\bdan la mano\b|\bserr\w+.{0,30}\bmains?\b|"
        r"\bschüttel\w*.{0,40}\b(?:hand|hände)\b|\b(?:geben|gibt|gaben|gab)\b.{0,30}\bdie (?:hand|hände)\b|\bstring\w+.{0,30}\bman[oi]\b|"
        r"\bapert\w+.{0,30}\bmãos?\b",
    ),
    (
        "shoulder",
        r"\b(?:hands?|arms?)\b.{0,24}\b(?:on|upon|to|around|over|round)\b.{0,40}\bshoulders?\b|\barms? (?:a?round|about)\b|"
        r"\b(?:touch|pat|squeez|clap|grip|tap)\w*\b.{0,40}\bshoulders?\b|\bmanos?\b.{0,24}\bhombros?\b|\bmains?\b.{0,24}\bépaules?\b|"
        r"\bhand\b.{0,40}\bschultern?\b|\bman[oi]\b.{0,24}\bspall[ae]\b|\bmãos?\b.{0,24}\bombros?\b",
    ),
    (
        "hold_hands",
        r"\b(?:hand in hand|arm in arm|del brazo|bras dessus,? bras dessous|sottobraccio|de braços dados)\b|"
        r"\b(?:hold|holds|holding|held|take|takes|took|taking|squeez\w+|grabs?|clasps?|reach\w* for)\b"
        r"(?!.*\bin (?:his|her|their|my|your|both|two|one|empty|bare) hands?\b).{0,40}\bhands?\b|\bde la mano\b|"
        r"\b(?:toma|coge|tomó|cogió)\b.{0,24}\bmanos?\b|\bmain dans la main\b|\bprend\w*.{0,24}\bmains?\b|"
        r"\b(?:hält|nimmt|halten|nahm|hielt)\b.{0,40}\bhand\b|\bmano nella mano\b|\bper mano\b|\bprende\b.{0,24}\bmano\b|"
        r"\bde mãos dadas\b|\b(?:pega|segura)\b.{0,24}\bmãos?\b",
    ),
    (
        "embrace",
        r"\b(?:hugs?|hugged|hugging|embrac\w+|kiss(?:es|ed|ing)?|abraz\w+|bes(?:a|an|ó)|embrass\w+|étrei\w+|umarm\w+|küss\w*|abbracci\w+|"
        r"baci\w*|abraç\w+|beij\w+)\b|\b(?:in|into) (?:his|her|their) arms\b|\bin each other['’]s arms\b",
    ),
    (
        "give",
        r"\binto (?:his|her|their|\w+['’]s) (?:palm|hands?|arms)\b|(?<!his )(?<!her )(?<!the )(?<!own )"
        r"\bhands (?:over |out )?(?:him|her|it|them|an?|the|back|over|[A-ZÀ-Þ])",
    ),
    (
        "strike",
        r"\b(?:punch|slap|hit|strik|shov|push)(?:s|es|ed|ing|e)?\b|\bstruck\b|\bgolpea\b|\bfrappe\b|\bgifle\b|\bschlägt\b|\bohrfeigt\b|"
        r"\bcolpisce\b|\bschiaffeggia\b|\bbate em\b|\bgolpeia\b",
    ),
)
_TOUCHES = tuple((touch, re.compile(pattern)) for touch, pattern in _PATTERNS)
_GIVES: Mapping[str, str] = {
    "en": "gives?|gave|giving|handed|handing|passes|passed|offers?|offered|returns",
    "de": "gibt|gab|reicht|reichte|überreicht",
    "es": "da|dan|dio|entrega|entregó|tiende|ofrece",
    "fr": "donne|donna|tend|tendit|offre|remet",
    "it": "dà|diede|porge|porse|consegna|offre",
    "pt": "dá|deu|oferece|entrega",
}
"""By language: what gives in one stands in every sentence of another ("a mala da Mara")."""
_OWN: Mapping[Touch, Mapping[str, re.Pattern[str]]] = {
    "give": {language: re.compile(rf"\b(?:{verbs})\b") for language, verbs in _GIVES.items()},
    "strike": {"es": re.compile(r"\bpega\b")},  # which takes something in Portuguese
}
_IT: Mapping[str, re.Pattern[str]] = {
    "en": re.compile(r"\b(?:it|them)\b"),
    # "es gibt" gives nothing
    "de": re.compile(r"(?<!gibt )(?<!gab )\bes\b(?! gibt| gab)|\b(?:gibt|gab) es (?=[A-ZÄÖÜ]|ihm\b|ihr\b)"),
    "es": re.compile(rf"\b(?:lo|la|los|las) (?:{_GIVES['es']})\b"),
    "fr": re.compile(rf"\b(?:le |la |les |l['’])(?:lui )?(?:{_GIVES['fr']}|prend)\b"),
    "it": re.compile(rf"\b(?:lo|la|li|le|gliel[oaie]) (?:{_GIVES['it']})\b"),
    "pt": re.compile(rf"\b(?:o|a|os|as) (?:{_GIVES['pt']})\b|\b(?:{_GIVES['pt']})-[oa]s?\b"),
}
"""A thing that is known already; where the same words are articles, in front of the verb."""
_TAKES_FROM = re.compile(
    r"\b(?:takes?|took|snatch\w*|grabs?|accepts?|receives?)\b.{0,50}\bfrom\b|\bnimmt\b.{0,50}\bvon\b|\bprend\b.{0,50}\bà\b", re.IGNORECASE
)
_HIM = re.compile(r"\b(?:him|ihm|ihn)\b")
_HIS = re.compile(r"\b(?:him|his|ihm|ihn|seine[rmn]?|dele)\b")
_HER = re.compile(
    r"\bher\b(?=\s*(?:$|[.,;!?)]|(?:an?|the|his|and|as|in|on|to|with|for|from|again|back|tight|tightly|close|hard|away|one)\b))|\bihr\b"
)
"""Her, and not what is hers."""
_HERS = re.compile(r"\b(?:her|ihre?[rmn]?|dela)\b")
_INTO = re.compile(r"\binto (?:his|her|their) (?:palm|hands?|arms)\b")
_TO_THEM: Mapping[str, re.Pattern[str]] = {
    "fr": re.compile(rf"\b(?:lui|leur) (?:en |y )?(?:{_GIVES['fr']}|prend|serre|touche)\b"),
    "es": re.compile(rf"\b(?:le|se l[oa]s?) (?:{_GIVES['es']}|estrecha|toma|coge)\b"),
    "it": re.compile(rf"\b(?:gli|le|gliel[oaie]) (?:{_GIVES['it']}|stringe|prende)\b"),
    "pt": re.compile(rf"\blhe (?:{_GIVES['pt']}|aperta)\b|\b(?:{_GIVES['pt']})-lhe\b"),
}
"""Him or her, to whom something is done: the only other one there."""
_HAND_IN_HAND = re.compile(
    r"\b(?:hand in hand|arm in arm|holding hands|del brazo|bras dessus,? bras dessous|sottobraccio|de braços dados)\b|"
    r"\bde la mano\b|\bmain dans la main\b|\bmano nella mano\b|\bper mano\b|\bde mãos dadas\b"
)
"""How two go or stand side by side."""
_OF_SOMEBODY = frozenset({"shake_hands", "hold_hands", "shoulder"})
"""What is done to somebody's hand or shoulder."""
_MUTUAL = word_set("each other einander sich they se si both ellos ils elles loro eles")


@dataclass(frozen=True)
class Contact:
    """Hands that reach from one to another."""

    touch: Touch
    who: str
    """Whose hands they are."""
    whom: str
    is_abreast: bool = False
    """Whether they stand or walk side by side with it, and not face to face."""

    def of(self, name: str) -> Touch:
        """What the hands of one of the two do; "" for who is only touched."""
        if name == self.who:
            return self.touch
        answers: dict[Touch, Touch] = {"give": "take", "take": "give"}
        both = self.touch in {"shake_hands", "hold_hands", "embrace"}
        return answers.get(self.touch, self.touch if both else "")


def contact_in(text: str, cast: Cast, seen: Sequence[str], about: Sequence[str] = ()) -> Contact | None:
    """The last contact that a piece of action tells of, between two who are there; None when there is none.

    Args:
        text: The action.
        cast: Who can be named.
        seen: Who is there.
        about: Whom the action before was about: "He shakes her hand".
    """
    found: Contact | None = None
    last = [name for name in about if name in seen]
    named_at_once = presented(text, cast)
    for sentence in sentences(text):
        gender = gender_of_pronoun(words(sentence)[:3])
        subjects = [name for name in subjects_of(sentence, cast) if name in seen]
        if subjects and gender and opens_with_pronoun(sentence):
            subjects = [name for name in fitting(cast, gender, [*last, *seen]) if name not in subjects][:1]
        if named_at_once in seen and opens_with_extra(sentence, cast):
            subjects = [name for name in seen if name == named_at_once]
        subjects = subjects or (fitting(cast, gender, [*last, *seen])[:1] if gender else [])
        found = _of_sentence(sentence, cast, seen, subjects or last) or found
        last = subjects or last
    return found


def _of_sentence(sentence: str, cast: Cast, seen: Sequence[str], subjects: Sequence[str]) -> Contact | None:
    touch = _touch_in(sentence, cast.language)
    is_taken = bool(_TAKES_FROM.search(sentence))
    if touch is None and not is_taken:
        return None
    if touch in {None, "give"} and not _has_thing(sentence, cast):
        return None
    done: Touch = "take" if is_taken else touch or "take"
    is_abreast = done == "hold_hands" and _HAND_IN_HAND.search(sentence.lower()) is not None
    pair = _named_pair(sentence, cast, seen, subjects) or _told_pair(sentence.lower(), done, cast, seen, subjects)
    if pair is None and is_abreast:
        pair = _together(sentence, cast, seen)
    return None if pair is None else Contact(done, *pair, is_abreast=is_abreast)


def _touch_in(sentence: str, language: str) -> Touch | None:
    """What hands do in a sentence, in the order of `_PATTERNS`."""
    spoken = sentence.lower()
    for touch, pattern in _TOUCHES:
        own = _OWN.get(touch, {}).get(language)
        if pattern.search(sentence if touch == "give" else spoken) or (own is not None and own.search(spoken)):
            return touch
    return None


def _has_thing(sentence: str, cast: Cast) -> bool:
    """Whether something small is named that can go from hand to hand, by its name or by a pronoun."""
    known = _IT.get(cast.language)
    return any(is_handheld(prop) for prop in props_in(sentence, cast.language)) or (known is not None and bool(known.search(sentence)))


def _named_pair(sentence: str, cast: Cast, seen: Sequence[str], subjects: Sequence[str]) -> tuple[str, str] | None:
    """Two whom a sentence names, or one it names and the one it goes on about."""
    named = [name for name in cast.owners(sentence) if name in seen]
    who = next((name for name in subjects if len(named) < 2 or name in named), named[0] if named else "")
    whom = next((name for name in named if name != who), "")
    return (who, whom) if who and whom else None


def _together(sentence: str, cast: Cast, seen: Sequence[str]) -> tuple[str, str] | None:
    """The two who go hand in hand when neither is named: two children, or the only two there."""
    both = children_in(sentence, cast, seen) or list(seen)
    return (both[0], both[1]) if len(both) == 2 else None


def _told_pair(spoken: str, touch: Touch, cast: Cast, seen: Sequence[str], subjects: Sequence[str]) -> tuple[str, str] | None:
    """Whom pronouns mean: "they", "him", "her hand"; or the only other one there."""
    if set(words(spoken)[:2]) & _MUTUAL and len(seen) > 1:
        pair = [*subjects, *(name for name in seen if name not in subjects)]
        return pair[0], pair[1]
    if not subjects:
        return None
    others = [name for name in seen if name != subjects[0]]
    is_possessive = touch in _OF_SOMEBODY or _INTO.search(spoken) is not None
    gender = (
        "male"
        if (_HIS if is_possessive else _HIM).search(spoken)
        else "female"
        if (_HERS if is_possessive else _HER).search(spoken)
        else ""
    )
    to_them = _TO_THEM.get(cast.language)
    is_other = bool(set(words(spoken)) & _MUTUAL) or (to_them is not None and to_them.search(spoken) is not None)
    meant = fitting(cast, gender, others) if gender else others if is_other else []
    return (subjects[0], meant[0]) if len(meant) == 1 or (meant and gender) else None
