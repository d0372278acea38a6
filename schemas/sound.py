"""How a film's sound is made in parts, so that an edit costs the scene it changes: scenes mixed, parts finished, parts encoded.

    scene ─► its stems ─┬─► part of the film, at its loudness ─┬─► packets
    neighbours' stems ──┘              neighbouring parts ─────┘

A part is what lies from one scene's first frame to the next one's. Orders tell places relative to the part or scene itself, never to the
film: what comes later in a film that grew longer in front is found, not made again.
"""

from typing import ClassVar, Literal, TypeAlias

from schemas.media import ArtifactRef
from schemas.message import Message
from schemas.order import Order
from schemas.stages import Stage


class SoundEdge(Message):
    """How the sound of one scene gives way to the next one's."""

    kind: Literal["film", "cut", "hard", "shared", "leads", "lasts"] = "cut"
    """film: nothing is beyond. cut: soft, over a blink. hard: everything stops with the picture. shared: crossfaded over a transition.
    leads: the later scene is heard before it is seen (J-cut). lasts: the earlier one is heard on when it is no longer seen (L-cut)."""
    samples: int = 0
    """Over how long; 0 for film, cut and hard."""


class MixScene(Order):
    """Mix one scene by itself: a FLAC of six channels, dialogue, music and effects, each left and right, 12 dB under their level.

    It begins before the scene's first frame when something of it does (the fact `first_sample`, 0 or less), and ends when all of it has
    died away.
    """

    stage: ClassVar[Stage] = Stage.FILM
    is_step: ClassVar[bool] = False

    uncounted: ClassVar[frozenset[str]] = frozenset({"about", "reel"})

    reel: ArtifactRef
    """Where to read what is heard; its pictures do not count."""
    heard: str
    """Its `Reel.sound_key`."""
    begin: SoundEdge
    end: SoundEdge
    speech_around: list[tuple[int, int]] = []
    """First and last sample, from the scene's first, of what neighbours say near it: its music makes room for that too."""


class PlacedSound(Message):
    """A sound and the sample it begins with, from the first one of what it goes into."""

    sound: ArtifactRef
    first_sample: int


class FinishPart(Order):
    """Bring one part of a film to its loudness, under its ceiling: stereo FLAC."""

    stage: ClassVar[Stage] = Stage.FILM
    is_step: ClassVar[bool] = False

    stems: list[PlacedSound]
    """Every scene's that is heard in the part or near it."""
    samples: int
    before: int
    """Samples of the film in front of the part that are looked at as well, in whole tenths of a second."""
    after: int
    """Samples behind it."""
    gain_db: float
    true_peak_dbtp: float


class EncodePart(Order):
    """Encode one part of a film as AAC packets that fit between those of its neighbours."""

    stage: ClassVar[Stage] = Stage.FILM
    is_step: ClassVar[bool] = False

    sounds: list[PlacedSound]
    """The finished part and its neighbours, from the first sample that goes into the encoder."""
    samples: int
    """That go into the encoder: a few packets more than come out, in front and behind."""
    skipped: int
    """Packets of the encoder's that are the neighbour's."""
    packets: int
    """Packets that are this part's."""


SoundOrder: TypeAlias = MixScene | FinishPart | EncodePart
"""What mixing a cut comes to."""


class TrackPart(Message):
    """One part of a film's sound."""

    scene: int
    first_sample: int
    samples: int
    stems: PlacedSound
    """The scene's stems, placed in the film; they reach into other parts."""
    mix: ArtifactRef
    """Stereo FLAC."""
    packets: ArtifactRef | None = None
    """None when the film's sound is not AAC."""


class SoundTrack(Message):
    """A film's whole sound, in parts that follow each other without a gap."""

    samples: int
    gain_db: float
    """From the sum of the stems to the mix, before the limiter."""
    loudness_lufs: float
    true_peak_dbtp: float
    parts: list[TrackPart]

    @property
    def mixes(self) -> list[ArtifactRef]:
        """The finished mix of every part."""
        return [part.mix for part in self.parts]

    @property
    def stems(self) -> list[ArtifactRef]:
        """The stems of every scene."""
        return [part.stems.sound for part in self.parts]
