"""Plain prose, in any language, to a screenplay without a model.

Paragraphs become action; a narrator (NARRATOR, V.O.) tells them. Quotations become dialogue of whoever the text names: beside the
quotation, else by the turns of the conversation, else by who was just spoken of. "said Mara" becomes the speech's parenthetical.
Chapter titles, breaks
like `* * *` and leaps in time ("The next morning") begin scenes, whose place and time are read from their first paragraphs.
"""

import re

from activities.screenplay.attribution import VERBS, is_only_tag, is_thought
from activities.screenplay.draft import Draft
from activities.screenplay.paragraphs import ProseParagraph, paragraphs_of
from activities.screenplay.quotations import Run, split_speech
from activities.screenplay.settings_in_prose import moves_on, setting_of
from activities.screenplay.slug import Place
from activities.screenplay.speakers import NARRATOR, Speakers

_CLUE_CHARACTERS = 1_500
_NARRATION_CHARACTERS = 240
"""Narration is cut between sentences into pieces of about this length: about as much as one shot can bear."""
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’»)]*\s+|(?<=[。！？])(?![」』”])")


def read_prose(text: str, draft: Draft, language: str) -> None:
    """Parse prose into a draft.

    Args:
        text: Lines end with LF; paragraphs are apart by blank lines, or one a line.
        draft: Is appended to.
        language: BCP 47 tag of the text's language; decides nothing but which writing has no blanks between sentences.
    """
    paragraphs = paragraphs_of(text, draft)
    runs = [split_speech(paragraph.text, VERBS) if paragraph.kind == "text" else [] for paragraph in paragraphs]
    speakers = Speakers([(paragraph, parts) for paragraph, parts in zip(paragraphs, runs, strict=True) if parts])
    glue = "" if language in {"zh", "ja"} else " "
    _Writer(draft, speakers, glue).write(paragraphs, runs)


class _Writer:
    """Writes elements, knowing who has spoken last."""

    def __init__(self, draft: Draft, speakers: Speakers, glue: str) -> None:
        self.draft = draft
        self.speakers = speakers
        self.glue = glue
        self.place = Place()
        """The last place a scene named; one that names none stays there."""
        self.speaking = ""
        """Whose speech is open."""
        self.open_speaker = ""
        """Who said a quotation that was not closed in the paragraph before."""

    def write(self, paragraphs: list[ProseParagraph], runs: list[list[Run]]) -> None:
        """Write all paragraphs."""
        needs_scene = True
        for index, paragraph in enumerate(paragraphs):
            if paragraph.kind == "break":
                self.draft.page_break(paragraph.line)
                needs_scene = True
            elif paragraph.kind == "chapter":
                self.begin_scene(paragraphs, index)
                self.draft.section(1, paragraph.text, paragraph.line)
                needs_scene = False
            elif paragraph.kind == "cue":
                self.speaking = ""
                self.draft.cue(paragraph.name, paragraph.extensions, paragraph.line)
                self.spoken_after_name(paragraph)
            else:
                if needs_scene or (moves_on(paragraph.text) and runs[index] and runs[index][0].kind == "told"):
                    self.begin_scene(paragraphs, index)
                needs_scene = False
                self.paragraph(paragraph, runs[index])

    def begin_scene(self, paragraphs: list[ProseParagraph], index: int) -> None:
        end = next(
            (
                at
                for at in range(index + 1, min(index + 4, len(paragraphs)))
                if paragraphs[at].kind in {"break", "chapter"} or moves_on(paragraphs[at].text)
            ),
            index + 4,
        )
        own = " ".join(paragraph.text[:_CLUE_CHARACTERS] for paragraph in paragraphs[index:end] if paragraph.kind == "text")
        found = setting_of(own)
        self.place = found if found.location else self.place
        self.draft.scene_break(self.place._replace(time_of_day=found.time_of_day))
        self.speakers.end_conversation()

    def spoken_after_name(self, paragraph: ProseParagraph) -> None:
        """Read what stands behind a name and a colon: `(softly) Come in.`."""
        found = re.match(r"\(([^()]{1,200})\)\s*", paragraph.text)
        if found:
            self.draft.parenthetical(f"({found[1]})", paragraph.line)
        rest = paragraph.text[found.end() :] if found else paragraph.text
        if rest:
            self.draft.dialogue(rest, paragraph.line)

    def paragraph(self, paragraph: ProseParagraph, runs: list[Run]) -> None:
        runs = _tags_apart(runs)
        who = self.speakers.of_paragraph(runs, self.open_speaker)
        self.open_speaker = ""
        self.speaking = ""
        waiting: list[str] = []
        for index, run in enumerate(runs):
            if run.kind == "told":
                if _is_tag_of_neighbour(runs, index):
                    waiting.append(run.text)
                else:
                    self.narrate(run.text, paragraph.line)
                continue
            name = who[index]
            is_aloud = True
            if not name:
                name, is_aloud = NARRATOR, False
                self.draft.warn(paragraph.line, f"the text does not tell who says “{run.text[:40]}”: the narrator says it")
            following = runs[index + 1] if index + 1 < len(runs) else None
            if following is not None and _is_tag_of_neighbour(runs, index + 1) and index + 1 not in who:
                waiting.append(following.text)
                runs[index + 1] = Run("told", "")
            self.say(name, run.text, waiting, paragraph.line, is_aloud and not any(map(is_thought, waiting)))
            waiting = []
            self.open_speaker = name if run.is_open else ""

    def say(self, name: str, text: str, tags: list[str], line: int, is_aloud: bool) -> None:
        if self.speaking != name:
            self.draft.cue(name, [] if is_aloud else ["V.O."], line)
            self.speaking = name
        for tag in tags:
            bare = tag.strip(" ,.:;،、。，：")
            if bare:
                self.draft.parenthetical(f"({bare})", line)
        self.draft.dialogue(text, line)

    def narrate(self, text: str, line: int) -> None:
        """Show what is told, and let the narrator tell it."""
        for piece in _pieces(text.lstrip(" ,;،、，"), self.glue):
            self.draft.action(piece, line)
            self.draft.cue(NARRATOR, ["V.O."], line)
            self.draft.dialogue(piece, line)
            self.speaking = ""


