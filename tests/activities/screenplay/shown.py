"""Screenplays as short lists, for comparing."""

from activities.screenplay.parse import parse_script
from schemas.screenplay import Cue, Element, PageBreak, Paragraph, SceneHeading, Screenplay, ScriptFormat, Section

Shown = tuple[str, ...]


def fountain(text: str) -> Screenplay:
    """Parse Fountain."""
    return parse(text, "fountain")


def parse(text: str, format: ScriptFormat = "auto") -> Screenplay:
    """Parse a text."""
    return parse_script(text.encode(), format)


def shown(screenplay: Screenplay) -> list[Shown]:
    """Each element as its type and what it says."""
    return [_shown(element) for element in screenplay.elements]


def _shown(element: Element) -> Shown:
    match element:
        case Paragraph():
            return (element.type, element.text)
        case SceneHeading():
            return ("scene_heading", element.text, *([element.number] if element.number else []))
        case Cue():
            return ("character", element.name, *element.extensions, *([f"^{element.dual}"] if element.dual else []))
        case Section():
            return ("section", str(element.level), element.text)
        case PageBreak():
            return ("page_break",)
