"""Script in, screenplay out: title page, elements, scenes, characters, warnings."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field

from schemas.markup import spoken
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.stages import Stage

ScriptFormat = Literal["auto", "fountain", "fdx", "markdown", "prose"]


class Paragraph(Message):
    """Any element that is only text."""

    type: Literal["action", "dialogue", "parenthetical", "lyric", "transition", "centered", "synopsis", "note"]
    text: str
    """As written, emphasis and inline notes included (`schemas.markup.spoken` gives the words alone), without the mark that forced the
    element. A parenthetical keeps its parentheses; a note has lost its brackets."""
    line: int = 0
    """Where it begins in the script, from 1; 0 when unknown. The same in every element."""


class SceneHeading(Message):
    """A slug line."""

    type: Literal["scene_heading"] = "scene_heading"
    text: str
    number: str | None = None
    """The writer's own scene number, as written."""
    line: int = 0


class Cue(Message):
    """The name above a speech."""

    type: Literal["character"] = "character"
    name: str
    extensions: list[str] = []
    """What stood in parentheses behind the name, without them: V.O., O.S., CONT'D."""
    dual: Literal["left", "right"] | None = None
    line: int = 0


class Section(Message):
    """An outline heading; not shown in the film."""

    type: Literal["section"] = "section"
    level: int
    text: str
    line: int = 0


class PageBreak(Message):
    """A forced page break."""

    type: Literal["page_break"] = "page_break"
    line: int = 0


Element = Annotated[Paragraph | SceneHeading | Cue | Section | PageBreak, Field(discriminator="type")]


class SceneOutline(Message):
    """One scene: a slug line taken apart, and the run of elements under it."""

    number: int
    """From 1, in script order."""
    heading: str
    """The slug line without markup; "" for text before the first one and for scenes of prose."""
    int_ext: Literal["INT", "EXT", "INT/EXT", ""]
    location: str
    """As written, in the script's language."""
    time_of_day: str
    """In English, whatever the script's language, so that later stages need one table: DAWN, MORNING, DAY, NOON, AFTERNOON, SUNSET, DUSK,
    EVENING, NIGHT, MIDNIGHT, LATER, CONTINUOUS or SAME; "" when not given."""
    first_element: int
    """Index of its first element; the scene runs up to the next scene's first."""
    elements: int
    characters: list[str] = []
    """Names of those who speak in it, in order of their first speech."""


class CastMember(Message):
    """A character as the script tells of it."""

    name: str
    """As written on the cue, without extensions, upper case where the script has upper case."""
    description: str = ""
    """What the script says about looks and age at the first mention, in its own words."""
    gender: Literal["female", "male", "unknown"] = "unknown"
    age: Literal["child", "young", "adult", "old"] = "adult"
    speeches: int = 0


class ScriptWarning(Message):
    """Something that was understood differently from what the writer may have meant."""

    line: int
    message: str


class Screenplay(Message):
    """A parsed script. Nothing the writer wrote is missing: what was not understood is action plus a warning."""

    title_page: dict[str, list[str]] = {}
    """Keys as written ("Title", "Author", "Draft date"), values line by line."""
    elements: list[Element] = []
    scenes: list[SceneOutline] = []
    characters: list[CastMember] = []
    warnings: list[ScriptWarning] = []
    language: str = "en"
    """BCP 47 primary tag of the script's language: as ordered, else guessed from the text."""

    @property
    def title(self) -> str:
        """The title page's title on one line and without markup, or ""."""
        return next((spoken(" ".join(lines)) for key, lines in self.title_page.items() if key.lower() == "title"), "")


class WriteScreenplay(Order):
    """Parse a script into a `Screenplay` (stored as JSON)."""

    stage: ClassVar[Stage] = Stage.SCREENPLAY

    script: ArtifactRef
    """The script's bytes as they came."""
    format: ScriptFormat = "auto"
    language: str = "auto"


def title_of_file(name: str) -> str:
    """What a script is called that says no title: its file's name, without folder and ending."""
    own = name.rpartition("/")[2]
    return own.rpartition(".")[0] or own
