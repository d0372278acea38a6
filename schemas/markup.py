"""Takes the writer's markup out of a text: what is left is what is spoken, shown or put into a prompt.

The elements of a screenplay keep their text as written: `*italic*`, `**bold**`, `_underlined_`, `[[notes]]`, backslash escapes
(Fountain 1.1, https://fountain.io/syntax). Everything here is linear in the length of the text, whatever it holds.
"""

import html
import re

_ESCAPED = re.compile(r"\\([*_\[\\])")
_SHOWN = {0xE000 + ord(mark): mark for mark in "*_[\\"}
_MARKED = re.compile(r"[*_\\]|\[\[")
_RUN = re.compile(r"\*+|_+")
_PAUSE = re.compile(r"<(?:break|/?[ps])(?=[\s/>])[^<>]*>")
_TAG = re.compile(r"<[^<>]*>")
_BLANK_LINE = re.compile(r"\n[ \u00a0]?\n")


def plain(text: str) -> str:
    """The text without emphasis marks, notes and escapes; its line breaks stay.

    A mark counts only where it can open or close something: `*69 and then *23` and `snake_case` keep theirs.
    """
    if not _MARKED.search(text):
        return text
    # Escaped characters are moved to private-use code points, so that nothing below takes them for markup.
    hidden = _ESCAPED.sub(lambda found: chr(0xE000 + ord(found[1])), without_notes(text))
    bare = "\n".join(_without_emphasis(line) for line in hidden.split("\n"))
    return bare.translate(_SHOWN) if "\\" in text else bare


def without_ssml(text: str) -> str:
    """The words of a line that a person marked up for its voice (`<speak>...</speak>`): what subtitles show; other lines as they are."""
    if not text.lstrip().startswith("<speak"):
        return text
    # A pause parts words as a blank does; all other tags stand around or inside them.
    words = _TAG.sub("", _PAUSE.sub(" ", text))
    return " ".join(html.unescape(words).split())


def spoken(text: str) -> str:
    """The words alone, on one line: for voices, prompts and subtitles."""
    return " ".join(plain(text).split())


def without_notes(text: str) -> str:
    """The text without `[[notes]]`; of the blanks around one, a single one stays."""
    kept: list[str] = []
    end = 0
    for start, stop in note_spans(text):
        before = text[end:start]
        rest = text[stop : stop + 1]
        if not rest or rest.isspace() or rest in ".,;:!?":
            before = before.rstrip(" \t")
        kept.append(before)
        end = stop
    kept.append(text[end:])
    return "".join(kept)


def notes(text: str) -> list[str]:
    """What stands in the `[[notes]]` of a text, without the brackets."""
    return [text[start + 2 : stop - 2].strip() for start, stop in note_spans(text)]


def note_spans(text: str) -> list[tuple[int, int]]:
    """Where notes lie in a text: begin and end of each, brackets included.

    A note may hold line breaks, but a blank line ends the search for its `]]`: then it is no note. A line of two or more spaces is not
    blank. Linear: within one stretch without blank lines, a search that fails is not repeated.
    """
    if "[[" not in text:
        return []
    spans: list[tuple[int, int]] = []
    bounds = [found.start() for found in _BLANK_LINE.finditer(text)] + [len(text)]
    at = 0
    for bound in bounds:
        while (start := text.find("[[", at, bound)) >= 0:
            if start and text[start - 1] == "\\":
                at = start + 2
                continue
            stop = text.find("]]", start + 2, bound)
            if stop < 0:
                break
            at = stop + 2
            spans.append((start, at))
        at = max(at, bound)
    return spans


def escape(text: str) -> str:
    """Text from a format with styles of its own, so that `plain` gives it back unchanged."""
    if not any(mark in text for mark in "*_[\\"):
        return text
    return re.sub(r"([*_\\]|\[(?=\[))", r"\\\1", text)


def _without_emphasis(line: str) -> str:
    if "*" not in line and "_" not in line:
        return line
    runs = list(_RUN.finditer(line))
    removed = [0] * len(runs)
    waiting: dict[str, list[int]] = {"*": [], "_": []}
    for number, run in enumerate(runs):
        mark = run[0][0]
        before, after = line[run.start() - 1 : run.start()], line[run.end() : run.end() + 1]
        left = len(run[0])
        if _can_close(mark, before, after):
            openers = waiting[mark]
            while openers and left:
                opener = openers[-1]
                pairs = min(left, len(runs[opener][0]) - removed[opener])
                removed[opener] += pairs
                removed[number] += pairs
                left -= pairs
                if removed[opener] == len(runs[opener][0]):
                    openers.pop()
        if left and _can_open(mark, before, after):
            waiting[mark].append(number)
    return _cut(line, runs, removed)


def _cut(line: str, runs: list[re.Match[str]], removed: list[int]) -> str:
    parts: list[str] = []
    end = 0
    for run, count in zip(runs, removed, strict=True):
        parts += [line[end : run.start()], run[0][count:]]
        end = run.end()
    return "".join([*parts, line[end:]])


def _can_open(mark: str, before: str, after: str) -> bool:
    if not after or after.isspace():
        return False
    if mark == "_":
        return not before.isalnum()
    return not (before.isdigit() and after.isdigit())  # 2*3*4 is arithmetic


def _can_close(mark: str, before: str, after: str) -> bool:
    if not before or before.isspace():
        return False
    if mark == "_":
        return not after.isalnum()
    return not (before.isdigit() and after.isdigit())
