"""Small screenplays, put together element by element."""

import re

from schemas.screenplay import CastMember, Cue, Element, Paragraph, SceneHeading, SceneOutline, Screenplay

Piece = list[Element]


def action(text: str) -> Piece:
    return [Paragraph(type="action", text=text)]


def says(name: str, text: str, how: str = "", *extensions: str) -> Piece:
    spoken = Paragraph(type="dialogue", text=text)
    delivery = [Paragraph(type="parenthetical", text=f"({how})")] if how else []
    return [Cue(name=name, extensions=list(extensions)), *delivery, spoken]


def transition(text: str) -> Piece:
    return [Paragraph(type="transition", text=text)]


def scene(heading: str, *pieces: Piece) -> tuple[str, list[Element]]:
    return heading, [element for piece in pieces for element in piece]


def film(
    *scenes: tuple[str, list[Element]], title: str = "A Film", language: str = "en", cast: list[CastMember] | None = None
) -> Screenplay:
    """A screenplay whose elements stand on a line each."""
    elements: list[Element] = []
    outlines = []
    for number, (heading, inside) in enumerate(scenes, 1):
        opening: list[Element] = [SceneHeading(text=heading)] if heading else []
        run = opening + inside
        outlines.append(_outline(number, heading, len(elements), run))
        elements += [element.model_copy(update={"line": len(elements) + index + 1}) for index, element in enumerate(run)]
    names = dict.fromkeys(element.name for element in elements if isinstance(element, Cue))
    return Screenplay(
        title_page={"Title": [title]} if title else {},
        elements=elements,
        scenes=outlines,
        characters=cast or [CastMember(name=name) for name in names],
        language=language,
    )


def _outline(number: int, heading: str, first: int, run: list[Element]) -> SceneOutline:
    match = re.match(r"(INT|EXT)\. (.*?)(?: - ([^-]*))?$", heading)
    int_ext, location, time = match.groups() if match else ("", "", "")
    return SceneOutline.model_validate(
        {
            "number": number,
            "heading": heading,
            "int_ext": int_ext,
            "location": location,
            "time_of_day": time or "",
            "first_element": first,
            "elements": len(run),
        }
    )
