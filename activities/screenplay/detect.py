"""Tells what format a script is in by what stands in it; names of files are not looked at."""

import re
from typing import Literal

from activities.screenplay.draft import Draft
from activities.screenplay.slug import heading_prefix, is_transition, is_upper, leading_number, localised_prefix
from activities.screenplay.source import SourceLine
from activities.screenplay.title_page import read_title_page
from schemas.failures import Refused
from schemas.markup import plain

TextFormat = Literal["fountain", "markdown", "prose"]

_SAMPLE_LINES = 20_000
_ATX = re.compile(r"#{1,6}[ \t]+\S")
_FENCE = re.compile(r"(`{3}|~{3})")
_BOLD_CUE = re.compile(r"(?:[-*>][ \t]+)?(\*\*|__)[^*_]{1,60}(:?)\1(?:[ \t]*\([^()]*\))?[ \t]*(:?)")
_FORCED = re.compile(r"@\S|>.+<$|\[\[.*\]\]|/\*|~\S|[.]\w+.*[-–—]")
_QUOTES = re.compile(r"[“”«»„「」『』]|(?:^|\s)[\"—–―]")


def is_xml(data: bytes) -> bool:
    """Whether a file begins as XML does, in any encoding XML may be in.

    Raises:
        Refused: It is a web page.
    """
    head = data[:400].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html")):
        raise Refused("the script is a web page; accepted are Fountain, Markdown, plain text and Final Draft's .fdx")
    return head.startswith((b"<?xml", b"<finaldraft"))


def detect_text_format(text: str) -> TextFormat:
    """The format of a script that is not XML."""
    lines = text.split("\n", _SAMPLE_LINES)[:_SAMPLE_LINES]
    start = read_title_page([SourceLine(number, line, line.strip()) for number, line in enumerate(lines[:80], 1)], Draft())
    signs = _signs(lines, start)
    if lines[0].rstrip() == "---" or signs["markdown_slug"] or signs["fence"]:
        return "markdown"
    if signs["bold_cue"] > signs["cue"] and (signs["bold_cue"] > 1 or signs["heading"]):
        return "markdown"
    if signs["slug"] or signs["transition"] or signs["forced"] > 1:
        return "fountain"
    if signs["heading"] and not signs["cue"]:
        return "markdown"
    if signs["cue"] > (1 if signs["quotes"] else 0) and 8 * signs["cue"] >= signs["paragraphs"]:
        return "fountain"
    if start and not signs["quotes"] and not signs["cue"]:
        return "fountain"
    return "prose"


def _signs(lines: list[str], start: int) -> dict[str, int]:
    signs = dict.fromkeys(
        ("markdown_slug", "fence", "bold_cue", "cue", "slug", "transition", "forced", "heading", "quotes", "paragraphs"), 0
    )
    after_blank = True
    for index in range(start, len(lines)):
        line = lines[index].strip()
        if not line:
            after_blank = True
            continue
        bare = plain(line.lstrip("#").strip()[:400])
        is_slug = bool(heading_prefix(leading_number(bare)[1]) or localised_prefix(bare))
        next_is_blank = index + 1 >= len(lines) or not lines[index + 1].strip()
        if _ATX.match(line):
            signs["markdown_slug" if is_slug else "heading"] += 1
        elif _FENCE.match(line):
            signs["fence"] += 1
        elif after_blank:
            signs["paragraphs"] += 1
            if is_slug and (is_upper(bare) or "." in bare[:9]):
                signs["slug"] += 1
            elif (bold := _BOLD_CUE.match(line)) and (bold[2] or bold[3] or bold.end() == len(line)):
                signs["bold_cue"] += 1
            elif is_transition(bare):
                signs["transition"] += 1
            elif len(line) < 80 and is_upper(bare) and any(letter.isupper() for letter in bare) and not next_is_blank:
                signs["cue"] += 1
            if _FORCED.match(line):
                signs["forced"] += 1
        if _QUOTES.search(line):
            signs["quotes"] += 1
        after_blank = False
    return signs
