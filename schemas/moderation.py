"""Words in, verdict out: what of a script, or of the words of an edit, films should not be made of, and where it stands.

A verdict is about words alone. What follows from it is the policy's: `off` asks for none, `warn` tells of what reaches the threshold,
`refuse` makes nothing of it.
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, ClassVar, get_args

from pydantic import Field

from schemas.changes import Change, ChangeCharacter, ChangeCue, ChangeFilm, ChangeLine, ChangeShot
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.options import FilmOptions, ModerationPolicy
from schemas.order import Order
from schemas.stages import Stage

QUOTE_CHARACTERS = 80
FINDINGS_MAX = 20
"""In a verdict: the weightiest. More of a script is not worth reading before somebody has looked at these."""
TOLD_MAX = 5
"""In a sentence."""


class Category(StrEnum):
    """What is looked for."""

    SEXUAL_MINORS = "sexual_minors"
    SEXUAL = "sexual"
    HATE = "hate"
    SELF_HARM = "self_harm"
    VIOLENCE = "violence"
    WEAPONS = "weapons"
    ILLICIT = "illicit"

    @property
    def words(self) -> str:
        """What it is called in a sentence."""
        return _CALLED[self]


_CALLED = {
    Category.SEXUAL_MINORS: "sexual content with minors",
    Category.SEXUAL: "explicit sexual content",
    Category.HATE: "hate",
    Category.SELF_HARM: "methods of or calls to self-harm",
    Category.VIOLENCE: "graphic violence",
    Category.WEAPONS: "instructions for weapons",
    Category.ILLICIT: "instructions for drugs or other crimes",
}


class GivenWords(Message):
    """Words that stand in no script: a title, a prompt of an edit."""

    where: str
    """For people: "title", "prompt of shot 3"."""
    text: str
    is_spoken: bool = False


class ModerateText(Order):
    """Look through a screenplay, other words, or both; a `Verdict`, stored as JSON.

    No step of a cut: an edit whose words are refused begins none.
    """

    stage: ClassVar[Stage] = Stage.MODERATION
    is_step: ClassVar[bool] = False
    goes_through_pauses: ClassVar[bool] = True

    screenplay: ArtifactRef | None = None
    words: list[GivenWords] = []
    language: str = "en"
    """BCP 47 tag of `words`; a screenplay knows its own."""


class TextFinding(Message):
    """One place that counts against a text."""

    category: Category
    score: float = Field(ge=0, le=1)
    """Of this place alone."""
    where: str = ""
    """As in `GivenWords`; "" for a place in the script."""
    scene: int = 0
    """As in `SceneOutline.number`; 0 outside the script."""
    line: int = 0
    """In the script, from 1; 0 when unknown."""
    quote: str = Field(max_length=QUOTE_CHARACTERS)
    reason: str

    def __str__(self) -> str:
        place = self.where or (f"line {self.line}" if self.line else f"scene {self.scene}")
        return f"{place}: “{self.quote}” ({self.reason})"


class Verdict(Message):
    """What an engine thinks of a text."""

    scores: dict[Category, float] = {}
    """From 0 to 1; a category that is missing has 0. At least that of its weightiest finding, more when there are many close together."""
    findings: list[TextFinding] = []
    """The weightiest, in the order of the text."""
    left_out: int = 0
    """Findings beside these."""
    notes: list[str] = []
    """What was not looked for: "no words of Finnish are known"."""

    @property
    def score(self) -> float:
        """Of the whole text."""
        return max(self.scores.values(), default=0.0)

    def reaching(self, threshold: float) -> list[Category]:
        """The categories whose score reaches a threshold, the worst first."""
        return sorted((one for one, score in self.scores.items() if score >= threshold), key=lambda one: (-self.scores[one], one))


class TextModerated(Message):
    """The answer to a `ModerateText`."""

    report: ArtifactRef
    """The verdict as it is stored."""
    verdict: Verdict


class Moderation(Message):
    """What became of a script that was looked through, as its film's row keeps it."""

    policy: ModerationPolicy
    threshold: float
    engine: str
    """Name, version and model."""
    categories: list[Category]
    """Those that reach the threshold, the worst first; none when nothing is to be said."""
    verdict: Verdict

    @classmethod
    def of(cls, verdict: Verdict, options: FilmOptions, order: ModerateText) -> "Moderation":
        """A verdict under a film's policy."""
        engine = order.engine
        return cls(
            policy=options.moderation,
            threshold=options.moderation_threshold,
            engine=" ".join(part for part in (engine.name, engine.version, engine.model) if part),
            categories=verdict.reaching(options.moderation_threshold),
            verdict=verdict,
        )

    @property
    def is_refused(self) -> bool:
        """Whether nothing may be made of it."""
        return self.policy == "refuse" and bool(self.categories)

    @property
    def cautions(self) -> list[str]:
        """What people are told, a sentence for each category that reaches the threshold."""
        return [self._caution(category) for category in self.categories]

    @property
    def reason(self) -> str:
        """Why it is refused, or warned of; "" when it is neither."""
        return "; ".join(self.cautions)

    def _caution(self, category: Category) -> str:
        found = sorted((one for one in self.verdict.findings if one.category is category), key=lambda one: -one.score)
        places = "; ".join(str(one) for one in found[:TOLD_MAX])
        score = f"{category.words}: score {self.verdict.scores[category]:.2f} of a threshold of {self.threshold:.2f}"
        return f"{score}, {places}" if places else score


def words_of(changes: Sequence[Change]) -> list[GivenWords]:
    """The words that people give with changes, and that something is made from."""
    return [words for change in changes for words in _words(change) if words.text.strip()]


def _words(change: Change) -> list[GivenWords]:
    match change:
        case ChangeShot():
            heard = [cue.prompt for cue in change.sounds or []]
            return _given(f"of shot {change.shot}", prompt=change.prompt, sounds="; ".join(words for words in heard if words))
        case ChangeLine():
            said = _given(f"of line {change.line}", is_spoken=True, text=change.text)
            return said + _given(f"of line {change.line}", delivery=change.delivery)
        case ChangeCue():
            return _given(f"of the music of scene {change.scene}", prompt=change.prompt)
        case ChangeCharacter():
            return _given(f"of {change.name}", description=change.description)
        case ChangeFilm():
            return _given("of the film", title=change.title, style=change.style)
        case _:  # an older take: its words were looked through when they were given
            return []


def _given(target: str, *, is_spoken: bool = False, **texts: str | None) -> list[GivenWords]:
    return [GivenWords(where=f"{name} {target}", text=text, is_spoken=is_spoken) for name, text in texts.items() if text is not None]


def policy_fields(options: FilmOptions, policies: Sequence[str], threshold_max: float) -> dict[str, Any]:
    """A film's policy and threshold under those of its project and server: the strictest of each.

    Args:
        options: The film's own.
        policies: Members of `ModerationPolicy`.
        threshold_max: The highest score that may pass.

    Returns:
        The fields of `FilmOptions` that are to stand.
    """
    return {
        "moderation": max(options.moderation, *policies, key=get_args(ModerationPolicy).index),
        "moderation_threshold": min(options.moderation_threshold, threshold_max),
    }
