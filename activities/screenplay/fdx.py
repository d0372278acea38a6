"""Final Draft's FDX (XML without a published schema; only `Content` is required) to the same elements as Fountain.

Text styles become Fountain's emphasis marks, characters that would read as marks are escaped. Entities and external references are
refused before anything is expanded.
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element as Tag
from xml.etree.ElementTree import ParseError, TreeBuilder

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from activities.screenplay.cue import split_extensions
from activities.screenplay.draft import Draft
from activities.screenplay.limits import refuse_over
from schemas.failures import Refused
from schemas.markup import escape

_LINE = "\0line"
"""Attribute that keeps a tag's line number; no XML attribute can have this name."""
_BY = re.compile(r"((?:\S+\s+){0,4}(?:by|von|par|por|di))\s+(\S.*)", re.IGNORECASE)
"""Credit and author in one line: "A western by Jane Doe"."""
_CREDITS = (
    "written by",
    "screenplay by",
    "story by",
    "by",
    "teleplay by",
    "escrito por",
    "guion de",
    "guión de",
    "por",
    "écrit par",
    "von",
)
_STYLES = (("Bold", "**"), ("Italic", "*"), ("Underline", "_"))


def read_fdx(data: bytes, draft: Draft) -> None:
    """Parse an FDX file into a draft.

    Raises:
        Refused: It is no well-formed XML (says where), no FinalDraft document, too deep, or it declares entities.
    """
    root = _parse(data, draft)
    if root.tag != "FinalDraft":
        msg = f"the script is XML with the root <{root.tag}>; accepted is Final Draft's <FinalDraft> (.fdx)"
        raise Refused(msg)
    content = root.find("Content")
    if content is None:
        raise Refused("the FDX file has no <Content>: there is no script in it")
    _title_page(root, draft)
    for paragraph in content:
        if paragraph.tag == "Paragraph":
            _paragraph(paragraph, draft)
        else:
            draft.warn(_line(paragraph), f"<{paragraph.tag}> between paragraphs is not known: its text was taken as action")
            _add("action", escape("".join(paragraph.itertext()).strip()), paragraph, draft)


class _NumberedTags(TreeBuilder):
    """Builds tags that know their line, and no deeper than allowed."""

    def __init__(self, depth: int) -> None:
        super().__init__()
        self.parser: DefusedXMLParser | None = None
        self._most = depth
        self._depth = 0

    def start(self, tag: str, attributes: dict[str, str], /) -> Tag:
        self._depth += 1
        assert self.parser is not None
        line = self.parser.parser.CurrentLineNumber
        refuse_over(self._most, self._depth, "levels of XML tags", f" in line {line}")
        return super().start(tag, {**attributes, _LINE: str(line)})

    def end(self, tag: str, /) -> Tag:
        self._depth -= 1
        return super().end(tag)


def _parse(data: bytes, draft: Draft) -> Tag:
    builder = _NumberedTags(draft.limits.xml_depth)
    parser = DefusedXMLParser(target=builder)
    builder.parser = parser
    try:
        parser.feed(data)
        root: Tag = parser.close()
    except DefusedXmlException as error:
        msg = f"the script declares XML entities or external references ({type(error).__name__}); they are not accepted"
        raise Refused(msg) from error
    except ParseError as error:
        msg = f"the FDX file is not well-formed XML: {error}"
        raise Refused(msg) from error
    except (ValueError, LookupError) as error:  # an encoding that expat does not know, or that the declaration gets wrong
        msg = f"the FDX file can't be decoded: {error}; save it as UTF-8"
        raise Refused(msg) from error
    return root


def _line(tag: Tag) -> int:
    return int(tag.get(_LINE, "0"))


def _paragraph(tag: Tag, draft: Draft) -> None:
    if tag.get("StartsNewPage") == "Yes":
        draft.page_break(_line(tag))
    pair = tag.find("DualDialogue")
    if pair is not None:
        _dual(pair, draft)
        return
    kind = tag.get("Type", "Action")
    if kind == "Scene Heading":
        draft.heading(_styled(tag), tag.get("Number") or None, _line(tag))
        _synopsis(tag, draft)
    elif kind == "Character":
        _cue(tag, draft)
    else:
        _add(kind, _styled(tag), tag, draft)
    for note in tag.iter("ScriptNote"):
        text = "\n".join(filter(None, ("".join(part.itertext()).strip() for part in note.iter("Paragraph"))))
        if text:
            draft.note(text, _line(note))


