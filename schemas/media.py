"""References to stored media: what travels instead of bytes."""

from datetime import date
from fractions import Fraction

from pydantic import Field

from schemas.message import Message

SAMPLE_RATE_HZ = 48_000
"""All sound between stages: 48 kHz, so that a frame at 24, 25 or 30 fps is a whole number of samples (2000, 1920, 1600)."""

PICTURE = "image/openraster"
"""A layered picture with a rig (`activities/media/drawn/picture.py`): OpenRaster, a zip of PNG layers with `rig.json` beside them."""
PERFORMANCE = "application/vnd.filmwright.performance+json"
"""A clip that is drawn when it is encoded: camera, figures and mouths over a `PICTURE` (`activities/media/drawn/performance.py`)."""
SEGMENT = "application/vnd.filmwright.segment"
"""Encoded video packets of one shot or transition, ready to be muxed (`activities/media/segment.py`)."""
SOUND_PACKETS = "application/vnd.filmwright.sound-packets"
"""Encoded sound packets of one part of a film (`activities/media/sound/packets.py`)."""
SOUND_TRACK = "application/vnd.filmwright.sound-track+json"
"""A film's sound as the parts it is made of (`schemas.sound.SoundTrack`)."""
FLAC = "audio/flac"
JSON = "application/json"
MP4 = "video/mp4"
MOV = "video/quicktime"
PLAYLIST = "application/vnd.apple.mpegurl"
PNG = "image/png"
JPEG = "image/jpeg"
SRT = "application/x-subrip"
VTT = "text/vtt"
TEXT = "text/plain"


class ClonedFrom(Message):
    """Whose voice a recorded line has, and by which consent: what a film's manifest tells of it."""

    sample: str
    """Its id."""
    speaker: str
    consent_given_on: date
    consent_recorded_by: str
    commercial_use: bool


class ArtifactRef(Message):
    """One immutable stored file, addressed by the hash of everything that went into it."""

    key: str
    """The address: 64 hexadecimal digits, see `schemas.keys`."""
    media_type: str
    size_bytes: int
    sha256: str
    """Of the bytes. Two keys may hold the same bytes; one key never holds two."""
    width_px: int | None = None
    height_px: int | None = None
    frames: int | None = None
    """Length of moving pictures, in frames of `fps`."""
    fps: int | None = None
    samples: int | None = None
    """Length of sound, in samples of `SAMPLE_RATE_HZ`."""
    notes: tuple[str, ...] = Field(default=(), exclude_if=lambda notes: not notes)
    """What the film's manifest tells of how it was made: memory was short, another engine stood in, a mouth was left as it is."""
    made_by: str = Field(default="", exclude_if=lambda made_by: not made_by)
    """Name and version of the engine that stood in for the one that was ordered; "" where that made it."""
    cloned_from: ClonedFrom | None = Field(default=None, exclude_if=lambda cloned_from: cloned_from is None)
    """Of speech with the voice of somebody's sample."""

    @property
    def seconds(self) -> Fraction:
        """Length in seconds; 0 for what has none."""
        if self.frames is not None and self.fps:
            return Fraction(self.frames, self.fps)
        return Fraction(self.samples or 0, SAMPLE_RATE_HZ)
