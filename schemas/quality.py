"""A finished cut in, what is wrong with it out: measured, with limits, by shot and time."""

from typing import ClassVar, Literal

from schemas.engines import EngineChoice
from schemas.film import AssembleFilm, Encoding, MixSound
from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.stages import Stage

CHECKER = EngineChoice(stage=Stage.FILM, name="check", version="2")
"""Raise the version when other things are measured, or otherwise: what was checked is checked again then."""

CheckName = Literal[
    "black", "frozen", "duplicates", "silent_line", "loudness", "true_peak", "clipping", "drift", "subtitles", "aspect", "length"
]
Redo = Literal[Stage.IMAGES, Stage.CLIPS, Stage.VOICES]


class Finding(Message):
    """One thing that is not as it should be."""

    check: CheckName
    is_fault: bool
    """A fault must be mended; anything else is only told."""
    message: str
    """A whole sentence: "shot 3 of scene 1 is black for 2.0 s from 0:07.250"."""
    scene: int | None = None
    shot: int | None = None
    line: int | None = None
    first_frame: int = 0
    """Of the film."""
    at: str = "0:00.000"
    """The same as minutes, seconds, milliseconds."""
    measured: float
    limit: float
    unit: str
    redo: Redo | None = None
    """What another take of may mend it."""


class QualityReport(Message):
    """What was checked of a cut and what was found."""

    passed: bool
    """Whether there is no fault."""
    findings: list[Finding]
    """Faults first, each kind in film order."""
    checks: list[CheckName]
    """Everything that was looked at."""
    frames: int
    seconds: float
    loudness_lufs: float
    true_peak_dbtp: float
    drift_ms: float | None = None
    """The most by which sound and pictures are apart; None where nothing is loud enough to tell."""
    notes: list[str] = []
    """What was made again after it failed a check, and which engines changed on the way."""


class CheckFilm(Order):
    """Check a finished cut; the report is stored as JSON."""

    stage: ClassVar[Stage] = Stage.FILM
    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "reels"})

    film: ArtifactRef
    """Its key stands for everything that went into it, the reels included."""
    reels: list[ArtifactRef]
    mix: ArtifactRef
    encoding: Encoding
    subtitles: Literal["sidecar", "burned", "none"]
    frames: int
    """How long the plan wants it."""
    loudness_lufs: float
    true_peak_dbtp: float
    notes: list[str] = []


def check_order(joined: AssembleFilm, film: ArtifactRef, mix: MixSound, frames: int) -> CheckFilm:
    """The order that checks what `joined` made, `frames` long by its plan."""
    about = joined.about.model_copy(update={"target": "check", "label": f"Cut {joined.about.cut} · check"})
    return CheckFilm(
        engine=CHECKER,
        about=about,
        film=film,
        reels=joined.reels,
        mix=joined.mix,
        encoding=joined.encoding,
        subtitles=joined.subtitles,
        frames=frames,
        loudness_lufs=mix.loudness_lufs,
        true_peak_dbtp=mix.true_peak_dbtp,
        notes=joined.notes,
    )


class InspectShot(Order):
    """Measure one shot as it was encoded, and the recordings of its lines; an edit of another shot leaves it as it was."""

    stage: ClassVar[Stage] = Stage.FILM
    is_step: ClassVar[bool] = False

    segment: ArtifactRef
    speeches: list[ArtifactRef] = []


class InspectSound(Order):
    """Measure the mix of a cut."""

    stage: ClassVar[Stage] = Stage.FILM
    is_step: ClassVar[bool] = False

    mix: ArtifactRef


class FilmChecked(Message):
    """The answer to `CheckFilm`."""

    report: ArtifactRef
    faults: list[Finding]
    """At most a hundred, one for each shot and check."""
