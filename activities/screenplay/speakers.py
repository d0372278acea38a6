"""Gives every quotation of a text its speaker.

In this order: who is named beside it; who a pronoun beside it means (the last person of that gender); the one person its paragraph
speaks of; whose turn it is in the conversation.
"""

import re
from collections.abc import Sequence

from activities.screenplay.attribution import Tag, tag_after, tag_before
from activities.screenplay.paragraphs import ProseParagraph
from activities.screenplay.people import Gender, gender_of_name, is_given_name
from activities.screenplay.quotations import Run

NARRATOR = "NARRATOR"
_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
_REMEMBERED = 12


class Speakers:
    """Everybody the text names, and the conversation as it goes."""

    def __init__(self, paragraphs: Sequence[tuple[ProseParagraph, list[Run]]]) -> None:
        self._names: dict[str, str] = {}
        """First word of each name that speaks somewhere, and the whole name."""
        self._recent: list[str] = []
        """People just spoken of or speaking, the last one last."""
        self._turns: list[str] = []
        self._introduced = ""
        """Whose words the paragraph before led over to, ending with a colon."""
        for _, runs in paragraphs:
            for index, run in enumerate(runs):
                if run.kind == "said":
                    self._learn(_beside(runs, index))
                else:
                    self._learn_given_names(run.text)

    def end_conversation(self) -> None:
        """A new scene: nobody's turn is remembered."""
        self._turns = []

    def of_paragraph(self, runs: Sequence[Run], carried: str) -> dict[int, str]:
        """The speaker of each quotation of the next paragraph, by its index; "" where the text does not tell.

        Args:
            runs: The paragraph, taken apart.
            carried: Who said a quotation that the paragraph before left open; "" when it was closed.
        """
        quotations = [index for index, run in enumerate(runs) if run.kind == "said"]
        told = " ".join(run.text for run in runs if run.kind == "told")
        speakers: dict[int, str] = {}
        first = ""
        if quotations:
            self._remember(" ".join(run.text for run in runs[: quotations[0]]))
        for index in quotations:
            tag = _beside(runs, index)
            name = self._named(tag) if tag else ""
            speakers[index] = name
            first = first or name
        if quotations and not first:
            first = carried or self._only_person_of(told) or self._introduced or self._whose_turn()
        for index in quotations:
            speakers[index] = speakers[index] or first
        self._remember(told)
        self._introduced = self._leads_over(told)
        if first:
            self._take_turn(speakers[quotations[-1]])
        elif not quotations:
            self._turns = self._turns[-2:]
        return speakers

    def _learn_given_names(self, told: str) -> None:
        for word in _WORD.findall(told):
            if not word[0].islower() and is_given_name(word.lower()):
                self._names.setdefault(word.upper(), word.upper())

    def _learn(self, tag: Tag | None) -> None:
        words = tag.name.split() if tag else []
        if words and len(self._names.get(words[0], "")) < len(" ".join(words)):
            self._names[words[0]] = " ".join(words)

    def _named(self, tag: Tag) -> str:
        if tag.name:
            words = tag.name.split()
            return self._names.get(words[0], tag.name) if len(words) == 1 else tag.name
        if tag.gender == "unknown":
            return self._whose_turn() or (self._recent[-1] if self._recent else "")
        return self._last_of(tag.gender)

    def _last_of(self, gender: Gender) -> str:
        fitting = [name for name in reversed(self._recent) if _gender(name) == gender]
        possible = [name for name in reversed(self._recent) if _gender(name) == "unknown"]
        return next(iter([*fitting, *possible]), "")

    def _whose_turn(self) -> str:
        if not self._turns:
            return ""
        others = [name for name in [*self._recent, *self._turns] if name != self._turns[-1]]
        return others[-1] if others else ""

    def _only_person_of(self, told: str) -> str:
        people = self._people_in(told)
        return people[0] if len(set(people)) == 1 else ""

    def _leads_over(self, told: str) -> str:
        people = self._people_in(re.split(r"[.!?…]\s", told)[-1]) if told.rstrip().endswith((":", "：")) else []
        return people[-1] if people else ""

    def _people_in(self, told: str) -> list[str]:
        names = [self._names.get(word.upper()) for word in _WORD.findall(told) if not word[0].islower()]
        return [name for name in names if name]

    def _remember(self, told: str) -> None:
        for name in self._people_in(told):
            self._touch(name)

    def _take_turn(self, name: str) -> None:
        self._touch(name)
        self._turns = [*self._turns[-3:], name]

    def _touch(self, name: str) -> None:
        if name in self._recent:
            self._recent.remove(name)
        self._recent = [*self._recent[-_REMEMBERED:], name]


def _beside(runs: Sequence[Run], index: int) -> Tag | None:
    """What the narration after a quotation tells, else the one before it."""
    after = tag_after(runs[index + 1].text) if index + 1 < len(runs) and runs[index + 1].kind == "told" else None
    if after is not None:
        return after
    return tag_before(runs[index - 1].text) if index and runs[index - 1].kind == "told" else None


def _gender(name: str) -> Gender:
    return gender_of_name([word.lower() for word in _WORD.findall(name)])
