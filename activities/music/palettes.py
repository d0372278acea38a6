"""What plays in each genre, and how: parts with an instrument, a place in the room and a way of playing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from schemas.shots import MusicCue

Role = Literal["chords", "arpeggio", "pulse", "comp", "bass", "melody", "counter", "drone", "drums", "accents", "hits", "dust"]


@dataclass(frozen=True)
class Part:
    """One player."""

    role: Role
    instrument: str
    """From `instruments`, or a pattern of `drumming` for drums."""
    gain_db: float = 0.0
    pan: float = 0.0
    send_db: float = -12.0
    """Into the hall."""
    needs: float = 0.0
    """It plays in bars of at least this energy."""
    low: int = 48
    """The lowest key of its range."""
    style: str = ""
    """A variant of its role, see `playing`."""


@dataclass(frozen=True)
class Palette:
    """A genre's players."""

    parts: tuple[Part, ...]
    beats: int = 4
    swing: float = 0.0
    """How much later the second half of a beat comes, as a share of it."""
    hall_db: float = 0.0
    hits: tuple[Part, ...] = ()
    """Who marks the cuts of the picture; see `accents`."""
    darkest_hz: float = 0.0
    """Everything above is taken away, as by worn tape; 0 for nothing."""


PALETTES: Mapping[str, Palette] = {
    "cinematic": Palette((
        Part("chords", "strings", -16.5, 0, -8, 0, 52),
        Part("chords", "pad", -19, 0, -6, 0, 48),
        Part("bass", "low_strings", -8, 0.15, -12, 0.3, 31, "held"),
        Part("arpeggio", "felt", -8.5, -0.25, -9, 0.25, 60, "eighths"),
        Part("melody", "horn", -4, 0.25, -8, 0.62, 52),
        Part("melody", "flute", -7.5, -0.2, -8, 0.3, 67, "alternate"),
        Part("counter", "cello", -10, 0.3, -9, 0.55, 45),
        Part("drums", "ceremonial", 1.5, 0, -7, 0.62),
        Part("accents", "swell", -11.5, 0, -8, 0.5),
    ), hits=(
        Part("hits", "taiko", -1, 0, -6),
        Part("hits", "piano", -6, -0.1, -7, 0, 29, "chord"),
        Part("hits", "swell", -14, 0, -8, 0, 0, "swell"),
    )),
    "suspense": Palette((
        Part("drone", "drone", -9, 0, -9, 0, 33),
        Part("chords", "dark_pad", -16.5, 0, -8, 0, 45),
        Part("pulse", "spiccato", -1.5, 0.2, -12, 0.4, 38, "eighths"),
        Part("chords", "tremolo", -19, -0.3, -7, 0.5, 69, "top"),
        Part("melody", "celesta", -8, 0.35, -5, 0.25, 69, "fragment"),
        Part("drums", "clock", -2, 0.1, -12, 0.35),
        Part("accents", "boom", 1, 0, -8, 0.3),
    ), hits=(Part("hits", "boom", 1, 0, -8), Part("hits", "pizzicato", -3, 0.1, -8, 0, 36, "chord")), hall_db=2),
    "comedy": Palette((
        Part("bass", "pizzicato", -1.5, -0.1, -14, 0, 36, "oompah"),
        Part("comp", "pizzicato", -6.5, 0.3, -12, 0.1, 60, "offbeat"),
        Part("melody", "clarinet", -6, -0.25, -12, 0.2, 64, "staccato"),
        Part("counter", "bassoon", -10.5, 0.2, -13, 0.5, 43),
        Part("arpeggio", "marimba", -7, 0.4, -12, 0.45, 64, "sparse"),
        Part("drums", "light", -3.5, 0.1, -14, 0.4),
        Part("chords", "strings", -20.5, 0, -10, 0.6, 55),
    ), hits=(Part("hits", "woodblock", -6, 0.2, -12), Part("hits", "pizzicato", -1, 0, -10, 0, 48, "chord")), swing=0.12, hall_db=-3),
    "romance": Palette((
        Part("arpeggio", "piano", -6.5, -0.1, -10, 0, 52, "rolling"),
        Part("chords", "strings", -17, 0, -7, 0.2, 55),
        Part("bass", "bass", -5, 0.05, -16, 0.2, 33, "held"),
        Part("melody", "violin", -8, 0.15, -8, 0.45, 62),
        Part("melody", "piano", -4, -0.1, -9, 0.15, 67, "alternate"),
        Part("counter", "cello", -11, 0.3, -9, 0.6, 45),
    ), hits=(Part("hits", "piano", -6, 0, -8, 0, 36, "chord"), Part("hits", "triangle", -22, 0.3, -6))),
    "action": Palette((
        Part("pulse", "spiccato", 1, -0.2, -13, 0, 40, "driving"),
        Part("pulse", "spiccato", -3.5, 0.35, -13, 0.5, 52, "sixteenths"),
        Part("bass", "low_strings", -5, 0, -14, 0.2, 31, "pulse"),
        Part("chords", "strings", -17.5, 0, -9, 0.3, 52),
        Part("comp", "brass", -11.5, 0.2, -9, 0.55, 48, "stabs"),
        Part("melody", "horn", -7, -0.15, -8, 0.5, 52),
        Part("drums", "taiko", 0.5, 0, -9, 0.3),
        Part("accents", "swell", -10, 0, -8, 0.45),
    ), hits=(
        Part("hits", "taiko", 2, 0, -8),
        Part("hits", "brass", -9, 0.1, -8, 0, 43, "chord"),
        Part("hits", "swell", -14, 0, -8, 0, 0, "swell"),
    )),
    "horror": Palette((
        Part("drone", "drone", -8, 0, -8, 0, 30),
        Part("chords", "dark_pad", -16, 0, -6, 0, 41),
        Part("chords", "tremolo", -18, 0.2, -6, 0.35, 71, "top"),
        Part("melody", "celesta", -7.5, -0.35, -4, 0.15, 72, "fragment"),
        Part("chords", "choir", -20.5, 0, -5, 0.5, 57),
        Part("drums", "heartbeat", 0.5, 0, -14, 0.35),
        Part("accents", "boom", 2, 0, -7, 0.25),
        Part("accents", "bell", -11, 0.3, -5, 0.2),
    ), hits=(Part("hits", "boom", 3, 0, -6), Part("hits", "tremolo", -15, -0.2, -5, 0, 64, "chord")), hall_db=4),
    "western": Palette((
        Part("arpeggio", "twang", -6, -0.25, -9, 0, 45, "travis"),
        Part("comp", "guitar", -12, 0.35, -13, 0.4, 52, "strum"),
        Part("bass", "bass", -6, 0, -16, 0.2, 33, "oompah"),
        Part("melody", "whistle", -8, 0.1, -5, 0.3, 72),
        Part("melody", "harmonica", -11, -0.2, -8, 0.5, 62, "alternate"),
        Part("chords", "strings", -21, 0, -8, 0.55, 55),
        Part("drums", "trot", -1.5, 0.05, -11, 0.45),
    ), hits=(Part("hits", "frame_drum", -1, 0, -8), Part("hits", "twang", -4, 0.2, -8, 0, 40, "chord"))),
    "electronic": Palette((
        Part("chords", "pad", -16, 0, -8, 0, 50),
        Part("bass", "sub", -4.5, 0, -30, 0.2, 33, "synth"),
        Part("arpeggio", "saw", -4, 0.3, -9, 0.3, 60, "sixteenths"),
        Part("pulse", "saw", -9.5, -0.35, -10, 0.55, 67, "eighths"),
        Part("melody", "lead", -8.5, -0.1, -8, 0.5, 64),
        Part("drums", "four", 1.5, 0, -20, 0.4),
        Part("accents", "swell", -11, 0, -10, 0.5),
    ), hits=(
        Part("hits", "kick", 2, 0, -16),
        Part("hits", "saw", -4, 0, -8, 0, 48, "chord"),
        Part("hits", "swell", -15, 0, -10, 0, 0, "swell"),
    ), hall_db=-1),
    "folk": Palette((
        Part("arpeggio", "guitar", -6, -0.2, -14, 0, 48, "travis"),
        Part("bass", "bass", -5, 0, -18, 0.25, 33, "held"),
        Part("melody", "flute", -7.5, 0.2, -10, 0.3, 67),
        Part("counter", "violin", -11.5, -0.3, -10, 0.6, 59),
        Part("comp", "guitar", -13, 0.35, -14, 0.5, 52, "strum"),
        Part("drums", "light", -5, 0.1, -15, 0.5),
    ), hits=(Part("hits", "frame_drum", -3, 0, -10), Part("hits", "guitar", -5, -0.1, -12, 0, 45, "chord")), hall_db=-2),
    "indian": Palette((
        Part("drone", "tanpura", -11, 0, -12, 0, 45, "tanpura"),
        Part("chords", "pad", -17.5, 0, -9, 0.2, 50, "open"),
        Part("melody", "bansuri", -6, 0.15, -8, 0.2, 67, "raga"),
        Part("melody", "sitar", -2.5, -0.25, -11, 0.42, 60, "raga alternate"),
        Part("drums", "keherwa", -1.5, 0, -14, 0.4),
        Part("chords", "strings", -19, 0, -8, 0.65, 55, "open"),
    ), hits=(Part("hits", "ge", 0, 0, -12), Part("hits", "sitar", -5, -0.1, -9, 0, 48, "open chord"))),
    "lofi": Palette((
        Part("comp", "electric_piano", -9, -0.1, -13, 0, 52, "lazy"),
        Part("bass", "bass", -5.5, 0, -24, 0.15, 33, "lofi"),
        Part("melody", "vibraphone", -7, 0.3, -10, 0.3, 67, "sparse"),
        Part("drums", "lofi", 3.5, 0, -22, 0.25),
        Part("chords", "glass_pad", -21, 0, -10, 0.3, 55),
        Part("dust", "crackle", -22, 0, -40, 0),
    ), hits=(
        Part("hits", "soft_kick", 2, 0, -22),
        Part("hits", "electric_piano", -7, 0, -12, 0, 45, "chord"),
    ), swing=0.2, hall_db=-4, darkest_hz=3_600),
}  # fmt: skip


