"""The scenes of a screenplay: each slug line taken apart, with the run of elements under it and who speaks there."""

from collections.abc import Mapping, Sequence

from activities.screenplay.slug import Place, take_apart
from schemas.markup import spoken
from schemas.screenplay import Cue, Element, Paragraph, SceneHeading, SceneOutline

_SHOWN = frozenset({"action", "dialogue", "parenthetical", "lyric", "centered"})


def outline_of(elements: Sequence[Element], breaks: Mapping[int, Place]) -> list[SceneOutline]:
    """All scenes, without gaps: every element is in exactly one.

    Args:
        elements: In script order.
        breaks: Where scenes begin without a slug line, and where and when they play.

    What stands before the first slug line is a scene of its own if there is anything to see or hear in it, else it belongs to the first.
    """
    starts = sorted(
        {index for index, element in enumerate(elements) if isinstance(element, SceneHeading)} | (set(breaks) & set(range(len(elements))))
    )
    if not starts or any(_is_shown(element) for element in elements[: starts[0]]):
        starts.insert(0, 0)
    starts[0] = 0
    ends = [*starts[1:], len(elements)]
    return [_scene(number, elements, first, end, breaks) for number, (first, end) in enumerate(zip(starts, ends, strict=True), 1)]


def _is_shown(element: Element) -> bool:
    return isinstance(element, Cue) or (isinstance(element, Paragraph) and element.type in _SHOWN)


def _scene(number: int, elements: Sequence[Element], first: int, end: int, breaks: Mapping[int, Place]) -> SceneOutline:
    heading = ""
    speakers: dict[str, None] = {}
    for index in range(first, end):
        element = elements[index]
        if isinstance(element, SceneHeading):
            heading = spoken(element.text)
        elif isinstance(element, Cue):
            speakers[element.name] = None
    place = take_apart(heading) if heading else breaks.get(first, Place())
    return SceneOutline(
        number=number,
        heading=heading,
        int_ext=place.int_ext,
        location=place.location,
        time_of_day=place.time_of_day,
        first_element=first,
        elements=end - first,
        characters=list(speakers),
    )
