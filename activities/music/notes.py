"""What is played when: notes, and the score they make up."""

from dataclasses import dataclass

from activities.music.form import Form
from activities.music.palettes import Part


@dataclass(frozen=True)
class Note:
    """One note of one part."""

    start_s: float
    length_s: float
    key: float
    """MIDI number; not used by drums."""
    velocity: float
    stroke: str = ""
    """Of a drum, or of an accent; "" for tones."""
    glide_from: float | None = None


@dataclass(frozen=True)
class Score:
    """Everything that is played."""

    form: Form
    parts: tuple[tuple[Part, tuple[Note, ...]], ...]
