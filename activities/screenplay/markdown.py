"""Screenplays written in Markdown, read line by line (block structure after CommonMark, https://spec.commonmark.org).

What such scripts share: `#` headings for title, acts and scenes, bold or upper-case names for cues (`**MARA**`, `MARA:`, `**Mara:** text`),
block quotes or plain text for speech, italics in parentheses for delivery, `---` for breaks, `<!-- -->` for notes, fenced Fountain.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from activities.screenplay.cue import CueLine, read_cue, split_extensions
from activities.screenplay.draft import Draft
from activities.screenplay.fountain import read_fountain, split_scene_number
from activities.screenplay.slug import heading_prefix, is_transition, leading_number, localised_prefix
from activities.screenplay.title_page import title_page_key
from schemas.markup import plain, spoken

_ATX = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*([\w-]*).*")
_FRONT_KEY = re.compile(r"([A-Za-z][\w -]{0,40}):[ \t]*(.*)")
SCENE_WORD = re.compile(
    r"(?:scene|escena|szene|scène|cena|scena|сцена|场景|場景|シーン)\b[ \t]*([0-9]+[A-Za-z]?|[IVXLC]+)?[ \t]*[.:—–-]*[ \t]*", re.IGNORECASE
)
_BOLD_CUE = re.compile(r"(\*\*|__)([^*_]{1,80}?)(?:[:：]\1|\1([ \t]*\([^()]{1,80}\))?[ \t]*[:：])[ \t]*")
_PLAIN_CUE = re.compile(r"([^\s:：*_>][^:：*]{0,60}?)[ \t]*(?::(?=[ \t]|$)|：)[ \t]*")
_LIST_MARK = re.compile(r"(?:[-*+]|[0-9]{1,3}[.)])[ \t]+")


@dataclass
class _Block:
    """A heading (`level` over 0), a paragraph, or something of its own kind."""

    kind: str
    line: int
    lines: list[str]
    level: int = 0


def read_markdown(text: str, draft: Draft) -> None:
    """Parse a Markdown screenplay into a draft."""
    lines = text.split("\n")
    start = _front_matter(lines, draft)
    blocks = _blocks(lines, start, draft)
    _title(blocks, draft)
    _Reader(blocks, draft).read()


def _front_matter(lines: Sequence[str], draft: Draft) -> int:
    """YAML between `---` lines at the top, as far as it is `key: value` and indented or dashed values."""
    if not lines or lines[0].rstrip() != "---":
        return 0
    end = next((index for index in range(1, min(len(lines), 200)) if lines[index].rstrip() in {"---", "..."}), 0)
    key = ""
    for number, line in enumerate(lines[1:end], 2):
        found = _FRONT_KEY.fullmatch(line.rstrip())
        if found:
            key = title_page_key(found[1])
            values = draft.title_page.setdefault(key, [])
            if found[2].strip():
                values.append(found[2].strip().strip("\"'"))
        elif key and line.strip():
            draft.title_page[key].append(line.strip().removeprefix("-").strip().strip("\"'"))
        elif line.strip():
            draft.warn(number, "this line of the front matter has no key: taken as a note")
            draft.note(line.strip(), number)
    return end + 1 if end else 0


def _blocks(lines: Sequence[str], start: int, draft: Draft) -> list[_Block]:
    blocks: list[_Block] = []
    at = start
    is_open = False
    while at < len(lines):
        line, number = lines[at], at + 1
        fence = _FENCE.fullmatch(line)
        heading = _ATX.fullmatch(line)
        if not line.strip():
            is_open = False
        elif line.lstrip().startswith("<!--"):
            at = _comment(lines, at, blocks, draft)
            is_open = False
        elif fence:
            at = _fenced(lines, at, fence, blocks)
            is_open = False
        elif heading:
            blocks.append(_Block("heading", number, [(heading[2] or "").strip()], len(heading[1])))
            is_open = False
        elif is_open and blocks[-1].kind == "text" and re.fullmatch(r" {0,3}(=+|-+)[ \t]*", line) and len(blocks[-1].lines) == 1:
            blocks[-1] = _Block("heading", number - 1, [blocks[-1].lines[0].strip()], 1 if "=" in line else 2)
            is_open = False
        elif _RULE.fullmatch(line):
            blocks.append(_Block("rule", number, [line]))
            is_open = False
        else:
            kind, content = ("quote", re.sub(r"^ {0,3}>[ \t]?", "", line)) if re.match(r" {0,3}>", line) else ("text", line)
            if is_open and blocks[-1].kind == kind:
                blocks[-1].lines.append(content)
            else:
                blocks.append(_Block(kind, number, [content]))
            is_open = True
        at += 1
    return blocks


def _comment(lines: Sequence[str], start: int, blocks: list[_Block], draft: Draft) -> int:
    """An HTML comment from its line on, up to the line that closes it; returns that line's index."""
    for end in range(start, len(lines)):
        closing = lines[end].find("-->", 4 + lines[end].find("<!--") if end == start else 0)
        if closing >= 0:
            inner = "\n".join([*lines[start:end], lines[end][:closing]]).strip().removeprefix("<!--")
            blocks.append(_Block("note", start + 1, [inner.strip()]))
            if lines[end][closing + 3 :].strip():
                blocks.append(_Block("text", end + 1, [lines[end][closing + 3 :]]))
            return end
    draft.warn(start + 1, "'<!--' is never closed by '-->': everything after it is a note")
    blocks.append(_Block("note", start + 1, ["\n".join(lines[start:]).strip().removeprefix("<!--").strip()]))
    return len(lines)


