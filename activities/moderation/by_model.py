"""Looks words through with a language model, wherever that runs, and by the rules as well: the worse of the two counts.

The model sees the text in numbered passages and answers with numbers, categories and quotes; a quote that does not stand in its passage, or
a passage that is not there, sends the answer back once. What the text says is data: it can't talk the model out of its task.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from activities.asking import Asker, Question
from activities.engines import Job, Made
from activities.moderation.engine import written
from activities.moderation.passages import Passage, quoted, text_of
from activities.moderation.rules import judge
from schemas.moderation import FINDINGS_MAX, Category, ModerateText, TextFinding, Verdict

_CONCERNS_MAX = 12
"""In one answer."""
_REASON_CHARACTERS = 200

INSTRUCTIONS = """You read film scripts before they are made, and say what of them should not be made. You get numbered passages: what is shown, and what is said.
Films may tell of crimes, violence, war, hatred, suicide, sex and drugs; characters may be vile and talk so. None of that is a concern by itself.
A concern is a passage that would itself do harm, in one of these categories:
- sexual_minors: sexualises a person under 18, or shows them naked. Telling of abuse so that it is condemned or prosecuted is none.
- sexual: shows sexual acts explicitly, for their own sake.
- hate: the film itself, not only a character, degrades people for what they are, or calls for violence against them.
- self_harm: teaches a way of suicide or self-harm, or calls for it.
- violence: dwells on mutilation and torture for their own sake.
- weapons: teaches how to make weapons or carry out attacks, in steps somebody could follow.
- illicit: teaches how to make drugs or commit other crimes, in steps somebody could follow.
For each concern give the passage, the category, a severity from 1 (harmless in its context) to 100 (nobody may make this), words quoted from the passage exactly, and the reason in one sentence. Without concerns give none."""  # noqa: E501 - a model reads it


class Concern(BaseModel):
    """One passage that should not be made."""

    model_config = ConfigDict(extra="forbid")

    passage: int
    category: Category
    severity: int = Field(ge=1, le=100)
    quote: str = Field(max_length=200)
    reason: str = Field(max_length=_REASON_CHARACTERS)


class Concerns(BaseModel):
    """All that is asked about some passages."""

    model_config = ConfigDict(extra="forbid")

    concerns: list[Concern] = Field(max_length=_CONCERNS_MAX)


class ModelModerator:
    """Looks words through by asking."""

    def __init__(self, asker: Asker, chunk_characters: int) -> None:
        """`chunk_characters` of a text go into one question."""
        self._asker = asker
        self._chunk_characters = chunk_characters

    def make(self, job: Job[ModerateText]) -> Made:
        """Judge the words, by the model and by rules.

        Raises:
            Refused, Unavailable, Broken: See whoever is asked.
        """
        text = text_of(job)
        by_rules = judge(text)
        chunks = list(chunks_of(text.passages, self._chunk_characters))
        found: list[TextFinding] = []
        for number, chunk in enumerate(chunks):
            found += self._ask(chunk, job, number / len(chunks))
        return written(job, together(by_rules, found), questions=len(chunks))

    def _ask(self, chunk: Sequence[Passage], job: Job[ModerateText], done: float) -> list[TextFinding]:
        question = Question(
            instructions=INSTRUCTIONS,
            data=_data(chunk),
            shape=Concerns,
            check=lambda answer: faults_of(answer, chunk),
            seed=job.order.seed + job.order.take - 1,
        )
        answer = self._asker.ask(question, lambda: job.progress(done), job.order.engine.model)
        return [_finding(concern, chunk[concern.passage - 1]) for concern in answer.concerns]


def chunks_of(passages: Sequence[Passage], characters: int) -> Iterator[list[Passage]]:
    """Passages in as few runs as fit; one that alone is longer is cut into several."""
    chunk: list[Passage] = []
    length = 0
    for passage in passages:
        for first in range(0, len(passage.text), characters):
            part = Passage(passage.text[first : first + characters], passage.is_spoken, passage.scene, passage.line, passage.where)
            if chunk and length + len(part.text) > characters:
                yield chunk
                chunk, length = [], 0
            chunk.append(part)
            length += len(part.text)
    if chunk:
        yield chunk


def together(verdict: Verdict, found: Sequence[TextFinding]) -> Verdict:
    """A verdict with further findings."""
    scores = dict(verdict.scores)
    for finding in found:
        scores[finding.category] = max(scores.get(finding.category, 0.0), finding.score)
    every = [*verdict.findings, *found]
    heaviest = sorted(range(len(every)), key=lambda number: (-every[number].score, number))[:FINDINGS_MAX]
    kept = sorted((every[number] for number in heaviest), key=lambda one: (not one.where, one.where, one.scene, one.line))
    return Verdict(
        scores={category: scores[category] for category in Category if category in scores},
        findings=kept,
        left_out=verdict.left_out + len(every) - len(kept),
        notes=verdict.notes,
    )


def faults_of(answer: Concerns, chunk: Sequence[Passage]) -> list[str]:
    """What is wrong with an answer, one sentence each."""
    faults = [f"there is no passage {one.passage}" for one in answer.concerns if not 1 <= one.passage <= len(chunk)]
    return faults or [
        f"the quote “{one.quote}” does not stand in passage {one.passage}"
        for one in answer.concerns
        if _alike(one.quote) not in _alike(chunk[one.passage - 1].text)
    ]


def _data(chunk: Sequence[Passage]) -> dict[str, Any]:
    return {
        "passages": [
            {"passage": number, "kind": passage.where or ("said" if passage.is_spoken else "shown"), "text": passage.text}
            for number, passage in enumerate(chunk, 1)
        ]
    }


def _finding(concern: Concern, passage: Passage) -> TextFinding:
    return TextFinding(
        category=concern.category,
        score=concern.severity / 100,
        where=passage.where,
        scene=passage.scene,
        line=passage.line,
        quote=quoted(concern.quote or passage.text),
        reason=" ".join(concern.reason.split()),
    )


def _alike(text: str) -> str:
    return " ".join(text.casefold().split())
