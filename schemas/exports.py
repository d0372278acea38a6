"""A finished cut in, a file for an editor out: a timeline, subtitles, stems, or everything in one bundle."""

from typing import ClassVar, Literal, NamedTuple, get_args

from schemas.engines import EngineChoice
from schemas.media import SRT, VTT, ArtifactRef
from schemas.order import Order
from schemas.stages import Stage

ExportFormat = Literal["otio", "edl", "fcpxml", "srt", "vtt", "stems", "bundle"]
FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)

ZIP = "application/zip"
OTIO = "application/vnd.opentimelineio+json"
EDL = "text/x-edl"
FCPXML = "application/xml"

EXPORTER = EngineChoice(stage=Stage.FILM, name="export", version="1")
"""Raise the version with every change that makes other bytes from the same cut."""


class ExportFile(NamedTuple):
    """What an export is as a file."""

    suffix: str
    """Put behind the film's title: ".otio", "-stems.zip"."""
    media_type: str


EXPORT_FILES: dict[ExportFormat, ExportFile] = {
    "otio": ExportFile(".otio", OTIO),
    "edl": ExportFile(".edl", EDL),
    "fcpxml": ExportFile(".fcpxml", FCPXML),
    "srt": ExportFile(".srt", SRT),
    "vtt": ExportFile(".vtt", VTT),
    "stems": ExportFile("-stems.zip", ZIP),
    "bundle": ExportFile("-bundle.zip", ZIP),
}


class ExportCut(Order):
    """Hand a finished cut to an editor, in one format. The film is named by its key, which everything that is in it went into."""

    stage: ClassVar[Stage] = Stage.FILM

    is_step: ClassVar[bool] = False
    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "reels"})

    to: ExportFormat
    film: str
    """Key of the finished film."""
    reels: list[ArtifactRef] = []
    """Of the film's scenes; read from the film's provenance where the order is carried out, so they need not travel."""