def _add(kind: str, text: str, tag: Tag, draft: Draft) -> None:
    line = _line(tag)
    bare = text.strip()
    if not bare:
        return
    if kind == "Dialogue":
        draft.dialogue(bare, line)
    elif kind == "Parenthetical":
        draft.parenthetical(bare if bare.startswith("(") else f"({bare})", line)
    elif kind in {"Lyrics", "Singing"}:
        draft.lyric(bare, line)
    elif kind == "Transition":
        draft.transition(bare, line)
    elif kind in {"New Act", "End of Act", "Act", "Outline 1", "Outline 2", "Outline 3", "Sequence"}:
        draft.section(int(kind[-1]) if kind[-1].isdigit() else 1, bare, line)
    elif kind in {"Outline Body", "Summary"}:
        draft.synopsis(bare, line)
    elif tag.get("Alignment") == "Center":
        draft.centered(bare, line)
    else:
        if kind not in _ACTIONS:
            draft.warn(line, f"paragraphs of the type '{kind}' are not known: taken as action")
        draft.action(text.rstrip(), line)


_ACTIONS = frozenset({"Action", "General", "Shot", "Cast List", "Action Centered", "Show/Ep. Title", "Text", "action", "Teaser"})


def _cue(tag: Tag, draft: Draft) -> None:
    name, extensions = split_extensions(" ".join("".join(_texts(tag)).split()))
    if name:
        draft.cue(name, extensions, _line(tag))


def _dual(pair: Tag, draft: Draft) -> None:
    cues: list[int] = []
    for paragraph in pair:
        if paragraph.get("Type") == "Character":
            cues.append(len(draft.elements))
        _paragraph(paragraph, draft)
    if len(cues) == 2:
        draft.pair_speeches(*cues)
    else:
        draft.warn(_line(pair), f"dual dialogue of {len(cues)} speeches instead of two: they follow each other")


def _synopsis(tag: Tag, draft: Draft) -> None:
    summary = tag.find("SceneProperties/Summary")
    if summary is not None:
        text = "\n".join(filter(None, ("".join(part.itertext()).strip() for part in summary.iter("Paragraph"))))
        if text:
            draft.synopsis(text, _line(summary))


def _runs(tag: Tag) -> Iterator[Tag]:
    """The text runs of a paragraph itself, not those of notes and properties inside it."""
    for child in tag:
        if child.tag == "Text":
            yield child


def _texts(tag: Tag) -> Iterator[str]:
    if tag.find("Text") is None:
        yield tag.text or ""
    for run in _runs(tag):
        yield "".join(run.itertext())


def _styled(tag: Tag) -> str:
    """A paragraph's text with its styles as Fountain marks, each mark next to a word and closed at the end of each line."""
    if tag.find("Text") is None:
        return escape(tag.text or "").strip()
    parts: list[str] = []
    for run in _runs(tag):
        styles = run.get("Style", "").split("+")
        text = "".join(run.itertext())
        if "AllCaps" in styles:
            text = text.upper()
        marks = "".join(mark for style, mark in _STYLES if style in styles)
        parts.append(_marked(escape(text), marks) if marks else escape(text))
    return "".join(parts)


def _marked(text: str, marks: str) -> str:
    lines = []
    for line in text.split("\n"):
        bare = line.strip()
        start = line.find(bare) if bare else 0
        lines.append(f"{line[:start]}{marks}{bare}{marks[::-1]}{line[start + len(bare) :]}" if bare else line)
    return "\n".join(lines)


def _title_page(root: Tag, draft: Draft) -> None:
    """The title page has no keys: the first line is the title, who follows "written by" the author, the rest is kept as notes."""
    content = root.find("TitlePage/Content")
    if content is None:
        return
    lines = [(" ".join("".join(_texts(tag)).split()), tag.get("Alignment", "Left")) for tag in content.iter("Paragraph")]
    key = "Title"
    for text, alignment in lines:
        if not text:
            key = key if key == "Author" and "Author" not in draft.title_page else ("Title" if "Title" not in draft.title_page else "Notes")
            continue
        if key != "Author" and text.lower().rstrip(":") in _CREDITS:
            draft.title_page.setdefault("Credit", []).append(text)
            key = "Author"
            continue
        by = _BY.fullmatch(text) if key == "Notes" and alignment == "Center" and "Author" not in draft.title_page else None
        if by:
            draft.title_page.setdefault("Credit", []).append(by.group(1))
            draft.title_page["Author"] = [by.group(2)]
            continue
        if key == "Notes" and alignment == "Left":
            key = "Contact"
        draft.title_page.setdefault(key, []).append(text)
        key = "Notes" if key == "Title" else key