def _tags_apart(runs: list[Run]) -> list[Run]:
    """Runs with "said Mara." cut from the sentences behind it, and "Mara said:" from those before."""
    apart: list[Run] = []
    for index, run in enumerate(runs):
        if run.kind == "said":
            apart.append(run)
            continue
        pieces = [run.text]
        if index and runs[index - 1].kind == "said":
            found = _SENTENCE_END.search(run.text)
            if found and is_only_tag(run.text[: found.start()]):
                pieces = [run.text[: found.start()], run.text[found.end() :]]
        if index + 1 < len(runs) and pieces[-1][-1:] in {":", "：", ","}:
            ends = [found for found in _SENTENCE_END.finditer(pieces[-1]) if found.end() < len(pieces[-1])]
            if ends and is_only_tag(pieces[-1][ends[-1].end() :]):
                pieces[-1:] = [pieces[-1][: ends[-1].start()], pieces[-1][ends[-1].end() :]]
        apart += [Run("told", piece) for piece in pieces if piece]
    return _joined(apart)


def _joined(runs: list[Run]) -> list[Run]:
    """Runs in which a sentence that a tag cuts in two (“I know,” said Mara, “but no.”) is said in one piece, the tag behind it."""
    joined: list[Run] = []
    for index, run in enumerate(runs):
        is_split = (
            run.kind == "said"
            and len(joined) >= 2
            and joined[-2].kind == "said"
            and joined[-1].kind == "told"
            and is_only_tag(joined[-1].text)
            and not (index + 1 < len(runs) and runs[index + 1].kind == "told" and is_only_tag(runs[index + 1].text))
        )
        if is_split:
            said, mark = joined[-2].text, joined[-1].text[-1:]
            # "—No puedo —dijo Rosa—. Es tarde": the mark that ends the first half stands behind the tag.
            said += mark if said[-1].isalnum() and mark in {".", ";", ","} else ""
            joined[-2] = Run("said", f"{said} {run.text}", run.is_open)
        else:
            joined.append(run)
    return joined


def _is_tag_of_neighbour(runs: list[Run], index: int) -> bool:
    if runs[index].kind != "told" or not (runs[index].text == "" or is_only_tag(runs[index].text)):
        return False
    if index > 0 and runs[index - 1].kind == "said":
        return True
    return index + 1 < len(runs) and runs[index + 1].kind == "said" and not runs[index].text.endswith((".", "!", "?", "…", "。"))


def _pieces(text: str, glue: str) -> list[str]:
    """A long narration in pieces of whole sentences."""
    pieces: list[str] = []
    length = 0
    current: list[str] = []
    start = 0
    for end in [*(found.end() for found in _SENTENCE_END.finditer(text)), len(text)]:
        sentence = text[start:end].strip()
        start = end
        if not sentence:
            continue
        if current and length + len(sentence) > _NARRATION_CHARACTERS:
            pieces.append(glue.join(current))
            current, length = [], 0
        current.append(sentence)
        length += len(sentence) + 1
    return [*pieces, glue.join(current)] if current else pieces