def palette_of(cue: MusicCue) -> Palette:
    """Who plays a cue: the genre's players, or for a recitation a drone and a few quiet notes of the genre's lightest voice."""
    if cue.manner == "score":
        return PALETTES[cue.genre]
    voice, low = _VOICES.get(cue.genre, ("flute", 67))
    is_indian = cue.genre == "indian"
    drone = Part("drone", "tanpura", -6, 0, -9, 0, 45, "tanpura") if is_indian else Part("drone", "drone", -10, 0, -7, 0, 38)
    return Palette(
        (
            drone,
            Part("chords", "dark_pad" if is_indian else "pad", -21, 0, -6, 0, 50, "open"),
            Part("melody", voice, -15, 0.2, -4, 0, low, "raga fragment"),
            Part("accents", "bell", -22, -0.3, -3, 0),
        ),
        hall_db=3,
    )


_VOICES: Mapping[str, tuple[str, int]] = {
    "indian": ("bansuri", 67),
    "horror": ("celesta", 72),
    "suspense": ("celesta", 69),
    "western": ("whistle", 72),
    "electronic": ("glass_pad", 67),
    "lofi": ("vibraphone", 67),
    "romance": ("piano", 67),
    "folk": ("harp", 64),
}
"""Instrument and lowest key of the voice that answers a recitation."""