def _fenced(lines: Sequence[str], start: int, fence: re.Match[str], blocks: list[_Block]) -> int:
    mark = fence[1]
    end = next(
        (
            index
            for index in range(start + 1, len(lines))
            if lines[index].strip().startswith(mark) and not lines[index].strip().strip(mark[0])
        ),
        len(lines),
    )
    language = fence[2].lower()
    kind = "fountain" if language in {"fountain", "screenplay", "script", "spmd"} else "code"
    blocks.append(_Block(kind, start + 2, list(lines[start + 1 : end])))
    return end


def _title(blocks: list[_Block], draft: Draft) -> None:
    """The first heading is the title when it is the only one of its level, above all others, and no scene."""
    headings = [block for block in blocks if block.kind == "heading" and block.lines[0]]
    if "Title" in draft.title_page or not headings or blocks[0] is not headings[0]:
        return
    first = headings[0]
    if any(block.level <= first.level for block in headings[1:]) or is_slug(first.lines[0]):
        return
    draft.title_page["Title"] = [first.lines[0]]
    blocks.remove(first)
    while blocks and blocks[0].kind == "text" and len(blocks[0].lines) == 1:
        byline = re.fullmatch(
            r"(?:written |screenplay |escrito |écrit )?(?:by|por|par|von|di|de)[: ]+(.{1,80})", spoken(blocks[0].lines[0]), re.IGNORECASE
        )
        if byline is None:
            return
        draft.title_page["Author"] = [byline[1]]
        blocks.pop(0)


def is_slug(text: str) -> bool:
    """Whether a Markdown heading or paragraph line is a scene heading: a slug line, or "Scene 3: ..."."""
    bare = spoken(text)
    return bool(heading_prefix(leading_number(bare)[1]) or localised_prefix(bare.upper()) or SCENE_WORD.match(bare))


