"""What counts against a text, by rules: words of several groups near each other, weighed by whether they are seen or said.

A rule never looks at one word where two decide: a bomb is a thriller, a bomb with its making, its steps and its amounts is a recipe. What a
character says weighs less than what the camera shows, for villains talk. Scores were set by hand on the examples of
`tests/activities/moderation/test_words.py`: 0.5 is where a careful person would want to look.

A category's score is that of its weightiest place, or more when there are many places on few pages: with D the sum of the scores of all
places for each page, at least 0.9 · D / (1 + D).
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from activities.moderation.lexicon import LANGUAGES, Lexicon, span_of
from activities.moderation.passages import Passage, Text, quoted
from activities.moderation.vocabulary.groups import Group
from schemas.moderation import FINDINGS_MAX, Category, TextFinding, Verdict

_PAGE_WORDS = 200
"""Of a screenplay, about."""
_CROWDED = 0.9
"""What many weak places together approach."""
_ALWAYS = "en"
"""Prompts are written in it, whatever the film's language."""


@dataclass(frozen=True)
class Rule:
    """Words that count against a text when they are near each other."""

    category: Category
    anchor: Group
    shown: float
    """The score of such a place in what is seen, or in a prompt."""
    spoken: float
    """In what is said."""
    reason: str
    near: tuple[Group, ...] = ()
    """What else must be there; a group that stands here twice must be there twice."""
    within: int = 12
    """Words, to each side of the anchor."""
    is_wide: bool = False
    """Whether all may stand in different paragraphs of a scene."""
    halved_by: Group | None = None
    """What near the anchor makes it half as bad."""


RULES = (
    Rule(Category.SEXUAL_MINORS, Group.MINOR, 0.95, 0.55, "a minor beside an explicit sexual word", (Group.SEXUAL,), 14),
    Rule(
        Category.SEXUAL_MINORS,
        Group.MINOR,
        0.7,
        0.3,
        "a minor beside a word of nakedness or desire",
        (Group.SUGGESTIVE,),
        10,
        halved_by=Group.PROTECTIVE,
    ),
    Rule(Category.SEXUAL, Group.SEXUAL, 0.35, 0.12, "an explicit sexual word"),
    Rule(Category.HATE, Group.SLUR, 0.45, 0.15, "a slur"),
    Rule(Category.HATE, Group.PEOPLE, 0.45, 0.25, "people spoken of as vermin, or their destruction", (Group.DEHUMANISING,), 8),
    Rule(Category.SELF_HARM, Group.SELF_HARM, 0.15, 0.06, "a suicide or self-harm"),
    Rule(Category.SELF_HARM, Group.SELF_HARM, 0.65, 0.55, "self-harm beside a way to do it", (Group.METHOD,), 20),
    Rule(Category.SELF_HARM, Group.SELF_HARM, 0.4, 0.25, "self-harm with amounts", (Group.QUANTITY,), 20),
    Rule(Category.SELF_HARM, Group.URGING, 0.4, 0.2, "a call to kill oneself"),
    Rule(Category.VIOLENCE, Group.GORE, 0.18, 0.05, "a mutilation"),
    Rule(Category.WEAPONS, Group.DEVICE, 0.15, 0.1, "the making of a weapon", (Group.MAKING,), 8),
    Rule(Category.WEAPONS, Group.DEVICE, 0.6, 0.3, "a weapon beside words of instruction", (Group.MAKING, Group.TEACHING), 20),
    Rule(
        Category.WEAPONS,
        Group.DEVICE,
        0.8,
        0.75,
        "the making of a weapon with steps and amounts",
        (Group.MAKING, Group.PROCESS, Group.PROCESS, Group.QUANTITY),
        60,
        is_wide=True,
    ),
    Rule(Category.ILLICIT, Group.DRUG, 0.12, 0.08, "the making of a drug", (Group.MAKING,), 8),
    Rule(Category.ILLICIT, Group.DRUG, 0.55, 0.3, "a drug beside words of instruction", (Group.MAKING, Group.TEACHING), 20),
    Rule(
        Category.ILLICIT,
        Group.DRUG,
        0.75,
        0.7,
        "the making of a drug with steps and amounts",
        (Group.MAKING, Group.PROCESS, Group.PROCESS, Group.QUANTITY),
        60,
        is_wide=True,
    ),
)


