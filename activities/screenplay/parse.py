"""Script in, screenplay out, by rules alone: what the `rules` engine, `film parse` and the API share."""

from activities.screenplay.cast import cast_of
from activities.screenplay.decode import decode
from activities.screenplay.detect import detect_text_format, is_xml
from activities.screenplay.draft import Draft
from activities.screenplay.fdx import read_fdx
from activities.screenplay.fountain import read_fountain
from activities.screenplay.language import guess_language
from activities.screenplay.limits import ScriptLimits, refuse_over
from activities.screenplay.markdown import read_markdown
from activities.screenplay.outline import outline_of
from activities.screenplay.prose import read_prose
from schemas.failures import Refused
from schemas.markup import spoken
from schemas.screenplay import Paragraph, Screenplay, ScriptFormat


def parse_script(data: bytes, format: ScriptFormat = "auto", language: str = "auto", limits: ScriptLimits | None = None) -> Screenplay:
    """Parse a script.

    Args:
        data: The file's bytes.
        format: What it is written in; "auto" goes by its content.
        language: BCP 47 tag, or "auto" to guess by the text.
        limits: Bounds on its size.

    Raises:
        Refused: It is no script in an accepted format, or over a limit; says what, where, and what is accepted.
    """
    limits = limits or ScriptLimits()
    draft = Draft(limits)
    if format == "fdx" or (format == "auto" and is_xml(data)):
        refuse_over(limits.bytes, len(data), "bytes")
        read_fdx(data, draft)
    else:
        decoded = decode(data, limits)
        for warning in decoded.warnings:
            draft.warn(warning.line, warning.message)
        _read_text(decoded.text, detect_text_format(decoded.text) if format == "auto" else format, language, draft)
    return finish(draft, language)


def finish(draft: Draft, language: str = "auto") -> Screenplay:
    """The screenplay of a filled draft: with scenes, cast and language.

    Raises:
        Refused: There is nothing in it that a film could show.
    """
    if not any(not isinstance(element, Paragraph) or element.text.strip() for element in draft.elements):
        raise Refused("the script has a title page at most: there is nothing to film")
    tag = guess_language(_words(draft)) if language == "auto" else language.split("-", maxsplit=1)[0].lower()
    return Screenplay(
        title_page=draft.title_page,
        elements=draft.elements,
        scenes=outline_of(draft.elements, draft.breaks),
        characters=cast_of(draft.elements),
        warnings=draft.warnings,
        language=tag,
    )


def _read_text(text: str, format: ScriptFormat, language: str, draft: Draft) -> None:
    if format == "fountain":
        read_fountain(text, draft)
    elif format == "markdown":
        read_markdown(text, draft)
    else:
        read_prose(text, draft, guess_language(text) if language == "auto" else language)


def _words(draft: Draft) -> str:
    """Enough running text to guess a language from: speech and action, from all over the script."""
    texts = [
        element.text
        for element in draft.elements
        if isinstance(element, Paragraph) and element.type in {"action", "dialogue", "lyric", "centered"}
    ]
    step = max(1, len(texts) // 600)
    return spoken("\n".join(texts[::step])[:200_000])