class _Reader:
    """Turns blocks into elements."""

    def __init__(self, blocks: list[_Block], draft: Draft) -> None:
        self.blocks = blocks
        self.draft = draft
        self.in_speech = False
        """A cue stood alone: the next paragraph is its speech."""
        headings = [block for block in blocks if block.kind == "heading"]
        slugged = any(is_slug(block.lines[0]) for block in blocks if block.kind in {"heading", "text"})
        self.scene_level = 0 if slugged or not headings else max(block.level for block in headings)
        """Headings of this level are scenes when the script has no slug lines at all."""
        names = Counter(_name_before_colon(line) for block in blocks if block.kind == "text" for line in block.lines)
        self.names = {name for name, count in names.items() if name and count > 1}
        """Those that stand before a colon more than once: cues even in lower case."""

    def read(self) -> None:
        for block in self.blocks:
            if block.kind == "heading":
                self.heading(block)
            elif block.kind == "rule":
                self.draft.page_break(block.line)
                self.in_speech = False
            elif block.kind == "note":
                self.draft.note(block.lines[0], block.line)
            elif block.kind == "fountain":
                read_fountain("\n".join(block.lines), self.draft, block.line)
                self.in_speech = False
            elif block.kind == "code":
                self.draft.action("\n".join(block.lines), block.line)
            else:
                self.text(block)

    def heading(self, block: _Block) -> None:
        self.in_speech = False
        text = block.lines[0]
        if not text:
            self.draft.page_break(block.line)
        elif is_slug(text) or block.level == self.scene_level:
            self.scene(text, block.line)
        else:
            self.draft.section(block.level, text, block.line)

    def scene(self, text: str, line: int) -> None:
        bare = spoken(text)
        number, rest = leading_number(bare)
        if number is None:
            bare, number = split_scene_number(bare)
            word = SCENE_WORD.match(bare)
            if word:
                number, rest = number or word[1], bare
            else:
                rest = bare
        self.draft.heading(rest, number, line)
        self.draft.notes_of(text, line)

    def text(self, block: _Block) -> None:
        """A paragraph or block quote, line by line; lines without a role of their own are joined."""
        pending: list[str] = []
        pending_line = block.line
        as_speech = self.in_speech
        self.in_speech = False
        for number, raw in enumerate(block.lines, block.line):
            line = _without_list_mark(raw.strip()).rstrip("\\").rstrip()
            cue, speech = self.cue_of(line, number == block.line, number - block.line == len(block.lines) - 1)
            role = self.role_of(line, block, as_speech)
            if cue is None and role is None:
                pending_line = pending_line if pending else number
                pending.append(line)
                continue
            self.put(pending, pending_line, as_speech)
            if cue is not None:
                self.draft.cue(cue.name, cue.extensions, number)
                self.draft.notes_of(line.removesuffix(speech) if speech else line, number)
                as_speech = True
                if speech:
                    pending, pending_line = self.delivery(speech, number), number
            elif role == "parenthetical":
                self.draft.parenthetical(_parenthetical(line), number)
            elif role == "transition":
                self.draft.transition(plain(line).strip("> "), number)
                self.draft.notes_of(line, number)
            else:
                self.scene(line, number)
                as_speech = False
        said = bool(pending)
        self.put(pending, pending_line, as_speech)
        self.in_speech = as_speech and not said

    def put(self, pending: list[str], line: int, as_speech: bool) -> None:
        if pending:
            (self.draft.dialogue if as_speech else self.draft.action)("\n".join(pending), line)
            pending.clear()

    def delivery(self, speech: str, number: int) -> list[str]:
        """`(whispering) Come here.` behind a name: the parenthetical apart, the rest spoken."""
        found = re.match(r"[*_]{0,3}\(([^()]{1,200})\)[*_]{0,3}[ \t]*", speech)
        if found:
            self.draft.parenthetical(f"({found[1]})", number)
            speech = speech[found.end() :]
        return [speech] if speech else []

    def role_of(self, line: str, block: _Block, as_speech: bool) -> str | None:
        bare = plain(line).strip()
        if as_speech and bare.startswith("(") and bare.endswith(")"):
            return "parenthetical"
        if len(block.lines) == 1 and is_transition(bare.lstrip("> ")):
            return "transition"
        if not as_speech and (heading_prefix(leading_number(bare)[1]) and (bare.isupper() or len(block.lines) == 1)):
            return "heading"
        return None

    def cue_of(self, line: str, is_first: bool, is_last: bool) -> tuple[CueLine | None, str]:
        """The cue of a line and what is spoken on the same line."""
        bare = plain(line).strip()
        if heading_prefix(leading_number(bare)[1]) or is_transition(bare):
            return None, ""
        found = _BOLD_CUE.match(line) or _PLAIN_CUE.match(line)
        if found:
            is_bold = found.re is _BOLD_CUE
            cue = read_cue(f"{found[2]}{found[3] or ''}" if is_bold else found[1], forced=True)
            if cue and len(cue.name.split()) <= 4 and (is_bold or cue.name.isupper() or cue.name in self.names):
                return cue, line[found.end() :]
        is_bold = len(line) > 4 and line.startswith("**") and line.endswith("**")
        alone = re.fullmatch(r"\*\*([^*]{1,80})\*\*[ \t]*(\([^()]{1,80}\))?", line)
        cue = read_cue(bare)
        if cue and (is_bold or alone or (is_first and not is_last)):
            return cue, ""
        return None, ""


def _name_before_colon(line: str) -> str:
    found = _PLAIN_CUE.match(line.strip())
    name = split_extensions(found[1])[0] if found and found[1][0].isalpha() and not found[1][0].islower() else ""
    return name if len(name.split()) <= 3 else ""


def _without_list_mark(line: str) -> str:
    found = _LIST_MARK.match(line)
    return line[found.end() :] if found else line


def _parenthetical(line: str) -> str:
    return line.strip("*_ ")