@dataclass(frozen=True)
class _Place:
    """A word of a group in a scene."""

    position: int
    """In words of the scene."""
    passage: int
    """Its number in the scene."""
    index: int
    """Of the word in its passage."""


_Places = Mapping[Group, Sequence[_Place]]


@dataclass(frozen=True)
class _Weak:
    """A place that counts against a text."""

    score: float
    rule: Rule
    passage: Passage
    index: int
    """Of the word in the passage."""

    @property
    def finding(self) -> TextFinding:
        passage = self.passage
        return TextFinding(
            category=self.rule.category,
            score=self.score,
            where=passage.where,
            scene=passage.scene,
            line=passage.line,
            quote=quoted(passage.text, *span_of(passage.text, self.index)),
            reason=self.rule.reason,
        )


def judge(text: Text) -> Verdict:
    """What the rules think of a text; linear in its length, some 30 ms for a feature film."""
    languages = {_ALWAYS, text.language.partition("-")[0].lower()}
    lexicon = Lexicon(languages & set(LANGUAGES), text.minors)
    weak: list[_Weak] = []
    words = 0
    for _, group in groupby(text.passages, key=lambda passage: (passage.where, passage.scene)):
        passages = list(group)
        places, count = _places(passages, lexicon)
        weak += _weak(passages, places)
        words += count
    heaviest = sorted(range(len(weak)), key=lambda number: (-weak[number].score, number))[:FINDINGS_MAX]
    return Verdict(
        scores=_scores(weak, max(1.0, words / _PAGE_WORDS)),
        findings=[weak[number].finding for number in sorted(heaviest)],
        left_out=len(weak) - len(heaviest),
        notes=[f"no words of the language '{language}' are known to the rules" for language in sorted(languages - set(LANGUAGES))],
    )


def _scores(weak: Sequence[_Weak], pages: float) -> dict[Category, float]:
    scores: dict[Category, float] = {}
    for category in Category:
        found = [place.score for place in weak if place.rule.category is category]
        if found:
            crowd = sum(found) / pages
            scores[category] = round(max(*found, _CROWDED * crowd / (1 + crowd)), 3)
    return scores


def _places(passages: Sequence[Passage], lexicon: Lexicon) -> tuple[_Places, int]:
    places: defaultdict[Group, list[_Place]] = defaultdict(list)
    begin = 0
    for number, passage in enumerate(passages):
        hits, count = lexicon.hits(passage.text)
        for hit in hits:
            places[hit.group].append(_Place(begin + hit.index, number, hit.index))
        begin += count
    return places, begin


def _weak(passages: Sequence[Passage], places: _Places) -> Iterator[_Weak]:
    """The weightiest place of each category at each word, in the order of the text."""
    found: dict[tuple[int, int, Category], _Weak] = {}
    for rule in RULES:
        for place in places.get(rule.anchor, ()):
            if not all(_are_near(rule, place, places.get(group, ())) >= rule.near.count(group) for group in rule.near):
                continue
            passage = passages[place.passage]
            score = rule.spoken if passage.is_spoken else rule.shown
            if rule.halved_by is not None and _are_near(rule, place, places.get(rule.halved_by, ())):
                score /= 2
            at = (place.passage, place.index, rule.category)
            if at not in found or found[at].score < score:
                found[at] = _Weak(score, rule, passage, place.index)
    for _, weak in sorted(found.items(), key=lambda one: one[0]):
        yield weak


def _are_near(rule: Rule, place: _Place, others: Sequence[_Place]) -> int:
    """How many others a rule sees near a place."""
    first = bisect_left(others, place.position - rule.within, key=_position)
    end = bisect_right(others, place.position + rule.within, key=_position)
    return sum(rule.is_wide or other.passage == place.passage for other in others[first:end])


def _position(place: _Place) -> int:
    return place.position
