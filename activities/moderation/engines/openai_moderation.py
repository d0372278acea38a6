"""OpenAI's moderation endpoint (https://platform.openai.com/docs/guides/moderation), and the rules: free, but it wants a key.

A text goes there in parts of some paragraphs, and only the paragraphs of parts that score are asked about one by one, so that a finding has
its line. Harassment is not taken over, nor is violence that is not graphic: what drama is made of. Its scores are those of a model that
OpenAI changes now and then, so the same order need not give the same verdict; the first one stays.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from activities.engines import EngineOptions, Job, Made
from activities.hosted.buying import bought_at_once
from activities.hosted.engine import HostedEngine
from activities.hosted.openai_api import OpenaiOptions, service_of
from activities.hosted.options import offer, own
from activities.hosted.service import Request
from activities.moderation.by_model import chunks_of, together
from activities.moderation.engine import ModerationEngine, written
from activities.moderation.passages import Passage, quoted, text_of
from activities.moderation.rules import judge
from schemas.failures import Broken
from schemas.moderation import Category, ModerateText, TextFinding

_SETTINGS = "FILM_MODERATION_OPENAI_MODERATION_"
_PART_CHARACTERS = 2_000
_PARTS_AT_ONCE = 32
_LOOK_CLOSER = 0.1
"""A part with such a score may have a paragraph with a higher one: the others dilute it."""
_WORTH_TELLING = 0.2
_SAID = 0.5
"""What a character says weighs half, as with the rules; but not what is harmful whoever says it."""
_HARMFUL = frozenset({Category.SEXUAL_MINORS, Category.SELF_HARM, Category.WEAPONS, Category.ILLICIT})

_CATEGORIES = {
    "sexual/minors": Category.SEXUAL_MINORS,
    "sexual": Category.SEXUAL,
    "hate": Category.HATE,
    "hate/threatening": Category.HATE,
    "self-harm/instructions": Category.SELF_HARM,
    "violence/graphic": Category.VIOLENCE,
    "illicit/violent": Category.WEAPONS,
    "illicit": Category.ILLICIT,
}

Scores = Mapping[Category, float]


class OpenaiModerationOptions(OpenaiOptions):
    """Read from `FILM_MODERATION_OPENAI_MODERATION_*`."""

    model: str = "omni-moderation-latest"
    timeout_s: float = 60.0


class OpenaiModeration(HostedEngine, ModerationEngine):
    """See the module."""

    settings: ClassVar[str] = _SETTINGS
    version: ClassVar[str] = "1"
    summary: ClassVar[str] = "Words judged by OpenAI's moderation model, free of charge, and by rules."
    licence: ClassVar[str] = "LicenseRef-Filmwright AND LicenseRef-OpenAI-Terms"
    is_generative: ClassVar[bool] = False
    Options: ClassVar[type[EngineOptions]] = OpenaiModerationOptions

    @classmethod
    def model(cls, options: EngineOptions) -> str:
        """As OpenAI calls it."""
        return own(options, OpenaiModerationOptions).model

    def make(self, job: Job[ModerateText]) -> Made:
        """Judge the words.

        Raises:
            Refused, Unavailable, Broken: See `activities.hosted.buying.bought_at_once`.
        """
        text = text_of(job)
        by_rules = judge(text)
        parts = list(chunks_of(text.passages, _PART_CHARACTERS))
        calls = _Calls(job, own(self.options, OpenaiModerationOptions))
        rated = calls.scores(["\n".join(passage.text for passage in part) for part in parts])
        suspect = [passage for part, scores in zip(parts, rated, strict=True) if _is_suspect(scores) for passage in part]
        found = [
            _finding(category, score, passage)
            for passage, scores in zip(suspect, calls.scores([passage.text for passage in suspect]), strict=True)
            for category, score in scores.items()
            if score >= _WORTH_TELLING
        ]
        job.progress(1.0)
        return written(job, together(by_rules, found), provider="OpenAI", requests=calls.made)


class _Calls:
    """The calls of one order."""

    def __init__(self, job: Job[ModerateText], options: OpenaiModerationOptions) -> None:
        self._job = job
        self._options = options
        self._service = service_of(options, _SETTINGS)
        free = offer("OpenAI", options, _SETTINGS, 0.0)
        self._offer = free if options.price_usd else replace(free, is_idempotent=True)  # what costs nothing may be asked again
        self.made = 0

    def scores(self, texts: Sequence[str]) -> list[Scores]:
        """The scores of each text."""
        return [
            scores
            for first in range(0, len(texts), _PARTS_AT_ONCE)
            for scores in self._ask([text or " " for text in texts[first : first + _PARTS_AT_ONCE]])
        ]

    def _ask(self, texts: Sequence[str]) -> list[Scores]:
        self.made += 1
        request = Request("POST", "/moderations", json={"model": self._options.model, "input": list(texts)})
        share = 1 - 1 / (1 + self.made)
        with bought_at_once(
            self._service, request, self._job.purchase(self.made), self._offer, lambda: self._job.progress(share)
        ) as answer:
            results = answer.json().get("results")
            if not isinstance(results, list) or len(results) != len(texts):
                answered = f"{len(results)} results" if isinstance(results, list) else "no results"
                msg = f"OpenAI was asked about {len(texts)} passages and answered with {answered}; wanted one for each"
                raise Broken(msg)
            return [_scores(result) for result in results]


def _scores(result: object) -> Scores:
    told = result.get("category_scores") if isinstance(result, dict) else None
    if not isinstance(told, dict):
        raise Broken("OpenAI's answer has a result without category_scores")
    scores: dict[Category, float] = {}
    for name, category in _CATEGORIES.items():
        value = told.get(name)
        if isinstance(value, int | float):
            scores[category] = max(scores.get(category, 0.0), min(1.0, max(0.0, float(value))))
    return scores


def _is_suspect(scores: Scores) -> bool:
    return any(score >= _LOOK_CLOSER for score in scores.values())


def _finding(category: Category, score: float, passage: Passage) -> TextFinding:
    weight = _SAID if passage.is_spoken and category not in _HARMFUL else 1.0
    return TextFinding(
        category=category,
        score=round(score * weight, 3),
        where=passage.where,
        scene=passage.scene,
        line=passage.line,
        quote=quoted(passage.text),
        reason="by OpenAI's moderation model",
    )
